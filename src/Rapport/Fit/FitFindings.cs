using System.Globalization;
using Rapport.Cli;
using Rapport.Core.Fit;

namespace Rapport.Fit;

/// <summary>What may be said of what was learnt, in whole sentences; where nothing can be told from chance, that.</summary>
internal static class FitFindings
{
    public static IEnumerable<string> Of(LearntFit fit)
    {
        string[] told = [.. StyleAxes.Ids.Where((_, axis) => fit.IsToldFromZero(axis))];
        yield return told.Length == 0
            ? "None of the eight axes can be told apart from 0: what both say they like decides as studies let expect, and is no finding of this place."
            : $"Told apart from 0 (95 % interval): {string.Join(", ", told)}. The other axes cannot be told apart from 0.";
        yield return Parts(fit);
    }

    private static string Parts(LearntFit fit)
    {
        var forecast = fit.Forecast;
        var many = fit.TherapistsWithSeveral;
        if (fit.IsOpen)
        {
            return $"How people got on with a therapist predicts how the next ones do, beyond chance ({Counted.Of(forecast.Pairs, "pair")} predicted before they were known). It may decide an order, within its limit.";
        }
        var missing = new List<string>();
        if (many < TherapistParts.FewestTherapists)
        {
            missing.Add($"{Counted.Of(many, "therapist has", "therapists have")} {TherapistParts.ClientsEach} counted clients or more, and {TherapistParts.FewestTherapists} must");
        }
        if (forecast.Pairs < HeldOut.FewestPairs)
        {
            missing.Add($"{Counted.Of(forecast.Pairs, "pair was", "pairs were")} predicted before they were known, and {HeldOut.FewestPairs} must be");
        }
        else if (forecast.MeanGain == 0)
        {
            missing.Add($"no pair became known after its therapist had {TherapistParts.FurtherClients} counted clients, so that none could be predicted by how people got on before");
        }
        else if (!forecast.TherapistsHelp)
        {
            missing.Add(string.Create(CultureInfo.InvariantCulture, $"it predicts the next pairs no better than chance (gain {forecast.MeanGain:0.0000}, standard error {forecast.GainError:0.0000})"));
        }
        return $"How people got on with a therapist decides no order: {string.Join("; ", missing)}.";
    }
}
