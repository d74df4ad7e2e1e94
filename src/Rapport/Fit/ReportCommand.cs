using System.CommandLine;
using System.Globalization;
using Rapport.Cli;
using Rapport.Core.Fit;
using Rapport.Search;
using Rapport.Search.Exposure;
using Rapport.Statistics;

namespace Rapport.Fit;

/// <summary><c>rapport fit report</c>: what orders by fit stand on, how well it predicts, and who is shown.</summary>
internal static class ReportCommand
{
    private const int Days = 28;
    private const double TwoSided = 1.96;

    public static Command Create()
    {
        var json = Verb.JsonOption();
        return new Command("report", "What orders by fit stand on: the release in force, its data, how well it predicted, and who was shown.") { json }.Does(
            ["./rapport fit report", "./rapport fit report --json"],
            async (parsed, stop) =>
            {
                using var store = await parsed.OpenStore(stop);
                using var releases = new FitReleases(store);
                var (release, candidate) = (await releases.InForce(stop), await releases.Candidate(stop));
                var exposures = await GroupExposures.Of(store, Days, stop);
                if (parsed.GetValue(json))
                {
                    Verb.PrintJson(Json(release, candidate, exposures));
                    return ExitCode.Done;
                }
                if (release is null)
                {
                    Aligned.Say("No release is in force: nobody has asked for a list by fit yet. Nothing is learnt.");
                }
                else
                {
                    Print(release);
                }
                if (candidate is not null)
                {
                    Aligned.Say(string.Create(
                        CultureInfo.InvariantCulture, $"A candidate of {candidate.Learnt:yyyy-MM-dd} waits: {Counted.Of(candidate.Fit.Pairs, "pair")}. It changes no order before \"./rapport fit release\"."));
                }
                Print(exposures);
                return ExitCode.Done;
            });
    }

    private static void Print(FitRelease release)
    {
        var fit = release.Fit;
        Aligned.Say(string.Create(
            CultureInfo.InvariantCulture,
            $"Release {release.Version} of {release.Made:yyyy-MM-dd}: {Counted.Of(fit.Pairs, "pair")} with {Counted.Of(fit.CheckIns, "check-in")} of {Counted.Of(fit.Therapists, "therapist")}; {Counted.Of(release.Therapists, "therapist's", "therapists'")} answers."));
        if (fit.Pairs == 0)
        {
            Aligned.Say("Nothing is learnt yet: the weights are what studies let expect, .05 points each. Whether they hold here, nobody knows.");
            Console.Out.WriteLine();
            return;
        }
        Console.Out.WriteLine();
        Aligned.Print(
            ["axis", "weight", "95 % interval", ""],
            StyleAxes.Ids.Select((id, axis) => (string[])
            [
                id, Number(fit.Weights[axis]), $"{Number(fit.Weights[axis] - (TwoSided * fit.WeightError(axis)))} to {Number(fit.Weights[axis] + (TwoSided * fit.WeightError(axis)))}",
                fit.IsToldFromZero(axis) ? "" : "not told apart from 0",
            ]));
        Console.Out.WriteLine();
        foreach (var finding in FitFindings.Of(fit))
        {
            Aligned.Say(finding);
        }
        Aligned.Say(Predicted(fit.Forecast));
        Aligned.Say("Clients chose and were not sent by chance: none of this proves what caused it.");
        Console.Out.WriteLine();
    }

    private static string Predicted(FitForecast forecast) => string.Create(
        CultureInfo.InvariantCulture,
        $"Before they were known, {Counted.Of(forecast.Pairs, "pair")} were predicted: {100d * forecast.InBand / forecast.Pairs:0} % lie in the band drawn for 80 %. Of a difference in match {Slope(forecast.Match)} came true, of one between therapists' own parts {Slope(forecast.Own)}. ")
        + (forecast.ClaimedMatch is { } match && forecast.ClaimedOwn is { } own
            ? string.Create(CultureInfo.InvariantCulture, $"What lists say of ten people counts {match:0.00} of the first and {own:0.00} of the second: what is certain of it, from 0 to 1.")
            : $"Before {HeldOut.FewestPairs} are predicted, no list says how many of ten would get on better.");

    private static string Slope(FitSlope? slope) => slope is null ? "(none was expected yet)" : string.Create(CultureInfo.InvariantCulture, $"{slope.Slope:0.00} (± {slope.Error:0.00})");

    private static void Print(GroupExposures exposures)
    {
        Aligned.Say(string.Create(
            CultureInfo.InvariantCulture,
            $"First pages of lists, {exposures.From:yyyy-MM-dd} to {exposures.To:yyyy-MM-dd}, of the {exposures.People:N0} who keep their own page. By share: 1.00 is as often as the others; groups of fewer than {GroupExposure.FewestPeople} people or {ExposureFigures.FewestTold} showings are not told."));
        foreach (var (name, groups) in new[] { ("gender", exposures.Gender), ("community", exposures.Community), ("in practice", exposures.Practice) })
        {
            Console.Out.WriteLine();
            var told = groups.Where(one => !one.IsFew).ToList();
            if (told.Count > 0)
            {
                Aligned.Print(
                    [name, "people", "showings", "by share"],
                    told.Select(one => (string[])[one.Group, one.People!.Value.ToString("N0", CultureInfo.InvariantCulture), one.Showings!.Value.ToString("N0", CultureInfo.InvariantCulture), one.ByShare!.Value.ToString("0.00", CultureInfo.InvariantCulture)]));
            }
            if (groups.Where(one => one.IsFew).Select(one => one.Group).ToList() is { Count: > 0 } few)
            {
                Aligned.Say($"By {name}, too few to be told: {string.Join(", ", few)}.");
            }
        }
    }

    private static object Json(FitRelease? release, FitCandidate? candidate, GroupExposures exposures) => new
    {
        Release = release is null ? null : new
        {
            release.Version,
            release.Made,
            TherapistsWhoAnswered = release.Therapists,
            release.Pairs,
            release.Fit.CheckIns,
            TherapistsWithPairs = release.Fit.Therapists,
            OwnParts = release.Fit.Parts.Count,
            OwnPartsFromEarlierReleases = release.Fit.PartsFromEarlier,
            Axes = StyleAxes.Ids.Select((id, axis) => new { Axis = id, Weight = release.Fit.Weights[axis], Error = Math.Round(release.Fit.WeightError(axis), 4), IsToldFromZero = release.Fit.IsToldFromZero(axis) }),
            TherapistSd = Math.Round(Math.Sqrt(release.Fit.TherapistVariance), 4),
            OwnPartsDecide = release.Fit.IsOpen,
            release.Fit.Forecast,
        },
        Candidate = candidate is null ? null : new { candidate.Learnt, candidate.Fit.Pairs },
        Exposure = exposures,
    };

    private static string Number(double number) => number.ToString("0.000", CultureInfo.InvariantCulture);
}
