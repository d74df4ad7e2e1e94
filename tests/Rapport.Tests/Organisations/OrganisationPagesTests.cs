using System.Net;
using AngleSharp.Dom;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Rapport.Accounts;
using Rapport.Layout;
using Rapport.Organisations;
using Rapport.Storage;
using Rapport.Tests.Support;

namespace Rapport.Tests.Organisations;

/// <summary>Organisations as those see them who run the site, look after one, belong to one, or look for someone.</summary>
public sealed class OrganisationPagesTests
{
    private const string Password = "copper lantern tuesday";

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Whoever_runs_the_site_makes_one_and_who_is_invited_makes_an_account_on_the_way_and_looks_after_it()
    {
        await using var practices = await Practices.Start();
        var (_, key) = await practices.Account("olivia@example.org", "Olivia Park", Roles.Operator);
        using var olivia = practices.Browser(key);
        var page = await Practices.Send(olivia, "/organisations/new", ("Called", " Dr.  Ito’s Practice "), ("Kind", "Recommends"), ("Npi", ""), ("Administrator", "Ito@Example.org"), ("LetterIn", "es"));
        Assert.Contains("Dr. Ito’s Practice", page.Body!.TextContent, StringComparison.Ordinal);
        var mail = Assert.Single(await practices.NewMails());
        Assert.Equal(("ito@example.org", "Tiene una invitación", "es"), (mail.To, mail.Subject, mail.Language));
        Assert.DoesNotContain("Ito", mail.Subject, StringComparison.Ordinal);

        // To look at it spends nothing.
        for (var times = 0; times < 3; times++)
        {
            Assert.NotNull((await practices.App.Page(mail.Path!)).QuerySelector("form button"));
        }
        page = await Walk.Send(practices.App, mail.Path!);
        Assert.Equal("Dr. Ito’s Practice", page.QuerySelector("h1")!.TextContent);
        await Walk.Send(practices.App, "/organisation/join", ("Answer", "yes"));
        page = await Walk.Send(practices.App, "/account/password", ("FullName", "Ken Ito"), ("Password", Password));
        Assert.Equal("Dr. Ito’s Practice", page.QuerySelector("h1")!.TextContent);
        page = await Walk.Send(practices.App, "/organisation/join", ("Answer", "yes"));
        Assert.Contains("You look after it here.", page.Body!.TextContent, StringComparison.Ordinal);
        // It works once.
        using var other = practices.App.NewBrowser();
        using var again = await other.PostAsync(new Uri(mail.Path!, UriKind.Relative), new FormUrlEncodedContent([]), Stop);
        Assert.Equal(HttpStatusCode.Gone, again.StatusCode);
        Assert.Contains("Ken Ito (ito@example.org)", (await Practices.Page(olivia, "/organisations")).Body!.TextContent, StringComparison.Ordinal);
        // Closing wants a tick beside the button.
        page = await Practices.Send(olivia, "/organisations", ("Act", "close"), ("Slug", Practices.Other));
        Assert.Equal($"#Sure-{Practices.Other}", page.QuerySelector(".errors a")!.GetAttribute("href"));
        page = await Practices.Send(olivia, "/organisations", ("Act", "close"), ("Slug", Practices.Other), ($"Sure-{Practices.Other}", "true"));
        Assert.DoesNotContain("Harbor", page.Body!.TextContent, StringComparison.Ordinal);
        await using var db = practices.App.Store.Read();
        var used = await db.Set<OrganisationInvitation>().SingleAsync(one => one.UsedAt != null, Stop);
        Assert.Equal((null, null), (used.Mail, used.MailKey));
    }

    [Fact]
    public async Task Names_that_are_taken_numbers_that_nobody_has_and_addresses_that_are_none_are_refused_with_what_to_do()
    {
        await using var practices = await Practices.Start();
        var (_, key) = await practices.Account("olivia@example.org", "Olivia Park", Roles.Operator);
        using var olivia = practices.Browser(key);
        var page = await Practices.Send(olivia, "/organisations/new", ("Called", "12"), ("Kind", "x"), ("Npi", "123"), ("Administrator", "ito"));
        Assert.Equal(["#Administrator", "#Called", "#Kind", "#Npi"], page.QuerySelectorAll(".errors a").Select(link => link.GetAttribute("href")).Order(StringComparer.Ordinal));
        page = await Practices.Send(olivia, "/organisations/new", ("Called", "WILLOW practice"), ("Kind", "Therapists"), ("Administrator", "ito@example.org"));
        Assert.Equal(["#Called"], page.QuerySelectorAll(".errors a").Select(link => link.GetAttribute("href")));
        page = await Practices.Send(olivia, "/organisations/new", ("Called", "Elm"), ("Kind", "Therapists"), ("Npi", "1234567893"), ("Administrator", "ito@example.org"));
        Assert.Equal(["#Npi"], page.QuerySelectorAll(".errors a").Select(link => link.GetAttribute("href")));
        Assert.Empty(await practices.NewMails());
    }

    [Fact]
    public async Task For_everybody_but_who_runs_the_site_its_pages_are_as_if_they_were_not_there()
    {
        await using var practices = await Practices.Start();
        var (_, verifier) = await practices.Account("vera@example.org", "Vera", Roles.Verifier);
        var (_, administrator) = await practices.Member("ana@example.org", "Ana", isAdministrator: true);
        using var vera = practices.Browser(verifier);
        foreach (var browser in new[] { practices.App.NewBrowser(), vera, administrator })
        {
            foreach (var (there, absent) in new[] { ("/organisations", "/organizatione"), ("/organisations/new", "/organizatione/new"), ("/es/organisations", "/es/organizatione") })
            {
                Assert.Equal(await Bytes(browser, HttpMethod.Get, absent), await Bytes(browser, HttpMethod.Get, there));
                Assert.Equal(await Bytes(browser, HttpMethod.Post, absent), await Bytes(browser, HttpMethod.Post, there));
            }
        }
        // A role is of no use before the second factor stands.
        var (_, key) = await practices.Account("olivia@example.org", "Olivia Park", Roles.Operator, hasFactor: false);
        using var olivia = practices.Browser(key);
        using var answer = await olivia.GetAsync(new Uri("/organisations", UriKind.Relative), Stop);
        Assert.Equal("/account/second-factor", answer.Headers.Location!.ToString());
    }

    [Fact]
    public async Task Another_organisation_s_administrator_gets_what_anybody_gets_of_one_that_is_not_there()
    {
        await using var practices = await Practices.Start();
        var (_, stranger) = await practices.Member("eve@example.org", "Eve", isAdministrator: true, Practices.Other);
        var (_, member) = await practices.Member("bea@example.org", "Bea");
        await practices.Member("ana@example.org", "Ana", isAdministrator: true);
        foreach (var method in new[] { HttpMethod.Get, HttpMethod.Post })
        {
            // The first page has no form: whatever is sent there is refused of each alike.
            foreach (var topic in new[] { "", "/words", "/members", "/invitations", "/membership" }.Where(topic => topic.Length > 0 || method == HttpMethod.Get))
            {
                Assert.Equal(await Bytes(stranger, method, "/organisation/willow-practicf" + topic), await Bytes(stranger, method, "/organisation/willow-practice" + topic));
            }
            // Who belongs to it and does not look after it is no better off where others are told of.
            foreach (var topic in new[] { "/words", "/members", "/invitations" })
            {
                Assert.Equal(await Bytes(member, method, "/organisation/willow-practicf" + topic), await Bytes(member, method, "/organisation/willow-practice" + topic));
            }
        }
        Assert.DoesNotContain("Eve", (await Practices.Page(member, "/organisation/willow-practice")).DocumentElement.OuterHtml, StringComparison.Ordinal);
        // What an administrator of another one asks for there does nothing.
        var (bea, _) = await practices.Account("cleo@example.org", "Cleo");
        var eve = (await practices.Memberships.List((await Willow(practices)).Id, Stop))[0].Member.AccountId;
        Assert.Equal(Moved.NotThere, await practices.Memberships.Remove(bea, Practices.Willow, eve, Stop));
        Assert.Equal(Sent.NotThere, await practices.Invitations.Invite(bea, Practices.Willow, "x@example.org", MemberWork.Office, isAdministrator: true, Language.English, Stop));
    }

    [Fact]
    public async Task Where_she_works_stands_on_her_profile_and_the_practice_s_page_once_she_agrees_and_not_before()
    {
        await using var practices = await Practices.Start();
        var (_, ana) = await practices.Member("ana@example.org", "Ana", isAdministrator: true, does: MemberWork.Office);
        var (marisol, browser) = await practices.Member("marisol@example.org", "Marisol Vega", profile: 1);
        using var anybody = practices.App.NewBrowser();
        Assert.Null((await Practices.Page(anybody, "/therapist/marisol-vega-1")).QuerySelector(".works"));
        Assert.Null((await Practices.Page(anybody, "/practice/willow-practice")).QuerySelector(".person"));
        // An administrator has no way to say so for her.
        await Practices.Send(ana, "/organisation/willow-practice/members", ("Act", "show"), ("Person", marisol.ToString()));
        Assert.Null((await Practices.Page(anybody, "/practice/willow-practice")).QuerySelector(".person"));

        var page = await Practices.Send(browser, "/organisation/willow-practice/membership", ("Act", "show"));
        Assert.Equal("Everybody may see it now.", page.QuerySelector("[role=status]")!.TextContent);
        Assert.Equal("Works at Willow Practice", Flat((await Practices.Page(anybody, "/therapist/marisol-vega-1")).QuerySelector(".works")!));
        Assert.Equal("Trabaja en Willow Practice", Flat((await Practices.Page(anybody, "/es/therapist/marisol-vega-1")).QuerySelector(".works")!));
        page = await Practices.Page(anybody, "/practice/willow-practice");
        Assert.Contains("Marisol Vega", page.QuerySelector(".person h2")!.TextContent, StringComparison.Ordinal);
        Assert.DoesNotContain("Ana", page.Body!.TextContent, StringComparison.Ordinal);
        await Practices.Send(ana, "/organisation/willow-practice/membership", ("Act", "show"));
        page = await Practices.Page(anybody, "/practice/willow-practice");
        Assert.Equal("Ana Works in the office", Flat(page.QuerySelector(".others-here li")!));
        Assert.DoesNotContain("example.org", page.DocumentElement.OuterHtml, StringComparison.Ordinal);

        page = await Practices.Send(browser, "/organisation/willow-practice/membership", ("Act", "leave"));
        Assert.Equal("You belong to none here.", page.QuerySelector(".lead")!.TextContent);
        Assert.Null((await Practices.Page(anybody, "/therapist/marisol-vega-1")).QuerySelector(".works"));
        Assert.Null((await Practices.Page(anybody, "/practice/willow-practice")).QuerySelector(".person"));
    }

    [Fact]
    public async Task Who_accepts_with_another_address_is_known_by_her_name_alone()
    {
        await using var practices = await Practices.Start();
        var (_, ana) = await practices.Member("ana@example.org", "Ana", isAdministrator: true);
        var (_, key) = await practices.Account("secret-address@example.org", "Bea Stone");
        using var bea = practices.Browser(key);
        var page = await Practices.Send(ana, "/organisation/willow-practice/invitations", ("Act", "invite"), ("Address", "bea@work.example"), ("Does", "Therapist"), ("LetterIn", "en"));
        Assert.Contains("bea@work.example", page.QuerySelector(".members")!.TextContent, StringComparison.Ordinal);
        var mail = Assert.Single(await practices.NewMails());
        page = await Practices.Send(bea, mail.Path!);
        Assert.Contains("The invitation went to another address.", page.Body!.TextContent, StringComparison.Ordinal);
        page = await Practices.Send(bea, "/organisation/join", ("Answer", "yes"));
        Assert.Contains("You belong to it now.", page.Body!.TextContent, StringComparison.Ordinal);
        page = await Practices.Page(ana, "/organisation/willow-practice/members");
        Assert.Contains("Bea Stone", page.Body!.TextContent, StringComparison.Ordinal);
        Assert.DoesNotContain("secret-address", page.DocumentElement.OuterHtml, StringComparison.Ordinal);
        Assert.DoesNotContain("work.example", (await Practices.Page(ana, "/organisation/willow-practice/invitations")).DocumentElement.OuterHtml, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_invitation_is_the_same_whether_the_address_has_an_account_or_not()
    {
        await using var practices = await Practices.Start();
        var (_, ana) = await practices.Member("ana@example.org", "Ana", isAdministrator: true);
        await practices.Account("bea@example.org", "Bea");
        var texts = new List<string>();
        foreach (var address in new[] { "bea@example.org", "eva@example.org" })
        {
            var page = await Practices.Send(ana, "/organisation/willow-practice/invitations", ("Act", "invite"), ("Address", address), ("Does", "Office"), ("LetterIn", "en"));
            var mail = Assert.Single(await practices.NewMails());
            texts.Add(string.Join('\n', [Flat(page.QuerySelector("[role=status]")!), Flat(page.QuerySelectorAll(".members li").Single(line => line.TextContent.Contains(address, StringComparison.Ordinal))).Replace(address, "", StringComparison.Ordinal), mail.Subject, .. mail.Paragraphs]));
            await practices.Invitations.Withdraw((await practices.Memberships.List((await Willow(practices)).Id, Stop))[0].Member.AccountId, Practices.Willow, (await practices.Invitations.List((await Willow(practices)).Id, Stop)).Single(one => one.Address == address).Row.Id, Stop);
        }
        Assert.Equal(texts[0], texts[1]);
    }

    [Fact]
    public async Task One_that_is_sent_again_or_taken_back_ends_the_link_before_and_mails_are_few()
    {
        var clock = new TestClock();
        await using var practices = await Practices.Start(clock);
        var (_, ana) = await practices.Member("ana@example.org", "Ana", isAdministrator: true);
        await Practices.Send(ana, "/organisation/willow-practice/invitations", ("Act", "invite"), ("Address", "bea@example.org"), ("Does", "Therapist"));
        var first = Assert.Single(await practices.NewMails()).Path!;
        var number = (await practices.Invitations.List((await Willow(practices)).Id, Stop)).Single(one => one.Address == "bea@example.org").Row.Id.ToString();
        await Practices.Send(ana, "/organisation/willow-practice/invitations", ("Act", "again"), ("Number", number));
        var second = Assert.Single(await practices.NewMails()).Path!;
        Assert.Equal(HttpStatusCode.Gone, await Press(first));
        Assert.Equal(HttpStatusCode.Redirect, await Press(second));
        // To one address no more than three within a day.
        await Practices.Send(ana, "/organisation/willow-practice/invitations", ("Act", "again"), ("Number", number));
        second = Assert.Single(await practices.NewMails()).Path!;
        using (var refused = await ana.PostAsync(new Uri("/organisation/willow-practice/invitations", UriKind.Relative), new FormUrlEncodedContent([new("Act", "again"), new("Number", number)]), Stop))
        {
            Assert.Equal(HttpStatusCode.TooManyRequests, refused.StatusCode);
        }
        await Practices.Send(ana, "/organisation/willow-practice/invitations", ("Act", "withdraw"), ("Number", number));
        Assert.Equal(HttpStatusCode.Gone, await Press(second));
        // Of one organisation no more than ten within an hour.
        var sent = 0;
        for (var at = 0; at < 12; at++)
        {
            await Practices.Send(ana, "/organisation/willow-practice/invitations", ("Act", "invite"), ("Address", FormattableString.Invariant($"p{at}@example.org")), ("Does", "Therapist"));
            sent += (await practices.NewMails()).Count;
        }
        // One was sent when it was made, three to Bea, and the fourth, which was refused, was counted too.
        Assert.Equal(OrganisationInvitations.MostMails - 5, sent);
        clock.Advance(OrganisationInvitations.Lasts);
        Assert.Empty(await practices.Invitations.List((await Willow(practices)).Id, Stop));
        await OrganisationErasure.Erase(practices.App.Store, Stop);
        await using var db = practices.App.Store.Read();
        Assert.False(await db.Set<OrganisationInvitation>().AnyAsync(Stop));

        async Task<HttpStatusCode> Press(string link)
        {
            using var browser = practices.App.NewBrowser();
            using var answer = await browser.PostAsync(new Uri(link, UriKind.Relative), new FormUrlEncodedContent([]), Stop);
            return answer.StatusCode;
        }
    }

    [Fact]
    public async Task The_last_who_looks_after_it_is_told_what_to_do_first_and_then_may_go()
    {
        await using var practices = await Practices.Start();
        var (_, ana) = await practices.Member("ana@example.org", "Ana", isAdministrator: true);
        var (bea, _) = await practices.Member("bea@example.org", "Bea");
        var page = await Practices.Send(ana, "/organisation/willow-practice/membership", ("Act", "leave"));
        Assert.Contains("Let another member look after it first", page.QuerySelector(".errors")!.TextContent, StringComparison.Ordinal);
        page = await Practices.Send(ana, "/organisation/willow-practice/members", ("Act", "administrator"), ("Person", bea.ToString()));
        Assert.Equal("One more looks after it now.", page.QuerySelector("[role=status]")!.TextContent);
        page = await Practices.Send(ana, "/organisation/willow-practice/membership", ("Act", "leave"));
        Assert.Equal("You belong to it no more. Nobody sees that you did.", page.QuerySelector("[role=status]")!.TextContent);
        Assert.Equal("Bea", Assert.Single(await practices.Memberships.List((await Willow(practices)).Id, Stop)).Name);
    }

    [Fact]
    public async Task What_it_says_of_itself_is_read_in_either_language_and_mended_where_it_cannot_be_used()
    {
        await using var practices = await Practices.Start();
        var (_, ana) = await practices.Member("ana@example.org", "Ana", isAdministrator: true);
        var page = await Practices.Send(
            ana, "/organisation/willow-practice/words", ("WordsEnglish", new string('x', 601)), ("Telephone", "0"), ("Mail", "x"), ("Web", "javascript:alert(1)"));
        Assert.Equal(["#Mail", "#Telephone", "#Web", "#WordsEnglish"], page.QuerySelectorAll(".errors a").Select(link => link.GetAttribute("href")).Order(StringComparer.Ordinal));
        await Practices.Send(
            ana, "/organisation/willow-practice/words", ("WordsEnglish", "We answer <b>in the morning</b>."), ("WordsSpanish", ""), ("Telephone", "(510) 555-0142"), ("Mail", "Office@Willow.example"), ("Web", "www.willow.example"));
        page = await Practices.Page(practices.App.NewBrowser(), "/es/practice/willow-practice");
        Assert.Equal("We answer <b>in the morning</b>.", page.QuerySelector(".said p")!.TextContent);
        Assert.Equal("en", page.QuerySelector(".said")!.GetAttribute("lang"));
        Assert.Equal(["tel:+15105550142", "mailto:office@willow.example", "https://www.willow.example/"], page.QuerySelectorAll(".reach a").Select(link => link.GetAttribute("href")));
    }

    [Fact]
    public async Task Who_runs_the_directory_stands_on_every_page_without_asking_the_database_and_nothing_does_where_none_is_named()
    {
        await using var practices = await Practices.Start();
        var (_, ana) = await practices.Member("ana@example.org", "Ana", isAdministrator: true);
        await Practices.Send(ana, "/organisation/willow-practice/words", ("WordsEnglish", "We answer in the morning."), ("Telephone", "510-555-0142"), ("Mail", "office@willow.example"));
        var before = await practices.App.Browser.GetStringAsync(new Uri("/", UriKind.Relative), Stop);
        Assert.DoesNotContain("run-by", before, StringComparison.Ordinal);
        await Assert.ThrowsAsync<StoreProblem>(() => RunBySetting.Set(practices.App.Store, "nobody-here", Stop));
        await RunBySetting.Set(practices.App.Store, Practices.Willow, Stop);
        var setting = practices.App.Services.GetRequiredService<RunBySetting>();
        await setting.Look(Stop);
        var page = await practices.App.Page("/");
        Assert.Equal("Run by Willow Practice", Flat(page.QuerySelector("header .runner")!));
        Assert.Equal("Willow Practice We answer in the morning.", Flat(page.QuerySelector(".host")!));
        Assert.Equal("This directory is run by Willow Practice. Write to office@willow.example Call (510) 555-0142", Flat(page.QuerySelector("footer .run-by")!));
        // Named no more, the page is what it was, to the byte.
        await RunBySetting.Set(practices.App.Store, RunBySetting.Nobody, Stop);
        await setting.Look(Stop);
        Assert.Equal(before, await practices.App.Browser.GetStringAsync(new Uri("/", UriKind.Relative), Stop));

        await RunBySetting.Set(practices.App.Store, Practices.Willow, Stop);
        await setting.Look(Stop);
        practices.App.LoseDatabase();
        Assert.Equal("Lo lleva Willow Practice", Flat((await practices.App.Page("/es/crisis")).QuerySelector("header .runner")!));
    }

    private static async Task<Organisation> Willow(Practices practices) =>
        (await practices.App.Services.GetRequiredService<OrganisationBook>().Find(Practices.Willow, Stop))!;

    /// <summary>All of an answer but its own address: status, headers but the time, bytes.</summary>
    private static async Task<string> Bytes(HttpClient browser, HttpMethod method, string path)
    {
        using var answer = await browser.SendAsync(new HttpRequestMessage(method, new Uri(path, UriKind.Relative)) { Content = method == HttpMethod.Post ? new FormUrlEncodedContent([]) : null }, Stop);
        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
        var headers = string.Join('\n', answer.Headers.Concat(answer.Content.Headers).Where(header => header.Key != "Date").Select(header => $"{header.Key}: {string.Join(',', header.Value)}"));
        return headers + "\n" + (await answer.Content.ReadAsStringAsync(Stop)).Replace(path.Replace("/es", "", StringComparison.Ordinal), "", StringComparison.Ordinal);
    }

    private static string Flat(IElement element) => string.Join(' ', element.TextContent.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
}
