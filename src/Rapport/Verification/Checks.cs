using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Rapport.Profiles;
using Rapport.Registry.Values;
using Rapport.Storage;

namespace Rapport.Verification;

/// <summary>Writes what a look at a licence found: the record of it, and what the profile says of the licence.</summary>
internal sealed class Checks(Store store)
{
    /// <summary>So long before a licence ends it is looked at again.</summary>
    public static readonly int DaysBefore = 30;

    /// <summary>A licence of which nobody knows the end is looked at again after so long.</summary>
    public static readonly int DaysWithoutEnd = 365;

    /// <summary>What is found of a licence when it is compared with what the board says.</summary>
    /// <param name="facts">Of the profile.</param>
    /// <param name="holder">Whose licence it is, as the board has it.</param>
    /// <param name="board">What the board says.</param>
    /// <param name="today">UTC.</param>
    public static Standing Compare(ProfileFacts facts, PersonName holder, BoardSays board, DateOnly today) =>
        !SamePerson.Names(facts).Any(name => SamePerson.IsSame(name, holder)) ? Standing.Waiting
        : board.Status is "expired" or "inactive" or "suspended" || board.Expires < today ? Standing.Lapsed
        : board.Status is null && board.Expires is null ? Standing.Waiting
        : Standing.Verified;

    /// <summary>Adds a look to a transaction. A licence that the profile does not have is not looked at.</summary>
    /// <param name="db">The transaction.</param>
    /// <param name="profile">Read in it.</param>
    /// <param name="licence">Of the profile.</param>
    /// <param name="standing">What was found.</param>
    /// <param name="board">What the board says; null where it says nothing.</param>
    /// <param name="source">What it was compared with.</param>
    /// <param name="how">Code of the vocabulary of checks.</param>
    /// <param name="by">Who looked; null where a file was read in.</param>
    /// <param name="note">For the record.</param>
    /// <param name="stop">Ends it.</param>
    /// <returns>Whether the profile says something else now; who writes it tells the change feed.</returns>
    public async Task<bool> Add(
        RapportDb db, Profile profile, Licence licence, Standing standing, BoardSays? board, string source, string how, Guid? by, string? note, CancellationToken stop)
    {
        await db.Set<LicenceCheck>().Where(check => check.ProfileId == profile.Id && check.State == licence.State && check.Number == licence.Number && check.IsNewest)
            .ExecuteUpdateAsync(row => row.SetProperty(check => check.IsNewest, false), stop);
        var today = DateOnly.FromDateTime(store.Now);
        db.Add(new LicenceCheck
        {
            Id = Guid.CreateVersion7(store.Time.GetUtcNow()),
            ProfileId = profile.Id,
            State = licence.State,
            Number = licence.Number!,
            Standing = standing,
            Board = board is null ? null : JsonSerializer.Serialize(board),
            Source = source,
            How = how,
            At = store.Now,
            By = by,
            Note = note,
            Due = standing is Standing.Verified or Standing.Lapsed ? board?.Expires?.AddDays(-DaysBefore) ?? today.AddDays(DaysWithoutEnd) : null,
            IsNewest = true,
        });
        var said = standing switch
        {
            Standing.Verified or Standing.Lapsed when board is not null => licence with
            {
                Status = board.Status ?? licence.Status,
                Expires = board.Expires ?? licence.Expires,
                Checked = today,
                CheckedHow = how,
                Discipline = board.Discipline ?? licence.Discipline,
            },
            // What was found before does not hold any more.
            Standing.CouldNotVerify => licence with { Status = null, Checked = null, CheckedHow = null, Discipline = null },
            _ => licence,
        };
        if (said == licence)
        {
            return false;
        }
        var document = profile.Read();
        var fact = document.Facts.Licences!;
        var field = ProfileFields.Named("licences");
        var after = document.Facts with { Licences = fact with { Value = [.. fact.Value.Select(one => one == licence ? said : one)] } };
        db.Add(new FactChange
        {
            ProfileId = profile.Id,
            Field = field.Name,
            Before = field.Print(document.Facts),
            After = field.Print(after),
            Source = Source.LicenceBoard,
            Reason = source,
            At = store.Now,
        });
        profile.Document = (document with { Facts = after }).ToJson();
        profile.Revision++;
        profile.UpdatedAt = store.Now;
        return true;
    }

    /// <summary>The licence of a profile by state and number; null where it has none such.</summary>
    public static Licence? Of(ProfileFacts facts, string state, string number) => (facts.Licences?.Value ?? [])
        .FirstOrDefault(licence => licence.State == state && licence.Number is { } own && Key(own) == Key(number));

    public static string Key(string number) => LicenceNumber.Key(number.ToUpperInvariant());
}
