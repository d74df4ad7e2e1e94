using System.Text.Json;
using System.Xml.Linq;
using Rapport.Tests.Core.Statistics;
using Rapport.Tests.Support;

namespace Rapport.Tests.Statistics;

/// <summary><c>rapport stats meta</c> as it is typed.</summary>
public sealed class MetaCommandTests : IDisposable
{
    private static readonly string[] Correlations = ["--ri", "ri", "--ni", "ni"];

    private readonly string _folder = Directory.CreateTempSubdirectory("rapport-meta-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Theory]
    [InlineData("bcg", "meta_bcg.csv", "ablat", "--measure", "RR", "--ai", "tpos", "--bi", "tneg", "--ci", "cpos", "--di", "cneg")]
    [InlineData("alliance_simulated", "meta_alliance_simulated.csv", "year", "--ri", "ri", "--ni", "ni")]
    [InlineData("homogeneous_tau2_zero", "meta_homogeneous.csv", null, "--yi", "yi", "--vi", "vi")]
    public async Task Json_has_every_number_of_the_reference_under_its_name(string block, string table, string? moderator, params string[] effects)
    {
        var expected = Golden.Read("meta.json", block);
        var compared = 0;
        var leftToCompare = expected.EnumerateObject().Select(part => part.Name).Except(["data", "source"]).ToHashSet(StringComparer.Ordinal);
        foreach (var method in (string[])["FE", "DL", "REML", "PM", "ML", "REML_KnappHartung", "DL_KnappHartung"])
        {
            var name = method.Split('_');
            Check(await StatsJson.Of("meta", table, [.. effects, "--method", name[0], .. name.Length > 1 ? ["--knapp-hartung"] : Array.Empty<string>()]));
        }
        if (moderator is not null)
        {
            Check(await StatsJson.Of("meta", table, [.. effects, "--mods", moderator]));
        }

        Assert.Empty(leftToCompare);
        Assert.True(compared > 130, $"{compared} numbers compared");

        void Check(JsonElement json)
        {
            foreach (var part in leftToCompare.ToList().Where(part => json.TryGetProperty(part, out _)))
            {
                // Residuals are those of the method: the reference has them by REML.
                if (part == "rstudent" && !json.TryGetProperty("REML", out _))
                {
                    continue;
                }
                leftToCompare.Remove(part);
                compared += Golden.IsExpected(expected.GetProperty(part)) || expected.GetProperty(part).ValueKind is JsonValueKind.Number
                    ? Golden.Compare(part, expected.GetProperty(part), StatsJson.At(json, part))
                    : Golden.Check(expected.GetProperty(part), path => StatsJson.At(json, $"{part}/{path}"), "call");
            }
        }
    }

    [Fact]
    public async Task Json_of_three_levels_has_every_number_of_the_reference_under_its_name()
    {
        var json = await StatsJson.Of("meta", "meta_three_level.csv", [.. Correlations, "--cluster", "study"]);

        Assert.Equal(10, Golden.Check(Golden.Read("meta.json", "three_level"), path => StatsJson.At(json, path), "data", "call"));
    }

    [Fact]
    public async Task What_it_means_stands_in_words_below_the_figures()
    {
        var plain = await Run(0, "meta_alliance_simulated.csv", [.. Correlations, "--label", "study", "--knapp-hartung"]);
        Assert.Contains(
            "Together the studies find a mean correlation of 0.28 (95 % interval 0.23 to 0.32), which is unlikely to be chance. The true correlation of a "
            + "further study like these is expected between 0.031 and 0.49. Of the differences between studies, 53 % are more than error.", plain.Out, StringComparison.Ordinal);
        Assert.Contains("S40", plain.Out, StringComparison.Ordinal);
        var levels = await Run(0, "meta_three_level.csv", [.. Correlations, "--cluster", "study"]);
        Assert.Contains("Over all studies the correlation is 0.26 (95 % interval 0.21 to 0.31, cluster-robust).", levels.Out, StringComparison.Ordinal);
        Assert.Contains("The true correlation of a further study like these is expected between", levels.Out, StringComparison.Ordinal);
        var nothing = await Run(0, "meta_homogeneous.csv", "--yi", "yi", "--vi", "vi");
        Assert.Contains("Note: The variance between studies (tau2) is at the boundary, 0", nothing.Out, StringComparison.Ordinal);
        var moderated = await Run(
            0, "meta_bcg.csv", "--measure", "rr", "--ai", "tpos", "--bi", "tneg", "--ci", "cpos", "--di", "cneg", "--mods", "ablat,trial", "--method", "dl");
        Assert.Contains("ablat (lower effects where it is higher)", moderated.Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Plots_are_written_whole_and_replace_nothing_unasked()
    {
        var (forest, funnel) = (Path.Combine(_folder, "forest.svg"), Path.Combine(_folder, "funnel.svg"));
        string[] asked = [.. Correlations, "--plot", forest, "--funnel", funnel];
        await Run(0, "meta_alliance_simulated.csv", asked);
        Assert.Equal("svg", XDocument.Load(forest).Root!.Name.LocalName);
        Assert.Equal("svg", XDocument.Load(funnel).Root!.Name.LocalName);

        Assert.Contains("is there already", (await Run(1, "meta_alliance_simulated.csv", asked)).Error, StringComparison.Ordinal);
        await Run(0, "meta_alliance_simulated.csv", [.. asked, "--force"]);
        await File.WriteAllTextAsync(forest, "years of work");
        Assert.Contains("holds something else than a plot", (await Run(1, "meta_alliance_simulated.csv", [.. asked, "--force"])).Error, StringComparison.Ordinal);
        Assert.Equal("years of work", await File.ReadAllTextAsync(forest));
        Assert.Contains("There is no folder", (await Run(1, "meta_alliance_simulated.csv", [.. Correlations, "--plot", Path.Combine(_folder, "no", "x.svg")])).Error, StringComparison.Ordinal);
        Assert.Contains("ends in .svg", (await Run(1, "meta_alliance_simulated.csv", [.. Correlations, "--plot", Path.Combine(_folder, "x.png")])).Error, StringComparison.Ordinal);
        // Of two plots both are written, or none.
        await Run(1, "meta_alliance_simulated.csv", [.. Correlations, "--plot", Path.Combine(_folder, "x.svg"), "--funnel", Path.Combine(_folder, new string('y', 250) + ".svg")]);
        // Where the table cannot be worked with, nothing is left behind.
        await Run(1, "meta_alliance_simulated.csv", "--ri", "study", "--ni", "ni", "--plot", Path.Combine(_folder, "x.svg"));
        Assert.Equal(2, Directory.GetFileSystemEntries(_folder).Length);
    }

    [Fact]
    public async Task Groups_are_told_by_their_names_and_numbers_may_be_groups()
    {
        var path = Path.Combine(_folder, "groups.csv");
        await File.WriteAllTextAsync(
            path, "yi,vi,arm,grade,study\n" + string.Concat(Enumerable.Range(0, 24).Select(i => $"{0.1 + (i % 2 * 0.5) + (0.01 * (i * 7 % 5))},0.01,{(i % 2 == 0 ? "CBT" : "PD")},{1 + (i % 3)},{(i < 12 ? $"s{i / 2}" : $"t{(i - 12) / 2}")}\n")));
        string[] effects = ["--yi", "yi", "--vi", "vi"];
        async Task<string> Told(params string[] options)
        {
            var ended = await RapportProcess.Run(["stats", "meta", path, .. effects, .. options]);
            Assert.Equal(0, ended.Code);
            return ended.Out;
        }
        Assert.Contains("arm (higher effects for PD than for CBT)", await Told("--mods", "arm"), StringComparison.Ordinal);
        Assert.Contains("say --cluster with the column of studies", await Told("--label", "study"), StringComparison.Ordinal);
        Assert.Contains("--mods \"factor(grade)\"", await Told("--mods", "grade"), StringComparison.Ordinal);
        Assert.Contains("factor(grade): differences are from 1.", await Told("--mods", "factor(grade)"), StringComparison.Ordinal);
        // Of three levels: a group that one study makes up alone has no robust error.
        await File.WriteAllTextAsync(
            path, "yi,vi,arm,grade,study\n" + string.Concat(Enumerable.Range(0, 24).Select(i => $"{0.1 + (0.01 * (i * 7 % 5))},0.01,{(i < 4 ? "CBT" : "PD")},{1 + (i % 3)},s{i / 4}\n")));
        Assert.Contains("Without study s0 alone the moderators could not be told apart", await Told("--mods", "arm", "--cluster", "study"), StringComparison.Ordinal);
        Assert.Contains("the moderators explain all that they differ by", (await RapportProcess.Run(["stats", "meta", path, .. effects, "--mods", "study", "--cluster", "study"])).Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Effects_of_several_levels_are_drawn_study_by_study()
    {
        var (forest, funnel) = (Path.Combine(_folder, "forest.svg"), Path.Combine(_folder, "funnel.svg"));
        var told = await Run(0, "meta_three_level.csv", [.. Correlations, "--cluster", "study", "--plot", forest, "--funnel", funnel]);
        Assert.Contains($"Plot written: {forest}", told.Out, StringComparison.Ordinal);
        var drawn = XDocument.Load(forest).Root!;
        var effects = (await StatsJson.Of("meta", "meta_three_level.csv", [.. Correlations, "--cluster", "study"])).GetProperty("yi").GetArrayLength();
        Assert.Equal(effects, drawn.Elements().Count(one => (string?)one.Attribute("class") == "study"));
        Assert.Contains(drawn.Elements(), one => one.Value == "All studies");
        Assert.Contains(drawn.Elements(), one => one.Value == "True effect of a further study");
        Assert.Equal(effects, XDocument.Load(funnel).Root!.Elements().Count(one => (string?)one.Attribute("class") == "study"));
    }

    [Theory]
    [InlineData(2, "With --yi say --vi too.", "--yi", "ri")]
    [InlineData(2, "With --measure and --ai say --bi, --ci, --di too.", "--measure", "RR", "--ai", "ri")]
    [InlineData(2, "With --ai say --measure, --bi, --ci, --di too.", "--ai", "ri")]
    [InlineData(2, "Say where the effects stand")]
    [InlineData(2, "Say where the effects stand", "--yi", "ri", "--vi", "ni", "--ri", "ri")]
    [InlineData(2, "--measure takes RR, OR or RD, not \"SMD\"", "--measure", "SMD")]
    [InlineData(2, "--method takes FE, DL, REML, PM or ML, not \"EB\"", "--ri", "ri", "--ni", "ni", "--method", "EB")]
    [InlineData(2, "With --cluster the method is REML or ML", "--ri", "ri", "--ni", "ni", "--cluster", "study", "--method", "DL")]
    [InlineData(2, "--knapp-hartung is not for --cluster", "--ri", "ri", "--ni", "ni", "--cluster", "study", "--knapp-hartung")]
    [InlineData(1, "There is no column \"r\". Do you mean \"ri\"", "--ri", "r", "--ni", "ni")]
    [InlineData(1, "Column \"study\", row 1: \"S01\" is not a number.", "--ri", "study", "--ni", "ni")]
    [InlineData(1, "Row 1: a correlation of 93. A correlation lies between -1 and 1 and is neither", "--ri", "ni", "--ni", "ri")]
    public async Task What_is_typed_wrongly_is_told_in_words(int code, string told, params string[] options)
    {
        var ended = await Run(code, "meta_alliance_simulated.csv", options);
        Assert.Equal("", ended.Out);
        Assert.Contains(told, ended.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", ended.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("yi;vi\r\n0,5;0,01\r\n0,4;0,02\r\n", 1, "Column \"yi\", row 1: \"0,5\" has a comma")]
    [InlineData("yi,vi\n0.5,0.01\n0.4,-0.02\n", 1, "Row 2: a variance of -0.02.")]
    [InlineData("yi,vi\n0.5,0.01\nInf,0.02\n", 1, "Column \"yi\", row 2: \"Inf\" is not a finite number.")]
    [InlineData("yi,vi\n0.5,\n,0.02\n", 1, "In each of the 2 rows something is missing of yi, vi.")]
    [InlineData("yi,vi\n", 1, "has names in its first line, and no row under them.")]
    [InlineData("yi,vi\n0.5,1e300\n0.4,0.02\n", 1, "Column \"vi\", row 1: \"1e300\" is too far from 1 to reckon with.")]
    [InlineData("yi,vi\n0.5,1e-20\n0.4,0.02\n", 1, "The variance in row 2 (2e-2) is more than 10¹² times that in row 1 (1e-20).")]
    [InlineData("yi,vi\n0.5,0.01\n0.4\n", 1, "row 2 (line 3) has 1 cell")]
    [InlineData("yi,vi\n0.5,0.01\n", 0, "1 study cannot tell how far studies differ")]
    [InlineData("yi,vi,lab\n.5,.01,a\n.4,.02,\n.6,.02, \n", 0, "\n2 ", "--label", "lab")]
    [InlineData("yi,vi\n.30,.02\n.31,.02\n.29,.02\n.30,.03\n.32,.02\n.28,.02\n", 0, "Knapp and Hartung's interval is the narrower one here", "--knapp-hartung")]
    [InlineData("yi,vi\n.30,.02\n.61,.02\n.09,.02\n.30,.03\n.32,.02\n.18,.02\n", 0, "--knapp-hartung allows for so few")]
    [InlineData("yi,vi\n5e9,1e18\n4e9,2e18\nNA,1\n", 0, "1 row left out, where something is missing.")]
    public async Task Bad_and_odd_tables_are_answered_in_words(string table, int code, string told, params string[] options)
    {
        var path = Path.Combine(_folder, "table.csv");
        await File.WriteAllTextAsync(path, table);
        var ended = await RapportProcess.Run(["stats", "meta", path, "--yi", "yi", "--vi", "vi", .. options]);

        Assert.Equal(code, ended.Code);
        Assert.Contains(told, ended.Out + ended.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", ended.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Of_three_levels_a_variance_at_the_boundary_is_0_and_said()
    {
        var path = Path.Combine(_folder, "table.csv");
        await File.WriteAllTextAsync(path, "study,yi,vi,x\n1,.2,.05,1\n1,.21,.05,2\n2,.2,.04,3\n2,.19,.04,1\n3,.2,.03,2\n3,.22,.05,5\n4,.2,.05,2\n");
        var json = await StatsJson.Of("meta", path, "--yi", "yi", "--vi", "vi", "--cluster", "study");
        Assert.Equal([0.0, 0.0], Assert.IsType<List<object?>>(StatsJson.At(json, "sigma2")));
        Assert.Equal(2, json.GetProperty("notes").EnumerateArray().Count(note => note.GetString()!.Contains("at the boundary, 0", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task Of_three_levels_the_moderators_are_answered()
    {
        var path = Path.Combine(_folder, "table.csv");
        await File.WriteAllTextAsync(path, "study,yi,vi,year\n" + string.Concat(Enumerable.Range(0, 40).Select(i => FormattableString.Invariant(
            $"s{i / 2},{(i / 2 * 0.05) + (i % 3 * 0.02):0.00},0.01,{1990 + (i / 2)}\n"))));
        string[] asked = ["--yi", "yi", "--vi", "vi", "--cluster", "study", "--mods", "year"];
        var json = await StatsJson.Of("meta", path, asked);
        // Of one slope the tests of all are that of the one.
        Assert.Equal(Math.Pow(json.GetProperty("beta_stat")[1].GetDouble(), 2), json.GetProperty("QM").GetDouble(), 1e-6);
        Assert.Equal(Math.Pow(json.GetProperty("cluster_robust_CR1").GetProperty("beta_stat")[1].GetDouble(), 2), json.GetProperty("cluster_robust_F").GetProperty("stat").GetDouble(), 1e-6);
        Assert.Equal(json.GetProperty("beta_p")[1].GetDouble(), json.GetProperty("QM_p").GetDouble(), 1e-9);
        Assert.Equal(json.GetProperty("cluster_robust_CR1").GetProperty("beta_p")[1].GetDouble(), json.GetProperty("cluster_robust_F").GetProperty("p").GetDouble(), 1e-9);
        var said = (await RapportProcess.Run(["stats", "meta", path, .. asked])).Out;
        Assert.Contains("What goes with the effects, beyond chance: year (higher effects where it is higher)", said, StringComparison.Ordinal);
        Assert.Contains("intercept", said, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Of_few_studies_it_is_said_how_little_they_tell()
    {
        var path = Path.Combine(_folder, "table.csv");
        await File.WriteAllTextAsync(path, "yi,vi\n0.1,0.02\n0.5,0.03\n0.6,0.02\n");
        var said = (await RapportProcess.Run("stats", "meta", path, "--yi", "yi", "--vi", "vi")).Out;
        Assert.Contains("--knapp-hartung allows for so few", said, StringComparison.Ordinal);
        Assert.Contains("(tau) may be as large as", said, StringComparison.Ordinal);
        Assert.Contains("Egger's test says next to nothing", said, StringComparison.Ordinal);
    }

    private static async Task<Ended> Run(int code, string table, params string[] options)
    {
        var ended = await RapportProcess.Run(["stats", "meta", Path.Combine(Golden.Folder, table), .. options]);
        Assert.Equal((code, code == 0), (ended.Code, ended.Error.Length == 0));
        return ended;
    }
}
