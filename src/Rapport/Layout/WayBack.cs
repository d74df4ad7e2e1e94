using Microsoft.AspNetCore.Http.Extensions;

namespace Rapport.Layout;

/// <summary>The list that a reader came from: what of its address travels along to a person's page, and back.</summary>
internal static class WayBack
{
    /// <summary>All that an address of the list may say; anything else in it is not carried on.</summary>
    private static readonly string[] Parts = ["q", "place", "radius", "format", "page"];

    public static string ToList(Language language, IQueryCollection query)
    {
        var kept = new QueryBuilder();
        foreach (var part in Parts)
        {
            kept.Add(part, query[part].OfType<string>().Where(value => value.Length > 0));
        }
        return language.Prefix + "/therapists" + kept;
    }
}
