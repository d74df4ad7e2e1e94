using Rapport.Storage;

namespace Rapport.Profiles;

/// <summary>Takes profiles off the list until something is done, and puts them back.</summary>
internal static class Unlisting
{
    /// <summary>What the history calls it.</summary>
    public const string Field = "listing";

    /// <summary>Makes a reason hold or not. Who writes the transaction tells the change feed.</summary>
    /// <param name="db">The transaction.</param>
    /// <param name="profile">Read in it.</param>
    /// <param name="reason">One reason.</param>
    /// <param name="holds">Whether it holds from now on.</param>
    /// <param name="source">Who says so, for the history.</param>
    /// <param name="now">UTC.</param>
    /// <returns>Whether anything changed.</returns>
    public static bool Set(RapportDb db, Profile profile, Unlisted reason, bool holds, Source source, DateTime now)
    {
        var before = profile.Unlisted ?? Unlisted.None;
        var after = holds ? before | reason : before & ~reason;
        if (after == before)
        {
            return false;
        }
        profile.Unlisted = after == Unlisted.None ? null : after;
        profile.Revision++;
        profile.UpdatedAt = now;
        db.Add(new FactChange
        {
            ProfileId = profile.Id,
            Field = Field,
            Before = Print(before),
            After = Print(after),
            Source = source,
            At = now,
        });
        return true;
    }

    /// <summary>"on the list"; "off the list: license lapsed, paused".</summary>
    public static string Print(Unlisted? reasons) => reasons is null or Unlisted.None
        ? "on the list"
        : "off the list: " + string.Join(", ", Enum.GetValues<Unlisted>().Where(reason => reason != Unlisted.None && reasons.Value.HasFlag(reason)).Select(Word));

    /// <summary>What <see cref="Print"/> printed.</summary>
    public static Unlisted Read(string printed) =>
        Enum.GetValues<Unlisted>().Where(reason => reason != Unlisted.None && printed.Contains(Word(reason), StringComparison.Ordinal)).Aggregate(Unlisted.None, (all, reason) => all | reason);

    private static string Word(Unlisted reason) => reason switch
    {
        Unlisted.LicenceLapsed => "license lapsed",
        Unlisted.NotConfirmed => "not confirmed for long",
        Unlisted.NotYetListed => "not listed by its owner yet",
        Unlisted.Closed => "account closed, kept by law",
        _ => "paused",
    };
}
