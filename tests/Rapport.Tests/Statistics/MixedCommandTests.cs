using System.Text.Json;
using Rapport.Tests.Core.Statistics;
using Rapport.Tests.House;
using Rapport.Tests.Support;

namespace Rapport.Tests.Statistics;

/// <summary><c>rapport stats mixed</c> and <c>rapport stats dyads</c> as they are typed.</summary>
public sealed class MixedCommandTests
{
    private const string Growth = "rating ~ log(session) + (1|therapist) + (log(session)|client)";

    private static readonly string Example = Path.Combine(SourceTree.Root, "docs/examples/alliance.csv");

    [Fact]
    public async Task Json_has_every_number_of_the_reference_under_its_name()
    {
        var block = Golden.Read("lmm.json", "sleepstudy_slope");
        var reml = await StatsJson.Of("mixed", "lmm_sleepstudy.csv", "--formula", "Reaction ~ Days + (Days|Subject)", "--profile");
        var ml = await StatsJson.Of("mixed", "lmm_sleepstudy.csv", "--formula", "Reaction ~ Days + (Days|Subject)", "--ml");

        Assert.True(Golden.Check(block.GetProperty("REML"), path => StatsJson.At(reml, $"REML/{path}"), "call", "blups") > 10);
        Assert.True(Golden.Check(block.GetProperty("ML"), path => StatsJson.At(ml, $"ML/{path}"), "call", "blups") > 10);
        Assert.Equal(4, Golden.Check(block.GetProperty("satterthwaite_REML"), path => StatsJson.At(reml, $"satterthwaite_REML/{path}"), "call"));
        foreach (var row in block.GetProperty("profileCI95_ML").GetProperty("rows").EnumerateObject())
        {
            var ends = reml.GetProperty("profileCI95_ML").GetProperty("rows").GetProperty(row.Name);
            Assert.Equal(row.Value[0].GetDouble(), ends[0].GetDouble(), (0.005 * Math.Abs(row.Value[0].GetDouble())) + 0.001);
            Assert.Equal(row.Value[1].GetDouble(), ends[1].GetDouble(), (0.005 * Math.Abs(row.Value[1].GetDouble())) + 0.001);
        }
        var (expected, blups) = (block.GetProperty("REML").GetProperty("blups").GetProperty("random")[0], reml.GetProperty("REML").GetProperty("blups").GetProperty("random")[0]);
        Assert.Equal(expected.GetProperty("blup")[2][1].GetDouble(), blups.GetProperty("blup")[2][1].GetDouble(), 0.01);
        Assert.Equal(expected.GetProperty("posterior_sd")[2][1].GetDouble(), blups.GetProperty("posterior_sd")[2][1].GetDouble(), 0.01);
        Assert.Equal(18, blups.GetProperty("levels").GetArrayLength());
    }

    [Fact]
    public async Task Models_are_compared_by_the_names_of_the_reference()
    {
        const string With = "client_rating ~ logses + severity + school + (1|therapist) + (1|client)";
        const string Without = "client_rating ~ logses + severity + (1|therapist) + (1|client)";
        var school = await StatsJson.Of("mixed", "alliance_sessions.csv", "--formula", With, "--against", Without);
        var therapist = await StatsJson.Of("mixed", "alliance_sessions.csv", "--formula", Without, "--against", "client_rating ~ logses + severity + (1|client)");

        Assert.Equal(3, Golden.Check(Golden.Read("lmm.json", "school_likelihood_ratio"), path => StatsJson.At(school, $"likelihood_ratio/{path}"), "data", "call"));
        Assert.Equal(2, Golden.Check(Golden.Read("lmm.json", "therapist_variance_test"), path => StatsJson.At(therapist, $"variance_test/{path}"), "data", "call"));
    }

    [Fact]
    public async Task Json_of_pairs_has_every_number_of_the_reference_under_its_name()
    {
        var reml = await StatsJson.Of("dyads", "one_with_many.csv");
        var ml = await StatsJson.Of("dyads", "one_with_many.csv", "--ml");

        Assert.Equal((2 * 15) + 3 + 4, Golden.Check(
            Golden.Read("one_with_many.json"), path => StatsJson.At(path.StartsWith("ML/", StringComparison.Ordinal) ? ml : reml, path),
            "reference", "tolerance_rule", "data", "design", "call", "temporal_note"));
    }

    [Fact]
    public async Task What_it_means_stands_in_words_below_the_figures()
    {
        var growth = await Run("mixed", Example, "--formula", Growth, "--groups");
        Assert.Contains("left out: a value of the formula is missing there", growth, StringComparison.Ordinal);
        Assert.Matches("Note: Empty cells: \"rating\" [0-9]+ \\(first in row [0-9]+\\)", growth);
        Assert.Contains("Of the variance that the fixed effects leave, client accounts for", growth, StringComparison.Ordinal);
        Assert.Contains("T24", growth, StringComparison.Ordinal);
        var nothing = await Run("mixed", Path.Combine(Golden.Folder, "lmm_dyestuff2.csv"), "--formula", "Yield ~ 1 + (1|Batch)");
        Assert.Contains("at the boundary", nothing, StringComparison.Ordinal);
        Assert.Contains("that of Batch is too small to be seen in these data", nothing, StringComparison.Ordinal);
        Assert.Contains("Within a pair the two sides answer each other", await Run("dyads", Path.Combine(SourceTree.Root, "docs/examples/pairs.csv")), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_examples_of_the_page_print_what_it_shows()
    {
        var page = SourceTree.Read("docs/statistics-mixed.md").ReplaceLineEndings("\n");
        foreach (var (command, file, options) in new[]
        {
            ("mixed", "docs/examples/alliance.csv", new[] { "--formula", Growth, "--profile" }),
            ("dyads", "docs/examples/pairs.csv", []),
        })
        {
            Assert.Contains((await Run(command, Path.Combine(SourceTree.Root, file), options)).ReplaceLineEndings("\n"), page, StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData("This bracket is never closed.\n  rating ~ log(session) + (1|client\n                          ^", "rating ~ log(session) + (1|client")]
    [InlineData("There is no column \"ratng\". Do you mean \"rating\"?\n  ratng ~ 1 + (1|client)\n  ^", "ratng ~ 1 + (1|client)")]
    [InlineData("Do you mean \"client\"?\n  rating ~ 1 + (1|clint)\n                  ^", "rating ~ 1 + (1|clint)")]
    [InlineData("Do you mean \"session\"?\n  rating ~ sesion\n           ^", "rating ~ school + (1|client)", "--against", "rating ~ sesion")]
    [InlineData("\"school\", row 1: \"humanistic\" is not a number", "school ~ 1 + (1|client)")]
    [InlineData("No random effect is called \"x\"", "rating ~ 1 + (1|client)", "--at", "x=1")]
    [InlineData("--at takes a name and a number", "rating ~ 1 + (1|client)", "--at", "x")]
    [InlineData("The models explain different columns (session and rating)", "rating ~ school + (1|client)", "--against", "session ~ 1 + (1|client)")]
    [InlineData("cannot explain itself", "rating ~ session + rating:session + (1|client)")]
    [InlineData("cannot explain itself", "rating ~ session + (1|rating)")]
    [InlineData("make a column of squares", "rating ~ session^2 + (1|client)")]
    [InlineData("Instead of = there must stand ~", "rating = session + (1|client)")]
    [InlineData("A random part stands in brackets", "rating ~ session + 1|client")]
    [InlineData("too large to reckon with", "rating ~ session + (session|client)", "--at", "session=1e300")]
    [InlineData("so it cannot be seen that it lies inside it", "rating ~ session + (1|client) + (1|school)", "--against", "rating ~ log(session) + (1|school)")]
    [InlineData("stands here a second time", "rating ~ 1 + (1|client) + (1|client)")]
    [InlineData("This column stands before in the same nesting.", "rating ~ 1 + (1|client/client)")]
    [InlineData("more than 1000 terms", "rating ~ a*b*c*d*e*f*g*h*i*j*k + (1|client)")]
    [InlineData("So the intercept is called", "rating ~ `(Intercept)` + (1|client)")]
    [InlineData("so it is not inside it", "rating ~ school + (1|client)", "--against", "rating ~ log(session) + (1|client)")]
    [InlineData("effects are to vary between the groups of school, with all correlations", "rating ~ 1 + (factor(client)|school)")]
    [InlineData("Written out, the fixed effects make up to", "rating ~ client*therapist*school*factor(session) + (1|client)")]
    [InlineData("more parameters", "rating ~ 1 + (1|client)", "--against", "rating ~ session + (1|client)")]
    public async Task What_cannot_be_done_is_told_in_words(string told, string formula, params string[] options)
    {
        var ended = await RapportProcess.Run(["stats", "mixed", Example, "--formula", formula, .. options]);

        Assert.Equal((1, ""), (ended.Code, ended.Out));
        Assert.Contains(told, ended.Error.ReplaceLineEndings("\n"), StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", ended.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_test_halves_the_chance_for_a_variance_and_not_for_a_covariance()
    {
        var covariance = await Run("mixed", Example, "--formula", "rating ~ log(session) + (log(session)|client)", "--against", "rating ~ log(session) + (log(session)||client)");
        Assert.DoesNotContain("half of the time", covariance, StringComparison.Ordinal);
        var variance = await Run("mixed", Example, "--formula", "rating ~ 1 + (1|client) + (1|therapist)", "--against", "rating ~ 1 + (1|client)");
        Assert.Contains("half of the time", variance, StringComparison.Ordinal);
        Assert.Contains("What the smaller model leaves out ((1 | therapist)) explains more", variance, StringComparison.Ordinal);
        Assert.Contains(
            "half of the time", await Run("mixed", Example, "--formula", "rating ~ session + (1|client)", "--against", "rating ~ session"), StringComparison.Ordinal);
        Assert.Contains("leaves out (the correlations of (1 + log(session) | client)) explains", covariance, StringComparison.Ordinal);
        Assert.Contains(
            "leaves out (the intercept; school; (1 | therapist): all of it together) explains",
            await Run("mixed", Example, "--formula", "rating ~ school + (1|client) + (1|therapist)", "--against", "rating ~ 0 + (1|client)"), StringComparison.Ordinal);
        Assert.Contains(
            "What the smaller model leaves out (school)",
            await Run("mixed", Example, "--formula", "rating ~ school + (1|client)", "--against", "rating ~ 1 + (1|client)"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_a_model_cannot_know_by_itself_is_told()
    {
        var twice = await Run("mixed", Example, "--formula", "rating ~ school + (1|school) + (1|client)");
        Assert.Contains("any variance of school fits as well", twice, StringComparison.Ordinal);
        Assert.Contains("school: differences are from", twice, StringComparison.Ordinal);
        using var json = JsonDocument.Parse(await Run("mixed", Example, "--formula", "rating ~ school + (1|school) + (1|client)", "--json"));
        Assert.Contains(json.RootElement.GetProperty("notes").EnumerateArray(), note => note.GetString()!.StartsWith("school: differences are from", StringComparison.Ordinal));
        var path = Path.GetTempFileName();
        try
        {
            await File.WriteAllTextAsync(path, "y,school,g\n" + string.Concat(Enumerable.Range(0, 90).Select(i => $"{(i * 7919) % 101},{1 + (i % 3)},g{i % 15}\n")));
            Assert.Contains("If they stand for groups, write factor(school)", await Run("mixed", path, "--formula", "y ~ school + (1|g)"), StringComparison.Ordinal);
        }
        finally
        {
            File.Delete(path);
        }
    }

    [Fact]
    public async Task Both_sides_with_the_same_ratings_are_refused()
    {
        var pairs = Path.Combine(SourceTree.Root, "docs/examples/pairs.csv");
        Assert.Contains("three columns", (await RapportProcess.Run("stats", "dyads", pairs, "--therapist-rating", "client_rating")).Error, StringComparison.Ordinal);
        var path = Path.GetTempFileName();
        try
        {
            await File.WriteAllTextAsync(path, "therapist,client_rating,therapist_rating\n" + string.Concat(Enumerable.Range(0, 30).Select(i => $"T{i % 6},{i * 7 % 11},{8 - (i * 7 % 11)}\n")));
            var ended = await RapportProcess.Run("stats", "dyads", path, "--json");
            Assert.Equal((1, ""), (ended.Code, ended.Out));
            Assert.Contains("follow from the other's without a rest", ended.Error, StringComparison.Ordinal);
        }
        finally
        {
            File.Delete(path);
        }
    }

    private static string Figures(string told) => told[told.IndexOf("Mean", StringComparison.Ordinal)..told.IndexOf("Note: Empty cells", StringComparison.Ordinal)];

    [Fact]
    public async Task Several_sessions_of_a_pair_are_averaged_and_told()
    {
        var path = Path.GetTempFileName();
        try
        {
            var pairs = (await File.ReadAllLinesAsync(Path.Combine(SourceTree.Root, "docs/examples/pairs.csv")))[1..];
            // Each pair a second time, with one side missing: the mean is what it was.
            await File.WriteAllLinesAsync(path, ["therapist,client,client_rating,therapist_rating", .. pairs, .. pairs.Select(row => row[..row.LastIndexOf(',')] + ",")]);
            var told = await Run("dyads", path);
            var once = await Run("dyads", Path.Combine(SourceTree.Root, "docs/examples/pairs.csv"));
            Assert.Contains("rows are of 166 pairs: what each side of a pair has rated was averaged first.", told, StringComparison.Ordinal);
            Assert.Equal(Figures(once), Figures(told));
            Assert.DoesNotContain("An average of many sessions is surer", told, StringComparison.Ordinal);
            await File.AppendAllLinesAsync(path, pairs[..20]);
            Assert.Contains("Pairs have rated 2 to 3 times. An average of many sessions is surer than one of few", await Run("dyads", path), StringComparison.Ordinal);
        }
        finally
        {
            File.Delete(path);
        }
    }

    [Fact]
    public async Task A_number_that_may_stand_for_not_known_is_asked_about()
    {
        var path = Path.GetTempFileName();
        try
        {
            await File.WriteAllTextAsync(
                path, "g,y\n" + string.Concat(Enumerable.Range(0, 60).Select(i => $"{i % 6},{(i % 20 == 3 ? "-99" : i == 30 ? "-98" : $"{1 + (i * 7 % 5)}")}\n")));
            Assert.Contains(
                "Column \"y\" holds -99 in 3 rows, far from all else there. If it stands for what is not known, say --missing=-99",
                (await RapportProcess.Run("stats", "mixed", path, "--formula", "y ~ 1 + (1|g)")).Error, StringComparison.Ordinal);
            var notes = JsonDocument.Parse((await RapportProcess.Run("stats", "mixed", path, "--formula", "y ~ 1 + (1|g)", "--json")).Out).RootElement.GetProperty("notes");
            Assert.Equal(["--missing=-99", "--missing=-98"], notes.EnumerateArray().Select(note => note.GetString()!.Split(' ')[^1]).Where(word => word[0] == '-'));
            var said = await RapportProcess.Run("stats", "mixed", path, "--formula", "y ~ 1 + (1|g)", "--missing=-99.0", "--missing=-98");
            Assert.Equal("", said.Error);
            Assert.Contains("4 rows left out", said.Out, StringComparison.Ordinal);
        }
        finally
        {
            File.Delete(path);
        }
    }

    [Fact]
    public async Task Decimal_commas_do_not_hide_a_number_that_stands_for_not_known()
    {
        var path = Path.GetTempFileName();
        try
        {
            await File.WriteAllTextAsync(path, "g;y\n" + string.Concat(Enumerable.Range(0, 60).Select(i => $"{i % 6};{(i % 20 == 3 ? "-99" : $"{1 + (i * 7 % 5)},{i % 3}")}\n")));
            var said = await RapportProcess.Run("stats", "mixed", path, "--formula", "y ~ 1 + (1|g)", "--decimal-comma");
            Assert.Contains("Column \"y\" holds -99 in 3 rows", said.Error, StringComparison.Ordinal);
        }
        finally
        {
            File.Delete(path);
        }
    }

    [Fact]
    public async Task A_column_of_clients_is_found_in_any_case_and_its_want_is_told()
    {
        var path = Path.GetTempFileName();
        try
        {
            var pairs = await File.ReadAllLinesAsync(Path.Combine(SourceTree.Root, "docs/examples/pairs.csv"));
            var known = pairs[0].Replace("client,", "Client,", StringComparison.Ordinal);
            Assert.StartsWith("therapist,Client,", known, StringComparison.Ordinal);
            await File.WriteAllLinesAsync(path, [known, .. pairs[1..], .. pairs[1..]]);
            Assert.Contains("of 166 pairs", await Run("dyads", path), StringComparison.Ordinal);
            await File.WriteAllLinesAsync(path, [known.Replace("Client,", "who,", StringComparison.Ordinal), .. pairs[1..]]);
            Assert.Contains("name its client with --client", await Run("dyads", path), StringComparison.Ordinal);
        }
        finally
        {
            File.Delete(path);
        }
    }

    [Fact]
    public async Task What_a_smaller_model_leaves_out_is_told_by_its_groups_and_not_by_their_names() =>
        Assert.Contains(
            "What the smaller model leaves out ((1 | school))",
            await Run("mixed", Example, "--formula", "rating ~ 1 + (1|school/therapist/client)", "--against", "rating ~ 1 + (1|therapist/client)"), StringComparison.Ordinal);

    [Fact]
    public async Task Numbers_that_start_anew_in_each_group_and_too_few_groups_are_told()
    {
        var path = Path.GetTempFileName();
        try
        {
            await File.WriteAllTextAsync(path, "y,therapist,client,x\n" + string.Concat(Enumerable.Range(0, 96).Select(i => $"{((i * 7919) % 101) + (i / 48 * 90)},t{i / 12},{1 + (i / 3 % 4)},{(i / 48 == 0 ? "a" : "b")}\n")));
            Assert.Contains("write (1|therapist/client)", await Run("mixed", path, "--formula", "y ~ x + (1|client) + (1|therapist)"), StringComparison.Ordinal);
            Assert.DoesNotContain("numbers start anew", await Run("mixed", path, "--formula", "y ~ x + (1|therapist/client)"), StringComparison.Ordinal);
            Assert.Contains(
                "With 8 groups this test finds effects too easily", await Run("mixed", path, "--formula", "y ~ x + (1|therapist)", "--against", "y ~ 1 + (1|therapist)"), StringComparison.Ordinal);
        }
        finally
        {
            File.Delete(path);
        }
    }

    [Fact]
    public async Task Endless_brackets_end_in_a_word_and_no_more() =>
        Assert.Contains(
            "within 100 others",
            (await RapportProcess.Run(["stats", "mixed", Example, "--formula", "rating ~ " + new string('(', 20_000) + "session + (1|client)"])).Error, StringComparison.Ordinal);

    [Fact]
    public async Task A_text_that_never_varies_is_left_out_and_one_of_no_end_of_kinds_is_asked_about()
    {
        var path = Path.GetTempFileName();
        try
        {
            await File.WriteAllTextAsync(path, "y,f,g,t\n" + string.Concat(Enumerable.Range(0, 1500).Select(i => $"{(i * 7919) % 101},only,g{i % 50},t{i}\n")));
            Assert.Contains("says the same: f.", (await RapportProcess.Run("stats", "mixed", path, "--formula", "y ~ f + (1|g)")).Out, StringComparison.Ordinal);
            Assert.Contains("write (1|t)", (await RapportProcess.Run("stats", "mixed", path, "--formula", "y ~ t + (1|g)")).Error, StringComparison.Ordinal);
        }
        finally
        {
            File.Delete(path);
        }
    }

    [Fact]
    public async Task A_share_can_be_taken_where_one_wants_it()
    {
        async Task<double> Share(params string[] options)
        {
            var ended = await RapportProcess.Run(["stats", "mixed", Example, "--formula", Growth, "--json", .. options]);
            using var json = JsonDocument.Parse(ended.Out);
            return json.RootElement.GetProperty("variance_partition")[0].GetProperty("share").GetDouble();
        }

        Assert.NotEqual(await Share("--at", "log(session)=0"), await Share("--at", "log(session)=2"));
    }

    private static async Task<string> Run(string command, string file, params string[] options)
    {
        var ended = await RapportProcess.Run(["stats", command, file, .. options]);
        Assert.Equal((0, ""), (ended.Code, ended.Error));
        return ended.Out;
    }
}
