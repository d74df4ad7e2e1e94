
namespace Rapport.Registry.Reading;

/// <summary>A row that the guard kept from the CSV reader, because it would have swallowed rows after it.</summary>
/// <param name="AfterRow">How many rows, the header included, were let through before it.</param>
/// <param name="Line">The line on which it begins, from 1.</param>
/// <param name="Lines">How many lines it took up.</param>
/// <param name="Column">The column in which it breaks, from 0.</param>
/// <param name="Start">How the broken column begins.</param>
/// <param name="Reason">In plain words.</param>
internal sealed record BrokenRow(long AfterRow, long Line, int Lines, int Column, string Start, string Reason);

/// <summary>
/// Stands between a file and the CSV reader, and lets through whole rows only. A CSV reader that meets a quote that
/// is never closed reads on to the end of the file; a line of 10 MB makes it grow without end. So this cuts the bytes
/// into rows at line ends outside quotes, holds back what is too long, unclosed or full of zero bytes, and goes on at
/// the next line that begins like a row. What a row means is left to the reader.
/// </summary>
/// <remarks>One row costs a search for the line end and a count of its quotes, both vector instructions.</remarks>
internal sealed class RowGuard : Stream
{
    /// <summary>All columns of a registry row filled to their widest are about 20,000 bytes.</summary>
    public const int LongestRow = 256 * 1024;

    /// <summary>An address with line breaks in it has three or four.</summary>
    private const int MostLines = 50;

    private const int NpiLength = 10;

    private readonly Stream _source;
    private readonly byte[] _buffer = new byte[4 * LongestRow];
    private int _start;
    private int _good;
    private int _end;
    private bool _atEnd;
    private bool _begun;
    private bool _quoted;
    private long _rows;
    private long _line = 1;

    public RowGuard(Stream source, string name)
    {
        _source = source;
        Fill();
        _start = _good = FileBeginning.Check(_buffer.AsSpan(0, _end), name);
        _quoted = _end > _start && _buffer[_start] == (byte)'"';
    }

    /// <summary>The rows held back, in the order of the file.</summary>
    public Queue<BrokenRow> Broken { get; } = new();

    /// <summary>Number of the last row when no line end follows it: 1 is the header. Null while it is not reached.</summary>
    public long? OpenRow { get; private set; }

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    public override int Read(Span<byte> buffer)
    {
        while (_good == _start && Advance())
        {
        }
        var count = Math.Min(buffer.Length, _good - _start);
        _buffer.AsSpan(_start, count).CopyTo(buffer);
        _start += count;
        return count;
    }

    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    public override void Flush()
    {
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            _source.Dispose();
        }
        base.Dispose(disposing);
    }

    // Marks as many whole rows as good as the buffer holds, or deals with one broken row. False at the end.
    private bool Advance()
    {
        while (true)
        {
            var rest = _buffer.AsSpan(_good, _end - _good);
            if (rest.IsEmpty && _atEnd)
            {
                return false;
            }
            var row = Measure(rest);
            if (row.Whole)
            {
                _good += row.Length;
                _line += row.Lines;
                _rows++;
                OpenRow = _buffer[_good - 1] == (byte)'\n' ? null : _rows;
                continue;
            }
            if (_good > _start)
            {
                // The reader takes what is good first; then this row is looked at again.
                return true;
            }
            if (row.Reason is null)
            {
                Fill();
                continue;
            }
            HoldBack(row);
        }
    }

    private readonly record struct Measured(int Length, int Lines, string? Reason, int At, bool EndsWell = false)
    {
        public bool Whole => Reason is null && Length > 0;
    }

    // The row at the beginning of these bytes. Length 0 without a reason: more bytes are needed to tell.
    private Measured Measure(ReadOnlySpan<byte> rest)
    {
        int length = 0, lines = 0, quotes = 0;
        while (true)
        {
            var next = rest[length..];
            if (lines > 0 && (quotes & 1) != 0)
            {
                if (next.Length < NpiLength + 3 && !_atEnd)
                {
                    return default;
                }
                if (BeginsLikeARow(next) || lines == MostLines)
                {
                    return Unclosed(rest, length, lines, "a quote is opened and never closed");
                }
            }
            var end = next.IndexOf((byte)'\n');
            if (length + (end < 0 ? next.Length : end + 1) > LongestRow)
            {
                return new(0, lines, $"the row is longer than {LongestRow / 1024} KB", 0);
            }
            if (end < 0 && !_atEnd)
            {
                return default;
            }
            var line = end < 0 ? next : next[..(end + 1)];
            quotes += line.Count((byte)'"');
            length += line.Length;
            lines++;
            if ((quotes & 1) == 0)
            {
                var zero = rest[..length].IndexOf((byte)0);
                return zero < 0
                    ? new(length, lines, null, 0)
                    : new(length, lines, "the row holds zero bytes, which are no text", zero, EndsWell: true);
            }
            if (end < 0 || (length == rest.Length && _atEnd))
            {
                return Unclosed(rest, length, lines, lines == 1 && end < 0
                    ? Rejects.CutOff
                    : "a quote is opened and never closed");
            }
        }
    }

    // Only the first line is given up: what follows it may well be whole rows.
    private static Measured Unclosed(ReadOnlySpan<byte> rest, int length, int lines, string reason)
    {
        var first = rest.IndexOf((byte)'\n') + 1;
        var given = first == 0 || lines == 1 ? length : first;
        return new(given, 1, reason, OpeningQuote(rest[..given]));
    }

    private void HoldBack(Measured row)
    {
        var shown = _buffer.AsSpan(_good, row.Length > 0 ? row.Length : Math.Min(LongestRow, _end - _good));
        var (column, from) = ColumnAt(shown, row.At);
        var start = RejectText(shown[from..]);
        var line = _line;
        if (row.Length > 0)
        {
            Drop(row.Length, row.Lines);
        }
        else
        {
            DropLine();
        }
        // What is left of the same row, line by line, belongs to it.
        while (!row.EndsWell && More(NpiLength + 3) && !BeginsLikeARow(_buffer.AsSpan(_good, _end - _good)))
        {
            DropLine();
        }
        Broken.Enqueue(new BrokenRow(_rows, line, (int)(_line - line), column, start, row.Reason!));
    }

    private void DropLine()
    {
        while (true)
        {
            var end = _buffer.AsSpan(_good, _end - _good).IndexOf((byte)'\n');
            if (end >= 0)
            {
                Drop(end + 1, 1);
                return;
            }
            Drop(_end - _good, 0);
            Fill();
            if (_end == _good)
            {
                _line++;
                return;
            }
        }
    }

    private void Drop(int bytes, int lines)
    {
        _good += bytes;
        _start = _good;
        _line += lines;
    }

    private bool More(int bytes)
    {
        while (_end - _good < bytes && !_atEnd)
        {
            Fill();
        }
        return _end > _good;
    }

    private void Fill()
    {
        if (_start > 0)
        {
            _buffer.AsSpan(_start, _end - _start).CopyTo(_buffer);
            _good -= _start;
            _end -= _start;
            _start = 0;
        }
        do
        {
            var count = _source.Read(_buffer.AsSpan(_end));
            _atEnd = count == 0;
            _end += count;
        }
        while (!_atEnd && !_begun && _end < LongestRow);
        _begun = true;
    }

    // Like the first row after the header: in quotes, or bare. Inside a quoted text a line cannot begin with the
    // quoted form: its first quote would close the text and a digit may not follow.
    private bool BeginsLikeARow(ReadOnlySpan<byte> line)
    {
        if (_quoted)
        {
            return line.Length >= NpiLength + 3 && line[0] == (byte)'"' && AllDigits(line.Slice(1, NpiLength))
                && line[NpiLength + 1] == (byte)'"' && line[NpiLength + 2] == (byte)',';
        }
        return line.Length > NpiLength && AllDigits(line[..NpiLength]) && line[NpiLength] == (byte)',';
    }

    private static bool AllDigits(ReadOnlySpan<byte> text) => !text.ContainsAnyExceptInRange((byte)'0', (byte)'9');

    private static int OpeningQuote(ReadOnlySpan<byte> row)
    {
        var open = 0;
        var inside = false;
        for (var i = 0; i < row.Length; i++)
        {
            if (row[i] == (byte)'"')
            {
                inside = !inside;
                open = inside ? i : open;
            }
        }
        return open;
    }

    private static (int Column, int Start) ColumnAt(ReadOnlySpan<byte> row, int position)
    {
        int column = 0, start = 0;
        var inside = false;
        for (var i = 0; i < position; i++)
        {
            if (row[i] == (byte)'"')
            {
                inside = !inside;
            }
            else if (row[i] == (byte)',' && !inside)
            {
                column++;
                start = i + 1;
            }
        }
        return (column, start);
    }

    private static string RejectText(ReadOnlySpan<byte> bytes) =>
        System.Text.Encoding.UTF8.GetString(bytes[..Math.Min(bytes.Length, Rejects.LongestValue + 1)]);
}
