using System.Globalization;
using Rapport.Tests.Support;

namespace Rapport.Tests.Core.Statistics;

/// <summary>Counts how often intervals hold the numbers that data were made by.</summary>
internal sealed class Coverage
{
    private readonly List<string> _names = [];
    private readonly Dictionary<string, (int Held, int Asked)> _counts = new(StringComparer.Ordinal);

    public void Count(string name, double truth, double low, double high)
    {
        if (!_counts.TryGetValue(name, out var so))
        {
            _names.Add(name);
        }
        _counts[name] = (so.Held + (low <= truth && truth <= high ? 1 : 0), so.Asked + 1);
    }

    /// <summary>Each share of intervals that held theirs lies between these two; in a short trial chance alone takes some per cent more.</summary>
    public void MustLieWithin(double least, double most)
    {
        var (low, high) = Trial.IsLong ? (least, most) : (least - 0.1, 1);
        Assert.All(_names, name => Assert.True(Share(name) >= low && Share(name) <= high, $"{name}: {Share(name):P1}. All: {this}"));
    }

    /// <summary>For a table of trials: "x 95.1, sigma 94.6".</summary>
    public override string ToString() =>
        string.Join(", ", _names.Select(name => string.Create(CultureInfo.InvariantCulture, $"{name.Replace("|", " of ", StringComparison.Ordinal)} {100 * Share(name):0.0}")));

    private double Share(string name) => (double)_counts[name].Held / _counts[name].Asked;
}
