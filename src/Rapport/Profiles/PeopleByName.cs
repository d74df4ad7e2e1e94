using Microsoft.EntityFrameworkCore;
using Rapport.Core.Search;
using Rapport.Storage;

namespace Rapport.Profiles;

/// <summary>Finds people for the operator by their names, also those whom no page shows.</summary>
internal static class PeopleByName
{
    /// <summary>More are not read: a name that fits more says too little.</summary>
    private const int MostRead = 20_000;

    /// <summary>Everyone in whose name, or another name of whom, all the words stand, in the order of their numbers.</summary>
    public static Task<IReadOnlyList<Profile>> Of(RapportDb db, string name, CancellationToken stop) => Of(db, name, "", stop);

    /// <summary>The same, of those in whose facts something else stands too, as JSON has it: a ZIP in quotes.</summary>
    public static async Task<IReadOnlyList<Profile>> Of(RapportDb db, string name, string value, CancellationToken stop)
    {
        var words = SearchText.Fold(name).Split(' ', StringSplitOptions.RemoveEmptyEntries);
        if (words.Length == 0)
        {
            return [];
        }
        // The database looks for the longest run of plain letters; who may fit is read, and judged by whole words.
        var letters = name.Split([.. name.Where(letter => !char.IsAsciiLetter(letter)).Distinct()], StringSplitOptions.RemoveEmptyEntries)
            .MaxBy(run => run.Length) ?? "";
        var near = await Holding(db, $"%{letters}%").Where(profile => value == "" || profile.Document.Contains(value)).OrderBy(profile => profile.Id).Take(MostRead).ToListAsync(stop);
        return
        [
            .. near.Where(profile =>
            {
                var facts = profile.Read().Facts;
                return (facts.OtherNames?.Value ?? []).Concat(facts.Name is { } own ? [own.Value] : []).Any(one =>
                {
                    var there = SearchText.Fold($"{one.First} {one.Middle} {one.Last}").Split(' ');
                    return words.All(word => there.Contains(word, StringComparer.Ordinal));
                });
            }),
        ];
    }

    // Whatever the case of the letters: SQLite's LIKE asks nothing else, PostgreSQL has a word of its own for it.
    private static IQueryable<Profile> Holding(RapportDb db, string pattern) => db is PostgresDb
        ? db.Set<Profile>().AsNoTracking().Where(profile => EF.Functions.ILike(profile.Document, pattern))
        : db.Set<Profile>().AsNoTracking().Where(profile => EF.Functions.Like(profile.Document, pattern));
}
