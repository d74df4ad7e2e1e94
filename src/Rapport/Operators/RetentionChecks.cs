using System.Globalization;
using Rapport.Privacy;

namespace Rapport.Operators;

/// <summary>Whether what has been kept for its time is erased.</summary>
internal static class RetentionChecks
{
    /// <summary>A day for the job, and one for a program that stood still.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromDays(2);

    public static IReadOnlyList<Check> All { get; } = [new("kept no longer than said", NeedsStore: true, Look)];

    private static async Task<Finding> Look(Visit visit, CancellationToken stop)
    {
        await using var db = visit.Store.Read();
        var now = $"\"{visit.Location.Command("retention --yes")}\" erases what is due; \"serve\" does so each day.";
        var late = (await Retention.Due(db, visit.Now - Patience, stop)).Where(one => one.Rows > 0).ToList();
        var last = await Retention.Last(db, stop);
        if (late.Count > 0)
        {
            return Finding.Failed(
                $"Older than it may be: {string.Join(", ", late.Select(one => string.Create(CultureInfo.InvariantCulture, $"{one.Rule.What} {one.Rows:N0}")))}.",
                late.All(one => one.Rule.DoneBy is null) ? now : $"{now} Sign-ins, links and counts are erased while it serves.");
        }
        return last switch
        {
            null => Finding.Note("Nothing is older than it may be. The daily job has not run yet.", now),
            { Failed.Count: > 0 } => Finding.Failed(string.Create(CultureInfo.InvariantCulture, $"The daily job ran last at {last.At:u} and could not erase: {string.Join(", ", last.Failed)}."), now),
            _ when visit.Now - last.At > Patience => Finding.Note(string.Create(CultureInfo.InvariantCulture, $"Nothing is older than it may be. The daily job ran last at {last.At:u}."), now),
            _ => Finding.Good(string.Create(CultureInfo.InvariantCulture, $"Nothing is older than it may be. The daily job ran last at {last.At:u}.")),
        };
    }
}
