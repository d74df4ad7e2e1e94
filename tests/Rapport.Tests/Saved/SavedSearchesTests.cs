using System.Net;
using System.Text;
using Microsoft.EntityFrameworkCore;
using Rapport.Layout;
using Rapport.Saved;
using Rapport.Search;
using Rapport.Storage;
using Rapport.Tests.Support;

namespace Rapport.Tests.Saved;

public sealed class SavedSearchesTests
{
    private static readonly IPAddress Home = IPAddress.Parse("203.0.113.7");
    private static readonly IPAddress Elsewhere = IPAddress.Parse("198.51.100.7");

    private static readonly SearchRequest Request = new() { Place = "94610", Text = "zyxwvutinnitus", Day = new DateOnly(2026, 11, 25) };

    private readonly TestClock _clock = new();

    [Theory, InlineData(Database.Sqlite), InlineData(Database.Postgres)]
    public async Task A_search_opens_for_ninety_days_and_is_then_deleted(Database database)
    {
        await using var test = await TestStore.Create(database, time: _clock);
        using var saved = new SavedSearches(test.Store);
        var code = await Save(saved);
        _clock.Advance(TimeSpan.FromDays(SavedSearches.DaysKept));
        await SavedErasure.Erase(test.Store);
        var (outcome, request) = await saved.Open(code, Home, default);
        Assert.Equal((SavedOutcome.Done, "94610", "zyxwvutinnitus", null), (outcome, request!.Place, request.Text, request.Day));

        _clock.Advance(TimeSpan.FromDays(1));
        Assert.Equal(SavedOutcome.Unknown, (await saved.Open(code, Home, default)).Outcome);
        Assert.Single(await Rows(test.Store));
        await SavedErasure.Erase(test.Store);
        Assert.Empty(await Rows(test.Store));
    }

    [Theory, InlineData(Database.Sqlite), InlineData(Database.Postgres)]
    public async Task A_search_is_forgotten_on_request_and_the_others_stay(Database database)
    {
        await using var test = await TestStore.Create(database, time: _clock);
        using var saved = new SavedSearches(test.Store);
        var (code, other) = (await Save(saved), await Save(saved));
        Assert.Equal(SavedOutcome.Done, await saved.Forget(code, Home, default));
        Assert.Equal(SavedOutcome.Unknown, await saved.Forget(code, Home, default));
        Assert.Equal(SavedOutcome.Unknown, (await saved.Open(code, Home, default)).Outcome);
        Assert.Equal(SavedOutcome.Done, (await saved.Open(other, Home, default)).Outcome);
    }

    [Fact]
    public async Task The_store_tells_the_last_day_and_nothing_of_the_search_or_its_words()
    {
        await using var test = await TestStore.Create(Database.Sqlite, time: _clock);
        using var saved = new SavedSearches(test.Store);
        var code = await Save(saved);
        var row = Assert.Single(await Rows(test.Store));
        Assert.Equal(DateOnly.FromDateTime(test.Store.Now).AddDays(SavedSearches.DaysKept), row.Ends);
        var everything = await EveryTable.Print(test.Store) + Encoding.Latin1.GetString(row.Content) + Encoding.Latin1.GetString(row.Key);
        Assert.All([.. code.Split(' '), "zyxwvu", "94610"], word => Assert.DoesNotContain(word, everything, StringComparison.OrdinalIgnoreCase));
    }

    [Fact]
    public async Task Who_tries_codes_is_stopped_for_an_hour_and_nobody_else_is()
    {
        await using var test = await TestStore.Create(Database.Sqlite, time: _clock);
        using var saved = new SavedSearches(test.Store);
        var code = await Save(saved);
        for (var tries = 0; tries < SavedSearches.MostUnknownPerHour; tries++)
        {
            // Who knows the code does not use up the tries.
            Assert.Equal(SavedOutcome.Done, (await saved.Open(code, Home, default)).Outcome);
            Assert.Equal(SavedOutcome.Unknown, (await saved.Open($"guess {tries}", Home, default)).Outcome);
        }
        Assert.Equal(SavedOutcome.TooMany, (await saved.Open(code, Home, default)).Outcome);
        Assert.Equal(SavedOutcome.TooMany, await saved.Forget(code, Home, default));
        Assert.Equal(SavedOutcome.Done, (await saved.Open(code, Elsewhere, default)).Outcome);
        _clock.Advance(TimeSpan.FromHours(1));
        Assert.Equal(SavedOutcome.Done, (await saved.Open(code, Home, default)).Outcome);
    }

    [Fact]
    public async Task So_many_right_codes_may_come_at_once()
    {
        await using var test = await TestStore.Create(Database.Sqlite, time: _clock);
        using var saved = new SavedSearches(test.Store);
        var code = await Save(saved);
        var opened = await Task.WhenAll(Enumerable.Range(0, SavedSearches.MostUnknownPerHour + 5).Select(_ => saved.Open(code, Home, default)));
        Assert.All(opened, one => Assert.Equal(SavedOutcome.Done, one.Outcome));
    }

    [Fact]
    public async Task One_network_saves_no_more_than_so_many_in_an_hour()
    {
        await using var test = await TestStore.Create(Database.Sqlite, time: _clock);
        using var saved = new SavedSearches(test.Store);
        for (var tries = 0; tries < SavedSearches.MostSavedPerHour; tries++)
        {
            await Save(saved);
        }
        Assert.Equal(SavedOutcome.TooMany, (await saved.Save(Request, Language.English, Home, default)).Outcome);
        Assert.Equal(SavedOutcome.Done, (await saved.Save(Request, Language.English, Elsewhere, default)).Outcome);
    }

    [Fact]
    public async Task A_search_that_is_too_long_is_not_kept()
    {
        await using var test = await TestStore.Create(Database.Sqlite, time: _clock);
        using var saved = new SavedSearches(test.Store);
        var made = await saved.Save(new SearchRequest { Text = new string('x', 20_000) }, Language.English, Home, default);
        Assert.Equal(SavedOutcome.NoRoom, made.Outcome);
        Assert.Empty(await Rows(test.Store));
    }

    private static async Task<string> Save(SavedSearches saved)
    {
        var made = await saved.Save(Request, Language.Spanish, Home, default);
        Assert.Equal(SavedOutcome.Done, made.Outcome);
        return CodeWords.Parse(string.Join('-', made.Words)).Code!;
    }

    private static async Task<List<SavedSearch>> Rows(Store store)
    {
        await using var db = store.Read();
        return await db.Set<SavedSearch>().AsNoTracking().ToListAsync();
    }
}
