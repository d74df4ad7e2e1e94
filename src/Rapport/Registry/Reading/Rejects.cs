using System.Buffers;
using System.Globalization;

namespace Rapport.Registry.Reading;

/// <summary>
/// The rows that could not be taken, as CSV: line, column, value, reason. Every row that is read is either taken,
/// counted as not wanted, or written here.
/// </summary>
internal sealed class Rejects(TextWriter? file) : IDisposable
{
    /// <summary>A longer value is cut, in characters.</summary>
    public const int LongestValue = 200;

    private static readonly SearchValues<char> Quoted = SearchValues.Create(",\"\r\n");

    private bool _begun;

    public long Count { get; private set; }

    /// <summary>The first few, to be shown when there is no file.</summary>
    public List<string> First { get; } = [];

    public void Add(long line, string column, ReadOnlySpan<char> value, string reason)
    {
        const int Shown = 5;
        Count++;
        if (First.Count < Shown)
        {
            First.Add(string.Create(CultureInfo.InvariantCulture, $"line {line}: {column}: {reason}"));
        }
        if (file is null)
        {
            return;
        }
        if (!_begun)
        {
            file.Write("line,column,value,reason\n");
            _begun = true;
        }
        file.Write(string.Create(CultureInfo.InvariantCulture, $"{line},"));
        Write(column);
        file.Write(',');
        Write(Cut(value));
        file.Write(',');
        Write(reason);
        file.Write('\n');
    }

    public void Dispose() => file?.Dispose();

    private void Write(string text)
    {
        // A spreadsheet that opens the file must not take a stranger's text for a formula.
        var safe = text.Length > 0 && text[0] is '=' or '+' or '-' or '@' ? "'" + text : text;
        file!.Write(safe.AsSpan().ContainsAny(Quoted)
            ? "\"" + safe.Replace("\"", "\"\"", StringComparison.Ordinal) + "\""
            : safe);
    }

    private static string Cut(ReadOnlySpan<char> value)
    {
        var kept = value.Length > LongestValue ? value[..LongestValue] : value;
        var text = kept.ToString().Replace('\0', '\uFFFD');
        return value.Length > LongestValue ? text + "…" : text;
    }
}
