using Rapport.Core.Fit;

namespace Rapport.Tests.Core.Fit;

/// <summary>What answers are worth to a therapist: no way of ticking boxes brings more than a fair share.</summary>
public sealed class FitFairnessTests
{
    private const int Therapists = 60;
    private const int Clients = 3_000;

    [Theory]
    [InlineData("none", 0)]
    [InlineData("middle", 0)]
    [InlineData("ends", 2)]
    [InlineData("mixed ends", 2)]
    [InlineData("one end", 2)]
    [InlineData("four ends", 2)]
    [InlineData("either", 0)]
    public void No_answers_bring_more_than_twice_a_fair_share_of_first_places(string how, double most)
    {
        var city = new Town(seed: 5);
        var style = how switch
        {
            "none" => Style.Unknown,
            "middle" => All(_ => StyleAnswer.At(0)),
            "ends" => All(_ => StyleAnswer.At(StyleAxes.Pole)),
            "mixed ends" => All(axis => StyleAnswer.At(axis % 2 == 0 ? StyleAxes.Pole : -StyleAxes.Pole)),
            "one end" => All(axis => axis == 0 ? StyleAnswer.At(StyleAxes.Pole) : StyleAnswer.None),
            "four ends" => All(axis => axis < 4 ? StyleAnswer.At(StyleAxes.Pole) : StyleAnswer.None),
            _ => All(_ => StyleAnswer.Either),
        };

        Assert.InRange(city.FirstPlaces(style), 0, most + 0.05);
    }

    [Fact]
    public void Nor_does_any_vector_that_is_tried()
    {
        // The best of sixty in one town, in other towns: what a therapist who tries can know.
        var town = new Town(seed: 6);
        var lot = new Random(2);
        Style[] tried = [.. Enumerable.Range(0, 60).Select(_ => All(_ => lot.Next(4) switch
        {
            0 => StyleAnswer.None,
            1 => StyleAnswer.Either,
            2 => StyleAnswer.At(lot.Next(2) == 0 ? StyleAxes.Pole : -StyleAxes.Pole),
            _ => StyleAnswer.At(lot.Next(-StyleAxes.Pole, StyleAxes.Pole + 1)),
        }))];
        var best = tried.MaxBy(town.FirstPlaces)!;
        var most = Enumerable.Range(10, 4).Average(seed => new Town(seed).FirstPlaces(best));

        Assert.InRange(most, 0.5, 2);
    }

    [Fact]
    public void Taking_an_answer_back_gains_nothing()
    {
        var city = new Town(seed: 7);
        var lot = new Random(3);
        var changes = new List<double>();
        for (var run = 0; run < 12; run++)
        {
            var style = All(_ => StyleAnswer.At(lot.Next(-StyleAxes.Pole, StyleAxes.Pole + 1)));
            var before = city.RankedBelow(style);
            for (var axis = 0; axis < StyleAxes.Count; axis++)
            {
                var taken = axis;
                changes.Add(city.RankedBelow(All(other => other == taken ? StyleAnswer.None : style.Axes[other])) - before);
            }
        }

        Assert.All(changes, change => Assert.InRange(change, -0.015, 0.015));
        Assert.InRange(changes.Average(), -0.003, 0.001);
    }

    [Fact]
    public void Of_it_depends_three_count_and_a_skipped_axis_is_worth_nothing()
    {
        var style = All(_ => StyleAnswer.Either);
        Assert.Equal(Style.MostEither, Enumerable.Range(0, StyleAxes.Count).Count(style.Answers));
        var scale = new FitScale();
        var ways = new double[StyleAxes.Count];
        scale.Ways(All(_ => StyleAnswer.At(2)), ways);
        var features = new double[FitFeatures.Count];
        FitFeatures.Fill(scale, Preferences.None, ways, meetsIdentity: false, features);
        Assert.True(Preferences.None.IsEmpty);
        Assert.All(features[1..], feature => Assert.Equal(0, feature));
        // All that the answers could tell is unknown where nothing is wished for; with all answered .0244 is left.
        Assert.Equal(0.030625, HowSure.AnswersVariance(scale, Preferences.None, Style.Unknown), 1e-12);
        var told = new Preferences([.. Enumerable.Repeat<Preference?>(new Preference(1), StyleAxes.Count)]);
        Assert.Equal(0.0244, HowSure.AnswersVariance(scale, told, All(_ => StyleAnswer.At(1))), 1e-4);
    }

    [Fact]
    public void Who_leaves_in_silence_never_counts_for_a_therapist()
    {
        Assert.Equal(new CountedPair(4.4, 1), CountedPair.Of([], endedEarly: true));
        Assert.Equal(new CountedPair((6 + 4.4) / 2, 2), CountedPair.Of([6], endedEarly: true));
        Assert.Equal(new CountedPair(6, 3), CountedPair.Of([6, 6, 6, 1], endedEarly: false));
        Assert.Null(CountedPair.Of([], endedEarly: false));
    }

    private static Style All(Func<int, StyleAnswer> answer) => new([.. Enumerable.Range(0, StyleAxes.Count).Select(answer)]);

    /// <summary>Sixty therapists and three thousand clients who answer as people do.</summary>
    private sealed class Town
    {
        private readonly FitScale scale;
        private readonly double[][] others;
        private readonly (double[] Weighted, double Tie)[] clients;

        public Town(int seed)
        {
            var lot = new Random(seed);
            double Place() => Math.Clamp(Math.Round(1.5 * Math.Sqrt(-2 * Math.Log(1 - lot.NextDouble())) * Math.Cos(2 * Math.PI * lot.NextDouble())), -StyleAxes.Pole, StyleAxes.Pole);
            Style[] styles = [.. Enumerable.Range(0, Therapists - 1).Select(_ => All(_ => lot.NextDouble() < 0.05 ? StyleAnswer.None : StyleAnswer.At(Place())))];
            scale = new FitScale().MeasuredOn(styles);
            others = Array.ConvertAll(styles, Ways);
            clients = [.. Enumerable.Range(0, Clients).Select(_ => (Enumerable.Range(0, StyleAxes.Count)
                .Select(_ => lot.NextDouble() < 0.15 ? 0 : (lot.Next(4) switch { 0 => Preference.Little, 3 => Preference.Lot, _ => Preference.Some }) * Place()).ToArray(), lot.NextDouble()))];
        }

        /// <summary>How often a therapist with these answers stands first, in fair shares.</summary>
        public double FirstPlaces(Style style)
        {
            var own = Ways(style);
            return Therapists * clients.Average(client =>
                Score(client.Weighted, own) is var score && others.All(other => Score(client.Weighted, other) < score) ? 1d : 0);
        }

        /// <summary>The mean share of the others who stand below; half of those beside.</summary>
        public double RankedBelow(Style style)
        {
            var own = Ways(style);
            return clients.Average(client =>
            {
                var score = Score(client.Weighted, own);
                return others.Average(other => Score(client.Weighted, other) is var their && their < score ? 1 : their > score ? 0 : 0.5);
            });
        }

        private static double Score(double[] wishes, double[] ways)
        {
            var sum = 0d;
            for (var axis = 0; axis < wishes.Length; axis++)
            {
                sum += wishes[axis] * ways[axis];
            }

            return sum;
        }

        private double[] Ways(Style style)
        {
            var ways = new double[StyleAxes.Count];
            scale.Ways(style, ways);
            return ways;
        }
    }
}
