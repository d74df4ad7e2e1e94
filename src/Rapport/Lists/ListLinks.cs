using System.Globalization;
using Microsoft.AspNetCore.Http.Extensions;
using Rapport.Layout;

namespace Rapport.Lists;

/// <summary>Addresses of lists. Whom they show is sealed: no address names anybody.</summary>
internal static class ListLinks
{
    /// <param name="language">Of the page.</param>
    /// <param name="token">What is looked for, sealed: people are seen by it side by side.</param>
    public static string Own(Language language, string? token = null) => WayBack.ToYourList(language, token);

    /// <summary>Own list, with a word about why she is there.</summary>
    public static string OwnFull(Language language) => Own(language) + "?full=1";

    public static string Handed(Language language, string people) => WayBack.ToHanded(language, people);

    /// <param name="people">Sealed.</param>
    /// <param name="from">The list they were chosen on: <see cref="WayBack.From"/>.</param>
    /// <param name="token">What is looked for, sealed; null where nothing is.</param>
    /// <param name="why">Of whom it is told why they may suit: from 1, in the order of the columns.</param>
    public static string SideBySide(Language language, string people, string from, string? token = null, int why = 1)
    {
        var query = new QueryBuilder { { WayBack.From, from } };
        if (token is not null)
        {
            query.Add("q", token);
        }
        if (why > 1)
        {
            query.Add(Why, why.ToString(CultureInfo.InvariantCulture));
        }
        return $"{language.Prefix}/list/side-by-side/{people}{query}";
    }

    /// <summary>The part of an address that says of whom it is told why they may suit.</summary>
    public const string Why = "why";
}
