using AngleSharp.Html.Dom;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging.Abstractions;
using Rapport.Core.PlainWords;
using Rapport.Layout;
using Rapport.Operators;
using Rapport.Profiles;
using Rapport.Search;
using Rapport.Search.PlainWords;
using Rapport.Storage;
using Rapport.Tests.Support;

namespace Rapport.Tests.Search.PlainWords;

/// <summary>What the store learns of the sentences that people write: how many, of which day, and nothing else.</summary>
public sealed class HeardKeepingTests
{
    private static readonly SearchKeys Keys = new(Vocabularies.BuiltIn);
    private static readonly PlainReader Reader = PhraseBooks.Reader(Keys, SaidFile.BuiltIn(Keys));

    private readonly TestClock _clock = new();

    private DateOnly Today => DateOnly.FromDateTime(_clock.GetUtcNow().UtcDateTime);

    [Theory, InlineData(Database.Sqlite), InlineData(Database.Postgres)]
    public async Task A_day_is_kept_when_it_is_over_and_several_programs_add_to_it(Database database)
    {
        await using var test = await TestStore.Create(database, time: _clock);
        HeardCounts[] nodes = [new(_clock), new(_clock)];
        foreach (var counts in nodes)
        {
            counts.Add(Reader.Read("help with tinnitus, near Oakland"), Language.English);
            await Keep(test.Store, counts, Today);
        }
        Assert.Empty(await Kept(test.Store));

        var day = Today;
        _clock.Advance(TimeSpan.FromDays(1));
        foreach (var counts in nodes)
        {
            await Keep(test.Store, counts, Today);
            await Keep(test.Store, counts, Today);
        }
        Assert.Equal([$"{day:O} en Issue 2", $"{day:O} en Sentence 2"], await Kept(test.Store));
    }

    [Theory, InlineData(Database.Sqlite), InlineData(Database.Postgres)]
    public async Task What_is_older_than_thirteen_months_is_erased(Database database)
    {
        await using var test = await TestStore.Create(database, time: _clock);
        await Say(test.Store, "grief");
        _clock.Advance(TimeSpan.FromDays(DailyCounts.DaysKept));
        await Keep(test.Store, new HeardCounts(_clock), Today);
        Assert.Equal(2, (await Kept(test.Store)).Count);
        _clock.Advance(TimeSpan.FromDays(1));
        await Keep(test.Store, new HeardCounts(_clock), Today);
        Assert.Empty(await Kept(test.Store));
    }

    [Fact]
    public async Task What_could_not_be_kept_is_kept_later()
    {
        await using var test = await TestStore.Create(Database.Sqlite, time: _clock);
        var counts = new HeardCounts(_clock);
        counts.Add(Reader.Read("grief"), Language.English);
        File.Move(test.Location.SqlitePath, test.Location.SqlitePath + ".gone");
        await Assert.ThrowsAsync<StoreProblem>(() => Keep(test.Store, counts, DateOnly.MaxValue));
        File.Move(test.Location.SqlitePath + ".gone", test.Location.SqlitePath);
        await Keep(test.Store, counts, DateOnly.MaxValue);
        Assert.Equal(2, (await Kept(test.Store)).Count);
    }

    [Theory]
    [InlineData("", "help with tinnitus, evenings", "help with hiccups", "en")]
    [InlineData("/es", "ayuda con mi tinnitus, por la noche", "ayuda con el hipo", "es")]
    public async Task A_sentence_counts_when_it_is_asked_and_not_again_with_its_list(string language, string said, string other, string code)
    {
        await using var app = await HostedApp.Start(People.Fill);
        var list = await Ask(app, language, [new("place", "94610"), new("text", said)]);
        var page = await app.Page(list);
        await app.Page(list);
        await app.Page(list + "&page=2");
        // Another filter is ticked; the words stand in the box as they did.
        list = await Ask(app, language, [.. Filled(page), new("language", "es")]);
        page = await app.Page(list);
        // A button of the list takes the search along.
        list = await Ask(app, language, [new("q", list.Split("q=")[1]), new("remove", "language:es")]);
        await app.Page(list);
        // Nothing is written at all.
        await Ask(app, language, [new("place", "94610"), new("language", "es")]);
        Assert.Equal([$"{code} Issue 1", $"{code} Sentence 1"], Taken(app));

        await Ask(app, language, [.. Filled(page).Where(field => field.Key != "text"), new("text", other)]);
        Assert.Equal([$"{code} Issue 1", $"{code} Sentence 1"], Taken(app));
    }

    [Fact]
    public async Task What_was_heard_today_is_kept_when_the_program_ends_and_no_word_of_it()
    {
        await using var app = await HostedApp.Start(People.Fill);
        await Ask(app, "", [new("place", "94610"), new("text", "help with zyxwvutinnitus")]);
        Assert.Empty(await Kept(app.Store));
        await app.Services.GetServices<IHostedService>().OfType<HeardKeeping>().Single().StopAsync(TestContext.Current.CancellationToken);
        Assert.Equal(2, (await Kept(app.Store)).Count);
        Assert.DoesNotContain("zyxwvu", await EveryTable.Print(app.Store), StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task The_doctor_tells_how_well_people_are_understood()
    {
        await using var test = await TestStore.Create(Database.Sqlite, time: _clock);
        Assert.StartsWith("No sentence was written into the box in the last 30 days", await Doctors(test), StringComparison.Ordinal);
        await Say(test.Store, "grief, evenings", "help with tinnitus", "takes zyxhealth, near gothamville", "Garcia");
        Assert.Equal(
            "In the last 30 days, without today. In English: 4 sentences, 1 wholly understood; left over was a place in 1, a health plan in 1, an issue in 1, a name or something else in 1.",
            await Doctors(test));
        _clock.Advance(TimeSpan.FromDays(31));
        Assert.StartsWith("No sentence", await Doctors(test), StringComparison.Ordinal);
    }

    private async Task<string> Doctors(TestStore test) =>
        (await Doctor.Examine(test.Location, _clock, thorough: false)).Single(check => check.Check == "plain words").Says;

    private async Task Say(Store store, params string[] sentences)
    {
        var counts = new HeardCounts(_clock);
        Assert.All(sentences, said => counts.Add(Reader.Read(said), Language.English));
        await Keep(store, counts, DateOnly.MaxValue);
    }

    private static async Task<List<string>> Kept(Store store)
    {
        await using var db = store.Read();
        var kept = await db.Set<HeardCount>().AsNoTracking().ToListAsync();
        return [.. kept.Select(one => $"{one.Day:O} {one.Language} {one.Kind} {one.Count}").Order(StringComparer.Ordinal)];
    }

    private static IEnumerable<string> Taken(HostedApp app) => app.Services.GetRequiredService<HeardCounts>().TakeBefore(DateOnly.MaxValue)
        .Select(one => $"{one.Language} {one.Kind} {one.Count}").Order(StringComparer.Ordinal);

    private static IEnumerable<KeyValuePair<string, string>> Filled(IHtmlDocument page) => page.QuerySelectorAll("form.filters input")
        .Cast<IHtmlInputElement>().Where(input => input.Type is not ("checkbox" or "radio") || input.IsChecked)
        .Select(input => new KeyValuePair<string, string>(input.Name!, input.Value));

    private static async Task<string> Ask(HostedApp app, string language, IEnumerable<KeyValuePair<string, string>> form)
    {
        using var answer = await app.Send($"{language}/therapists", form);
        return answer.Headers.Location!.ToString();
    }

    private static Task Keep(Store store, HeardCounts counts, DateOnly before) =>
        new HeardKeeping(store, counts, NullLogger<HeardKeeping>.Instance).Keep(before, TestContext.Current.CancellationToken);
}
