using System.Globalization;

namespace Rapport.Bench.Statistics;

/// <summary>The tables of the small fits: those of the reference results, and simulated ones, ten times as large.</summary>
internal static class SmallTables
{
    /// <summary>Writes the simulated ones and names all fits.</summary>
    public static IReadOnlyList<FitCase> In(string folder)
    {
        var golden = Path.Combine(AppContext.BaseDirectory, "golden");
        string Golden(string name) => Path.Combine(golden, $"{name}.csv");
        var lot = new Lot(6);
        return
        [
            FitCase.Mixed("sleepstudy, slopes", Golden("lmm_sleepstudy"), "Reaction ~ Days + (Days|Subject)"),
            FitCase.Mixed("sleepstudy, uncorrelated", Golden("lmm_sleepstudy"), "Reaction ~ Days + (1|Subject) + (0+Days|Subject)"),
            FitCase.Mixed("dyestuff", Golden("lmm_dyestuff"), "Yield ~ 1 + (1|Batch)"),
            FitCase.Mixed("dyestuff2, at the boundary", Golden("lmm_dyestuff2"), "Yield ~ 1 + (1|Batch)"),
            FitCase.Mixed("penicillin, crossed", Golden("lmm_penicillin"), "diameter ~ 1 + (1|plate) + (1|sample)"),
            FitCase.Mixed("pastes, nested", Golden("lmm_pastes"), "strength ~ 1 + (1|batch/cask)"),
            FitCase.Mixed("cake", Golden("lmm_cake"), "angle ~ recipe + temp + (1|repl)"),
            FitCase.Mixed("alliance, 3 levels", Golden("alliance_sessions"), "client_rating ~ logses + severity + (1|therapist) + (1|client)"),
            FitCase.Mixed("alliance, growth", Golden("alliance_sessions"), "client_rating ~ logses + severity + (1|therapist) + (logses|client)"),
            FitCase.Mixed("alliance, pairs", Golden("alliance_crossed"), "y ~ 1 + (1|client) + (1|therapist) + (1|pair)"),
            FitCase.Mixed("slopes, 180 groups of 10", Slopes(folder, lot), "y ~ x + (x|g)"),
            FitCase.Mixed("nested, 100 of 3 of 2", Nested(folder, lot), "y ~ 1 + (1|g/h)"),
            FitCase.Mixed("crossed, 240 by 60", Crossed(folder, lot), "y ~ 1 + (1|g) + (1|h)"),
            FitCase.Meta("16 studies, FE", Studies(folder, lot, 16), "FE"),
            FitCase.Meta("16 studies, DL", Studies(folder, lot, 16), "DL"),
            FitCase.Meta("16 studies, REML", Studies(folder, lot, 16), "REML"),
            FitCase.Meta("16 studies, PM", Studies(folder, lot, 16), "PM"),
            FitCase.Meta("40 studies, REML, Knapp-Hartung", Studies(folder, lot, 40), "REML", knappHartung: true),
            FitCase.Meta("40 studies, REML, a moderator", Studies(folder, lot, 40), "REML", "x"),
            FitCase.Meta("40 studies, DL, a moderator", Studies(folder, lot, 40), "DL", "x"),
            FitCase.Meta("400 studies, REML, a moderator", Studies(folder, lot, 400), "REML", "x"),
            FitCase.ThreeLevel("three levels, 120 effects of 40", Studies(folder, lot, 120)),
        ];
    }

    private static string Slopes(string folder, Lot lot) => Write(folder, "slopes", "y,x,g", Enumerable.Range(0, 180).SelectMany(g =>
    {
        var (own, slope) = (24 * lot.Normal(), 6 * lot.Normal());
        return Enumerable.Range(0, 10).Select(x => Row(250 + own + ((10 + slope) * x) + (25 * lot.Normal()), x, g)).ToList();
    }));

    private static string Nested(string folder, Lot lot) => Write(folder, "nested", "y,g,h", Enumerable.Range(0, 100).SelectMany(g =>
    {
        var own = 1.3 * lot.Normal();
        return Enumerable.Range(0, 3).SelectMany(h =>
        {
            var inner = own + (2.9 * lot.Normal());
            return Enumerable.Range(0, 2).Select(_ => Row(60 + inner + (0.8 * lot.Normal()), g, h)).ToList();
        }).ToList();
    }));

    private static string Crossed(string folder, Lot lot)
    {
        double[] columns = [.. Enumerable.Range(0, 60).Select(_ => 1.9 * lot.Normal())];
        return Write(folder, "crossed", "y,g,h", Enumerable.Range(0, 240).SelectMany(g =>
        {
            var own = 0.8 * lot.Normal();
            return columns.Select((column, h) => Row(23 + own + column + (0.5 * lot.Normal()), g, h)).ToList();
        }));
    }

    private static string Studies(string folder, Lot lot, int count)
    {
        var between = Enumerable.Range(0, count).Select(_ => 0.2 * lot.Normal()).ToArray();
        return Write(folder, $"studies{count}", "yi,vi,x,study,effect", Enumerable.Range(0, count).Select(at =>
        {
            var (v, x) = (1 / lot.Between(12, 150), lot.Normal());
            return Row(0.3 + (0.1 * x) + between[at / 3] + (0.1 * lot.Normal()) + (Math.Sqrt(v) * lot.Normal()), v, x, at / 3, at % 3);
        }));
    }

    private static string Row(params double[] cells) => string.Join(',', cells.Select(cell => cell.ToString("R", CultureInfo.InvariantCulture)));

    private static string Write(string folder, string name, string head, IEnumerable<string> rows)
    {
        var file = Path.Combine(folder, $"{name}.csv");
        File.WriteAllLines(file, [head, .. rows]);
        return file;
    }
}
