using Microsoft.AspNetCore.Http.Extensions;

namespace Rapport.Layout;

/// <summary>What of an address's query goes with the reader into the other language.</summary>
internal static class KeptQuery
{
    /// <summary>In the data of a view: what goes along instead, where the address does not say what the page shows.</summary>
    public const string InOtherLanguage = "InOtherLanguage";

    /// <summary>In the data of a view: true where the page cannot be had again, in no language.</summary>
    public const string OneLanguage = "OneLanguage";

    // Known names only: anything else is ignored by the page and would be carried on without anybody's wish.
    private static readonly string[] Names = ["q", "place", "radius", "format", "day", "page", "sent", "done", WayBack.From];

    /// <summary>Begins with "?", or is empty.</summary>
    public static string Of(HttpRequest request)
    {
        var kept = new QueryBuilder();
        foreach (var name in Names)
        {
            foreach (var value in request.Query[name])
            {
                kept.Add(name, value ?? "");
            }
        }
        return kept.ToString();
    }
}
