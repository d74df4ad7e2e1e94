using Rapport.Layout;
using Rapport.Search;

namespace Rapport.Fit;

/// <summary>
/// How old the child is for whom somebody looks: asked with what help is for, since who sees teens may see no small children. Until it is said,
/// all ages of children will do.
/// </summary>
internal static class ChildAge
{
    private const string Key = "age";

    /// <summary>What parents come for stands open first.</summary>
    public static readonly IReadOnlyList<string> Topics = ["child-behavior", "school-problems", "adhd", "autism", "bullying", "anxiety", "learning", "teen-issues"];

    private static readonly Words L = Words.For("Rapport.Fit.ChildAge");

    /// <summary>The choice of an age; null where nobody looks for a child.</summary>
    public static FilterPart? Of(FilterParts parts, SearchRequest request) =>
        WishWords.AreForChild(request) ? parts.One(Key, WishWords.Children, L["Any of these"]) with { Title = L["How old is your child?"], IsWeighed = false } : null;

    /// <summary>The search with what was sent of the age, where it was asked.</summary>
    /// <param name="after">The search with all else that was sent.</param>
    /// <param name="form">As it was sent.</param>
    public static SearchRequest Take(SearchRequest after, IFormCollection form)
    {
        var sent = form[Key].OfType<string>().ToList();
        if (sent.Count == 0 || !WishWords.AreForChild(after))
        {
            return after;
        }
        string[] ages = [.. WishWords.Children.Where(sent.Contains)];
        string[] unsaid = sent.Contains(SearchKeys.NotKnown) ? [SearchKeys.NotKnown] : [];
        var filters = (after.Filters ?? new Dictionary<string, Selection>(StringComparer.Ordinal)).ToDictionary(StringComparer.Ordinal);
        filters[Key] = new Selection([.. ages.Length > 0 ? ages : WishWords.Children, .. unsaid]);
        return after with { Filters = filters };
    }
}
