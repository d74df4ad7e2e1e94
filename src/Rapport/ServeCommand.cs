using System.CommandLine;
using System.Net;
using Rapport.Cli;
using Rapport.Layout;
using Rapport.Mail;
using Rapport.Storage;

namespace Rapport;

/// <summary><c>rapport serve</c>: the web application over a store that is there.</summary>
internal static class ServeCommand
{
    public static Command Create()
    {
        var port = new Option<int>("--port")
        {
            Description = "Port to listen on, 1 to 65535; 0 takes a free one.",
            DefaultValueFactory = _ => 5080,
            CustomParser = Typed.Number(0, 65535, 5080),
            HelpName = "N",
        };
        var host = new Option<string>("--host")
        {
            Description = "Address of this machine to listen on, or * for all of them; behind a proxy leave it as it is.",
            DefaultValueFactory = _ => "localhost",
            HelpName = "ADDRESS",
        };
        host.Validators.Add(result =>
        {
            if (result.Tokens is [{ Value: var text }] && !Listening.IsHost(text))
            {
                result.AddError($"--host must be localhost, an address of this machine like 192.0.2.10, or * for all of them, not \"{text}\".");
            }
        });
        var proxy = new Option<string?>("--proxy")
        {
            Description = "Address of the proxy in front, which is believed when it says for whom it asks (X-Forwarded-For and "
                + "-Proto). Without it nobody behind a proxy is told apart: no limit by network holds, or one for all.",
            HelpName = "ADDRESS",
        };
        proxy.Validators.Add(result =>
        {
            if (result.Tokens is [{ Value: var text }] && !IPAddress.TryParse(text, out _))
            {
                result.AddError($"--proxy must be an address like 127.0.0.1, not \"{text}\".");
            }
        });
        var address = new Option<string?>("--address")
        {
            Description = "Address under which the world knows this site; search engines are told the two languages of a page by it.",
            HelpName = "URL",
        };
        address.Validators.Add(result =>
        {
            if (result.Tokens is [{ Value: var text }] && !PublicAddress.TryParse(text, out _))
            {
                result.AddError($"--address must be like https://therapists.example.org, without a path, not \"{text}\".");
            }
        });
        return new Command("serve", "Serves the directory as a web application.") { port, host, proxy, address }.Does(
            ["./rapport serve", "./rapport serve --port 8080 --data data-real", "./rapport serve --proxy 127.0.0.1 --address https://therapists.example.org"],
            async (parsed, stop) =>
            {
                using var store = await parsed.OpenStore(stop);
                if (store.IsReadOnly)
                {
                    return Verb.Fail(
                        $"The store {store.Location.SqlitePath} is read-only. It can be searched and looked at here, but not served: whoever asks "
                        + $"to be removed could not be removed at once. {StoreTrouble.WriteAccess}");
                }
                var behind = parsed.GetValue(proxy) is { } known ? IPAddress.Parse(known) : null;
                var site = parsed.GetValue(address) is { } said && PublicAddress.TryParse(said, out var read) ? read : null;
                await Web.Serve(store, parsed.GetValue(host)!, parsed.GetValue(port), behind, site, MailServer.FromEnvironment(), stop);
                return ExitCode.Done;
            });
    }
}
