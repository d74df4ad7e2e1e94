using System.Text;
using nietras.SeparatedValues;

namespace Rapport.Registry.Reading;

/// <summary>A row with the wrong number of columns.</summary>
/// <param name="Line">Where it begins.</param>
/// <param name="Columns">How many it has.</param>
/// <param name="CutOff">It is the last, has too few, and no line end: the file breaks off in it.</param>
internal readonly record struct Miscount(long Line, int Columns, bool CutOff);

/// <summary>
/// The rows of a registry table, one after the other, read by the CSV library behind the <see cref="RowGuard"/>.
/// Rows that are broken or have the wrong number of columns are handed to the rejects and skipped. Nothing is kept:
/// memory does not grow with the file.
/// </summary>
internal sealed class CsvRows : IDisposable
{
    private const int TextBuffer = 1 << 16;

    private readonly NppesInput _input;
    private readonly RowGuard _guard;
    private readonly SepReader _reader;
    private readonly Action<BrokenRow> _broken;
    private readonly Action<Miscount>? _miscounted;
    private long _row;
    private long _heldLines;

    /// <param name="input">Disposed with this.</param>
    /// <param name="broken">Called for each row that the guard held back.</param>
    /// <param name="miscounted">Called for each row with the wrong number of columns.</param>
    /// <exception cref="ImportProblem">It has no header.</exception>
    public CsvRows(NppesInput input, Action<BrokenRow> broken, Action<Miscount>? miscounted)
    {
        _input = input;
        _broken = broken;
        _miscounted = miscounted;
        _guard = new RowGuard(input.Bytes, input.Name);
        _reader = Sep.New(',').Reader(o => o with
        {
            HasHeader = false,
            Unescape = true,
            DisableColCountCheck = true,
            CultureInfo = null,
        }).From(new StreamReader(_guard, Encoding.UTF8, detectEncodingFromByteOrderMarks: false, TextBuffer));
        if (!_reader.MoveNext() || (_guard.Broken.Count > 0 && _guard.Broken.Peek().AfterRow == 0))
        {
            var reason = _guard.Broken.Count > 0 ? _guard.Broken.Peek().Reason : "there is none";
            Dispose();
            throw new ImportProblem($"The first line of {input.Name}, which names the columns, cannot be read: {reason}.");
        }
        var header = new string[_reader.Current.ColCount];
        for (var i = 0; i < header.Length; i++)
        {
            header[i] = _reader.Current[i].ToString();
        }
        Header = header;
        _row = 1;
    }

    public IReadOnlyList<string> Header { get; }

    /// <summary>The line on which the current row begins, from 1, counted in the file.</summary>
    public long Line => _reader.Current.LineNumberFrom + _heldLines;

    /// <summary>How far the file has been read, in the unit of <see cref="Length"/>.</summary>
    public long Position => _input.Position();

    public long Length => _input.Length;

    /// <summary>A cell of the current row, without its quotes.</summary>
    public ReadOnlySpan<char> this[int column] => _reader.Current[column].Span;

    /// <summary>Goes to the next row that is whole; false at the end.</summary>
    /// <exception cref="ImportProblem">The file breaks off inside its packing, or cannot be read further.</exception>
    public bool Next()
    {
        while (MoveNext())
        {
            GiveBroken();
            _row++;
            var count = _reader.Current.ColCount;
            if (count == Header.Count)
            {
                return true;
            }
            if (count == 1 && this[0].IsWhiteSpace())
            {
                // A blank line is no row.
                continue;
            }
            _miscounted?.Invoke(new(Line, count, count < Header.Count && _guard.OpenRow == _row));
        }
        GiveBroken();
        return false;
    }

    public void Dispose()
    {
        _reader?.Dispose();
        _guard.Dispose();
        _input.Dispose();
    }

    private bool MoveNext()
    {
        try
        {
            return _reader.MoveNext();
        }
        catch (InvalidDataException e)
        {
            throw new ImportProblem(
                $"{_input.Name} breaks off or is damaged after line {Line}: {e.Message} Download it again.", e);
        }
        catch (IOException e)
        {
            throw new ImportProblem($"{_input.Name} cannot be read further after line {Line}: {e.Message}", e);
        }
    }

    private void GiveBroken()
    {
        while (_guard.Broken.TryPeek(out var broken) && broken.AfterRow <= _row)
        {
            _guard.Broken.Dequeue();
            _heldLines += broken.Lines;
            _broken(broken);
        }
    }
}
