using System.Net;
using System.Text.RegularExpressions;
using AngleSharp.Html.Dom;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Rapport.Accounts;
using Rapport.Layout;
using Rapport.Mail;
using Rapport.Profiles;
using Rapport.Registry.Reading;
using Rapport.Rosters;
using Rapport.Storage;
using Rapport.Tests.Support;

namespace Rapport.Tests.Claims;

/// <summary>A site with a roster of three, and what somebody does who was invited.</summary>
internal sealed partial class Invited(HostedApp app, TestClock clock) : IAsyncDisposable
{
    public const string Roster = "Willow Network";
    public const string Mail = "ana@willow.example";
    public const string Password = "copper lantern tuesday";
    public const long Npi = 1234567893;

    public const string Rows =
        """
        NPI,Name,Email,License Number,License State,Profession,Street,City,State,Zip,Phone,Plans
        1234567893,"Ana Cruz, LCSW",ana@willow.example,MFT12345,CA,social-worker,1250 Grand Ave,Oakland,CA,94610,510-555-0100,Medi-Cal
        ,Lee Chen,,LMFT99,CA,marriage-and-family-therapist,1 First St,Fresno,CA,93701,,Aetna
        ,Mia Stone,,LMFT98,CA,marriage-and-family-therapist,2 First St,Fresno,CA,93701,,Aetna
        """;

    private readonly HashSet<Guid> _read = [];

    public HostedApp App => app;

    public TestClock Clock => clock;

    /// <summary>Mails that a test took out of the outbox, as a server would.</summary>
    public List<Letter> Sent { get; } = [];

    /// <summary>Ana stands in the registry; Lee and Mia do not.</summary>
    public static async Task<Invited> Start(RegistryListing listing = RegistryListing.Hidden)
    {
        var clock = new TestClock();
        var app = await HostedApp.Start(
            async store =>
            {
                await ProfileBuilder.FromRegistry(store.Now, "Ana", "Cruz", Npi).SaveTo(store);
                await Visibility.Set(store, listing);
            }, clock);
        await TakeIn(app.Store);
        return new Invited(app, clock);
    }

    /// <summary>Takes the roster in, as the command does.</summary>
    public static async Task<RosterReport> TakeIn(Store store, string roster = Roster)
    {
        using var rejects = new Rejects(open: null);
        var lines = Rows.Split('\n').Select(line => CellPattern().Matches(line.Trim('\r') + ",").Select(cell => cell.Groups["cell"].Value.Trim('"')).ToArray()).ToList();
        var columns = new RosterColumns(lines[0], []);
        var reader = new RosterReader(columns, Vocabularies.BuiltIn, plan: null, new FactOrigin(Source.Organisation, store.Now, "roster", roster), rejects);
        List<RosterRow> rows = [.. lines.Skip(1).Select((cells, at) => reader.Read(at + 1, cells)).OfType<RosterRow>()];
        return await new RosterImport(store, new AccountSeal(store, KeyRing.Open(store.Location)), roster, columns, rejects)
            .Run(rows, rows.Count, 0, isPreview: false, (_, _) => { }, TestContext.Current.CancellationToken);
    }

    /// <summary>Invites by mail, and gives the path of Ana's link.</summary>
    public async Task<string> ByMail(Language? language = null)
    {
        await app.Services.GetRequiredService<Invitations>().ByMail(Roster, language ?? Language.English, TestContext.Current.CancellationToken);
        return (await LastMail()).Path!;
    }

    /// <summary>Writes letters, and gives the codes by last name.</summary>
    public async Task<Dictionary<string, string>> ByLetter()
    {
        var codes = new Dictionary<string, string>(StringComparer.Ordinal);
        await app.Services.GetRequiredService<Invitations>().ByLetter(Roster, mailedToo: false, letters =>
        {
            foreach (var letter in letters)
            {
                codes[letter.Name.Last] = letter.Code;
            }
            return Task.CompletedTask;
        }, TestContext.Current.CancellationToken);
        return codes;
    }

    /// <summary>Ana comes by her link, makes an account, and takes her record over; gives the page of her profile.</summary>
    public async Task<IHtmlDocument> Prove(string language = "")
    {
        await Walk.Send(app, language + (await ByMail()));
        await Walk.Send(app, language + "/claim/entry", ("Answer", "mine"));
        await Walk.Send(app, language + "/account/password", ("FullName", "Ana Cruz"), ("Password", Password));
        return await Walk.Send(app, language + "/claim/entry", ("Answer", "mine"));
    }

    /// <summary>Opens an account as a stranger in this browser.</summary>
    public async Task<IHtmlDocument> Register(string address)
    {
        await app.Post("/account/new", [new("Address", address)]);
        await Walk.Send(app, (await LastMail()).Path!);
        return await Walk.Send(app, "/account/password", ("FullName", "Some Body"), ("Password", Password));
    }

    /// <summary>The one mail that was not read yet.</summary>
    public async Task<Letter> LastMail()
    {
        var outbox = app.Services.GetRequiredService<Outbox>();
        return outbox.Open((await outbox.All(TestContext.Current.CancellationToken)).Single(mail => _read.Add(mail.Id)))!;
    }

    /// <summary>Those that were not read yet.</summary>
    public async Task<IReadOnlyList<Letter>> NewMails()
    {
        var outbox = app.Services.GetRequiredService<Outbox>();
        return [.. (await outbox.All(TestContext.Current.CancellationToken)).Where(mail => _read.Add(mail.Id)).Select(mail => outbox.Open(mail)!)];
    }

    /// <summary>Signs this browser in as somebody who checks licences, with the second factor shown.</summary>
    public async Task BeVerifier()
    {
        (await app.Send("/account/sign-out", [])).Dispose();
        _ = await NewMails();
        await Register("vera@example.org");
        var page = await app.Page("/account/second-factor");
        var totp = new OtpNet.Totp(OtpNet.Base32Encoding.ToBytes(page.QuerySelector(".key")!.TextContent.Replace(" ", "", StringComparison.Ordinal)));
        await app.Post("/account/second-factor", [new("Code", totp.ComputeTotp(clock.GetUtcNow().UtcDateTime))]);
        _ = await NewMails();
        var seal = app.Services.GetRequiredService<AccountSeal>();
        var key = seal.KeyOf("vera@example.org");
        await app.Store.Write(async db =>
        {
            var account = await db.Set<Account>().SingleAsync(one => one.AddressKey == key);
            account.Roles = Roles.Verifier;
            account.Content = seal.Seal(account.Id, new AccountContent("vera@example.org", "Vera Ortiz"));
        });
    }

    /// <summary>An account with an address of its own, made without its mails.</summary>
    public async Task<Guid> AccountOf(string address)
    {
        var seal = app.Services.GetRequiredService<AccountSeal>();
        var id = Guid.NewGuid();
        var account = new Account
        {
            Id = id,
            AddressKey = seal.KeyOf(address),
            Content = seal.Seal(id, new AccountContent(address, "Some Body")),
            Language = Language.English.Code,
            Password = "none",
            CreatedAt = app.Store.Now,
        };
        await app.Store.Write(db =>
        {
            db.Add(account);
            return Task.CompletedTask;
        });
        return id;
    }

    /// <summary>The key of a session of somebody who checks licences, for a browser of its own.</summary>
    public async Task<string> NewVerifier()
    {
        var seal = app.Services.GetRequiredService<AccountSeal>();
        var key = AccountSeal.NewKey();
        var (id, addressKey) = (Guid.CreateVersion7(), seal.KeyOf("vera@example.org"));
        await app.Store.Write(async db =>
        {
            var account = await db.Set<Account>().SingleOrDefaultAsync(one => one.AddressKey == addressKey) ?? db.Add(new Account
            {
                Id = id,
                AddressKey = addressKey,
                Content = seal.Seal(id, new AccountContent("vera@example.org", "Vera Ortiz")),
                Language = "en",
                Password = "",
                Roles = Roles.Verifier,
                Factor = seal.Seal(id, Account.SealedFactor, new byte[20]),
                CreatedAt = app.Store.Now,
            }).Entity;
            db.Add(new Session { Id = AccountSeal.HashOf(key), AccountId = account.Id, Device = "Firefox", SignedInAt = app.Store.Now, SeenAt = app.Store.Now, HasFactor = true });
        });
        return key;
    }

    /// <summary>A page as somebody with a session sees it, in a browser of her own.</summary>
    public async Task<IHtmlDocument> PageOf(string session, string address)
    {
        using var browser = app.NewBrowser();
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(address, UriKind.Relative));
        request.Headers.Add("Cookie", $"rapport-account={session}");
        using var answer = await browser.SendAsync(request, TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        var text = await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        var browsing = AngleSharp.BrowsingContext.New();
        return (IHtmlDocument)await AngleSharp.BrowsingContextExtensions.OpenAsync(browsing, request => request.Content(text), TestContext.Current.CancellationToken);
    }

    public async Task<Funnel> Funnel()
    {
        await using var db = app.Store.Read();
        return (await RosterList.Funnels(db, TestContext.Current.CancellationToken)).Single();
    }

    public async Task<Profile> Profile(long npi = Npi)
    {
        await using var db = app.Store.Read();
        return await db.Set<Profile>().AsNoTracking().SingleAsync(profile => profile.Npi == npi, TestContext.Current.CancellationToken);
    }

    /// <summary>The status that somebody without an account gets for Ana's page.</summary>
    public async Task<HttpStatusCode> Publicly()
    {
        using var stranger = app.NewBrowser();
        using var answer = await stranger.GetAsync(new Uri("/therapist/ana-cruz-1", UriKind.Relative));
        return answer.StatusCode;
    }

    public ValueTask DisposeAsync() => app.DisposeAsync();

    [GeneratedRegex("(?<cell>\"[^\"]*\"|[^,]*),", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex CellPattern();
}
