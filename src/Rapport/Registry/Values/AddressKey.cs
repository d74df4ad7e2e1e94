using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace Rapport.Registry.Values;

/// <summary>
/// Tells whether two addresses are the same place, however they are typed: "116 North High Street, Suite 5" and
/// "116 N HIGH ST STE 5". Never shown; used to find out which address may be a home.
/// </summary>
internal static class AddressKey
{
    /// <summary>The address with its door: organisations share this one. Empty for a blank address.</summary>
    public static string Door(string line1, string line2, string zip)
    {
        var words = StreetWords.Of(line1, line2);
        return Key([.. words.Street, .. words.Doors], zip);
    }

    /// <summary>The address without door, floor and building: someone who leaves the door out of one line lives there still.</summary>
    public static string House(string line1, string line2, string zip)
    {
        var words = StreetWords.Of(line1, line2);
        return Key(words.Street.Count > 0 ? words.Street : words.Doors, zip);
    }

    /// <summary>64 bits of the key, enough for a few million addresses: a clash is expected once in a million files.</summary>
    public static long Hash(string key)
    {
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(Encoding.UTF8.GetBytes(key), hash);
        return BinaryPrimitives.ReadInt64LittleEndian(hash);
    }

    private static string Key(IReadOnlyList<string> words, string zip) =>
        words.Count == 0 ? "" : $"{string.Join(' ', words)}|{zip}";
}
