namespace Rapport.Core.Places;

/// <summary>
/// Finds, among words in ordinal order, those that begin with what was typed, and those whose beginning differs from it by one
/// letter: a range of them at a time, without looking at each.
/// </summary>
internal static class Beginnings
{
    /// <summary>From how many letters on one may be wrong.</summary>
    public const int CloseFrom = 4;

    /// <summary>Where the words lie that begin with a text.</summary>
    public static (int From, int To) Of(ReadOnlySpan<string> words, ReadOnlySpan<char> typed) => Rest(words, (0, words.Length), 0, typed);

    /// <summary>
    /// Where the words lie of which some beginning is one error away: a letter wrong, missing, too many, or swapped with its
    /// neighbour. Ranges may overlap, each other and that of <see cref="Of"/>. None for what is too short to be misspelt.
    /// </summary>
    public static List<(int From, int To)> CloseTo(ReadOnlySpan<string> words, ReadOnlySpan<char> typed)
    {
        var found = new List<(int From, int To)>();
        var shared = (From: 0, To: typed.Length < CloseFrom ? 0 : words.Length);
        for (var at = 0; at < typed.Length && shared.From < shared.To; at++)
        {
            var behind = typed[(at + 1)..];
            Add(found, Rest(words, shared, at, behind));
            if (behind.Length > 0)
            {
                var swapped = Narrow(words, Narrow(words, shared, at, behind[0]), at + 1, typed[at]);
                Add(found, Rest(words, swapped, at + 2, behind[1..]));
            }

            // Whatever other letter stands there: in place of the typed one, or before it.
            for (var from = shared.From; from < shared.To;)
            {
                if (words[from].Length == at)
                {
                    from++;
                    continue;
                }

                var other = Narrow(words, (from, shared.To), at, words[from][at]);
                if (words[from][at] != typed[at])
                {
                    Add(found, Rest(words, other, at + 1, behind));
                    Add(found, Rest(words, other, at + 1, typed[at..]));
                }

                from = other.To;
            }

            shared = Narrow(words, shared, at, typed[at]);
        }

        return found;
    }

    private static void Add(List<(int From, int To)> found, (int From, int To) range)
    {
        if (range.From < range.To)
        {
            found.Add(range);
        }
    }

    // Of words that share so many letters, those that go on so.
    private static (int From, int To) Rest(ReadOnlySpan<string> words, (int From, int To) range, int shared, ReadOnlySpan<char> rest)
    {
        for (var at = 0; at < rest.Length && range.From < range.To; at++)
        {
            range = Narrow(words, range, shared + at, rest[at]);
        }

        return range;
    }

    private static (int From, int To) Narrow(ReadOnlySpan<string> words, (int From, int To) range, int at, char letter)
    {
        var from = FirstFrom(words, range, at, letter);
        return (from, FirstFrom(words, (from, range.To), at, letter + 1));
    }

    // A word that has ended stands before all that go on.
    private static int FirstFrom(ReadOnlySpan<string> words, (int From, int To) range, int at, int letter)
    {
        var (low, high) = range;
        while (low < high)
        {
            var middle = low + ((high - low) / 2);
            if (words[middle].Length <= at || words[middle][at] < letter)
            {
                low = middle + 1;
            }
            else
            {
                high = middle;
            }
        }

        return low;
    }
}
