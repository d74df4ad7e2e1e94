namespace Rapport.Core.Search;

/// <summary>
/// Who of a segment has a word in one field: the set of one word as it is, or a bitmap of those of several that begin so.
/// </summary>
internal sealed class FieldMatch : IDisposable
{
    // So few are looked up among their numbers; of more a bitmap is made when it is first asked.
    private const int LookedUp = 64;

    private readonly Segment segment;
    private readonly DocSet set;
    private Candidates? bitmap;
    private ulong[]? bits;

    /// <param name="segment">Where.</param>
    /// <param name="found">The sets; empty again afterwards.</param>
    public FieldMatch(Segment segment, List<DocSet> found)
    {
        this.segment = segment;
        if (found.Count == 1)
        {
            set = found[0];
            bits = set.Dense;
            Count = set.Count;
        }
        else if (found.Count > 1)
        {
            bitmap = segment.Rent();
            foreach (var one in found)
            {
                one.OrInto(bitmap.Span);
                Count += one.Count;
            }

            bits = bitmap.Bits;
        }

        found.Clear();
    }

    /// <summary>How many they are, at most: who has two of the words counts twice.</summary>
    public int Count { get; }

    /// <summary>Their numbers, where they are kept as such; otherwise empty.</summary>
    public ReadOnlySpan<int> Few => set.Few;

    public bool Has(int doc) => Count > 0 && (bits is not null ? Bits.Has(bits, doc) : set.Contains(doc));

    /// <summary>Who of 64 profiles has it, a bit each.</summary>
    public ulong Of(int block) => bits is not null ? bits[block] : Count == 0 ? 0 : OfFew(block);

    public void OrInto(Span<ulong> target)
    {
        if (bits is not null)
        {
            Bits.Or(target, bits);
        }
        else
        {
            set.OrInto(target);
        }
    }

    private ulong OfFew(int block)
    {
        if (Count <= LookedUp)
        {
            return set.WordOf(block);
        }

        bitmap = segment.Rent();
        set.OrInto(bitmap.Span);
        bits = bitmap.Bits;
        return bits[block];
    }

    public void Dispose() => bitmap?.Dispose();
}
