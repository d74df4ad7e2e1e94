using System.Buffers;
using System.Data.Common;
using System.Text.Json;

namespace Rapport.Operators;

/// <summary>Writes the lines of a back-up; memory stays flat, since pieces leave as they fill.</summary>
internal sealed class BackupWriter(Stream output) : IAsyncDisposable
{
    private readonly ArrayBufferWriter<byte> _waiting = new(1 << 21);

    private readonly Utf8JsonWriter _json = new(Stream.Null, new JsonWriterOptions
    {
        Encoder = BackupFormat.Json.Encoder,
        SkipValidation = true,
    });

    /// <summary>Bytes not yet handed on.</summary>
    public int Waiting => _waiting.WrittenCount;

    /// <summary>A line that is not a row.</summary>
    public async Task Write(BackupLine line, CancellationToken stop)
    {
        _waiting.Write(JsonSerializer.SerializeToUtf8Bytes(line, BackupFormat.Json));
        _waiting.Write("\n"u8);
        await Flush(stop);
    }

    /// <summary>A row, as an array in the order of the table's columns.</summary>
    public void Write(DbDataReader row, BackupTable table)
    {
        _json.Reset(_waiting);
        _json.WriteStartArray();
        for (var i = 0; i < table.Columns.Count; i++)
        {
            BackupTables.Write(_json, row, i, table.Columns[i].Kind);
        }
        _json.WriteEndArray();
        _json.Flush();
        _waiting.Write("\n"u8);
    }

    public async Task Flush(CancellationToken stop)
    {
        await output.WriteAsync(_waiting.WrittenMemory, stop);
        _waiting.ResetWrittenCount();
    }

    public ValueTask DisposeAsync() => _json.DisposeAsync();
}
