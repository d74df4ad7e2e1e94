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
            }

            bits = bitmap.Settle().Bits;
            Count = bitmap.Count;
        }

        found.Clear();
    }

    public int Count { get; }

    public bool Has(int doc) => Count > 0 && (bits is not null ? Bits.Has(bits, doc) : set.Contains(doc));

    /// <summary>Who of 64 profiles has it, a bit each.</summary>
    public ulong Of(int block)
    {
        if (Count == 0)
        {
            return 0;
        }

        if (bits is null && Count > LookedUp)
        {
            bitmap = segment.Rent();
            set.OrInto(bitmap.Span);
            bits = bitmap.Bits;
        }

        return bits is not null ? bits[block] : set.WordOf(block);
    }

    public void OrInto(Span<ulong> target)
    {
        if (bitmap is { IsSettled: true })
        {
            bitmap.OrInto(target);
        }
        else
        {
            set.OrInto(target);
        }
    }

    public void Dispose() => bitmap?.Dispose();
}
