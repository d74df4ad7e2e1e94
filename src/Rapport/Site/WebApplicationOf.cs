using System.Net;
using System.Net.Sockets;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Rapport.Storage;

namespace Rapport.Site;

/// <summary>Builds and runs the web application over an open store.</summary>
internal static class WebApplicationOf
{
    /// <summary>Everything wired, not yet listening. Tests start it on a port of their own.</summary>
    public static WebApplication Build(Store store, string url)
    {
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions
        {
            ContentRootPath = AppContext.BaseDirectory,
        });
        builder.WebHost.UseUrls(url);
        builder.Services.AddSingleton(store);
        builder.Services.AddSingleton(store.Time);
        var app = builder.Build();
        app.MapGet("/health", () => Results.Ok());
        return app;
    }

    /// <summary>Serves until it is told to stop.</summary>
    /// <exception cref="StoreProblem">The port is taken.</exception>
    public static async Task Serve(Store store, string host, int port, CancellationToken stop)
    {
        // Kestrel cannot take a free port on the name "localhost", which is two addresses.
        var address = port == 0 && host == "localhost" ? IPAddress.Loopback.ToString() : host;
        await using var app = Build(store, $"http://{address}:{port}");
        try
        {
            await app.StartAsync(stop);
        }
        catch (IOException e) when (e.InnerException is SocketException or Microsoft.AspNetCore.Connections.AddressInUseException)
        {
            throw new StoreProblem(
                $"Port {port} is taken by another program. Choose another: --port {port + 1}.", e);
        }
        var url = app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First();
        Cli.Verb.Aside.Write(new Spectre.Console.Text($"Serving {store.Location.Name} at {url}" + "\n"));
        await app.WaitForShutdownAsync(stop);
    }
}
