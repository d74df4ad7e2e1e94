using System.Net;
using Microsoft.EntityFrameworkCore;
using Rapport.Profiles;
using Rapport.Storage;
using Rapport.Tests.Support;

namespace Rapport.Tests.Profiles;

/// <summary>One report is a question to the therapist; three from three networks are told on the page, fewer never.</summary>
public sealed class DoubtsTests
{
    private const string Marisol = "/therapist/marisol-vega-1";

    private static readonly IPAddress[] Homes = [.. new[] { "192.0.2.7", "198.51.100.7", "203.0.113.7", "2001:db8:5::1" }.Select(IPAddress.Parse)];

    private static readonly IPAddress SameLine = IPAddress.Parse("198.51.100.200");

    private readonly TestClock _clock = new();

    [Theory, InlineData(Database.Sqlite), InlineData(Database.Postgres)]
    public async Task Only_three_networks_that_name_one_subject_count(Database database)
    {
        await using var test = await TestStore.Create(database, time: _clock);
        var id = await ProfileBuilder.Marisol(test.Store.Now).SaveTo(test.Store);
        var other = await ProfileBuilder.Named(test.Store.Now, "Ann", "Other").SaveTo(test.Store);
        await Say(test.Store, id, "openings", Homes[0], Homes[1], SameLine, SameLine);
        await Say(test.Store, id, "cost", Homes[2]);
        await Say(test.Store, other, "openings", Homes[2]);
        await new Reports(test.Store, KeyRing.Open(test.Store.Location)).Say(id, "openings", null, from: null);
        Assert.Equal(0, await Openings(test.Store, id));

        await Say(test.Store, id, "openings", Homes[2]);
        Assert.Equal(3, await Openings(test.Store, id));
        await Say(test.Store, id, "openings", Homes[3]);
        Assert.Equal(4, await Openings(test.Store, id));
        Assert.Equal(0, await Openings(test.Store, other));
        Assert.Equal(0, (await Doubts.Of(test.Store, id, default)).On("openings", fact: null));
    }

    [Theory, InlineData(Database.Sqlite), InlineData(Database.Postgres)]
    public async Task It_goes_when_one_is_settled_when_she_confirms_and_when_it_is_ninety_days_old(Database database)
    {
        await using var test = await TestStore.Create(database, time: _clock);
        var id = await ProfileBuilder.Marisol(test.Store.Now).SaveTo(test.Store);
        await Say(test.Store, id, "openings", Homes[..3]);
        var reports = new Reports(test.Store, KeyRing.Open(test.Store.Location));
        await reports.Settle((await reports.List(settledToo: false))[0].Id, "asked her");
        Assert.Equal(0, await Openings(test.Store, id));

        _clock.Advance(TimeSpan.FromDays(1));
        await Say(test.Store, id, "openings", Homes[2]);
        Assert.Equal(3, await Openings(test.Store, id));
        _clock.Advance(TimeSpan.FromHours(1));
        await new ProfileEditor(test.Store, Vocabularies.Load(test.Folder)).Set(
            id, [new("openings", "open")], Source.Therapist, by: "test", reason: null, default);
        Assert.Equal(0, await Openings(test.Store, id));

        _clock.Advance(TimeSpan.FromDays(1));
        await Say(test.Store, id, "openings", Homes[..3]);
        // Long after the code of a network is erased, its reports are still told apart from those of others.
        _clock.Advance(TimeSpan.FromDays(NetworkErasure.DaysKept + 1));
        await NetworkErasure.Erase(test.Store);
        await Say(test.Store, id, "openings", Homes[..3]);
        Assert.Equal(3, await Openings(test.Store, id));
        _clock.Advance(TimeSpan.FromDays(Doubts.Days));
        Assert.Equal(0, await Openings(test.Store, id));
    }

    [Theory, InlineData(Database.Sqlite), InlineData(Database.Postgres)]
    public async Task What_tells_reports_apart_is_erased_when_it_has_served(Database database)
    {
        await using var test = await TestStore.Create(database, time: _clock);
        var id = await ProfileBuilder.Marisol(test.Store.Now).SaveTo(test.Store);
        await Say(test.Store, id, "openings", Homes[..2]);
        var reports = new Reports(test.Store, KeyRing.Open(test.Store.Location));
        await reports.Settle((await reports.List(settledToo: false))[0].Id, "asked her");
        Assert.Single(await Tellers());
        _clock.Advance(TimeSpan.FromDays(Doubts.Days + 1));
        await NetworkErasure.Erase(test.Store);
        Assert.Empty(await Tellers());

        async Task<List<int?>> Tellers()
        {
            await using var db = test.Store.Read();
            return await db.Set<Report>().Where(report => report.Teller != null).Select(report => report.Teller).ToListAsync();
        }
    }

    [Theory]
    [InlineData("", "We were told three times that this may have changed.", "; may have changed")]
    [InlineData("/es", "Nos dijeron tres veces que esto puede haber cambiado.", "; puede haber cambiado")]
    public async Task The_page_and_the_card_say_so_from_the_third_on(string language, string told, string onCard)
    {
        await using var app = await HostedApp.Start(async store =>
        {
            await People.Fill(store);
            await Say(store, 1, "openings", Homes[..2]);
        });
        Assert.Empty((await app.Page(language + Marisol)).QuerySelectorAll(".doubt"));
        Assert.DoesNotContain(onCard, await Card(), StringComparison.Ordinal);

        using var third = await app.Send(Marisol + "/wrong", [new("About", "openings"), new("Words", "Full since May")]);
        var page = await app.Page(language + Marisol);
        var doubt = Assert.Single(page.QuerySelectorAll(".doubt"));
        Assert.Equal(told, doubt.TextContent);
        Assert.NotNull(doubt.Closest(".facts > div:first-child"));
        Assert.DoesNotContain("since May", page.Body!.TextContent, StringComparison.Ordinal);
        Assert.Contains(onCard, await Card(), StringComparison.Ordinal);

        async Task<string> Card() => (await app.Page(language + "/therapists?place=94610")).QuerySelectorAll("article.person")
            .Single(card => card.TextContent.Contains("Marisol", StringComparison.Ordinal)).QuerySelector(".confirmed")!.TextContent;
    }

    [Fact]
    public async Task Each_subject_is_told_beside_its_fact_and_what_is_no_fact_nowhere()
    {
        await using var app = await HostedApp.Start(async store =>
        {
            await People.Fill(store);
            _clock.Advance(TimeSpan.FromHours(1));
            foreach (var (about, number) in Reports.Abouts.Select((about, number) => (about, number)))
            {
                // From other networks each time: one may not send so many.
                await Say(store, 2, about, [.. Enumerable.Range(1, 3).Select(line => IPAddress.Parse($"10.{number}.{line}.1"))]);
            }
        }, _clock);
        var page = await app.Page("/therapist/daniel-okafor-2");
        // Of the cost nothing is known that could have changed, the plans are; "this is not the person" and "something else" are for the desk.
        Assert.Equal(
            ["Openings", "Plans", "Where", "Where", "License: California"],
            page.QuerySelectorAll(".doubt").Select(doubt => doubt.Closest("dl > div")!.QuerySelector("dt")!.TextContent));
    }

    [Fact]
    public async Task The_operator_sees_each_report_as_a_question_to_the_therapist()
    {
        await using var test = await TestStore.Create(Database.Sqlite, time: _clock);
        var id = await ProfileBuilder.Marisol(test.Store.Now).SaveTo(test.Store);
        await Say(test.Store, id, "cost", Homes[0]);
        var shown = await RapportProcess.Run(["profile", "show", "id:1", .. test.Arguments]);
        Assert.Contains("Asked of the owner: cost: a visitor says this is wrong or has changed (report 1)", shown.Out, StringComparison.Ordinal);
        var json = await RapportProcess.Run(["profile", "show", "id:1", "--json", .. test.Arguments]);
        Assert.Contains("\"client-report\"", json.Out, StringComparison.Ordinal);
        var reports = new Reports(test.Store, KeyRing.Open(test.Store.Location));
        await reports.Settle(1, "asked her");
        Assert.DoesNotContain("Asked of", (await RapportProcess.Run(["profile", "show", "id:1", .. test.Arguments])).Out, StringComparison.Ordinal);
    }

    private static async Task Say(Store store, long id, string about, params IPAddress[] from)
    {
        foreach (var one in from)
        {
            Assert.Equal(ReportOutcome.Kept, await new Reports(store, KeyRing.Open(store.Location)).Say(id, about, null, one));
        }
    }

    private static async Task<int> Openings(Store store, long id)
    {
        await using var db = store.Read();
        var facts = (await db.Set<Profile>().AsNoTracking().SingleAsync(profile => profile.Id == id)).Read().Facts;
        return (await Doubts.Of(store, id, default)).On("openings", facts.Openings ?? new Fact<IReadOnlyList<Opening>>([], Source.Therapist, DateTime.MinValue));
    }
}
