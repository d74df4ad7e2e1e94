using System.Net;
using AngleSharp.Html.Dom;
using AngleSharp.Html.Parser;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Rapport.Search;
using Rapport.Storage;

namespace Rapport.Tests.Support;

/// <summary>The real application on a free port of this machine, over a store of its own.</summary>
internal sealed class HostedApp : IAsyncDisposable
{
    private readonly TestStore _test;
    private readonly WebApplication _app;

    private HostedApp(TestStore test, WebApplication app)
    {
        _test = test;
        _app = app;
        Address = new Uri(app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First());
        Browser = NewBrowser();
    }

    public Uri Address { get; }

    public Store Store => _test.Store;

    public IServiceProvider Services => _app.Services;

    /// <summary>Keeps cookies and follows no redirect, so that a test sees each.</summary>
    public HttpClient Browser { get; }

    /// <summary>Starts it; <paramref name="fill"/> puts people into the store before.</summary>
    public static async Task<HostedApp> Start(
        Func<Store, Task>? fill = null, TimeProvider? time = null, StoreKind kind = StoreKind.Real)
    {
        var test = await TestStore.Create(Database.Sqlite, kind, time ?? new TestClock());
        if (fill is not null)
        {
            await fill(test.Store);
        }
        var app = Web.Build(test.Store, "http://127.0.0.1:0");
        await app.StartAsync();
        await app.Services.GetRequiredService<Snapshots>().Get(TestContext.Current.CancellationToken);
        return new HostedApp(test, app);
    }

    /// <summary>Another browser: same application, no cookies yet.</summary>
    public HttpClient NewBrowser() => new(new SocketsHttpHandler
    {
        AllowAutoRedirect = false,
        CookieContainer = new CookieContainer(),
    })
    {
        BaseAddress = Address,
    };

    /// <summary>A page as parsed; the status must be the expected one.</summary>
    public async Task<IHtmlDocument> Page(string address, HttpStatusCode expected = HttpStatusCode.OK) =>
        await Read(await Browser.GetAsync(new Uri(address, UriKind.Relative)), expected);

    /// <summary>What comes back for a form, as parsed.</summary>
    public async Task<IHtmlDocument> Post(
        string address, IEnumerable<KeyValuePair<string, string>> form, HttpStatusCode expected = HttpStatusCode.OK) =>
        await Read(await Send(address, form), expected);

    /// <summary>Sends a form as a browser does.</summary>
    public Task<HttpResponseMessage> Send(string address, IEnumerable<KeyValuePair<string, string>> form) =>
        Browser.PostAsync(new Uri(address, UriKind.Relative), new FormUrlEncodedContent(form));

    /// <summary>The page in an answer, which is disposed; null expects nothing of the status.</summary>
    public static async Task<IHtmlDocument> Read(HttpResponseMessage answer, HttpStatusCode? expected = HttpStatusCode.OK)
    {
        using var response = answer;
        var text = await response.Content.ReadAsStringAsync();
        Assert.True(
            expected is null || expected == response.StatusCode, $"{response.StatusCode} instead of {expected}: {text}");
        return await new HtmlParser().ParseDocumentAsync(text);
    }

    /// <summary>The database file disappears while the application serves.</summary>
    public void LoseDatabase()
    {
        File.Move(Store.Location.SqlitePath, Store.Location.SqlitePath + ".gone");
        // Open connections would go on reading the file under its new name.
        using var pooled = new SqliteDb(SqliteDb.Options(Store.Location.SqlitePath, mayCreate: false));
        SqliteConnection.ClearPool((SqliteConnection)pooled.Database.GetDbConnection());
    }

    public async ValueTask DisposeAsync()
    {
        Browser.Dispose();
        await _app.StopAsync();
        await _app.DisposeAsync();
        await _test.DisposeAsync();
    }
}
