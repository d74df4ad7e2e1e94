namespace Rapport.Core.Search;

/// <summary>How far a name may be misspelt and still be found.</summary>
public static class Spelling
{
    /// <summary>From how many characters on one letter may be wrong.</summary>
    public const int OneFrom = 4;

    /// <summary>From how many characters on two letters may be wrong, where the first is right.</summary>
    public const int TwoFrom = 8;

    /// <summary>
    /// Whether a name is close enough to what was typed: one letter wrong, missing, too many, or two neighbours swapped; two
    /// such errors in long words that begin alike.
    /// </summary>
    /// <param name="typed">What was typed, folded. Its length says how many errors are forgiven.</param>
    /// <param name="name">A word of a name, folded.</param>
    public static bool IsClose(ReadOnlySpan<char> typed, ReadOnlySpan<char> name) =>
        typed.Length >= OneFrom && name.Length > 0
        && Distance(typed, name) <= (typed.Length >= TwoFrom && typed[0] == name[0] ? 2 : 1);

    /// <summary>
    /// How many letters have to be replaced, put in, taken out, or swapped with a neighbour to come from one word to the other,
    /// no letter touched twice; 3 stands for three and more.
    /// </summary>
    /// <remarks>Optimal string alignment: F. J. Damerau, Communications of the ACM 7 (1964), 171–176, in the restricted form.</remarks>
    public static int Distance(ReadOnlySpan<char> one, ReadOnlySpan<char> other)
    {
        const int Most = 3;
        if (Math.Abs(one.Length - other.Length) >= Most)
        {
            return Most;
        }

        var width = other.Length + 1;
        Span<int> rows = width <= 64 ? stackalloc int[3 * width] : new int[3 * width];
        var (before, last, row) = (0, width, 2 * width);
        for (var j = 0; j < width; j++)
        {
            rows[last + j] = j;
        }

        for (var i = 1; i <= one.Length; i++)
        {
            rows[row] = i;
            var least = i;
            for (var j = 1; j < width; j++)
            {
                var same = one[i - 1] == other[j - 1];
                var steps = Math.Min(
                    Math.Min(rows[last + j], rows[row + j - 1]) + 1, rows[last + j - 1] + (same ? 0 : 1));
                if (i > 1 && j > 1 && one[i - 1] == other[j - 2] && one[i - 2] == other[j - 1])
                {
                    steps = Math.Min(steps, rows[before + j - 2] + 1);
                }

                rows[row + j] = steps;
                least = Math.Min(least, steps);
            }

            if (least >= Most)
            {
                return Most;
            }

            (before, last, row) = (last, row, before);
        }

        return Math.Min(Most, rows[last + width - 1]);
    }
}
