using Rapport.Layout;

namespace Rapport.Lists;

/// <summary>Addresses of lists. Whom they show is sealed: no address names anybody.</summary>
internal static class ListLinks
{
    public static string Own(Language language) => WayBack.ToYourList(language);

    /// <summary>Own list, with a word about why she is there.</summary>
    public static string OwnFull(Language language) => Own(language) + "?full=1";

    public static string Handed(Language language, string people) => WayBack.ToHanded(language, people);

    /// <param name="people">Sealed.</param>
    /// <param name="from">The list they were chosen on: <see cref="WayBack.From"/>.</param>
    public static string SideBySide(Language language, string people, string from) =>
        $"{language.Prefix}/list/side-by-side/{people}?{WayBack.From}={from}";
}
