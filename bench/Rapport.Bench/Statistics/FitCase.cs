namespace Rapport.Bench.Statistics;

/// <summary>A model that both fit.</summary>
/// <param name="Name">How the table calls it.</param>
/// <param name="Kind">"mixed" or "meta".</param>
/// <param name="File">The CSV file that both read.</param>
/// <param name="Ours">The formula, or the method of a meta-analysis with its moderator: "REML" or "REML year".</param>
/// <param name="Theirs">The call that R is asked for, of the table <c>d</c>.</param>
internal sealed record FitCase(string Name, string Kind, string File, string Ours, string Theirs)
{
    public static FitCase Mixed(string name, string file, string formula) => new(name, "mixed", file, formula, $"lmer({formula}, d)");

    /// <summary>A meta-analysis of effects and variances.</summary>
    public static FitCase Meta(string name, string file, string method, string? moderator = null, bool knappHartung = false) => new(
        name, "meta", file, string.Join(' ', new[] { method, knappHartung ? "KH" : null, moderator }.Where(word => word is not null)),
        $"rma(yi, vi, {(moderator is null ? "" : $"mods = ~ {moderator}, ")}data = d, method = \"{method}\"{(knappHartung ? ", test = \"knha\"" : "")})");

    /// <summary>Effects of several to a study.</summary>
    public static FitCase ThreeLevel(string name, string file) => new(
        name, "three", file, "REML", "rma.mv(yi, vi, random = ~ 1 | study/effect, data = d)");
}
