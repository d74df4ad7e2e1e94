using System.Diagnostics;
using System.Globalization;
using Rapport.Bench.Search;
using Rapport.Core.Fit;
using Rapport.Core.Search;
using Rapport.Search;

namespace Rapport.Bench.Fit;

/// <summary>
/// The order by fit among all who are there, beside the usual order of the same index and beside the model's own features worked out
/// and sorted one by one, which must give the same first twenty. One thread. Prints Markdown.
/// </summary>
internal static class FitBench
{
    private const int Usual = 100_000;
    private const int Rounds = 60;
    private const int Page = 20;

    public static int Run(string[] arguments)
    {
        var profiles = arguments is ["--profiles", var number] && int.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out var asked) ? asked : Usual;
        var directory = new DemoDirectory(profiles);
        var index = SearchIndex.Build(directory.Schema, directory.Listings);
        var lot = new Random(11);
        var release = WithOwnParts(FitRelease.First(index.ConfirmedStyles(), DateTime.UnixEpoch), directory.Listings, lot);
        Preferences[] clients = [.. Enumerable.Range(0, Rounds).Select(_ => Client(lot))];
        var listings = directory.Listings.ToDictionary(listing => listing.Id);

        var byFit = new List<double>();
        var usual = new List<double>();
        var oneByOne = new List<double>();
        foreach (var client in clients)
        {
            var query = new SearchQuery { Sort = SearchSort.Fit, Fit = release.For(client), Take = Page, WithFacets = false, Today = DemoDirectory.Today, Seed = 7 };
            SearchResult found = null!;
            byFit.Add(Timed(() => found = index.Search(query)));
            usual.Add(Timed(() => index.Search(query with { Sort = SearchSort.Best, Fit = null })));
            long[] sorted = [];
            oneByOne.Add(Timed(() => sorted = OneByOne(directory.Listings, release, client)));
            // Among those who have room the index must begin with whom the plain way finds; equals are drawn by lot.
            var scorer = release.For(client);
            int[] first = [.. found.Hits.Select(hit => SearchOrder.FitRank(scorer.Of(listings[hit.Id].Style, hit.Id)))];
            int[] plain = [.. sorted.Take(found.Hits.Count).Select(id => SearchOrder.FitRank(scorer.Of(listings[id].Style, id)))];
            if (!first.SequenceEqual(plain))
            {
                Console.Error.WriteLine("The two ways do not find the same people.");
                return 1;
            }
        }

        Line($"# The order by fit among {profiles:N0} profiles");
        Line($"");
        Line($"One thread, {Rounds} clients with eight answers drawn by lot, own parts of one therapist in ten, no filter, the first {Page} of all; .NET {Environment.Version}. Milliseconds.");
        Line($"");
        Line($"| way | median | p95 | times the order by fit |");
        Line($"|---|---|---|---|");
        foreach (var (name, times) in new[] { ("order by fit, index", byFit), ("usual order, index", usual), ("features worked out and sorted one by one", oneByOne) })
        {
            Line($"| {name} | {At(times, 0.5):0.00} | {At(times, 0.95):0.00} | {At(times, 0.5) / At(byFit, 0.5):0.0} |");
        }

        return 0;
    }

    // Of one in ten it is known how people got on, and it decides.
    private static FitRelease WithOwnParts(FitRelease first, Listing[] listings, Random lot)
    {
        var parts = listings.Where(_ => lot.Next(10) == 0).OrderBy(listing => listing.Id)
            .Select(listing => new OwnPart(listing.Id, TherapistParts.FurtherClients, first.Fit.Limit * lot.Next(-1, 2), FitPrior.StartTherapistVariance / 2, new double[StyleAxes.Count]));
        return first with { Fit = first.Fit with { IsOpen = true, Parts = [.. parts] } };
    }

    private static long[] OneByOne(Listing[] listings, FitRelease release, Preferences client)
    {
        var (scale, ways, features) = (release.Fit.Scale, new double[StyleAxes.Count], new double[FitFeatures.Count]);
        var scored = new List<(double Score, long Id)>();
        foreach (var listing in listings)
        {
            if (listing.Tier != 0 || listing.Openings is not { } openings || !openings.Any(one => one.Opening.Kind == OpeningKind.Open))
            {
                continue;
            }

            scale.Ways(StyleCode.Read(listing.Style), ways);
            FitFeatures.Fill(scale, client, ways, meetsIdentity: false, features);
            scored.Add((release.Fit.Weights.Select((weight, axis) => weight * features[FitFeatures.Match + axis]).Sum() + release.Fit.OwnOf(listing.Id), listing.Id));
        }

        return [.. scored.OrderByDescending(one => one.Score).Select(one => one.Id)];
    }

    private static Preferences Client(Random lot) => new(
        [.. Enumerable.Range(0, StyleAxes.Count).Select(_ => (Preference?)new Preference(StyleAxes.Places[lot.Next(StyleAxes.Places.Count)]))]);

    private static double Timed(Action what)
    {
        var began = Stopwatch.GetTimestamp();
        what();
        return Stopwatch.GetElapsedTime(began).TotalMilliseconds;
    }

    private static double At(List<double> times, double share) => times.Order().ElementAt((int)(share * (times.Count - 1)));

    private static void Line(FormattableString text) => Console.Out.WriteLine(text.ToString(CultureInfo.InvariantCulture));
}
