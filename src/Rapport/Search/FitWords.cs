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
    private const int MostFor = 4;
    private const int MostAgainst = 2;

    private static readonly Words L = Words.For("Rapport.Search.FitWords");

    /// <param name="reasons">Of the pair.</param>
    /// <param name="wishes">The client's.</param>
    /// <param name="said">What the therapist says; null where she was not asked.</param>
    /// <param name="own">What the therapist's own part adds, in points: told as one reason, never as a number.</param>
    public static FitLines Of(IReadOnlyList<FitReason> reasons, Preferences wishes, IReadOnlyList<StyleSaid>? said, double own)
    {
        var gotOn = Math.Abs(own) < FitReason.Least ? null : L["How people got on with this person."];
        var (well, badly) = (own > 0 ? gotOn : null, own < 0 ? gotOn : null);
        if (said is null or { Count: 0 })
        {
            return new FitLines(well, badly, null, L["How this person works: not said yet."]);
        }
        // What matters more is told first. "Either is fine" speaks neither for nor against, as anybody reads it.
        var told = reasons.Where(reason => wishes.Axes[reason.Axis] is { Place: not 0 })
            .OrderByDescending(reason => wishes.Axes[reason.Axis]?.Importance).ThenByDescending(reason => Math.Abs(reason.Points))
            .Select(reason => (Reason: reason, Said: said.FirstOrDefault(one => one.Axis == StyleAxes.Ids[reason.Axis]), Wish: wishes.Axes[reason.Axis]?.Place ?? 0)).ToList();
        return new FitLines(
            Joined([.. told.Where(one => one.Said?.Place * one.Wish > 0 && one.Reason.Points >= FitReason.Least).Take(MostFor).Select(one => StyleWords.Said(one.Said!)), well]),
            // The middle is nearer than most to some wishes and farther to others, as the others here answer: no reader would see why.
            Joined([.. told.Where(one => one.Said?.Place * one.Wish < 0 && one.Reason.Points <= -FitReason.Least).Take(MostAgainst).Select(one => StyleWords.Said(one.Said!)), badly]),
            Joined(told.Where(one => one.Said is { Place: null }).Take(1).Select(one => L["{0}.", Topic(one.Reason)])),
            Joined(told.Where(one => one.Said is null).Take(1).Select(one => L["{0}: not said.", Topic(one.Reason)])));
    }

    /// <summary>How sure an estimate is, behind "How sure".</summary>
    public static string Sure(Sureness step) => step switch
    {
        Sureness.Fair => L["Fair."],
        Sureness.Some => L["Some."],
        _ => L["Only from what you both told us."],
    };

    /// <summary>How many would get on better with the first of a list than with its middle.</summary>
    /// <param name="ofTen">From 6 up.</param>
    public static string Better(int ofTen) => L["Of 10 people like you about {0} would get on better with this one than with the middle of the list.", ofTen];

    private static string Topic(FitReason reason) => StyleWords.Topic(StyleAxes.Ids[reason.Axis]);

    private static string? Joined(IEnumerable<string?> sentences) => string.Join(' ', sentences.OfType<string>()) is { Length: > 0 } text ? text : null;
}
