using System.Buffers;
using System.Globalization;

namespace Rapport.Registry.Reading;

/// <summary>
/// The rows that could not be taken, as CSV: line, column, value, reason. Every row that is read is either taken,
/// counted as not wanted, or written here.
/// </summary>
/// <param name="open">Makes the file when the first row comes: a clean run leaves none. Null for no file.</param>
internal sealed class Rejects(Func<TextWriter>? open) : IDisposable
{
    /// <summary>The first line of the file.</summary>
    public const string Header = "line,column,value,reason";

    /// <summary>A longer value is cut, in characters.</summary>
    public const int LongestValue = 200;

    /// <summary>The reason of a last row that has no end.</summary>
    public const string CutOff = "the file ends in the middle of this row";

    private static readonly SearchValues<char> Quoted = SearchValues.Create(",\"\r\n");

    private TextWriter? _file;

    public long Count { get; private set; }

    /// <summary>The line in the middle of which the file ends; null when it is whole.</summary>
    public long? CutOffAt { get; private set; }

    /// <summary>Why the file does not hold all of them, with the mend, in words that go on a sentence; null when it does.</summary>
    public string? Incomplete { get; private set; }

    /// <summary>The first few, to be shown when there is no file.</summary>
    public List<string> First { get; } = [];

    public void Add(long line, string column, ReadOnlySpan<char> value, string reason)
    {
        const int Shown = 5;
        Count++;
        CutOffAt ??= reason == CutOff ? line : null;
        if (First.Count < Shown)
        {
            First.Add(string.Create(CultureInfo.InvariantCulture, $"line {line}: {column}: {reason}"));
        }
        if (open is null || Incomplete is not null)
        {
            return;
        }
        var kept = Cut(value);
        Guarded(() =>
        {
            if (_file is null)
            {
                _file = open();
                _file.Write(Header + "\n");
            }
            _file.Write(string.Create(CultureInfo.InvariantCulture, $"{line},"));
            Write(column);
            _file.Write(',');
            Write(kept);
            _file.Write(',');
            Write(reason);
            _file.Write('\n');
        });
    }

    /// <summary>Writes what is still held back; afterwards <see cref="Incomplete"/> is certain.</summary>
    public void Dispose()
    {
        var file = _file;
        _file = null;
        Guarded(() => file?.Dispose());
    }

    // Bad rows that cannot be told are no reason to leave the good ones out.
    private void Guarded(Action write)
    {
        try
        {
            write();
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            Incomplete ??= IsFull(e)
                ? "the disk is full. Make room, or name a file on another disk."
                : $"{e.Message.TrimEnd('.')}. Mend that, or name another file.";
        }
    }

    // ENOSPC and EDQUOT on Unix, ERROR_DISK_FULL on Windows (their numbers come as they are and as a HRESULT).
    private static bool IsFull(Exception e) => (e.HResult & 0xFFFF) is 28 or 112 or 122;

    private void Write(string text)
    {
        // A spreadsheet that opens the file must not take a stranger's text for a formula.
        var safe = text.Length > 0 && text[0] is '=' or '+' or '-' or '@' ? "'" + text : text;
        _file!.Write(safe.AsSpan().ContainsAny(Quoted)
            ? "\"" + safe.Replace("\"", "\"\"", StringComparison.Ordinal) + "\""
            : safe);
    }

    private static string Cut(ReadOnlySpan<char> value)
    {
        var kept = value.Length > LongestValue ? value[..LongestValue] : value;
        var text = Values.PlainText.Clean(kept);
        return value.Length > LongestValue ? text + "…" : text;
    }
}
