using Rapport.Tests.Support;

namespace Rapport.Browser;

/// <summary>One application for all tests of a class that only look.</summary>
public sealed class OpenSite : IAsyncLifetime
{
    private HostedApp? _app;

    public async ValueTask InitializeAsync() => _app = await HostedApp.Start(People.Fill);

    internal Uri Page(string address) => new(_app!.Address, address);

    public ValueTask DisposeAsync() => _app!.DisposeAsync();
}
