using System.CommandLine;
using Rapport.Cli;
using Rapport.Search;
using Rapport.Statistics;

namespace Rapport.Fit;

/// <summary><c>rapport fit withdraw</c>: erases what a wrong table taught, so that a right one can take its place.</summary>
internal static class WithdrawCommand
{
    public static Command Create()
    {
        var version = new Argument<int>("VERSION") { Description = "Which release.", CustomParser = Typed.Number(1, int.MaxValue, 2) };
        return new Command("withdraw", "Erases the numbers of a release that stands on a wrong table, for good. The release before is in force then; a right table can be learnt from once it has eleven pairs more.") { version }.Does(
            ["./rapport fit withdraw 3"],
            async (parsed, stop) =>
            {
                using var store = await parsed.OpenStore(stop);
                using var releases = new FitReleases(store);
                var wanted = parsed.GetValue(version);
                var change = await releases.Withdraw(wanted, stop);
                if (change.Release is not { } release)
                {
                    return Verb.Fail(change.Refused!);
                }
                Aligned.Say($"Release {wanted} is withdrawn and its numbers are erased, with what was learnt and not released. Therapists of whom it told count as if nothing were known of how people got on, until eleven clients more or fewer are counted.");
                Aligned.Say(ReleaseCommand.Told(release));
                if (store.IsCutOwed)
                {
                    Verb.Warn("Another program reads the store, so the erased numbers still stand in its log (the file that ends in -wal). They leave it with the next change that Rapport makes, or when all programs have closed the store.");
                }
                return ExitCode.Done;
            });
    }
}
