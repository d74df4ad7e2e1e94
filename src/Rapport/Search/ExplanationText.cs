using System.Globalization;
using Rapport.Core.Search;

namespace Rapport.Search;

/// <summary>An explanation as lines of a terminal.</summary>
internal static class ExplanationText
{
    public static IEnumerable<string> Lines(Explanation one, DateOnly day, int pageSize)
    {
        yield return string.Create(CultureInfo.InvariantCulture, $"id:{one.Id} stands at {one.Position:N0} of {one.Total:N0} on {day:yyyy-MM-dd}, in the order \"{one.Order.Sort}\", version {SearchOrder.Version}.");
        yield return string.Create(CultureInfo.InvariantCulture, $"{"Criterion",-14} {"Value",12} {"Rank",12} {"Bits",5}");
        foreach (var step in one.Steps)
        {
            yield return string.Create(CultureInfo.InvariantCulture, $"{step.Criterion,-14} {Value(step, one),12} {step.Rank,12} {step.Bits,5}");
        }
        yield return string.Create(CultureInfo.InvariantCulture, $"Key: {one.Key} ({one.Order.Criteria.Count} ranks packed, the smaller key stands first). Seed of the lot: {one.Seed}.");
        yield return string.Create(CultureInfo.InvariantCulture, $"Chance of standing among the first {pageSize} by the lot of any day: {100 * one.Chance:0.0000} %.");
    }

    /// <summary>"id:3 stands before id:8: the distance band decides."</summary>
    public static string Decision(Explanation one, Explanation other) => one.Decides(other) is { } criterion
        ? $"id:{(one.Position < other.Position ? one.Id : other.Id)} stands before id:{(one.Position < other.Position ? other.Id : one.Id)}: {criterion} decides."
        : "These are one and the same.";

    private static string Value(ExplainedStep step, Explanation one) => step.Criterion == Criterion.Name ? one.Name ?? ""
        : step.Value?.ToString(CultureInfo.InvariantCulture) ?? "-";
}
