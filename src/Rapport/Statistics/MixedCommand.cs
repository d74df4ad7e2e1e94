using System.CommandLine;
using System.Globalization;
using Rapport.Cli;
using Rapport.Core.Statistics;
using Rapport.Core.Statistics.Mixed;

namespace Rapport.Statistics;

/// <summary><c>rapport stats mixed</c>: a linear mixed model of a table, as lme4 fits it.</summary>
internal static class MixedCommand
{
    public static Command Create()
    {
        var input = new TableInput();
        var formula = new Option<string>("--formula")
        {
            Description = "The model in lme4's notation: rating ~ log(session) * school + (log(session)|client) + (1|therapist). Words are groups, numbers "
                + "are numbers; factor(x) makes groups of numbers.",
            HelpName = "FORMULA",
            Required = true,
        };
        var ml = new Option<bool>("--ml") { Description = "By maximum likelihood; by restricted maximum likelihood (REML) when not said." };
        var profile = new Option<bool>("--profile") { Description = "Profile-likelihood intervals of all parameters (by ML) and of each share of variance. Takes some hundred fits." };
        var level = new Option<double>("--level")
        {
            Description = "How sure the intervals are.",
            DefaultValueFactory = _ => 0.95,
            CustomParser = Typed.Number(0.5, 0.9999, 0.95),
            HelpName = "LEVEL",
        };
        var at = new Option<string[]>("--at")
        {
            Description = "Take the variance apart at this value of what varies between groups, as log(session)=1.6; at the mean of all rows when not said.",
            HelpName = "NAME=VALUE",
        };
        var against = new Option<string?>("--against")
        {
            Description = "A smaller model inside the first, to compare with it by a likelihood-ratio test. Both are fitted by ML to the same rows; the smaller one may be without random part.",
            HelpName = "FORMULA",
        };
        var groups = new Option<bool>("--groups") { Description = "Print what each group differs by (BLUP) and how sure that is." };
        var json = Verb.JsonOption();
        var command = new Command("mixed", "Fits a linear mixed model: fixed effects, variances of groups, nested or crossed, and what share each has.")
        {
            formula, ml, profile, level, at, against, groups, json,
        };
        input.AddTo(command);
        return command.Does(
            [
                "./rapport stats mixed docs/examples/alliance.csv --formula \"rating ~ log(session) + (1|therapist) + (log(session)|client)\"",
                "./rapport stats mixed docs/examples/alliance.csv --formula \"rating ~ school + (1|therapist/client)\" --against \"rating ~ 1 + (1|therapist/client)\"",
                "./rapport stats mixed - --formula \"y ~ x + (1|g)\" --profile --json < table.csv",
            ],
            async (parsed, stop) =>
            {
                var larger = Formula.Parse(parsed.GetValue(formula)!);
                var smaller = parsed.GetValue(against) is { } text ? Formula.Parse(text, plain: true) : null;
                var places = Places(parsed.GetValue(at) ?? []);
                string[] columns = [.. larger.Columns.Union(smaller?.Columns ?? [], StringComparer.Ordinal)];
                var table = await Read(input, parsed, columns, [larger, .. smaller is null ? [] : new[] { smaller }], stop);
                var report = await RowBar.While(parsed.GetValue(profile) ? ["Fitting", "Intervals"] : ["Fitting"], bars =>
                {
                    bars[0](0, 0);
                    var (asked, isProfiled) = (parsed.GetValue(level), parsed.GetValue(profile));
                    var fit = MixedModel.Of(table, larger, smaller, stop).Fit(!parsed.GetValue(ml));
                    var within = smaller is null ? null : MixedModel.Of(table, smaller, larger, stop);
                    var compared = within is null ? null : LikelihoodRatio.Of(within.Fit(reml: false), fit.Reml ? fit.Model.Fit(reml: false) : fit);
                    bars[0](1, 1);
                    var intervals = isProfiled ? ProfileIntervals.Of(fit, asked, (done, all) => bars[1](done, all)) : null;
                    return Task.FromResult(new MixedReport(fit, VariancePartition.Of(fit, places, isProfiled ? asked : null), intervals, within, compared, asked));
                });
                if (parsed.GetValue(json))
                {
                    input.PrintJson(report.Json(), MixedNotes.Of(report.Fit));
                }
                else
                {
                    report.Print(parsed.GetValue(groups));
                    input.TellEmpty();
                }
                return ExitCode.Done;
            });
    }

    private static async Task<Table> Read(TableInput input, ParseResult parsed, string[] columns, Formula[] formulas, CancellationToken stop)
    {
        try
        {
            return await input.Read(parsed, columns, stop);
        }
        catch (TableException wrong) when (wrong.Missing is { } column && Array.Find(formulas, one => one.Columns.Contains(column, StringComparer.Ordinal)) is { } formula)
        {
            throw formula.At(column, wrong.Message);
        }
    }

    private static Dictionary<string, double>? Places(string[] typed)
    {
        if (typed.Length == 0)
        {
            return null;
        }
        var places = new Dictionary<string, double>(StringComparer.Ordinal);
        foreach (var one in typed)
        {
            var cut = one.LastIndexOf('=');
            if (cut < 1 || !double.TryParse(one[(cut + 1)..], NumberStyles.Float, CultureInfo.InvariantCulture, out var value) || !double.IsFinite(value))
            {
                throw new MixedModelException($"--at takes a name and a number, like log(session)=1.6, not \"{one}\".");
            }
            places[one[..cut].Replace("`", "", StringComparison.Ordinal)] = value;
        }
        return places;
    }
}
