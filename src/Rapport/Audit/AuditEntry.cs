using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Rapport.Audit;

/// <summary>As what somebody looked at, or changed, what is another's. Numbers are part of what the chain binds: none is given twice.</summary>
internal enum AuditPart
{
    /// <summary>At the machine that the site runs on, where nobody signs in.</summary>
    Console = 0,

    Operator = 1,

    /// <summary>Checks who therapists are.</summary>
    Verifier = 2,

    /// <summary>Looks after an organisation.</summary>
    Administrator = 3,
}

/// <summary>What somebody did with what is another's, and with that why. Numbers are part of what the chain binds: none is given twice.</summary>
internal enum AuditAct
{
    /// <summary>Read the list of claims, to find the next one: names and addresses of all that wait.</summary>
    ListedClaims = 1,

    /// <summary>Read a claim, to decide whether a record is hers.</summary>
    ReadClaim = 2,

    /// <summary>Made a code, to read it out to who says that a record is hers.</summary>
    MadeCode = 3,

    /// <summary>Decided a claim.</summary>
    DecidedClaim = 4,

    /// <summary>Read the list of licences that wait to be checked.</summary>
    ListedLicences = 5,

    /// <summary>Read what she and a board say of her licence, to check it.</summary>
    ReadLicence = 6,

    /// <summary>Decided how her licence stands.</summary>
    DecidedLicence = 7,

    /// <summary>Read who keeps which profile, with the address of the account.</summary>
    ListedKeepers = 8,

    /// <summary>Took a profile from the account that kept it.</summary>
    TookProfile = 9,

    /// <summary>Read the accounts that hold a role.</summary>
    ListedAccounts = 10,

    /// <summary>Gave or took a role.</summary>
    ChangedRole = 11,

    /// <summary>Took the second factor away for who had lost it.</summary>
    DroppedFactor = 12,

    /// <summary>Looked what would be erased, or erased it, for who had asked by letter.</summary>
    Erased = 13,

    /// <summary>Read who looks after organisations, with the address.</summary>
    ListedAdministrators = 14,

    /// <summary>Took somebody out of an organisation.</summary>
    RemovedMember = 15,

    /// <summary>Let somebody look after an organisation too.</summary>
    MadeAdministrator = 16,

    /// <summary>Copied the store: all that is kept of everybody, sealed as it is.</summary>
    CopiedStore = 17,

    /// <summary>Asked another person to agree that all that is kept of somebody is opened.</summary>
    AskedToOpen = 18,

    /// <summary>Agreed to that.</summary>
    AgreedToOpen = 19,

    /// <summary>Read all that is kept of somebody, after two had agreed and she was told.</summary>
    ReadAll = 20,

    /// <summary>Read which files are asked for or open, with the address and the reason.</summary>
    ListedFiles = 21,

    /// <summary>Made the law keep what is hers until a day, or ended that.</summary>
    ChangedHold = 22,

    /// <summary>Changed a fact of a profile that its owner keeps, for her or against her.</summary>
    ChangedProfile = 23,

    /// <summary>Read a profile with all that no page shows of it.</summary>
    ReadProfile = 24,

    /// <summary>Read what visitors say is wrong, in their words.</summary>
    ListedReports = 25,

    /// <summary>Read whom a roster names, and how far each has come.</summary>
    ListedRoster = 26,

    /// <summary>Compared all licences with a board's file.</summary>
    ComparedLicences = 27,

    /// <summary>Asked her about her licence.</summary>
    AskedLicence = 28,

    /// <summary>Did not agree that a file is opened, or took the wish back.</summary>
    DroppedFile = 29,

    /// <summary>Deleted a mail to her that no server had taken.</summary>
    DiscardedMail = 30,

    /// <summary>Read what was done with what is hers, out of the trail.</summary>
    ReadTrail = 31,

    /// <summary>Invited somebody to look after an organisation.</summary>
    InvitedAdministrator = 32,

    /// <summary>Closed an organisation that she belonged to.</summary>
    ClosedOrganisation = 33,

    /// <summary>Invited the members of a roster, at the addresses that it gives.</summary>
    InvitedRoster = 34,

    /// <summary>Deleted what a roster says of its members.</summary>
    ForgotRoster = 35,

    /// <summary>Settled what visitors had said is wrong.</summary>
    SettledReport = 36,

    /// <summary>Closed a file again before its hour was over.</summary>
    ClosedFile = 37,
}

/// <summary>
/// That somebody looked at, or changed, what is another's. Who and whose stand as pseudonyms that lead back through the keys of those people alone: when one
/// of them is destroyed, the entry stays, and the chain with it, and says nothing of her any more.
/// </summary>
internal sealed class AuditEntry
{
    /// <summary>Ascends by one from 1; a number that is missing is an entry that was taken out.</summary>
    public long Id { get; init; }

    /// <summary>UTC, to the microsecond.</summary>
    public DateTime At { get; init; }

    /// <summary>Who: a pseudonym of 16 bytes; null at the console.</summary>
    public byte[]? Actor { get; init; }

    public AuditPart Part { get; init; }

    public AuditAct Act { get; init; }

    /// <summary>Whose it is: a pseudonym of 16 bytes; null where it was a list of everybody.</summary>
    public byte[]? Owner { get; init; }

    /// <summary>Of this entry and the hash before, 32 bytes, keyed: see <see cref="AuditChain"/>.</summary>
    public required byte[] Hash { get; init; }

    internal sealed class Mapping : IEntityTypeConfiguration<AuditEntry>
    {
        public void Configure(EntityTypeBuilder<AuditEntry> table)
        {
            table.ToTable("audit_entries");
            table.HasKey(entry => entry.Id);
            table.Property(entry => entry.Id).ValueGeneratedNever();
            table.HasIndex(entry => entry.Owner);
            table.HasIndex(entry => entry.Actor);
        }
    }
}
