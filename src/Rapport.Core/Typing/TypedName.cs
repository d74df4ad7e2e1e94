using Rapport.Core.Search;

namespace Rapport.Core.Typing;

/// <summary>Somebody's name at the end of what is typed.</summary>
public static class TypedName
{
    /// <summary>
    /// Who keeps a page and may be meant by the last words, as many of them as name somebody: see
    /// <see cref="SearchIndex.FewNamed"/>.
    /// </summary>
    /// <param name="index">Who is there.</param>
    /// <param name="text">What stands in the box.</param>
    /// <param name="most">If there are more, nobody is meant.</param>
    /// <param name="forgives">Whether names that are close count where nobody bears the name.</param>
    /// <returns>Their ids, and what stands before the name.</returns>
    public static (IReadOnlyList<long> Ids, string Before) Find(SearchIndex index, string? text, int most, bool forgives)
    {
        ArgumentNullException.ThrowIfNull(index);
        foreach (var tail in TypedTail.Of(text))
        {
            if (index.FewNamed(tail.Words, most, forgives) is { Count: > 0 } ids)
            {
                return (ids, text![..tail.Start]);
            }
        }

        return ([], "");
    }
}
