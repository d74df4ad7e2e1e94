namespace Rapport.Core.PlainWords;

/// <summary>What a part of a text says.</summary>
public enum ReadKind
{
    /// <summary>Values of filters: <c>issue:sleep</c>.</summary>
    Filter,

    /// <summary>Where: key <c>place</c>, value the five digits of a ZIP, or a label like "Oakland, CA".</summary>
    Place,

    /// <summary>How far: key <c>radius</c>, value in whole miles.</summary>
    Radius,

    /// <summary>What a session may cost at most: key <c>feeMax</c>, value in whole US dollars.</summary>
    Fee,
}

/// <summary>Some words in a row that were understood.</summary>
/// <param name="Kind">What they say.</param>
/// <param name="Meanings">Each key and value, at least one; several where the words say several things ("lesbian couple").</param>
/// <param name="Start">Where the words begin in the text (UTF-16 units).</param>
/// <param name="End">Where they end, not included.</param>
public sealed record ReadPart(ReadKind Kind, IReadOnlyList<Meaning> Meanings, int Start, int End)
{
    /// <summary>Of a town: nothing leads up to it and no state follows, so that it may be a name as well.</summary>
    public bool IsBare { get; init; }
}
