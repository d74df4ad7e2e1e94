using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Rapport.Accounts;
using Rapport.Organisations;
using Rapport.Privacy;
using Rapport.Profiles;
using Rapport.Tests.House;
using Rapport.Tests.Organisations;
using Rapport.Tests.Support;
using Rapport.Upkeep;

namespace Rapport.Tests;

/// <summary>
/// Goes through all routes that name somebody's, as everybody, with every verb: what is another's, what was never there and what is gone are
/// one answer, byte for byte.
/// </summary>
public sealed partial class AccessWalkTests
{
    private static readonly string[] Verbs = ["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"];

    /// <summary>Routes whose parameters name nobody's, and why.</summary>
    private static readonly Dictionary<string, string> OfNobody = new(StringComparer.Ordinal)
    {
        ["therapists/{state}/{place?}"] = "a place",
        ["questions/{number:int:range(1,8)}"] = "a question",
        ["questions/{number:int:range(9,12)}"] = "a question",
        ["questions/like/{id:long}"] = "asks for somebody's style as her page tells it",
        ["list/side-by-side/{people}"] = "people as anybody may see them",
        ["list/handed/{people}"] = "people as anybody may see them",
        ["error/{code:int}"] = "an error",
        ["profile/{topic}"] = "a topic of one's own",
        ["claim/record/{id:long}"] = "public facts of a record; who keeps it is not told",
    };

    /// <summary>Keys of links whose time is over, and of such as were used.</summary>
    private static readonly string EndedKey = new('a', 43), UsedKey = new('c', 43);

    /// <summary>What is not hers who asks: another's or used up first, then never there, then gone.</summary>
    private static readonly Dictionary<string, string[]> NotHers = new(StringComparer.Ordinal)
    {
        ["therapist/{slug}"] = ["hidden-one-2", "hidden-one-999", "hidden-one-3"],
        ["therapist/{slug}/remove"] = ["hidden-one-2", "hidden-one-999", "hidden-one-3"],
        ["therapist/{slug}/wrong"] = ["hidden-one-2", "hidden-one-999", "hidden-one-3"],
        ["photographs/{mark}/{size}"] = ["0123456789abcdef0123456789abcdef", "fedcba9876543210fedcba9876543210", "nothing"],
        ["logos/{mark}/{size}"] = ["fedcba9876543210fedcba9876543210", "00000000000000000000000000000000"],
        ["practice/{slug}"] = ["nowhere-practice", "closed-practice"],
        ["account/link/{key}"] = [EndedKey, new string('b', 43), UsedKey],
        ["claim/link/{key}"] = [EndedKey, new string('b', 43)],
        ["upkeep/link/{key}"] = [EndedKey, new string('b', 43)],
        // Whoever holds one that was accepted is told so: it may be she.
        ["organisation/invitation/{key}"] = [EndedKey, new string('b', 43)],
        ["organisation/{slug}"] = [Practices.Other, "nowhere-practice", "closed-practice"],
        ["organisation/{slug}/words"] = [Practices.Other, "nowhere-practice", "closed-practice"],
        ["organisation/{slug}/logo"] = [Practices.Other, "nowhere-practice", "closed-practice"],
        ["organisation/{slug}/members"] = [Practices.Other, "nowhere-practice", "closed-practice"],
        ["organisation/{slug}/invitations"] = [Practices.Other, "nowhere-practice", "closed-practice"],
        ["organisation/{slug}/membership"] = [Practices.Other, "nowhere-practice", "closed-practice"],
        ["files/{file:guid}"] = [AnothersFile, "6d1f6a0e-0b8e-4f0e-9a55-2f3f0f1c7b12", EndedFile],
        ["desk/claims/{claim:guid?}"] = ["6d1f6a0e-0b8e-4f0e-9a55-2f3f0f1c7b11", "6d1f6a0e-0b8e-4f0e-9a55-2f3f0f1c7b12"],
        ["desk/{profile:long?}"] = ["1", "999", "3"],
    };

    /// <summary>One that another asked for, open for her; one that has ended; and one that the operator of the walk asked for.</summary>
    private const string AnothersFile = "6d1f6a0e-0b8e-4f0e-9a55-2f3f0f1c7b21", EndedFile = "6d1f6a0e-0b8e-4f0e-9a55-2f3f0f1c7b22", OwnFile = "6d1f6a0e-0b8e-4f0e-9a55-2f3f0f1c7b23";

    private const string WaitingClaim = "6d1f6a0e-0b8e-4f0e-9a55-2f3f0f1c7b31";
    private const string OwnPhotograph = "aaaaaaaaaaaaaaaabbbbbbbbbbbbbbbb";

    /// <summary>
    /// Of the same routes, what is there for somebody: it is answered, and otherwise than what never was. Links are missing, of which a look tells nothing
    /// to anybody, and logos, which no page of this walk has.
    /// </summary>
    private static readonly (string Route, string Who, string Target)[] Hers =
    [
        ("therapist/{slug}", "nobody", "marisol-vega-1"),
        ("therapist/{slug}/remove", "nobody", "marisol-vega-1"),
        ("therapist/{slug}/wrong", "nobody", "marisol-vega-1"),
        ("therapist/{slug}", "a therapist whose license has lapsed", "marisol-vega-4"),
        ("photographs/{mark}/{size}", "nobody", OwnPhotograph),
        ("practice/{slug}", "nobody", Practices.Willow),
        ("organisation/{slug}", "whoever looks after a practice", Practices.Willow),
        ("organisation/{slug}/words", "whoever looks after a practice", Practices.Willow),
        ("organisation/{slug}/logo", "whoever looks after a practice", Practices.Willow),
        ("organisation/{slug}/members", "whoever looks after a practice", Practices.Willow),
        ("organisation/{slug}/invitations", "whoever looks after a practice", Practices.Willow),
        ("organisation/{slug}/membership", "a member", Practices.Willow),
        ("files/{file:guid}", "whoever runs the site", OwnFile),
        ("desk/claims/{claim:guid?}", "whoever checks licenses", WaitingClaim),
        ("desk/{profile:long?}", "whoever checks licenses", "1"),
    ];

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task What_is_another_s_never_was_there_or_is_gone_is_one_answer()
    {
        await using var practices = await Practices.Start();
        var app = practices.App;
        var routes = Routes(app).Select(route => route.RoutePattern.RawText!.Trim('/')).Where(route => route.Contains('{', StringComparison.Ordinal) && IsPage(route)).Distinct(StringComparer.Ordinal).ToList();
        // Whoever adds a route says here whose it may be.
        Assert.Equal(routes.Order(StringComparer.Ordinal), NotHers.Keys.Concat(OfNobody.Keys).Order(StringComparer.Ordinal));
        await Fill(app);
        var differing = new List<string>();
        foreach (var (who, browser) in await Actors(practices))
        {
            foreach (var (route, all) in NotHers)
            {
                var targets = all;
                if (who == "whoever checks licenses" && route.StartsWith("desk/", StringComparison.Ordinal))
                {
                    // What waits there is hers to see; what is absent and gone is one answer, as for all.
                    targets = targets.Length > 2 ? targets[1..] : targets;
                }
                foreach (var (verb, button) in Verbs.Select(verb => (verb, Pressed: NoButton)).Concat(Buttons(route).Select(button => ("POST", button))))
                {
                    var answers = new List<string>();
                    foreach (var target in targets)
                    {
                        answers.Add(await Asked(browser, verb, ParameterPattern().Replace(route, target, 1).Replace("{size}", ProfileLinks.LargePhotograph, StringComparison.Ordinal), target, button));
                    }
                    if (answers.Distinct(StringComparer.Ordinal).Skip(1).Any())
                    {
                        differing.Add($"{who}: {verb} {route} {button}: {string.Join(" | ", answers.Select(answer => answer[..Math.Min(60, answer.Length)]))}");
                    }
                }
            }
            foreach (var (route, _, target) in Hers.Where(one => one.Who == who))
            {
                var answers = await Task.WhenAll(new[] { target, NotHers[route][1] }.Select(one =>
                    Asked(browser, "GET", ParameterPattern().Replace(route, one, 1).Replace("{size}", ProfileLinks.LargePhotograph, StringComparison.Ordinal), one)));
                if (answers[0][0] is not ('2' or '3') || answers[0] == answers[1])
                {
                    differing.Add($"{who} does not get what is hers: {route}: {answers[0][..Math.Min(60, answers[0].Length)]}");
                }
            }
            // What a form names, and not the address.
            foreach (var (path, pressed, named, targets) in InForms(await AnothersSession(app)))
            {
                var answers = new List<string>();
                foreach (var target in targets)
                {
                    answers.Add(await Asked(browser, "POST", path, target, pressed, (named, target)));
                }
                if (answers.Distinct(StringComparer.Ordinal).Skip(1).Any())
                {
                    differing.Add($"{who}: {path} {pressed} {named}: {string.Join(" | ", answers.Select(answer => answer[..Math.Min(60, answer.Length)]))}");
                }
            }
            browser.Dispose();
        }
        Assert.Empty(differing);
        Assert.Equal(NotHers.Keys.Where(route => !route.Contains("key", StringComparison.Ordinal) && !route.StartsWith("logos", StringComparison.Ordinal)).Order(StringComparer.Ordinal), Hers.Select(one => one.Route).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal));
        // Nothing of it changed anything.
        Assert.NotEmpty(await AnothersSession(app));
        await using var db = app.Store.Read();
        Assert.Equal(3, await db.Set<OpenedFile>().CountAsync(Stop));
        Assert.Equal(2, await db.Set<Organisation>().CountAsync(Stop));
        Assert.Equal(2, await db.Set<Photograph>().CountAsync(Stop));
    }

    [Fact]
    public async Task What_is_for_a_role_is_to_everybody_else_as_if_it_were_not_there()
    {
        await using var practices = await Practices.Start();
        await Fill(practices.App);
        var routes = Routes(practices.App).Select(route => (Rule: AccessRules.Of(route), Path: OptionalPattern().Replace(route.RoutePattern.RawText!.Trim('/'), "")))
            .Where(route => route.Rule is Access.Operator or Access.Verifier && !route.Path.Contains('{', StringComparison.Ordinal)).Distinct().ToList();
        Assert.True(routes.Count >= 5);
        foreach (var (who, browser) in await Actors(practices))
        {
            foreach (var (rule, path) in routes)
            {
                var hasRole = rule is Access.Operator ? who == "whoever runs the site" : who == "whoever checks licenses";
                foreach (var verb in new[] { "GET", "HEAD", "POST" })
                {
                    var never = path + "-never-there";
                    var (answer, none) = (await Asked(browser, verb, path, path, NoButton), await Asked(browser, verb, never, never, NoButton));
                    var isSentToSignIn = answer.StartsWith("302", StringComparison.Ordinal) && answer.Contains("Location: /account/sign-in", StringComparison.Ordinal);
                    // Where licences are checked, everybody may know that there is a desk; who may not sit at it is told as if there were none.
                    Assert.True(
                        hasRole ? verb == "POST" || answer[0] is '2' or '3' or '4' && answer != none && !isSentToSignIn : answer == none || (rule is Access.Verifier && isSentToSignIn && who is "nobody" or "a closed account" or "whoever came by another's link"),
                        $"{who}: {verb} {path}: {answer[..Math.Min(200, answer.Length)]}");
                }
            }
            browser.Dispose();
        }
    }

    /// <summary>What a form that is sent by a program without a button says.</summary>
    private static readonly (string Name, string Value) NoButton = ("Act", "x");

    /// <summary>The buttons of the page of a route, as its source has them.</summary>
    private static IEnumerable<(string Name, string Value)> Buttons(string route) =>
        Directory.EnumerateFiles(Path.Combine(SourceTree.Root, "src", "Rapport"), "*.cshtml", SearchOption.AllDirectories).Select(File.ReadAllText)
            .Where(page => page.StartsWith($"@page \"/{route}\"", StringComparison.Ordinal))
            .SelectMany(page => ButtonPattern().Matches(page)).Select(button => (button.Groups["name"].Value, button.Groups["value"].Value)).Distinct();

    /// <summary>Forms that name in a field what they change: with another's first, then what never was, then what is gone.</summary>
    private static IEnumerable<(string Path, (string Name, string Value) Pressed, string Named, string[] Targets)> InForms(string anothersSession) =>
    [
        // Who runs the site may close what is open; agree to what was agreed to, or take it back, nobody can.
        .. new[] { "agree", "refuse", "drop" }.Select(act => ("files", ("Act", act), "File", new[] { AnothersFile, "6d1f6a0e-0b8e-4f0e-9a55-2f3f0f1c7b12", EndedFile })),
        ("files", ("Act", "close"), "File", ["6d1f6a0e-0b8e-4f0e-9a55-2f3f0f1c7b12", EndedFile]),
        ("account", ("Told", ""), "End", [anothersSession, new string('d', anothersSession.Length)]),
    ];

    /// <summary>By which name an account's page would end the session of somebody who does nothing here.</summary>
    private static async Task<string> AnothersSession(HostedApp app)
    {
        var seal = app.Services.GetRequiredService<AccountSeal>();
        await using var db = app.Store.Read();
        var key = seal.KeyOf("sid@example.org");
        var sid = await db.Set<Account>().Where(account => account.AddressKey == key).Select(account => account.Id).SingleAsync(Stop);
        return Sessions.NameOf(await db.Set<Session>().FirstAsync(session => session.AccountId == sid, Stop));
    }

    /// <summary>Programs get JSON by other tests; files of pages have addresses that change with them.</summary>
    private static bool IsPage(string route) => !route.StartsWith("api/", StringComparison.Ordinal) && !route.StartsWith("openapi/", StringComparison.Ordinal) && !route.StartsWith("sitemap", StringComparison.Ordinal);

    /// <summary>Profile 2 is kept by somebody, with a photograph, and paused; 3 is erased; one practice is closed.</summary>
    private static async Task Fill(HostedApp app)
    {
        await ProfileBuilder.Marisol(app.Store.Now).SaveTo(app.Store);
        await ProfileBuilder.Marisol(app.Store.Now).SaveTo(app.Store);
        await ProfileBuilder.Marisol(app.Store.Now).SaveTo(app.Store);
        await app.Store.Write(async db =>
        {
            var hidden = (await db.Set<Profile>().FindAsync([2L], Stop))!;
            hidden.Unlisted = Unlisted.Paused;
            hidden.Face = new OwnFace("0123456789abcdef0123456789abcdef", Drawn: null).Write();
            db.Add(new Photograph { ProfileId = 2, Mark = "0123456789abcdef0123456789abcdef", Small = [1], Large = [2], SetAt = app.Store.Now });
            (await db.Set<Profile>().FindAsync([1L], Stop))!.Face = new OwnFace(OwnPhotograph, Drawn: null).Write();
            db.Add(new Photograph { ProfileId = 1, Mark = OwnPhotograph, Small = [1], Large = [2], SetAt = app.Store.Now });
            var gone = (await db.Set<Profile>().FindAsync([3L], Stop))!;
            (gone.Document, gone.Claimed, gone.Removed) = (ProfileDocument.Empty, false, true);
            (await db.Set<Profile>().FindAsync([4L], Stop))!.Unlisted = Unlisted.LicenceLapsed;
        }, Stop);
        var book = app.Services.GetRequiredService<OrganisationBook>();
        await book.Make(new NewOrganisation("Closed Practice", OrganisationKind.Therapists, PracticeNpi: null, "gone@example.org", Rapport.Layout.Language.English), by: null, Stop);
        Assert.NotNull(await book.Close("closed-practice", Stop));
    }

    private static async Task<IReadOnlyList<(string Who, HttpClient Browser)>> Actors(Practices practices)
    {
        var (noor, newcomer) = await practices.Account("new@example.org", "Noor Haddad");
        var (_, therapist) = await practices.Account("ana@example.org", "Ana Vega", profile: 1);
        var (olivia, operating) = await practices.Account("olivia@example.org", "Olivia Park", Roles.Operator);
        var (closed, ended) = await practices.Account("gone@example.org", "Gone Away");
        var (hers, lapsed) = await practices.Account("lena@example.org", "Lena Roth", profile: 4);
        await practices.Account("sid@example.org", "Sid Ott");
        var (_, checking) = await practices.Account("vera@example.org", "Vera Ortiz", Roles.Verifier);
        var key = AccountSeal.NewKey();
        var seal = practices.App.Services.GetRequiredService<AccountSeal>();
        await practices.App.Store.Write(
            async db =>
            {
                await db.Set<Account>().Where(account => account.Id == closed).ExecuteDeleteAsync(Stop);
                db.Add(new UpkeepLink { Id = AccountSeal.HashOf(EndedKey), ProfileId = 4, AccountId = hers, EndsAt = practices.App.Store.Now.AddDays(-1) });
                db.Add(new PrivateLink { Id = AccountSeal.HashOf(EndedKey), Purpose = LinkPurpose.Reset, AccountId = noor, EndsAt = practices.App.Store.Now.AddDays(-1) });
                db.Add(new PrivateLink { Id = AccountSeal.HashOf(UsedKey), Purpose = LinkPurpose.Nothing, EndsAt = practices.App.Store.Now.AddDays(1) });
                var willow = await db.Set<Organisation>().Where(one => one.Slug == Practices.Willow).Select(one => one.Id).SingleAsync(Stop);
                db.Add(new OrganisationInvitation
                {
                    Id = Guid.NewGuid(),
                    OrganisationId = willow,
                    Language = "en",
                    MadeAt = practices.App.Store.Now.AddDays(-2),
                    SentAt = practices.App.Store.Now.AddDays(-2),
                    EndsAt = practices.App.Store.Now.AddDays(-1),
                    Key = AccountSeal.HashOf(EndedKey),
                });
                db.Add(new Rapport.Rosters.RosterMember
                {
                    Id = Guid.NewGuid(),
                    Roster = "Willow Network",
                    Known = "another",
                    Document = seal.Seal("{}"),
                    NamedAt = practices.App.Store.Now,
                    InvitedAt = practices.App.Store.Now,
                    Key = AccountSeal.HashOf(EndedKey),
                    KeyEndsAt = practices.App.Store.Now.AddDays(-1),
                });
                db.Add(new UpkeepLink { Id = AccountSeal.HashOf(key), ProfileId = 4, AccountId = hers, EndsAt = practices.App.Store.Now.AddDays(30) });
                db.Add(new Rapport.Claims.Claim { Id = Guid.Parse(WaitingClaim), AccountId = noor, ProfileId = 1, Way = Rapport.Claims.ClaimWay.Check, StartedAt = practices.App.Store.Now, State = Rapport.Claims.ClaimState.Waiting });
                foreach (var (file, ends, asks) in new[] { (AnothersFile, 1, closed), (EndedFile, -1, closed), (OwnFile, 1, olivia) })
                {
                    db.Add(new OpenedFile
                    {
                        Id = Guid.Parse(file),
                        AccountId = hers,
                        AskedBy = asks,
                        Reason = seal.Seal(hers, OpenedFile.SealedReason, "a court asks for it"),
                        AgreedBy = closed,
                        AgreedAt = practices.App.Store.Now,
                        EndsAt = practices.App.Store.Now.AddHours(ends),
                    });
                }
            },
            Stop);
        var linked = practices.App.NewBrowser();
        (await linked.PostAsync(new Uri("/upkeep/link/" + key, UriKind.Relative), new FormUrlEncodedContent([]), Stop)).Dispose();
        return
        [
            ("nobody", practices.App.NewBrowser()),
            ("a therapist who is new", practices.Browser(newcomer)),
            ("a therapist whom people find", practices.Browser(therapist)),
            ("a therapist whose license has lapsed", practices.Browser(lapsed)),
            ("whoever came by another's link", linked),
            ("whoever looks after a practice", (await practices.Member("wilma@example.org", "Wilma Ott", isAdministrator: true)).Browser),
            ("whoever checks licenses", practices.Browser(checking)),
            ("a helper, who recommends", (await practices.Member("hal@example.org", "Hal Ito", does: MemberWork.Recommends)).Browser),
            ("a member", (await practices.Member("mia@example.org", "Mia Ott")).Browser),
            ("whoever runs the site", practices.Browser(operating)),
            ("a closed account", practices.Browser(ended)),
        ];
    }

    private static async Task<string> Asked(HttpClient browser, string verb, string path, string target, (string Name, string Value)? button = null, (string Name, string Value)? named = null)
    {
        using var request = new HttpRequestMessage(new HttpMethod(verb), new Uri("/" + path, UriKind.Relative));
        if (verb is "POST" or "PUT" or "PATCH")
        {
            var fields = new[] { button ?? NoButton, named }.OfType<(string Name, string Value)>();
            request.Content = new FormUrlEncodedContent(fields.Select(field => KeyValuePair.Create(field.Name, field.Value)));
        }
        using var answer = await browser.SendAsync(request, Stop);
        var headers = string.Join('\n', answer.Headers.Concat(answer.Content.Headers).Where(header => header.Key is not "Date").OrderBy(header => header.Key, StringComparer.Ordinal)
            .Select(header => $"{header.Key}: {string.Join(", ", header.Value)}"));
        // What she typed herself stands in links to the other language and in forms.
        return KeyPattern().Replace($"{(int)answer.StatusCode}\n{headers}\n{await answer.Content.ReadAsStringAsync(Stop)}".Replace("/" + target, "/TARGET", StringComparison.Ordinal), "KEY")
            .Replace($"Content-Length: {answer.Content.Headers.ContentLength}", "Content-Length", StringComparison.Ordinal);
    }

    private static List<RouteEndpoint> Routes(HostedApp app) =>
        [.. app.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()];

    [GeneratedRegex(@"\{(slug|mark|key|claim|profile|file)[^}]*\}", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex ParameterPattern();

    [GeneratedRegex(@"/\{[^}]*\?\}$", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex OptionalPattern();

    [GeneratedRegex("name=\"(?<name>[A-Z][A-Za-z]*)\" value=\"(?<value>[a-z-]+)\"", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex ButtonPattern();

    [GeneratedRegex("[0-9a-f]{32}", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex KeyPattern();
}
