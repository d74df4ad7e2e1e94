using System.Text.Json;
using Rapport.Core.Statistics;
using Rapport.Core.Statistics.Mixed;

namespace Rapport.Tests.Core.Statistics.Mixed;

/// <summary>Every number that lme4 and lmerTest have for the data of <c>lmm.json</c>.</summary>
public sealed class GoldenLmmTests
{
    private const string File = "lmm.json";

    private static readonly string[] NoResult = ["reference", "tolerance_rule", "note"];

    public static TheoryData<string> Blocks => [.. Golden.Read(File).EnumerateObject().Select(block => block.Name).Except(NoResult, StringComparer.Ordinal)];

    [Theory]
    [MemberData(nameof(Blocks))]
    public void Every_number_of_a_block_is_met(string name)
    {
        var block = Golden.Read(File, name);
        switch (name)
        {
            case "school_likelihood_ratio":
                var school = Compare(block, "client_rating ~ logses + severity + (1|therapist) + (1|client)", "client_rating ~ logses + severity + school + (1|therapist) + (1|client)");
                Assert.Equal(3, Golden.Check(block, path => path switch
                {
                    "chisq" => school.ChiSquare,
                    "df" => school.Df,
                    "p" => school.P,
                    _ => throw new KeyNotFoundException(path),
                }, "data", "call"));
                break;
            case "therapist_variance_test":
                var therapist = Compare(block, "client_rating ~ logses + severity + (1|client)", "client_rating ~ logses + severity + (1|therapist) + (1|client)");
                Assert.Equal(2, Golden.Check(block, path => path switch
                {
                    "LR" => therapist.ChiSquare,
                    "p_half" => therapist.PHalf,
                    _ => throw new KeyNotFoundException(path),
                }, "data", "call"));
                break;
            default:
                CheckModel(block);
                break;
        }
    }

    private static LikelihoodRatio Compare(JsonElement block, string smaller, string larger)
    {
        var table = Golden.Table(block.GetProperty("data").GetString()!);
        return LikelihoodRatio.Of(MixedModel.Of(table, Formula.Parse(smaller)).Fit(reml: false), MixedModel.Of(table, Formula.Parse(larger)).Fit(reml: false));
    }

    private static void CheckModel(JsonElement block)
    {
        var table = Golden.Table(block.GetProperty("data").GetString()!);
        foreach (var part in block.EnumerateObject().Where(part => part.Name != "data"))
        {
            switch (part.Name)
            {
                case "REML" or "ML":
                    var fit = Fit(table, part.Value, part.Name == "REML");
                    Assert.True(Golden.Check(part.Value, path => Figure(fit, path.Split('/')), "call", "blups") > 10);
                    CheckBlups(part.Value.GetProperty("blups"), fit);
                    break;
                case "profileCI95_ML":
                    CheckProfile(part.Value, Fit(table, block.GetProperty("REML"), reml: true));
                    break;
                case "satterthwaite_REML":
                    var effects = Fit(table, block.GetProperty("REML"), reml: true).FixedEffects;
                    Assert.Equal(2 * effects.Count, Golden.Check(part.Value, path => path switch
                    {
                        "df" => effects.Select(effect => effect.Df),
                        "p" => effects.Select(effect => effect.P),
                        "terms" => effects.Select(effect => effect.Name),
                        _ => throw new KeyNotFoundException(path),
                    }, "call"));
                    break;
                default:
                    Assert.Fail($"Nobody looks at {part.Name}.");
                    break;
            }
        }
    }

    private static MixedFit Fit(Table table, JsonElement fit, bool reml)
    {
        var call = fit.GetProperty("call").GetString()!;
        var formula = call[(call.IndexOf('(', StringComparison.Ordinal) + 1)..call.LastIndexOf(", REML=", StringComparison.Ordinal)];
        return MixedModel.Of(table, Formula.Parse(formula)).Fit(reml);
    }

    private static object? Figure(MixedFit fit, string[] path) => path switch
    {
        ["n"] => fit.Model.Rows,
        ["groups", var name] => fit.Model.Groups.Single(group => group.Name == name).Count,
        ["fixed", var name, "estimate"] => fit.FixedEffects.Single(effect => effect.Name == name).Estimate,
        ["fixed", var name, "se"] => fit.FixedEffects.Single(effect => effect.Name == name).StandardError,
        ["variances", var number, var what] => Variance(fit.Variances[int.Parse(number, System.Globalization.CultureInfo.InvariantCulture)], what),
        ["logLik"] => fit.LogLikelihood,
        ["criterion_minus2logLik"] => fit.MinusTwoLogLikelihood,
        ["df"] => fit.Parameters,
        ["AIC"] => fit.Aic,
        ["BIC"] => fit.Bic,
        ["singular"] => fit.Singular,
        _ => throw new KeyNotFoundException(string.Join('/', path)),
    };

    private static object? Variance(VarianceComponent component, string what) => what switch
    {
        "group" => component.Group,
        "term1" => component.Term1,
        "term2" => component.Term2,
        "vcov" => component.Value,
        "sdcor" => component.SdOrCorrelation,
        _ => throw new KeyNotFoundException(what),
    };

    private static void CheckBlups(JsonElement blups, MixedFit fit)
    {
        var found = RandomEffects.Of(fit);
        foreach (var random in blups.GetProperty("random").EnumerateArray())
        {
            var own = found.Single(one => one.Group == random.GetProperty("group").GetString());
            var names = random.GetProperty("terms") is { ValueKind: JsonValueKind.Array } several ? several.EnumerateArray().ToList() : [random.GetProperty("terms")];
            var columns = names.Select(name => own.Terms.ToList().IndexOf(name.GetString()!)).ToArray();
            var levels = random.GetProperty("levels").EnumerateArray().Select(level => own.Levels.ToList().IndexOf(level.GetString()!)).ToArray();
            Near(random.GetProperty("blup"), own.Values, blups, levels, columns);
            if (random.GetProperty("posterior_sd") is { ValueKind: JsonValueKind.Array } deviations)
            {
                Near(deviations, own.StandardDeviations, blups, levels, columns);
            }
        }
    }

    private static void Near(JsonElement expected, double[][] actual, JsonElement tolerance, int[] levels, int[] columns)
    {
        Assert.Equal(levels.Length, expected.GetArrayLength());
        for (var i = 0; i < levels.Length; i++)
        {
            Assert.Equal(columns.Length, expected[i].GetArrayLength());
            for (var j = 0; j < columns.Length; j++)
            {
                Near(expected[i][j].GetDouble(), actual[levels[i]][columns[j]], tolerance, $"level {i}, term {j}");
            }
        }
    }

    private static void CheckProfile(JsonElement profile, MixedFit fit)
    {
        var found = ProfileIntervals.Of(fit);
        var rows = profile.GetProperty("rows").EnumerateObject().ToList();
        Assert.Equal(rows.Select(row => row.Name).Order(StringComparer.Ordinal), found.Select(one => one.Name).Order(StringComparer.Ordinal));
        foreach (var row in rows)
        {
            var own = found.Single(one => one.Name == row.Name);
            Near(row.Value[0].GetDouble(), own.Lower, profile, row.Name);
            Near(row.Value[1].GetDouble(), own.Upper, profile, row.Name);
        }
    }

    private static void Near(double expected, double actual, JsonElement tolerance, string what)
    {
        var allowed = tolerance.GetProperty("atol").GetDouble() + (tolerance.GetProperty("rtol").GetDouble() * Math.Abs(expected));
        Assert.True(Math.Abs(actual - expected) <= allowed, FormattableString.Invariant($"{what}: expected {expected:R} within {allowed}, got {actual:R}"));
    }
}
