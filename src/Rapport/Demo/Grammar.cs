namespace Rapport.Demo;

/// <summary>
/// Sentences with slots, read from the word files beside this class. A file has sections: <c>[name]</c> with one
/// alternative a line, or <c>[name:]</c> with alternatives between commas. In an alternative <c>{name}</c> draws from
/// a section, <c>{a name}</c> puts the right article before it, <c>{this|that}</c> is one of the two.
/// </summary>
internal sealed class Grammar
{
    /// <summary>The section that stands for the town of the person who speaks.</summary>
    public const string Here = "city";

    private readonly Dictionary<string, int> _numbers = new(StringComparer.Ordinal);
    private readonly List<Section> _sections = [];

    private Grammar() => Number(Here);

    /// <summary>Compiles sections of alternatives, as <see cref="WordFiles"/> reads them.</summary>
    /// <exception cref="InvalidDataException">A slot is never closed, or names a section that is nowhere.</exception>
    public static Grammar Read(IReadOnlyDictionary<string, IReadOnlyList<string>> sections)
    {
        var grammar = new Grammar();
        foreach (var (name, alternatives) in sections)
        {
            grammar.Add(name, alternatives);
        }
        var empty = grammar._numbers.FirstOrDefault(
            pair => pair.Key != Here && grammar._sections[pair.Value].Lines.Length == 0);
        return empty.Key is null
            ? grammar
            : throw new InvalidDataException($"The word files use {{{empty.Key}}}, but no section has that name.");
    }

    /// <summary>The number of a section, or −1 where there is none.</summary>
    public int Find(string name) => _numbers.GetValueOrDefault(name, -1);

    public ReadOnlySpan<Part[]> Lines(int section) => _sections[section].Lines;

    public bool Tracked(int section) => _sections[section].Tracked;

    private void Add(string name, IReadOnlyList<string> alternatives) =>
        _sections[Number(name)].Lines = [.. alternatives.Select(Parse)];

    private Part[] Parse(string line)
    {
        var parts = new List<Part>();
        for (var at = 0; at < line.Length;)
        {
            var open = line.IndexOf('{', at);
            if (open != at)
            {
                parts.Add(new Part(line[at..(open < 0 ? line.Length : open)], -1, false));
            }
            if (open < 0)
            {
                break;
            }
            var close = line.IndexOf('}', open);
            if (close < 0)
            {
                throw new InvalidDataException($"A slot is never closed in \"{line}\".");
            }
            parts.Add(Slot(line[(open + 1)..close]));
            at = close + 1;
        }
        return [.. parts];
    }

    private Part Slot(string text)
    {
        if (text.Contains('|', StringComparison.Ordinal))
        {
            _sections.Add(new Section { Tracked = false, Lines = [.. text.Split('|').Select(Parse)] });
            return new Part(null, _sections.Count - 1, false);
        }
        var article = text.StartsWith("a ", StringComparison.Ordinal);
        return new Part(null, Number(article ? text[2..] : text), article);
    }

    private int Number(string name)
    {
        if (!_numbers.TryGetValue(name, out var number))
        {
            number = _numbers[name] = _sections.Count;
            _sections.Add(new Section { Tracked = name != Here });
        }
        return number;
    }

    /// <summary>A piece of an alternative: text as it stands, or a slot.</summary>
    internal readonly record struct Part(string? Text, int Section, bool Article);

    private sealed class Section
    {
        public Part[][] Lines { get; set; } = [];

        /// <summary>Whether a person should not use the same alternative twice.</summary>
        public required bool Tracked { get; init; }
    }
}
