using System.Diagnostics;
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
/// back on the list who asked yesterday, so a restore reads this file. Of accounts that were erased it has lines of another form.
/// </summary>
internal static class RemovalLog
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(5);

    public static string PathIn(StoreLocation location) => Path.Combine(location.DataFolder, "removals.log");

    /// <summary>Adds a line and waits until it is on stable storage.</summary>
    public static Task Append(StoreLocation location, RemovalLine line, CancellationToken stop = default) => Append(location, [line], stop);

    /// <inheritdoc cref="AppendWritten"/>
    public static Task Append(StoreLocation location, IReadOnlyList<RemovalLine> lines, CancellationToken stop = default) =>
        AppendWritten(location, [.. lines.Select(Written)], stop);

    /// <summary>Adds lines, all at once and alone among the programs that do; also without any there is a log afterwards.</summary>
    public static async Task AppendWritten(StoreLocation location, IReadOnlyList<byte[]> lines, CancellationToken stop = default)
    {
        OwnFiles.MakeFolder(location.DataFolder);
        await using var file = await Held(() => OwnFiles.Open(PathIn(location), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None), stop);
        var isTorn = false;
        if (file.Length > 0)
        {
            file.Seek(-1, SeekOrigin.End);
            isTorn = file.ReadByte() != '\n';
        }
        // To its end, whoever stops meanwhile: a line is whole or not there.
        await file.WriteAsync(Joined(lines, isTorn), CancellationToken.None);
        file.Flush(flushToDisk: true);
    }

    /// <summary>A removal as its line has it.</summary>
    public static byte[] Written(RemovalLine line) => JsonSerializer.SerializeToUtf8Bytes(line, RemovalLogJson.Default.RemovalLine);

    private static byte[] Joined(IReadOnlyList<byte[]> lines, bool isTorn)
    {
        using var text = new MemoryStream();
        if (isTorn)
        {
            // A line torn by a power cut stays torn; the next one must not be joined to it.
            text.WriteByte((byte)'\n');
        }
        foreach (var line in lines)
        {
            text.Write(line);
            text.WriteByte((byte)'\n');
        }
        return text.ToArray();
    }

    /// <summary>All removals that can be read, oldest first; empty when there is no log. A line that speaks of something else is none.</summary>
    public static async Task<IReadOnlyList<RemovalLine>> Read(string path, CancellationToken stop = default)
    {
        var lines = new List<RemovalLine>();
        foreach (var text in await Texts(path, stop))
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

    /// <summary>All lines as they stand, oldest first; empty when there is no log.</summary>
    public static async Task<IReadOnlyList<string>> Texts(string path, CancellationToken stop)
    {
        if (!File.Exists(path))
        {
            return [];
        }
        var texts = new List<string>();
        // Not while another program is in the middle of a line.
        using var file = new StreamReader(await Held(() => new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read), stop));
        while (await file.ReadLineAsync(stop) is { } text)
        {
            texts.Add(text);
        }
        return texts;
    }

    /// <summary>Opens as soon as no other program holds the file, which takes milliseconds.</summary>
    private static async Task<FileStream> Held(Func<FileStream> open, CancellationToken stop)
    {
        var waiting = Stopwatch.StartNew();
        while (true)
        {
            try
            {
                return open();
            }
            catch (IOException e) when (OwnFiles.IsHeldByAnother(e) && waiting.Elapsed.TotalSeconds < SqliteDb.BusySeconds)
            {
                await Task.Delay(Pause, stop);
            }
        }
    }
}

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(RemovalLine))]
internal sealed partial class RemovalLogJson : JsonSerializerContext;
