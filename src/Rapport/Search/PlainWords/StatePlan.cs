using Rapport.Core.Places;
using Rapport.Core.PlainWords;

namespace Rapport.Search.PlainWords;

/// <summary>
/// Medicaid has a name of its own in many states, and is listed under it: who says "Medicaid" in California means Medi-Cal too.
/// </summary>
internal static class StatePlan
{
    private static readonly Meaning Medicaid = new("insurer", "medicaid");

    /// <summary>The search with the state's own plan beside Medicaid, where that was said and the state is known.</summary>
    public static SearchRequest Into(SearchRequest request, PlainReading reading, State? state, Lazy<PlainReader> reader)
    {
        if (state is null || !reading.Meanings.Contains(Medicaid)
            || request.Filters?.GetValueOrDefault(Medicaid.Key)?.Values is not { } plans || !plans.Contains(Medicaid.Code)
            || Called(state, reader) is not { } called || plans.Contains(called))
        {
            return request;
        }
        var filters = request.Filters.ToDictionary(StringComparer.Ordinal);
        filters[Medicaid.Key] = new Selection([.. plans, called]);
        return request with { Filters = filters, Heard = request.Heard is { } heard ? [.. heard, $"{Medicaid.Key}:{called}"] : null };
    }

    /// <summary>Whether Medicaid was said and no name that it has in the state was found for it.</summary>
    public static bool IsUnnamed(SearchRequest request) =>
        request.Heard?.Contains($"{Medicaid.Key}:{Medicaid.Code}", StringComparer.Ordinal) == true
        && request.Filters?.GetValueOrDefault(Medicaid.Key)?.Values is [var plan] && plan == Medicaid.Code;

    // What people say of the state's plan stands among what they say: "california medicaid".
    private static string? Called(State state, Lazy<PlainReader> reader) =>
        reader.Value.Read($"{state.English} medicaid", isPlaced: true).Meanings
            .Where(meaning => meaning.Key == Medicaid.Key && meaning.Code != Medicaid.Code).Select(meaning => meaning.Code).FirstOrDefault();
}
