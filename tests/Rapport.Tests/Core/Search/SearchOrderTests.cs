using System.Security.Cryptography;
using System.Text;
using Rapport.Core.Search;

namespace Rapport.Tests.Core.Search;

public sealed class SearchOrderTests
{
    /// <summary>By version, what the formula was. A line here stays as it is for good; a new formula gets a new line.</summary>
    private static readonly Dictionary<int, string> Known = new()
    {
        [1] = "36e775833af8600e",
        [2] = "cfe911ba50d7865f",
        [3] = "120d53a6dc298f2a",
    };

    [Fact]
    public void A_formula_that_changes_gets_another_version() =>
        Assert.Equal(Known[SearchOrder.Version], Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(SearchOrder.Formula)).AsSpan(0, 8)));

    [Fact]
    public void The_formula_names_every_criterion_and_figure()
    {
        Assert.Contains("Best: Tier 1, NameMatch 1, NiceMissing 6, OpeningClass 3, DistanceBand 3, Freshness 3, Practice 1, Text 7, Lot 23, Id 0", SearchOrder.Formula, StringComparison.Ordinal);
        Assert.All(Enum.GetNames<Criterion>(), name => Assert.Contains(name, SearchOrder.Formula, StringComparison.Ordinal));
        Assert.Contains("Distance miles: 2, 5, 10, 25, 50, 100", SearchOrder.Formula, StringComparison.Ordinal);
    }
}
