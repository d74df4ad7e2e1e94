using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Rapport.Profiles;
using Rapport.Search;
using Rapport.Storage;
using Rapport.Tests.Support;

namespace Rapport.Tests.Fit;

/// <summary><c>rapport fit learn</c> as it is typed.</summary>
public sealed class LearnCommandTests : IAsyncLifetime
{
    private InventedCheckIns _place = null!;

    public async ValueTask InitializeAsync() => _place = await InventedCheckIns.Create(4);

    public ValueTask DisposeAsync() => _place.DisposeAsync();

    [Fact]
    public async Task What_is_learnt_is_told_kept_and_changes_no_order()
    {
        var before = await _place.Ranked();
        var told = await _place.Learn(
        [
            .. InventedCheckIns.Rows(40, 4, _ => 0),
            "id:1,under way,1,2025-03-03,5,,", "id:1,under way,2,2025-03-10,6,,",
            "id:1,left,1,2025-03-03,,yes,",
            "id:2,silent,1,2025-03-03,,,", "id:2,silent,3,2025-03-17,NA,no,", "id:2,silent,9,2025-03-17,,,",
        ]);

        Assert.Equal((0, ""), (told.Code, told.Error));
        Assert.Contains("126 rows read, 41 pairs counted. Left out: 1 pair still under way", told.Out, StringComparison.Ordinal);
        Assert.Contains("1 pair without an answer.", told.Out, StringComparison.Ordinal);
        Assert.Contains("Learnt from 41 pairs with 121 check-ins (an early end counts as one), 4 therapists, 2025-01-27 to", told.Out, StringComparison.Ordinal);
        Assert.Contains("None of the eight axes can be told apart from 0", told.Out, StringComparison.Ordinal);
        Assert.Contains("decides no order: 4 therapists have 5 counted clients or more, and 30 must; 41 pairs were predicted before they were known, and 200 must be", told.Out, StringComparison.Ordinal);
        Assert.Contains("no order has changed", told.Out, StringComparison.Ordinal);
        Assert.Equal(before, await _place.Ranked());
    }

    [Fact]
    public async Task The_same_file_gives_the_same_parameters_to_the_last_bit()
    {
        var rows = InventedCheckIns.Rows(120, 4, id => id * 0.1);
        Assert.Equal(0, (await _place.Learn(rows)).Code);
        var first = await Parameters();
        Assert.Equal(0, (await _place.Learn(rows)).Code);
        Assert.Equal(first, await Parameters());

        // Nor does the order of its rows matter.
        Assert.Equal(0, (await _place.Learn(rows.AsEnumerable().Reverse())).Code);
        Assert.Equal(first, await Parameters());
        Assert.Equal(0, (await _place.Learn(rows.Chunk(3).OrderBy(three => three[0], StringComparer.Ordinal).SelectMany(three => three))).Code);
        Assert.Equal(first, await Parameters());

        Assert.Equal(0, (await _place.Learn(rows.SkipLast(3))).Code);
        Assert.NotEqual(first, await Parameters());
    }

    [Fact]
    public async Task Of_a_therapist_with_fewer_than_eleven_clients_nothing_is_kept()
    {
        Assert.Equal(0, (await _place.Learn(InventedCheckIns.Rows(43, 4, _ => 0))).Code);
        Assert.Equal([1, 2, 3], (await Parts()).Select(part => part.ProfileId));
        Assert.All(await Parts(), part => Assert.Equal(11, part.Clients));
        Assert.Equal(0, (await _place.Learn(InventedCheckIns.Rows(40, 4, _ => 0))).Code);
        Assert.Empty(await Parts());
    }

    [Fact]
    public async Task Fewer_than_eleven_pairs_are_told_and_not_kept()
    {
        var told = await _place.Learn(InventedCheckIns.Rows(10, 4, _ => 0));
        Assert.Equal(1, told.Code);
        Assert.Contains("Learnt from 10 pairs with 30 check-ins (an early end counts as one), 4 therapists", told.Out, StringComparison.Ordinal);
        Assert.Contains("What was learnt stands on 10 pairs and is not kept: an order may stand on 11 or more", told.Error, StringComparison.Ordinal);
        Assert.Null(await ParametersOrNone());
        Assert.Equal(0, (await _place.Learn(InventedCheckIns.Rows(11, 4, _ => 0))).Code);
    }

    [Fact]
    public async Task The_first_three_answers_count_whenever_they_came()
    {
        async Task<string> Of(Func<int, string> pair)
        {
            Assert.Equal(0, (await _place.Learn(Enumerable.Range(1, 12).Select(pair))).Code);
            return await Parameters();
        }

        var early = await Of(client => $"id:1,{client},1,2025-03-03,5,,\nid:1,{client},2,2025-03-10,6,,\nid:1,{client},3,2025-03-17,4.5,,");
        var late = await Of(client => $"id:1,{client},8,2025-03-17,4.5,,\nid:1,{client},9,2025-03-24,1,,\nid:1,{client},2,2025-03-09,6,,\nid:1,{client},1,2025-03-03,5,,\nid:1,{client},5,2025-03-12,,,\nid:1,{client},10,2025-03-31,7,yes,");
        Assert.Equal(early, late);
        Assert.NotEqual(early, await Of(client => $"id:1,{client},1,2025-03-03,5,,\nid:1,{client},2,2025-03-10,6,,\nid:1,{client},3,2025-03-17,,,"));
    }

    [Fact]
    public async Task Where_all_have_the_same_score_nothing_is_kept()
    {
        var told = await _place.LearnText("therapist,client,session,day,score\n" + string.Join('\n', Enumerable.Range(1, 300).Select(client => $"id:{1 + (client % 4)},{client},3,2025-03-09,6")));
        Assert.Equal(1, told.Code);
        Assert.Contains("All 300 pairs have the same score", told.Error, StringComparison.Ordinal);
        Assert.Contains("There is nothing to release", (await _place.Run("release")).Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_looks_wrong_about_a_table_is_told_before_it_is_released()
    {
        async Task<string> Told(Func<int, string> row, int many = 300) => (await _place.LearnText("therapist,client,session,day,score,push,lead\n" + string.Join('\n', Enumerable.Range(1, many).Select(row)))).Out;
        string Day(int client) => FormattableString.Invariant($"2025-{1 + (client % 9):00}-{1 + (client % 28):00}");

        Assert.Contains("What clients wished for hardly differs", await Told(client => $"id:{1 + (client % 4)},{client},3,{Day(client)},{3 + (client % 4)},{(client == 7 ? "-3" : "1.5")},"), StringComparison.Ordinal);
        Assert.Contains("More than half of the pairs are of one therapist", await Told(client => $"id:{(client % 3 == 0 ? 2 : 1)},{client},3,{Day(client)},{3 + (client % 4)},,"), StringComparison.Ordinal);
        Assert.Contains("lead and push were answered alike by each client", await Told(client => $"id:{1 + (client % 4)},{client},3,{Day(client)},{3 + (client % 4)},{(client % 2 == 0 ? 3 : -1.5)},{(client % 2 == 0 ? 3 : -1.5)}"), StringComparison.Ordinal);
        Assert.Matches("[0-9]+ % lie in the band", await Told(client => $"id:{1 + (client % 4)},{client},3,{Day(client)},{(client * 7 % 11 < 6 ? 1 : 7)},,"));
        var usual = (await _place.Learn(InventedCheckIns.Rows(300, 4, _ => 0))).Out;
        Assert.DoesNotContain("Look whether", usual, StringComparison.Ordinal);
        Assert.DoesNotContain("More than half", usual, StringComparison.Ordinal);
        Assert.DoesNotContain("in the band", usual, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Nobody_s_code_and_no_score_of_theirs_is_kept()
    {
        Assert.Equal(0, (await _place.Learn(InventedCheckIns.Rows(12, 4, _ => 0).Select(row => row.Replace(",c", ",Marta-Quiroga-", StringComparison.Ordinal)))).Code);
        await using var db = _place.Test.Store.Read();
        Assert.All(await db.Set<Setting>().Select(setting => setting.Value).ToListAsync(TestContext.Current.CancellationToken), value => Assert.DoesNotContain("Quiroga", value, StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_therapist_is_found_by_each_of_her_names_and_one_without_style_is_learnt_of()
    {
        var now = _place.Test.Store.Now;
        var plain = await ProfileBuilder.Named(now, "Lea", "Plain").WithNpi(1999999976).SaveTo(_place.Test.Store);
        var told = await _place.Learn(
        [
            FormattableString.Invariant($"ID:{plain},a,3,2025-03-03,5,,3 lot"), FormattableString.Invariant($"{plain},b,3,2025-03-03,5,,"), "1999999976,c,3,2025-03-03,5,,",
            FormattableString.Invariant($"lea-plain-{plain},a,2,2025-03-01,6,,3 lot"),
        ]);
        Assert.Equal(1, told.Code);
        Assert.Contains("Learnt from 3 pairs with 4 check-ins (an early end counts as one), 1 therapist,", told.Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Of_who_was_taken_off_the_list_nothing_is_learnt()
    {
        var removed = await ProfileBuilder.FromRegistry(_place.Test.Store.Now, "Lea", "Gone").Removed().SaveTo(_place.Test.Store);
        var told = await _place.Learn(Enumerable.Range(1, 12).SelectMany(client => (string[])[FormattableString.Invariant($"id:{removed},{client},3,2025-03-03,5,,"), $"id:1,{client},3,2025-03-03,5,,"]));
        Assert.Equal((0, ""), (told.Code, told.Error));
        Assert.Contains("24 rows read, 12 pairs counted. Left out: 12 rows of therapists who were taken off the list.", told.Out, StringComparison.Ordinal);
        Assert.Equal([1], (await Parts()).Select(part => part.ProfileId));
    }

    [Theory]
    [InlineData("id:1,a,1,2025-03-03,5,,", "There is no pair to learn from. 1 row read, 0 pairs counted. Left out: 1 pair still under way")]
    [InlineData("id:99,a,3,2025-03-03,5,,", "Row 1, column \"therapist\": There is no profile \"id:99\".")]
    [InlineData(",a,3,2025-03-03,5,,", "column \"therapist\": It is empty.")]
    [InlineData("id:1,,3,2025-03-03,5,,", "column \"client\": It is empty.")]
    [InlineData("id:1,a,0,2025-03-03,5,,", "column \"session\": \"0\" is no number of a session.")]
    [InlineData("id:1,a,3,3/3/2025,5,,", "column \"day\": \"3/3/2025\" is no day")]
    [InlineData("id:1,a,3,2999-03-03,5,,", "column \"day\": \"2999-03-03\" is still to come.")]
    [InlineData("id:1,a,3,2025-03-03,8,,", "column \"score\": \"8\" is no score from 1 to 7.")]
    [InlineData("id:1,a,3,2025-03-03,Infinity,,", "column \"score\": \"Infinity\" is no score from 1 to 7.")]
    [InlineData("id:1,a,3,2025-03-03,NaN,,", "column \"score\": \"NaN\" is no score from 1 to 7.")]
    [InlineData("id:1,a,3,2025-03-03,\"5,5\",,", "Write a decimal point, like 5.5.")]
    [InlineData("id:1,a,3,2025-03-03,5,perhaps,", "column \"ended\": \"perhaps\" is neither yes nor no.")]
    [InlineData("id:1,a,3,2025-03-03,5,,2", "column \"push\": \"2\" is no wish.")]
    [InlineData("id:1,a,3,2025-03-03,5,,3 very", "column \"push\": \"3 very\" is no wish.")]
    [InlineData("id:1,a,3,2025-03-03,5,,3\nid:2,a,3,2025-03-03,5,,1.5", "Row 2, column \"push\": \"1.5\" is not what row 1 says of the same client.")]
    [InlineData("id:1,a,3,2025-03-03,5,,\n1,a,3,2025-03-04,6,,", "Row 2, column \"session\": Session 3 of this pair stands in row 1 already.")]
    [InlineData("id:1,a,1,2025-03-03,5,yes,\nid:1,a,2,2025-03-04,6,,", "Row 1, column \"ended\": The pair ended after session 1, and row 2 has its session 2.")]
    [InlineData("id:1,a,2,2025-03-03,5,yes,\nid:1,a,5,2025-03-09,6,yes,", "Row 1, column \"ended\": The pair ended after session 2, and row 2 has its session 5.")]
    [InlineData("id:1,a,7,2025-03-03,5,,\n1,a,7,2025-03-04,6,,", "Row 2, column \"session\": Session 7 of this pair stands in row 1 already.")]
    [InlineData("id:1,a,2,2025-03-03,5,,\nid:1,a,3,2025-03-01,6,,", "Row 2, column \"day\": Session 3 is on a day before the session in row 1.")]
    public async Task What_cannot_be_learnt_from_is_told_with_its_place_and_nothing_is_kept(string rows, string told)
    {
        var ended = await _place.Learn([rows]);
        Assert.Equal((1, ""), (ended.Code, ended.Out));
        Assert.Contains(told, ended.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", ended.Error, StringComparison.Ordinal);
        Assert.Null(await ParametersOrNone());
    }

    [Fact]
    public async Task Many_problems_are_cut()
    {
        var ended = await _place.Learn(Enumerable.Range(1, 3_000).Select(client => FormattableString.Invariant($"id:1,{client},3,2025-03-03,9,,")));
        Assert.Equal(1, ended.Code);
        Assert.Contains("And at least 980 problems more.", ended.Error, StringComparison.Ordinal);
        Assert.Equal(22, ended.Error.TrimEnd().Split('\n').Length);
    }

    [Theory]
    [InlineData("therapist,client,session,day\nid:1,a,3,2025-03-03", "There is no column \"score\".")]
    [InlineData("", "is empty")]
    [InlineData("therapist,client,session,day,score", "no row under them")]
    public async Task What_is_no_table_of_check_ins_is_told(string text, string told)
    {
        var ended = await _place.LearnText(text);
        Assert.Equal((1, ""), (ended.Code, ended.Out));
        Assert.Contains(told, ended.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Columns_that_say_nothing_here_are_told()
    {
        var told = await _place.LearnText("therapist,client,session,day,score,Lead,own_story\nid:1,a,3,2025-03-03,5,3,1.5");
        Assert.Equal(1, told.Code);
        Assert.Contains("Left out: the columns \"own_story\".", told.Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Answers_that_hardly_differ_all_from_one_therapist_break_nothing()
    {
        // Each client wishes for the same on two axes, and answers hardly differ.
        var told = await _place.LearnText("therapist,client,session,day,score,push,lead\n"
            + string.Join('\n', Enumerable.Range(1, 10_000).Select(client => FormattableString.Invariant($"id:1,{client},3,2025-03-{1 + (client % 28):00},{6 + (client % 2)},3 lot,3 lot"))));
        Assert.Equal((0, ""), (told.Code, told.Error));
        Assert.Contains("Learnt from 10,000 pairs with 10,000 check-ins (an early end counts as one), 1 therapist,", told.Out, StringComparison.Ordinal);
        Assert.Contains("decides no order: 1 therapist has 5 counted clients or more", told.Out, StringComparison.Ordinal);
        using var releases = new FitReleases(_place.Test.Store);
        var fit = (await releases.Candidate(TestContext.Current.CancellationToken))!.Fit;
        Assert.All(fit.Weights.Concat(fit.Covariance.SelectMany(row => row)).Append(fit.TherapistVariance), number => Assert.True(double.IsFinite(number)));
        Assert.All(Enumerable.Range(0, 8), axis => Assert.InRange(fit.WeightError(axis), 0.001, 0.0501));
    }

    [Fact]
    public Task A_file_larger_than_the_memory_it_may_take_is_read_row_by_row() => Trial.Run(10_000, 1_000_000, async pairs =>
    {
        // Long, two gigabytes, with half of that allowed.
        const string HeapLimit = "DOTNET_GCHeapHardLimit";
        var notes = new string('n', 2_000);
        var file = Path.Combine(_place.Test.Folder, "check-ins.csv");
        await using (var written = new StreamWriter(file))
        {
            await written.WriteLineAsync("therapist,client,session,day,score,push,notes");
            for (var client = 1; client <= pairs; client++)
            {
                await written.WriteLineAsync(FormattableString.Invariant($"id:{1 + (client % 2)},{client},3,2025-03-{1 + (client % 28):00},{4 + (client % 3)},{(client % 5 == 0 ? "3" : "")},{notes}"));
            }
        }
        var ended = await RapportProcess.Run(new Dictionary<string, string>(StringComparer.Ordinal) { [HeapLimit] = "0x40000000" }, ["fit", "learn", file, .. _place.Test.Arguments]);
        File.Delete(file);
        Assert.Equal((0, ""), (ended.Code, ended.Error));
        Assert.Contains(string.Create(CultureInfo.InvariantCulture, $"Learnt from {pairs:N0} pairs with {pairs:N0} check-ins"), ended.Out, StringComparison.Ordinal);
        Assert.Contains("Left out: the columns \"notes\".", ended.Out, StringComparison.Ordinal);
    });

    [Fact]
    public async Task Ctrl_C_ends_it_and_keeps_nothing()
    {
        using var process = await RapportProcess.StartHearing(["fit", "learn", "-", .. _place.Test.Arguments]);
        await process.StandardInput.WriteAsync(InventedCheckIns.Header + "\n");
        // More than a pipe holds: where it is written, somebody reads it.
        await process.StandardInput.WriteAsync(string.Concat(Enumerable.Range(1, 20_000).Select(client => FormattableString.Invariant($"id:1,{client},3,2025-03-03,5,,\n"))));
        await process.StandardInput.FlushAsync(TestContext.Current.CancellationToken);
        Assert.Equal(0, Signals.Kill(process.Id, Signals.Interrupt));
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);

        Assert.Equal((130, ""), (process.ExitCode, await process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken)));
        Assert.Contains("Nothing half-written stays.", await process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);
        Assert.Null(await ParametersOrNone());
    }

    private async Task<IReadOnlyList<ToldPart>> Parts()
    {
        await using var db = _place.Test.Store.Read();
        return await db.Set<ToldPart>().OrderBy(part => part.ProfileId).ToListAsync(TestContext.Current.CancellationToken);
    }

    private async Task<string> Parameters() => (await ParametersOrNone())!;

    private async Task<string?> ParametersOrNone()
    {
        await using var db = _place.Test.Store.Read();
        var text = await db.Set<Setting>().Where(setting => setting.Key == "fit-candidate").Select(setting => setting.Value).SingleOrDefaultAsync(TestContext.Current.CancellationToken);
        var parts = string.Join(';', (await Parts()).Select(part => FormattableString.Invariant($"{part.ProfileId} {part.Clients} {part.Used:R} {part.Variance:R} {part.Covariances}")));
        return text is null ? null : text[text.IndexOf("\"Fit\":", StringComparison.Ordinal)..] + parts;
    }
}
