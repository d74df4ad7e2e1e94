using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Rapport.Core.Search;

/// <summary>
/// Who of each practice stands first in each class of a search, as far as anybody was offered: so many as
/// <see cref="SearchOrder.PracticeFirst"/> says. A class is all that the order compares before the practice.
/// </summary>
internal sealed class PracticeFirsts
{
    // Beyond so many it is not kept for the next search.
    private const int MostKept = 1000;

    [ThreadStatic]
    private static PracticeFirsts? spare;

    private readonly Dictionary<(ulong Class, long Practice), Firsts> known = [];

    /// <summary>What comes of an offer.</summary>
    public enum Turn
    {
        /// <summary>There is room among the first.</summary>
        First,

        /// <summary>All of the first stand before.</summary>
        Later,

        /// <summary>It takes the position of the last of the first.</summary>
        Displaces,
    }

    /// <summary>An empty one, of this thread.</summary>
    public static PracticeFirsts Lend()
    {
        var lent = spare ?? new PracticeFirsts();
        spare = null;
        return lent;
    }

    /// <summary>Nobody uses it any more.</summary>
    public void GiveBack()
    {
        if (known.Count <= MostKept)
        {
            known.Clear();
            spare = this;
        }
    }

    /// <summary>Places somebody of a practice.</summary>
    /// <param name="contender">With the key of one of the first.</param>
    /// <param name="shift">Where in the key the rank of the practice stands.</param>
    /// <param name="displaced">Who is one of the first no more, if anybody.</param>
    public Turn Take(in Contender contender, int shift, out long displaced)
    {
        ref var firsts = ref CollectionsMarshal.GetValueRefOrAddDefault(known, (contender.Key >> (shift + 1), contender.Practice), out _);
        var at = firsts.Count;
        while (at > 0 && IsBefore(contender, firsts.Positions[at - 1]))
        {
            at--;
        }

        displaced = 0;
        if (at == SearchOrder.PracticeFirst)
        {
            return Turn.Later;
        }

        var isFull = firsts.Count == SearchOrder.PracticeFirst;
        displaced = isFull ? firsts.Positions[^1].Id : 0;
        firsts.Count = isFull ? firsts.Count : firsts.Count + 1;
        for (var later = firsts.Count - 1; later > at; later--)
        {
            firsts.Positions[later] = firsts.Positions[later - 1];
        }

        firsts.Positions[at] = new Position(contender.Key, contender.Id);
        return isFull ? Turn.Displaces : Turn.First;
    }

    private static bool IsBefore(in Contender contender, Position other) =>
        contender.Key != other.Key ? contender.Key < other.Key : contender.Id < other.Id;

    [StructLayout(LayoutKind.Auto)]
    private record struct Firsts
    {
        public int Count;
        public Row Positions;
    }

    [StructLayout(LayoutKind.Auto)]
    private readonly record struct Position(ulong Key, long Id);

    [InlineArray(SearchOrder.PracticeFirst)]
    private struct Row
    {
        private Position first;
    }
}
