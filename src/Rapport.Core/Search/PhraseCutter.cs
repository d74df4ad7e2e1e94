using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Rapport.Core.Search;

/// <summary>Cuts texts into runs of words that are known: a tree of their words, looked up word by word.</summary>
internal sealed class PhraseCutter
{
    private const ulong Spread = 0x9E37_79B9_7F4A_7C15;

    // By word, the node of the runs that begin with it; 0 is none.
    private readonly int[] first;

    // The nodes behind others, in a table that is at most half full: a node and a word, and the node behind. A key of 0 is free.
    private readonly ulong[] keys;
    private readonly int[] nodes;
    private readonly int shift;

    // By node, the run that ends there; −1 is none.
    private readonly List<int> ends = [-1];

    /// <param name="runs">Each once.</param>
    public PhraseCutter(IReadOnlyList<int[]> runs)
    {
        first = new int[runs.Count == 0 ? 0 : runs.Max(run => run[0]) + 1];
        var bits = 64 - System.Numerics.BitOperations.LeadingZeroCount((ulong)runs.Sum(run => run.Length) | 1) + 1;
        shift = 64 - bits;
        (keys, nodes) = (new ulong[1 << bits], new int[1 << bits]);
        for (var run = 0; run < runs.Count; run++)
        {
            Add(runs[run], run);
        }
    }

    /// <summary>The longest run with which a text begins; −1 if it is none of them, but a word that stands for itself.</summary>
    /// <param name="text">Has a word at least.</param>
    /// <param name="length">How many words it has.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public int Longest(ReadOnlySpan<int> text, out int length)
    {
        var known = CollectionsMarshal.AsSpan(ends);
        var node = text[0] < first.Length ? first[text[0]] : 0;
        var run = -1;
        length = 1;
        for (var at = 1; node > 0; at++)
        {
            if (known[node] >= 0)
            {
                (run, length) = (known[node], at);
            }

            node = at < text.Length ? nodes[Find(node, text[at])] : 0;
        }

        return run;
    }

    private void Add(int[] run, int number)
    {
        ref var node = ref first[run[0]];
        if (node == 0)
        {
            node = NewNode();
        }

        var last = node;
        foreach (var word in run.AsSpan(1))
        {
            var at = Find(last, word);
            if (keys[at] == 0)
            {
                (keys[at], nodes[at]) = (Key(last, word), NewNode());
            }

            last = nodes[at];
        }

        ends[last] = number;
    }

    private int NewNode()
    {
        ends.Add(-1);
        return ends.Count - 1;
    }

    private static ulong Key(int node, int word) => ((ulong)(uint)node << 32) | (uint)word;

    // Where it stands, or where it would.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private int Find(int node, int word)
    {
        var key = Key(node, word);
        var at = (int)(unchecked(key * Spread) >> shift);
        while (keys[at] != 0 && keys[at] != key)
        {
            at = (at + 1) & (keys.Length - 1);
        }

        return at;
    }
}
