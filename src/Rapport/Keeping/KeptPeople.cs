namespace Rapport.Keeping;

/// <summary>
/// Whom somebody keeps, by their numbers, in the order of keeping, and how long she wants it remembered. Knows nothing of
/// who they are.
/// </summary>
internal sealed record KeptPeople
{
    /// <summary>So many can be told apart and printed; a cookie or a link of them stays short.</summary>
    public const int Most = 20;

    public static readonly KeptPeople Nobody = new();

    /// <summary>At most <see cref="Most"/>, none twice.</summary>
    public IReadOnlyList<long> Ids { get; init; } = [];

    /// <summary>Whether it outlives the browser's being closed, by <see cref="ListCookie.Remembered"/>.</summary>
    public bool IsRemembered { get; init; }

    /// <summary>Whether it stays when she presses "Leave this site".</summary>
    public bool StaysOnLeaving { get; init; }

    public bool IsFull => Ids.Count >= Most;

    public bool Has(long id) => Ids.Contains(id);

    /// <summary>With those added who are not there yet, as far as there is room.</summary>
    public KeptPeople With(params IEnumerable<long> ids) => this with { Ids = [.. Ids.Concat(ids).Distinct().Take(Most)] };

    public KeptPeople Without(params IEnumerable<long> ids) => this with { Ids = [.. Ids.Except(ids)] };
}
