using Rapport.Core.Search;
using Rapport.Demo;
using Rapport.Places;
using Rapport.Profiles;
using Rapport.Search;

namespace Rapport.Bench.Search;

/// <summary>
/// The people of the demo as the index gets them, from a seed and on a day that do not change: statements, facts and what
/// goes together with what are those of <c>./rapport demo</c>. A million of them fit into memory (some 7 GB as text).
/// </summary>
internal sealed class DemoDirectory
{
    private const long Seed = 1;
    private const int Batch = 1024;
    private const int IdBits = 30;

    private static readonly DateOnly Day = new(2026, 11, 27);

    // About 200 values: what the results page shows before anybody opens the rest.
    private static readonly string[] Counted = ["issue", "insurer", "age", "who", "gender", "payment", "times", "opening"];

    private readonly int[] starts;

    public DemoDirectory(int profiles)
    {
        var keys = new SearchKeys(Vocabularies.BuiltIn);
        Schema = keys.Schema;
        Groups = Array.ConvertAll(Counted, Schema.IndexOf);
        starts = new int[Groups.Length + 1];
        for (var group = 0; group < Groups.Length; group++)
        {
            starts[group + 1] = starts[group] + Schema.Keys[Groups[group]].Values.Count;
        }

        var world = new World(PlaceTable.Gazetteer);
        Listings = new Listing[profiles];
        Parallel.For(0, (profiles + Batch - 1) / Batch, () => new People(world, Seed, Day), (batch, _, people) =>
        {
            var listing = new ListingOf(keys, PlaceTable.Gazetteer, Day);
            for (var i = batch * Batch; i < Math.Min(profiles, (batch + 1) * Batch); i++)
            {
                var person = people.Make(i + 1);
                Listings[i] = listing.Make(person.Id, person.Claimed, WithOpeningsAnywhere(person.Document.Facts), person.UpdatedAt);
            }

            return people;
        }, _ => { });
    }

    public static int Today => Day.DayNumber;

    public SearchSchema Schema { get; }

    public Listing[] Listings { get; }

    /// <summary>The positions of the keys whose values each search counts.</summary>
    public int[] Groups { get; }

    /// <summary>How many values they have together: each has a number below that, group after group.</summary>
    public int CountedValues => starts[^1];

    /// <summary>Which of the counted groups a key is, or −1.</summary>
    public int GroupOf(int key) => Array.IndexOf(Groups, key);

    /// <summary>The number of a group's first value; that of the group after the last one is the number of all.</summary>
    public int StartOf(int group) => starts[group];

    // The peers know one opening a person, wherever it is.
    private static ProfileFacts WithOpeningsAnywhere(ProfileFacts facts) => facts.Openings is { } openings
        ? facts with { Openings = openings with { Value = [.. openings.Value.Select(opening => opening with { PlaceId = null })] } }
        : facts;

    private static Rapport.Core.Search.Opening Soonest(Listing listing) => (listing.Openings ?? [])
        .Select(opening => opening.Opening).DefaultIfEmpty().MinBy(opening => SearchOrder.OpeningRank(opening, Today));

    /// <summary>The values a profile has of a key, each once; of the openings those of all of them.</summary>
    public int[] ValuesOf(Listing listing, int key) => key == Schema.OpeningKey
        ? [.. (listing.Openings ?? []).SelectMany(opening => opening.Values).Distinct()]
        : listing.Values[key] ?? [];

    /// <summary>The words of a profile, folded as the index folds them, each once.</summary>
    public IEnumerable<string> WordsOf(Listing listing)
    {
        var texts = listing.Values.SelectMany((values, key) => Schema.Keys[key].Texts is { Count: > 0 } own ? (values ?? []).Select(value => own[value]) : []);
        return SearchText.Fold(string.Join(' ', texts.Prepend(listing.Statements).Prepend(listing.Terms).Prepend(JoinedNames.Of(listing.Name)))).Split(' ').Distinct();
    }

    /// <summary>
    /// What an order compares that is the same in every search of a day: tier, class of the opening, freshness, lot and
    /// number, from the highest bits down, with room for the band of distance.
    /// </summary>
    public static long OrderOf(Listing listing)
    {
        var opening = SearchOrder.OpeningClass(SearchOrder.OpeningRank(Soonest(listing), Today));
        var fresh = SearchOrder.Freshness(SearchOrder.ConfirmedAge(listing.ConfirmedDay, Today));
        var above = ((long)listing.Tier << 6) | ((long)opening << 3) | (long)fresh;
        return (((above << Lot.Bits) | (uint)Lot.Of(Lot.SeedOf(Today), listing.Id)) << IdBits) | listing.Id;
    }

    /// <summary>The same with the band of distance in its place, between the opening and the freshness.</summary>
    public static long WithBand(long order, int band)
    {
        const int Below = 3 + Lot.Bits + IdBits;
        return ((order >> Below) << (Below + 3)) | ((long)band << Below) | (order & ((1L << Below) - 1));
    }
}
