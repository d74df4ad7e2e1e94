using System.Globalization;
using Rapport.Core.Fit.Cities;

namespace Rapport.Tests.Core.Fit.Cities;

/// <summary>What is wanted of the learner in each of the simulated worlds, beside what was found.</summary>
internal static class CityGoals
{
    private const string NoHarm = "priced less hand, at the worst window";
    private const string Seen = "open therapists shown to nobody in 2,000 clients";
    private const string Load = "Gini load";
    private const string Shown = "Gini shown";
    private const string Newcomers = "late joiners' matches, beside any order";

    // Where there is a match, and therapists stay as they are.
    private static readonly string[] Calibrated =
        ["reference", "one-sided", "correlated", "ceiling scores", "reliability .35", "early leavers", "blanks", "liars", "fakes"];

    /// <summary>By world, the goals that are not reached: they are told, and not asked for.</summary>
    public static IReadOnlySet<(string World, string Goal)> NotYet { get; } = new HashSet<(string World, string Goal)>
    {
        // More than half of the places stand empty there, and whoever suits most gets most.
        ("quiet", Load),
        ("quiet", Shown),
        ("quiet", Newcomers),
    };

    /// <summary>The goals of a world.</summary>
    public static IReadOnlyList<CityGoal> Of(CityPanel panel)
    {
        var goals = new List<CityGoal>
        {
            new(NoHarm, Enumerable.Range(0, CityResult.Windows.Count).Min(window => panel.Gain(Policy.Priced, window).Mean - panel.Gain(Policy.Hand, window).Mean), Least: -0.02),
            Most(Load, one => one.GiniLoad, 0.30),
            Most(Shown, one => one.GiniShown, 0.38),
            Most(Seen, one => one.Unseen, 0),
            new(Newcomers, panel.Of(Policy.Priced, one => one.Newcomers).Mean / panel.Of(Policy.Random, one => one.Newcomers).Mean, Least: 1),
        };
        if (Calibrated.Contains(panel.World.Name))
        {
            goals.Add(new CityGoal("80 % bands that hold", Learnt(one => one.Coverage), 0.75, 0.88));
        }
        if (panel.World.Name == "reference")
        {
            goals.Add(new CityGoal("agreement with therapists' true parts", Learnt(one => one.Correlation), 0.75));
            goals.AddRange(new[] { 0.22, 0.36, 0.62, 0.74 }.Select((least, at) => OfCeiling(1 + at, least)));
        }
        if (panel.World.Name == "null")
        {
            goals.Add(new CityGoal("odds of the first", Learnt(one => one.Odds), Most: 0.52));
            goals.Add(new CityGoal("lists that say six or more", Learnt(one => one.SaysSix), Most: 0.05));
        }
        if (panel.World.HasFakes)
        {
            goals.Add(new CityGoal("matches of therapists with invented clients, beside any order", panel.Of(Policy.Priced, one => one.FakeMatches).Mean / panel.Of(Policy.Random, one => one.FakeMatches).Mean, Most: 1.6));
        }

        return goals;

        CityGoal Most(string name, Func<CityResult, double> figure, double most) => new(name, panel.Of(Policy.Priced, figure).Mean, Most: most);

        double Learnt(Func<CityLearnt, double> figure) => panel.Of(Policy.Priced, one => figure(one.Learnt!)).Mean;

        // Met where the mean and two standard errors reach it; of one seed there is no error to know.
        CityGoal OfCeiling(int window, double least)
        {
            var ((mean, error), ceiling) = (panel.Gain(Policy.Priced, window), panel.Gain(Policy.Ceiling, window).Mean);
            return new CityGoal($"of the ceiling, {CityResult.NameOf(window, panel.World.Clients)}", mean / ceiling, least, Spare: double.IsNaN(error) ? 0 : 2 * error / ceiling);
        }
    }
}

/// <summary>One goal and what was found.</summary>
internal sealed record CityGoal(string Name, double Found, double Least = double.NegativeInfinity, double Most = double.PositiveInfinity, double Spare = 0)
{
    public bool IsReached => Found + Spare >= Least && Found <= Most;

    public override string ToString() => string.Create(CultureInfo.InvariantCulture,
        $"{(IsReached ? "" : "**not reached** ")}{Name} {Found:0.000##}{(Spare > 0 ? $" + {Spare:0.000}" : "")} ({(double.IsFinite(Least) ? $"≥ {Least:0.###}" : "")}{(double.IsFinite(Least) && double.IsFinite(Most) ? ", " : "")}{(double.IsFinite(Most) ? $"≤ {Most:0.###}" : "")})");
}
