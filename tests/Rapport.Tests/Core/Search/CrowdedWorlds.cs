using CsCheck;
using Rapport.Core.Search;

namespace Rapport.Tests.Core.Search;

/// <summary>Directories in which many are equal and many work in one practice.</summary>
internal static class CrowdedWorlds
{
    private static readonly Gen<Listing> Someone = Gen.Select(
        Gen.Int[-3, 3], Gen.Int[0, 9], Gen.Int[0, 3], Gen.Int[0, 9], (practice, fresh, words, name) => new Listing
        {
            Id = 0,
            Values = new int[]?[8],
            Openings = [new ListingOpening(new Opening(fresh == 0 ? OpeningKind.WaitingList : OpeningKind.Open), [])],
            ConfirmedDay = fresh == 1 ? SearchWorlds.Today - 100 : SearchWorlds.Today,
            Practice = practice < 0 ? null : practice + 1,
            Name = name == 0 ? "calm" : "Ana",
            Terms = words > 1 ? "calm" : "",
            Statements = words > 0 ? "calm panic" : "panic",
        });

    public static Gen<Listing[]> Directory(int most) =>
        Someone.Array[0, most].Select(listings => listings.Select((listing, id) => SearchWorlds.WithId(listing, (id * 37L) % 1009)).ToArray());

    public static Gen<Listing> One(Gen<long> id) => Gen.Select(Someone, id, SearchWorlds.WithId);

    public static Gen<SearchQuery> Query => Gen.Select(Gen.Int[0, 5], Gen.Int[0, 30], Gen.Int[0, 25], Gen.ULong, Gen.Int[0, 9], (text, skip, take, seed, sort) => new SearchQuery
    {
        Text = text switch { 0 or 1 => "calm", 2 => "panic", _ => null },
        TextIsNice = text == 1,
        Skip = skip,
        Take = take,
        Seed = seed,
        Today = SearchWorlds.Today,
        Sort = sort < 6 ? SearchSort.Best : (SearchSort)(sort - 5),
    });
}
