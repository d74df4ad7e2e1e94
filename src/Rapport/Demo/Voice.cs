namespace Rapport.Demo;

/// <summary>One person speaking: expands sentences of the grammar and never says the same one twice.</summary>
internal sealed class Voice(Grammar grammar)
{
    /// <summary>How strongly a list's front is preferred; with it word frequencies fall off as in natural text.</summary>
    private const double WordSkew = 1.7;

    private const double SentenceSkew = 1.15;

    private const int Tries = 6;

    // Words that begin with a vowel letter but not with a vowel sound, and the other way round.
    private static readonly string[] SpokenWithConsonant = ["uni", "use", "usu", "uk", "ute", "eu", "one", "once"];
    private static readonly string[] SpokenWithVowel = ["hour", "honest", "heir", "honor", "X-ray"];

    private readonly HashSet<int> _said = [];
    private char[] _text = new char[2048];
    private int _length;
    private Chance _chance = new(0, 0);
    private string _here = "";

    /// <summary>Words of the statement so far.</summary>
    public int Words { get; private set; }

    /// <summary>Another person begins to speak.</summary>
    public void Begin(Chance chance, string here)
    {
        (_chance, _here) = (chance, here);
        _said.Clear();
        NewStatement();
    }

    /// <summary>Starts an empty statement.</summary>
    public void NewStatement()
    {
        _length = 0;
        Words = 0;
    }

    /// <summary>The statement so far.</summary>
    public string Statement() => new(_text, 0, _length);

    /// <summary>Starts a paragraph in another language; its words are counted anew.</summary>
    public void NewParagraph()
    {
        if (_length > 0)
        {
            Append("\n\n");
        }
        Words = 0;
    }

    /// <summary>Adds a sentence of this section, if it exists and has one that was not said yet.</summary>
    public bool Say(string section)
    {
        var number = grammar.Find(section);
        if (number < 0)
        {
            return false;
        }
        var lines = grammar.Lines(number);
        for (var attempt = 0; attempt < Tries; attempt++)
        {
            var choice = _chance.Skewed(lines.Length, SentenceSkew);
            if (_said.Add(Key(number, choice)))
            {
                Expand(lines[choice]);
                return true;
            }
        }
        return false;
    }

    private void Expand(Grammar.Part[] sentence)
    {
        if (_length > 0 && _text[_length - 1] != '\n')
        {
            Append(" ");
        }
        var from = _length;
        Append(sentence);
        _text[from] = char.ToUpperInvariant(_text[from]);
        Words += 1 + _text.AsSpan(from, _length - from).Count(' ');
    }

    private void Append(Grammar.Part[] parts)
    {
        foreach (var part in parts)
        {
            if (part.Text is not null)
            {
                Append(part.Text);
                continue;
            }
            var from = _length;
            var lines = grammar.Lines(part.Section);
            if (lines.IsEmpty)
            {
                Append(_here);
            }
            else
            {
                Append(lines[Draw(part.Section, lines.Length)]);
            }
            if (part.Article)
            {
                Insert(from, TakesAn(from) ? "an " : "a ");
            }
        }
    }

    private void Append(string text) => Insert(_length, text);

    private void Insert(int at, string text)
    {
        if (_length + text.Length > _text.Length)
        {
            Array.Resize(ref _text, 2 * (_length + text.Length));
        }
        Array.Copy(_text, at, _text, at + text.Length, _length - at);
        text.CopyTo(_text.AsSpan(at));
        _length += text.Length;
    }

    private int Draw(int section, int count)
    {
        var choice = _chance.Skewed(count, WordSkew);
        for (var attempt = 1; grammar.Tracked(section) && !_said.Add(Key(section, choice)) && attempt < Tries; attempt++)
        {
            choice = _chance.Skewed(count, WordSkew);
        }
        return choice;
    }

    private bool TakesAn(int at)
    {
        var word = _text.AsSpan(at, _length - at);
        return Begins(SpokenWithVowel, word)
            || ("aeiouAEIOU".Contains(word[0], StringComparison.Ordinal) && !Begins(SpokenWithConsonant, word))
            || word.StartsWith("unin", StringComparison.OrdinalIgnoreCase);
    }

    private static bool Begins(string[] prefixes, ReadOnlySpan<char> word)
    {
        foreach (var prefix in prefixes)
        {
            if (word.StartsWith(prefix, StringComparison.OrdinalIgnoreCase))
            {
                return true;
            }
        }
        return false;
    }

    private static int Key(int section, int choice) => (section << 16) | choice;
}
