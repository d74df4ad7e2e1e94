using System.Text;

namespace Rapport.Tables;

/// <summary>A text whose first line has been looked at before it is read from its beginning.</summary>
internal sealed class HeadedReader : TextReader
{
    private const int LongestHead = 1 << 20;

    private readonly TextReader _rest;
    private readonly string _head;
    private int _read;

    /// <param name="text">Disposed with this.</param>
    public HeadedReader(TextReader text)
    {
        _rest = text;
        _head = FirstLine(text);
    }

    /// <summary>The first line with its end.</summary>
    public string Head => _head;

    /// <summary>
    /// What stands between the names of the first line: of semicolon, tab and comma the most frequent outside of quotes; a
    /// comma where there is none of them.
    /// </summary>
    public char Separator
    {
        get
        {
            var bare = new StringBuilder();
            var quoted = false;
            foreach (var letter in _head)
            {
                quoted ^= letter == '"';
                if (!quoted)
                {
                    bare.Append(letter);
                }
            }
            var outside = bare.ToString();
            return new[] { ',', ';', '\t' }.MaxBy(separator => outside.Count(letter => letter == separator));
        }
    }

    public override int Read(char[] buffer, int index, int count) => Read(buffer.AsSpan(index, count));

    public override int Read(Span<char> buffer)
    {
        if (_read == _head.Length)
        {
            return _rest.Read(buffer);
        }
        var given = Math.Min(buffer.Length, _head.Length - _read);
        _head.AsSpan(_read, given).CopyTo(buffer);
        _read += given;
        return given;
    }

    public override int Read()
    {
        Span<char> one = stackalloc char[1];
        return Read(one) == 0 ? -1 : one[0];
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            _rest.Dispose();
        }
        base.Dispose(disposing);
    }

    private static string FirstLine(TextReader text)
    {
        var line = new StringBuilder();
        for (int letter; line.Length < LongestHead && (letter = text.Read()) >= 0;)
        {
            line.Append((char)letter);
            if (letter == '\n')
            {
                break;
            }
        }
        return line.ToString();
    }
}
