using System.Buffers;
using System.Numerics;

namespace Rapport.Core.Search;

/// <summary>
/// The profiles of a segment that are still in the running, as a bitmap; where few words of it are set, those are listed,
/// so that counting hundreds of values touches them alone.
/// </summary>
internal sealed class Candidates : IDisposable
{
    private readonly int size;
    private readonly int words;
    private int[]? nonZero;
    private int nonZeroCount;

    /// <param name="size">How many profiles the segment has; nobody is in the running yet.</param>
    public Candidates(int size)
    {
        this.size = size;
        words = Search.Bits.Words(size);
        Bits = ArrayPool<ulong>.Shared.Rent(words);
        Bits.AsSpan(0, words).Clear();
    }

    /// <summary>The bitmap; the rented array may be longer than the words in use.</summary>
    public ulong[] Bits { get; }

    public Span<ulong> Span => Bits.AsSpan(0, words);

    public bool IsSparse { get; private set; }

    /// <summary>Whether the whole segment is in the running, so that a count is the size of a set.</summary>
    public bool IsAll { get; private set; }

    public ReadOnlySpan<int> NonZero => nonZero.AsSpan(0, nonZeroCount);

    public int Count { get; private set; }

    /// <summary>Counts the bits and lists the words, once they are final.</summary>
    public Candidates Settle()
    {
        nonZero ??= ArrayPool<int>.Shared.Rent(words);
        nonZeroCount = 0;
        Count = 0;
        for (var word = 0; word < words; word++)
        {
            if (Bits[word] != 0)
            {
                nonZero[nonZeroCount++] = word;
                Count += BitOperations.PopCount(Bits[word]);
            }
        }

        IsSparse = nonZeroCount < words / 4;
        IsAll = Count == size;
        return this;
    }

    public void Dispose()
    {
        ArrayPool<ulong>.Shared.Return(Bits);
        if (nonZero is not null)
        {
            ArrayPool<int>.Shared.Return(nonZero);
        }
    }
}
