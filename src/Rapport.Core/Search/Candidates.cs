using System.Numerics;

namespace Rapport.Core.Search;

/// <summary>
/// Profiles of a segment that are still in the running, as a bitmap; once they are settled it is known which of its words
/// are set, so that whoever goes through few of them touches these words alone.
/// </summary>
internal sealed class Candidates : IDisposable
{
    private readonly int size;
    private readonly ulong[] bits;
    private readonly CandidatePool? home;
    private int[] nonZero = [];
    private int nonZeroCount;

    /// <param name="size">How many profiles the segment has; nobody is in the running yet.</param>
    /// <param name="home">Where it goes back to, cleared; null is nowhere.</param>
    public Candidates(int size, CandidatePool? home = null)
    {
        (this.size, this.home) = (size, home);
        bits = new ulong[Search.Bits.Words(size)];
    }

    /// <summary>The bitmap, to be read.</summary>
    public ulong[] Bits => bits;

    /// <summary>The bitmap, to be written: what was settled before is so no more.</summary>
    public Span<ulong> Span
    {
        get
        {
            IsSettled = false;
            return bits;
        }
    }

    /// <summary>Whether nothing was written since the words were listed.</summary>
    public bool IsSettled { get; private set; }

    /// <summary>Whether so few words are set that going through the list of them is quicker than through all.</summary>
    public bool IsSparse { get; private set; }

    /// <summary>Whether the whole segment is in the running, so that a count is the size of a set.</summary>
    public bool IsAll { get; private set; }

    /// <summary>The words that are set, rising.</summary>
    public ReadOnlySpan<int> NonZero => nonZero.AsSpan(0, nonZeroCount);

    public int Count { get; private set; }

    /// <summary>Makes those the candidates who are in two bitmaps; nobody was before.</summary>
    public void Begin(ReadOnlySpan<ulong> one, ReadOnlySpan<ulong> other)
    {
        Prepare();
        unchecked
        {
            int words = 0, count = 0;
            one = one[..bits.Length];
            other = other[..bits.Length];
            for (var word = 0; word < bits.Length; word++)
            {
                var both = one[word] & other[word];
                bits[word] = both;
                nonZero[words] = word;
                words += both != 0 ? 1 : 0;
                count += BitOperations.PopCount(both);
            }

            Settled(words, count);
        }
    }

    /// <summary>Makes those the candidates who are in the first bitmap, or among others, who are settled, and in the second; nobody was before.</summary>
    public void Begin(ReadOnlySpan<ulong> one, ReadOnlySpan<ulong> within, Candidates or)
    {
        foreach (var word in or.NonZero)
        {
            bits[word] = or.bits[word];
        }

        Prepare();
        unchecked
        {
            int words = 0, count = 0;
            one = one[..bits.Length];
            within = within[..bits.Length];
            for (var word = 0; word < bits.Length; word++)
            {
                var either = (one[word] | bits[word]) & within[word];
                bits[word] = either;
                nonZero[words] = word;
                words += either != 0 ? 1 : 0;
                count += BitOperations.PopCount(either);
            }

            Settled(words, count);
        }
    }

    /// <summary>Makes those of other candidates, who are settled, the candidates who are in a bitmap too.</summary>
    public void Begin(Candidates others, ReadOnlySpan<ulong> within)
    {
        if (!others.IsSparse)
        {
            Begin(others.Bits, within);
            return;
        }

        foreach (var word in others.NonZero)
        {
            bits[word] = others.bits[word] & within[word];
        }

        Settle(others.NonZero);
    }

    /// <summary>Makes other candidates, who are settled, the candidates.</summary>
    public void Begin(Candidates others)
    {
        if (others.IsSparse)
        {
            foreach (var word in others.NonZero)
            {
                bits[word] = others.bits[word];
            }
        }
        else
        {
            others.bits.CopyTo(bits, 0);
        }

        Prepare();
        others.NonZero.CopyTo(nonZero);
        Settled(others.nonZeroCount, others.Count);
    }

    /// <summary>Makes those of a set the candidates; nobody was before.</summary>
    public void Begin(DocSet docs)
    {
        Prepare();
        Settled(docs.Begin(bits, nonZero), docs.Count);
    }

    /// <summary>Counts the bits and lists the words, once they are final.</summary>
    public Candidates Settle() => Settle([], everywhere: true);

    /// <summary>The same where no other words than these, rising, can be set.</summary>
    public Candidates Settle(ReadOnlySpan<int> within) => Settle(within, everywhere: false);

    /// <summary>Leaves out who is not in a bitmap, of those that are settled.</summary>
    public Candidates And(ReadOnlySpan<ulong> other)
    {
        if (!IsSparse)
        {
            Search.Bits.And(bits, other);
            return Settle();
        }

        foreach (var word in NonZero)
        {
            bits[word] &= other[word];
        }

        return Settle(NonZero);
    }

    /// <summary>Leaves out who is among others; both are settled.</summary>
    public Candidates Without(Candidates others)
    {
        foreach (var word in others.NonZero)
        {
            bits[word] &= ~others.bits[word];
        }

        return Settle(NonZero);
    }

    /// <summary>Sets the bits of those that are settled.</summary>
    public void OrInto(Span<ulong> target)
    {
        if (!IsSparse)
        {
            Search.Bits.Or(target, bits);
            return;
        }

        foreach (var word in NonZero)
        {
            target[word] |= bits[word];
        }
    }

    /// <summary>How many of a bitmap are among them.</summary>
    public int CountIn(ReadOnlySpan<ulong> other)
    {
        if (!IsSparse)
        {
            return Search.Bits.CountBoth(bits, other);
        }

        unchecked
        {
            var count = 0;
            foreach (var word in NonZero)
            {
                count += BitOperations.PopCount(other[word] & bits[word]);
            }

            return count;
        }
    }

    public void Dispose()
    {
        if (home is null)
        {
            return;
        }

        if (IsSettled && IsSparse)
        {
            foreach (var word in NonZero)
            {
                bits[word] = 0;
            }
        }
        else
        {
            Array.Clear(bits);
        }

        IsSettled = false;
        home.Return(this);
    }

    private Candidates Settle(ReadOnlySpan<int> within, bool everywhere)
    {
        Prepare();
        unchecked
        {
            int words = 0, count = 0;
            if (everywhere)
            {
                for (var word = Next(0); word < bits.Length; word = Next(word + 1))
                {
                    nonZero[words++] = word;
                    count += BitOperations.PopCount(bits[word]);
                }
            }
            else
            {
                foreach (var word in within)
                {
                    if (bits[word] != 0)
                    {
                        nonZero[words++] = word;
                        count += BitOperations.PopCount(bits[word]);
                    }
                }
            }

            return Settled(words, count);
        }
    }

    private void Prepare()
    {
        if (nonZero.Length == 0)
        {
            // One more: where the word that is looked at is written before it is known whether it counts.
            nonZero = new int[bits.Length + 1];
        }
    }

    private Candidates Settled(int words, int count)
    {
        (nonZeroCount, Count) = (words, count);
        IsSparse = nonZeroCount < bits.Length / 4;
        IsAll = Count == size;
        IsSettled = true;
        return this;
    }

    // Long stretches of nothing are the rule around a place: they are passed over many words at a time.
    private int Next(int word)
    {
        if (word < bits.Length && bits[word] != 0)
        {
            return word;
        }

        var skipped = bits.AsSpan(Math.Min(word, bits.Length)).IndexOfAnyExcept(0UL);
        return skipped < 0 ? bits.Length : word + skipped;
    }
}
