using Rapport.Profiles;
using Rapport.Registry.Values;

namespace Rapport.Claims;

/// <summary>A name in its parts.</summary>
internal sealed class AskedName(Func<string> label) : Asked("name", label)
{
    public const string Middle = "name-middle";
    public const string Last = "name-last";
    public const string Suffix = "name-suffix";

    /// <summary>Letters of one part.</summary>
    public const int Longest = 60;

    /// <summary>What stands behind a name and is of no school.</summary>
    private static readonly HashSet<string> Generations = new(StringComparer.Ordinal) { "JR", "SR", "I", "II", "III", "IV", "V", "HIJO", "HIJA", "2ND", "3RD" };

    public override void Fill(Filled form, ProfileFacts facts)
    {
        form[Field] = facts.Name?.Value.First ?? "";
        form[Middle] = facts.Name?.Value.Middle ?? "";
        form[Last] = facts.Name?.Value.Last ?? "";
        form[Suffix] = facts.Name?.Value.Suffix ?? "";
    }

    public override string Read(Filled form, ProfileFacts facts, Wrong wrong)
    {
        string Part(string name)
        {
            var text = PlainText.Clean(form[name].Replace(',', ' ').Replace('_', ' ')).Trim();
            if (text.Length > Longest)
            {
                wrong(name, TopicProblems.TooLong(text.Length, Longest));
            }
            return text;
        }
        var (first, middle, last, suffix) = (Part(Field), Part(Middle), Part(Last), Part(Suffix));
        // Letters of any writing, with what stands between them in names.
        foreach (var (name, text) in new[] { (Field, first), (Middle, middle), (Last, last), (Suffix, suffix) })
        {
            if (text.Any(letter => char.IsSymbol(letter) || (char.IsPunctuation(letter) && letter is not ('\'' or '’' or '‘' or '-' or '‐' or '–' or '.' or '·' or '(' or ')' or '/'))))
            {
                wrong(name, TopicProblems.Letters);
            }
        }
        if (suffix.Length > 0 && !Generations.Contains(suffix.Replace(".", "", StringComparison.Ordinal).ToUpperInvariant()))
        {
            wrong(Suffix, TopicProblems.Suffix);
        }
        if (!first.Any(char.IsLetter) || !last.Any(char.IsLetter))
        {
            foreach (var part in new[] { (Name: Field, Text: first), (Name: Last, Text: last) }.Where(part => !part.Text.Any(char.IsLetter)))
            {
                wrong(part.Name, TopicProblems.Name);
            }
            return "";
        }
        return FieldText.PrintName(new PersonName { First = first, Middle = middle.Length > 0 ? middle : null, Last = last, Suffix = suffix.Length > 0 ? suffix : null });
    }
}
