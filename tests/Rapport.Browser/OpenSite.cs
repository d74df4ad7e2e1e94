using Microsoft.Extensions.DependencyInjection;
using Rapport.Browser;
using Rapport.Search.Typing;
using Rapport.Tests.Support;

// Opening a browser and filling a store take seconds: once for all tests. Each test has windows, and so cookies, of its own.
[assembly: AssemblyFixture(typeof(Chromium))]
[assembly: AssemblyFixture(typeof(OpenSite))]

namespace Rapport.Browser;

/// <summary>One application for all tests that only look.</summary>
public sealed class OpenSite : IAsyncLifetime
{
    private HostedApp? _app;

    public async ValueTask InitializeAsync()
    {
        _app = await HostedApp.Start(People.Fill);
        // As the product does when it is served: nobody who types waits until the words are read in.
        _app.Services.GetRequiredService<SuggestionBooks>().MakeReady();
    }

    /// <summary>What it is made of, for a test that reads a mail.</summary>
    internal IServiceProvider Services => _app!.Services;

    internal Uri Page(string address) => new(_app!.Address, address);

    public ValueTask DisposeAsync() => _app!.DisposeAsync();
}
