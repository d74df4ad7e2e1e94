using Rapport.Audit;
using Rapport.Layout;

namespace Rapport.Privacy;

/// <summary>Entries of the audit trail as whom they are about reads them.</summary>
internal static class AuditWords
{
    private static readonly Words L = Words.For("Rapport.Privacy.AuditWords");

    public static string Of(AuditPart part) => part switch
    {
        AuditPart.Operator => L["Somebody who runs this directory"],
        AuditPart.Verifier => L["Somebody who checks licenses"],
        AuditPart.Administrator => L["Somebody who looks after your practice"],
        _ => L["Somebody at the computer that this directory runs on"],
    };

    /// <summary>What was done, with the reason that it is done for.</summary>
    public static string Of(AuditAct act) => act switch
    {
        AuditAct.ListedClaims => L["Read the list of people who say that an entry is theirs"],
        AuditAct.ReadClaim => L["Read what is known of you, to decide whose an entry is"],
        AuditAct.MadeCode => L["Made a code to read out to you"],
        AuditAct.DecidedClaim => L["Decided whether an entry is yours"],
        AuditAct.ListedLicences => L["Read the list of licenses to check"],
        AuditAct.ReadLicence => L["Read what you and the board say of your license, to check it"],
        AuditAct.DecidedLicence => L["Wrote down how your license stands"],
        AuditAct.ListedKeepers => L["Read who keeps which page, with mail addresses"],
        AuditAct.TookProfile => L["Took a page from your account"],
        AuditAct.ListedAccounts => L["Read who may do what here"],
        AuditAct.ChangedRole => L["Changed what you may do here"],
        AuditAct.DroppedFactor => L["Took away the second step of your sign-in, as you had lost it"],
        AuditAct.Erased => L["Looked up what would be erased, as you had asked by letter"],
        AuditAct.ListedAdministrators => L["Read who looks after which practice"],
        AuditAct.RemovedMember => L["Took you out of a practice"],
        AuditAct.MadeAdministrator => L["Let you look after a practice"],
        AuditAct.CopiedStore => L["Made a back-up of all that is kept here; it is sealed"],
        AuditAct.AskedToOpen => L["Asked to read all that is kept of you"],
        AuditAct.AgreedToOpen => L["Agreed that another person may read all that is kept of you"],
        AuditAct.ListedFiles => L["Saw that somebody asked to read what is kept of you"],
        AuditAct.ChangedHold => L["Changed until when the law keeps what is yours"],
        AuditAct.ChangedProfile => L["Changed something on your page"],
        AuditAct.ReadProfile => L["Read your page with what it does not show"],
        AuditAct.ListedReports => L["Read what visitors say is wrong on pages"],
        AuditAct.ListedRoster => L["Read whom an organization named, and how far they have come"],
        AuditAct.ComparedLicences => L["Compared licenses with a file of a board"],
        AuditAct.AskedLicence => L["Asked you about your license"],
        AuditAct.DroppedFile => L["Nothing was opened: it was not agreed to, or taken back"],
        AuditAct.DiscardedMail => L["Deleted a mail to you that had not gone out"],
        AuditAct.ReadTrail => L["Read who had looked at what is yours"],
        AuditAct.InvitedAdministrator => L["Invited somebody to look after a practice"],
        AuditAct.ClosedOrganisation => L["Closed a practice that you belonged to"],
        AuditAct.InvitedRoster => L["Wrote to the people whom an organization named"],
        AuditAct.ForgotRoster => L["Deleted what an organization had said of its members"],
        AuditAct.SettledReport => L["Settled what a visitor had said is wrong"],
        AuditAct.ClosedFile => L["Closed again what was open of you"],
        AuditAct.ReadAll => L["Read all that is kept of you"],
        _ => throw new ArgumentOutOfRangeException(nameof(act), act, "An act without words."),
    };
}
