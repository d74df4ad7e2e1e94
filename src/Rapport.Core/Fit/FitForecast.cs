namespace Rapport.Core.Fit;

/// <summary>How well pairs were predicted before they were learnt from, as a release keeps it.</summary>
/// <param name="Pairs">How many.</param>
/// <param name="InBand">How many of their scores lie in the 80 % band that was drawn before.</param>
/// <param name="MeanGain">What the therapists' own parts take from the error (<see cref="HeldOut.MeanGain"/>).</param>
/// <param name="GainError">Its standard error; null of fewer than two pairs.</param>
/// <param name="TherapistsHelp">Whether that is more than chance.</param>
/// <param name="Match">How much of the match holds; null where no match was ever expected.</param>
/// <param name="Own">How much of the therapists' own parts holds; null where none was ever in use.</param>
/// <param name="ClaimedMatch">What of a difference in match may be claimed, 0 to 1; null before there are enough pairs.</param>
/// <param name="ClaimedOwn">What of a difference in own parts may be claimed, 0 to 1; null before there are enough pairs.</param>
public sealed record FitForecast(
    int Pairs, int InBand, double MeanGain, double? GainError, bool TherapistsHelp, FitSlope? Match, FitSlope? Own, double? ClaimedMatch, double? ClaimedOwn)
{
    private const int Digits = 2;

    // Eight of ten lie in the band; of 200 pairs and more seven or nine are beyond chance.
    private const double LeastInBand = 0.7;
    private const double MostInBand = 0.9;

    /// <summary>Nothing was predicted yet.</summary>
    public static FitForecast None { get; } = new(0, 0, 0, null, TherapistsHelp: false, null, null, null, null);

    /// <summary>Whether scores are spread as the model takes them to be, as far as can be told: what it says of errors stands on that.</summary>
    public bool HasUsualSpread => Pairs < HeldOut.FewestPairs || (double)InBand / Pairs is >= LeastInBand and <= MostInBand;

    /// <summary>What a learning run came to.</summary>
    /// <param name="learning">The run.</param>
    public static FitForecast Of(FitLearning learning)
    {
        ArgumentNullException.ThrowIfNull(learning);
        var heldOut = learning.HeldOut;
        return new FitForecast(
            heldOut.Pairs, learning.InBand, heldOut.MeanGain, double.IsFinite(heldOut.GainError) ? heldOut.GainError : null, heldOut.TherapistsHelp,
            FitSlope.Of(heldOut.Match), FitSlope.Of(heldOut.Therapist), heldOut.MatchSlope, heldOut.TherapistSlope);
    }

    /// <summary>The same in steps that one client's answers seldom move: hundredths, and of the gain ten thousandths.</summary>
    internal FitForecast Rounded() => this with
    {
        InBand = (int)Math.Round(Math.Round(InBand / (double)Math.Max(1, Pairs), Digits) * Pairs),
        MeanGain = Math.Round(MeanGain, 2 * Digits),
        GainError = Rounded(GainError, 2 * Digits),
        Match = Match?.Rounded(Digits),
        Own = Own?.Rounded(Digits),
        ClaimedMatch = Rounded(ClaimedMatch, Digits),
        ClaimedOwn = Rounded(ClaimedOwn, Digits),
    };

    private static double? Rounded(double? number, int digits) => number is { } known ? Math.Round(known, digits) : null;
}

/// <summary>The slope of what came on what was expected: 1 where all of it holds.</summary>
/// <param name="Slope">As it was found.</param>
/// <param name="Error">Its standard error.</param>
public sealed record FitSlope(double Slope, double Error)
{
    internal FitSlope Rounded(int digits) => new(Math.Round(Slope, digits), Math.Round(Error, digits));

    internal static FitSlope? Of((double Slope, double Error) found) => double.IsFinite(found.Slope) && double.IsFinite(found.Error) ? new FitSlope(found.Slope, found.Error) : null;
}
