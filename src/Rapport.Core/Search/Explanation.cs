using System.Runtime.InteropServices;

namespace Rapport.Core.Search;

/// <summary>Why a profile stands where it stands in a search, to the last digit: whoever has the same for two can compare them.</summary>
/// <param name="Id">Its number.</param>
/// <param name="Position">From 1, among all that are found.</param>
/// <param name="Total">How many are found.</param>
/// <param name="Order">The order in which they stand.</param>
/// <param name="Seed">Of which the lot is drawn.</param>
/// <param name="Steps">One for each criterion of the order.</param>
/// <param name="Key">The ranks packed into one number, the first criterion highest: the smaller key stands first.</param>
/// <param name="Name">The name as it is compared, where the order compares names; of equal keys the lesser stands first, then
/// the lower number.</param>
/// <param name="Chance">How likely it stands among the first as many as the query takes, if the seed were any other: 0 to 1.</param>
public sealed record Explanation(
    long Id,
    int Position,
    int Total,
    SearchOrder Order,
    ulong Seed,
    IReadOnlyList<ExplainedStep> Steps,
    ulong Key,
    string? Name,
    double Chance)
{
    /// <summary>The criterion that puts one before another in one search; null for one and the same.</summary>
    public Criterion? Decides(Explanation other)
    {
        ArgumentNullException.ThrowIfNull(other);
        for (var step = 0; step < Steps.Count; step++)
        {
            var differs = Steps[step].Criterion switch
            {
                Criterion.Name => Name != other.Name,
                Criterion.Id => Id != other.Id,
                _ => Steps[step].Rank != other.Steps[step].Rank,
            };
            if (differs)
            {
                return Steps[step].Criterion;
            }
        }

        return null;
    }
}

/// <summary>One criterion of an order, as it is for one profile.</summary>
/// <param name="Criterion">The criterion.</param>
/// <param name="Value">What was measured: see <see cref="Explaining"/>; null is not known, none, or the name.</param>
/// <param name="Rank">The rank that follows from it: the smaller stands first.</param>
/// <param name="Bits">How many bits of the key the rank takes.</param>
[StructLayout(LayoutKind.Auto)]
public readonly record struct ExplainedStep(Criterion Criterion, long? Value, int Rank, int Bits);
