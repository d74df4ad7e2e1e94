using System.Runtime.Intrinsics;

namespace Rapport.Core.Search;

/// <summary>
/// Who of a segment has a word in one field: the set of one word as it is, or those of several that begin so, as a bitmap once
/// more of it is asked than is quickly looked up.
/// </summary>
internal sealed class FieldMatch : IDisposable
{
    // So few sets are looked up one beside the other.
    private const int MostSets = 8;

    // Estimated: looking up who of 256 has a word takes as long as setting the bits of so many who have it; who is looked up among
    // so few always is. Where it takes no search, a bitmap is made as quickly as a quarter of all is looked up, of another bitmap as few of them.
    private const int LookedUp = 12;
    private const int BlockedSize = 4 * 256;
    private const int DenseSize = 32 * 256;
    private const int AlwaysLookedUp = 64;

    private readonly Segment segment;
    private readonly DocSet set;
    private readonly DocSet[]? sets;
    private long worthLooking;
    private Candidates? bitmap;

    // Who has it of the 256 that were looked up last: whoever goes through all asks for their neighbours next.
    private int four = -1;
    private Vector256<ulong> ofFour;
    private ulong[]? bits;

    /// <param name="segment">Where.</param>
    /// <param name="found">The sets; empty again afterwards.</param>
    public FieldMatch(Segment segment, List<DocSet> found)
    {
        this.segment = segment;
        foreach (var one in found)
        {
            Count += one.Count;
            worthLooking += one.Dense is not null ? segment.Size / DenseSize : one.IsQuick ? segment.Size / BlockedSize : one.Count / LookedUp;
        }

        if (found.Count == 1)
        {
            set = found[0];
            bits = set.Dense;
        }
        else if (found.Count > 1)
        {
            sets = [.. found];
            worthLooking /= sets.Length;
            if (sets.Length > MostSets)
            {
                MakeBitmap();
            }
        }

        found.Clear();
    }

    /// <summary>How many they are, at most: who has two of the words counts twice.</summary>
    public int Count { get; }

    /// <summary>The set, where there is but one; otherwise an empty one.</summary>
    public DocSet Only => set;

    public bool Has(int doc) => Count > 0 && (bits is not null ? Bits.Has(bits, doc) : ((Of(doc >> 6) >> doc) & 1) != 0);

    /// <summary>Who of 64 profiles has it, a bit each.</summary>
    public ulong Of(int block) => bits is not null ? bits[block] : Count == 0 ? 0 : LookUp(block);

    public void OrInto(Span<ulong> target)
    {
        if (bits is not null)
        {
            Bits.Or(target, bits);
            return;
        }

        set.OrInto(target);
        foreach (var one in sets ?? [])
        {
            one.OrInto(target);
        }
    }

    private ulong LookUp(int block)
    {
        if (block >> 2 == four)
        {
            return ofFour.GetElement(block & 3);
        }

        if (worthLooking-- <= 0 && Count > AlwaysLookedUp)
        {
            MakeBitmap();
            return bits![block];
        }

        four = block >> 2;
        ofFour = set.FourOf(four);
        foreach (var one in sets ?? [])
        {
            ofFour |= one.FourOf(four);
        }

        return ofFour.GetElement(block & 3);
    }

    private void MakeBitmap()
    {
        bitmap = segment.Rent();
        OrInto(bitmap.Span);
        bits = bitmap.Bits;
    }

    public void Dispose() => bitmap?.Dispose();
}
