namespace Rapport.Core.Search;

/// <summary>Who of a segment has every word of a text, and how well each has those that she has.</summary>
internal sealed class TextMatch : IDisposable
{
    /// <summary>How many binary digits a score has: 16 words of weight 7 at most.</summary>
    public const int ScoreDigits = 7;

    private readonly WordMatch[] words;

    /// <param name="segment">Where.</param>
    /// <param name="schema">Its values have words too.</param>
    /// <param name="text">What is looked for.</param>
    /// <param name="close">The words for which names that are close count too.</param>
    public TextMatch(Segment segment, SearchSchema schema, AskedText text, IReadOnlySet<string> close)
    {
        words = Array.ConvertAll(text.Words, word => new WordMatch(segment, schema, word, !word.IsExact && close.Contains(word.Text)));
        Matched = segment.Rent();
        Named = segment.Rent();
        MatchAll();
        foreach (var phrase in text.Phrases)
        {
            new PhraseMatch(segment, schema, phrase).Narrow(Matched);
        }

        MatchNames();
    }

    /// <summary>Who has every word and every phrase.</summary>
    public Candidates Matched { get; }

    /// <summary>Who has every word in the name.</summary>
    public Candidates Named { get; }

    /// <summary>The best score there can be; a score is the sum over words and fields of the fields' weights.</summary>
    public int BestScore => words.Length * SearchOrder.Weight(7);

    /// <summary>What is lacking to the best score.</summary>
    public int ScoreRank(int doc)
    {
        var rank = BestScore;
        foreach (var word in words)
        {
            rank -= word.Score(doc);
        }

        return rank;
    }

    public int NameRank(int doc) => Bits.Has(Named.Bits, doc) ? 0 : 1;

    public void Dispose()
    {
        foreach (var word in words)
        {
            word.Dispose();
        }

        Matched.Dispose();
        Named.Dispose();
    }

    /// <summary>The scores of 64 profiles at once: plane p holds the binary digit 2^p of each.</summary>
    /// <remarks>The weights of the fields are 4, 2 and 1, so a word's own planes are its fields; adding words is adding with carry.</remarks>
    public void Scores(int block, Span<ulong> planes)
    {
        planes.Clear();
        foreach (var word in words)
        {
            var (name, terms, statements) = word.Of(block);
            var carry = Add(ref planes[0], statements, 0);
            carry = Add(ref planes[1], terms, carry);
            carry = Add(ref planes[2], name, carry);
            for (var digit = 3; carry != 0; digit++)
            {
                carry = Add(ref planes[digit], 0, carry);
            }
        }
    }

    private static ulong Add(ref ulong plane, ulong added, ulong carry)
    {
        var half = plane ^ added;
        var over = (plane & added) | (carry & half);
        plane = half ^ carry;
        return over;
    }

    // The rarest word says who comes into question.
    private void MatchAll()
    {
        var rarest = words.MinBy(word => word.Most)!;
        rarest.Begin(Matched);
        foreach (var word in words)
        {
            if (word != rarest)
            {
                word.Narrow(Matched);
            }
        }
    }

    // They are among those who have every word.
    private void MatchNames()
    {
        if (!Array.TrueForAll(words, word => word.NameCount > 0))
        {
            Named.Settle([]);
            return;
        }

        Named.Begin(Matched);
        foreach (var word in words)
        {
            word.NarrowName(Named);
        }
    }
}
