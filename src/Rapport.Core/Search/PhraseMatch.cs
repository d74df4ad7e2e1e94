namespace Rapport.Core.Search;

/// <summary>Who of a segment has some words one behind the other: in the name, in a term or in the statements.</summary>
internal sealed class PhraseMatch
{
    private readonly (WordSets Field, byte[] Words)[] fields;
    private readonly DocSet[] values;
    private byte[] room = [];

    public PhraseMatch(Segment segment, SearchSchema schema, IReadOnlyList<string> phrase)
    {
        fields = [.. new[] { segment.Names, segment.Terms, segment.Statements }
            .Select(field => (Field: field, Words: field.PhraseOf(phrase)))
            .Where(found => found.Words is not null)
            .Select(found => (found.Field, found.Words!))];
        values = [.. schema.ValueWords.WithPhrase(segment, phrase).Where(set => set.Count > 0)];
    }

    /// <summary>Leaves out of the candidates who does not have it.</summary>
    public void Narrow(Candidates candidates)
    {
        var bits = candidates.Bits;
        foreach (var block in candidates.NonZero)
        {
            for (var rest = bits[block]; rest != 0; rest &= rest - 1)
            {
                var doc = (block << 6) + System.Numerics.BitOperations.TrailingZeroCount(rest);
                if (!Has(doc))
                {
                    Bits.Clear(bits, doc);
                }
            }
        }

        candidates.Settle(candidates.NonZero);
    }

    private bool Has(int doc)
    {
        foreach (var (field, words) in fields)
        {
            if (field.Has(doc, words, ref room))
            {
                return true;
            }
        }

        foreach (var set in values)
        {
            if (set.Contains(doc))
            {
                return true;
            }
        }

        return false;
    }
}
