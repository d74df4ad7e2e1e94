using System.Text;
using Rapport.Core.Search;
using Rapport.Layout;
using Rapport.Profiles;

namespace Rapport.Search;

/// <summary>
/// What a form chose that is not, or no longer, among the choices: it comes from an old page or an altered one, and is told, as
/// whoever chose it would take the list for an answer to it.
/// </summary>
internal static class UnknownChoices
{
    private const int MostTold = 5;
    private const int LongestTold = 40;

    private static readonly Words L = Words.For("Rapport.Search.UnknownChoices");

    /// <summary>Each with the filter that it was sent for, in the order in which they were sent.</summary>
    public static IReadOnlyList<(string Key, string Value)> In(IFormCollection form, SearchKeys keys) =>
        [.. from field in form
            where keys.Schema.IndexOf(field.Key) >= 0
            let key = keys.Schema.Keys[keys.Schema.IndexOf(field.Key)]
            from value in field.Value.OfType<string>().Distinct(StringComparer.Ordinal)
            where !string.IsNullOrWhiteSpace(value) && value != SearchKeys.NotKnown && key.OrdinalOf(value) < 0
                && !(key.Kind == FilterKind.Maximum && Understanding.Price(value) is not null)
            select (key.Name, value)];

    /// <summary>One sentence that names them, with the heading under which the page has the others.</summary>
    public static string Told(IReadOnlyList<(string Key, string Value)> unknown, IReadOnlyList<FilterGroup> groups)
    {
        var named = unknown.Take(MostTold).Select(one => L["“{0}” ({1})", Short(one.Value), Title(one.Key, groups)]).ToList();
        if (unknown.Count > MostTold)
        {
            named.Add(L.Many(unknown.Count - MostTold, "one more", "{0} more"));
        }
        return L["Not among the choices here, so left out: {0}.", FactWords.And(named)];
    }

    private static string Title(string key, IReadOnlyList<FilterGroup> groups) => (
        from filters in groups
        from part in filters.Parts
        where part.Key == key
        select part.Title ?? filters.Title).First();

    // What is no text at all, like half a letter, cannot be shown.
    private static string Short(string value) => string.Concat(
        value.EnumerateRunes().Where(rune => rune != Rune.ReplacementChar && !Rune.IsControl(rune)).Take(LongestTold));
}
