using System.Text.Json.Serialization;
using Rapport.Core.Fit;
using Rapport.Profiles;

namespace Rapport.Search;

/// <summary>
/// The parameters that orders by fit stand on, which change only from one release to the next: so nobody's place moves with one answer.
/// </summary>
/// <param name="Version">From 1.</param>
/// <param name="Made">When, UTC.</param>
/// <param name="Therapists">How many had told how they work.</param>
/// <param name="Fit">What was learnt, or what stands before anything is.</param>
/// <param name="Withdrawn">When its numbers were erased because they stood on a wrong table, UTC; null where they were not.</param>
internal sealed record FitRelease(int Version, DateTime Made, int Therapists, LearntFit Fit, DateTime? Withdrawn = null)
{
    private Dictionary<long, double>? _own;

    /// <summary>The first: what is known of studies, and how the therapists here say that they work.</summary>
    /// <param name="styles">Of all who keep their own page, as <see cref="StyleCode"/> packs them; those who have answered nothing among them.</param>
    /// <param name="now">UTC.</param>
    public static FitRelease First(IEnumerable<ulong> styles, DateTime now)
    {
        Style[] told = [.. styles.Where(style => style != 0).Select(StyleCode.Read)];
        return new FitRelease(1, now, told.Length, LearntFit.Start(new FitScale().MeasuredOn(told)));
    }

    /// <summary>How many pairs' check-ins were learnt from.</summary>
    [JsonIgnore]
    public int Pairs => Fit.Pairs;

    public FitScorer For(Preferences preferences, bool withOwn = true) => new(Fit.Scale, Fit.WeightsInOrder, preferences, withOwn && Fit.IsOpen ? Own() : null);

    /// <summary>What speaks for a pair and against it.</summary>
    public IReadOnlyList<FitReason> Reasons(Preferences preferences, Style style) => FitReason.Of(Fit.Scale, Fit.WeightsInOrder, preferences, style);

    /// <summary>The same in words, with how people got on where that decides too, how sure it is, and where the pair should stand.</summary>
    /// <param name="preferences">The client's.</param>
    /// <param name="said">What the therapist says of how they work; null where they were not asked.</param>
    /// <param name="id">The therapist's.</param>
    /// <param name="middle">Who stands in the middle of the list; null where it has none.</param>
    public FitLines LinesFor(Preferences preferences, IReadOnlyList<StyleSaid>? said, long id, (long Id, ulong Style)? middle)
    {
        var style = StyleCode.Read(StyleCode.Of(ProfileStyle.Of(said)));
        double? own = preferences.IsEmpty || !Fit.KnowsOwnOf(id) ? null : Fit.OwnOf(id);
        FitGuess? guess = middle is { } other && (said is { Count: > 0 } || own is not null)
            ? Fit.GuessOf(preferences, style, id, StyleCode.Read(other.Style), other.Id) : null;
        return FitWords.Of(Reasons(preferences, style), preferences, said, own) with
        {
            Guess = guess,
            Expected = guess is { } told ? FitWords.Expected(Odds.StepOf(told, Fit.Limit)) : null,
            HowSure = FitWords.Sure(Fit.SureOf(preferences, style, id).Step),
        };
    }

    /// <summary>
    /// How many of ten people like this client would get on better with somebody than with the middle of the list; null where nothing may be
    /// said of that.
    /// </summary>
    /// <param name="preferences">The client's.</param>
    /// <param name="said">What the one says of how they work.</param>
    /// <param name="id">The one's.</param>
    /// <param name="middle">Who stands in the middle.</param>
    public int? OfTen(Preferences preferences, IReadOnlyList<StyleSaid>? said, long id, (long Id, ulong Style) middle) =>
        Fit.OddsOf(preferences, StyleCode.Read(StyleCode.Of(ProfileStyle.Of(said))), id, StyleCode.Read(middle.Style), middle.Id) is { } odds
            ? (int)Math.Round(10 * odds, MidpointRounding.AwayFromZero) : null;

    // Made once: each list asks for it.
    private Dictionary<long, double> Own() => _own ??= Fit.Parts.ToDictionary(part => part.Id, part => Fit.OwnOf(part.Id));
}
