using Rapport.Core.Statistics;
using Rapport.Core.Statistics.Mixed;

namespace Rapport.Tests.Core.Statistics.Mixed;

public sealed class ProfileIntervalsTests
{
    // Twenty groups of six, x from 0 to 5, where groups that begin high rise less: intercept and slope are all but one.
    private const string Steep = """
        8.6 9.7 11.9 13.5 14.8 13.8 7.6 8.7 12.0 12.7 13.8 18.6 9.6 11.0 11.1 14.7 15.7 14.2 7.8 8.3 11.6 12.1 11.6 14.1 
        14.3 15.1 15.2 14.9 14.5 14.3 3.9 8.4 8.3 11.4 14.8 15.2 7.7 9.3 10.7 13.5 13.3 15.5 14.3 12.8 11.8 13.9 13.9 13.3 
        9.7 11.6 11.5 13.8 14.3 13.5 9.7 13.0 12.8 11.4 14.4 14.8 9.2 8.3 10.8 11.9 15.0 14.6 6.6 9.3 10.7 11.5 13.0 13.3 
        10.8 12.3 12.0 13.8 14.7 14.8 10.5 10.7 12.3 12.9 14.6 14.6 11.3 10.7 12.5 12.2 15.5 15.3 9.1 8.8 11.6 11.8 15.0 15.3 
        10.9 11.9 13.1 13.1 14.1 16.9 7.2 9.6 9.4 12.1 13.2 13.9 13.7 12.8 11.9 14.5 14.1 13.6 7.8 9.4 10.7 11.5 13.6 16.0
        """;

    /// <summary>A search that comes to a correlation of -1 must find its way back from there. Expected: confint of lme4 1.1-31.</summary>
    [Fact]
    public void Ends_near_a_correlation_of_minus_one_are_those_of_lme4()
    {
        string[] y = Steep.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
        var table = new Table(["y", "x", "g"], [y, [.. y.Select((_, row) => $"{row % 6}")], [.. y.Select((_, row) => $"g{row / 6}")]]);
        var found = ProfileIntervals.Of(MixedModel.Of(table, Formula.Parse("y ~ x + (x|g)")).Fit(reml: false));

        Assert.All(
            new (string Name, double Lower, double Upper)[]
            {
                ("sd_(Intercept)|g", 1.653157950, 3.267210715),
                ("cor_x.(Intercept)|g", -1, -0.928862556),
                ("sd_x|g", 0.371904286, 0.779197321),
                ("sigma", 0.786270291, 1.072794735),
                ("(Intercept)", 8.425041994, 10.596386607),
                ("x", 0.834212021, 1.361216558),
            },
            expected =>
            {
                var own = found.Single(one => one.Name == expected.Name);
                Assert.Equal(expected.Lower, own.Lower, 1e-4);
                Assert.Equal(expected.Upper, own.Upper, 1e-4);
            });
    }
}
