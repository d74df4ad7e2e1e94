namespace Rapport.Privacy;

/// <summary>
/// Of every table, also of those that hold nothing about a person: why it is kept, who sees it and for how long. What its owner gets and what becomes of
/// it when she closes her account stands in <see cref="PersonalTables"/>. A test fails where a table or a column has no entry.
/// </summary>
internal static class KeptTables
{
    private const string Everyone = "everyone";
    private const string Her = "its owner";
    private const string HerConsole = "its owner; the operator at the console";
    private const string Console = "the operator at the console";
    private const string Verifiers = "its owner; verifiers";
    private const string Members = "its members; the operator";
    private const string Program = "nobody but the program";

    private static readonly KeptFor Account = KeptFor.While("the account is open");
    private static readonly KeptFor Profile = KeptFor.While("the profile is there: until she closes her account, or the operator takes the record out");
    private static readonly KeptFor Organisation = KeptFor.While("the organisation has a page here");

    public static IReadOnlyList<KeptTable> All { get; } =
    [
        new KeptTable("accounts", "So that therapists, those who recommend and those who run the site can sign in; who looks for a therapist has none. An account that nobody uses stays: when somebody signed in last is not kept for longer than her sessions, so nobody can tell.")
            .Holds(KeptClass.Account, Her, Account, "content", "language", "roles", "created_at")
            .Holds(KeptClass.Account, Program, KeptFor.By(RetentionRules.KeptAccounts), "closed_at")
            .Holds(KeptClass.Secret, Program, Account, "password", "factor", "factor_step", "recovery")
            .Holds(KeptClass.Pseudonym, Program, Account, "id", "address_key"),
        new KeptTable("passkeys", "So that finger, face or the number of a device lets its owner in.")
            .Holds(KeptClass.Account, Her, KeptFor.While("she keeps the passkey"), "content", "made_at", "used_at", "sign_count")
            .Holds(KeptClass.Pseudonym, Program, KeptFor.While("she keeps the passkey"), "id", "account_id", "credential_key"),
        new KeptTable("sessions", "So that she stays signed in, and sees where.")
            .Holds(KeptClass.Account, Her, KeptFor.By(RetentionRules.Sessions, RetentionRules.LongSessions), "device", "signed_in_at", "seen_at", "has_factor")
            .Holds(KeptClass.Secret, Program, KeptFor.By(RetentionRules.Sessions, RetentionRules.LongSessions), "id")
            .Holds(KeptClass.Pseudonym, Program, KeptFor.By(RetentionRules.Sessions, RetentionRules.LongSessions), "account_id"),
        new KeptTable("private_links", "So that a link in a mail opens an account, changes a password or an address, once.")
            .Holds(KeptClass.Account, Her, KeptFor.By(RetentionRules.PrivateLinks), "purpose", "address", "ends_at")
            .Holds(KeptClass.Secret, Program, KeptFor.By(RetentionRules.PrivateLinks), "id")
            .Holds(KeptClass.Pseudonym, Program, KeptFor.By(RetentionRules.PrivateLinks), "account_id"),
        new KeptTable("legal_holds", "So that what a law demands is kept until its day and no longer, and its owner knows.")
            .Holds(KeptClass.Account, HerConsole, KeptFor.By(RetentionRules.OverHolds), "until", "reason", "set_at")
            .Holds(KeptClass.Pseudonym, Program, KeptFor.By(RetentionRules.OverHolds), "account_id"),
        new KeptTable("profile_owners", "So that nobody but she changes her profile or takes it off the list, and she is asked whether it is still right.")
            .Holds(KeptClass.Work, HerConsole, Account, "profile_id", "since", "proof", "counted_from", "reminded", "reminded_at", "openings_asked_at", "no_openings_mail", "paused_until", "known_as", "has_unseen")
            .Holds(KeptClass.Pseudonym, Program, Account, "account_id"),
        new KeptTable("claims", "So that whoever says that a record is hers can prove it, and it can be looked up who decided.")
            .Holds(KeptClass.Work, Verifiers, KeptFor.By(RetentionRules.OpenClaims, RetentionRules.Claims), "profile_id", "npi", "said", "way", "words", "started_at", "sent_at", "code_ends_at", "wrong_codes", "codes", "told_at", "is_contested", "state", "ended_at", "decided_by", "note")
            .Holds(KeptClass.Secret, Program, KeptFor.By(RetentionRules.OpenClaims, RetentionRules.Claims), "code")
            .Holds(KeptClass.Pseudonym, Program, KeptFor.By(RetentionRules.OpenClaims, RetentionRules.Claims), "id", "account_id"),
        new KeptTable("profiles", "So that people find a therapist who suits them: what she says of herself, or, where the operator chose so, what the public registry says. Of a number that the registry withdrew the row stays off the list, so that an old file does not bring it back.")
            .Holds(KeptClass.Public, "everyone, as far as each fact may be shown; the rest at the console", Profile, "id", "npi", "document", "face")
            .Holds(KeptClass.Work, HerConsole, Profile, "claimed", "deactivated", "removed", "unlisted", "registry_date", "updated_at", "revision"),
        new KeptTable("profile_drafts", "So that she can write in peace, and publish when it is good.")
            .Holds(KeptClass.Work, Her, KeptFor.While("she neither publishes it nor throws it away, and keeps the profile"), "topic", "content", "saved_at")
            .Holds(KeptClass.Pseudonym, Program, KeptFor.While("it is there"), "account_id", "profile_id"),
        new KeptTable("photographs", "So that people see with whom they would talk.")
            .Holds(KeptClass.Public, "everyone while she is listed, else its owner", KeptFor.While("she keeps the picture"), "large", "small", "set_at")
            .Holds(KeptClass.Pseudonym, "part of an address, new with each picture", KeptFor.While("she keeps the picture"), "profile_id", "mark"),
        new KeptTable("profile_history", "So that it can be told what a page said, who changed it and why.")
            .Holds(KeptClass.Work, HerConsole, KeptFor.But(RetentionRules.History, "of places as long as the profile is there: from them it is known which may be a home"), "at", "field", "before", "after", "source", "by", "reason")
            .Holds(KeptClass.Pseudonym, Program, KeptFor.By(RetentionRules.History), "id", "profile_id"),
        new KeptTable("licence_checks", "So that a page can say when and how a licence was checked, and a verifier can answer for it. What is checked stands on the profile.")
            .Holds(KeptClass.Work, Verifiers, KeptFor.But(RetentionRules.LicenceLooks, "the newest look as long as the profile is there"), "at", "state", "number", "standing", "board", "source", "how", "by", "ends", "told_at", "answered_at", "due", "is_newest")
            .Holds(KeptClass.Account, Verifiers, KeptFor.But(RetentionRules.LicenceLooks, "the newest look as long as the profile is there"), "note")
            .Holds(KeptClass.Pseudonym, Program, KeptFor.By(RetentionRules.LicenceLooks), "id", "profile_id"),
        new KeptTable("roster_members", "So that somebody whom an organisation names can be invited, look at what is known of her, and is asked no more where she declines.")
            .Holds(KeptClass.Work, "she herself; the operator at the console, but for the address", KeptFor.While("the roster is not forgotten and she has taken it over, or does not want to be asked again", RetentionRules.SilentMembers), "roster", "known", "npi", "profile_id", "document", "named_at", "invited_at", "invited_by", "invitations", "opened_at", "proven_at", "confirmed_at", "declined_at")
            .Holds(KeptClass.Account, "she herself", KeptFor.While("she does not decline", RetentionRules.SilentMembers), "mail", "key_ends_at")
            .Holds(KeptClass.Secret, Program, KeptFor.While("she does not decline", RetentionRules.SilentMembers), "key")
            .Holds(KeptClass.Pseudonym, Program, KeptFor.While("the roster is not forgotten", RetentionRules.SilentMembers), "id", "mail_key"),
        new KeptTable("upkeep_links", "So that one click in a mail says that a profile is still right.")
            .Holds(KeptClass.Work, "its owner sees how many", KeptFor.By(RetentionRules.UpkeepLinks), "profile_id", "ends_at")
            .Holds(KeptClass.Secret, Program, KeptFor.By(RetentionRules.UpkeepLinks), "id")
            .Holds(KeptClass.Pseudonym, Program, KeptFor.By(RetentionRules.UpkeepLinks), "account_id"),
        new KeptTable("organisations", "So that people see who works together, and who runs this directory.")
            .Holds(KeptClass.Nobody, Everyone, Organisation, "slug", "name", "words_english", "words_spanish", "mail", "telephone", "web", "practice_npi", "kind")
            .Holds(KeptClass.Nobody, "the operator", Organisation, "id", "made_at")
            .Holds(KeptClass.Pseudonym, Program, KeptFor.While("whoever confirmed it has an account"), "confirmed_by"),
        new KeptTable("organisation_logos", "So that an organisation is known again.")
            .Holds(KeptClass.Nobody, Everyone, KeptFor.While("the organisation keeps it"), "organisation_id", "mark", "small", "large", "set_at"),
        new KeptTable("organisation_members", "So that those who work together look after one page, and each decides whether she is shown there.")
            .Holds(KeptClass.Account, "its members; everyone where she agreed", KeptFor.While("she belongs to it"), "organisation_id", "is_administrator", "does", "since", "shown")
            .Holds(KeptClass.Pseudonym, Program, KeptFor.While("she belongs to it"), "account_id"),
        new KeptTable("organisation_invitations", "So that a mail lets somebody join, once.")
            .Holds(KeptClass.Account, Members, KeptFor.By(RetentionRules.OrganisationInvitations), "organisation_id", "mail", "is_administrator", "does", "language", "made_at", "sent_at", "ends_at", "used_at")
            .Holds(KeptClass.Secret, Program, KeptFor.By(RetentionRules.OrganisationInvitations), "key")
            .Holds(KeptClass.Pseudonym, Program, KeptFor.By(RetentionRules.OrganisationInvitations), "id", "mail_key"),
        new KeptTable("outgoing_mails", "So that no mail is lost while a server is down. Deleted as soon as the server has it.")
            .Holds(KeptClass.Account, Her, KeptFor.By(RetentionRules.Mails), "content")
            .Holds(KeptClass.Nobody, Console, KeptFor.By(RetentionRules.Mails), "kind", "state", "made_at", "due_at", "ends_at", "tries", "problem", "held_until", "hold")
            .Holds(KeptClass.Pseudonym, Program, KeptFor.By(RetentionRules.Mails), "id", "about"),
        new KeptTable("opened_files", "So that nobody who runs the site reads alone what is kept of one person, and she learns when and why two did.")
            .Holds(KeptClass.Account, "its owner once two agreed; those who run the site while it is open", KeptFor.By(RetentionRules.UnagreedFiles, RetentionRules.ReadFiles), "asked_at", "reason", "agreed_at", "ends_at")
            .Holds(KeptClass.Pseudonym, Program, KeptFor.By(RetentionRules.UnagreedFiles, RetentionRules.ReadFiles), "id", "account_id", "asked_by", "agreed_by"),
        new KeptTable("audit_entries", "So that she sees who read or changed what is hers, and nobody can hide it.")
            .Holds(KeptClass.Pseudonym, HerConsole, KeptFor.ForGood("an entry that is taken out breaks the chain, and after she closed her account it leads to nobody"), "id", "at", "actor", "part", "act", "owner", "hash"),
        new KeptTable("removals", "So that whoever asked to be off the list stays off it through every later file, and a burst of such wishes is seen.")
            .Holds(KeptClass.Work, Console, KeptFor.But(RetentionRules.UndoneRemovals, "for good where it stands: the next file would bring her back"), "profile_id", "npi", "at", "undone_at", "undone_reason")
            .Holds(KeptClass.Pseudonym, Program, KeptFor.By(RetentionRules.RemovalNetworks), "network")
            .Holds(KeptClass.Nobody, Console, KeptFor.While("its row is"), "id"),
        new KeptTable("reports", "So that a page that is wrong is mended: what a visitor says of it, without a name.")
            .Holds(KeptClass.Work, "the operator at the console; that it is asked, its owner; a count from three networks, everyone", KeptFor.By(RetentionRules.SettledReports, RetentionRules.OldReports), "id", "profile_id", "about", "said", "at", "settled_at", "settled")
            .Holds(KeptClass.Pseudonym, Program, KeptFor.By(RetentionRules.ReportNetworks), "network")
            .Holds(KeptClass.Pseudonym, Program, KeptFor.By(RetentionRules.ReportTellers), "teller"),
        new KeptTable("exposures", "So that it is seen whether few are shown to all; it leads to nobody who looked.")
            .Holds(KeptClass.Work, "the operator at the console, for all together", KeptFor.By(RetentionRules.Showings), "day", "profile_id", "first", "to_fifth", "later"),
        new KeptTable("told_parts", "So that an order by fit can count how people got on with a therapist, from eleven clients on.")
            .Holds(KeptClass.Work, "the operator at the console; everyone as a reason, never as a number", KeptFor.While("its release is kept, and she is listed"), "release", "profile_id", "used", "variance", "covariances")
            .Holds(KeptClass.Work, Console, KeptFor.While("its release is kept: without it the next release could tell of a single client"), "clients"),
        new KeptTable("change_feed", "So that each index, and each program of the operator, learns that a profile changed.")
            .Holds(KeptClass.Nobody, "programs of the operator", KeptFor.ForGood("an index or a program that was off goes on after any number, however old; it says that something changed, not what or by whom"), "sequence", "profile_id", "at"),
        new KeptTable("done_forms", "So that a form that is sent twice is done once.")
            .Holds(KeptClass.Pseudonym, Program, KeptFor.By(RetentionRules.DoneFormsSent), "id", "content", "location", "at"),
        new KeptTable("heard", "So that it is seen how well the box understands what people write; not the words, no hour, nobody.")
            .Holds(KeptClass.Nobody, Console, KeptFor.By(RetentionRules.Heard), "day", "language", "kind", "count"),
        new KeptTable("import_runs", "So that the operator sees which file was taken in, and whether it came to its end.")
            .Holds(KeptClass.Nobody, Console, KeptFor.By(RetentionRules.Imports), "id", "file", "started_at", "finished_at", "counts"),
        new KeptTable("organisation_addresses", "So that an import knows which address is an office and not a home.")
            .Holds(KeptClass.Pseudonym, Program, KeptFor.ForGood("public record of the registry, hashed; the next weekly file holds only what changed"), "npi", "hash", "date"),
        new KeptTable("practices", "So that it is known which people work at one door: public record of the registry.")
            .Holds(KeptClass.Nobody, "the operator at the console", KeptFor.ForGood("public record; the next weekly file holds only what changed"), "id", "npi", "name", "other_names", "line1", "line2", "city", "state", "zip", "telephone", "deactivated", "registry_date"),
        new KeptTable("saved_searches", "So that whoever asked for it finds her search again with six words; nobody else can read it, nor can we.")
            .Holds(KeptClass.Pseudonym, "whoever has the six words", KeptFor.By(RetentionRules.SavedSearches), "key", "content", "ends"),
        new KeptTable("settings", "So that a choice of the operator holds on every node, and so does what orders by fit were learnt to be.")
            .Holds(KeptClass.Nobody, Console, KeptFor.While("it is not chosen anew"), "key", "value", "changed_at"),
        new KeptTable("store", "So that a demo and real people are never mixed.")
            .Holds(KeptClass.Nobody, Console, KeptFor.ForGood("one row, of nobody"), "id", "kind", "store_id", "created_at"),
        new KeptTable("tries", "So that nobody guesses a password or a code by trying.")
            .Holds(KeptClass.Pseudonym, Program, KeptFor.By(RetentionRules.TriesCounted), "id", "count", "ends_at"),
    ];
}
