using Rapport.Core.Search;
using Rapport.Layout;

namespace Rapport.Search;

/// <summary>A way on from an empty or short list: one click, with the number of people it leads to.</summary>
/// <param name="Change">What the click changes: see <see cref="SearchChange"/>.</param>
/// <param name="Text">In words.</param>
/// <param name="Count">How many are found then; on a short list, how many more.</param>
internal sealed record WayOn(string Change, string Text, int Count);

/// <summary>Which ways on there are, and what stands above them.</summary>
internal sealed record WaysOn(string Lead, IReadOnlyList<WayOn> Ways)
{
    /// <summary>With fewer people than so many, ways to more are told under the list.</summary>
    public const int Few = 5;

    private const int Most = 6;
    private const int MostMore = 3;

    private static readonly Words L = Words.For("Rapport.Search.WaysOn");

    /// <summary>The ways on from what was found; null where enough are.</summary>
    /// <param name="wanted">What was asked for.</param>
    /// <param name="found">Who was found.</param>
    /// <param name="index">In which.</param>
    /// <param name="keys">Of searches.</param>
    /// <param name="language">Of the page.</param>
    /// <param name="stop">Ends the counting.</param>
    public static WaysOn? From(SearchRequest wanted, Found found, SearchIndex index, SearchKeys keys, string language, CancellationToken stop)
    {
        if (found.Result.Total >= Few)
        {
            return null;
        }
        var placings = Search.Placings.Of(found.Understood, keys, ResultsModel.Radii);
        var counts = index.CountLooser(found.Understood.Query!, [.. placings.Select(placed => placed.Placing)], stop);
        var finding = new Finding(keys, new FilterGroups(keys, language), wanted, found, counts, placings, language);
        return found.Result.Total == 0 ? FromNobody(finding) : FromFew(finding);
    }

    /// <summary>Nobody is found: let go of one wish; where that is not enough, of two; then of all of them.</summary>
    public static WaysOn FromNobody(Finding finding)
    {
        var single = Singles(finding).Where(way => way.Count > 0).OrderByDescending(way => way.Count).Take(Most).ToList();
        if (finding.IsForTheWords)
        {
            var without = single.Find(way => way.Change == finding.Drop(LooserCounts.Text));
            return new WaysOn(
                TextWords.Unwanted(finding.Text!) is null
                    ? L["Nobody here has these words: “{0}”. You can look without them.", finding.Text!]
                    : L["Nobody here fits what you wrote: {0}. You can look without it.", TextWords.Chip(finding.Text!, isNice: false)],
                without is null ? single : [without, .. single.Where(way => way != without)]);
        }
        if (single.Count > 0)
        {
            return new WaysOn(L["Let go of one, and see who is there:"], single);
        }
        var pairs = Pairs(finding).Where(way => way.Count > 0).OrderByDescending(way => way.Count).Take(Most).ToList();
        return pairs.Count > 0
            ? new WaysOn(L["One alone is not enough. With two changes there is someone:"], pairs)
            : new WaysOn(L["This is who is there:"], [.. Everybody(finding).Where(way => way.Count > 0)]);
    }

    /// <summary>A few are found: a wish that is only nice to have keeps them first and shows more behind them.</summary>
    public static WaysOn FromFew(Finding finding)
    {
        var found = finding.Counts.Asked.Total;
        var wishes = finding.Counts.Wishes.Where(wish => wish != LooserCounts.Text).Select(wish => new WayOn(
            $"nice:{finding.Name(wish)}", L["{0}: nice to have, not a must", finding.Values(wish)], finding.Counts.Asked.Without(wish) - found));
        var placings = FirstFarther(finding, found).Concat(AnyFormat(finding)).Select(way => way with { Count = way.Count - found });
        return new WaysOn(
            L["See more people"], [.. wishes.Concat(placings).Where(way => way.Count > 0).OrderByDescending(way => way.Count).Take(MostMore)]);
    }

    private static IEnumerable<WayOn> Singles(Finding finding) =>
        finding.Counts.Wishes.Select(wish => finding.Gentler(wish) ?? new WayOn(
                finding.Drop(wish), finding.Without(wish), finding.Counts.Asked.Without(wish)))
            .Concat(FirstFarther(finding, 0) is [var farther] ? [farther] : Statewide(finding))
            .Concat(AnyFormat(finding));

    private static IEnumerable<WayOn> Pairs(Finding finding)
    {
        var (counts, wishes) = (finding.Counts, finding.Counts.Wishes);
        for (var i = 0; i < wishes.Count; i++)
        {
            for (var j = i + 1; j < wishes.Count; j++)
            {
                // Whoever has one of the two stands first then.
                yield return wishes[j] == LooserCounts.Text
                    ? new WayOn($"{finding.Drop(wishes[i])} without:text", And(finding.Without(wishes[i]), finding.Without(wishes[j])), counts.WithoutBoth(wishes[i], wishes[j]))
                    : new WayOn(
                        $"nice:{finding.Name(wishes[i])} nice:{finding.Name(wishes[j])}",
                        L["Nice to have, not a must: {0}; {1}", finding.Values(wishes[i]), finding.Values(wishes[j])],
                        counts.WithoutBoth(wishes[i], wishes[j]));
            }
        }
        foreach (var wish in wishes)
        {
            var kinds = finding.Placings.Where(placing => placing.Placed.Kind is not (Elsewhere.Anywhere or Elsewhere.FartherAnyFormat))
                .GroupBy(placing => placing.Placed.Kind);
            foreach (var placing in kinds.Select(kind => kind.FirstOrDefault(placing => placing.Counts.Without(wish) > 0)).OfType<Placing>())
            {
                yield return new WayOn(
                    $"{placing.Placed.Change} {finding.Drop(wish)}", And(finding.Tell(placing.Placed), finding.Without(wish)), placing.Counts.Without(wish));
            }
        }
        if (finding.Placings.FirstOrDefault(one => one is { Placed.Kind: Elsewhere.FartherAnyFormat, Counts.Total: > 0 }) is { } both)
        {
            yield return new WayOn(both.Placed.Change, finding.Tell(both.Placed), both.Counts.Total);
        }
    }

    /// <summary>All wishes let go of: who is near, in the state, anywhere.</summary>
    private static IEnumerable<WayOn> Everybody(Finding finding)
    {
        if (finding.Counts.Wishes.Count > 0)
        {
            yield return new WayOn("without:wishes", L["Everyone here, without all your wishes"], finding.Counts.Asked.Everybody);
        }
        foreach (var placing in finding.Placings.Where(one => one.Placed.Kind is Elsewhere.Statewide or Elsewhere.Anywhere))
        {
            var change = placing.Placed.Kind == Elsewhere.Statewide ? "statewide without:wishes" : placing.Placed.Change;
            yield return new WayOn(
                change,
                placing.Placed.Kind == Elsewhere.Statewide ? L["Everyone in {0}", finding.State] : L["Everyone on the list, near or far"],
                placing.Counts.Everybody);
        }
    }

    private static WayOn[] FirstFarther(Finding finding, int than) =>
        finding.Placings.FirstOrDefault(one => one.Placed.Kind == Elsewhere.Farther && one.Counts.Total > than) is { } farther
            ? [new WayOn(farther.Placed.Change, finding.Tell(farther.Placed), farther.Counts.Total)]
            : [];

    private static IEnumerable<WayOn> Statewide(Finding finding) => Kind(finding, Elsewhere.Statewide);

    private static IEnumerable<WayOn> AnyFormat(Finding finding) => Kind(finding, Elsewhere.AnyFormat);

    private static IEnumerable<WayOn> Kind(Finding finding, Elsewhere kind) =>
        finding.Placings.Where(one => one.Placed.Kind == kind)
            .Select(one => new WayOn(one.Placed.Change, finding.Tell(one.Placed), one.Counts.Total));

    private static string And(string one, string other) => L["{0}; {1}", one, other];
}

/// <summary>The ways on as a form: the search they set out from, and a button for each.</summary>
internal sealed record WaysOnForm(string Address, IReadOnlyList<(string Name, string Value)> Search, IReadOnlyList<WayOn> Ways, bool IsMore);
