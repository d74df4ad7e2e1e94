using CsCheck;
using Rapport.Core.Fit;

namespace Rapport.Tests.Core.Fit;

/// <summary>The score that an order stands on is the match of the model, whatever is answered.</summary>
public sealed class FitScorerTests
{
    private static readonly Gen<Style> Styles = Gen.Select(Gen.Int[0, 6].Array[StyleAxes.Count], answers => new Style(
        [.. answers.Select(answer => answer switch { 0 => StyleAnswer.None, 1 => StyleAnswer.Either, _ => StyleAnswer.At(StyleAxes.Places[answer - 2]) })]));

    private static readonly Gen<Preferences> Wishes = Gen.Select(Gen.Int[0, 5].Array[StyleAxes.Count], Gen.Int[0, 2].Array[StyleAxes.Count], (answers, importance) =>
        new Preferences([.. answers.Select((answer, axis) => answer == 0 ? (Preference?)null
            : new Preference(StyleAxes.Places[answer - 1], new[] { Preference.Little, Preference.Some, Preference.Lot }[importance[axis]]))]));

    [Fact]
    public void It_is_the_match_of_the_model() =>
        Gen.Select(Styles, Wishes, Styles.Array[1, 20], Gen.Double[-0.2, 0.2].Array[StyleAxes.Count]).Sample((style, wishes, all, weights) =>
        {
            var scale = new FitScale { ClientMeans = [0.1, 0, -0.4, 0, 0, 0.7, 0, 0] }.MeasuredOn(all);
            var (ways, features) = (new double[StyleAxes.Count], new double[FitFeatures.Count]);
            scale.Ways(style, ways);
            FitFeatures.Fill(scale, wishes, ways, meetsIdentity: false, features);
            var match = weights.Select((weight, axis) => weight * features[FitFeatures.Match + axis]).Sum();

            Assert.Equal(match, new FitScorer(scale, weights, wishes).Of(StyleCode.Of(style), 7), 1e-12);
        });

    [Fact]
    public void The_reasons_add_up_to_the_score() =>
        Gen.Select(Styles, Wishes, Styles.Array[1, 20], Gen.Double[-0.2, 0.2].Array[StyleAxes.Count]).Sample((style, wishes, all, weights) =>
        {
            var scale = new FitScale { ClientMeans = [0.1, 0, -0.4, 0, 0, 0.7, 0, 0] }.MeasuredOn(all);
            Assert.Equal(new FitScorer(scale, weights, wishes).Of(StyleCode.Of(style), 7), FitReason.Of(scale, weights, wishes, style).Sum(reason => reason.Points), 1e-12);
        });

    [Fact]
    public void Axes_in_another_order_and_all_weights_times_as_much_leave_the_order_of_therapists() =>
        Gen.Select(Styles.Array[2, 20], Wishes, Gen.Int[0, StyleAxes.Count - 1], Gen.Double[0.1, 10]).Sample((all, wishes, turn, times) =>
        {
            T[] Turned<T>(IEnumerable<T> axes) => [.. axes.Skip(turn), .. axes.Take(turn)];
            // At most three "it depends" count, in the order of the axes: so they are left out here.
            Style[] told = [.. all.Select(style => new Style([.. style.Axes.Select(axis => axis.Place is null ? StyleAnswer.None : axis)]))];
            double[] weights = [.. Enumerable.Range(1, StyleAxes.Count).Select(axis => 0.01 * axis)];
            var scorer = new FitScorer(new FitScale().MeasuredOn(told), weights, wishes);
            Style[] turned = [.. told.Select(style => new Style(Turned(style.Axes)))];
            var other = new FitScorer(new FitScale().MeasuredOn(turned), [.. Turned(weights).Select(weight => weight * times)], new Preferences(Turned(wishes.Axes)));
            for (var at = 0; at < told.Length; at++)
            {
                Assert.Equal(times * scorer.Of(StyleCode.Of(told[at]), at), other.Of(StyleCode.Of(turned[at]), at), 1e-9);
            }
        });

    [Fact]
    public void A_style_comes_back_from_its_code_with_the_three_either_that_count() => Styles.Sample(style =>
    {
        var read = StyleCode.Read(StyleCode.Of(style));
        for (var axis = 0; axis < StyleAxes.Count; axis++)
        {
            Assert.Equal(style.Axes[axis].Place, read.Axes[axis].Place);
            Assert.Equal(style.CountsAsEither(axis), read.Axes[axis].IsEither);
        }
    });

    [Fact]
    public void A_therapists_own_part_counts_only_for_who_has_told_a_wish()
    {
        var own = new Dictionary<long, double> { [7] = 0.05 };
        var told = new Preferences([new Preference(0), null, null, null, null, null, null, null]);
        var weights = Enumerable.Repeat(FitPrior.StartWeight, StyleAxes.Count).ToArray();

        Assert.Equal(0.05, new FitScorer(new FitScale(), weights, told, own).Of(0, 7));
        Assert.Equal(0, new FitScorer(new FitScale(), weights, told, own).Of(0, 8));
        Assert.Equal(0, new FitScorer(new FitScale(), weights, Preferences.None, own).Of(0, 7));
    }
}
