using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Rapport.Storage;

namespace Rapport.Profiles;

/// <summary>Finds the people who may be seen, by the last part of their page's address.</summary>
internal static class Listed
{
    /// <summary>
    /// The row, or null: hidden, removed, never there are one answer, so that nobody learns who is known but not listed.
    /// </summary>
    public static async Task<Profile?> Find(Store store, string slug, CancellationToken stop)
    {
        if (!ProfileLinks.TryReadId(slug, out var id))
        {
            return null;
        }
        await using var db = store.Read();
        var row = await db.Set<Profile>().AsNoTracking().SingleOrDefaultAsync(profile => profile.Id == id, stop);
        return row is not null && Visibility.IsListed(row, await Visibility.Of(db, stop)) ? row : null;
    }

    /// <summary>Two letters that stand in for a portrait.</summary>
    public static string Initials(PersonName? name) => string.Concat(
        new[] { name?.First, name?.Last }.Where(part => !string.IsNullOrEmpty(part))
            .Select(part => StringInfo.GetNextTextElement(part!).ToUpper(CultureInfo.CurrentCulture)));
}
