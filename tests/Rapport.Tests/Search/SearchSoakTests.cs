using System.Diagnostics;
using Microsoft.Extensions.Logging.Abstractions;
using Rapport.Core.Search;
using Rapport.Profiles;
using Rapport.Search;
using Rapport.Storage;
using Rapport.Tests.Support;

namespace Rapport.Tests.Search;

/// <summary>Many edit and many search at once, on two nodes of one store.</summary>
public sealed class SearchSoakTests
{
    private const int People = 48;
    private const int Editors = 4;
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);
    private static readonly SearchKeys Keys = new(Vocabularies.BuiltIn);

    [Theory]
    [InlineData(Database.Sqlite)]
    [InlineData(Database.Postgres)]
    public Task While_many_edit_no_search_misses_anybody_or_finds_anybody_twice(Database database) =>
        Trial.Run(inShort: 160, inLong: 20_000, async edits =>
        {
            await using var test = await TestStore.Create(database);
            using var elsewhere = await Store.Open(test.Location, TimeProvider.System, TestContext.Current.CancellationToken);
            for (var person = 1; person <= People; person++)
            {
                await ProfileBuilder.Named(test.Store.Now, "Ana", $"Number {person}")
                    .With((facts, said) => facts with { Languages = said.Of<IReadOnlyList<SpokenLanguage>>([new SpokenLanguage("es")]) })
                    .SaveTo(test.Store);
            }
            using var here = await Follow(test.Store);
            using var there = await Follow(elsewhere);
            using var edited = new CancellationTokenSource();
            var searching = new[] { here, there }.Select(node => Task.Run(() => SearchUntil(node, edited.Token))).ToArray();
            var truths = await Task.WhenAll(Enumerable.Range(0, Editors).Select(editor => Task.Run(() =>
                Edit(editor % 2 == 0 ? test.Store : elsewhere, editor, edits / Editors))));
            await edited.CancelAsync();
            await Task.WhenAll(searching);

            await using var db = test.Store.Read();
            var last = await ChangeFeed.Last(db, TestContext.Current.CancellationToken);
            var french = truths.SelectMany(truth => truth).Where(person => person.Value == "fr").Select(person => person.Key).Order();
            foreach (var node in new[] { here, there })
            {
                await Until(() => node.Current!.Sequence == last);
                Assert.Equal(french, Found(node.Current!, "fr").Order());
            }
        });

    /// <summary>Each editor changes people of its own, from Spanish to French and back, in an order of its own.</summary>
    private static async Task<Dictionary<long, string>> Edit(Store store, int editor, int edits)
    {
        var random = new Random(editor);
        var editing = new ProfileEditor(store, Vocabularies.BuiltIn);
        var truth = new Dictionary<long, string>();
        for (var edit = 0; edit < edits; edit++)
        {
            var person = 1 + editor + Editors * random.Next(People / Editors);
            truth[person] = random.Next(2) == 0 ? "fr" : "es";
            await editing.Set(
                person, [new("languages", truth[person])], Source.Therapist, stop: TestContext.Current.CancellationToken);
        }
        return truth;
    }

    /// <summary>At every moment each person speaks exactly one of the two languages.</summary>
    private static async Task SearchUntil(Snapshots node, CancellationToken edited)
    {
        var before = 0L;
        do
        {
            var snapshot = node.Current!;
            Assert.True(snapshot.Sequence >= before, "The index went back in time.");
            before = snapshot.Sequence;
            Assert.Equal(
                Enumerable.Range(1, People).Select(person => (long)person),
                Found(snapshot, "es").Concat(Found(snapshot, "fr")).Order());
            await Task.Yield();
        }
        while (!edited.IsCancellationRequested);
    }

    private static IEnumerable<long> Found(Snapshot snapshot, string language) =>
        snapshot.Index.Search(new SearchQuery
        {
            Must = [new KeyFilter(Keys["language"], [Keys.Schema.Keys[Keys["language"]].OrdinalOf(language)])],
            Today = snapshot.Day.DayNumber,
            Take = int.MaxValue,
        }).Hits.Select(hit => hit.Id);

    private static async Task<Snapshots> Follow(Store store)
    {
        var snapshots = new Snapshots(store, Keys, NullLogger<Snapshots>.Instance);
        await snapshots.StartAsync(CancellationToken.None);
        await snapshots.Get(TestContext.Current.CancellationToken);
        return snapshots;
    }

    private static async Task Until(Func<bool> holds)
    {
        var waited = Stopwatch.StartNew();
        while (!holds())
        {
            Assert.True(waited.Elapsed < Patience, "The index did not follow the change feed.");
            await Task.Delay(20);
        }
    }
}
