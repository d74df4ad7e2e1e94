using System.Buffers.Binary;
using System.Buffers.Text;
using System.Formats.Cbor;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Rapport.Tests.Accounts;

/// <summary>A device with one passkey, and the browser before it: answers as the standard has it (WebAuthn level 3), or wrongly where a test says so.</summary>
internal sealed class SoftDevice(string origin, uint counts = 1) : IDisposable
{
    private const byte IsPresent = 0x01;
    private const byte IsVerified = 0x04;
    private const byte HasKey = 0x40;

    private readonly ECDsa _key = ECDsa.Create(ECCurve.NamedCurves.nistP256);

    public byte[] Credential { get; init; } = RandomNumberGenerator.GetBytes(32);

    /// <summary>How often it was used; stays 0 on one that does not count.</summary>
    public uint Count { get; set; }

    /// <summary>Whose passkey it is, as the site said when it was made.</summary>
    public string Owner { get; set; } = "";

    /// <summary>Makes the passkey; gives what the browser sends.</summary>
    public string Make(string asked, Wrong wrong = default)
    {
        var options = JsonNode.Parse(asked)!;
        Owner = (string)options["user"]!["id"]!;
        var data = Data(wrong.Party ?? (string)options["rp"]!["id"]!, wrong, withKey: true);
        var attestation = new CborWriter(CborConformanceMode.Ctap2Canonical);
        attestation.WriteStartMap(3);
        attestation.WriteTextString("fmt");
        attestation.WriteTextString("none");
        attestation.WriteTextString("attStmt");
        attestation.WriteStartMap(0);
        attestation.WriteEndMap();
        attestation.WriteTextString("authData");
        attestation.WriteByteString(data);
        attestation.WriteEndMap();
        return Sent(new JsonObject
        {
            ["clientDataJSON"] = Text(Client("webauthn.create", options, wrong)),
            ["attestationObject"] = Text(attestation.Encode()),
            ["transports"] = new JsonArray("internal", "by pigeon"),
        });
    }

    /// <summary>Shows the passkey; gives what the browser sends.</summary>
    public string Show(string asked, Wrong wrong = default)
    {
        var options = JsonNode.Parse(asked)!;
        Count += wrong.Count is null ? counts : 0;
        var data = Data(wrong.Party ?? (string)options["rpId"]!, wrong, withKey: false);
        var client = Client("webauthn.get", options, wrong);
        var signature = _key.SignData([.. data, .. SHA256.HashData(client)], HashAlgorithmName.SHA256, DSASignatureFormat.Rfc3279DerSequence);
        signature[^1] ^= (byte)(wrong.IsAltered ? 1 : 0);
        return Sent(new JsonObject
        {
            ["clientDataJSON"] = Text(client),
            ["authenticatorData"] = Text(data),
            ["signature"] = Text(signature),
            ["userHandle"] = wrong.Owner ?? Owner,
        });
    }

    public void Dispose() => _key.Dispose();

    private string Sent(JsonObject response) => new JsonObject
    {
        ["id"] = Text(Credential),
        ["type"] = "public-key",
        ["response"] = response,
        ["clientExtensionResults"] = new JsonObject(),
    }.ToJsonString();

    private byte[] Client(string type, JsonNode options, Wrong wrong) => JsonSerializer.SerializeToUtf8Bytes(new
    {
        type = wrong.Type ?? type,
        challenge = wrong.Challenge ?? (string)options["challenge"]!,
        origin = wrong.Origin ?? origin,
        crossOrigin = wrong.IsFramed,
    });

    private byte[] Data(string party, Wrong wrong, bool withKey)
    {
        var flags = (wrong.IsAbsent ? 0 : IsPresent) | (wrong.IsUnverified ? 0 : IsVerified) | (withKey ? HasKey : 0);
        var count = new byte[4];
        BinaryPrimitives.WriteUInt32BigEndian(count, wrong.Count ?? Count);
        var length = new byte[2];
        BinaryPrimitives.WriteUInt16BigEndian(length, (ushort)Credential.Length);
        byte[] key = withKey ? [.. new byte[16], .. length, .. Credential, .. PublicKey()] : [];
        return [.. SHA256.HashData(Encoding.UTF8.GetBytes(party)), (byte)flags, .. count, .. key];
    }

    /// <summary>As COSE has it: elliptic curve P-256, ES256.</summary>
    private byte[] PublicKey()
    {
        var point = _key.ExportParameters(includePrivateParameters: false).Q;
        var cose = new CborWriter(CborConformanceMode.Ctap2Canonical);
        cose.WriteStartMap(5);
        foreach (var (label, value) in new[] { (1, 2), (3, -7), (-1, 1) })
        {
            cose.WriteInt32(label);
            cose.WriteInt32(value);
        }
        cose.WriteInt32(-2);
        cose.WriteByteString(point.X!);
        cose.WriteInt32(-3);
        cose.WriteByteString(point.Y!);
        cose.WriteEndMap();
        return cose.Encode();
    }

    private static string Text(byte[] bytes) => Base64Url.EncodeToString(bytes);

    /// <summary>What is wrong with an answer; nothing by itself.</summary>
    internal readonly record struct Wrong(
        string? Type, string? Challenge, string? Origin, string? Party, string? Owner, uint? Count, bool IsFramed, bool IsAbsent, bool IsUnverified, bool IsAltered);
}
