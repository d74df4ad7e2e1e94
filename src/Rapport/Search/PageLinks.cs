using Rapport.Layout;

namespace Rapport.Search;

/// <summary>Addresses of the pages of one list: each knows who stood on the pages before it.</summary>
/// <param name="language">In which the pages are.</param>
/// <param name="wanted">The search.</param>
/// <param name="token">The same, sealed; null for a plain one.</param>
/// <param name="found">What stands on this page.</param>
/// <param name="tokens">Seals who was seen.</param>
internal sealed class PageLinks(Language language, SearchRequest wanted, string? token, Found found, SearchTokens tokens)
{
    public string Address(int page) => SearchLinks.Results(language) + Query(page);

    /// <summary>What stands behind the question mark.</summary>
    public string Query(int page)
    {
        var counted = SearchLinks.Query(wanted, token, page);
        if (page == 1)
        {
            return counted;
        }
        var room = SearchTokens.Longest - SearchLinks.Results(language).Length - counted.Length - $"&{SearchForm.Seen}=".Length;
        return SearchLinks.Query(wanted, token, page, tokens.SealSeen(found.Seen.Take((page - 1) * found.Understood.PageSize), room));
    }
}
