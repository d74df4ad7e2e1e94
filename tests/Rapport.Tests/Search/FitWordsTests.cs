using CsCheck;
using Rapport.Core.Fit;
using Rapport.Profiles;
using Rapport.Search;

namespace Rapport.Tests.Search;

/// <summary>The reasons of an order by fit, as a card tells them.</summary>
public sealed class FitWordsTests
{
    private static readonly Gen<double> Places = Gen.Int[0, StyleAxes.Places.Count - 1].Select(at => StyleAxes.Places[at]);

    private static readonly Gen<Preferences> Wishes = Gen.Select(Places, Gen.Int[-1, 1].Select(much => Math.Pow(2, much)), Gen.Bool,
        (place, importance, isSkipped) => isSkipped ? (Preference?)null : new Preference(place, importance)).Array[StyleAxes.Count].Select(axes => new Preferences(axes));

    private static readonly Gen<IReadOnlyList<StyleSaid>> Says = Gen.Select(Places, Gen.Int[0, 5])
        .Select((place, kind) => (Place: kind == 0 ? (double?)null : place, IsSaid: kind > 1)).Array[StyleAxes.Count]
        .Select(answers => (IReadOnlyList<StyleSaid>)[.. answers.Select((one, axis) => (one, axis)).Where(at => at.one.IsSaid || at.one.Place is null)
            .Select(at => new StyleSaid(StyleAxes.Ids[at.axis], at.one.Place))]);

    private static readonly FitScale Scale = new() { TherapistMeans = [0.5, -0.5, 1, 0, 0, -1, 2, 0.1] };

    [Fact]
    public void Each_pair_has_something_against_it_or_not_known() => Gen.Select(Wishes, Says, Gen.Bool).Sample((wishes, said, isKnown) =>
    {
        var lines = Lines(wishes, said, isKnown ? 0.03 : null);
        Assert.NotNull(lines.Against ?? lines.NotKnown);
    });

    [Fact]
    public void What_is_told_is_what_the_estimate_would_lose_the_most_first() => Gen.Select(Wishes, Says).Sample((wishes, said) =>
    {
        var style = ProfileStyle.Of(said);
        var lines = Lines(wishes, said, null);
        foreach (var (told, sign) in new[] { (lines.Pros, 1), (lines.Cons, -1) })
        {
            var points = told.Select(sentence => sign * Lost(wishes, style, said.First(one => one.Place is not null && sentence.Told == StyleWords.Said(one)).Axis)).ToList();
            Assert.All(points, lost => Assert.InRange(lost, FitReason.Least - 1e-12, double.MaxValue));
            // Parts that differ by no more than rounding may stand either way.
            Assert.All(points.Zip(points.Skip(1)), pair => Assert.True(pair.First >= pair.Second - 1e-12, $"{pair.First} stands before {pair.Second}"));
        }
        Assert.InRange(lines.Pros.Count, 0, 4);
    });

    [Theory]
    // Most here plan more than the middle: that is less of what was asked for, and it is said.
    [InlineData(0, 2, null, "Part plan, part what comes up. On average, people here are nearer to your wish.")]
    [InlineData(1.5, 2, null, "Mostly follows a plan, with small things to do at home. On average, people here are nearer to your wish.")]
    [InlineData(0, -2, "Part plan, part what comes up. That is nearer to your wish than the average here.", null)]
    [InlineData(3, 0, "Follows a plan, with things to do at home.", null)]
    [InlineData(-3, 0, null, "Talks about what comes up, without a plan.")]
    public void A_place_that_counts_by_what_is_usual_here_says_so(double place, double usual, string? pro, string? con)
    {
        var scale = new FitScale { TherapistMeans = [0, usual, 0, 0, 0, 0, 0, 0] };
        var lines = Lines(scale, Planner(3), [new StyleSaid("structure", place)], null);
        Assert.Equal((pro, con), (lines.For, lines.Against));
    }

    [Fact]
    public void Either_is_fine_a_wish_weaker_than_most_and_a_weight_below_0_speak_neither_for_nor_against()
    {
        StyleSaid[] said = [new("structure", 3)];
        Assert.Null(Lines(Scale with { ClientMeans = [0, 2, 0, 0, 0, 0, 0, 0] }, Planner(0), said, null).Against);
        Assert.Null(Lines(Scale with { ClientMeans = [0, 2, 0, 0, 0, 0, 0, 0] }, Planner(1.5), said, null).Against);
        Assert.Null(FitWords.Of(FitReason.Of(Scale, [.. Enumerable.Repeat(-0.02, StyleAxes.Count)], Planner(3), ProfileStyle.Of(said)), Planner(3), said, null).Against);
    }

    [Fact]
    public void Where_nothing_speaks_against_a_pair_the_most_telling_of_what_is_not_known_is_told()
    {
        Assert.Equal("Today or the past: not said.", Lines(new Preferences([null, new(3, 1), null, null, new(3, 2), null, null, null]), [new("structure", 3)], null).NotKnown);
        // Skipped by the client, and said most clearly by the therapist.
        Assert.Equal("Goes into strong feelings. You did not say if you want that.", Lines(Planner(3), [new("structure", 3), new("push", 1.5), new("feelings", 3)], null).NotKnown);
        Assert.Equal("How people got on with this person.", Lines(Planner(3), [new("structure", 3)], null).NotKnown);
        Assert.Equal("How you two will get on: nobody knows before you meet.", Lines(Planner(3), [new("structure", 3)], 0.02).NotKnown);
        Assert.Null(Lines(Planner(3), [new("structure", -3)], null).NotKnown);
        Assert.Equal("How this person works: not said yet.", Lines(Planner(3), [], null).NotKnown);
    }

    [Fact]
    public void A_wish_that_decides_nothing_because_nothing_was_found_of_it_here_is_told_as_not_known()
    {
        StyleSaid[] said = [new("structure", 3)];
        Assert.EndsWith(": so far we do not see that it matters here.",
            FitWords.Of(FitReason.Of(Scale, new double[StyleAxes.Count], Planner(3), ProfileStyle.Of(said)), Planner(3), said, null).NotKnown, StringComparison.Ordinal);
    }

    private static Preferences Planner(double place) => new([null, new Preference(place, Preference.Lot), .. new Preference?[StyleAxes.Count - 2]]);

    private static FitLines Lines(Preferences wishes, IReadOnlyList<StyleSaid> said, double? own) => Lines(Scale, wishes, said, own);

    private static FitLines Lines(FitScale scale, Preferences wishes, IReadOnlyList<StyleSaid> said, double? own) =>
        FitWords.Of(FitReason.Of(scale, LearntFit.Start(scale).Weights, wishes, ProfileStyle.Of(said)), wishes, said, own);

    // What the score changes by where the client had skipped that question.
    private static double Lost(Preferences wishes, Style style, string axis)
    {
        var weights = LearntFit.Start(Scale).Weights;
        double Score(Preferences of) => new FitScorer(Scale, weights, of).Of(StyleCode.Of(style), 1);
        return Score(wishes) - Score(new Preferences([.. wishes.Axes.Select((wish, at) => StyleAxes.Ids[at] == axis ? null : wish)]));
    }
}
