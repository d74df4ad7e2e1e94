using System.Globalization;
using Rapport.Core.Fit.Cities;
using Rapport.Tests.Support;

namespace Rapport.Tests.Core.Fit.Cities;

/// <summary>
/// The simulated city and what the learner reaches in it, beside figures that were worked out elsewhere: six seeds, the mean gain over any
/// order in SD of a check-in and its standard error.
/// </summary>
public sealed class CityTests
{
    private const int Seeds = 6;

    // By world and policy: gains over the first 5,000, all and the last 4,000, with their errors.
    private static readonly Dictionary<(string World, Policy Policy), (double[] Gains, double[] Errors)> References = new()
    {
        [("reference", Policy.Hand)] = ([0.060, 0.057, 0.056], [0.002, 0.002, 0.003]),
        [("reference", Policy.Ceiling)] = ([0.190, 0.172, 0.177], [0.006, 0.005, 0.006]),
        [("reference", Policy.Oracle)] = ([0.271, 0.249, 0.253], [0.007, 0.006, 0.006]),
        [("one-sided", Policy.Hand)] = ([0.038, 0.040, 0.045], [0.015, 0.015, 0.015]),
        [("one-sided", Policy.Ceiling)] = ([0.185, 0.167, 0.173], [0.024, 0.024, 0.024]),
        [("one-sided", Policy.Oracle)] = ([0.246, 0.227, 0.234], [0.022, 0.022, 0.022]),
        [("quiet", Policy.Hand)] = ([0.063, 0.063, 0.063], [0.013, 0.013, 0.013]),
        [("quiet", Policy.Ceiling)] = ([0.339, 0.343, 0.351], [0.017, 0.017, 0.017]),
        [("quiet", Policy.Oracle)] = ([0.425, 0.427, 0.436], [0.014, 0.014, 0.014]),
    };

    [Fact]
    public void The_same_seed_gives_the_same_city_and_another_does_not()
    {
        var world = World.Panel[0] with { Clients = 600, Therapists = 80 };
        var once = CitySimulation.Run(world, 1, Policy.Priced, TestContext.Current.CancellationToken);
        var again = CitySimulation.Run(world, 1, Policy.Priced, TestContext.Current.CancellationToken);
        Assert.Equal(once.Worth, again.Worth);
        Assert.Equal((once.Placed, once.DropOut, once.GiniLoad), (again.Placed, again.DropOut, again.GiniLoad));
        Assert.NotEqual(once.Worth, CitySimulation.Run(world, 2, Policy.Priced, TestContext.Current.CancellationToken).Worth);
    }

    [Fact]
    public void A_run_ends_when_asked_to() =>
        Assert.Throws<OperationCanceledException>(() => CitySimulation.Run(World.Panel[0], 1, Policy.Priced, new CancellationToken(canceled: true)));

    [Fact]
    public void The_truth_places_better_than_wishes_and_wishes_better_than_any_order()
    {
        var world = World.Panel[0] with { Clients = 3_000 };
        var worth = new[] { Policy.Random, Policy.Hand, Policy.Ceiling, Policy.Oracle }
            .Select(policy => Enumerable.Range(1, 2).Average(seed => CitySimulation.Run(world, seed, policy, TestContext.Current.CancellationToken).Worth[3])).ToList();

        Assert.Equal(worth.Order(), worth);
    }

    [Theory]
    [InlineData("reference")]
    [InlineData("one-sided")]
    [InlineData("quiet")]
    public void The_city_is_the_one_of_the_reference(string name) => Trial.Run(2, Seeds, seeds =>
    {
        var runs = Runs(name, seeds, [Policy.Random, Policy.Hand, Policy.Ceiling, Policy.Oracle]);
        foreach (var policy in new[] { Policy.Hand, Policy.Ceiling, Policy.Oracle })
        {
            var (gains, errors) = References[(name, policy)];
            for (var i = 0; i < gains.Length; i++)
            {
                var (mean, error) = runs.Gain(policy, 2 + i);
                Assert.True(Math.Abs(mean - gains[i]) <= Within(error, errors[i]), $"{name}, {policy}, {CityResult.NameOf(2 + i, 20_000)}: {mean:0.000} ± {error:0.000}, not {gains[i]:0.000}");
            }
        }

        return Told(runs);
    });

    [Fact]
    public void The_learner_reaches_the_reference() => Trial.Run(2, Seeds, seeds =>
    {
        var runs = Runs("reference", seeds, [Policy.Random, Policy.Priced]);
        double[] reference = [0.070, 0.068, 0.107, 0.131];
        double[] errors = [0.005, 0.002, 0.003, 0.006];
        for (var i = 0; i < reference.Length; i++)
        {
            var (mean, error) = runs.Gain(Policy.Priced, 1 + i);
            Assert.True(mean >= reference[i] - Within(error, errors[i]), $"{CityResult.NameOf(1 + i, 20_000)}: {mean:0.000} ± {error:0.000}");
        }

        return Told(runs);
    });

    [Theory]
    [MemberData(nameof(Worlds))]
    public void Each_world_reaches_its_goals(string name) => Trial.Run(1, Seeds, seeds =>
    {
        // In a short run the city is small and its people few: its windows are too short for goals, and only harm could be told.
        var world = World.Panel.Single(one => one.Name == name);
        var panel = CityPanel.Of(Trial.IsLong ? world : world with { Clients = 3_000, Therapists = 150 }, [Policy.Hand, Policy.Priced, Policy.Ceiling], [.. Enumerable.Range(1, seeds)], stop: TestContext.Current.CancellationToken);
        var goals = CityGoals.Of(panel);
        if (Trial.IsLong)
        {
            Assert.All(goals.Where(goal => !CityGoals.NotYet.Contains((name, goal.Name))), goal => Assert.True(goal.IsReached, goal.ToString()));
        }
        else
        {
            Assert.True(panel.Gain(Policy.Priced, 3).Mean >= panel.Gain(Policy.Hand, 3).Mean - 0.04);
            Assert.All(panel.Runs[Policy.Priced], run => Assert.Equal(0, run.Unseen));
        }

        return string.Join("; ", goals.OrderBy(goal => goal.IsReached ? 1 : 0));
    });

    public static TheoryData<string> Worlds() => [.. World.Panel.Select(world => world.Name)];

    // Three standard errors of the difference; of few seeds as large as six seeds' would have it, for few do not tell their own.
    private static double Within(double error, double reference) =>
        3 * Math.Sqrt((reference * reference) + (Trial.IsLong ? error * error : reference * reference * Seeds / 2));

    private static CityPanel Runs(string world, int seeds, Policy[] policies) =>
        CityPanel.Of(World.Panel.Single(one => one.Name == world), policies, [.. Enumerable.Range(1, seeds)], stop: TestContext.Current.CancellationToken);

    private static string Told(CityPanel runs) => string.Join("; ", runs.Runs.Keys.Where(policy => policy != Policy.Random).Order().Select(policy =>
        $"{policy} {string.Join(" ", Enumerable.Range(0, CityResult.Windows.Count).Select(window => runs.Gain(policy, window).Mean.ToString("+0.000;-0.000", CultureInfo.InvariantCulture)))}"));
}
