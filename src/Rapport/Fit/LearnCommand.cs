using System.CommandLine;
using System.Globalization;
using Rapport.Cli;
using Rapport.Core.Fit;
using Rapport.Profiles;
using Rapport.Search;
using Rapport.Statistics;
using Rapport.Storage;

namespace Rapport.Fit;

/// <summary><c>rapport fit learn</c>: learns from check-ins; nothing is in force before it is released.</summary>
internal static class LearnCommand
{
    public static Command Create()
    {
        var file = new Argument<string>("FILE")
        {
            Description = "Table of text (CSV), one row for each session of a pair: therapist (id:12, 12, an NPI), client (any code; it is not kept), session (1, 2, …), day (2026-03-09), score (1 to 7; empty: not "
                + $"answered); maybe ended (yes on the last row of a pair that has ended), and what the client wished for ({string.Join(", ", StyleAxes.Ids)}), like 1.5 or \"1.5 lot\". - reads standard input.",
        };
        return new Command("learn", "Learns from check-ins of a file. No order changes before \"fit release\".") { file }.Does(
            ["./rapport fit learn check-ins.csv", "cat check-ins.csv | ./rapport fit learn -"],
            async (parsed, stop) =>
            {
                using var store = await parsed.OpenStore(stop);
                if (store.IsReadOnly)
                {
                    return Verb.Fail($"The store {store.Location.Name} is read-only: what is learnt could not be kept. {StoreTrouble.WriteAccess}");
                }
                using var logs = LoggerFactory.Create(logging => logging.SetMinimumLevel(LogLevel.Warning)
                    .AddConsole(console => console.LogToStandardErrorThreshold = LogLevel.Trace));
                using var snapshots = new Snapshots(store, new SearchKeys(Vocabularies.Load(store.Location.VocabularyFolder)), logs.CreateLogger<Snapshots>());
                using var releases = new FitReleases(store);
                await using var db = store.Read();
                var therapists = new KnownTherapists(db);
                var (read, candidate) = await RowBar.While(["Reading", "Learning"], async bars =>
                {
                    // On a thread of its own: whoever types Ctrl-C while a pipe says nothing need not wait for it.
                    var checkIns = await Task.Run(() => CheckInTable.Read(parsed.GetValue(file)!, therapists, DateOnly.FromDateTime(store.Now), bars[0], stop), stop).WaitAsync(stop);
                    var index = (await snapshots.Once(stop)).Index;
                    return (checkIns, checkIns.Pairs.Count == 0 ? null
                        : await Learning.From(store, checkIns, index.ConfirmedStyles(), therapists, done => bars[1](done, checkIns.Pairs.Count), stop));
                });
                if (candidate is null)
                {
                    return Verb.Fail($"There is no pair to learn from. {Read(read)}");
                }
                if (LearningDoubts.IsAllTheSame(read.Pairs))
                {
                    return Verb.Fail($"All {read.Pairs.Count:N0} pairs have the same score: nothing can be learnt from that, and nothing is kept. Look whether the column is the right one.");
                }
                var refused = await releases.Keep(candidate, stop);
                Print(read, candidate.Fit);
                if (refused is not null)
                {
                    return Verb.Fail(refused);
                }
                Aligned.Say("Kept as a candidate: no order has changed. \"./rapport fit release\" puts it in force.");
                return ExitCode.Done;
            });
    }

    private static void Print(CheckIns read, LearntFit fit)
    {
        Aligned.Say(Read(read));
        Aligned.Say(string.Create(
            CultureInfo.InvariantCulture,
            $"Learnt from {Counted.Of(fit.Pairs, "pair")} with {Counted.Of(fit.CheckIns, "check-in")} (an early end counts as one), {Counted.Of(fit.Therapists, "therapist")}, {read.Pairs[0].Day:yyyy-MM-dd} to {read.Pairs[^1].Day:yyyy-MM-dd}."));
        foreach (var doubt in LearningDoubts.Of(read.Pairs, fit))
        {
            Aligned.Say(doubt);
        }
        foreach (var finding in FitFindings.Of(fit))
        {
            Aligned.Say(finding);
        }
    }

    private static string Read(CheckIns read)
    {
        string?[] leftOut =
        [
            read.UnderWay > 0 ? $"{Counted.Of(read.UnderWay, "pair")} still under way (a pair counts once its third session or its end is in the table)" : null,
            read.Unanswered > 0 ? $"{Counted.Of(read.Unanswered, "pair")} without an answer" : null,
            read.RowsOfRemoved > 0 ? $"{Counted.Of(read.RowsOfRemoved, "row")} of therapists who were taken off the list" : null,
            read.NotRead.Count > 0 ? $"the columns {string.Join(", ", read.NotRead.Select(name => $"\"{name}\""))}" : null,
        ];
        return $"{Counted.Of(read.Rows, "row")} read, {Counted.Of(read.Pairs.Count, "pair")} counted."
            + (leftOut.OfType<string>().ToList() is { Count: > 0 } told ? $" Left out: {string.Join("; ", told)}." : "");
    }
}
