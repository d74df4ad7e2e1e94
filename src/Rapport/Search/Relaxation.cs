using Rapport.Core.Search;

namespace Rapport.Search;

/// <summary>What would be found if a search let go of something.</summary>
/// <param name="Without">The filters let go of, "text" for the words; none where the place alone is changed.</param>
/// <param name="RadiusMiles">The radius, where it is another one.</param>
/// <param name="Place">"state" for all of the state of the place, "anywhere"; null where it stays.</param>
/// <param name="AnyFormat">Whether any way to meet is fine.</param>
/// <param name="Total">How many are found then; exact.</param>
internal sealed record Relaxation(IReadOnlyList<string> Without, double? RadiusMiles, string? Place, bool AnyFormat, int Total)
{
    /// <summary>
    /// Of a search that finds few, all that finds more: without one wish each, without the two that give most, and elsewhere.
    /// The most first.
    /// </summary>
    public static IReadOnlyList<Relaxation> Of(SearchIndex index, Found found, SearchKeys keys, CancellationToken stop)
    {
        if (found.Result.Total >= WaysOn.Few)
        {
            return [];
        }
        var placings = Placings.Of(found.Understood, keys, ResultsModel.Radii);
        var counts = index.CountLooser(found.Understood.Query!, [.. placings.Select(placed => placed.Placing)], stop);
        string Name(int wish) => wish == LooserCounts.Text ? "text" : keys.Schema.Keys[wish].Name;

        var single = counts.Wishes.Select(wish => new Relaxation([Name(wish)], null, null, AnyFormat: false, counts.Asked.Without(wish)));
        var pairs = counts.Wishes.SelectMany((one, i) => counts.Wishes.Skip(i + 1).Select(other =>
            new Relaxation([Name(one), Name(other)], null, null, AnyFormat: false, counts.WithoutBoth(one, other))));
        var state = found.Understood.Query!.Must.Any(must => must.Key == keys.Schema.StateKey) ? new[] { Name(keys.Schema.StateKey) } : [];
        var elsewhere = placings.Zip(counts.Placings, (placed, count) => At(placed, [], count.Total));
        // The best of them together with letting go of a wish: two steps where one is not enough.
        var both = placings.Zip(counts.Placings, (placed, count) => (Placed: placed, Count: count))
            .SelectMany(there => counts.Wishes.Where(wish => there.Placed.Kind != Elsewhere.Anywhere || !state.Contains(Name(wish)))
                .Select(wish => At(there.Placed, [Name(wish)], there.Count.Without(wish))));

        Relaxation At(Placed placed, string[] without, int total) => new(
            [.. without, .. placed.Kind == Elsewhere.Anywhere ? state : []],
            placed.Kind is Elsewhere.Farther or Elsewhere.FartherAnyFormat ? placed.Miles : null,
            placed.Kind switch { Elsewhere.Statewide => "state", Elsewhere.Anywhere => "anywhere", _ => null },
            placed.Kind is Elsewhere.AnyFormat or Elsewhere.FartherAnyFormat or Elsewhere.Anywhere,
            total);

        return
        [
            .. single.Concat(pairs.OrderByDescending(pair => pair.Total).Take(1)).Concat(elsewhere).Concat(both.OrderByDescending(pair => pair.Total).Take(1))
                .Where(relaxation => relaxation.Total > found.Result.Total)
                .OrderByDescending(relaxation => relaxation.Total),
        ];
    }
}
