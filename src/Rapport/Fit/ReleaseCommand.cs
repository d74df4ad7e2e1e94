using System.CommandLine;
using System.Globalization;
using Rapport.Cli;
using Rapport.Core.Fit;
using Rapport.Search;

namespace Rapport.Fit;

/// <summary><c>rapport fit release</c>: puts in force what was learnt last.</summary>
internal static class ReleaseCommand
{
    public static Command Create() =>
        new Command("release", "Puts in force what was learnt last. The release before stays, to go back to.").Does(
            ["./rapport fit release"],
            async (parsed, stop) =>
            {
                using var store = await parsed.OpenStore(stop);
                using var releases = new FitReleases(store);
                var change = await releases.Release(stop);
                if (change.Release is not { } release)
                {
                    return Verb.Fail(change.Refused!);
                }
                await Console.Out.WriteLineAsync(Told(release));
                return ExitCode.Done;
            });

    /// <summary>Which release is in force from now on.</summary>
    public static string Told(FitRelease release) => string.Create(
        CultureInfo.InvariantCulture,
        $"Release {release.Version} is in force: {Counted.Of(release.Pairs, "pair")}, {Counted.Of(release.Therapists, "therapist's answers", "therapists' answers")}.{Parts(release.Fit)} A server that runs takes it up within a minute.");

    private static string Parts(LearntFit fit) => fit.Parts.Count == 0 ? "" : string.Create(
        CultureInfo.InvariantCulture,
        $" How people got on is told of {Counted.Of(fit.Parts.Count, "therapist")}.{Earlier(fit)}{(fit.IsOpen ? "" : " It decides no order yet, and stands on no card.")}");

    private static string Earlier(LearntFit fit) => fit.PartsFromEarlier == 0 ? "" : string.Create(
        CultureInfo.InvariantCulture,
        $" Of {fit.PartsFromEarlier:N0} of them it is told as in an earlier release (or not at all, where that was withdrawn), since fewer than {TherapistParts.FurtherClients} clients came or went meanwhile.");
}
