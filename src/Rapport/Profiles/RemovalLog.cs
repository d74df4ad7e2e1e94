using System.Text.Json;
using System.Text.Json.Serialization;
using Rapport.Storage;

namespace Rapport.Profiles;

/// <summary>One line of the removal log.</summary>
/// <param name="Npi">The number by which the person is known in every store; null when she is in no registry.</param>
/// <param name="ProfileId">Her number in this store.</param>
/// <param name="At">When, UTC.</param>
/// <param name="Undone">True when an operator put her back.</param>
internal sealed record RemovalLine(long? Npi, long ProfileId, DateTime At, bool? Undone = null);

/// <summary>
/// Removals on a file beside the database, one JSON object a line: a back-up from last week must not put somebody
/// back on the list who asked yesterday, so a restore reads this file.
/// </summary>
internal static class RemovalLog
{
    public static string PathIn(StoreLocation location) => Path.Combine(location.DataFolder, "removals.log");

    /// <summary>Adds a line and waits until it is on stable storage.</summary>
    public static void Append(StoreLocation location, RemovalLine line) => Append(location, [line]);

    /// <summary>Adds lines, all at once; also without any there is a log afterwards.</summary>
    public static void Append(StoreLocation location, IReadOnlyList<RemovalLine> lines)
    {
        using var file = OwnFiles.Open(PathIn(location), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.Read);
        if (file.Length > 0)
        {
            file.Seek(-1, SeekOrigin.End);
            if (file.ReadByte() != '\n')
            {
                // A line torn by a power cut stays torn; the next one must not be joined to it.
                file.WriteByte((byte)'\n');
            }
        }
        foreach (var line in lines)
        {
            file.Write(JsonSerializer.SerializeToUtf8Bytes(line, RemovalLogJson.Default.RemovalLine));
            file.WriteByte((byte)'\n');
        }
        file.Flush(flushToDisk: true);
    }

    /// <summary>All lines that can be read, oldest first; empty when there is no log.</summary>
    public static IReadOnlyList<RemovalLine> Read(string path)
    {
        if (!File.Exists(path))
        {
            return [];
        }
        var lines = new List<RemovalLine>();
        foreach (var text in File.ReadLines(path))
        {
            try
            {
                if (JsonSerializer.Deserialize(text, RemovalLogJson.Default.RemovalLine) is { ProfileId: > 0 } line)
                {
                    lines.Add(line);
                }
            }
            catch (JsonException)
            {
                // Torn while it was written: the removal it speaks of was not committed either.
            }
        }
        return lines;
    }
}

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(RemovalLine))]
internal sealed partial class RemovalLogJson : JsonSerializerContext;
