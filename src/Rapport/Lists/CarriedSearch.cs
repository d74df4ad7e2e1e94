using Rapport.Layout;
using Rapport.Search;

namespace Rapport.Lists;

/// <summary>What a visitor of a list looks for, where the address seals it: so people are seen by it side by side. Nothing of it is kept.</summary>
internal sealed class CarriedSearch(Searches searches, Snapshots snapshots, SearchKeys keys, SearchTokens tokens)
{
    /// <summary>The search sealed anew, so that half an hour counts from this look; null where none came along, or it is gone.</summary>
    public string? Renewed(HttpContext context) =>
        Open(context) is { } request ? tokens.Seal(request, SearchSession.OfOrNew(context)) : null;

    /// <summary>The list by fit that it leads to; null where nothing is said of how somebody likes to work, and while nobody can be looked for.</summary>
    public async Task<Found?> Find(HttpContext context, CancellationToken stop)
    {
        if (!snapshots.IsReady || Open(context) is not { Wishes.Count: > 0 } request)
        {
            return null;
        }
        var understood = searches.Understand(request with { Alike = null, Sort = "fit", Page = null, PageSize = 1 });
        // Where either is fine everywhere, or the place is none, there is no list to stand in.
        return understood.Problems.Count > 0 ? null : await searches.Find(understood, stop);
    }

    private SearchRequest? Open(HttpContext context) =>
        WayBack.TokenOf(context.Request.QueryString.Value) is { } token && tokens.Open(token, SearchSession.Of(context)) is { State: TokenState.Whole } opened
            ? SearchForm.Clean(opened.Request, keys) : null;
}
