using System.Globalization;
using Rapport.Core.Places;

namespace Rapport.Core.PlainWords;

/// <summary>What a sentence asks for.</summary>
/// <param name="Parts">What was understood, in the order in which it was said; parts do not overlap.</param>
/// <param name="Place">Where; null where that was not said. <see cref="PlaceMatch.HasRival"/> tells when to ask which is meant.</param>
/// <param name="Unread">What was not understood, in the order in which it was said.</param>
/// <param name="Rest">The words that were not understood, as they were written: a name, or what a profile may say. What stands in quotes is among them, with its quotes.</param>
/// <param name="IsCut">
/// Whether there was more than is read: <see cref="Search.SearchText.MaxCharacters"/>, twice <see cref="Search.SearchText.MaxWords"/>, or more
/// words left over than a search looks for.
/// </param>
public sealed record PlainReading(
    IReadOnlyList<ReadPart> Parts, PlaceMatch? Place, IReadOnlyList<UnreadWords> Unread, string Rest, bool IsCut)
{
    /// <summary>What was understood and is not wanted: "not christian", "anything but CBT". Filters cannot ask for that; words can.</summary>
    public IReadOnlyList<ReadPart> Unwanted { get; init; } = [];

    /// <summary>Those of <see cref="Unread"/> that only tell of the person who looks: they are not in <see cref="Rest"/>, and not looked for.</summary>
    public IReadOnlyList<UnreadWords> Told { get; init; } = [];

    /// <summary>Whether all of it is somebody's name, and is looked for as it stands.</summary>
    public bool IsName { get; init; }

    /// <summary>The part of <see cref="Rest"/> by which somebody here is called, where other words stand beside it; null as a rule.</summary>
    public string? Name { get; init; }

    /// <summary>The same, with a name that stood among the words.</summary>
    public PlainReading WithName(string name, int start, int end) => this with
    {
        Name = name,
        Rest = Rest.Length > 0 ? $"{name} {Rest}" : name,
        Unread = [.. Unread.Append(new UnreadWords(UnreadKind.Other, start, end)).OrderBy(words => words.Start)],
    };

    /// <summary>The same without some of what was understood.</summary>
    public PlainReading Without(Predicate<ReadPart> part) => new([.. Parts.Where(one => !part(one))], Place, Unread, Rest, IsCut) { Unwanted = Unwanted, Told = Told, IsName = IsName, Name = Name };

    /// <summary>What is said where all of it is somebody's name.</summary>
    public static PlainReading OfName(string name) => new([], null, [], name, IsCut: false) { IsName = true };

    /// <summary>The values of filters, in the order in which they were said, each once.</summary>
    public IReadOnlyList<Meaning> Meanings { get; } =
        [.. Parts.Where(part => part.Kind == ReadKind.Filter).SelectMany(part => part.Meanings).Distinct()];

    /// <summary>How far, in miles; null where that was not said.</summary>
    public int? Miles => Number(ReadKind.Radius);

    /// <summary>The most that a session may cost, in US dollars; null where that was not said.</summary>
    public int? Dollars => Number(ReadKind.Fee);

    /// <summary>Whether anything but free words was understood.</summary>
    public bool IsUnderstood => Parts.Count > 0 || Unwanted.Count > 0;

    /// <summary>Whether nothing of what was said is left over.</summary>
    public bool IsWhole => Unread.Count == 0 && !IsCut;

    private int? Number(ReadKind kind) => Parts.FirstOrDefault(part => part.Kind == kind) is { } part
        ? int.Parse(part.Meanings[0].Code, CultureInfo.InvariantCulture)
        : null;
}
