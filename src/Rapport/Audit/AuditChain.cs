using System.Buffers.Binary;
using System.Security.Cryptography;
using Rapport.Storage;

namespace Rapport.Audit;

/// <summary>
/// Binds each entry to all before it: HMAC-SHA256 (RFC 2104) over the hash before and the entry, with a key that lies apart from the store. Whoever can write
/// into the database and has no keys can alter, add or take out no entry but the last ones without it being seen; against that, the number and hash of the
/// last one are printed, to be kept elsewhere.
/// </summary>
internal sealed class AuditChain(StoreLocation location)
{
    public const int HashBytes = 32;

    public const int PseudonymBytes = 16;
    private const string KeyName = "audit.key";

    private readonly Lazy<byte[]> _key = new(() => KeyFile.ReadOrMake(location, KeyName, "what was written into the audit trail before cannot be verified any more"));

    /// <summary>Whether its key is there; where it is lost, nothing that was written can be verified.</summary>
    public bool HasKey => KeyFile.Exists(location, KeyName);

    /// <summary>Before the first entry.</summary>
    public static byte[] Beginning => new byte[HashBytes];

    /// <summary>Whether all of an entry is in its hash: numbers begin at 1, and a pseudonym has its length and no other.</summary>
    public static bool Covers(AuditEntry entry) => entry is { Id: > 0, Actor: null or { Length: PseudonymBytes }, Owner: null or { Length: PseudonymBytes } };

    /// <summary>The hash of an entry.</summary>
    /// <param name="before">Of the one before; <see cref="Beginning"/> for the first.</param>
    /// <param name="id">Its number.</param>
    /// <param name="at">When, UTC.</param>
    /// <param name="actor">Who; null at the console.</param>
    /// <param name="part">As what.</param>
    /// <param name="act">What.</param>
    /// <param name="owner">Whose; null for everybody's.</param>
    public byte[] Hash(ReadOnlySpan<byte> before, long id, DateTime at, byte[]? actor, AuditPart part, AuditAct act, byte[]? owner)
    {
        Span<byte> bytes = stackalloc byte[HashBytes + (2 * sizeof(long)) + (2 * sizeof(int)) + (2 * (1 + PseudonymBytes))];
        before.CopyTo(bytes);
        var rest = bytes[HashBytes..];
        BinaryPrimitives.WriteInt64LittleEndian(rest, id);
        BinaryPrimitives.WriteInt64LittleEndian(rest[8..], at.Ticks);
        BinaryPrimitives.WriteInt32LittleEndian(rest[16..], (int)part);
        BinaryPrimitives.WriteInt32LittleEndian(rest[20..], (int)act);
        Write(rest[24..], actor);
        Write(rest[(24 + 1 + PseudonymBytes)..], owner);
        return HMACSHA256.HashData(_key.Value, bytes);

        static void Write(Span<byte> to, byte[]? pseudonym)
        {
            to[0] = (byte)(pseudonym?.Length ?? 0);
            pseudonym.AsSpan(0, Math.Min(PseudonymBytes, pseudonym?.Length ?? 0)).CopyTo(to[1..]);
        }
    }
}
