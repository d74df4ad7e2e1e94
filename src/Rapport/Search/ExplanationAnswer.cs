using Rapport.Core.Search;

namespace Rapport.Search;

/// <summary>Why one profile stands where it stands.</summary>
/// <param name="Id">Its number.</param>
/// <param name="Position">From 1, among all that are found, whatever page was asked for.</param>
/// <param name="Steps">Each criterion of the order, the first deciding first.</param>
/// <param name="Key">The ranks packed into one number, written in decimal: the smaller stands first.</param>
/// <param name="Name">The name as it is compared, in the order by name alone.</param>
/// <param name="Chance">How likely the lots of other days put it on the first page of this size: 0 to 1.</param>
/// <param name="Than">The other one, if one was named and is found.</param>
/// <param name="DecidedBy">The criterion that puts one before the other.</param>
internal sealed record ExplanationAnswer(
    long Id,
    int Position,
    IReadOnlyList<StepAnswer> Steps,
    string Key,
    string? Name,
    double Chance,
    ExplanationAnswer? Than,
    string? DecidedBy)
{
    /// <summary>Everybody who is found is gone through: for the many of a whole country it takes the command.</summary>
    public const int MostFound = 20_000;

    /// <summary>Null where the search does not find it, or finds too many to go through for a stranger.</summary>
    public static ExplanationAnswer? Of(SearchIndex index, Found found, long id, long? than, CancellationToken stop) =>
        found.Result.Total <= MostFound && index.Explain(found.Understood.Query!, id, stop) is { } one
            ? Of(one, than is { } other ? index.Explain(found.Understood.Query!, other, stop) : null)
            : null;

    public static ExplanationAnswer Of(Explanation one, Explanation? than) => new(
        one.Id,
        one.Position,
        [.. one.Steps.Select(step => new StepAnswer(SearchAnswer.Name(step.Criterion), step.Value, step.Rank, step.Bits))],
        one.Key.ToString(System.Globalization.CultureInfo.InvariantCulture),
        one.Name,
        one.Chance,
        than is null ? null : Of(than, null),
        than is not null && one.Decides(than) is { } criterion ? SearchAnswer.Name(criterion) : null);
}

/// <summary>One criterion, as it is for one profile.</summary>
/// <param name="Value">What was measured; null is not known, or none.</param>
/// <param name="Rank">What follows from it: the smaller stands first.</param>
/// <param name="Bits">How many bits of the key it takes.</param>
internal sealed record StepAnswer(string Criterion, long? Value, int Rank, int Bits);
