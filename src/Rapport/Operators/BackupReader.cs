using System.Buffers;
using System.IO.Compression;
using System.IO.Pipelines;
using System.Security.Cryptography;
using System.Text.Json;
using Rapport.Cli;
using Rapport.Storage;

namespace Rapport.Operators;

/// <summary>
/// Reads a back-up. Opening it reads every byte once and compares the checksum, so that nothing that follows meets a
/// damaged file.
/// </summary>
internal sealed class BackupReader : IAsyncDisposable
{
    private const int Piece = 1 << 20;

    private readonly string _file;

    private readonly PipeReader _lines;

    private BackupLine? _next;

    private BackupTable? _table;

    /// <summary>Where the line after the one at hand begins.</summary>
    private SequencePosition _after;

    private BackupReader(string file, Stream packed, BackupHeader header)
    {
        _file = file;
        Header = header;
        _lines = PipeReader.Create(packed, new StreamPipeReaderOptions(bufferSize: Piece));
    }

    public BackupHeader Header { get; private set; }

    /// <summary>The counts, once every row has been read.</summary>
    public BackupTrailer? Trailer { get; private set; }

    /// <summary>Looks whether there is a file of this name.</summary>
    /// <exception cref="StoreProblem">There is none.</exception>
    public static void Require(string file)
    {
        var path = Path.GetFullPath(file);
        if (Directory.Exists(path))
        {
            throw new StoreProblem($"{path} is a folder. Name the back-up file in it.");
        }
        if (!File.Exists(path))
        {
            throw new StoreProblem($"There is no file {path}. Check its folder and name.");
        }
    }

    /// <summary>Opens a file after its checksum has been compared.</summary>
    /// <exception cref="StoreProblem">Not there, not a back-up, made by a newer version, cut short, or altered.</exception>
    public static async Task<BackupReader> Open(string file, RowProgress bytes, CancellationToken stop = default)
    {
        var path = Path.GetFullPath(file);
        try
        {
            Require(path);
            await Verify(path, bytes, stop);
            var input = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, Piece);
            input.Seek(BackupFormat.Magic.Length, SeekOrigin.Begin);
            var reader = new BackupReader(path, new GZipStream(input, CompressionMode.Decompress), null!);
            reader.Header = (await reader.ReadLine(stop))?.Header ?? throw reader.Unreadable();
            reader._next = await reader.ReadLine(stop);
            return reader;
        }
        catch (UnauthorizedAccessException e)
        {
            throw new StoreProblem($"This account may not read {path}.", e);
        }
        catch (IOException e)
        {
            throw new StoreProblem($"{path} cannot be read: {e.Message}", e);
        }
    }

    /// <summary>The next table; null after the last one, when <see cref="Trailer"/> is known.</summary>
    public BackupTable? NextTable()
    {
        _table = _next?.Table;
        if (_table is null)
        {
            Trailer = _next?.Trailer ?? throw Unreadable();
        }
        return _table;
    }

    /// <summary>Reads a row of the current table into <paramref name="values"/>; false after its last one.</summary>
    public async ValueTask<bool> NextRow(object?[] values, CancellationToken stop)
    {
        var line = await NextLine(stop) ?? throw Unreadable();
        var isRow = new SequenceReader<byte>(line).IsNext((byte)'[');
        if (isRow)
        {
            Parse(line, _table!, values);
        }
        else
        {
            _next = Parse(line);
        }
        _lines.AdvanceTo(_after);
        return isRow;
    }

    public async ValueTask DisposeAsync() => await _lines.CompleteAsync();

    private static async Task Verify(string path, RowProgress progress, CancellationToken stop)
    {
        await using var input = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, bufferSize: 0);
        var buffer = new byte[Piece];
        var first = await input.ReadAtLeastAsync(
            buffer.AsMemory(0, BackupFormat.Magic.Length), BackupFormat.Magic.Length, throwOnEndOfStream: false, stop);
        RefuseForeign(path, buffer.AsSpan(0, first));
        var sealAt = input.Length - BackupFormat.SealBytes;
        if (sealAt < BackupFormat.Magic.Length)
        {
            throw CutShort(path);
        }
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(buffer.AsSpan(0, first));
        for (long at = first; at < sealAt;)
        {
            var read = await input.ReadAsync(buffer.AsMemory(0, (int)Math.Min(Piece, sealAt - at)), stop);
            if (read == 0)
            {
                throw CutShort(path);
            }
            hash.AppendData(buffer.AsSpan(0, read));
            at += read;
            progress(at, sealAt);
        }
        var seal = new byte[BackupFormat.SealBytes];
        await input.ReadExactlyAsync(seal, stop);
        var isSeal = BackupFormat.IsSeal(seal);
        var fits = isSeal && seal.AsSpan().SequenceEqual(BackupFormat.Seal(hash.GetHashAndReset()));
        if (!fits && await EndWithin(input, stop) is { } end && end < input.Length)
        {
            throw new StoreProblem(
                $"The back-up {path} is longer than it should be: it ends after {end} bytes, and {Counted.Of(input.Length - end, "byte")} "
                + "of something else follow. Nothing was written. Fetch the file again from where it is kept, or take off what follows: "
                + $"head -c {end} \"{path}\" > whole.backup");
        }
        if (!isSeal)
        {
            throw CutShort(path);
        }
        if (!fits)
        {
            throw new StoreProblem(
                $"The back-up {path} was altered or damaged: its checksum does not fit. Nothing was written. Fetch the file "
                + "again from where it is kept, or take another back-up.");
        }
    }

    /// <summary>Where the first seal ends; null where there is none. Compressed rows never hold one.</summary>
    private static async Task<long?> EndWithin(FileStream input, CancellationToken stop)
    {
        var buffer = new byte[Piece];
        input.Seek(0, SeekOrigin.Begin);
        var kept = 0;
        for (long at = 0; ;)
        {
            var read = await input.ReadAsync(buffer.AsMemory(kept), stop);
            if (BackupFormat.EndOfSeal(buffer.AsSpan(0, kept + read)) is { } end)
            {
                return at + end;
            }
            if (read == 0)
            {
                return null;
            }
            // A seal may lie across two pieces.
            var next = Math.Min(kept + read, BackupFormat.SealBytes - 1);
            at += kept + read - next;
            buffer.AsSpan(kept + read - next, next).CopyTo(buffer);
            kept = next;
        }
    }

    private static void RefuseForeign(string path, ReadOnlySpan<byte> first)
    {
        if (first.SequenceEqual(BackupFormat.Magic))
        {
            return;
        }
        if (!first.IsEmpty && first.Length < BackupFormat.Magic.Length && BackupFormat.Magic.AsSpan().StartsWith(first))
        {
            throw CutShort(path);
        }
        var isOurs = first.StartsWith(System.Text.Encoding.ASCII.GetBytes(BackupFormat.MagicWord));
        throw new StoreProblem(isOurs
            ? $"The back-up {path} was made by a newer version of Rapport, in a format that this one does not know. Nothing "
                + "was written. Restore it with the version that made it, or a newer one."
            : $"{path} is not a back-up made by \"./rapport backup\". Nothing was written.");
    }

    private static StoreProblem CutShort(string path) => new(
        $"The back-up {path} is cut short: its end is missing. Nothing was written. Fetch the file again from where it is "
        + "kept, or take another back-up.");

    private StoreProblem Unreadable(Exception? inner = null) => new(
        $"The back-up {_file} has a good checksum but cannot be read; it was not made by this program. Nothing was written.",
        inner);

    private async Task<BackupLine?> ReadLine(CancellationToken stop)
    {
        if (await NextLine(stop) is not { } line)
        {
            return null;
        }
        var parsed = Parse(line);
        _lines.AdvanceTo(_after);
        return parsed;
    }

    /// <summary>The next line with its end not yet passed; null at the end of the file.</summary>
    private async ValueTask<ReadOnlySequence<byte>?> NextLine(CancellationToken stop)
    {
        try
        {
            while (true)
            {
                var read = await _lines.ReadAsync(stop);
                if (read.Buffer.PositionOf((byte)'\n') is { } end)
                {
                    _after = read.Buffer.GetPosition(1, end);
                    return read.Buffer.Slice(0, end);
                }
                _lines.AdvanceTo(read.Buffer.Start, read.Buffer.End);
                if (read.IsCompleted)
                {
                    return null;
                }
            }
        }
        catch (InvalidDataException e)
        {
            throw Unreadable(e);
        }
    }

    private BackupLine Parse(ReadOnlySequence<byte> line)
    {
        try
        {
            var json = new Utf8JsonReader(line);
            return JsonSerializer.Deserialize<BackupLine>(ref json, BackupFormat.Json) ?? throw Unreadable();
        }
        catch (JsonException e)
        {
            throw Unreadable(e);
        }
    }

    private void Parse(ReadOnlySequence<byte> line, BackupTable table, object?[] values)
    {
        try
        {
            var json = new Utf8JsonReader(line);
            json.Read();
            for (var i = 0; i < table.Columns.Count; i++)
            {
                json.Read();
                values[i] = BackupTables.Read(ref json, table.Columns[i].Kind);
            }
            json.Read();
            if (json.TokenType != JsonTokenType.EndArray)
            {
                throw Unreadable();
            }
        }
        catch (Exception e) when (e is JsonException or FormatException or InvalidOperationException)
        {
            throw Unreadable(e);
        }
    }
}
