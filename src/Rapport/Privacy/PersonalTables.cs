using System.Security.Cryptography;
using Microsoft.EntityFrameworkCore;
using Rapport.Accounts;
using Rapport.Audit;
using Rapport.Claims;
using Rapport.Layout;
using Rapport.Mail;
using Rapport.Organisations;
using Rapport.Profiles;
using Rapport.Rosters;
using Rapport.Storage;
using Rapport.Upkeep;
using Rapport.Verification;

namespace Rapport.Privacy;

/// <summary>
/// The one place that says of each table what its owner gets when she asks for her data, and what becomes of it when she closes her account. A test
/// fails where a table or a column stands in none of the two lists.
/// </summary>
internal static class PersonalTables
{
    private const string Number = "a number that leads from table to table and says nothing";
    private const string Secret = "lets in whoever has it, or helps to guess it";
    private const string Pseudonym = "a keyed hash that leads back to nothing";
    private const string Deleted = "deleted";

    private static readonly Words L = Words.For("Rapport.Privacy.PersonalTables");

    /// <summary>Tables without anything about a person who has an account, and why.</summary>
    public static IReadOnlyDictionary<string, string> OfNobody { get; } = new SortedDictionary<string, string>(StringComparer.Ordinal)
    {
        ["change_feed"] = "that a profile changed, not what",
        ["done_forms"] = "hashes that lead back to nobody, and for a day the page that a form led to",
        ["heard"] = "counts of words by day, of nobody",
        ["import_runs"] = "files of the operator",
        ["organisation_addresses"] = "organisations",
        ["organisation_logos"] = "organisations",
        ["practices"] = "organisations",
        ["saved_searches"] = "nobody knows whose a search is; whoever has its six words deletes it",
        ["settings"] = "choices of the operator",
        ["store"] = "the store itself",
        ["tries"] = "keyed hashes that lead back to nobody",
    };

    /// <summary>Tables with something about people who have an account, in the order in which they are handed out.</summary>
    public static IReadOnlyList<PersonalTable> All { get; } =
    [
        new PersonalTable<Account>("accounts", () => L["Your account"], Deleted, (db, whose) => db.Set<Account>().Where(row => row.Id == whose.Account))
            .Tells("content", () => L["Mail address"], (row, whose) => whose.Seal.Open(row).Address, "address")
            .Tells("content", () => L["Name"], (row, whose) => whose.Seal.Open(row).Name, "name")
            .Tells("language", () => L["Language of mails"], row => new CodedValue(row.Language, Language.Of(row.Language).Name))
            .Tells("roles", () => L["What you may do beside your own"], row => row.Roles == Roles.None ? L["nothing"] : row.Roles.HasFlag(Roles.Operator) ? L["run this site"] : L["check licenses"])
            .Tells("factor", () => L["A code is asked for when you sign in"], row => row.Factor is not null)
            .Tells("recovery", () => L["Recovery codes left"], row => row.Recovery.Split(' ', StringSplitOptions.RemoveEmptyEntries).Length)
            .Tells("created_at", () => L["Opened"], row => row.CreatedAt)
            .Withholds(Number, "id").Withholds(Pseudonym, "address_key").Withholds(Secret, "password", "factor_step").Withholds("empty while it is open", "closed_at")
            .StaysByLaw("her name and address, sealed; password, second factor and what the address is found by are erased", LockAccounts),
        new PersonalTable<Passkey>("passkeys", () => L["Passkeys"], Deleted, (db, whose) => db.Set<Passkey>().Where(row => row.AccountId == whose.Account).OrderBy(row => row.MadeAt))
            .Tells("content", () => L["Name"], (row, whose) => whose.Seal.Open(row).Name, "name")
            .Tells("made_at", () => L["Added"], row => row.MadeAt)
            .Tells("used_at", () => L["Used last"], row => row.UsedAt)
            .Tells("sign_count", () => L["How often it was used, as the device counts"], row => row.SignCount)
            .Withholds(Number, "id", "account_id").Withholds(Pseudonym, "credential_key"),
        new PersonalTable<Session>("sessions", () => L["Where you are signed in"], Deleted, (db, whose) => db.Set<Session>().Where(row => row.AccountId == whose.Account).OrderBy(row => row.SignedInAt))
            .Tells("device", () => L["Browser"], row => row.Device)
            .Tells("signed_in_at", () => L["Signed in"], row => row.SignedInAt)
            .Tells("seen_at", () => L["Seen last, to the hour"], row => row.SeenAt)
            .Tells("has_factor", () => L["With a code or a passkey"], row => row.HasFactor)
            .Withholds(Secret, "id").Withholds(Number, "account_id"),
        new PersonalTable<PrivateLink>(
            "private_links", () => L["Links that were mailed to you and still work"], Deleted, (db, whose) => db.Set<PrivateLink>().Where(row => row.AccountId == whose.Account || (row.AccountId == null && row.Address != null)),
            among: (row, whose) => row.AccountId == whose.Account || whose.IsHers(row.Address is { } address ? whose.Seal.OpenText(row.AccountId, PrivateLink.SealedAddress, address) : null))
            .Tells("purpose", () => L["For what"], row => PersonalWords.Of(row.Purpose))
            .Tells("address", () => L["Mail address"], (row, whose) => row.Address is { } address ? whose.Seal.OpenText(row.AccountId, PrivateLink.SealedAddress, address) : null)
            .Tells("ends_at", () => L["Ends"], row => row.EndsAt)
            .Withholds(Secret, "id").Withholds(Number, "account_id"),
        new PersonalTable<ProfileOwner>("profile_owners", () => L["That a profile is yours"], Deleted, (db, whose) => db.Set<ProfileOwner>().Where(row => row.AccountId == whose.Account))
            .Tells("profile_id", () => L["Number of the profile"], row => row.ProfileId)
            .Tells("since", () => L["Since"], row => row.Since)
            .Tells("proof", () => L["How you showed that it is yours"], row => PersonalWords.Of(row.Proof))
            .Tells("counted_from", () => L["You spoke of it last"], row => row.CountedFrom)
            .Tells("reminded", () => L["Reminders since"], row => row.Reminded)
            .Tells("reminded_at", () => L["Reminded last"], row => row.RemindedAt)
            .Tells("openings_asked_at", () => L["Asked for openings last"], row => row.OpeningsAskedAt)
            .Tells("no_openings_mail", () => L["You want no mail about openings"], row => row.NoOpeningsMail)
            .Tells("paused_until", () => L["Paused until"], row => row.PausedUntil)
            .Tells("known_as", () => L["The name that was compared last"], row => row.KnownAs)
            .Tells("has_unseen", () => L["A license waits for somebody to look"], row => row.HasUnseen)
            .Withholds(Number, "account_id")
            // A pause that ends would write to her.
            .StaysByLaw("that it was hers, since when and how it was proven", (db, whose, stop) => db.Set<ProfileOwner>().Where(row => row.AccountId == whose.Account).ExecuteUpdateAsync(row => row.SetProperty(one => one.PausedUntil, (DateOnly?)null), stop)),
        new PersonalTable<LegalHold>("legal_holds", () => L["What must be kept by law"], Deleted, (db, whose) => db.Set<LegalHold>().Where(row => row.AccountId == whose.Account))
            .Tells("until", () => L["Kept until"], row => row.Until)
            .Tells("reason", () => L["Why"], (row, whose) => row.Reason is { } reason ? whose.Seal.OpenText(row.AccountId, LegalHold.SealedReason, reason) : null)
            .Tells("set_at", () => L["When"], row => row.SetAt)
            .Withholds(Number, "account_id")
            .StaysByLaw("until when, and why"),
        new PersonalTable<Claim>(
            "claims", () => L["Profiles that you said are yours"], Deleted, (db, whose) => db.Set<Claim>().Where(row => row.AccountId == whose.Account).OrderBy(row => row.StartedAt), ForgetClaims)
            .Tells("profile_id", () => L["Number of the profile"], row => row.ProfileId)
            .Tells("npi", () => L["Number in the public registry"], row => row.Npi)
            .Tells("said", () => L["What you said of yourself"], (row, whose) => row.FactsSaid(whose.Seal) is { } said ? PersonalWords.Of(said, whose.Reads) : null)
            .Tells("way", () => L["How you wanted to show it"], row => PersonalWords.Of(row.Way))
            .Tells("words", () => L["What you wrote to whoever looks"], (row, whose) => row.Words is { } words ? whose.Seal.OpenText(row.AccountId, Claim.SealedWords, words) : null)
            .Tells("started_at", () => L["When"], row => row.StartedAt)
            .Tells("sent_at", () => L["A code was made"], row => row.SentAt)
            .Tells("code_ends_at", () => L["Ends"], row => row.CodeEndsAt)
            .Tells("wrong_codes", () => L["Wrong codes"], row => row.WrongCodes)
            .Tells("codes", () => L["Codes made"], row => row.Codes)
            .Tells("told_at", () => L["Told last"], row => row.ToldAt)
            .Tells("is_contested", () => L["Another account says the same, or keeps it"], row => row.IsContested)
            .Tells("state", () => L["How it stands"], row => PersonalWords.Of(row.State))
            .Tells("ended_at", () => L["Ended"], row => row.EndedAt)
            // Why it was another's, or hers and not another's, may name that other person.
            .Tells("note", () => L["Why it was decided so"], (row, whose) => row is { State: ClaimState.Refused, Note: { } note } ? whose.Seal.OpenText(note) : null)
            .Withholds(Number, "id", "account_id").Withholds(Secret, "code").Withholds("names another person", "decided_by"),
        new PersonalTable<Profile>(
            "profiles", () => L["Your profile"], "emptied; off the list for good, with its number and the registry's, so that no file brings it back",
            (db, whose) => db.Set<Profile>().Where(row => whose.Profiles.Contains(row.Id)), EmptyProfiles)
            .Tells("id", () => L["Number of the profile"], row => row.Id)
            .Tells("npi", () => L["Number in the public registry"], row => row.Npi)
            .Tells("claimed", () => L["You have listed it"], row => row.Claimed)
            .Tells("deactivated", () => L["Out of use in the registry since"], row => row.Deactivated)
            .Tells("removed", () => L["You took it off the list"], row => row.Removed)
            .Tells("unlisted", () => L["Off the list for a while"], row => row.Unlisted is { } reasons ? FieldWords.Reasons(reasons) : null)
            .Tells("registry_date", () => L["Day of the registry's row"], row => row.RegistryDate)
            .Tells("updated_at", () => L["Changed last"], row => row.UpdatedAt)
            .Tells("revision", () => L["How often it changed"], row => row.Revision)
            .Tells("face", () => L["What stands for your face"], row => new CodedValue(row.Face, OwnFace.Read(row.Face) is { } face ? FieldWords.Face(face.Photograph is not null) : null))
            .Tells("document", () => L["What it says"], (row, whose) => PersonalWords.Of(row.Read().Facts, whose.Reads), "facts")
            .Tells("document", () => L["What others say that differs"], (row, whose) => PersonalWords.Of(row.Read().Questions, whose.Reads), "questions")
            .Tells("document", () => L["Questions that you have answered"], (row, whose) => PersonalWords.Of(row.Read().Answered ?? [], whose.Reads), "answered")
            .Tells("document", () => L["What you took out yourself"], (row, _) => new CodedValue(string.Join(", ", row.Read().Withdrawn ?? []), string.Join(", ", (row.Read().Withdrawn ?? []).Select(FieldWords.Label))), "withdrawn")
            .StaysByLaw("what it says, off the list and shown to nobody; the face is erased", LockProfiles),
        new PersonalTable<ProfileDraft>("profile_drafts", () => L["What you have written and not published"], Deleted, (db, whose) => db.Set<ProfileDraft>().Where(row => row.AccountId == whose.Account).OrderBy(row => row.Topic))
            .Tells("topic", () => L["What"], row => new CodedValue(row.Topic, Topics.Named(row.Topic)?.Title()))
            .Tells("content", () => L["What it says"], (row, whose) => PersonalWords.Of(row.Values(whose.Seal), whose.Reads))
            .Tells("saved_at", () => L["When"], row => row.SavedAt)
            .Withholds(Number, "account_id", "profile_id"),
        new PersonalTable<Photograph>("photographs", () => L["Your photograph"], Deleted, (db, whose) => db.Set<Photograph>().Where(row => whose.Profiles.Contains(row.ProfileId)))
            .Tells("large", () => L["As it stands on your page"], row => row.Large)
            .Tells("small", () => L["As it stands in lists"], row => row.Small)
            .Tells("set_at", () => L["When"], row => row.SetAt)
            .Withholds(Number, "profile_id", "mark"),
        new PersonalTable<FactChange>("profile_history", () => L["What changed in your profile"], Deleted,
            // What another said of it who kept it before is not hers to read.
            (db, whose) => db.Set<FactChange>().Where(row => whose.Profiles.Contains(row.ProfileId) && (row.Source == Source.Registry || db.Set<ProfileOwner>().Any(owner => owner.ProfileId == row.ProfileId && owner.AccountId == whose.Account && row.At >= owner.Since))).OrderBy(row => row.Id),
            (db, whose, stop) => db.Set<FactChange>().Where(row => whose.Profiles.Contains(row.ProfileId)).ExecuteDeleteAsync(stop))
            .Tells("at", () => L["When"], row => row.At)
            .Tells("field", () => L["What"], row => new CodedValue(row.Field, FieldWords.Label(row.Field)))
            .Tells("before", () => L["Before"], (row, whose) => new CodedValue(row.Before, row.Before is { } before ? whose.Reads?.Value(row.Field, before) : null))
            .Tells("after", () => L["After"], (row, whose) => new CodedValue(row.After, row.After is { } after ? whose.Reads?.Value(row.Field, after) : null))
            .Tells("source", () => L["Who says so"], row => PersonalWords.Of(row.Source))
            .Tells("reason", () => L["Why"], row => row.Reason)
            .Withholds("may name another person; who it was for you stands as the source", "by").Withholds(Number, "id", "profile_id")
            .StaysByLaw("all of it"),
        new PersonalTable<LicenceCheck>("licence_checks", () => L["Looks at your license"], Deleted,
            (db, whose) => db.Set<LicenceCheck>().Where(row => whose.Profiles.Contains(row.ProfileId) && (row.By == null || db.Set<ProfileOwner>().Any(owner => owner.ProfileId == row.ProfileId && owner.AccountId == whose.Account && row.At >= owner.Since))).OrderBy(row => row.At),
            (db, whose, stop) => db.Set<LicenceCheck>().Where(row => whose.Profiles.Contains(row.ProfileId)).ExecuteDeleteAsync(stop))
            .Tells("at", () => L["When"], row => row.At)
            .Tells("state", () => L["State"], (row, whose) => new CodedValue(row.State, whose.Reads?.State(row.State)))
            .Tells("number", () => L["License"], row => row.Number)
            .Tells("standing", () => L["How it stands"], row => PersonalWords.Of(row.Standing))
            .Tells("board", () => L["What the board says"], row => row.BoardSays is { } says ? string.Join(" | ", new[] { says.Name, says.Title, says.Number, says.Status, says.Expires is { } day ? FieldText.PrintDate(day) : null, says.Discipline }.OfType<string>()) : null)
            .Tells("source", () => L["Compared with"], row => row.Source)
            .Tells("how", () => L["How"], (row, whose) => new CodedValue(row.How, whose.Reads?.Check(row.How)))
            .Tells("by", () => L["By whom"], row => row.By is null ? L["a file"] : L["whoever runs this site"])
            .Tells("note", () => L["Note"], (row, whose) => row.Note is { } note ? whose.Seal.OpenText(note) : null)
            .Tells("ends", () => L["Ends"], row => row.Ends)
            .Tells("told_at", () => L["You were told that it ends soon"], row => row.ToldAt)
            .Tells("answered_at", () => L["You answered"], row => row.AnsweredAt)
            .Tells("due", () => L["Looked at again"], row => row.Due)
            .Tells("is_newest", () => L["The newest look"], row => row.IsNewest)
            .Withholds(Number, "id", "profile_id")
            .StaysByLaw("all of it"),
        new PersonalTable<RosterMember>(
            "roster_members", () => L["Invitations, and who named you"], "what the roster says, address, link and code are erased; that she is not to be asked again stays, as with who declines",
            // Of a record that she keeps, rosters may have invited somebody else: those rows are of that person.
            (db, whose) => db.Set<RosterMember>().Where(row => row.MailKey == whose.AddressKey || (row.ProvenAt != null && row.ProfileId != null && whose.Profiles.Contains(row.ProfileId.Value))), Decline)
            .Tells("roster", () => L["Named by"], row => row.Roster)
            .Tells("known", () => L["Known there by"], row => row.Known)
            .Tells("npi", () => L["Number in the public registry"], row => row.Npi)
            .Tells("profile_id", () => L["Number of the profile"], row => row.ProfileId)
            .Tells("document", () => L["What it says"], (row, whose) => PersonalWords.Of(row.Facts(whose.Seal), whose.Reads))
            .Tells("mail", () => L["Mail address"], (row, whose) => row is { Mail: { } mail, MailKey: { } key } && key.AsSpan().SequenceEqual(whose.AddressKey) ? System.Text.Encoding.UTF8.GetString(whose.Seal.Open(mail)) : null)
            .Tells("named_at", () => L["When"], row => row.NamedAt)
            .Tells("invited_at", () => L["Invited last"], row => row.InvitedAt)
            .Tells("invited_by", () => L["How"], row => row.InvitedBy is { } how ? PersonalWords.Of(how) : null)
            .Tells("invitations", () => L["How often"], row => row.Invitations)
            .Tells("key_ends_at", () => L["Ends"], row => row.KeyEndsAt)
            .Tells("opened_at", () => L["You opened it"], row => row.OpenedAt)
            .Tells("proven_at", () => L["You took it over"], row => row.ProvenAt)
            .Tells("confirmed_at", () => L["You said that it is right"], row => row.ConfirmedAt)
            .Tells("declined_at", () => L["You did not want to be listed"], row => row.DeclinedAt)
            .Withholds(Number, "id").Withholds(Pseudonym, "mail_key").Withholds(Secret, "key"),
        new PersonalTable<UpkeepLink>("upkeep_links", () => L["Links that keep your profile up to date"], Deleted, (db, whose) => db.Set<UpkeepLink>().Where(row => row.AccountId == whose.Account).OrderBy(row => row.EndsAt))
            .Tells("profile_id", () => L["Number of the profile"], row => row.ProfileId)
            .Tells("ends_at", () => L["Ends"], row => row.EndsAt)
            .Withholds(Secret, "id").Withholds(Number, "account_id"),
        new PersonalTable<OrganisationMember>(
            "organisation_members", () => L["Where you work with others"], Deleted, (db, whose) => db.Set<OrganisationMember>().Where(row => row.AccountId == whose.Account).OrderBy(row => row.Since))
            .Tells("organisation_id", () => L["Number of the organization"], row => row.OrganisationId)
            .Tells("is_administrator", () => L["You look after it"], row => row.IsAdministrator)
            .Tells("does", () => L["What you do there"], row => OrganisationWords.Of(row.Does))
            .Tells("since", () => L["Since"], row => row.Since)
            .Tells("shown", () => L["Everybody may see it"], row => row.Shown)
            .Withholds(Number, "account_id"),
        new PersonalTable<OrganisationInvitation>(
            "organisation_invitations", () => L["Invitations to work with others"], Deleted, (db, whose) => db.Set<OrganisationInvitation>().Where(row => row.MailKey == whose.AddressKey).OrderBy(row => row.MadeAt))
            .Tells("organisation_id", () => L["Number of the organization"], row => row.OrganisationId)
            .Tells("mail", () => L["Mail address"], (row, whose) => row.Mail is { } mail ? System.Text.Encoding.UTF8.GetString(whose.Seal.Open(mail)) : null)
            .Tells("is_administrator", () => L["You look after it"], row => row.IsAdministrator)
            .Tells("does", () => L["What you do there"], row => OrganisationWords.Of(row.Does))
            .Tells("language", () => L["Language of mails"], row => new CodedValue(row.Language, Language.Of(row.Language).Name))
            .Tells("made_at", () => L["Written"], row => row.MadeAt)
            .Tells("sent_at", () => L["Sent last"], row => row.SentAt)
            .Tells("ends_at", () => L["Ends"], row => row.EndsAt)
            .Tells("used_at", () => L["Used"], row => row.UsedAt)
            .Withholds(Number, "id").Withholds(Pseudonym, "mail_key").Withholds(Secret, "key"),
        new PersonalTable<Organisation>(
            "organisations", () => L["Organizations that you confirmed"], "who confirmed it is erased; the organisation stays, also where she alone looked after it",
            (db, whose) => db.Set<Organisation>().Where(row => row.ConfirmedBy == whose.Account).OrderBy(row => row.MadeAt),
            (db, whose, stop) => db.Set<Organisation>().Where(row => row.ConfirmedBy == whose.Account).ExecuteUpdateAsync(row => row.SetProperty(one => one.ConfirmedBy, (Guid?)null), stop))
            .Tells("id", () => L["Number of the organization"], row => row.Id)
            .Tells("name", () => L["Name"], row => row.Name)
            .Tells("made_at", () => L["When"], row => row.MadeAt)
            .Withholds(Number, "confirmed_by").Withholds("of the organisation, on its page", "slug", "words_english", "words_spanish", "mail", "telephone", "web", "practice_npi", "kind"),
        new PersonalTable<OutgoingMail>(
            "outgoing_mails", () => L["Mails to you that wait; nothing is kept of those that went out"], Deleted, (db, whose) => db.Set<OutgoingMail>().Where(row => row.About == whose.Account || row.About == null).OrderBy(row => row.MadeAt),
            among: (row, whose) => row.About == whose.Account || whose.IsHers(whose.Letter(row)?.To))
            .Tells("kind", () => L["What"], row => row.Kind)
            .Tells("content", () => L["Subject"], (row, whose) => whose.Letter(row)?.Subject, "subject")
            .Tells("made_at", () => L["Written"], row => row.MadeAt)
            .Tells("due_at", () => L["Goes out"], row => row.DueAt)
            .Tells("ends_at", () => L["Ends"], row => row.EndsAt)
            .Tells("state", () => L["How it stands"], row => row.State == MailState.Waiting ? L["waits"] : L["no server takes it"])
            .Tells("tries", () => L["How often it was tried"], row => row.Tries)
            .Withholds(Number, "id", "about").Withholds("of the program that sends", "problem", "held_until", "hold"),
        new PersonalTable<OpenedFile>(
            "opened_files", () => L["When two agreed to open all that is kept of you"], "deleted; where she had asked for another's, what nobody agreed to is deleted, and the rest stays for whom it is about",
            (db, whose) => db.Set<OpenedFile>().Where(row => row.AccountId == whose.Account && row.AgreedAt != null).OrderBy(row => row.AskedAt),
            (db, whose, stop) => db.Set<OpenedFile>().Where(row => row.AccountId == whose.Account || (row.AskedBy == whose.Account && row.AgreedAt == null)).ExecuteDeleteAsync(stop))
            .Tells("asked_at", () => L["Asked for"], row => row.AskedAt)
            .Tells("reason", () => L["Why"], (row, whose) => whose.Seal.OpenText(row.AccountId, OpenedFile.SealedReason, row.Reason))
            .Tells("agreed_at", () => L["Opened"], row => row.AgreedAt)
            .Tells("ends_at", () => L["Ends"], row => row.EndsAt)
            .Withholds(Number, "id", "account_id").Withholds("names another person", "asked_by", "agreed_by"),
        new PersonalTable<AuditEntry>(
            "audit_entries", () => L["Who looked at what is yours, or changed it"], "stays, so that the chain can be verified; the key by which it leads to her is destroyed",
            (db, whose) => db.Set<AuditEntry>().Where(row => row.Owner == whose.Pseudonym).OrderBy(row => row.Id), (_, _, _) => Task.CompletedTask)
            .Tells("at", () => L["When"], row => row.At)
            .Tells("part", () => L["By whom"], row => AuditWords.Of(row.Part))
            .Tells("act", () => L["What"], row => AuditWords.Of(row.Act))
            .Withholds(Number, "id").Withholds(Pseudonym, "actor", "owner", "hash"),
        new PersonalTable<Removal>(
            "removals", () => L["When your profile was taken off the list"], "one row says that she is off the list, with her number; the others are deleted", (db, whose) => db.Set<Removal>().Where(row => whose.Profiles.Contains(row.ProfileId) && db.Set<ProfileOwner>().Any(owner => owner.ProfileId == row.ProfileId && owner.AccountId == whose.Account && row.At >= owner.Since)).OrderBy(row => row.Id),
            // What stays is written anew with the profile, and says nothing of before.
            (db, whose, stop) => db.Set<Removal>().Where(row => whose.Profiles.Contains(row.ProfileId)).ExecuteDeleteAsync(stop))
            .Tells("at", () => L["When"], row => row.At)
            .Tells("npi", () => L["Number in the public registry"], row => row.Npi)
            .Tells("undone_at", () => L["Put back"], row => row.UndoneAt)
            .Tells("undone_reason", () => L["Why"], row => row.UndoneReason)
            .Withholds(Number, "id", "profile_id").Withholds("tells bursts of one network apart, and may be another's", "network")
            .StaysByLaw("all of it"),
        new PersonalTable<Report>("reports", () => L["What visitors said is wrong"], Deleted,
            (db, whose) => db.Set<Report>().Where(row => whose.Profiles.Contains(row.ProfileId) && db.Set<ProfileOwner>().Any(owner => owner.ProfileId == row.ProfileId && owner.AccountId == whose.Account && row.At >= owner.Since)).OrderBy(row => row.Id),
            (db, whose, stop) => db.Set<Report>().Where(row => whose.Profiles.Contains(row.ProfileId)).ExecuteDeleteAsync(stop))
            .Tells("at", () => L["When"], row => row.At)
            .Tells("about", () => L["What"], row => row.About)
            .Tells("settled_at", () => L["Settled"], row => row.SettledAt)
            .Tells("settled", () => L["How"], row => row.Settled)
            .Withholds(Number, "id", "profile_id").Withholds("of the visitor, who may be known by it", "said", "network", "teller"),
        new PersonalTable<Showing>("exposures", () => L["How often your profile was shown"], Deleted, (db, whose) => db.Set<Showing>().Where(row => whose.Profiles.Contains(row.ProfileId)))
            .Withholds("told to nobody, so that no therapist learns that somebody looked", "day", "profile_id", "first", "to_fifth", "later"),
        new PersonalTable<ToldPart>(
            "told_parts", () => L["How people got on with you"], "erased but for the count of clients, as with every removal", (db, whose) => db.Set<ToldPart>().Where(row => whose.Profiles.Contains(row.ProfileId)),
            async (db, whose, stop) =>
            {
                foreach (var profile in whose.Profiles)
                {
                    await ToldPart.Erase(db, profile, stop);
                }
            })
            .Withholds("made of what clients answered; told as a reason on lists, never as a number", "release", "profile_id", "clients", "used", "variance", "covariances"),
    ];

    /// <summary>By a key of random bytes it is found by no address, and no password is right.</summary>
    private static async Task LockAccounts(RapportDb db, Whose whose, CancellationToken stop)
    {
        var unfound = RandomNumberGenerator.GetBytes(32);
        await db.Set<Account>().Where(row => row.Id == whose.Account && row.ClosedAt == null).ExecuteUpdateAsync(
            row => row.SetProperty(one => one.AddressKey, unfound).SetProperty(one => one.Password, "").SetProperty(one => one.Factor, (byte[]?)null).SetProperty(one => one.FactorStep, 0L)
                .SetProperty(one => one.Recovery, "").SetProperty(one => one.Roles, Roles.None).SetProperty(one => one.ClosedAt, whose.At),
            stop);
    }

    private static async Task LockProfiles(RapportDb db, Whose whose, CancellationToken stop)
    {
        foreach (var profile in await db.Set<Profile>().Where(row => whose.Profiles.Contains(row.Id)).ToListAsync(stop))
        {
            if (!profile.Removed)
            {
                db.Add(new Removal { ProfileId = profile.Id, Npi = profile.Npi, At = whose.At });
            }
            (profile.Removed, profile.Face) = (true, null);
            profile.Revision++;
            profile.UpdatedAt = whose.At;
            // Should the removal be undone by mistake, it stays off the list all the same.
            Unlisting.Set(db, profile, Unlisted.Closed, holds: true, Source.Therapist, whose.At);
        }
    }

    private static async Task ForgetClaims(RapportDb db, Whose whose, CancellationToken stop)
    {
        var hers = await db.Set<Claim>().Where(row => row.AccountId == whose.Account).ToListAsync(stop);
        db.RemoveRange(hers);
        await db.SaveChangesAsync(stop);
        // Who said the same of a record goes on alone.
        foreach (var profile in hers.Select(claim => claim.ProfileId).OfType<long>().Distinct())
        {
            await Contests.Unmark(db, profile, stop);
        }
    }

    private static async Task EmptyProfiles(RapportDb db, Whose whose, CancellationToken stop)
    {
        foreach (var profile in await db.Set<Profile>().Where(row => whose.Profiles.Contains(row.Id)).ToListAsync(stop))
        {
            profile.Document = ProfileDocument.Empty;
            (profile.Claimed, profile.Removed, profile.Unlisted, profile.Face) = (false, true, null, null);
            // Should she want to be listed one day, whatever the newest file says is taken.
            profile.RegistryDate = null;
            profile.UpdatedAt = whose.At;
            profile.Revision++;
            db.Add(new Removal { ProfileId = profile.Id, Npi = profile.Npi, At = whose.At });
        }
    }

    private static async Task Decline(RapportDb db, Whose whose, CancellationToken stop)
    {
        foreach (var member in await db.Set<RosterMember>().Where(row => row.MailKey == whose.AddressKey || (row.ProvenAt != null && row.ProfileId != null && whose.Profiles.Contains(row.ProfileId.Value))).ToListAsync(stop))
        {
            await RosterList.Decline(db, member, whose.At, stop);
        }
    }
}
