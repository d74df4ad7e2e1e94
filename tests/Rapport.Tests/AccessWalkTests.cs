using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Rapport.Accounts;
using Rapport.Organisations;
using Rapport.Privacy;
using Rapport.Profiles;
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

    /// <summary>What is not hers who asks: another's or used up first, then never there, then gone.</summary>
    private static readonly Dictionary<string, string[]> NotHers = new(StringComparer.Ordinal)
    {
        ["therapist/{slug}"] = ["hidden-one-2", "hidden-one-999", "hidden-one-3"],
        ["therapist/{slug}/remove"] = ["hidden-one-2", "hidden-one-999", "hidden-one-3"],
        ["therapist/{slug}/wrong"] = ["hidden-one-2", "hidden-one-999", "hidden-one-3"],
        ["photographs/{mark}/{size}"] = ["0123456789abcdef0123456789abcdef", "fedcba9876543210fedcba9876543210", "nothing"],
        ["logos/{mark}/{size}"] = ["fedcba9876543210fedcba9876543210", "00000000000000000000000000000000"],
        ["practice/{slug}"] = ["nowhere-practice", "closed-practice"],
        ["account/link/{key}"] = [new string('a', 43), new string('b', 43)],
        ["claim/link/{key}"] = [new string('a', 43), new string('b', 43)],
        ["upkeep/link/{key}"] = [new string('a', 43), new string('b', 43)],
        ["organisation/invitation/{key}"] = [new string('a', 43), new string('b', 43)],
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
                foreach (var verb in Verbs)
                {
                    var answers = new List<string>();
                    foreach (var target in targets)
                    {
                        answers.Add(await Asked(browser, verb, ParameterPattern().Replace(route, target, 1).Replace("{size}", ProfileLinks.LargePhotograph, StringComparison.Ordinal), target));
                    }
                    if (answers.Distinct(StringComparer.Ordinal).Skip(1).Any())
                    {
                        differing.Add($"{who}: {verb} {route}: {string.Join(" | ", answers.Select(answer => answer[..Math.Min(60, answer.Length)]))}");
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
            browser.Dispose();
        }
        Assert.Empty(differing);
        Assert.Equal(NotHers.Keys.Where(route => !route.Contains("key", StringComparison.Ordinal) && !route.StartsWith("logos", StringComparison.Ordinal)).Order(StringComparer.Ordinal), Hers.Select(one => one.Route).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal));
        // Nothing of it changed anything.
        await using var db = app.Store.Read();
        Assert.Equal(2, await db.Set<Organisation>().CountAsync(Stop));
        Assert.Equal(2, await db.Set<Photograph>().CountAsync(Stop));
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
        var (_, checking) = await practices.Account("vera@example.org", "Vera Ortiz", Roles.Verifier);
        var key = AccountSeal.NewKey();
        var seal = practices.App.Services.GetRequiredService<AccountSeal>();
        await practices.App.Store.Write(
            async db =>
            {
                await db.Set<Account>().Where(account => account.Id == closed).ExecuteDeleteAsync(Stop);
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

    private static async Task<string> Asked(HttpClient browser, string verb, string path, string target)
    {
        using var request = new HttpRequestMessage(new HttpMethod(verb), new Uri("/" + path, UriKind.Relative));
        if (verb is "POST" or "PUT" or "PATCH")
        {
            request.Content = new FormUrlEncodedContent([new("Act", "x")]);
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

    [GeneratedRegex("[0-9a-f]{32}", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex KeyPattern();
}
