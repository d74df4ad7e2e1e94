using Rapport.Core.Fit;
using Rapport.Core.Search;
using Rapport.Places;
using Rapport.Profiles;
using Rapport.Storage;

namespace Rapport.Search;

/// <summary>One profile on a page of results.</summary>
/// <param name="Doubts">What visitors say may have changed.</param>
internal sealed record FoundProfile(ShownProfile Profile, SearchHit Hit, Doubts Doubts)
{
    public ProfileFacts Facts => Profile.Facts;
}

/// <summary>What a search found: counts from the index, and the profiles of the page from the store.</summary>
internal sealed record Found(Understood Understood, SearchResult Result, IReadOnlyList<FoundProfile> Profiles)
{
    /// <summary>Words that nobody here has written, which would have found nobody: the search went on without them.</summary>
    public IReadOnlyList<string> LeftOut { get; init; } = [];

    /// <summary>What the order stands on, where it is by fit; null in any other.</summary>
    public FitRelease? Release { get; init; }

    /// <summary>Who stands in the middle of the list by fit alone; null in a list too short to have one, and in any other order.</summary>
    public (long Id, ulong Style)? Middle { get; init; }

    /// <summary>What there is to say of somebody and this client, in words; null where the order is not by fit.</summary>
    /// <param name="facts">What the one says.</param>
    /// <param name="id">The one's; also of somebody who is not on the list.</param>
    public FitLines? LinesOf(ProfileFacts facts, long id)
    {
        var said = facts.Style?.Value;
        if (Understood.IsAlike)
        {
            return Release is null ? null : FitWords.InCommon(Release.Reasons(Understood.Wishes, ProfileStyle.Of(said)), Understood.Wishes, said);
        }
        return Release?.LinesFor(Understood.Wishes, said, id, Middle) is not { } lines ? null
            : IsFirst(id) && Middle is { } middle && Release.OfTen(Understood.Wishes, said, id, middle) is { } ofTen ? lines with { Odds = FitWords.Better(ofTen) }
            : lines;
    }

    // Of all pages.
    private bool IsFirst(long id) => Understood.Query is { Skip: 0, Seen.Count: 0 } && Result.Hits is [var first, ..] && first.Id == id;

    /// <summary>Words for which names that are close were looked for, and somebody was found.</summary>
    public IReadOnlyList<string> CloseWords => Result.Total == 0 ? []
        : [.. Result.Words.Where(word => Result.CloseWords.Contains(word)).Distinct(StringComparer.Ordinal)];

    /// <summary>Who stood on the pages before and on this one, in order.</summary>
    public IEnumerable<long> Seen => Understood.Query!.Seen.Concat(Result.Hits.Select(hit => hit.Id));

    public int Pages => (Result.Total + Understood.PageSize - 1) / Understood.PageSize;
}

/// <summary>Answers searches from the current snapshot.</summary>
internal sealed class Searches(Store store, SearchKeys keys, Snapshots snapshots, ShownProfiles profiles, FitReleases releases)
{
    private readonly Understanding understanding = new(keys, PlaceTable.Gazetteer);

    /// <summary>What the request means, without searching.</summary>
    public Understood Understand(SearchRequest request) => understanding.Read(request, DateOnly.FromDateTime(store.Now));

    /// <summary>Searches for what was understood, in the snapshot that stands now.</summary>
    /// <exception cref="ArgumentException">The request had problems.</exception>
    public async Task<Found> Find(Understood understood, CancellationToken stop) =>
        await Find(understood, await snapshots.Get(stop), stop);

    /// <summary>Searches in a given snapshot.</summary>
    public async Task<Found> Find(Understood understood, Snapshot snapshot, CancellationToken stop)
    {
        var query = understood.Query ?? throw new ArgumentException("The request cannot be searched for.", nameof(understood));
        var misspelt = snapshot.Index.MisspeltNames(query.Text, query.Language);
        string[] leftOut = [.. snapshot.Index.UnknownWords(query.Text, query.Language).Except(misspelt, StringComparer.Ordinal)];
        if (leftOut.Length > 0)
        {
            query = query with { Text = SearchText.Without(query.Text, leftOut) };
        }
        query = query with { ForgivesNames = true };
        var release = query.Sort == SearchSort.Fit ? await releases.Current(snapshot.Index, stop) : null;
        if (release is not null)
        {
            query = query with { Fit = release.For(understood.Wishes, withOwn: !understood.IsAlike), Seed = Lot.SeedFor(query.Seed, understood.Wishes) };
        }
        var result = snapshot.Index.Search(query, stop);
        var fetched = await Fetch(result, snapshot.Listing, stop);
        return new Found(understood with { Query = query }, result, fetched)
        {
            LeftOut = leftOut,
            Release = release,
            Middle = query.Fit is { } score && result.Total >= Odds.ShortestList ? snapshot.Index.MiddleByFit(query, score, stop) : null,
        };
    }

    private async Task<IReadOnlyList<FoundProfile>> Fetch(SearchResult result, RegistryListing listing, CancellationToken stop)
    {
        if (result.Hits.Count == 0)
        {
            return [];
        }
        var ids = result.Hits.Select(hit => hit.Id).ToArray();
        await using var db = store.Read();
        // Who was taken off the list a moment ago is in the snapshot still, but not on a page.
        var shown = await profiles.Of(db, ids, listing, stop);
        var doubts = await Doubts.Of(db, ids, store.Now, stop);
        return [.. result.Hits
            .Where(hit => shown.ContainsKey(hit.Id))
            .Select(hit => new FoundProfile(shown[hit.Id], hit, doubts.GetValueOrDefault(hit.Id, Doubts.None)))];
    }
}
