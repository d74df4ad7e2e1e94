using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Rapport.Accounts;

/// <summary>What is kept of a passkey: enough to know it again, nothing that opens anything.</summary>
/// <param name="Name">How its owner calls it; empty where she gave none.</param>
/// <param name="Credential">Its number, as the device made it.</param>
/// <param name="PublicKey">As the device wrote it (COSE).</param>
/// <param name="Transports">How a browser reaches the device.</param>
/// <param name="MayBeCopied">Whether the device may keep it on several, which must not change.</param>
internal sealed record PasskeyContent(string Name, byte[] Credential, byte[] PublicKey, string[] Transports, bool MayBeCopied);

/// <summary>A key of a device that lets an account's owner in. The device keeps the secret half; what is here is sealed.</summary>
internal sealed class Passkey
{
    public Guid Id { get; init; }

    public Guid AccountId { get; init; }

    /// <summary>Made from the number that the device gave it and a key that lies apart; by it the passkey is found.</summary>
    public required byte[] CredentialKey { get; init; }

    /// <summary>What it is, sealed.</summary>
    public required byte[] Content { get; set; }

    /// <summary>How often the device says it was used; a copy of the device would count lower. 0 where the device does not count.</summary>
    public long SignCount { get; set; }

    public DateTime MadeAt { get; init; }

    /// <summary>Null before the first time.</summary>
    public DateTime? UsedAt { get; set; }

    internal sealed class Mapping : IEntityTypeConfiguration<Passkey>
    {
        public void Configure(EntityTypeBuilder<Passkey> table)
        {
            table.ToTable("passkeys");
            table.HasKey(passkey => passkey.Id);
            table.HasIndex(passkey => passkey.CredentialKey).IsUnique();
            table.HasIndex(passkey => passkey.AccountId);
        }
    }
}
