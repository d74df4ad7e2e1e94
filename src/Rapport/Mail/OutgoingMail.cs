using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Rapport.Mail;

/// <summary>Where a mail stands.</summary>
internal enum MailState
{
    /// <summary>It goes out as soon as it is due and the server takes it.</summary>
    Waiting,

    /// <summary>The server will not take it, however often it is asked: a person looks at it.</summary>
    SetApart,
}

/// <summary>
/// A mail that is still to be sent. It is written in the transaction of what it tells of, so that neither is there without the
/// other, and deleted once the server has taken it: nothing is kept of mails that went out.
/// </summary>
internal sealed class OutgoingMail
{
    /// <summary>What the letter is sealed for.</summary>
    public const string Sealed = "outgoing_mails.content";

    /// <summary>Also its Message-ID, which stays the same however often it is sent.</summary>
    public Guid Id { get; init; }

    /// <summary>Which feature's mail it is, as "sign-in": an operator reads it in the list.</summary>
    public required string Kind { get; init; }

    /// <summary>The letter with its address, sealed: a stolen copy of the store tells neither.</summary>
    public required byte[] Content { get; set; }

    /// <summary>The account that it is about; null where there is none.</summary>
    public Guid? About { get; init; }

    public MailState State { get; set; }

    public DateTime MadeAt { get; init; }

    /// <summary>Not before this.</summary>
    public DateTime DueAt { get; set; }

    /// <summary>Of no use after this: what it links to has ended.</summary>
    public DateTime EndsAt { get; init; }

    /// <summary>How often the server was asked to take it and did not.</summary>
    public int Tries { get; set; }

    /// <summary>What the server said last, without the address.</summary>
    public string? Problem { get; set; }

    /// <summary>Until then one sender has it in hand.</summary>
    public DateTime? HeldUntil { get; set; }

    /// <summary>Goes up each time it is taken in hand: a sender that was held up for too long finds another number, and changes nothing.</summary>
    public int Hold { get; set; }

    internal sealed class Mapping : IEntityTypeConfiguration<OutgoingMail>
    {
        public void Configure(EntityTypeBuilder<OutgoingMail> table)
        {
            table.ToTable("outgoing_mails");
            table.HasKey(mail => mail.Id);
            table.Property(mail => mail.Kind).HasMaxLength(40);
            table.Property(mail => mail.Problem).HasMaxLength(300);
            table.HasIndex(mail => new { mail.State, mail.DueAt });
            table.HasIndex(mail => mail.About);
        }
    }
}
