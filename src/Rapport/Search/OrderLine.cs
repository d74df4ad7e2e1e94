using Rapport.Core.Search;
using Rapport.Layout;

namespace Rapport.Search;

/// <summary>
/// The order of a list in one line: what decides it first, of all that could. It speaks of the whole list, so that each of
/// its pages says the same.
/// </summary>
internal static class OrderLine
{
    private static readonly Words L = Words.For("Rapport.Search.OrderLine");

    public static string Of(Found found, SearchKeys keys)
    {
        var told = found.Result.Order.Criteria.Select(step => Tell(step, found, keys)).OfType<string>().ToList();
        var line = string.Join(L[", then "], told);
        return told.Count == 0 ? L["By today’s lot: nothing more is known."]
            : found.Result.Order.Criteria.Any(step => step is Criterion.OpeningClass or Criterion.DistanceBand && Tell(step, found, keys) is not null)
                // Within a step nobody is sooner or nearer than another: the page on the order says where they end.
                ? L["First {0}, in steps.", line]
                : L["First {0}.", line];
    }

    private static string? Tell(Criterion step, Found found, SearchKeys keys) => step switch
    {
        Criterion.Tier when found.Result.RegistryOnly > 0 && found.Result.RegistryOnly < found.Result.Total => L["people who keep their own page"],
        Criterion.NameMatch when found.Result.Words.Count > 0 => L["names with your words"],
        Criterion.NiceMissing when found.Understood.Query!.Nice.Count > 0 => L["who has most of what is nice to have (of several topics, one is enough)"],
        Criterion.OpeningClass or Criterion.OpeningDay when AreOpeningsKnown(found, keys) => L["the soonest openings"],
        Criterion.Room when AreOpeningsKnown(found, keys) => L["people with an opening, now or later"],
        Criterion.Fit => found.Understood.IsAlike ? L["who works most alike, near or far"] : L["who suits you best, near or far"],
        // In a county and in a state nobody is nearer than another; whoever is met from afar alone is at no distance at all.
        Criterion.DistanceBand or Criterion.Distance when found.Understood.Query!.Origin is { Areas: null } && found.Result.Areas.Count > 0 =>
            L["the nearest"],
        _ => null,
    };

    private static bool AreOpeningsKnown(Found found, SearchKeys keys)
    {
        var key = keys["opening"];
        return found.Result.Facets.Count <= key || found.Result.Facets[key].Counts.Any(people => people > 0);
    }
}
