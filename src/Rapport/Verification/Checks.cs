using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Rapport.Accounts;
using Rapport.Profiles;
using Rapport.Registry.Values;
using Rapport.Storage;

namespace Rapport.Verification;

/// <summary>Writes what a look at a licence found: the record of it, and what the profile says of the licence.</summary>
internal sealed class Checks(Store store, OwnerMail mail, AccountSeal seal)
{
    /// <summary>So long before a licence ends it is looked at again.</summary>
    public static readonly int DaysBefore = 30;

    /// <summary>A licence of which nobody knows the end is looked at again after so long.</summary>
    public static readonly int DaysWithoutEnd = 365;

    /// <summary>What is found of a licence when it is compared with what the board says.</summary>
    /// <param name="facts">Of the profile.</param>
    /// <param name="owner">Who keeps it; null where nobody does.</param>
    /// <param name="before">The newest look at it; null where there is none.</param>
    /// <param name="holder">Whose licence it is, as the board has it.</param>
    /// <param name="board">What the board says.</param>
    /// <param name="today">UTC.</param>
    public static Standing Compare(ProfileFacts facts, ProfileOwner? owner, LicenceCheck? before, PersonName holder, BoardSays board, DateOnly today) =>
        owner?.IsRenamed(facts) == true || !IsHers(facts, before, holder, board) ? Standing.Waiting
        : board.HasLapsed(today) ? Standing.Lapsed
        : board.Status == BoardSays.Unclear || (board.Status is null && board.Expires is null) ? Standing.Waiting
        : Standing.Verified;

    /// <summary>
    /// The board's name is the one of the profile, or another that somebody else than its owner gave; what she calls herself beside it is for a person to
    /// judge, once.
    /// </summary>
    private static bool IsHers(ProfileFacts facts, LicenceCheck? before, PersonName holder, BoardSays board) =>
        SamePerson.Names(facts.OtherNames is { Source: Source.Therapist } ? facts with { OtherNames = null } : facts).Any(name => SamePerson.IsSame(name, holder))
        || (before is { By: not null, Standing: Standing.Verified or Standing.Lapsed } && before.BoardSays?.Name == board.Name);

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
        foreach (var before in await NewestOf(db, profile.Id, licence, stop))
        {
            before.IsNewest = false;
        }
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
            Note = note is null ? null : seal.Seal(note),
            Ends = board?.Expires,
            Due = standing is Standing.Verified or Standing.Lapsed ? board?.Expires?.AddDays(-DaysBefore) ?? today.AddDays(DaysWithoutEnd) : null,
            IsNewest = true,
        });
        var isTold = Tell(db, profile, licence, standing, board, source, how);
        await Settle(db, profile, by is not null && standing == Standing.Verified, stop);
        return isTold | await List(db, profile, standing, licence, stop);
    }

    /// <summary>Licences with a number that nobody has looked at yet, or all, where their owner bears another name by now.</summary>
    /// <param name="facts">Of the profile.</param>
    /// <param name="owner">Who keeps it; null where nobody does.</param>
    /// <param name="newest">The newest looks at its licences.</param>
    public static IEnumerable<Licence> Unseen(ProfileFacts facts, ProfileOwner? owner, IEnumerable<LicenceCheck> newest)
    {
        var seen = newest.Select(check => (check.State, Key(check.Number))).ToHashSet();
        return (facts.Licences?.Value ?? []).Where(licence => licence.Number is { } number && (owner?.IsRenamed(facts) == true || !seen.Contains((licence.State, Key(number)))));
    }

    /// <summary>Whether the desk has to look at one of hers; her name counts as compared when a person has found that the licence is hers.</summary>
    private static async Task Settle(RapportDb db, Profile profile, bool isCompared, CancellationToken stop)
    {
        if (await db.Set<ProfileOwner>().FindAsync([profile.Id], stop) is not { } owner)
        {
            return;
        }
        var facts = profile.Read().Facts;
        owner.KnownAs = isCompared ? ProfileOwner.Known(facts) : owner.KnownAs;
        await db.Set<LicenceCheck>().Where(check => check.ProfileId == profile.Id && check.IsNewest).LoadAsync(stop);
        owner.HasUnseen = Unseen(facts, owner, db.Set<LicenceCheck>().Local.Where(check => check.ProfileId == profile.Id && check.IsNewest)).Any();
    }

    /// <summary>The newest look at a licence, however its number was written then; of the transaction, with what it has not saved yet.</summary>
    public static async Task<IReadOnlyList<LicenceCheck>> NewestOf(RapportDb db, long profileId, Licence licence, CancellationToken stop)
    {
        await db.Set<LicenceCheck>().Where(check => check.ProfileId == profileId && check.State == licence.State && check.IsNewest).LoadAsync(stop);
        return [.. db.Set<LicenceCheck>().Local.Where(check => check.ProfileId == profileId && check.State == licence.State && check.IsNewest && Key(check.Number) == Key(licence.Number!))];
    }

    /// <summary>The day of a licence that was verified is over, and nobody has looked again: it has lapsed.</summary>
    /// <param name="db">The transaction.</param>
    /// <param name="profile">Read in it.</param>
    /// <param name="check">The newest look, read in it.</param>
    /// <param name="stop">Ends it.</param>
    /// <returns>Whether the profile is off the list now; who writes it tells the change feed.</returns>
    public async Task<bool> End(RapportDb db, Profile profile, LicenceCheck check, CancellationToken stop)
    {
        check.IsNewest = false;
        db.Add(new LicenceCheck
        {
            Id = Guid.CreateVersion7(store.Time.GetUtcNow()),
            ProfileId = check.ProfileId,
            State = check.State,
            Number = check.Number,
            Standing = Standing.Lapsed,
            Board = check.Board,
            Source = check.Source,
            How = check.How,
            At = store.Now,
            Ends = check.Ends,
            Due = check.Due,
            IsNewest = true,
        });
        return await List(db, profile, Standing.Lapsed, new Licence { State = check.State, Number = check.Number }, stop);
    }

    /// <summary>Writes into the profile what was found; whether it says something else now.</summary>
    private bool Tell(RapportDb db, Profile profile, Licence licence, Standing standing, BoardSays? board, string source, string how)
    {
        var today = DateOnly.FromDateTime(store.Now);
        var said = standing switch
        {
            Standing.Verified or Standing.Lapsed when board is not null => licence with
            {
                Status = board.Status is null or BoardSays.Unclear ? licence.Status : board.Status,
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

    /// <summary>
    /// Takes a profile off the list whose licences have all ended of those that anybody looked at, and puts it back when one is verified; its
    /// owner is told. While a person still looks, it stays where it is.
    /// </summary>
    private async Task<bool> List(RapportDb db, Profile profile, Standing found, Licence licence, CancellationToken stop)
    {
        var isOff = profile.Unlisted?.HasFlag(Unlisted.LicenceLapsed) == true;
        if (found == Standing.Verified && !isOff)
        {
            return false;
        }
        var facts = profile.Read().Facts;
        var others = (await db.Set<LicenceCheck>().AsNoTracking().Where(check => check.ProfileId == profile.Id && check.IsNewest).ToListAsync(stop))
            .Concat(db.Set<LicenceCheck>().Local.Where(check => check.ProfileId == profile.Id && check.IsNewest))
            .Where(check => (check.State, Key(check.Number)) != (licence.State, Key(licence.Number!)) && Of(facts, check.State, check.Number) is not null)
            .Select(check => check.Standing);
        var standings = Of(facts, licence.State, licence.Number!) is null ? [.. others] : others.Append(found).ToHashSet();
        bool? lapsed = standings.Contains(Standing.Verified) ? false : standings.Contains(Standing.Lapsed) ? true : null;
        if (lapsed == false && await db.Set<ProfileOwner>().FindAsync([profile.Id], stop) is { } owner)
        {
            // Nobody reminded her while it was off.
            owner.Reminded = 0;
        }
        if (lapsed is not { } holds || !Unlisting.Set(db, profile, Unlisted.LicenceLapsed, holds, Source.LicenceBoard, store.Now))
        {
            return false;
        }
        await mail.Add(
            db, profile.Id, holds ? "licence-lapsed" : "licence-back", (to, language) => holds ? LicenceLetters.Lapsed(to, language) : LicenceLetters.Back(to, language),
            TimeSpan.FromDays(14), stop);
        return true;
    }

    /// <summary>The licence of a profile by state and number; null where it has none such.</summary>
    public static Licence? Of(ProfileFacts facts, string state, string number) => (facts.Licences?.Value ?? [])
        .FirstOrDefault(licence => licence.State == state && licence.Number is { } own && Key(own) == Key(number));

    public static string Key(string number) => LicenceNumber.Key(number.ToUpperInvariant());
}
