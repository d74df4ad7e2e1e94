using System.Globalization;

namespace Rapport.Core.Fit.Cities;

/// <summary>What came of one world, one seed and one policy.</summary>
/// <param name="Worth">By window of <see cref="Windows"/>, the mean of what pairs are truly worth, in points (SD of a check-in).</param>
/// <param name="Placed">How many clients found somebody.</param>
/// <param name="DropOut">Of them the share that left.</param>
/// <param name="GiniLoad">How unevenly clients came to therapists, 0 to 1.</param>
/// <param name="GiniShown">How unevenly therapists stood among the first three, 0 to 1.</param>
/// <param name="Newcomers">The share of matches that late joiners got in their first 2,000 arrivals.</param>
/// <param name="FakeMatches">How many matches the therapists with invented clients got.</param>
/// <param name="Unseen">Of the times that a therapist was open and eligible in a stretch of 2,000 arrivals for 50 clients, the share without once being shown.</param>
/// <param name="Learnt">What the learner knew at the end; null where nothing is learnt.</param>
public sealed record CityResult(
    IReadOnlyList<double> Worth, int Placed, double DropOut, double GiniLoad, double GiniShown, double Newcomers, int FakeMatches, double Unseen, CityLearnt? Learnt)
{
    /// <summary>The windows that gains are told of: from which arrival to which, as parts of all.</summary>
    public static IReadOnlyList<(double From, double To)> Windows { get; } = [(0, 0.01), (0, 0.05), (0, 0.25), (0, 1), (0.8, 1)];

    /// <summary>What a window is called where so many clients come: "first 200", "all", "last 4,000".</summary>
    /// <param name="window">From 0.</param>
    /// <param name="clients">How many come.</param>
    public static string NameOf(int window, int clients)
    {
        var (from, to) = Windows[window];
        return (from, to) == (0, 1) ? "all"
            : string.Create(CultureInfo.InvariantCulture, $"{(from > 0 ? "last" : "first")} {(to - from) * clients:N0}");
    }
}

/// <summary>What a learner knew at the end of a run; means over lists of the last fifth.</summary>
/// <param name="OpenedAt">The first arrival at which the therapists' parts were used; null if never.</param>
/// <param name="Correlation">Of the therapists' parts as believed with the true ones.</param>
/// <param name="MatchSlope">λ of the match, as found.</param>
/// <param name="TherapistSlope">λ of the therapists' parts, as found.</param>
/// <param name="Coverage">How often the 80 % band of match and part, centred in the list, holds the truth.</param>
/// <param name="HowSure">Of the first of the list, 0 to 1.</param>
/// <param name="Odds">Said of the first against the middle, 0 to 1; NaN if never.</param>
/// <param name="SaysSix">The share of lists that say six of ten or more.</param>
/// <param name="IsBetter">The share of lists of which the first is truly better than the middle.</param>
public sealed record CityLearnt(
    int? OpenedAt, double Correlation, double MatchSlope, double TherapistSlope, double Coverage, double HowSure, double Odds, double SaysSix, double IsBetter);
