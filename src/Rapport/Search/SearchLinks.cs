using System.Globalization;
using Microsoft.AspNetCore.Http.Extensions;
using Rapport.Layout;

namespace Rapport.Search;

/// <summary>Addresses of the results page.</summary>
internal static class SearchLinks
{
    public const string DayFormat = "yyyy-MM-dd";

    public static string Results(Language language) => language.Prefix + "/therapists";

    /// <summary>A search of which nothing but place, distance and format is said.</summary>
    public static string Plain(Language language, SearchRequest request, int page = 1) =>
        Results(language) + Query(request, token: null, page);

    /// <summary>A search whose choices are sealed.</summary>
    public static string Sealed(Language language, string token, int page = 1) =>
        Results(language) + Query(new SearchRequest(), token, page);

    /// <summary>What stands behind the question mark: the token alone where there is one.</summary>
    public static string Query(SearchRequest request, string? token, int page)
    {
        if (token is not null)
        {
            return Paged(new QueryBuilder { { "q", token } }, page);
        }
        var query = new QueryBuilder();
        if (!string.IsNullOrWhiteSpace(request.Place))
        {
            query.Add("place", request.Place);
        }
        if (request.RadiusMiles is { } radius)
        {
            query.Add("radius", radius.ToString(CultureInfo.InvariantCulture));
        }
        foreach (var format in request.Format ?? [])
        {
            query.Add("format", format);
        }
        if (request.Day is { } day && page > 1)
        {
            query.Add(SearchForm.Day, day.ToString(DayFormat, CultureInfo.InvariantCulture));
        }
        return Paged(query, page);
    }

    private static string Paged(QueryBuilder query, int page)
    {
        if (page > 1)
        {
            query.Add("page", page.ToString(CultureInfo.InvariantCulture));
        }
        return query.ToString();
    }
}
