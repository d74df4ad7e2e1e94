namespace Rapport.Search.Exposure;

/// <summary>How often people of one kind were shown. Without figures where they, or their showings, are few.</summary>
/// <param name="Group">What they have in common.</param>
/// <param name="IsFew">Too few to tell; or what is told would tell another group's figures that are.</param>
/// <param name="People">How many they are.</param>
/// <param name="Showings">How often they stood on a first page, all together.</param>
/// <param name="ByShare">Their share of the showings over their share of the people: 1 where they are shown as often as others.</param>
internal sealed record GroupExposure(string Group, bool IsFew, int? People = null, long? Showings = null, double? ByShare = null)
{
    /// <summary>Fewer people than these are not told of in numbers.</summary>
    public const int FewestPeople = 11;

    /// <summary>The figures of groups of which each person is in one.</summary>
    /// <param name="members">By group, how often each of its people was shown.</param>
    public static IReadOnlyList<GroupExposure> Parts(IReadOnlyList<(string Group, IReadOnlyList<long> Shown)> members)
    {
        var hidden = members.Select(one => IsTooFew(one.Shown)).ToArray();
        // What is hidden is the total less what is told: so much must be hidden together that this tells nothing either.
        while (Array.Exists(hidden, one => one) && Array.Exists(hidden, one => !one)
            && (hidden.Count(one => one) < 2 || IsTooFew([.. members.Where((_, at) => hidden[at]).SelectMany(one => one.Shown)])))
        {
            hidden[Enumerable.Range(0, hidden.Length).Where(at => !hidden[at]).MinBy(at => members[at].Shown.Count)] = true;
        }
        return Told(members, hidden, [.. members.SelectMany(one => one.Shown)]);
    }

    /// <summary>The figures of groups that overlap: each is told where those who are not in it are not few either.</summary>
    /// <param name="members">By group, how often each of its people was shown.</param>
    /// <param name="others">By group, the same of those who are not in it.</param>
    /// <param name="all">The same of everybody.</param>
    public static IReadOnlyList<GroupExposure> Overlapping(
        IReadOnlyList<(string Group, IReadOnlyList<long> Shown)> members, IReadOnlyList<IReadOnlyList<long>> others, IReadOnlyList<long> all) =>
        Told(members, [.. members.Select((one, at) => IsTooFew(one.Shown) || (others[at].Count > 0 && IsTooFew(others[at])))], all);

    private static IReadOnlyList<GroupExposure> Told(IReadOnlyList<(string Group, IReadOnlyList<long> Shown)> members, bool[] hidden, IReadOnlyList<long> all)
    {
        var showings = all.Sum();
        return [.. members.Select((one, at) => hidden[at] || IsTooFew(all) ? new GroupExposure(one.Group, IsFew: true) : new GroupExposure(
            one.Group, IsFew: false, one.Shown.Count, one.Shown.Sum(), one.Shown.Sum() / (double)showings / (one.Shown.Count / (double)all.Count)))];
    }

    // Also where one of them has more than half of it: the figure would be hers.
    private static bool IsTooFew(IReadOnlyList<long> shown) =>
        shown.Count < FewestPeople || shown.Sum() < ExposureFigures.FewestTold || 2 * shown.Max() > shown.Sum();
}
