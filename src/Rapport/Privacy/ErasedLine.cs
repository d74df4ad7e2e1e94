using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;
using Rapport.Profiles;
using Rapport.Storage;

namespace Rapport.Privacy;

/// <summary>
/// A line of the removal log that says of an account that it was erased. It names neither account nor address: both stand as keyed hashes, and the key
/// lies with the other keys, so that whoever finds the log beside an old back-up cannot tell who has left.
/// </summary>
/// <param name="Erased">Of the account.</param>
/// <param name="Address">Of what the address was known by.</param>
/// <param name="Key">By which key; tells another key apart and leads to none.</param>
/// <param name="At">When, UTC.</param>
/// <param name="Until">Where the law keeps what is left of it for a while: the last day of that. Null where all is erased.</param>
internal sealed record ErasedLine(
    string Erased, string Address, string Key, DateTime At, [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] DateOnly? Until = null)
{
    public byte[] ToBytes() => JsonSerializer.SerializeToUtf8Bytes(this, ErasedJson.Default.ErasedLine);

    /// <summary>All such lines of a log, oldest first; none where there is no log.</summary>
    public static async Task<IReadOnlyList<ErasedLine>> Read(string path, CancellationToken stop)
    {
        var lines = new List<ErasedLine>();
        foreach (var text in await RemovalLog.Texts(path, stop))
        {
            try
            {
                if (JsonSerializer.Deserialize(text, ErasedJson.Default.ErasedLine) is { Erased.Length: > 0, Address.Length: > 0, Key.Length: > 0 } line)
                {
                    lines.Add(line);
                }
            }
            catch (JsonException)
            {
                // Torn while it was written: the account was not erased either.
            }
        }
        return lines;
    }
}

/// <summary>The key by which erased accounts are known again.</summary>
internal sealed class ErasedKey
{
    public const string Name = "erased.key";

    private readonly byte[] _key;

    private ErasedKey(byte[] key) => _key = key;

    /// <summary>Tells this key from others.</summary>
    public string Mark => Hash("key", [])[..16];

    /// <summary>The one of this store; made when it is first asked for.</summary>
    public static ErasedKey Of(StoreLocation location) => new(KeyFile.ReadOrMake(location, Name, "accounts that were erased come back with a back-up from before"));

    /// <summary>The one that lies with the keys; null where none does.</summary>
    public static ErasedKey? Known(StoreLocation location) => File.Exists(Path.Combine(location.KeyFolder, Name)) ? Of(location) : null;

    public ErasedLine Line(Guid account, byte[] addressKey, DateTime at, DateOnly? until = null) => new(OfAccount(account), OfAddress(addressKey), Mark, at, until);

    public string OfAccount(Guid account) => Hash("account", account.ToByteArray());

    public string OfAddress(byte[] addressKey) => Hash("address", addressKey);

    private string Hash(string purpose, byte[] what) => Convert.ToHexStringLower(HMACSHA256.HashData(_key, (byte[])[.. Encoding.UTF8.GetBytes(purpose + "\n"), .. what]));
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(ErasedLine))]
internal sealed partial class ErasedJson : JsonSerializerContext;
