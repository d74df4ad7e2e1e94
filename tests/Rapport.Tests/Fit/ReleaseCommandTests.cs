using Microsoft.EntityFrameworkCore;
using Rapport.Core.Fit;
using Rapport.Core.Search;
using Rapport.Operators;
using Rapport.Profiles;
using Rapport.Search;
using Rapport.Storage;
using Rapport.Tests.Core.Fit;
using Rapport.Tests.Support;
using Health = Rapport.Operators.Health;

namespace Rapport.Tests.Fit;

/// <summary><c>rapport fit release</c> and <c>rapport fit rollback</c> as they are typed.</summary>
public sealed class ReleaseCommandTests
{
    private const int Therapists = 40;

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory, InlineData(Database.Sqlite), InlineData(Database.Postgres)]
    public async Task A_release_is_in_force_until_another_and_can_be_taken_back(Database database)
    {
        await using var place = await InventedCheckIns.Create(4, database);
        Assert.Contains("by release 1 of", await place.Ranked(), StringComparison.Ordinal);
        var nothing = await place.Run("release");
        Assert.Equal((1, ""), (nothing.Code, nothing.Out));
        Assert.Contains("There is nothing to release", nothing.Error, StringComparison.Ordinal);

        Assert.Equal(0, (await place.Learn(InventedCheckIns.Rows(40, 4, _ => 0, match: 0.5))).Code);
        var released = await place.Run("release");
        Assert.Equal((0, ""), (released.Code, released.Error));
        Assert.Contains("Release 2 is in force: 40 pairs, 4 therapists' answers.", released.Out, StringComparison.Ordinal);
        Assert.Contains("by release 2 of", await place.Ranked(), StringComparison.Ordinal);
        Assert.Equal(1, (await place.Run("release")).Code);

        Assert.Contains("Release 1 is in force: 0 pairs", (await place.Run("rollback")).Out, StringComparison.Ordinal);
        Assert.Contains("by release 1 of", await place.Ranked(), StringComparison.Ordinal);
        Assert.Contains("Release 1 is the first", (await place.Run("rollback")).Error, StringComparison.Ordinal);
        Assert.Contains("There is no release 7. There are: 1, 2.", (await place.Run("rollback", "--to", "7")).Error, StringComparison.Ordinal);
        Assert.Contains("Release 2 is in force", (await place.Run("rollback", "--to", "2")).Out, StringComparison.Ordinal);
        Assert.Contains("Release 2 is in force already", (await place.Run("rollback", "--to", "2")).Error, StringComparison.Ordinal);
        Assert.Equal(2, (await place.Run("rollback", "--to", "last")).Code);
    }

    [Fact]
    public async Task Before_anybody_has_asked_for_a_list_there_is_something_to_go_back_to()
    {
        await using var place = await InventedCheckIns.Create(4);
        Assert.Contains("There is no release to go back from", (await place.Run("rollback")).Error, StringComparison.Ordinal);
        Assert.Equal(0, (await place.Learn(InventedCheckIns.Rows(40, 4, _ => 0))).Code);
        Assert.Contains("Release 2 is in force", (await place.Run("release")).Out, StringComparison.Ordinal);
        Assert.Contains("Release 1 is in force: 0 pairs", (await place.Run("rollback")).Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Fewer_than_eleven_pairs_more_than_any_release_before_are_refused()
    {
        await using var place = await InventedCheckIns.Create(4);
        var rows = InventedCheckIns.Rows(60, 4, _ => 0);
        Assert.Equal(0, (await place.Learn(rows.Take(3 * 40))).Code);
        Assert.Equal(0, (await place.Run("release")).Code);
        var refused = await place.Learn(rows.Take(3 * 50));
        Assert.Equal(1, refused.Code);
        Assert.Contains("What was learnt stands on 50 pairs, release 2 on 40, and is not kept.", refused.Error, StringComparison.Ordinal);
        Assert.Contains("There is nothing to release", (await place.Run("release")).Error, StringComparison.Ordinal);

        // Going back and learning again is no way around.
        Assert.Equal(0, (await place.Run("rollback")).Code);
        Assert.Equal(1, (await place.Learn(rows.Take(3 * 50))).Code);
        Assert.Equal(0, (await place.Learn(rows.Take(3 * 51))).Code);
        Assert.Contains("Release 3 is in force: 51 pairs", (await place.Run("release")).Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_a_later_release_told_again_of_a_wrong_one_is_erased_with_it()
    {
        await using var place = await InventedCheckIns.Create(4);
        Assert.Equal(0, (await place.Learn(InventedCheckIns.Rows(80, 4, id => id == 1 ? -1 : 0.5))).Code);
        Assert.Equal(0, (await place.Run("release")).Code);
        Assert.Equal(0, (await place.Learn(InventedCheckIns.Rows(95, 4, id => id == 1 ? 1 : -0.5))).Code);
        Assert.Equal(0, (await place.Run("release")).Code);
        Assert.True((await Used(place))[0] < 0);

        var withdrawn = await place.Run("withdraw", "2");
        Assert.Contains("Release 3 is in force", withdrawn.Out, StringComparison.Ordinal);
        Assert.All(await Used(place), used => Assert.Equal(0, used));

        // What was told of more clients after it is the right table's own, and stays where it is withdrawn.
        Assert.Equal(0, (await place.Learn(InventedCheckIns.Rows(140, 4, id => id == 1 ? 1 : -0.5))).Code);
        Assert.Equal(0, (await place.Run("release")).Code);
        Assert.Contains("Release 4 is in force", (await place.Run("withdraw", "3")).Out, StringComparison.Ordinal);
        Assert.True((await Used(place))[0] > 0);
    }

    [Theory, InlineData(Database.Sqlite), InlineData(Database.Postgres)]
    public async Task A_wrong_table_s_release_is_erased_and_the_right_one_takes_its_place(Database database)
    {
        await using var place = await InventedCheckIns.Create(4, database);
        var (wrong, right) = (InventedCheckIns.Rows(80, 4, id => id == 1 ? -1 : 0.5), InventedCheckIns.Rows(82, 4, id => id == 1 ? 1 : -0.5));
        Assert.Equal(0, (await place.Learn(wrong)).Code);
        Assert.Contains("How people got on is told of 4 therapists. It decides no order yet", (await place.Run("release")).Out, StringComparison.Ordinal);
        Assert.Contains("take it out of force meanwhile: ./rapport fit withdraw 2", (await place.Learn(right)).Error, StringComparison.Ordinal);

        var withdrawn = await place.Run("withdraw", "2");
        Assert.Equal((0, ""), (withdrawn.Code, withdrawn.Error));
        Assert.Contains("Release 2 is withdrawn and its numbers are erased", withdrawn.Out, StringComparison.Ordinal);
        Assert.Contains("Release 1 is in force: 0 pairs", withdrawn.Out, StringComparison.Ordinal);
        Assert.Contains("There is no release 2. There are: 1.", (await place.Run("rollback", "--to", "2")).Error, StringComparison.Ordinal);
        Assert.Contains("There is no release 2. There are: 1.", (await place.Run("withdraw", "2")).Error, StringComparison.Ordinal);
        Assert.Contains("Release 1 stands on no check-in", (await place.Run("withdraw", "1")).Error, StringComparison.Ordinal);
        using (var releases = new FitReleases(place.Test.Store))
        {
            await using var db = place.Test.Store.Read();
            Assert.DoesNotContain("\"CheckIns\":240", (await db.Set<Setting>().SingleAsync(setting => setting.Key == "fit-release-2", Stop)).Value, StringComparison.Ordinal);
            Assert.Equal([11, 11, 11, 11], await db.Set<ToldPart>().Where(part => part.Release == 2 && part.Used == 0).Select(part => part.Clients).ToListAsync(Stop));
        }

        // Beside what the wrong one showed, a right one of as many pairs would tell of those who make the difference.
        Assert.Contains("What was learnt stands on 82 pairs, release 2 on 80, and is not kept.", (await place.Learn(right)).Error, StringComparison.Ordinal);
        Assert.Equal(0, (await place.Learn(InventedCheckIns.Rows(95, 4, id => id == 1 ? 1 : -0.5))).Code);
        Assert.Contains("Release 3 is in force: 95 pairs, 4 therapists' answers. How people got on is told of 4 therapists. Of 4 of them it is told as in an earlier release", (await place.Run("release")).Out, StringComparison.Ordinal);
        Assert.All(await Used(place), used => Assert.Equal(0, used));
        Assert.Equal(0, (await place.Learn(InventedCheckIns.Rows(140, 4, id => id == 1 ? 1 : -0.5))).Code);
        Assert.Equal(0, (await place.Run("release")).Code);
        Assert.True((await Used(place))[0] > 0);

        // What is in force stays where another is withdrawn.
        Assert.Contains("Release 4 is in force", (await place.Run("withdraw", "3")).Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Who_is_taken_off_the_list_is_in_no_release_and_in_nothing_that_was_learnt()
    {
        await using var place = await InventedCheckIns.Create(4);
        var rows = InventedCheckIns.Rows(120, 4, _ => 0);
        Assert.Equal(0, (await place.Learn(rows.Take(3 * 60))).Code);
        Assert.Equal(0, (await place.Run("release")).Code);
        Assert.Equal(0, (await place.Learn(rows)).Code);
        Assert.Equal(RemovalOutcome.Done, await new Removals(place.Test.Store).Ask(await Unclaimed(place.Test.Store, 3), null, Stop));
        await using var db = place.Test.Store.Read();
        // That a release told of fifteen clients stays, so that an undone removal tells of no single one; not what it told.
        var left = await db.Set<ToldPart>().SingleAsync(part => part.ProfileId == 3, Stop);
        Assert.Equal((2, 11, 0, null, null), (left.Release, left.Clients, left.Used, left.Variance, left.Covariances));
        Assert.Equal(0, (await place.Run("release")).Code);
        Assert.Equal(3, (await Used(place)).Count);
    }

    [Fact]
    public async Task Where_how_people_got_on_predicts_it_decides_and_is_told_as_one_reason()
    {
        await using var place = await InventedCheckIns.Create(Therapists);
        // Therapist 1 pushes and is liked by all; somebody wishes neither for much.
        var told = await place.Learn(InventedCheckIns.Rows(30 * Therapists, Therapists, id => id <= Therapists / 2 ? 0.6 : -0.6));
        Assert.Equal((0, ""), (told.Code, told.Error));
        Assert.Contains("predicts how the next ones do, beyond chance", told.Out, StringComparison.Ordinal);
        var before = await place.Ranked();
        Assert.All(before.Split('\n').Where(line => line.Contains("How people got on", StringComparison.Ordinal)), line => Assert.Contains("Not known:", line, StringComparison.Ordinal));
        Assert.Equal(0, (await place.Run("release")).Code);

        var after = await place.Ranked();
        Assert.Contains("Of 10 people like you about 6 would get on better with this one than with the middle of the list.", after, StringComparison.Ordinal);
        Assert.Contains("How sure: Fair.", after, StringComparison.Ordinal);
        Assert.DoesNotContain("Of 10 people", before, StringComparison.Ordinal);
        Assert.Contains("How sure: Only from what you both told us.", before, StringComparison.Ordinal);
        var cards = after.Split("\n\n")[1..];
        Assert.Equal(Therapists, cards.Length);
        Assert.All(cards, card =>
        {
            var isLiked = int.Parse(card[(card.IndexOf("(id:", StringComparison.Ordinal) + 4)..].Split(')')[0], System.Globalization.CultureInfo.InvariantCulture) <= Therapists / 2;
            Assert.Contains("How people got on with this person.", card.Split('\n').Single(line => line.Contains(isLiked ? "Speaks for" : "Speaks against", StringComparison.Ordinal)), StringComparison.Ordinal);
        });
    }

    [Fact]
    public async Task From_one_check_in_more_no_list_of_ten_thousand_is_another()
    {
        await using var test = await TestStore.Create(Database.Sqlite);
        using var releases = new FitReleases(test.Store);
        var pairs = FitReplayTests.Pairs(1_600);
        Task<string?> Learn(IReadOnlyList<FitPair> from) => releases.Keep(new FitCandidate(test.Store.Now, 0, FitReplay.Learn(new FitScale(), from, new Dictionary<long, Style>())), Stop);
        Assert.Null(await Learn(pairs));
        var before = (await releases.Release(Stop)).Release!;
        Assert.True(before.Fit.IsOpen);
        Assert.NotNull(await Learn([.. pairs, pairs[^1] with { Came = new CountedPair(1, 1) }]));
        Assert.NotNull((await releases.Release(Stop)).Refused);

        using var asked = new FitReleases(test.Store);
        var after = (await asked.InForce(Stop))!;
        for (var query = 0; query < 10_000; query++)
        {
            var (one, other) = (before.For(FitReplayTests.Wish(query)), after.For(FitReplayTests.Wish(query)));
            for (var id = 1L; id <= Therapists; id++)
            {
                Assert.Equal(one.Of(8, id), other.Of(8, id));
            }
        }
    }

    [Fact]
    public async Task A_running_server_takes_a_change_up_within_a_minute()
    {
        var clock = new TestClock();
        await using var test = await TestStore.Create(Database.Sqlite, time: clock);
        using var running = new FitReleases(test.Store);
        using var other = new FitReleases(test.Store);
        var index = SearchIndex.Build(new SearchKeys(Vocabularies.BuiltIn).Schema, []);
        Assert.Equal(0, (await running.Current(index, Stop)).Pairs);
        await other.Keep(new FitCandidate(test.Store.Now, 0, LearntFit.Start(new FitScale()) with { Pairs = 11 }), Stop);
        Assert.Null((await other.Release(Stop)).Refused);
        Assert.Equal(0, (await running.Current(index, Stop)).Pairs);
        clock.Advance(TimeSpan.FromMinutes(1));
        Assert.Equal(11, (await running.Current(index, Stop)).Pairs);
    }

    [Theory]
    [InlineData("fit-release-2", "{\"Version\":2")]
    [InlineData("fit-release-2", "null")]
    [InlineData("fit-in-force", "abc")]
    [InlineData("fit-in-force", "99")]
    public async Task Where_a_release_is_damaged_lists_do_without_it_and_another_can_be_put_in_force(string key, string value)
    {
        await using var place = await InventedCheckIns.Create(4);
        Assert.Equal(0, (await place.Learn(InventedCheckIns.Rows(40, 4, _ => 0))).Code);
        Assert.Equal(0, (await place.Run("release")).Code);
        await place.Test.Store.Write(db => db.Set<Setting>().Where(setting => setting.Key == key).ExecuteUpdateAsync(set => set.SetProperty(setting => setting.Value, value), Stop), Stop);

        Assert.Contains("by release 1 of", await place.Ranked(), StringComparison.Ordinal);
        var report = await place.Run("report");
        Assert.Equal((1, ""), (report.Code, report.Out));
        Assert.Contains("cannot be read. Put another in force", report.Error, StringComparison.Ordinal);
        Assert.Equal(Health.Failed, await Examined());
        var back = await place.Run("rollback", "--to", "1");
        Assert.Equal((0, ""), (back.Code, back.Error));
        Assert.Equal(0, (await place.Run("report")).Code);
        Assert.Equal(key == "fit-release-2" ? Health.Failed : Health.Good, await Examined());

        async Task<Health> Examined() => (await Doctor.Examine(place.Test.Location, TimeProvider.System, thorough: false, Stop)).Single(check => check.Check == "fit").Health;
    }

    [Theory]
    [InlineData("1 2")]
    [InlineData("abc")]
    [InlineData("NaN 0 0 0 0 0 0 0")]
    public async Task Where_parts_of_a_release_are_damaged_lists_do_without_it_and_doctor_says_so(string covariances)
    {
        await using var place = await InventedCheckIns.Create(4);
        Assert.Equal(0, (await place.Learn(InventedCheckIns.Rows(80, 4, _ => 0))).Code);
        Assert.Equal(0, (await place.Run("release")).Code);
        await place.Test.Store.Write(db => db.Set<ToldPart>().Where(part => part.Release == 2).ExecuteUpdateAsync(set => set.SetProperty(part => part.Covariances, covariances), Stop), Stop);

        Assert.Contains("by release 1 of", await place.Ranked(), StringComparison.Ordinal);
        Assert.Equal(Health.Failed, (await Doctor.Examine(place.Test.Location, TimeProvider.System, thorough: false, Stop)).Single(check => check.Check == "fit").Health);
        var back = await place.Run("rollback", "--to", "1");
        Assert.Equal((0, ""), (back.Code, back.Error));
    }

    private static async Task<IReadOnlyList<double>> Used(InventedCheckIns place)
    {
        using var releases = new FitReleases(place.Test.Store);
        return [.. (await releases.InForce(Stop))!.Fit.Parts.Select(part => part.Used)];
    }

    // Only who keeps no page of their own is taken off by whoever asks.
    private static async Task<long> Unclaimed(Store store, long id)
    {
        await store.Write(db => db.Set<Profile>().Where(profile => profile.Id == id).ExecuteUpdateAsync(set => set.SetProperty(profile => profile.Claimed, valueExpression: false), Stop), Stop);
        return id;
    }
}
