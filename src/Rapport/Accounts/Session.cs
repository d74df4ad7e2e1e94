using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Rapport.Storage;

namespace Rapport.Accounts;

/// <summary>One browser in which somebody is signed in. Its cookie holds a random key, of which only the hash is here.</summary>
internal sealed class Session : IPassing
{
    /// <summary>Hash of the key in the cookie.</summary>
    public required byte[] Id { get; init; }

    public Guid AccountId { get; init; }

    /// <summary>Browser and system in plain words ("Firefox, Android"), so that she knows it again.</summary>
    public required string Device { get; init; }

    public DateTime SignedInAt { get; init; }

    /// <summary>To the hour.</summary>
    public DateTime SeenAt { get; set; }

    /// <summary>True where the second factor was shown too.</summary>
    public bool HasFactor { get; init; }

    internal sealed class Mapping : IEntityTypeConfiguration<Session>
    {
        public void Configure(EntityTypeBuilder<Session> table)
        {
            table.ToTable("sessions");
            table.HasKey(session => session.Id);
            table.HasIndex(session => session.AccountId);
            table.Property(session => session.Device).HasMaxLength(60);
        }
    }
}
