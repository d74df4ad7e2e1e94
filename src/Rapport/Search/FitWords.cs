using Rapport.Core.Fit;
using Rapport.Layout;
using Rapport.Profiles;

namespace Rapport.Search;

/// <summary>What there is to say of a pair, in whole sentences of what the therapist says; null where there is nothing.</summary>
/// <param name="For">What speaks for it, the most first.</param>
/// <param name="Against">What speaks against it.</param>
/// <param name="Depends">Wished for, and said to depend on the person.</param>
/// <param name="NotKnown">Wished for, and not said.</param>
internal sealed record FitLines(string? For, string? Against, string? Depends, string? NotKnown);

/// <summary>Puts the reasons of an order by fit into words. Each is a true part of the order: without it, it would be another.</summary>
internal static class FitWords
{
    private const int MostFor = 3;
    private const int MostAgainst = 2;

    private static readonly Words L = Words.For("Rapport.Search.FitWords");

    /// <param name="reasons">Of the pair, the largest gain first.</param>
    /// <param name="said">What the therapist says; null where she was not asked.</param>
    public static FitLines Of(IReadOnlyList<FitReason> reasons, IReadOnlyList<StyleSaid>? said)
    {
        if (said is null or { Count: 0 })
        {
            return new FitLines(null, null, null, L["How this person works: not said yet."]);
        }
        string Sentence(FitReason reason) => said.FirstOrDefault(one => one.Axis == StyleAxes.Ids[reason.Axis]) is { } own ? StyleWords.Said(own) : "";
        return new FitLines(
            Joined(reasons.Where(reason => reason.Points >= FitReason.Least).Take(MostFor).Select(Sentence)),
            Joined(reasons.Where(reason => reason.Points <= -FitReason.Least).Reverse().Take(MostAgainst).Select(Sentence)),
            // What depends on the person is known, and moves nobody up or down.
            Joined(reasons.Where(reason => said.Any(one => one.Axis == StyleAxes.Ids[reason.Axis] && one.Place is null)).Take(1).Select(reason => L["{0}.", StyleWords.Topic(StyleAxes.Ids[reason.Axis])])),
            Joined(reasons.Where(reason => said.All(one => one.Axis != StyleAxes.Ids[reason.Axis])).Take(1).Select(reason => L["{0}: not said.", StyleWords.Topic(StyleAxes.Ids[reason.Axis])])));
    }

    private static string? Joined(IEnumerable<string> sentences) => string.Join(' ', sentences) is { Length: > 0 } text ? text : null;
}
