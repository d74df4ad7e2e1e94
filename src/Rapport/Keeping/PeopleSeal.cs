using System.Buffers.Binary;
using System.Security.Cryptography;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.WebUtilities;
using Rapport.Storage;

namespace Rapport.Keeping;

/// <summary>
/// Seals a list of people into letters that say nothing to who reads them: always of the same length, so that it does not
/// tell how many, and only of this store, whose numbers mean nobody elsewhere.
/// </summary>
/// <param name="purpose">What is sealed for one purpose cannot be opened for another.</param>
internal sealed class PeopleSeal(IDataProtectionProvider protection, Store store, string purpose)
{
    /// <summary>Letters of a sealed list; what is longer was not sealed here, and is not looked into.</summary>
    public const int Longest = 400;

    private const byte Version = 1;
    private const int IdBytes = sizeof(uint);
    private const int HeadBytes = 3;
    private const int Bytes = HeadBytes + (KeptPeople.Most * IdBytes);

    private const byte Remembered = 1;
    private const byte Stays = 2;

    private readonly IDataProtector _seal =
        protection.CreateProtector("Rapport.Keeping.PeopleSeal", store.Mark.StoreId.ToString("N"), purpose);

    public string Seal(KeptPeople people)
    {
        var bytes = new byte[Bytes];
        bytes[0] = Version;
        bytes[1] = (byte)((people.IsRemembered ? Remembered : 0) | (people.StaysOnLeaving ? Stays : 0));
        bytes[2] = (byte)people.Ids.Count;
        for (var i = 0; i < people.Ids.Count; i++)
        {
            // Numbers are given out in ascending order: four thousand million of them are never reached.
            BinaryPrimitives.WriteUInt32LittleEndian(bytes.AsSpan(HeadBytes + (i * IdBytes)), checked((uint)people.Ids[i]));
        }
        return WebEncoders.Base64UrlEncode(_seal.Protect(bytes));
    }

    /// <summary>Null for whatever was not sealed here: cut, altered, of another key, store or purpose, or no seal at all.</summary>
    public KeptPeople? Open(string? text)
    {
        if (string.IsNullOrEmpty(text) || text.Length > Longest || Unsealed(text) is not { Length: Bytes } bytes
            || bytes[0] != Version || bytes[2] > KeptPeople.Most)
        {
            return null;
        }
        var ids = Enumerable.Range(0, bytes[2])
            .Select(i => (long)BinaryPrimitives.ReadUInt32LittleEndian(bytes.AsSpan(HeadBytes + (i * IdBytes))));
        return new KeptPeople
        {
            Ids = [.. ids],
            IsRemembered = (bytes[1] & Remembered) != 0,
            StaysOnLeaving = (bytes[1] & Stays) != 0,
        };
    }

    private byte[]? Unsealed(string text)
    {
        try
        {
            return _seal.Unprotect(WebEncoders.Base64UrlDecode(text));
        }
        catch (Exception e) when (e is FormatException or CryptographicException)
        {
            return null;
        }
    }
}
