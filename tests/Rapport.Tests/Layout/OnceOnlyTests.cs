using AngleSharp.Html.Dom;
using Microsoft.EntityFrameworkCore;
using Rapport.Organisations;
using Rapport.Profiles;
using Rapport.Storage;
using Rapport.Tests.Organisations;
using Rapport.Tests.Support;

namespace Rapport.Tests.Layout;

/// <summary>A form that comes twice: by a double click, by "Back", after a line that broke, on another node.</summary>
public sealed class OnceOnlyTests
{
    private const string Page = "/therapist/ana-cruz-1/wrong";

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory, InlineData(Database.Sqlite), InlineData(Database.Postgres)]
    public async Task Sent_again_it_changes_nothing_and_leads_where_it_led(Database database)
    {
        await using var app = await Place(database);
        var key = await Key(app);
        using var first = await Send(app, key, "cost");
        using var again = await Send(app, key, "cost");
        Assert.Equal((first.StatusCode, first.Headers.Location), (again.StatusCode, again.Headers.Location));
        Assert.NotNull(first.Headers.Location);
        Assert.Equal(1, await Count(app.Store));
        // The same page with other words is another change; so is what was said first, said again after that.
        (await Send(app, key, "openings")).Dispose();
        Assert.Equal(2, await Count(app.Store));
        (await Send(app, key, "cost")).Dispose();
        Assert.Equal(3, await Count(app.Store));
        (await Send(app, await Key(app), "cost")).Dispose();
        Assert.Equal(4, await Count(app.Store));
    }

    [Theory, InlineData(Database.Sqlite), InlineData(Database.Postgres)]
    public async Task Sent_many_times_at_once_to_two_nodes_it_is_done_once(Database database)
    {
        await using var app = await Place(database);
        await using var other = await app.Beside();
        for (var round = 0; round < 4; round++)
        {
            var key = await Key(app);
            var answers = await Task.WhenAll(Enumerable.Range(0, 8).Select(at => Send(at % 2 == 0 ? app : other, key, "cost")));
            Assert.All(answers, answer => Assert.Equal(302, (int)answer.StatusCode));
            Array.ForEach(answers, answer => answer.Dispose());
            Assert.Equal(round + 1, await Count(app.Store));
            // No network may say more in an hour.
            await app.Store.Write(db => db.Set<Report>().ExecuteUpdateAsync(row => row.SetProperty(report => report.Network, (string?)null), Stop), Stop);
        }
    }

    [Theory, InlineData("/account/new"), InlineData("/account/forgotten")]
    public async Task Answered_with_a_page_it_leads_the_second_to_what_the_first_was_told(string page)
    {
        await using var app = await HostedApp.Start();
        var key = ((IHtmlInputElement)(await app.Page(page)).QuerySelector("[name=Once]")!).Value;
        KeyValuePair<string, string>[] form = [new("Once", key), new("Address", "ana@example.org")];
        Assert.Contains("We wrote to ana@example.org.", (await app.Post(page, form)).QuerySelector("main")!.TextContent, StringComparison.Ordinal);
        using var again = await app.Send(page, form);
        Assert.Equal(page + "?sent", again.Headers.Location?.ToString());
        Assert.Equal("Look into your mail", (await app.Page(page + "?sent")).QuerySelector("h1")!.TextContent);
    }

    [Fact]
    public async Task What_was_undone_can_be_sent_again()
    {
        await using var place = await TestStore.Create(Database.Sqlite, time: new TestClock());
        var effect = new OneEffect([1], [2]);
        await Assert.ThrowsAsync<InvalidOperationException>(() => Within(effect, () => place.Store.Write(_ => throw new InvalidOperationException("It comes to nothing."), Stop)));
        await Within(effect, () => place.Store.Write(_ => Task.CompletedTask, Stop));
        // Within one request, all that follows belongs to it; in the next it was done.
        await Within(effect, () => place.Store.Write(_ => Task.CompletedTask, Stop));
        await Assert.ThrowsAsync<DoneBefore>(() => Within(new OneEffect([1], [2]), () => place.Store.Write(_ => Task.CompletedTask, Stop)));
        await Within(new OneEffect([1], [2]), () => OneEffect.Aside(() => place.Store.Write(_ => Task.CompletedTask, Stop)));

        static async Task Within(OneEffect one, Func<Task> change)
        {
            one.Begin();
            await change();
        }
    }

    [Fact]
    public async Task What_was_refused_may_be_sent_again_and_what_was_done_leads_on_also_where_the_page_is_gone_since()
    {
        await using var practices = await Practices.Start();
        var (_, last) = await practices.Member("wilma@example.org", "Wilma Ott", isAdministrator: true);
        var page = $"/organisation/{Practices.Willow}/membership";
        var key = ((IHtmlInputElement)(await Practices.Page(last, page)).QuerySelector("main form:last-of-type [name=Once]")!).Value;
        var leave = (await Practices.Page(last, page)).QuerySelectorAll("main button").OfType<IHtmlButtonElement>().Last();
        Assert.Equal(409, await Sent());
        await practices.Member("mia@example.org", "Mia Ott", isAdministrator: true);
        Assert.Equal(302, await Sent());
        // She belongs to it no more, and the page is not there for her.
        await Practices.Page(last, page, System.Net.HttpStatusCode.NotFound);
        Assert.Equal(302, await Sent());

        async Task<int> Sent()
        {
            using var form = new FormUrlEncodedContent([new("Once", key), new(leave.Name!, leave.Value)]);
            using var answer = await last.PostAsync(new Uri(page, UriKind.Relative), form, Stop);
            return (int)answer.StatusCode;
        }
    }

    [Fact]
    public async Task The_key_of_one_account_is_none_of_another()
    {
        await using var practices = await Practices.Start();
        var (first, one) = await practices.Member("wilma@example.org", "Wilma Ott", isAdministrator: true);
        var (second, other) = await practices.Member("mia@example.org", "Mia Ott");
        foreach (var browser in new[] { one, other })
        {
            using var form = new FormUrlEncodedContent([new("Once", new string('a', 32)), new("Act", "show")]);
            (await browser.PostAsync(new Uri($"/organisation/{Practices.Willow}/membership", UriKind.Relative), form, Stop)).Dispose();
        }
        await using var db = practices.App.Store.Read();
        Assert.Equal([true, true], await db.Set<OrganisationMember>().Where(member => member.AccountId == first || member.AccountId == second).Select(member => member.Shown).ToListAsync(Stop));
    }

    [Fact]
    public async Task After_a_day_it_is_forgotten()
    {
        var clock = new TestClock();
        await using var place = await TestStore.Create(Database.Sqlite, time: clock);
        await place.Store.Write(db =>
        {
            db.Add(new DoneForm { Id = [1], Content = [2], At = place.Store.Now });
            return Task.CompletedTask;
        }, Stop);
        clock.Advance(TimeSpan.FromHours(23));
        await DoneForms.Forget(place.Store, Stop);
        Assert.Equal(1, await Left());
        clock.Advance(TimeSpan.FromHours(2));
        await DoneForms.Forget(place.Store, Stop);
        Assert.Equal(0, await Left());

        async Task<int> Left()
        {
            await using var db = place.Store.Read();
            return await db.Set<DoneForm>().CountAsync(Stop);
        }
    }

    private static async Task<HostedApp> Place(Database database)
    {
        var place = await TestStore.Create(database, time: new TestClock());
        await ProfileBuilder.FromRegistry(place.Store.Now, "Ana", "Cruz", 1234567893).SaveTo(place.Store);
        await Visibility.Set(place.Store, RegistryListing.FactsOnly, Stop);
        return await HostedApp.StartOver(place, place.Store.Time);
    }

    private static async Task<string> Key(HostedApp app) =>
        ((IHtmlInputElement)(await app.Page(Page)).QuerySelector("main [name=Once]")!).Value;

    private static Task<HttpResponseMessage> Send(HostedApp app, string key, string about) => app.Send(Page, [new("Once", key), new("About", about)]);

    private static async Task<int> Count(Store store)
    {
        await using var db = store.Read();
        return await db.Set<Report>().CountAsync(Stop);
    }
}
