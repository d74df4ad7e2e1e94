using System.Globalization;
using Rapport.Core.Fit;
using Rapport.Tests.Support;

namespace Rapport.Tests.Core.Fit;

/// <summary>What answers are worth to a therapist: no way of ticking boxes brings more than a fair share.</summary>
public sealed class FitFairnessTests
{
    private const int Climbs = 12;

    // All that a therapist can answer on an axis, and the places between.
    private static readonly StyleAnswer[] Answers =
        [StyleAnswer.None, StyleAnswer.Either, .. Enumerable.Range(-StyleAxes.Pole, (2 * StyleAxes.Pole) + 1).Select(place => StyleAnswer.At(place))];

    [Theory]
    [InlineData("none", 0.05)]
    [InlineData("middle", 0.05)]
    [InlineData("ends", 2)]
    [InlineData("mixed ends", 2)]
    [InlineData("one end", 2)]
    [InlineData("four ends", 2)]
    [InlineData("either", 0.05)]
    public void No_answers_bring_more_than_twice_a_fair_share_of_first_places(string how, double most)
    {
        var city = new Town(seed: 5);
        var style = how switch
        {
            "none" => Style.Unknown,
            "middle" => Town.All(_ => StyleAnswer.At(0)),
            "ends" => Town.All(_ => StyleAnswer.At(StyleAxes.Pole)),
            "mixed ends" => Town.All(axis => StyleAnswer.At(axis % 2 == 0 ? StyleAxes.Pole : -StyleAxes.Pole)),
            "one end" => Town.All(axis => axis == 0 ? StyleAnswer.At(StyleAxes.Pole) : StyleAnswer.None),
            "four ends" => Town.All(axis => axis < 4 ? StyleAnswer.At(StyleAxes.Pole) : StyleAnswer.None),
            _ => Town.All(_ => StyleAnswer.Either),
        };

        Assert.InRange(city.FirstPlaces(style), 0, most);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    public void Nor_does_any_vector_that_is_climbed_to(double lean) => Trial.Run(3, 30, towns =>
    {
        // Whoever knows a town like this one, and changes one answer after the other as long as it helps; then with other people.
        var elsewhere = Enumerable.Range(100, 8).Select(seed => new Town(seed, lean)).ToList();
        var (most, same) = (0d, 0d);
        for (var seed = 20; seed < 20 + towns; seed++)
        {
            var town = new Town(seed, lean);
            var lot = new Random(seed);
            var best = Enumerable.Range(0, Climbs).Select(_ => Climb(town, Town.All(_ => Answers[lot.Next(Answers.Length)]))).MaxBy(town.FirstPlaces)!;
            (same, most) = (Math.Max(same, town.FirstPlaces(best)), Math.Max(most, elsewhere.Average(other => other.FirstPlaces(best))));
        }

        Assert.InRange(most, 1, 2);
        return string.Create(CultureInfo.InvariantCulture, $"{most:0.00} fair shares; not reached: 2 for whoever knows beforehand what each rival answers and each client wishes for, {same:0.00}");
    });

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    public void Taking_an_answer_back_gains_nothing(double lean) => Trial.Run(60, 600, styles =>
    {
        var towns = Enumerable.Range(40, 6).Select(seed => new Town(seed, lean)).ToList();
        var lot = new Random(3);
        var changes = new List<double>();
        for (var run = 0; run < styles; run++)
        {
            var (town, style) = (towns[run % towns.Count], Town.All(_ => StyleAnswer.At(lot.Next(-StyleAxes.Pole, StyleAxes.Pole + 1))));
            var before = town.RankedBelow(style);
            changes.AddRange(Enumerable.Range(0, StyleAxes.Count).Select(taken => town.RankedBelow(Town.All(axis => axis == taken ? StyleAnswer.None : style.Axes[axis])) - before));
        }

        Assert.All(changes, change => Assert.InRange(change, -0.015, 0.015));
        // Never a gain on average that could be told from none: the clients of a town are drawn, and bring an error of their own.
        var byTown = changes.Chunk(StyleAxes.Count).Select((one, run) => (Town: run % towns.Count, Mean: one.Average())).GroupBy(one => one.Town, (_, all) => all.Average(one => one.Mean)).ToList();
        var error = Math.Sqrt(byTown.Sum(one => Math.Pow(one - byTown.Average(), 2)) / (byTown.Count - 1) / byTown.Count);
        Assert.InRange(changes.Average(), -0.003, 2 * error);
        return string.Create(CultureInfo.InvariantCulture, $"{changes.Average():0.00000} ± {error:0.00000} on average, {changes.Max(Math.Abs):0.0000} at most");
    });

    [Fact]
    public void Of_it_depends_three_count_and_a_skipped_axis_is_worth_nothing()
    {
        var style = Town.All(_ => StyleAnswer.Either);
        Assert.Equal(Style.MostEither, Enumerable.Range(0, StyleAxes.Count).Count(style.Answers));
        var scale = new FitScale();
        var ways = new double[StyleAxes.Count];
        scale.Ways(Town.All(_ => StyleAnswer.At(2)), ways);
        var features = new double[FitFeatures.Count];
        FitFeatures.Fill(scale, Preferences.None, ways, meetsIdentity: false, features);
        Assert.True(Preferences.None.IsEmpty);
        Assert.All(features[1..], feature => Assert.Equal(0, feature));
        // All that the answers could tell is unknown where nothing is wished for; with all answered .0244 is left.
        Assert.Equal(0.030625, HowSure.AnswersVariance(scale, Preferences.None, Style.Unknown), 1e-12);
        var told = new Preferences([.. Enumerable.Repeat<Preference?>(new Preference(1), StyleAxes.Count)]);
        Assert.Equal(0.0244, HowSure.AnswersVariance(scale, told, Town.All(_ => StyleAnswer.At(1))), 1e-4);
    }

    [Fact]
    public void Who_leaves_in_silence_never_counts_for_a_therapist()
    {
        Assert.Equal(new CountedPair(4.4, 1), CountedPair.Of([], endedEarly: true));
        Assert.Equal(new CountedPair((6 + 4.4) / 2, 2), CountedPair.Of([6], endedEarly: true));
        Assert.Equal(new CountedPair(6, 3), CountedPair.Of([6, 6, 6, 1], endedEarly: false));
        Assert.Null(CountedPair.Of([], endedEarly: false));
    }

    private static Style Climb(Town town, Style style)
    {
        var (now, moved) = (town.FirstPlaces(style), true);
        while (moved)
        {
            moved = false;
            for (var axis = 0; axis < StyleAxes.Count; axis++)
            {
                foreach (var answer in Answers)
                {
                    var at = axis;
                    var tried = Town.All(other => other == at ? answer : style.Axes[other]);
                    if (town.FirstPlaces(tried) is var found && found > now)
                    {
                        (style, now, moved) = (tried, found, true);
                    }
                }
            }
        }

        return style;
    }
}
