using System.Buffers.Binary;
using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Text;
using Rapport.Storage;

namespace Rapport.Profiles;

/// <summary>
/// Keyed pseudonyms of the networks that requests come from. They tell whether two requests came from one network;
/// without the key, which lies apart from the database, nobody can go back to an address.
/// </summary>
internal sealed class Networks(StoreLocation location)
{
    // The smallest blocks that one household or one office is given: a single address would let a person with many
    // addresses of one line pass, a larger block would punish her neighbours.
    private const int BitsV4 = 24;
    private const int BitsV6 = 48;

    private readonly Lazy<byte[]> _key = new(() => KeyFile.ReadOrMake(location, "networks.key", "throttling starts anew"));

    /// <summary>The pseudonym of the network that an address belongs to; null when the address is not known.</summary>
    public string? Pseudonym(IPAddress? address) =>
        address is null ? null : Convert.ToHexStringLower(HMACSHA256.HashData(_key.Value, Block(address)).AsSpan(0, 10));

    /// <summary>
    /// A number of 16 bits that tells networks apart within one subject alone: a few hundred networks share each, and the
    /// same network has another one elsewhere. Of two networks with one number one is not counted, which errs to silence.
    /// </summary>
    /// <param name="subject">Of which the reports are told apart; any text.</param>
    public int? Teller(IPAddress? address, string subject) => address is null
        ? null
        : BinaryPrimitives.ReadUInt16BigEndian(HMACSHA256.HashData(_key.Value, (byte[])[.. Encoding.UTF8.GetBytes(subject + "\n"), .. Block(address)]));

    private static byte[] Block(IPAddress address)
    {
        var plain = address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address;
        var isV4 = plain.AddressFamily == AddressFamily.InterNetwork;
        return plain.GetAddressBytes()[..((isV4 ? BitsV4 : BitsV6) / 8)];
    }
}
