using CsCheck;
using Rapport.Search.Exposure;

namespace Rapport.Tests.Search.Exposure;

/// <summary>Figures of groups tell of no few people, also not by what is left when they are taken from the whole.</summary>
public sealed class GroupExposureTests
{
    [Fact]
    public void Groups_that_are_large_enough_are_told_by_their_share()
    {
        var told = GroupExposure.Parts([("woman", Many(20, 3)), ("man", Many(20, 1))]);
        Assert.Equal([new("woman", IsFew: false, 20, 60, 1.5), new("man", IsFew: false, 20, 20, 0.5)], told);
    }

    [Fact]
    public void One_group_that_is_hidden_hides_the_smallest_of_the_others() => Assert.Equal(
        ["woman: 40", "man: few", "nonbinary: few"],
        GroupExposure.Parts([("woman", Many(40, 3)), ("man", Many(20, 3)), ("nonbinary", Many(4, 3))]).Select(one => $"{one.Group}: {(one.IsFew ? "few" : one.People)}"));

    [Fact]
    public void A_group_of_which_one_person_has_the_most_is_hidden() =>
        Assert.All(GroupExposure.Parts([("woman", [100, .. Many(20, 1)]), ("man", Many(20, 3))]), one => Assert.True(one.IsFew));

    [Fact]
    public void A_group_that_nearly_all_are_in_tells_of_who_is_not() => Assert.Equal(
        [true, false, true],
        GroupExposure.Overlapping([("rural", Many(35, 2)), ("lgbtq", Many(20, 2)), ("veterans", Many(3, 2))], [Many(5, 2), Many(20, 2), Many(37, 2)], Many(40, 2)).Select(one => one.IsFew));

    [Fact]
    public void What_is_hidden_together_is_never_few() =>
        Gen.Int[0, 6].Array[0, 30].Array[1, 6].Sample(groups =>
        {
            var members = groups.Select((shown, at) => ($"{at}", (IReadOnlyList<long>)[.. shown.Select(times => (long)times)])).ToList();
            var told = GroupExposure.Parts(members);
            var hidden = Enumerable.Range(0, groups.Length).Where(at => told[at].IsFew).ToList();
            Assert.All(told, one => Assert.True(one.IsFew || one is { People: >= 11, Showings: >= 11 }));
            if (hidden.Count > 0 && hidden.Count < groups.Length)
            {
                Assert.True(hidden.Count >= 2);
                Assert.True(hidden.Sum(at => groups[at].Length) >= 11 && hidden.Sum(at => groups[at].Sum()) >= 11);
            }
        });

    private static long[] Many(int people, long times) => [.. Enumerable.Repeat(times, people)];
}
