using Rapport.Core.Statistics;
using Rapport.Core.Statistics.Dyads;
using Rapport.Tests.Support;

namespace Rapport.Tests.Core.Statistics.Dyads;

/// <summary>Of pairs that are made by known numbers, how often do the intervals hold them?</summary>
public sealed class PairCoverageTests
{
    [Theory]
    [InlineData(40, 8, 0.3, 0.4)]
    [InlineData(60, 12, 0.15, 0.3)]
    public void Intervals_of_95_per_cent_hold_the_truth_about_so_often(int therapists, int clients, double clientShare, double ownShare) => Trial.Run(inShort: 10, inLong: 1_000, runs =>
    {
        const double Across = 0.5, Within = 0.3;
        // Correlations of variances as small as these, of so few therapists, are held a little less often by any profile.
        var (held, ofCorrelations, lot) = (new Coverage(), new Coverage(), new NormalLot(7));
        for (var run = 0; run < runs; run++)
        {
            List<string> who = [], client = [], own = [];
            for (var therapist = 0; therapist < therapists; therapist++)
            {
                var (ofClients, ofOwn) = Correlated(lot, Across, clientShare, ownShare);
                for (var pair = 0; pair < clients; pair++)
                {
                    var (first, second) = Correlated(lot, Within, 1 - clientShare, 1 - ownShare);
                    who.Add($"T{therapist}");
                    client.Add(Mixed.SmallData.Text(5.5 + ofClients + first));
                    own.Add(Mixed.SmallData.Text(5 + ofOwn + second));
                }
            }
            var ratings = PairRatings.Of(new Table(["therapist", "client_rating", "therapist_rating"], [[.. who], [.. client], [.. own]]));
            var fit = OneWithMany.Fit(ratings);
            var intervals = PairIntervals.Of(ratings, fit);
            held.Count("client's share", clientShare, intervals.ClientShare.Low, intervals.ClientShare.High);
            held.Count("own share", ownShare, intervals.TherapistShare.Low, intervals.TherapistShare.High);
            ofCorrelations.Count("across therapists", Across, intervals.Generalised?.Low ?? -1, intervals.Generalised?.High ?? 1);
            ofCorrelations.Count("within pairs", Within, intervals.Dyadic!.Value.Low, intervals.Dyadic.Value.High);
            held.Count("difference", 0.5, fit.Difference.Low, fit.Difference.High);
        }

        held.MustLieWithin(0.93, 0.97);
        ofCorrelations.MustLieWithin(0.915, 0.985);
        return $"{held}, {ofCorrelations}";
    });

    private static (double First, double Second) Correlated(NormalLot lot, double r, double one, double other)
    {
        var (a, b) = (lot.Next(), lot.Next());
        return (Math.Sqrt(one) * a, Math.Sqrt(other) * ((r * a) + (Math.Sqrt(1 - (r * r)) * b)));
    }
}
