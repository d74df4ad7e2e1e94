using Rapport.Core.Fit;
using Rapport.Profiles;

namespace Rapport.Demo;

/// <summary>How an invented person says that she works: by her own bent, and a little by what she has learned.</summary>
internal static class Manner
{
    // A stream of its own, so that a new axis changes nobody's fee.
    private const long Seed = 7_919;

    private const double AnswersAll = 0.85;
    private const double Depends = 0.12;
    private const double Skips = 0.08;

    // How far a way of working leans, in points on an axis.
    private static readonly Dictionary<string, (string Axis, double By)[]> Leanings = new(StringComparer.Ordinal)
    {
        ["cbt"] = [("structure", 1.2), ("explain", 0.6), ("time", -0.6), ("feelings", -0.5)],
        ["act"] = [("feelings", 0.4), ("time", -0.5)],
        ["dbt"] = [("structure", 1), ("push", 0.5)],
        ["erp"] = [("structure", 1.2), ("push", 1), ("lead", 0.6)],
        ["behavioral-activation"] = [("structure", 1), ("time", -0.8)],
        ["solution-focused"] = [("time", -1.4), ("lead", -0.4)],
        ["person-centered"] = [("lead", -1.2), ("push", -1), ("explain", -1), ("structure", -0.8)],
        ["psychodynamic"] = [("time", 1.4), ("about-us", 1), ("own-story", -1), ("structure", -1)],
        ["psychoanalysis"] = [("time", 1.6), ("about-us", 1.2), ("own-story", -1.4), ("structure", -1.2)],
        ["emdr"] = [("feelings", 0.8), ("lead", 0.6), ("structure", 0.6)],
        ["ifs"] = [("feelings", 0.8), ("explain", -0.4)],
        ["emotion-focused"] = [("feelings", 1.4), ("about-us", 0.4)],
        ["attachment-based"] = [("time", 0.8), ("about-us", 0.6)],
        ["motivational"] = [("lead", -1), ("explain", -0.6)],
        ["compassion-focused"] = [("push", -0.8)],
    };

    /// <param name="seed">The whole population's.</param>
    /// <param name="id">The person's number.</param>
    /// <param name="approaches">Her ways of working.</param>
    /// <returns>By axis; null when she has not answered.</returns>
    public static IReadOnlyList<StyleSaid>? Of(long seed, long id, IReadOnlyList<string> approaches)
    {
        var chance = new Chance(seed + Seed, id);
        if (!chance.Whether(AnswersAll))
        {
            return null;
        }
        var said = new List<StyleSaid>(StyleAxes.Count);
        foreach (var axis in StyleAxes.Ids)
        {
            var (depends, skips) = (chance.Whether(Depends), chance.Whether(Skips));
            // Three draws make a bell of variance 1/4 on [-1.5, 1.5].
            var bent = 3 * (chance.Unit() + chance.Unit() + chance.Unit() - 1.5);
            var leaning = approaches.Take(3).SelectMany(approach => Leanings.GetValueOrDefault(approach) ?? []).Where(one => one.Axis == axis).Sum(one => one.By);
            if (!skips)
            {
                said.Add(new StyleSaid(axis, depends ? null : StyleAxes.Places.MinBy(place => Math.Abs(place - bent - leaning))));
            }
        }
        return said.Count > 0 ? said : null;
    }
}
