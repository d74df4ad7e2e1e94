using Rapport.Accounts;
using Rapport.Claims;
using Rapport.Mail;
using Rapport.Organisations;
using Rapport.Profiles;
using Rapport.Registry;
using Rapport.Rosters;
using Rapport.Saved;
using Rapport.Search.PlainWords;
using Rapport.Storage;
using Rapport.Upkeep;
using Rapport.Verification;

namespace Rapport.Privacy;

/// <summary>
/// Every period that is kept to, in one list: those of features by the features' own constants, and those that the daily job enforces. The documentation
/// prints them, and the doctor looks whether anything older is still there.
/// </summary>
internal static class RetentionRules
{
    private const string Accounts = "Accounts/AccountErasure";
    private const string Networks = "Profiles/NetworkErasure";
    private const string Id = "Id";

    // Three years: as long as somebody may dispute what a page said of a license or a fee.
    private static readonly TimeSpan Disputed = Years(3);

    public static RetentionRule Sessions { get; } = new RetentionRule<Session, byte[]>(
        "sessions", "unused sign-ins", Rapport.Accounts.Sessions.Idle, "after it was used last", (db, view) =>
        {
            var idle = view.Now - Rapport.Accounts.Sessions.Idle;
            return db.Set<Session>().Where(session => session.SeenAt < idle);
        }, doneBy: Accounts);

    public static RetentionRule LongSessions { get; } = new RetentionRule<Session, byte[]>(
        "sessions", "long sign-ins", Rapport.Accounts.Sessions.Longest, "after she signed in", (db, view) =>
        {
            var longest = view.Now - Rapport.Accounts.Sessions.Longest;
            return db.Set<Session>().Where(session => session.SignedInAt < longest);
        }, doneBy: Accounts);

    public static RetentionRule PrivateLinks { get; } = new RetentionRule<PrivateLink, byte[]>(
        "private_links", "links of mails about an account", AccountDoor.LinksLast, "after it was mailed, or until it is used; that of the first operator, printed to the console, a day", (db, view) => db.Set<PrivateLink>().Where(link => link.EndsAt < view.Now), doneBy: Accounts);

    public static RetentionRule TriesCounted { get; } = new RetentionRule<Tries, byte[]>(
        "tries", "counts of tries", AccountDoor.Window, "after the first of them, as a rule, and a day at most", (db, view) => db.Set<Tries>().Where(tries => tries.EndsAt < view.Now), doneBy: Accounts);

    public static RetentionRule Claims { get; } = new RetentionRule<Claim, Guid>(
        "claims", "claims that ended", ClaimErasure.Kept, "after it ended", (db, view) =>
        {
            var ended = view.Now - ClaimErasure.Kept;
            return ClaimErasure.Due(db, DateTime.MinValue, ended);
        }, doneBy: "Claims/ClaimErasure");

    public static RetentionRule OpenClaims { get; } = new RetentionRule<Claim, Guid>(
        "claims", "claims that nobody proved", Claiming.Lasts, "after it was begun, where nobody proved it", (db, view) =>
        {
            var open = view.Now - Claiming.Lasts;
            return ClaimErasure.Due(db, open, DateTime.MinValue);
        }, doneBy: "Claims/ClaimErasure");

    public static RetentionRule Mails { get; } = new RetentionRule<OutgoingMail, Guid>(
        "outgoing_mails", "mails that no server took", Outbox.Kept, "after it was written where no server takes it, else until its link is of no use", (db, view) => Outbox.Ended(db, view.Now), doneBy: "Mail/MailErasure");

    public static RetentionRule OrganisationInvitations { get; } = new RetentionRule<OrganisationInvitation, Guid>(
        "organisation_invitations", "invitations of organisations", Rapport.Organisations.OrganisationInvitations.Lasts, "after it was mailed", (db, view) => db.Set<OrganisationInvitation>().Where(one => one.EndsAt <= view.Now), doneBy: "Organisations/OrganisationErasure");

    public static RetentionRule UpkeepLinks { get; } = new RetentionRule<UpkeepLink, byte[]>(
        "upkeep_links", "links of upkeep mails", Rapport.Upkeep.UpkeepLinks.Last, "after it was mailed", (db, view) => db.Set<UpkeepLink>().Where(link => link.EndsAt < view.Now), doneBy: "Upkeep/UpkeepRounds");

    public static RetentionRule SavedSearches { get; } = new RetentionRule<SavedSearch, byte[]>(
        "saved_searches", "saved searches", TimeSpan.FromDays(Rapport.Saved.SavedSearches.DaysKept), "after it was saved, or until whoever has the words erases it", (db, view) => db.Set<SavedSearch>().Where(saved => saved.Ends < view.Today), doneBy: "Saved/SavedErasure");

    public static RetentionRule DoneFormsSent { get; } = new RetentionRule<DoneForm, byte[]>(
        "done_forms", "forms that were done", DoneForms.Kept, "after it was sent", (db, view) =>
        {
            var before = view.Now - DoneForms.Kept;
            return db.Set<DoneForm>().Where(form => form.At < before);
        }, doneBy: "Storage/DoneForms");

    public static RetentionRule Heard { get; } = new RetentionRule<HeardCount, DateOnly>(
        "heard", "counts of words", TimeSpan.FromDays(DailyCounts.DaysKept), "after its day: a year, and the month that is compared with the one of the year before", (db, view) =>
        {
            var oldest = view.Today.AddDays(-DailyCounts.DaysKept);
            return db.Set<HeardCount>().Where(one => one.Day < oldest);
        }, doneBy: "Storage/DailyKeeping");

    public static RetentionRule Showings { get; } = new RetentionRule<Showing, DateOnly>(
        "exposures", "counts of who was shown", TimeSpan.FromDays(DailyCounts.DaysKept), "after its day: a year, and the month that is compared with the one of the year before", (db, view) =>
        {
            var oldest = view.Today.AddDays(-DailyCounts.DaysKept);
            return db.Set<Showing>().Where(one => one.Day < oldest);
        }, doneBy: "Storage/DailyKeeping");

    public static RetentionRule RemovalNetworks { get; } = new RetentionRule<Removal, long>(
        "removals", "networks of removals", TimeSpan.FromDays(NetworkErasure.DaysKept), "after it was asked for: as far back as bursts are told", (db, view) =>
        {
            var before = view.Now.AddDays(-NetworkErasure.DaysKept);
            return db.Set<Removal>().Where(one => one.Network != null && one.At < before);
        }, doneBy: Networks);

    public static RetentionRule ReportNetworks { get; } = new RetentionRule<Report, long>(
        "reports", "networks of reports", TimeSpan.FromDays(NetworkErasure.DaysKept), "after it was sent", (db, view) =>
        {
            var before = view.Now.AddDays(-NetworkErasure.DaysKept);
            return db.Set<Report>().Where(one => one.Network != null && one.At < before);
        }, doneBy: Networks);

    public static RetentionRule ReportTellers { get; } = new RetentionRule<Report, long>(
        "reports", "numbers that tell reports apart", TimeSpan.FromDays(Doubts.Days), "after it was sent, or until it is settled: as long as it counts", (db, view) =>
        {
            var before = view.Now.AddDays(-Doubts.Days);
            return db.Set<Report>().Where(one => one.Teller != null && one.At < before);
        }, doneBy: Networks);

    // From here on by the daily job.

    public static RetentionRule SettledReports { get; } = new RetentionRule<Report, long>(
        "reports", "settled reports", Years(1), "after it was settled: as long as somebody may ask what became of it", (db, view) =>
        {
            var before = view.Now - Years(1);
            return db.Set<Report>().Where(one => one.SettledAt < before);
        }, Id);

    public static RetentionRule OldReports { get; } = new RetentionRule<Report, long>(
        "reports", "reports that nobody settled", Years(2), "after it was sent, where nobody settled it: what was wrong then is another thing now", (db, view) =>
        {
            var before = view.Now - Years(2);
            return db.Set<Report>().Where(one => one.SettledAt == null && one.At < before);
        }, Id);

    public static RetentionRule UndoneRemovals { get; } = new RetentionRule<Removal, long>(
        "removals", "removals that were undone", Years(1), "after it was undone: as long as somebody may ask why", (db, view) =>
        {
            var before = view.Now - Years(1);
            var held = Holds.Owners(db, view);
            return db.Set<Removal>().Where(one => one.UndoneAt < before && !held.Any(owner => owner.ProfileId == one.ProfileId));
        }, Id);

    public static RetentionRule SilentMembers { get; } = new RetentionRule<RosterMember, Guid>(
        "roster_members", "people of rosters who never answered", Years(1), "after a roster named or invited her last, where she did not answer: she is not to lie in a drawer for ever", (db, view) =>
        {
            var before = view.Now - Years(1);
            return db.Set<RosterMember>().Where(one =>
                one.ProvenAt == null && one.DeclinedAt == null && one.NamedAt < before && (one.InvitedAt == null || one.InvitedAt < before) && (one.KeyEndsAt == null || one.KeyEndsAt < view.Now));
        }, Id);

    /// <summary>But for places: from what was taken out of them it is known what may be a home.</summary>
    public static RetentionRule History { get; } = new RetentionRule<FactChange, long>(
        "profile_history", "old changes of profiles, but for places", Disputed, "after it changed: as long as somebody may dispute what a page said", (db, view) =>
        {
            var before = view.Now - Disputed;
            var held = Holds.Owners(db, view);
            return db.Set<FactChange>().Where(one => one.At < before && one.Field != "places" && !held.Any(owner => owner.ProfileId == one.ProfileId));
        }, Id);

    public static RetentionRule LicenceLooks { get; } = new RetentionRule<LicenceCheck, Guid>(
        "licence_checks", "looks at licences that a newer one followed", Disputed, "after somebody looked, where somebody looked again: as long as the choice may be disputed", (db, view) =>
        {
            var before = view.Now - Disputed;
            var held = Holds.Owners(db, view);
            return db.Set<LicenceCheck>().Where(one => !one.IsNewest && one.At < before && !held.Any(owner => owner.ProfileId == one.ProfileId));
        }, Id);

    public static RetentionRule Imports { get; } = new RetentionRule<ImportRun, long>(
        "import_runs", "old imports, but for the newest", Years(2), "after it was begun; the newest stays", (db, view) =>
        {
            var before = view.Now - Years(2);
            return db.Set<ImportRun>().Where(one => one.StartedAt < before && db.Set<ImportRun>().Any(newer => newer.Id > one.Id));
        }, Id);

    public static RetentionRule UnagreedFiles { get; } = new RetentionRule<OpenedFile, Guid>(
        "opened_files", "files that nobody agreed to open", OpenedFiles.Waits, "after it was asked for, where nobody agreed", (db, view) => db.Set<OpenedFile>().Where(file => file.AgreedAt == null && file.EndsAt <= view.Now), Id);

    public static RetentionRule ReadFiles { get; } = new RetentionRule<OpenedFile, Guid>(
        "opened_files", "files that were open", OpenedFiles.Kept, "after it was closed again: as long as its owner may ask why", (db, view) =>
        {
            var before = view.Now - OpenedFiles.Kept;
            return db.Set<OpenedFile>().Where(file => file.EndsAt < before);
        }, Id);

    public static RetentionRule KeptAccounts { get; } = new KeptAccountsRule();

    /// <summary>Of a closed account the hold goes with it.</summary>
    public static RetentionRule OverHolds { get; } = new RetentionRule<LegalHold, Guid>(
        "legal_holds", "holds on open accounts that are over", TimeSpan.FromDays(1), "after its last day", (db, view) =>
            db.Set<LegalHold>().Where(hold => hold.Until < view.Today && !db.Set<Account>().Any(account => account.Id == hold.AccountId && account.ClosedAt != null)), nameof(LegalHold.AccountId));

    public static IReadOnlyList<RetentionRule> All { get; } =
    [
        KeptAccounts, OverHolds, SettledReports, OldReports, UndoneRemovals, SilentMembers, History, LicenceLooks, Imports, UnagreedFiles, ReadFiles,
        Sessions, LongSessions, PrivateLinks, TriesCounted, Claims, OpenClaims, Mails, OrganisationInvitations, UpkeepLinks, SavedSearches, DoneFormsSent, Heard, Showings,
        RemovalNetworks, ReportNetworks, ReportTellers,
    ];

    private static TimeSpan Years(int years) => TimeSpan.FromDays(365 * years);
}
