using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;
using Rapport.Search;
using Rapport.Storage;

namespace Rapport.Saved;

/// <summary>What a code stands for: the key by which its search is found, and the key under which it is sealed.</summary>
internal sealed record CodeKeys(byte[] LookUp, byte[] Seal);

/// <summary>
/// Makes keys from codes, slowly, and seals searches under them. The slowness is salted with a key that lies apart from the
/// database: who has the database alone cannot even try codes, who has both pays the rounds for each of 2^66.
/// </summary>
internal sealed class CodeSeal(Store store)
{
    /// <summary>About 0.1 seconds of one core of a small machine.</summary>
    private const int Rounds = 100_000;

    private const int KeyBytes = 32;

    private const byte Version = 2;

    // Of before ways that did not help were kept.
    private const byte OfSearchAlone = 1;

    private const int HeadBytes = 1 + sizeof(int);

    // Sealed lengths in steps, so that the length does not tell how much was asked for: nearly all are of one step.
    private const int Step = 1024;

    // More than the largest search that the list carries, all of it in names.
    private const int LargestContent = 16 * Step;

    private static readonly int NonceBytes = AesGcm.NonceByteSizes.MaxSize;
    private static readonly int TagBytes = AesGcm.TagByteSizes.MaxSize;

    // Names, not positions as in an address: within 90 days the operator may add to a vocabulary.
    private static readonly JsonSerializerOptions Names = new(JsonSerializerDefaults.Web)
    {
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingDefault,
    };

    private readonly Lazy<byte[]> _salt = new(() => HMACSHA256.HashData(
        KeyFile.ReadOrMake(store.Location, "saved.key", "searches that were saved before can be opened no more"), store.Mark.StoreId.ToByteArray()));

    /// <param name="code">In the one form that <see cref="CodeWords.Parse"/> gives.</param>
    public CodeKeys KeysOf(string code)
    {
        var bytes = Rfc2898DeriveBytes.Pbkdf2(Encoding.UTF8.GetBytes(code), _salt.Value, Rounds, HashAlgorithmName.SHA512, 2 * KeyBytes);
        return new CodeKeys(bytes[..KeyBytes], bytes[KeyBytes..]);
    }

    /// <summary>Seals a search until a day; null when it is longer than any that the pages make.</summary>
    public static byte[]? Seal(SearchRequest request, CodeKeys keys, DateOnly ends)
    {
        var json = JsonSerializer.SerializeToUtf8Bytes(new Content(request, request.NotHelped, request.Alike), Names);
        if (json.Length + HeadBytes > LargestContent)
        {
            return null;
        }
        var padded = new byte[(json.Length + HeadBytes + Step - 1) / Step * Step];
        padded[0] = Version;
        BinaryPrimitives.WriteInt32LittleEndian(padded.AsSpan(1), json.Length);
        json.CopyTo(padded, HeadBytes);
        var sealedBytes = new byte[NonceBytes + padded.Length + TagBytes];
        var (nonce, content, tag) = Parts(sealedBytes);
        RandomNumberGenerator.Fill(nonce.Span);
        using var cipher = new AesGcm(keys.Seal, TagBytes);
        cipher.Encrypt(nonce.Span, padded, content.Span, tag.Span, BoundTo(keys, ends));
        return sealedBytes;
    }

    /// <summary>Opens what was sealed; null when it was altered, or is of a later version.</summary>
    public static SearchRequest? Open(byte[] sealedBytes, CodeKeys keys, DateOnly ends)
    {
        if (sealedBytes.Length < NonceBytes + HeadBytes + TagBytes)
        {
            return null;
        }
        var (nonce, content, tag) = Parts(sealedBytes);
        var padded = new byte[content.Length];
        try
        {
            using var cipher = new AesGcm(keys.Seal, TagBytes);
            cipher.Decrypt(nonce.Span, content.Span, tag.Span, padded, BoundTo(keys, ends));
        }
        catch (AuthenticationTagMismatchException)
        {
            return null;
        }
        var length = BinaryPrimitives.ReadInt32LittleEndian(padded.AsSpan(1));
        try
        {
            return padded[0] switch
            {
                Version => JsonSerializer.Deserialize<Content>(padded.AsSpan(HeadBytes, length), Names)?.Whole,
                OfSearchAlone => JsonSerializer.Deserialize<SearchRequest>(padded.AsSpan(HeadBytes, length), Names),
                _ => null,
            };
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static (Memory<byte> Nonce, Memory<byte> Content, Memory<byte> Tag) Parts(byte[] bytes) =>
        (bytes.AsMemory(0, NonceBytes), bytes.AsMemory(NonceBytes, bytes.Length - NonceBytes - TagBytes), bytes.AsMemory(bytes.Length - TagBytes));

    // A search as programs say it holds neither ways that did not help nor whose ways are looked for.
    private sealed record Content(SearchRequest Search, IReadOnlyList<string>? NotHelped, Alike? Alike)
    {
        [JsonIgnore]
        public SearchRequest Whole => Search with { NotHelped = NotHelped, Alike = Alike };
    }

    /// <summary>A day that is altered in the database does not lengthen what was promised to end.</summary>
    private static byte[] BoundTo(CodeKeys keys, DateOnly ends)
    {
        var bound = new byte[KeyBytes + sizeof(int)];
        keys.LookUp.CopyTo(bound, 0);
        BinaryPrimitives.WriteInt32LittleEndian(bound.AsSpan(KeyBytes), ends.DayNumber);
        return bound;
    }
}
