using System.Net;
using AngleSharp.Html.Dom;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Rapport.Profiles;
using Rapport.Tests.Claims;
using Rapport.Tests.Support;
using Rapport.Upkeep;

namespace Rapport.Tests.Upkeep;

/// <summary>Two minutes for one's own profile, by a mailed link or signed in.</summary>
public sealed class KeptPageTests
{
    [Fact]
    public async Task By_a_link_openings_are_said_for_all_and_for_one_place_and_found_at_once()
    {
        await using var invited = await Listed();
        await Edit(invited, ("places", "Grand Ave Practice | 1250 Grand Ave | Oakland, CA 94610; 9 Main St | Berkeley, CA 94704"));
        await Walk.Send(invited.App, await Link(invited), ("Act", "open"));
        var page = await invited.App.Page("/upkeep");
        Assert.Equal(["Another answer for Oakland", "Another answer for Berkeley"], page.QuerySelectorAll("details.several > summary").Select(line => line.TextContent));
        page = await Walk.Send(
            invited.App, "/upkeep", ("Act", "openings"), ("openings", "open"), ("openings-people", "2-3"), ("openings-place-2", "waiting-list"), ("openings-place-2-weeks", "6"));
        Assert.Equal("Kept. People see it within a second.", page.QuerySelector("[role=status]")!.TextContent);
        Assert.Equal(
            [new Opening { Kind = "open", NewPeople = "2-3" }, new Opening { PlaceId = 2, Kind = "waiting-list", Weeks = 6 }],
            (await invited.Profile()).Read().Facts.Openings!.Value);
        Assert.True(((IHtmlInputElement)page.QuerySelector("input[name=openings-place-2][value=waiting-list]")!).IsChecked);
        Assert.Contains(
            "Your page says: Open now (in Oakland) · Waiting list, about 6 weeks (in Berkeley).",
            (await invited.App.Page(await Link(invited) + "?room")).Body!.TextContent,
            StringComparison.Ordinal);
        // A place that moves takes what is said of it along; one that is gone takes it away.
        await Edit(invited, ("places", "9 Main St | Berkeley, CA 94704; Grand Ave Practice | 1250 Grand Ave | Oakland, CA 94610"));
        Assert.Equal([null, 1], (await invited.Profile()).Read().Facts.Openings!.Value.Select(opening => opening.PlaceId));
        await Edit(invited, ("places", "Grand Ave Practice | 1250 Grand Ave | Oakland, CA 94610"));
        Assert.Equal(["open"], (await invited.Profile()).Read().Facts.Openings!.Value.Select(opening => opening.Kind));
    }

    [Fact]
    public async Task A_street_that_is_not_to_be_shown_is_not_shown_by_a_link()
    {
        await using var invited = await Listed();
        await Edit(invited, ("places", "1250 Grand Ave | Oakland, CA 94610; 77 Secret Home St | Oakland, CA 94611 | may be a home"), ("openings", "full; place 2: open"));
        var link = await Link(invited);
        Assert.DoesNotContain("Secret", (await invited.App.Page(link)).DocumentElement.OuterHtml, StringComparison.Ordinal);
        Assert.DoesNotContain("Secret", (await invited.App.Page(link + "?room")).DocumentElement.OuterHtml, StringComparison.Ordinal);
        var page = await Walk.Send(invited.App, link, ("Act", "open"));
        Assert.DoesNotContain("Secret", page.DocumentElement.OuterHtml, StringComparison.Ordinal);
        Assert.Contains("Another answer for Oakland, 94611", page.Body!.TextContent, StringComparison.Ordinal);
        await Walk.Send(invited.App, "/upkeep", ("Act", "openings"), ("openings", "full"));
        Assert.Equal("77 Secret Home St", (await invited.Profile()).Read().Facts.Places!.Value[1].Line1);
    }

    [Fact]
    public async Task Where_one_answer_is_asked_it_is_the_only_one_that_stands()
    {
        await using var invited = await Listed();
        await Edit(invited, ("places", "1250 Grand Ave | Oakland, CA 94610"), ("formats", "in-person"), ("openings", "place 1: open"));
        var page = await Walk.Send(invited.App, await Link(invited), ("Act", "open"));
        Assert.True(((IHtmlInputElement)page.QuerySelector("input[name=openings][value=open]")!).IsChecked);
        await Walk.Send(invited.App, "/upkeep", ("Act", "openings"), ("openings", "full"));
        Assert.Equal([new Opening { Kind = "full" }], (await invited.Profile()).Read().Facts.Openings!.Value);
    }

    [Fact]
    public async Task What_is_said_of_a_place_moves_to_no_other_of_the_same_ZIP()
    {
        await using var invited = await Listed();
        await Edit(invited, ("places", "1 A St | Fresno, CA 93701; 2 B St | Fresno, CA 93701"), ("openings", "place 1: open; place 2: full"));
        await Edit(invited, ("places", "2 B St | Fresno, CA 93701"));
        Assert.Equal([new Opening { PlaceId = 1, Kind = "full" }], (await invited.Profile()).Read().Facts.Openings!.Value);

        await Edit(invited, ("places", "2 B St | Fresno, CA 93701; 1 A St | Fresno, CA 93701"), ("openings", "place 1: full; place 2: open"));
        await Edit(invited, ("places", "2 B St | Fresno, CA 93701; 1 A Avenue | Fresno, CA 93701"));
        Assert.Equal([new Opening { PlaceId = 1, Kind = "full" }], (await invited.Profile()).Read().Facts.Openings!.Value);
    }

    [Theory]
    [InlineData("room", "open for 2-3")]
    [InlineData("full", "full")]
    public async Task Asked_for_room_she_says_yes_or_no_and_nothing_else_is_confirmed(string act, string said)
    {
        await using var invited = await Listed();
        await Edit(invited, ("openings", "open for 2-3"));
        var link = await Link(invited) + "?room";
        invited.Clock.Advance(TimeSpan.FromDays(20));
        Assert.Equal("Still room for new people?", (await invited.App.Page(link)).QuerySelector("h1")!.TextContent);
        await Walk.Send(invited.App, link, ("Act", act));
        var facts = (await invited.Profile()).Read().Facts;
        Assert.Equal(said, ProfileFields.Named("openings").Print(facts));
        Assert.Equal((invited.App.Store.Now, invited.App.Store.Now.AddDays(-20)), (facts.Openings!.Confirmed, facts.Name!.Confirmed));
    }

    [Fact]
    public async Task Who_signs_in_after_another_s_link_acts_for_herself()
    {
        await using var invited = await Listed();
        await Walk.Send(invited.App, await Link(invited), ("Act", "open"));
        Assert.Contains("Ana Cruz", (await invited.App.Page("/upkeep")).QuerySelector("main")!.TextContent, StringComparison.Ordinal);
        await invited.Register("lee@example.org");
        Assert.Equal("/profile", await Leads(invited, "/upkeep"));
    }

    [Fact]
    public async Task A_pause_takes_it_off_at_once_and_is_ended_at_once()
    {
        await using var invited = await Listed();
        await Walk.Send(invited.App, await Link(invited), ("Act", "open"));
        var page = await Walk.Send(invited.App, "/upkeep", ("Act", "pause"), ("Until", "2026-12-24"));
        Assert.Contains("back on Thursday, December 24, 2026", page.Body!.TextContent, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, await invited.Publicly());
        page = await Walk.Send(invited.App, "/upkeep", ("Act", "resume"));
        Assert.Equal("The pause is over.", page.QuerySelector("[role=status]")!.TextContent);
        Assert.Equal(HttpStatusCode.OK, await invited.Publicly());
    }

    [Theory]
    [InlineData("2026-11-25")]
    [InlineData("2020-01-01")]
    [InlineData("2028-01-01")]
    [InlineData("next week")]
    public async Task A_pause_that_ends_on_no_day_of_the_next_year_is_told_and_changes_nothing(string until)
    {
        await using var invited = await Listed();
        await Walk.Send(invited.App, await Link(invited), ("Act", "open"));
        var page = await invited.App.Post("/upkeep", [new("Act", "pause"), new("Until", until)], HttpStatusCode.UnprocessableEntity);
        Assert.Equal("#Until", page.QuerySelector(".errors a")!.GetAttribute("href"));
        Assert.Equal(until.StartsWith("2020", StringComparison.Ordinal), page.QuerySelector(".errors a")!.TextContent.StartsWith("This day is over", StringComparison.Ordinal));
        Assert.Equal(HttpStatusCode.OK, await invited.Publicly());
    }

    [Theory]
    [InlineData("full", "openings-until", "2020-01-01", "This day is over")]
    [InlineData("full", "openings-until", "2026-11-24", "This day is over")]
    [InlineData("open", "openings-from", "2020-01-01", "This day is over")]
    [InlineData("full", "openings-until", "soon", "Write a day like")]
    public async Task A_day_of_openings_that_is_over_is_said_to_be_over(string kind, string input, string day, string told)
    {
        await using var invited = await Listed();
        await Walk.Send(invited.App, await Link(invited), ("Act", "open"));
        var page = await invited.App.Post("/upkeep", [new("Act", "openings"), new("openings", kind), new(input, day)], HttpStatusCode.UnprocessableEntity);
        var error = Assert.Single(page.QuerySelectorAll(".errors a"));
        Assert.Equal("#" + input, error.GetAttribute("href"));
        Assert.StartsWith(told, error.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Open_from_a_day_that_has_come_and_full_until_today_are_kept()
    {
        await using var invited = await Listed();
        await Walk.Send(invited.App, await Link(invited), ("Act", "open"));
        await Walk.Send(invited.App, "/upkeep", ("Act", "openings"), ("openings", "open"), ("openings-from", "2026-11-02"));
        Assert.Equal("open", (await invited.Profile()).Read().Facts.Openings!.Value[0].Kind);
        await Walk.Send(invited.App, "/upkeep", ("Act", "openings"), ("openings", "full"), ("openings-until", "2026-11-25"));
        Assert.Equal(new DateOnly(2026, 11, 25), (await invited.Profile()).Read().Facts.Openings!.Value[0].Until);
    }

    [Fact]
    public async Task A_link_that_was_altered_or_is_too_old_or_whose_account_keeps_it_no_more_leads_nowhere()
    {
        await using var invited = await Listed();
        var link = await Link(invited);
        await invited.App.Page(link[..^3] + "AAA", HttpStatusCode.Gone);
        await invited.App.Post(link[..^3] + "AAA", [new("Act", "confirm")], HttpStatusCode.Gone);
        await invited.App.Store.Write(db => db.Set<ProfileOwner>().ExecuteUpdateAsync(row => row.SetProperty(owner => owner.AccountId, Guid.NewGuid())));
        await invited.App.Page(link, HttpStatusCode.Gone);

        await using var another = await Listed();
        link = await Link(another);
        await another.App.Page(link);
        another.Clock.Advance(UpkeepLinks.Last);
        await another.App.Page(link, HttpStatusCode.Gone);
        await another.App.Post(link, [new("Act", "confirm")], HttpStatusCode.Gone);
    }

    [Fact]
    public async Task She_ends_the_links_that_were_mailed()
    {
        await using var invited = await Listed();
        var (one, other) = (await Link(invited), await Link(invited));
        await Walk.Send(invited.App, one, ("Act", "open"));
        Assert.Contains("End all 2 mailed links", (await invited.App.Page("/upkeep")).Body!.TextContent, StringComparison.Ordinal);
        await Walk.Send(invited.App, "/upkeep", ("Act", "links-off"));
        await invited.App.Page(one, HttpStatusCode.Gone);
        await invited.App.Page(other, HttpStatusCode.Gone);
        Assert.Equal("/account/sign-in", await Leads(invited, "/upkeep"));
    }

    [Fact]
    public async Task What_a_link_cannot_do_it_does_not_do()
    {
        await using var invited = await Listed();
        var link = await Link(invited);
        await Walk.Send(invited.App, link, ("Act", "open"));
        // Neither the rest of the profile nor the account opens with it.
        foreach (var address in new[] { "/profile", "/profile/name", "/account" })
        {
            Assert.Equal("/account/sign-in", await Leads(invited, address));
        }
        // What she took off the list for good is not put back by it.
        await invited.App.Services.GetRequiredService<Removals>().ByOwner(1, TestContext.Current.CancellationToken);
        var page = await invited.App.Page(link);
        Assert.Equal("You have taken it off the list", page.QuerySelector("h1")!.TextContent);
        await Walk.Send(invited.App, link, ("Act", "confirm"));
        Assert.Equal(HttpStatusCode.NotFound, await invited.Publicly());
    }

    [Fact]
    public async Task Nobody_without_a_link_or_a_profile_gets_in()
    {
        await using var invited = await Listed();
        Assert.Equal("/account/sign-in", await Leads(invited, "/upkeep"));
        using (var sent = await invited.App.Send("/upkeep", [new("Act", "pause")]))
        {
            Assert.Equal("/account/sign-in", sent.Headers.Location!.OriginalString);
        }
        await invited.Register("stranger@example.org");
        using var answer = await invited.App.Send("/upkeep", [new("Act", "pause")]);
        Assert.Equal("/profile", answer.Headers.Location!.OriginalString);
        Assert.Equal(HttpStatusCode.OK, await invited.Publicly());
    }

    [Fact]
    public async Task What_nobody_confirmed_for_long_says_so_on_its_page()
    {
        await using var invited = await Listed();
        using var stranger = invited.App.NewBrowser();
        var page = new Uri("/therapist/ana-cruz-1", UriKind.Relative);
        Assert.DoesNotContain("Nobody has confirmed this page", await stranger.GetStringAsync(page, TestContext.Current.CancellationToken), StringComparison.Ordinal);
        invited.Clock.Advance(TimeSpan.FromDays(91));
        Assert.Contains("Nobody has confirmed this page since November 25", await stranger.GetStringAsync(page, TestContext.Current.CancellationToken), StringComparison.Ordinal);
        await UpkeepDays.Set(invited.App.Store, UpkeepDays.Never, TestContext.Current.CancellationToken);
        Assert.DoesNotContain("Nobody has confirmed this page", await stranger.GetStringAsync(page, TestContext.Current.CancellationToken), StringComparison.Ordinal);
    }

    /// <summary>Ana has listed herself, and this browser is signed out.</summary>
    private static async Task<Invited> Listed()
    {
        var invited = await Invited.Start();
        await invited.Prove();
        await Walk.Send(invited.App, "/profile", ("Act", "confirm"));
        (await invited.App.Send("/account/sign-out", [])).Dispose();
        return invited;
    }

    private static Task<ProfileEdit> Edit(Invited invited, params (string Field, string Text)[] values) => invited.App.Services.GetRequiredService<ProfileEditor>()
        .Set(1, [.. values.Select(value => KeyValuePair.Create(value.Field, value.Text))], Source.Therapist, stop: TestContext.Current.CancellationToken);

    private static async Task<string> Leads(Invited invited, string address)
    {
        using var answer = await invited.App.Browser.GetAsync(new Uri(address, UriKind.Relative));
        return answer.Headers.Location!.OriginalString;
    }

    private static async Task<string> Link(Invited invited)
    {
        var links = invited.App.Services.GetRequiredService<UpkeepLinks>();
        return UpkeepLinks.Mailed(
            Rapport.Layout.Language.English, await invited.App.Store.Write(async db => links.New(db, (await db.Set<ProfileOwner>().FindAsync([1L]))!)));
    }
}
