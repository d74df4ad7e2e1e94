using System.Globalization;
using System.Text;
using Rapport.Core;

namespace Rapport.Registry.Values;

/// <summary>Cuts lines of an address into words: capitals without accents and signs, numbers in digits.</summary>
internal static class AddressCut
{
    public static List<string> Words(params ReadOnlySpan<string> lines)
    {
        var words = new List<string>(8);
        foreach (var line in lines)
        {
            Cut(line, words);
        }
        FoldNumbers(words);
        return words;
    }

    private static void Cut(string line, List<string> words)
    {
        var word = new StringBuilder(16);
        // Avenida Piñero is Avenida Pinero, and ７４２ is 742.
        var text = Ascii.IsValid(line) ? line : Unicode.Normal(PlainText.Plain(line), NormalizationForm.FormD);
        for (var i = 0; i < text.Length; i++)
        {
            var c = text[i];
            if (char.IsLetterOrDigit(c))
            {
                word.Append(char.ToUpperInvariant(c));
            }
            else if (c is not ('.' or '\'') ? char.GetUnicodeCategory(c) != UnicodeCategory.NonSpacingMark : IsPointInNumber(text, i))
            {
                End();
                if (c == '#')
                {
                    words.Add("#");
                }
            }
        }
        End();

        void End()
        {
            if (word.Length > 0)
            {
                words.Add(word.ToString());
                word.Clear();
            }
        }
    }

    // Kilometre 4.2 is typed with a blank as well.
    private static bool IsPointInNumber(string text, int at) =>
        text[at] == '.' && at > 0 && at + 1 < text.Length && char.IsAsciiDigit(text[at - 1]) && char.IsAsciiDigit(text[at + 1]);

    // "One Twelve" and "One Hundred Twelve" are 112, "Twenty Five" is 25; "Four" alone is folded with the other words.
    private static void FoldNumbers(List<string> words)
    {
        for (var i = 0; i < words.Count; i++)
        {
            var number = "";
            var last = 0;
            var end = i;
            for (; end < words.Count; end++)
            {
                if (words[end] == "HUNDRED" && number.Length > 0)
                {
                    var more = end + 1 < words.Count ? AddressWords.Numbers.GetValueOrDefault(words[end + 1]) : 0;
                    number += more == 0 ? "00" : more < 10 ? "0" : "";
                    last = 0;
                }
                else if (!AddressWords.Numbers.TryGetValue(words[end], out var value))
                {
                    break;
                }
                else
                {
                    number = last >= 20 && value is > 0 and < 10 ? $"{number[..^1]}{value}" : $"{number}{value}";
                    last = value;
                }
            }
            if (number.Length > 0)
            {
                words[i] = number;
                words.RemoveRange(i + 1, end - i - 1);
            }
        }
    }
}
