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
    public static async Task<Profile?> Find(Store store, string slug, CancellationToken stop) =>
        ProfileLinks.TryReadId(slug, out var id) ? await Find(store, id, stop) : null;

    /// <summary>
    /// The same by number. The database decides by the small columns, so that the document of somebody who is not listed
    /// is never read: who is known but hidden costs no more time than who was never there.
    /// </summary>
    public static async Task<Profile?> Find(Store store, long id, CancellationToken stop)
    {
        await using var db = store.Read();
        return await Visibility.Among(db.Set<Profile>().AsNoTracking(), await Visibility.Of(db, stop))
            .SingleOrDefaultAsync(profile => profile.Id == id, stop);
    }

    /// <summary>Those of several numbers who may be seen, in the order in which they were asked for.</summary>
    public static async Task<IReadOnlyList<Profile>> Find(Store store, IReadOnlyList<long> ids, CancellationToken stop)
    {
        if (ids.Count == 0)
        {
            return [];
        }
        await using var db = store.Read();
        var rows = await Visibility.Among(db.Set<Profile>().AsNoTracking(), await Visibility.Of(db, stop))
            .Where(profile => ids.Contains(profile.Id)).ToDictionaryAsync(profile => profile.Id, stop);
        return [.. ids.Where(rows.ContainsKey).Select(id => rows[id])];
    }

    /// <summary>Two letters that stand in for a portrait.</summary>
    public static string Initials(PersonName? name) => string.Concat(
        new[] { name?.First, name?.Last }.Where(part => !string.IsNullOrEmpty(part))
            .Select(part => StringInfo.GetNextTextElement(part!).ToUpper(CultureInfo.CurrentCulture)));
}
