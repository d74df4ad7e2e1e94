using System.IO.Hashing;
using System.Runtime.InteropServices;

namespace Rapport.Core.Search;

/// <summary>The keys of a directory, in a fixed order; a key is spoken of by its position.</summary>
public sealed class SearchSchema
{
    private readonly Dictionary<string, int> byName = new(StringComparer.Ordinal);

    /// <summary>Makes a schema.</summary>
    /// <param name="keys">The keys; no name twice, and at most one each of the kinds format, state, maximum and opening.</param>
    /// <exception cref="ArgumentException">A name, or one of the kinds that may stand once, stands twice; more than 1,000
    /// states; a key with texts for some of its values.</exception>
    public SearchSchema(IReadOnlyList<FilterKey> keys)
    {
        ArgumentNullException.ThrowIfNull(keys);
        Keys = [.. keys];
        for (var i = 0; i < keys.Count; i++)
        {
            if (!byName.TryAdd(keys[i].Name, i))
            {
                throw new ArgumentException($"The key '{keys[i].Name}' stands twice.", nameof(keys));
            }
        }

        if (Keys.FirstOrDefault(key => key.Texts.Count > 0 && key.Texts.Count != key.Values.Count) is { } uneven)
        {
            throw new ArgumentException($"The key '{uneven.Name}' needs a text for each of its values, or none.", nameof(keys));
        }

        FormatKey = Only(FilterKind.Format, nameof(keys));
        StateKey = Only(FilterKind.State, nameof(keys));
        OpeningKey = Only(FilterKind.Opening, nameof(keys));
        Only(FilterKind.Maximum, nameof(keys));
        ValueWords = new ValueWords(Keys, () => Stems);
        if (StateCount > 1000)
        {
            throw new ArgumentException("A directory has at most 1,000 states.", nameof(keys));
        }
    }

    /// <summary>The keys.</summary>
    public IReadOnlyList<FilterKey> Keys { get; }

    /// <summary>First names that go for one another, where names are looked for that may be misspelt.</summary>
    public Nicknames Nicknames { get; init; } = Nicknames.None;

    /// <summary>What cuts the endings off words.</summary>
    public WordStems Stems { get; init; } = WordStems.None;

    /// <summary>The position of the key of kind <see cref="FilterKind.Format"/>, or −1.</summary>
    public int FormatKey { get; }

    /// <summary>The position of the key of kind <see cref="FilterKind.State"/>, or −1.</summary>
    public int StateKey { get; }

    /// <summary>The position of the key of kind <see cref="FilterKind.Opening"/>, or −1.</summary>
    public int OpeningKey { get; }

    /// <summary>The words by which values are found in a text.</summary>
    internal ValueWords ValueWords { get; }

    /// <summary>How many states there are; 0 without a state key.</summary>
    internal int StateCount => StateKey < 0 ? 0 : Keys[StateKey].Values.Count;

    /// <summary>The position of a key, or −1 if there is none of that name.</summary>
    public int IndexOf(string name) => byName.GetValueOrDefault(name, -1);

    /// <summary>Tells schemas apart of which an index of one cannot be used with the other.</summary>
    internal ulong Fingerprint
    {
        get
        {
            var said = new XxHash3();
            foreach (var key in Keys)
            {
                Say(key.Name);
                Say(key.Kind.ToString());
                Say(key.IsOftenCounted ? "often" : "");
                foreach (var value in key.Values)
                {
                    Say(value);
                }

                foreach (var text in key.Texts)
                {
                    Say(text);
                }

                Say("");
            }

            return said.GetCurrentHashAsUInt64();

            // With its length, so that two texts never run into one.
            void Say(string text)
            {
                said.Append(BitConverter.GetBytes(text.Length));
                said.Append(MemoryMarshal.AsBytes(text.AsSpan()));
            }
        }
    }

    private int Only(FilterKind kind, string argument)
    {
        var found = -1;
        for (var i = 0; i < Keys.Count; i++)
        {
            if (Keys[i].Kind == kind)
            {
                found = found < 0
                    ? i
                    : throw new ArgumentException($"Only one key may be of the kind {kind}.", argument);
            }
        }

        return found;
    }
}
