using Rapport.Tests.Core.Statistics;
using Rapport.Tests.Support;

namespace Rapport.Tests.Statistics;

/// <summary><c>rapport stats reliability</c> and <c>rapport stats icc</c> as they are typed.</summary>
public sealed class ReliabilityCommandTests
{
    private const string Items = "i1,i2,i3,i4,i5,i6";

    [Theory, InlineData("complete", "scale_complete.csv"), InlineData("missing", "scale_missing.csv")]
    public async Task Json_has_every_number_of_the_reference_under_its_name(string block, string table)
    {
        var json = await StatsJson.Of("reliability", table, "--items", Items, "--before", "5.5", "--after", "4.3");

        Assert.True(Golden.Check(
            Golden.Read("scale.json", block), path => StatsJson.At(json, path),
            "alpha_call", "omega_formula", "lavaan_call", "psych_call", "rci_formula") >= 100);
    }

    [Theory, InlineData("shrout_fleiss", "shrout_fleiss.csv", "J1,J2,J3,J4"), InlineData("raters", "icc_raters.csv", "R1,R2,R3")]
    public async Task Json_of_raters_has_every_number_of_the_reference_under_its_name(string block, string table, string raters)
    {
        var json = await StatsJson.Of("icc", table, "--raters", raters);

        Assert.True(Golden.Check(Golden.Read("icc.json", block), path => StatsJson.At(json, path), "source", "data", "call") >= 47);
    }

    [Fact]
    public async Task Json_of_groups_has_every_number_of_the_reference_under_its_name()
    {
        var json = await StatsJson.Of("icc", "icc_unbalanced.csv", "--group", "therapist", "--value", "y");

        Assert.True(Golden.Check(Golden.Read("icc.json", "unbalanced_oneway"), path => StatsJson.At(json, path), "data", "icc1_formula") >= 32);
    }

    [Fact]
    public async Task What_it_means_stands_in_words_below_the_figures()
    {
        var scale = await Run("reliability", "scale_missing.csv", "--items", Items);
        Assert.Contains("By omega, 86 % (95 % interval 83 to 88) of the differences between people's scores", scale, StringComparison.Ordinal);
        Assert.Contains("Note: 86 of 298 people left out an item", scale, StringComparison.Ordinal);
        Assert.Contains("6 items, 298 people, 212 of them with all answers", scale, StringComparison.Ordinal);
        Assert.Contains("of the mean of 3 raters 71 % (95 % interval ", await Run("icc", "icc_raters.csv", "--raters", "R1,R2,R3"), StringComparison.Ordinal);
        Assert.Contains("4.9 % (95 % interval ", await Run("icc", "icc_unbalanced.csv", "--group", "therapist", "--value", "y"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Items_may_be_named_from_a_first_to_a_last() =>
        Assert.Equal(await Run("reliability", "scale_missing.csv", "--items", Items), await Run("reliability", "scale_missing.csv", "--items", "i1-i6"));

    [Theory]
    // One measure decides, that of the sentence before: this change is reliable by alpha, and not by omega.
    [InlineData("4.432", "within the error of measurement (by omega)")]
    [InlineData("4.4", "a reliable change, downward (by omega)")]
    public async Task A_change_is_told_by_the_measure_that_the_threshold_is_told_by(string after, string told) =>
        Assert.Contains(told, await Run("reliability", "scale_missing.csv", "--items", Items, "--before", "5.5", "--after", after), StringComparison.Ordinal);

    [Fact]
    public async Task Three_items_always_fit_one_factor_and_answers_without_reliability_tell_no_change()
    {
        Assert.Contains("three items always fit one", await Run("reliability", "scale_missing.csv", "--items", "i1-i3"), StringComparison.Ordinal);
        var path = Path.GetTempFileName();
        try
        {
            await File.WriteAllTextAsync(path, "a,b\n1,3\n2,2\n3,1\n1,3\n");
            var told = (await RapportProcess.Run("stats", "reliability", path, "--items", "a,b", "--before", "1", "--after", "3")).Out;
            Assert.Contains("no reliability is known", told, StringComparison.Ordinal);
            Assert.DoesNotContain("NaN", told, StringComparison.Ordinal);
        }
        finally
        {
            File.Delete(path);
        }
    }

    [Fact]
    public async Task A_total_is_not_taken_for_a_score()
    {
        var ended = await RapportProcess.Run("stats", "reliability", Path.Combine(Golden.Folder, "scale_missing.csv"), "--items", Items, "--before", "22", "--after", "30");
        Assert.Equal((1, ""), (ended.Code, ended.Out));
        Assert.Contains("a score is the mean of answers: 22 and 30 cannot be one. Divide a total by the number of items.", ended.Error, StringComparison.Ordinal);
        // Nobody needs to have ticked the end of the scale for a score to lie there.
        Assert.Contains("RC = ", await Run("reliability", "scale_missing.csv", "--items", Items, "--before", "0.5", "--after", "6"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task One_factor_that_fits_badly_is_told()
    {
        var path = Path.GetTempFileName();
        try
        {
            // Two factors: a goes with b, c with d.
            var lot = new Random(5);
            var rows = Enumerable.Range(0, 300).Select(_ =>
            {
                var (one, two) = (lot.NextDouble() * 4, lot.NextDouble() * 4);
                return string.Join(',', new[] { one, one, two, two }.Select(mean => Math.Round(mean + lot.NextDouble(), 2).ToString(System.Globalization.CultureInfo.InvariantCulture)));
            });
            await File.WriteAllLinesAsync(path, ["a,b,c,d", .. rows]);
            Assert.Contains("One factor fits these answers badly (RMSEA", (await RapportProcess.Run("stats", "reliability", path, "--items", "a,b,c,d")).Out, StringComparison.Ordinal);
        }
        finally
        {
            File.Delete(path);
        }
    }

    [Theory]
    [InlineData(2, "--items takes the names of 2 columns or more", "reliability", "--items", "i1")]
    [InlineData(2, "goes from a lower to a higher number", "reliability", "--items", "i6-i1")]
    [InlineData(2, "--items names \"i1\" twice", "reliability", "--items", "i1,i2,i1")]
    [InlineData(2, "--before and --after are given together", "reliability", "--items", Items, "--before", "5")]
    [InlineData(2, "more answers than there are items (6)", "reliability", "--items", Items, "--least", "7")]
    [InlineData(2, "Give either --raters R1,R2,… or --group COLUMN", "icc")]
    [InlineData(1, "There is no column \"i7\". Do you mean \"id\" or \"i1\"", "reliability", "--items", "i1,i7")]
    [InlineData(1, "Each group has one value", "icc", "--group", "id", "--value", "i1")]
    public async Task What_is_typed_wrongly_is_told_in_words(int code, string told, string command, params string[] options)
    {
        var ended = await RapportProcess.Run(["stats", command, Path.Combine(Golden.Folder, "scale_complete.csv"), .. options]);

        Assert.Equal((code, ""), (ended.Code, ended.Out));
        Assert.Contains(told, ended.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", ended.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_table_comes_through_standard_input_too()
    {
        using var process = RapportProcess.Start([], "stats", "icc", "-", "--group", "g", "--value", "y", "--decimal-comma");
        await process.StandardInput.WriteAsync("g;y\r\na;3,5\r\na;2,5\r\nb;4,5\r\nb;1\r\n");
        var ended = await RapportProcess.End(process);

        Assert.Equal((0, ""), (ended.Code, ended.Error));
        Assert.Contains("4 values in 2 groups of 2;", ended.Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Ctrl_C_ends_it_at_once_also_while_a_pipe_says_nothing()
    {
        using var process = await RapportProcess.StartHearing("stats", "icc", "-", "--group", "g", "--value", "y");
        await process.StandardInput.WriteAsync("g,y\n");
        // More than a pipe holds: where it is written, somebody reads it.
        await process.StandardInput.WriteAsync(string.Concat(Enumerable.Repeat("group,1.25\n", 40_000)));
        await process.StandardInput.FlushAsync(TestContext.Current.CancellationToken);
        Assert.Equal(0, Signals.Kill(process.Id, Signals.Interrupt));
        await process.WaitForExitAsync();

        Assert.Equal((130, ""), (process.ExitCode, await process.StandardOutput.ReadToEndAsync()));
        Assert.Contains("Stopped.", await process.StandardError.ReadToEndAsync(), StringComparison.Ordinal);
    }

    private static async Task<string> Run(string command, string table, params string[] options)
    {
        var ended = await RapportProcess.Run(["stats", command, Path.Combine(Golden.Folder, table), .. options]);
        Assert.Equal((0, ""), (ended.Code, ended.Error));
        return ended.Out;
    }
}
