using System.Globalization;
using Microsoft.AspNetCore.Http.Extensions;
using Rapport.Layout;

namespace Rapport.Search;

/// <summary>Addresses of the results page.</summary>
internal static class SearchLinks
{
    public const string DayFormat = "yyyy-MM-dd";

    public static string Results(Language language) => language.Prefix + "/therapists";

    /// <summary>Where one asks for a person who is not on the list.</summary>
    public static string Missing(Language language) => Results(language) + "/missing";

    /// <summary>Where one is asked how one likes to work.</summary>
    public static string Questions(Language language) => language.Prefix + "/questions";

    /// <summary>The first of the questions.</summary>
    /// <param name="language">Of the page.</param>
    /// <param name="token">What is looked for, sealed; null where nothing is.</param>
    public static string FirstQuestion(Language language, string? token) => Questions(language) + "/1" + (token is null ? "" : "?q=" + token);

    /// <summary>The search as the fields of a form carry it: sealed, or where it says no more than a place, as it is.</summary>
    /// <param name="request">The search.</param>
    /// <param name="token">The same, sealed; null where it is plain.</param>
    public static IReadOnlyList<(string Name, string Value)> Carried(SearchRequest request, string? token) => token is not null
        ? [("q", token)]
        :
        [
            (SearchForm.Place, request.Place ?? ""),
            .. request.RadiusMiles is { } radius ? new[] { (SearchForm.Radius, radius.ToString(CultureInfo.InvariantCulture)) } : [],
            .. (request.Format ?? []).Select(format => ("format", format)),
        ];

    /// <summary>A search of which nothing but place, distance and format is said.</summary>
    public static string Plain(Language language, SearchRequest request) => Results(language) + Query(request, token: null);

    /// <summary>A search whose choices are sealed.</summary>
    public static string Sealed(Language language, string token) => Results(language) + Query(new SearchRequest(), token);

    /// <summary>What stands behind the question mark: of a search, the token alone where there is one.</summary>
    /// <param name="request">The search.</param>
    /// <param name="token">The same, sealed.</param>
    /// <param name="page">From 1.</param>
    /// <param name="seen">Who stood on the pages before, sealed.</param>
    public static string Query(SearchRequest request, string? token, int page = 1, string? seen = null)
    {
        if (token is not null)
        {
            return Paged(new QueryBuilder { { "q", token } }, page, seen);
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
        return Paged(query, page, seen);
    }

    private static string Paged(QueryBuilder query, int page, string? seen)
    {
        if (page > 1)
        {
            query.Add("page", page.ToString(CultureInfo.InvariantCulture));
            if (seen is not null)
            {
                query.Add(SearchForm.Seen, seen);
            }
        }
        return query.ToString();
    }
}
