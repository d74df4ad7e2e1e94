using CsCheck;
using Rapport.Core.Fit;

namespace Rapport.Tests.Core.Fit;

/// <summary>How well pairs were predicted before they were learnt from.</summary>
public sealed class HeldOutTests
{
    private const double Usual = 5.4;

    [Theory]
    [InlineData(1)]
    [InlineData(0)]
    [InlineData(0.5)]
    public void The_slopes_say_how_much_of_what_was_expected_came(double holds)
    {
        var (lot, heldOut) = (new Random(7), new HeldOut());
        for (var pair = 0; pair < 200_000; pair++)
        {
            var (match, own) = (0.1 * Normal(lot), 0.15 * Normal(lot));
            var came = Came(Usual + (holds * (match + own)), lot);
            heldOut.Add(came, Usual + match, match, own);
            if (pair % 100 == 99)
            {
                heldOut.EndRelease();
            }
        }

        // Three standard errors, of .02 and .013.
        Assert.Equal(holds, heldOut.Match.Slope, 0.06);
        Assert.Equal(holds, heldOut.Therapist.Slope, 0.04);
        Assert.Equal(Math.Clamp(heldOut.Match.Slope - (1.96 * heldOut.Match.Error), 0, 1), heldOut.MatchSlope!.Value, 1e-12);
        // A part that holds by half takes as much from the error as it brings.
        Assert.True(holds == 0.5 || heldOut.TherapistsHelp == holds > 0.5);
    }

    [Fact]
    public void A_score_however_odd_moves_what_is_told_by_no_more_than_one_at_the_cap() =>
        Gen.Select(Gen.Double[-0.5, 0.5], Gen.Double[-0.5, 0.5], Gen.Double[3, 50]).Sample((match, own, far) =>
        {
            var (odd, cap) = (Of(far), Of(3));
            Assert.Equal(cap.MeanGain, odd.MeanGain, 1e-12);
            Assert.Equal(cap.Match.Slope, odd.Match.Slope, 1e-12);
            Assert.Equal(cap.Therapist.Slope, odd.Therapist.Slope, 1e-12);

            HeldOut Of(double apart)
            {
                var heldOut = new HeldOut();
                foreach (var usual in new[] { 0.2, -0.4, 0.1 })
                {
                    heldOut.Add(new CountedPair(Usual + usual, 3), Usual + usual, usual, 0.1 + usual);
                }

                heldOut.Add(new CountedPair(Usual + apart, 3), Usual + match, match, own);
                heldOut.EndRelease();
                return heldOut;
            }
        });

    [Fact]
    public void Nothing_is_claimed_before_enough_pairs_were_predicted()
    {
        var heldOut = new HeldOut();
        for (var pair = 1; pair < HeldOut.FewestPairs; pair++)
        {
            heldOut.Add(new CountedPair(Usual + (pair % 2), 3), Usual + (pair % 2), pair % 2, 0.1);
        }

        heldOut.EndRelease();
        Assert.Null(heldOut.MatchSlope);
        Assert.Null(heldOut.TherapistSlope);
        Assert.False(heldOut.TherapistsHelp);
    }

    private static CountedPair Came(double mean, Random lot)
    {
        var pair = new CountedPair(mean, 3);
        return pair with { Score = mean + (Math.Sqrt(pair.Variance) * Normal(lot)) };
    }

    private static double Normal(Random lot) => Math.Sqrt(-2 * Math.Log(1 - lot.NextDouble())) * Math.Cos(2 * Math.PI * lot.NextDouble());
}
