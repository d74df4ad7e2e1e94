namespace Rapport.Core.Search;

/// <summary>Who of a segment keeps a page and is called by all the words that are typed, if they are few.</summary>
/// <remarks>A name that many bear tells nobody apart, and to choose some of them would put these before the others.</remarks>
internal static class FewByName
{
    /// <summary>Adds their ids.</summary>
    /// <param name="part">Where.</param>
    /// <param name="words">Folded; the last may be the beginning of one.</param>
    /// <param name="isClose">Whether words that are one letter off count.</param>
    /// <param name="most">Of so many nobody more is looked for.</param>
    /// <param name="found">To which they are added.</param>
    public static void Add(IndexPart part, IReadOnlyList<string> words, bool isClose, int most, List<long> found)
    {
        var segment = part.Segment;
        using var candidates = segment.Rent();
        var sets = new List<DocSet>();
        for (var at = 0; at < words.Count; at++)
        {
            if (at == words.Count - 1)
            {
                segment.Names.FindBegun(words[at], isClose, sets);
            }
            else if (isClose)
            {
                segment.Names.FindClose(words[at], sets);
            }
            else
            {
                segment.Names.Find(new AskedWord(words[at]), sets);
            }

            using var field = new FieldMatch(segment, sets);
            if (at == 0)
            {
                field.OrInto(candidates.Span);
                candidates.Settle();
            }
            else
            {
                foreach (var block in candidates.NonZero)
                {
                    candidates.Bits[block] &= field.Of(block);
                }
            }
        }

        foreach (var block in candidates.NonZero)
        {
            for (var rest = candidates.Bits[block] & part.Live[block] & segment.Confirmed[block]; rest != 0; rest &= rest - 1)
            {
                found.Add(segment.Ids[(block << 6) + System.Numerics.BitOperations.TrailingZeroCount(rest)]);
                if (found.Count > most)
                {
                    return;
                }
            }
        }
    }
}
