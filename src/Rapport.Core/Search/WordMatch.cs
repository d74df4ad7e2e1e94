namespace Rapport.Core.Search;

/// <summary>Who of a segment has one word of a text, by the field in which it stands.</summary>
internal sealed class WordMatch : IDisposable
{
    private readonly FieldMatch name;
    private readonly FieldMatch terms;
    private readonly FieldMatch statements;

    /// <param name="segment">Where.</param>
    /// <param name="schema">Its values have words too.</param>
    /// <param name="word">Of names it stands for itself and what begins so, of the rest for words with the same stem too.</param>
    /// <param name="isClose">Names that are close to it count too.</param>
    public WordMatch(Segment segment, SearchSchema schema, AskedWord word, bool isClose)
    {
        var found = new List<DocSet>();
        FindName(segment, word, found);
        if (isClose)
        {
            AddClose(segment, schema, word.Text, found);
        }

        name = new FieldMatch(segment, found);
        schema.ValueWords.Find(segment, word, found);
        segment.Terms.Find(word, found);
        terms = new FieldMatch(segment, found);
        segment.Statements.Find(word, found);
        statements = new FieldMatch(segment, found);
    }

    /// <summary>How many have it, at most.</summary>
    public long Most => (long)name.Count + terms.Count + statements.Count;

    /// <summary>How many have it in the name, at most.</summary>
    public int NameCount => name.Count;

    /// <summary>The weights of the fields in which a profile has it.</summary>
    public int Score(int doc) => SearchOrder.Weight((name.Has(doc) ? 1 : 0) | (terms.Has(doc) ? 2 : 0) | (statements.Has(doc) ? 4 : 0));

    /// <summary>Who of 64 profiles has it in the name, the terms and the statements, a bit each.</summary>
    public (ulong Name, ulong Terms, ulong Statements) Of(int block) => (name.Of(block), terms.Of(block), statements.Of(block));

    /// <summary>Makes those who have it the candidates, who are nobody yet.</summary>
    public void Begin(Candidates candidates)
    {
        foreach (var only in (ReadOnlySpan<FieldMatch>)[name, terms, statements])
        {
            if (only.Only.Count == Most && only.Only.Dense is null)
            {
                candidates.Begin(only.Only);
                return;
            }
        }

        name.OrInto(candidates.Span);
        terms.OrInto(candidates.Span);
        statements.OrInto(candidates.Span);
        candidates.Settle();
    }

    /// <summary>Leaves out of the candidates who does not have it.</summary>
    public void Narrow(Candidates candidates)
    {
        var bits = candidates.Bits;
        foreach (var block in candidates.NonZero)
        {
            bits[block] &= name.Of(block) | terms.Of(block) | statements.Of(block);
        }

        candidates.Settle(candidates.NonZero);
    }

    /// <summary>The same for who does not have it in the name.</summary>
    public void NarrowName(Candidates candidates)
    {
        var bits = candidates.Bits;
        foreach (var block in candidates.NonZero)
        {
            bits[block] &= name.Of(block);
        }

        candidates.Settle(candidates.NonZero);
    }

    /// <summary>Adds who is called by a name that is close to a word: misspelt, or used for one another.</summary>
    public static void AddClose(Segment segment, SearchSchema schema, string word, List<DocSet> found)
    {
        segment.Names.FindClose(word, found);
        foreach (var other in schema.Nicknames.Of(word))
        {
            segment.Names.Find(new AskedWord(other), found);
        }
    }

    /// <summary>Adds who is called by a word, or by one that it is part of.</summary>
    public static void FindName(Segment segment, in AskedWord word, List<DocSet> found)
    {
        segment.Names.Find(word, found);
        foreach (var whole in word.Joined ?? [])
        {
            segment.Names.Find(whole, found);
        }
    }

    public void Dispose()
    {
        name.Dispose();
        terms.Dispose();
        statements.Dispose();
    }
}
