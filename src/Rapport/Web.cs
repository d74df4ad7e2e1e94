using System.Data.Common;
using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Text;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.HttpOverrides;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;
using Rapport.Accounts;
using Rapport.Audit;
using Rapport.Claims;
using Rapport.Demo;
using Rapport.Fit;
using Rapport.Layout;
using Rapport.Lists;
using Rapport.Mail;
using Rapport.Maps;
using Rapport.Near;
using Rapport.Organisations;
using Rapport.Pictures;
using Rapport.Places;
using Rapport.Privacy;
using Rapport.Profiles;
using Rapport.Rosters;
using Rapport.Saved;
using Rapport.Search;
using Rapport.Search.Typing;
using Rapport.Site;
using Rapport.Storage;
using Rapport.Upkeep;
using Rapport.Verification;

namespace Rapport;

/// <summary>Builds and runs the web application over an open store.</summary>
internal static class Web
{
    /// <summary>Parts of the framework that log with a stack what they throw as well.</summary>
    private static readonly string[] TellWhatIsThrown =
    [
        "Microsoft.Extensions.Hosting.Internal.Host",
        "Microsoft.AspNetCore.DataProtection.KeyManagement.KeyRingProvider",
    ];

    /// <summary>Everything wired, not yet listening. Tests start it on a port of their own.</summary>
    /// <param name="store">Whose people are served.</param>
    /// <param name="url">Where to listen.</param>
    /// <param name="proxy">The only one who is believed when it says for whom it asks; nobody when null.</param>
    /// <param name="site">Where the world finds the site; pages name it nowhere when null.</param>
    /// <param name="mail">What takes the site's mails; they wait when null.</param>
    public static WebApplication Build(Store store, string url, IPAddress? proxy = null, PublicAddress? site = null, MailServer? mail = null)
    {
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions
        {
            // The pages are in this assembly, whoever started it.
            ApplicationName = typeof(Web).Assembly.GetName().Name,
            ContentRootPath = AppContext.BaseDirectory,
        });
        builder.WebHost.UseUrls(url);
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Limits.MaxRequestBodySize = BodyLimit.Drained;
            HeadLimit.LeaveRoom(kestrel.Limits);
            // A letter of another alphabet in another program's cookie is no reason to answer nothing at all.
            kestrel.RequestHeaderEncodingSelector = _ => Encoding.Latin1;
        });
        // The framework's request log holds addresses with their queries; nobody's search belongs into a log.
        builder.Logging.AddFilter("Microsoft.AspNetCore", LogLevel.Warning);
        // Says in five lines what the line below says in one.
        builder.Logging.AddFilter("Microsoft.Hosting.Lifetime", LogLevel.Warning);
        // Warns that keys lie unencrypted on disk. They do, in a folder that this account alone may read.
        builder.Logging.AddFilter("Microsoft.AspNetCore.DataProtection.KeyManagement.XmlKeyManager", LogLevel.Error);
        // What fails while it starts is thrown, and told in one sentence to who started it.
        var hasStarted = () => false;
        foreach (var source in TellWhatIsThrown)
        {
            builder.Logging.AddFilter(source, level => level >= LogLevel.Warning && (level != LogLevel.Error || hasStarted()));
        }
        builder.Services.AddSingleton(store);
        builder.Services.AddSingleton(store.Time);
        builder.Services.AddSingleton(site ?? new PublicAddress(Root: null));
        builder.Services.AddOpenApi("v1", ApiDescription.Describe);
        builder.Services.AddSingleton(_ => new MapGrounds(() => ShapeTable.Shapes, PlaceTable.Gazetteer));
        builder.Services.AddHostedService<OwedCuts>();
        builder.Services.AddHostedService<DoneForms>();
        builder.Services.AddSingleton<PictureProcess>();
        SmallAnswers.AddServices(builder.Services);
        NetworkLimits.AddServices(builder.Services);
        SiteFeature.AddServices(builder.Services, store);
        MailFeature.AddServices(builder.Services, store, mail, site);
        AccountsFeature.AddServices(builder.Services);
        ProfilesFeature.AddServices(builder.Services, store);
        SearchFeature.AddServices(builder.Services);
        NearFeature.AddServices(builder.Services);
        ListsFeature.AddServices(builder.Services);
        SavedFeature.AddServices(builder.Services);
        FitFeature.AddServices(builder.Services);
        RostersFeature.AddServices(builder.Services);
        ClaimsFeature.AddServices(builder.Services);
        VerificationFeature.AddServices(builder.Services);
        UpkeepFeature.AddServices(builder.Services);
        OrganisationsFeature.AddServices(builder.Services);
        DemoFeature.AddServices(builder.Services);
        builder.Services.AddSingleton<AuditTrail>();
        PrivacyFeature.AddServices(builder.Services);

        var app = builder.Build();
        hasStarted = () => app.Lifetime.ApplicationStarted.IsCancellationRequested;
        Refusals.WithHeaders(app.Services.GetRequiredService<DiagnosticListener>());
        KeyRing.MakeReady(app.Services.GetRequiredService<IDataProtectionProvider>(), store.Location);
        if (proxy is not null)
        {
            app.UseForwardedHeaders(Forwarded(proxy));
        }
        app.Use(HeadAsGet.Answer);
        app.Use(Headers.Set);
        if (store.Mark.Kind == StoreKind.Demo)
        {
            app.Use(Headers.NotToBeFound);
        }
        app.Use(Language.FromPath);
        UseErrors(app);
        // Not again for the page that says what was refused: it would be refused too.
        app.UseWhen(context => context.Features.Get<IStatusCodeReExecuteFeature>() is null, gates =>
        {
            gates.UseWhen(context => !Leave.IsWayOut(context.Request), most => most.Use(HeadLimit.Require));
            gates.Use(BodyLimit.Require);
            gates.Use(SameOrigin.Require);
        });
        app.Use(Leave.ShowNothing);
        SmallAnswers.Use(app);
        app.UseRouting();
        app.Use(NetworkLimits.Hold);
        app.Use(AccessRules.Require);
        SiteFeature.MapEndpoints(app);
        app.MapOpenApi("/openapi/{documentName}.json");
        ProfilesFeature.MapEndpoints(app);
        SearchFeature.MapEndpoints(app);
        OrganisationsFeature.MapEndpoints(app);
        return app;
    }

    private static ForwardedHeadersOptions Forwarded(IPAddress proxy)
    {
        var options = new ForwardedHeadersOptions { ForwardedHeaders = ForwardedHeaders.XForwardedFor | ForwardedHeaders.XForwardedProto };
        options.KnownIPNetworks.Clear();
        options.KnownProxies.Clear();
        options.KnownProxies.Add(proxy);
        if (IPAddress.IsLoopback(proxy))
        {
            // A proxy that was told "localhost" comes over either family in turn.
            options.KnownProxies.Add(IPAddress.Loopback);
            options.KnownProxies.Add(IPAddress.IPv6Loopback);
        }
        return options;
    }

    /// <summary>Errors are pages in the frame for browsers, problem details for programs.</summary>
    private static void UseErrors(WebApplication app)
    {
        app.UseWhen(context => ForPrograms.Is(context.Request), api =>
        {
            api.UseExceptionHandler(new ExceptionHandlerOptions
            {
                StatusCodeSelector = StatusOf,
                SuppressDiagnosticsCallback = IsTheirs,
            });
            api.UseStatusCodePages();
        });
        app.UseWhen(context => !ForPrograms.Is(context.Request), pages =>
        {
            pages.UseExceptionHandler(new ExceptionHandlerOptions
            {
                ExceptionHandlingPath = "/error/500",
                StatusCodeSelector = StatusOf,
                SuppressDiagnosticsCallback = IsTheirs,
            });
            pages.UseStatusCodePagesWithReExecute("/error/{0}");
        });
    }

    /// <summary>A database or a disk that is gone comes back; everything else is our fault.</summary>
    private static int StatusOf(Exception e) => e switch
    {
        BadHttpRequestException bad => bad.StatusCode,
        // A file of ours that cannot be written: the disk is full, or was taken away.
        DbException or StoreProblem or DbUpdateException or RetryLimitExceededException or IOException => StatusCodes.Status503ServiceUnavailable,
        { InnerException: { } inner } => StatusOf(inner),
        _ => StatusCodes.Status500InternalServerError,
    };

    /// <summary>A request that cannot be read is no failure of ours: it is answered, and no log tells of it.</summary>
    private static bool IsTheirs(ExceptionHandlerSuppressDiagnosticsContext context) =>
        context.Exception is BadHttpRequestException
        || (context.Exception is OperationCanceledException or IOException && context.HttpContext.RequestAborted.IsCancellationRequested);

    /// <summary>Serves until it is told to stop.</summary>
    /// <exception cref="StoreProblem">It cannot listen there, or its keys cannot be written.</exception>
    public static async Task Serve(
        Store store, string host, int port, IPAddress? proxy, PublicAddress? site, MailServer? mail, CancellationToken stop)
    {
        await using var app = Build(store, Listening.Url(host, port), proxy, site, mail);
        try
        {
            await app.StartAsync(stop);
        }
        catch (Exception e) when (Listening.Problem(e, host, port) is { } problem)
        {
            throw new StoreProblem(problem, e);
        }
        var url = app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First();
        await Console.Error.WriteAsync($"Serving {store.Location.Name} at {url}\n{WhatToTry(store, url)}{await WhoRunsIt(app, store, site, url)}{WhereMailsGo(store, mail)}Ctrl-C ends it.\n");
        var told = TellWhenReady(app);
        // Nobody who writes what she looks for waits until the words are read in.
        _ = Task.Run(() => app.Services.GetRequiredService<SuggestionBooks>().MakeReady(), stop);
        await app.WaitForShutdownAsync(stop);
        await told;
    }

    /// <summary>Pages stand at once, searches only when everyone was read: who started it learns when.</summary>
    private static async Task TellWhenReady(WebApplication app)
    {
        try
        {
            var snapshot = await app.Services.GetRequiredService<Snapshots>().Get(app.Lifetime.ApplicationStopping);
            await Console.Error.WriteAsync(snapshot.Index.Count == 1
                ? "The list is ready: one person can be found.\n"
                : string.Create(CultureInfo.InvariantCulture, $"The list is ready: {snapshot.Index.Count:N0} people can be found.\n"));
        }
        catch (OperationCanceledException)
        {
            // Ended before it was ready.
        }
    }

    /// <summary>Nobody learns otherwise that what is to be mailed stays here.</summary>
    private static string WhereMailsGo(Store store, MailServer? mail) => mail is not null || store.Mark.Kind == StoreKind.Demo ? ""
        : $"No mail server is named, so mails wait and none goes out: set {MailServer.Variable} and {MailServer.FromVariable} (docs/operate.md, \"Mail\"), and start again.\n";

    /// <summary>A store without an operator tells whoever started it how to become one: who reads the console runs the machine.</summary>
    private static async Task<string> WhoRunsIt(WebApplication app, Store store, PublicAddress? site, string url)
    {
        if (store.Mark.Kind == StoreKind.Demo)
        {
            return $"To play a part (who runs the site, who checks licenses, a therapist): {url}{AccountLinks.Parts(Language.English)}\n";
        }
        return await app.Services.GetRequiredService<AccountDoor>().SetUp() is { } key
            ? $"Nobody runs this site yet. Open this link within a day to be its operator; it works once:\n  {site?.Root?.GetLeftPart(UriPartial.Authority) ?? url}{AccountLinks.Private(Language.English, key)}\n"
            : "";
    }

    private static string WhatToTry(Store store, string url) => store.Mark.Kind == StoreKind.Demo
        ? $"Everyone in it is invented. Try:\n  {url}/therapists?place=94610 for people near a ZIP\n  {url}/es for the Spanish pages\n"
            + $"or in another terminal:\n  {store.Location.Command("search --place \"Oakland, CA\" --text grief")}\n"
        : "";
}
