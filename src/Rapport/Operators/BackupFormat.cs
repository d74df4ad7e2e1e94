using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using Rapport.Storage;

namespace Rapport.Operators;

/// <summary>What a column of a back-up holds, in words that belong to no database.</summary>
internal enum ColumnKind
{
    Boolean,
    Int16,
    Int32,
    Int64,
    Double,

    /// <summary>Written as text, so that no digit is lost.</summary>
    Decimal,

    Text,
    Uuid,

    /// <summary>A moment, UTC. PostgreSQL keeps microseconds, SQLite a tenth of that.</summary>
    Instant,

    /// <summary>A day without a clock.</summary>
    Date,

    /// <summary>Base64.</summary>
    Bytes,
}

internal sealed record BackupColumn(string Name, ColumnKind Kind);

internal sealed record BackupTable(string Name, IReadOnlyList<BackupColumn> Columns);

/// <summary>What a back-up says of itself, first of all.</summary>
/// <param name="Store">The store it came from; a restored copy keeps the number.</param>
/// <param name="Kind">Whose people it holds.</param>
/// <param name="StoreCreated">When that store was made, UTC.</param>
/// <param name="Created">The moment whose state it holds, UTC.</param>
/// <param name="Schema">Names of the migrations that made the tables, in order; the same on both databases.</param>
/// <param name="MadeBy">Version of the program.</param>
internal sealed record BackupHeader(
    Guid Store, StoreKind Kind, DateTime StoreCreated, DateTime Created, IReadOnlyList<string> Schema, string MadeBy);

/// <summary>How many rows each table had, last of all: a back-up without it is not whole.</summary>
internal sealed record BackupTrailer(IReadOnlyDictionary<string, long> Rows);

/// <summary>A line that is not a row: exactly one of the three.</summary>
internal sealed record BackupLine(
    BackupHeader? Header = null, BackupTable? Table = null, BackupTrailer? Trailer = null);

/// <summary>
/// The file: one line that names the format; gzip of JSON lines (the header, then each table followed by its rows as
/// arrays, then the trailer); one line with the SHA-256 of every byte before it. In need it can be read without this
/// program: <c>tail -n +2 FILE | gunzip</c>, which grumbles about the last line only.
/// </summary>
internal static class BackupFormat
{
    public const int Version = 1;

    public const string MagicWord = "RAPPORT-BACKUP ";

    private const string SealWord = "\nSHA256 ";

    private const int HashCharacters = 64;

    private static readonly SearchValues<byte> HexDigits = SearchValues.Create("0123456789abcdef"u8);

    public static readonly int SealBytes = SealWord.Length + HashCharacters + 1;

    public static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Converters = { new JsonStringEnumConverter() },
        // Never put into a page; quotes and letters stay short and readable.
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    public static byte[] Magic => System.Text.Encoding.ASCII.GetBytes($"{MagicWord}{Version}\n");

    /// <summary>The last line of a file whose other bytes have this hash.</summary>
    public static byte[] Seal(ReadOnlySpan<byte> sha256) =>
        System.Text.Encoding.ASCII.GetBytes($"{SealWord}{Convert.ToHexStringLower(sha256)}\n");

    /// <summary>Whether these last bytes have the form of a seal, whatever hash they carry.</summary>
    public static bool IsSeal(ReadOnlySpan<byte> last) =>
        last.Length == SealBytes
        && last.StartsWith("\nSHA256 "u8)
        && last[^1] == (byte)'\n'
        && !last[SealWord.Length..^1].ContainsAnyExcept(HexDigits);

    /// <summary>Where the first seal among these bytes ends; null where there is none.</summary>
    public static int? EndOfSeal(ReadOnlySpan<byte> bytes)
    {
        for (var at = 0; bytes[at..].IndexOf("\nSHA256 "u8) is >= 0 and var found && at + found + SealBytes <= bytes.Length; at += found + 1)
        {
            if (IsSeal(bytes.Slice(at + found, SealBytes)))
            {
                return at + found + SealBytes;
            }
        }
        return null;
    }
}
