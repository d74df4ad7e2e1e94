namespace Rapport.Core.Search;

/// <summary>Where what belongs to each of some profiles begins, and where that of the last one ends: numbers that never fall.</summary>
/// <remarks>They are kept as four bytes for each 64 and two for each, which say how far behind those it is; where that is not enough, as four each.</remarks>
internal sealed class Offsets
{
    private const int Shift = 6;

    private readonly int[] whole;
    private readonly ushort[] behind;

    public Offsets(ReadOnlySpan<int> starts)
    {
        Count = starts.Length;
        var isNear = true;
        for (var at = 0; at < starts.Length && isNear; at++)
        {
            isNear = starts[at] - starts[at >> Shift << Shift] is >= 0 and <= ushort.MaxValue;
        }

        if (!isNear)
        {
            (whole, behind) = (starts.ToArray(), []);
            return;
        }

        whole = new int[(starts.Length + (1 << Shift) - 1) >> Shift];
        behind = new ushort[starts.Length];
        for (var at = 0; at < starts.Length; at++)
        {
            whole[at >> Shift] = starts[at >> Shift << Shift];
            behind[at] = (ushort)(starts[at] - whole[at >> Shift]);
        }
    }

    /// <summary>How many there are: one more than profiles.</summary>
    public int Count { get; }

    public int this[int at] => behind.Length == 0 ? whole[at] : whole[at >> Shift] + behind[at];

    /// <summary>Writes all, as four bytes each.</summary>
    public void Write(BlockWriter to)
    {
        var starts = new int[Count];
        for (var at = 0; at < starts.Length; at++)
        {
            starts[at] = this[at];
        }

        to.Raw<int>(starts);
    }

    /// <summary>Reads some.</summary>
    public static Offsets Read(BlockReader from, int count) => new(from.Raw<int>(count));
}
