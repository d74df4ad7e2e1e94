using System.CommandLine;
using System.Globalization;
using Rapport.Cli;

namespace Rapport;

/// <summary><c>rapport serve</c>: the web application over a store that is there.</summary>
internal static class ServeCommand
{
    public static Command Create()
    {
        var port = new Option<int>("--port")
        {
            Description = "Port to listen on; 0 takes a free one.",
            DefaultValueFactory = _ => 5080,
            HelpName = "N",
        };
        port.Validators.Add(result =>
        {
            // What is no number at all is told by the parser itself.
            if (result.Tokens is [{ Value: var text }] && int.TryParse(text, CultureInfo.InvariantCulture, out var number) && number is < 0 or > 65535)
            {
                result.AddError("--port must be a number from 0 to 65535.");
            }
        });
        var host = new Option<string>("--host")
        {
            Description = "Address to listen on; behind a proxy leave it as it is.",
            DefaultValueFactory = _ => "localhost",
            HelpName = "NAME",
        };
        return new Command("serve", "Serves the directory as a web application.") { port, host }.Does(
            ["./rapport serve", "./rapport serve --port 8080 --data data-real"],
            async (parsed, stop) =>
            {
                using var store = await parsed.OpenStore(stop);
                await Web.Serve(store, parsed.GetValue(host)!, parsed.GetValue(port), stop);
                return ExitCode.Done;
            });
    }
}
