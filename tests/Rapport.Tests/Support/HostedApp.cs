using System.Net;
using AngleSharp.Html.Dom;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Rapport.Layout;
using Rapport.Mail;
using Rapport.Search;
using Rapport.Storage;

namespace Rapport.Tests.Support;

/// <summary>The real application on a free port of this machine, over a store of its own.</summary>
internal sealed class HostedApp : IAsyncDisposable
{
    private readonly TestStore _test;
    private readonly Store? _own;
    private readonly WebApplication _app;

    private HostedApp(TestStore test, WebApplication app, HeardLog log, Store? own = null)
    {
        _test = test;
        _own = own;
        _app = app;
        Log = log;
        Address = new Uri(app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First());
        Browser = NewBrowser();
    }

    public Uri Address { get; }

    public Store Store => _test.Store;

    public IServiceProvider Services => _app.Services;

    /// <summary>What it logged so far.</summary>
    public HeardLog Log { get; }

    /// <summary>Keeps cookies and follows no redirect, so that a test sees each.</summary>
    public HttpClient Browser { get; }

    /// <summary>Starts it; <paramref name="fill"/> puts people into the store before, <paramref name="more"/> maps what the product has not, <paramref name="proxy"/> is believed when it says for whom it asks, <paramref name="mail"/> takes its mails.</summary>
    public static async Task<HostedApp> Start(
        Func<Store, Task>? fill = null, TimeProvider? time = null, StoreKind kind = StoreKind.Real, PublicAddress? site = null,
        Action<WebApplication>? more = null, IPAddress? proxy = null, MailServer? mail = null)
    {
        var test = await TestStore.Create(Database.Sqlite, kind, time ?? new TestClock());
        if (fill is not null)
        {
            await fill(test.Store);
        }
        var hosted = await Host(test, site, more, proxy, mail);
        await hosted.Services.GetRequiredService<Snapshots>().Get(TestContext.Current.CancellationToken);
        return hosted;
    }

    /// <summary>Starts it over what was restored into a place, which is gone with it.</summary>
    public static async Task<HostedApp> StartOver(TestStore place, TimeProvider time)
    {
        await place.Open(time);
        var hosted = await Host(place, site: null);
        await hosted.Services.GetRequiredService<Snapshots>().Get(TestContext.Current.CancellationToken);
        return hosted;
    }

    /// <summary>Another node of the same site, with a store of its own over the same database; it is to end before the first one.</summary>
    public async Task<HostedApp> Beside()
    {
        var own = await Store.Open(Store.Location, Store.Time);
        var app = Web.Build(own, "http://127.0.0.1:0");
        var log = new HeardLog();
        app.Services.GetRequiredService<ILoggerFactory>().AddProvider(log);
        await app.StartAsync();
        return new HostedApp(_test, app, log, own);
    }

    /// <summary>Starts it over a store whose file is gone, so that its list of people is never made ready.</summary>
    public static async Task<HostedApp> StartUnready()
    {
        var test = await TestStore.Create(Database.Sqlite);
        Lose(test.Store);
        return await Host(test, site: null);
    }

    private static async Task<HostedApp> Host(
        TestStore test, PublicAddress? site, Action<WebApplication>? more = null, IPAddress? proxy = null, MailServer? mail = null)
    {
        var app = Web.Build(test.Store, "http://127.0.0.1:0", proxy, site, mail);
        var log = new HeardLog();
        app.Services.GetRequiredService<ILoggerFactory>().AddProvider(log);
        more?.Invoke(app);
        await app.StartAsync();
        return new HostedApp(test, app, log);
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

    /// <summary>Presses Keep beside a person, on the page that is to be come back to.</summary>
    public Task<HttpResponseMessage> Keep(long id, string back) =>
        Send("/list", [new("keep", FormattableString.Invariant($"{id}")), new("back", back)]);

    /// <summary>The page in an answer, which is disposed; null expects nothing of the status.</summary>
    public static async Task<IHtmlDocument> Read(HttpResponseMessage answer, HttpStatusCode? expected = HttpStatusCode.OK)
    {
        using var response = answer;
        var text = await response.Content.ReadAsStringAsync();
        Assert.True(
            expected is null || expected == response.StatusCode, $"{response.StatusCode} instead of {expected}: {text}");
        return await ValidPage.Read(text);
    }

    /// <summary>The database file disappears while the application serves.</summary>
    public void LoseDatabase() => Lose(Store);

    private static void Lose(Store store)
    {
        File.Move(store.Location.SqlitePath, store.Location.SqlitePath + ".gone");
        // Open connections would go on reading the file under its new name.
        SqliteDb.CloseConnections(store.Location.SqlitePath);
    }

    public async ValueTask DisposeAsync()
    {
        Browser.Dispose();
        await _app.StopAsync();
        await _app.DisposeAsync();
        if (_own is null)
        {
            await _test.DisposeAsync();
        }
        else
        {
            _own.Dispose();
        }
    }
}
