namespace Rapport.Search;

/// <summary>One choice of a filter.</summary>
/// <param name="Count">How many it would show; null where that is not known.</param>
internal sealed record FilterChoice(string Key, string Value, string Text, int? Count, bool IsChosen);

/// <summary>The choices of one key.</summary>
/// <param name="Key">The key.</param>
/// <param name="Shown">Always to be seen.</param>
/// <param name="More">Behind "more".</param>
internal sealed record FilterPart(string Key, IReadOnlyList<FilterChoice> Shown, IReadOnlyList<FilterChoice> More)
{
    /// <summary>Over the choices, where the group holds several kinds.</summary>
    public string? Title { get; init; }

    /// <summary>What hides the rest, where it is no mere rest.</summary>
    public string? Summary { get; init; }

    /// <summary>Choices of which one holds, the first of them being "any"; none in most parts.</summary>
    public IReadOnlyList<FilterChoice> OneOf { get; init; } = [];

    /// <summary>Those who have not said; null where nothing is asked for, or everybody says it.</summary>
    public FilterChoice? NotSaid { get; init; }

    /// <summary>What was chosen is only nice to have.</summary>
    public bool IsNice { get; init; }

    /// <summary>Whether it can be a must or nice to have.</summary>
    public bool IsWeighed { get; init; } = true;

    public bool HasChosen => Shown.Concat(More).Concat(OneOf.Skip(1)).Any(choice => choice.IsChosen);

    public bool IsEmpty => Shown.Count + More.Count + OneOf.Count == 0;
}

/// <summary>Choices under one heading.</summary>
/// <param name="IsOpen">One of the four that stand open.</param>
internal sealed record FilterGroup(string Name, string Title, bool IsOpen, IReadOnlyList<FilterPart> Parts)
{
    public bool HasChosen => Parts.Any(part => part.HasChosen);

    public bool IsEmpty => Parts.All(part => part.IsEmpty);
}
