
namespace Rapport.Registry.Reading;

/// <summary>Looks at the first bytes of a table: is it text that can be read, and separated by commas?</summary>
internal static class FileBeginning
{
    /// <summary>Returns how many bytes to skip: those of a UTF-8 mark, if there is one.</summary>
    /// <param name="start">The first line and as much more as there is at hand.</param>
    /// <param name="name">How the file is called in messages.</param>
    /// <exception cref="ImportProblem">Empty, UTF-16, not text, or separated by something else.</exception>
    public static int Check(ReadOnlySpan<byte> start, string name)
    {
        if (start.IsEmpty)
        {
            throw new ImportProblem($"{name} is empty. Download it again.");
        }
        if (!start.ContainsAnyExcept((byte)0))
        {
            throw new ImportProblem($"{name} holds nothing but zero bytes: the download broke off. Download it again.");
        }
        if (start is [0xFF, 0xFE, ..] or [0xFE, 0xFF, ..] || LooksLikeUtf16(start))
        {
            throw new ImportProblem(
                $"{name} is written in UTF-16; the registry's files are UTF-8. It was probably saved again by a "
                + "spreadsheet: use the file as it was downloaded, or save it as \"CSV UTF-8\".");
        }
        var mark = start is [0xEF, 0xBB, 0xBF, ..] ? 3 : 0;
        var line = start[mark..];
        var end = line.IndexOfAny((byte)'\n', (byte)'\r');
        line = end < 0 ? line : line[..end];
        if (line.Contains((byte)0))
        {
            throw new ImportProblem($"{name} is not a text file: its first line holds zero bytes.");
        }
        var commas = line.Count((byte)',');
        Refuse(line, (byte)';', "semicolons", commas, name);
        Refuse(line, (byte)'\t', "tabs", commas, name);
        Refuse(line, (byte)'|', "bars", commas, name);
        return mark;
    }

    private static void Refuse(ReadOnlySpan<byte> line, byte separator, string word, int commas, string name)
    {
        if (line.Count(separator) > commas)
        {
            throw new ImportProblem(
                $"The columns of {name} are separated by {word}; the registry separates them by commas. It was probably "
                + "saved again by a spreadsheet: use the file as it was downloaded.");
        }
    }

    // Without a mark, every second byte of Latin text in UTF-16 is zero.
    private static bool LooksLikeUtf16(ReadOnlySpan<byte> start)
    {
        var look = start[..Math.Min(start.Length, 64)];
        int even = 0, odd = 0;
        for (var i = 0; i < look.Length; i++)
        {
            if (look[i] == 0)
            {
                _ = i % 2 == 0 ? even++ : odd++;
            }
        }
        return look.Length >= 8 && Math.Max(even, odd) > look.Length / 3;
    }
}
