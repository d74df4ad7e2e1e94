using System.Text.Json.Serialization;
using Rapport.Core.Fit;
using Rapport.Layout;
using Rapport.Profiles;

namespace Rapport.Search;

/// <summary>One reason for a pair or against it.</summary>
/// <param name="Told">What the therapist says, or how people got on.</param>
/// <param name="Beside">That what counts is its place beside the mean of all here, where the sentence alone would mislead; null elsewhere.</param>
/// <param name="Wished">What the client asked for there, and how much it matters; null where that is said beside.</param>
internal sealed record FitSentence(string Told, string? Beside = null, string? Wished = null)
{
    /// <summary>As a card tells it: what was asked for is known to who asked.</summary>
    public string OnCard => Beside is null ? Told : $"{Told} {Beside}";

    /// <summary>The second line, where there is room for one.</summary>
    public string? Second => Beside ?? Wished;
}

/// <summary>What there is to say of a pair, in whole sentences; null where there is nothing.</summary>
/// <param name="Pros">What speaks for it, the most first.</param>
/// <param name="Cons">What speaks against it, the most first.</param>
/// <param name="Depends">Wished for, and said to depend on the person.</param>
/// <param name="NotKnown">What is not known of it. Where nothing speaks against a pair, something stands here.</param>
internal sealed record FitLines(
    [property: JsonIgnore] IReadOnlyList<FitSentence> Pros, [property: JsonIgnore] IReadOnlyList<FitSentence> Cons, string? Depends, string? NotKnown)
{
    /// <summary>What speaks for it.</summary>
    public string? For => Joined(Pros.Select(one => one.OnCard));

    /// <summary>What speaks against it.</summary>
    public string? Against => Joined(Cons.Select(one => one.OnCard));

    /// <summary>Where the pair is expected to stand beside the middle of the list; null in a list too short to have one, and of a therapist of whom nothing is known.</summary>
    public string? Expected { get; init; }

    /// <summary>The same as a number with what is not known of it, to be drawn and never to be told without.</summary>
    [JsonIgnore]
    public FitGuess? Guess { get; init; }

    /// <summary>How sure that is.</summary>
    public string? HowSure { get; init; }

    /// <summary>What stands for a pair here is what two therapists have in common.</summary>
    [JsonIgnore]
    public bool IsAlike { get; init; }

    /// <summary>Of the first of a list: how many of ten would get on better than with its middle; null where nothing may be said of that.</summary>
    public string? Odds { get; init; }

    /// <summary>What stands behind "How sure" on a card; null where the line over the list says it of all.</summary>
    [JsonIgnore]
    public string? Sure => Joined(new[] { HowSure, Odds }.OfType<string>());

    private static string? Joined(IEnumerable<string> sentences) => string.Join(' ', sentences) is { Length: > 0 } text ? text : null;
}

/// <summary>Puts the reasons of an order by fit into words. Each is a true part of the order: without it, it would be another.</summary>
internal static class FitWords
{
    private const int MostFor = 4;
    private const int MostAgainst = 2;

    private static readonly Words L = Words.For("Rapport.Search.FitWords");

    /// <param name="reasons">Of the pair, the largest gain first.</param>
    /// <param name="wishes">The client's.</param>
    /// <param name="said">What the therapist says; null where she was not asked.</param>
    /// <param name="own">What the therapist's own part adds, in points: told as one reason, never as a number. Null while it is not known.</param>
    public static FitLines Of(IReadOnlyList<FitReason> reasons, Preferences wishes, IReadOnlyList<StyleSaid>? said, double? own)
    {
        var gotOn = L["How people got on with this person."];
        FitSentence[] well = own >= FitReason.Least ? [new(gotOn)] : [], badly = own <= -FitReason.Least ? [new(gotOn)] : [];
        if (said is null or { Count: 0 })
        {
            return new FitLines(well, badly, null, L["How this person works: not said yet."]);
        }
        // "Either is fine" speaks neither for nor against, as anybody reads it.
        var asked = reasons.Where(reason => wishes.Axes[reason.Axis] is { Place: not 0 })
            .Select(reason => (Reason: reason, Said: Find(said, reason.Axis), Wish: wishes.Axes[reason.Axis]!.Value)).ToList();
        var told = asked.Where(one => one.Reason.CountsAsWished && one.Said?.Place is not null).ToList();
        FitSentence[] cons = [.. told.Where(one => one.Reason.Points <= -FitReason.Least).Reverse().Take(MostAgainst).Select(one => Against(one.Said!, one.Wish)), .. badly];
        // No points tell these apart: what matters more is told first.
        var open = asked.OrderByDescending(one => one.Wish.Importance).ThenBy(one => one.Reason.Axis).ToList();
        return new FitLines(
            [.. told.Where(one => one.Reason.Points >= FitReason.Least).Take(MostFor).Select(one => For(one.Said!, one.Wish)), .. well],
            cons,
            open.Where(one => one.Said is { Place: null }).Select(one => L["{0}.", Topic(one.Reason.Axis)]).FirstOrDefault(),
            open.Where(one => one.Said is null).Select(one => L["{0}: not said.", Topic(one.Reason.Axis)]).FirstOrDefault()
                ?? open.Where(one => !one.Reason.IsUsed).Select(one => L["{0}: so far we do not see that it matters here.", Topic(one.Reason.Axis)]).FirstOrDefault()
                ?? (cons.Length > 0 ? null : NotAsked(wishes, said) ?? (own is null ? gotOn : L["How you two will get on: nobody knows before you meet."])));
    }

    /// <summary>What somebody has in common with the one whose like is looked for; nothing is said of the reader.</summary>
    /// <param name="reasons">Of the two, the largest gain first.</param>
    /// <param name="ways">Of the one.</param>
    /// <param name="said">What the other says.</param>
    public static FitLines? InCommon(IReadOnlyList<FitReason> reasons, Preferences ways, IReadOnlyList<StyleSaid>? said) =>
        reasons.Where(reason => reason.Points >= FitReason.Least)
            .Select(reason => (Said: Find(said ?? [], reason.Axis), ways.Axes[reason.Axis]?.Place))
            .Where(one => one.Said?.Place * one.Place > 0).Take(MostFor).Select(one => new FitSentence(StyleWords.Said(one.Said!))).ToList() is { Count: > 0 } shared
            ? new FitLines(shared, [], null, null) { IsAlike = true } : null;

    /// <summary>How sure an estimate is, behind "How sure".</summary>
    public static string Sure(Sureness step) => step switch
    {
        Sureness.Fair => L["Fair."],
        Sureness.Some => L["Some."],
        _ => L["Only from what you both told us."],
    };

    /// <summary>Where a pair is expected to stand, behind "Expected fit".</summary>
    public static string Expected(ExpectedFit step) => step switch
    {
        ExpectedFit.Above => L["Likely a bit above the others on this list."],
        ExpectedFit.Below => L["Likely a bit below the others on this list."],
        _ => L["Likely about the same as the others on this list."],
    };

    /// <summary>How many would get on better with the first of a list than with its middle.</summary>
    /// <param name="ofTen">0 to 10.</param>
    public static string Better(int ofTen) => ofTen >= Core.Fit.Odds.LeastSaid
        ? L["Of 10 people like you about {0} would get on better with this one than with the middle of the list.", ofTen]
        : L["Of 10 people like you about as many as not would get on better with this one than with the middle of the list. So small a difference may be none."];

    // What counts is the place beside the mean of all here: where that is not what the sentence itself says, it is said.
    private static FitSentence For(StyleSaid said, Preference wish) => said.Place * wish.Place > 0
        ? new FitSentence(StyleWords.Said(said), null, L["You asked for that. {0}", Matters(wish)])
        : new FitSentence(StyleWords.Said(said), L["That is nearer to your wish than the average here."]);

    private static FitSentence Against(StyleSaid said, Preference wish) => said.Place * wish.Place < 0
        ? new FitSentence(StyleWords.Said(said), null, L["You asked for the other way. {0}", Matters(wish)])
        : new FitSentence(StyleWords.Said(said), L["On average, people here are nearer to your wish."]);

    private static string Matters(Preference wish) => wish.Importance switch
    {
        > Preference.Some => L["It matters a lot to you."],
        < Preference.Some => L["It matters a little to you."],
        _ => L["It matters somewhat to you."],
    };

    // What the therapist says most clearly of all that the client has skipped.
    private static string? NotAsked(Preferences wishes, IReadOnlyList<StyleSaid> said) =>
        said.Where(one => one.Place is not null && StyleAxes.IndexOf(one.Axis) is >= 0 and var axis && wishes.Axes[axis] is null)
            .OrderByDescending(one => Math.Abs(one.Place!.Value)).ThenBy(one => StyleAxes.IndexOf(one.Axis)).FirstOrDefault() is { } open
            ? L["{0} You did not say if you want that.", StyleWords.Said(open)] : null;

    private static StyleSaid? Find(IReadOnlyList<StyleSaid> said, int axis) => said.FirstOrDefault(one => one.Axis == StyleAxes.Ids[axis]);

    private static string Topic(int axis) => StyleWords.Topic(StyleAxes.Ids[axis]);
}
