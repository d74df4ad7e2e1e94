using System.Text.Json;
using Rapport.Accounts;
using Rapport.Profiles;
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
    /// <param name="decided">What a person decided of it last; null where none has.</param>
    /// <param name="holder">Whose licence it is, as the board has it.</param>
    /// <param name="board">What the board says.</param>
    /// <param name="today">UTC.</param>
    public static Standing Compare(ProfileFacts facts, ProfileOwner? owner, LicenceCheck? decided, PersonName holder, BoardSays board, DateOnly today) =>
        owner?.IsRenamed(facts) == true || !IsHers(facts, owner, decided, holder, board) || IsOverruled(decided, board, today) ? Standing.Waiting
        : board.HasLapsed(today) ? Standing.Lapsed
        : board.Status == BoardSays.Unclear || (board.Status is null && board.Expires is null) ? Standing.Waiting
        : Standing.Verified;

    /// <summary>
    /// A file does not overrule who has looked: what a person found to be another's, or not in force, a person looks at again. That it is not in force is
    /// taken from a file all the same.
    /// </summary>
    private static bool IsOverruled(LicenceCheck? decided, BoardSays board, DateOnly today) =>
        decided is { Standing: Standing.CouldNotVerify or Standing.Lapsed } && !(decided.Standing == Standing.Lapsed && board.HasLapsed(today));

    /// <summary>
    /// The board's name is the one that was proven or compared, or the one that a person has found to be hers. What she calls herself beside it, or since, is
    /// for a person to judge, once: a file that has it may be of a stranger. Of a record that nobody keeps, all names that the registry has.
    /// </summary>
    private static bool IsHers(ProfileFacts facts, ProfileOwner? owner, LicenceCheck? decided, PersonName holder, BoardSays board) =>
        (owner is null ? SamePerson.Names(facts) : owner.KnownAs is { } known ? [FieldText.ReadName(known)] : []).Any(name => SamePerson.IsSame(name, holder))
        || (decided is { Standing: Standing.Verified } && decided.BoardSays?.Name == board.Name);

    /// <inheritdoc cref="Add(RapportDb, Looks, Profile, Licence, Standing, BoardSays?, string, string, Guid?, string?, CancellationToken)"/>
    public async Task<bool> Add(
        RapportDb db, Profile profile, Licence licence, Standing standing, BoardSays? board, string source, string how, Guid? by, string? note, CancellationToken stop) =>
        await Add(db, await Looks.At(db, [profile.Id], stop), profile, licence, standing, board, source, how, by, note, stop);

    /// <summary>Adds a look to a transaction. A licence that the profile does not have is not looked at.</summary>
    /// <param name="db">The transaction.</param>
    /// <param name="looks">Those at the profile's licences, read in it.</param>
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
        RapportDb db, Looks looks, Profile profile, Licence licence, Standing standing, BoardSays? board, string source, string how, Guid? by, string? note, CancellationToken stop)
    {
        var today = DateOnly.FromDateTime(store.Now);
        var look = new LicenceCheck
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
            // A file that leaves open what a person asked leaves her answer where it is, too.
            AnsweredAt = by is null && standing == Standing.Waiting && looks.Of(profile.Id, licence.State, licence.Number!) is { Standing: Standing.Waiting } before
                && before.AnsweredAt >= looks.Owner(profile.Id)?.Since ? before.AnsweredAt : null,
            Ends = board?.Expires,
            Due = standing is Standing.Verified or Standing.Lapsed ? board?.Expires?.AddDays(-DaysBefore) ?? today.AddDays(DaysWithoutEnd) : null,
            IsNewest = true,
        };
        db.Add(look);
        looks.Add(look);
        var isTold = Tell(db, profile, licence, standing, board, source, how);
        Settle(profile, looks, by is not null && standing == Standing.Verified);
        return isTold | await List(db, profile, looks, standing, stop);
    }

    /// <summary>Licences with a number that nobody has looked at yet, or all, where their owner bears another name by now.</summary>
    /// <param name="facts">Of the profile.</param>
    /// <param name="owner">Who keeps it; null where nobody does.</param>
    /// <param name="newest">The newest looks at its licences.</param>
    public static IEnumerable<Licence> Unseen(ProfileFacts facts, ProfileOwner? owner, IEnumerable<LicenceCheck> newest)
    {
        var seen = newest.ToLookup(check => (check.State, Key(check.Number)));
        return (facts.Licences?.Value ?? []).Where(licence => licence.Number is { } number
            && (owner?.IsRenamed(facts) == true || !seen.Contains((licence.State, Key(number)))
                // It was verified, and what was said of it is gone: its number went away and came back, or the record is another's now.
                || (licence.Checked is null && seen[(licence.State, Key(number))].Any(check => check.Standing is Standing.Verified or Standing.Lapsed))));
    }

    /// <summary>Whether the desk has to look at one of hers; her name counts as compared when a person has found that the licence is hers.</summary>
    private static void Settle(Profile profile, Looks looks, bool isCompared)
    {
        if (looks.Owner(profile.Id) is not { } owner)
        {
            return;
        }
        var facts = profile.Read().Facts;
        owner.KnownAs = isCompared ? ProfileOwner.Known(facts) : owner.KnownAs;
        owner.HasUnseen = Unseen(facts, owner, looks.Of(profile.Id)).Any();
    }

    /// <summary>The day of a licence that was verified is over, and nobody has looked again: it has lapsed.</summary>
    /// <param name="db">The transaction.</param>
    /// <param name="profile">Read in it.</param>
    /// <param name="looks">Those at the profile's licences, read in it.</param>
    /// <param name="check">The newest of them at this one.</param>
    /// <param name="stop">Ends it.</param>
    /// <returns>Whether the profile is off the list now; who writes it tells the change feed.</returns>
    public async Task<bool> End(RapportDb db, Profile profile, Looks looks, LicenceCheck check, CancellationToken stop)
    {
        var look = new LicenceCheck
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
        };
        db.Add(look);
        looks.Add(look);
        return await List(db, profile, looks, Standing.Lapsed, stop);
    }

    /// <summary>Writes into the profile what was found; whether it says something else now.</summary>
    private bool Tell(RapportDb db, Profile profile, Licence licence, Standing standing, BoardSays? board, string source, string how)
    {
        var today = DateOnly.FromDateTime(store.Now);
        var against = source == LicenceCheck.LookedUp ? null : source;
        var said = standing switch
        {
            Standing.Verified or Standing.Lapsed when board is not null => licence with
            {
                Status = board.Status is null or BoardSays.Unclear ? licence.Status : board.Status,
                Expires = board.Expires ?? licence.Expires,
                Checked = today,
                CheckedHow = how,
                Against = against,
                Unverified = null,
                Discipline = board.Discipline ?? licence.Discipline,
            },
            // What was found before does not hold any more.
            Standing.CouldNotVerify => licence.AsSaid() with { Unverified = today },
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
            Reason = against,
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
    private async Task<bool> List(RapportDb db, Profile profile, Looks looks, Standing found, CancellationToken stop)
    {
        var wasOff = profile.Unlisted?.HasFlag(Unlisted.LicenceLapsed) == true;
        if (found == Standing.Verified && !wasOff)
        {
            return false;
        }
        var facts = profile.Read().Facts;
        var standings = looks.Of(profile.Id).Where(check => Of(facts, check.State, check.Number) is not null).Select(check => check.Standing).ToHashSet();
        bool? lapsed = standings.Contains(Standing.Verified) ? false : standings.Contains(Standing.Lapsed) ? true : null;
        if (lapsed == false && looks.Owner(profile.Id) is { } owner)
        {
            // Nobody reminded her while it was off.
            owner.Reminded = 0;
        }
        if (lapsed is not { } holds || !Unlisting.Set(db, profile, Unlisted.LicenceLapsed, holds, Source.LicenceBoard, store.Now))
        {
            return false;
        }
        var isOff = !Visibility.IsListed(profile, RegistryListing.Hidden);
        await mail.Add(
            db, profile.Id, holds ? "licence-lapsed" : "licence-back", (to, language) => holds ? LicenceLetters.Lapsed(to, language) : LicenceLetters.Back(to, isOff, language),
            TimeSpan.FromDays(14), stop);
        return true;
    }

    /// <summary>The licence of a profile by state and number; null where it has none such.</summary>
    public static Licence? Of(ProfileFacts facts, string state, string number) => (facts.Licences?.Value ?? [])
        .FirstOrDefault(licence => licence.State == state && licence.Number is { } own && Key(own) == Key(number));

    public static string Key(string number) => LicenceNumber.Key(number.ToUpperInvariant());
}
