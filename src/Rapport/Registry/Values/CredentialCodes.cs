using System.Text;
using Rapport.Profiles;

namespace Rapport.Registry.Values;

/// <summary>
/// Which credentials of the vocabulary a word means: "L.C.S.W.", "LCDC3", "LMHC-QS", "LPC-ASSOSCIATE", "BSWLPC". Where a
/// word could be two things it means none: a title that somebody does not hold is worse than one that is not explained.
/// MFT alone is the licence: that was its name in California for many years, and those who hold it still write it so.
/// </summary>
internal sealed class CredentialCodes
{
    /// <summary>A shorter beginning of a word could be too many.</summary>
    private const int ShortestCut = 5;

    private const int ShortestGraded = 3;
    private const int ShortestOfTwo = 3;

    // The longer first: "CADCIII" is not "CADCI" of the second grade.
    private static readonly (string Roman, string Arabic)[] Grades = [("III", "3"), ("II", "2"), ("IV", "4")];

    // What Florida and California put before the numbers of their licences. Alone such letters say nothing.
    private static readonly Dictionary<string, string> BoardLetters = new(StringComparer.Ordinal)
    {
        ["IMH"] = "RMHCI",
        ["IMT"] = "RMFTI",
        ["ISW"] = "RCSWI",
        ["MFC"] = "LMFT",
    };

    private readonly Dictionary<string, Term> _terms = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> _codes = new(StringComparer.Ordinal);
    private readonly HashSet<string> _abbreviations = new(StringComparer.Ordinal);

    public CredentialCodes(Vocabulary credentials)
    {
        foreach (var term in credentials.Terms)
        {
            _terms[Key(term.Code)] = term;
            _codes[Key(term.Code)] = term.Code;
            _abbreviations.Add(Key(term.Code));
        }
        // A code is what it says, even where another term lists it as a further word of its own.
        foreach (var term in credentials.Terms)
        {
            foreach (var word in term.Also.Prepend(term.English))
            {
                _terms.TryAdd(Key(word), term);
                if (!word.AsSpan().ContainsAnyInRange('a', 'z'))
                {
                    _abbreviations.Add(Key(word));
                }
            }
        }
    }

    /// <summary>The credential that is written so, however it is dotted or spaced.</summary>
    public string? Exact(string text) => _terms.GetValueOrDefault(Key(text))?.Code;

    /// <summary>Whether these are letters that stand for a credential, and not a word such as "nurse".</summary>
    public bool IsAbbreviation(string text) => _abbreviations.Contains(Key(text));

    /// <summary>Whether this is a code of the vocabulary, its hyphens included.</summary>
    public bool IsCode(string text) =>
        _codes.TryGetValue(Key(text), out var code) && code.Equals(text, StringComparison.OrdinalIgnoreCase);

    /// <summary>What one word means: a credential, or two that were run together; none when nobody can be sure.</summary>
    public IReadOnlyList<string> Meant(string word)
    {
        var key = Key(word);
        return _terms.TryGetValue(key, out var exact) ? [exact.Code]
            : Graded(key) is { } graded ? [graded]
            : WithStanding(word, key) is { } standing ? [standing]
            : Two(key);
    }

    /// <summary>What the letters before a licence number mean.</summary>
    public IReadOnlyList<string> BeforeNumber(string letters) =>
        BoardLetters.TryGetValue(Key(letters), out var code) && _codes.ContainsValue(code) ? [code] : Meant(letters);

    /// <summary>
    /// A credential with the word that follows it, when that word changes it: "LCDC III", "LMHC ASSOCIATE". Null when it
    /// does not; a null code when it does, and the vocabulary has no word for the two.
    /// </summary>
    public (string? Code, bool Changed) Followed(string credential, string word)
    {
        var key = Key(credential);
        if (Array.Exists(Grades, grade => word == grade.Roman || word == grade.Arabic))
        {
            var graded = Graded(key + word);
            return (graded, graded is not null);
        }
        var standings = Standing.Of(Key(word), afterHyphen: false);
        // Who already learns under a supervisor is no less for being called so again.
        return standings.Count == 0 || !_terms.TryGetValue(key, out var term) || term["level"] == "supervised"
            ? (null, false)
            : (WithStanding(term, key, standings), true);
    }

    /// <summary>
    /// What somebody holds of whom such words are said: "ASSOCIATE MFT", "LPC, INTERN". Null where the vocabulary has no
    /// word for it.
    /// </summary>
    /// <param name="code">The licence itself.</param>
    /// <param name="typed">How it was typed.</param>
    /// <param name="words">What is said, as keys.</param>
    /// <param name="before">Whether it is said before the licence: then the letters may be so too, as in AMFT.</param>
    public string? OnTheWay(string code, string typed, IEnumerable<string> words, bool before)
    {
        var standings = words.SelectMany(NotHeld.Standings).Distinct().ToList();
        var key = Key(typed);
        if (standings.Count == 0 || !_terms.TryGetValue(Key(code), out var term))
        {
            return null;
        }
        var front = before ? standings.SelectMany(standing => standing.Letters).Select(letters => _terms.GetValueOrDefault(letters + key))
            .OfType<Term>().Where(other => other["level"] == "supervised").Select(other => other.Code)
            .Distinct(StringComparer.Ordinal).ToList() : [];
        return front is [var only] ? only : WithStanding(term, key, standings);
    }

    /// <summary>How far the vocabulary says that a code goes: "independent", "varies", "supervised", "certificate", "degree".</summary>
    public string Level(string code) => _terms[Key(code)]["level"];

    public bool IsDoctorate(string code) =>
        Level(code) == "degree" && _terms[Key(code)].English.StartsWith("Doctor ", StringComparison.Ordinal);

    /// <summary>"LPC-ASSOCIA": the one credential that begins so. Where several do, nobody knows which was meant.</summary>
    public string? Completed(string text)
    {
        var key = Key(text);
        if (key.Length < ShortestCut)
        {
            return null;
        }
        string? found = null;
        foreach (var (name, term) in _terms)
        {
            if (name.StartsWith(key, StringComparison.Ordinal))
            {
                if (found is not null && found != term.Code)
                {
                    return null;
                }
                found = term.Code;
            }
        }
        return found;
    }

    /// <summary>Capital letters and digits only: "Ph. D." and "PHD" are one.</summary>
    public static string Key(string text)
    {
        var key = new StringBuilder(text.Length);
        foreach (var c in text)
        {
            if (char.IsLetterOrDigit(c))
            {
                key.Append(char.ToUpperInvariant(c));
            }
        }
        return key.ToString();
    }

    // A grade of a licence that has no word of its own is still that licence. A first grade is not taken so: the letter
    // is that of an intern as well.
    private string? Graded(string key)
    {
        if (key.EndsWith('I') && _terms.TryGetValue(key[..^1] + "1", out var first))
        {
            return first.Code;
        }
        foreach (var (roman, arabic) in Grades)
        {
            var ending = key.EndsWith(roman, StringComparison.Ordinal) ? roman
                : key.EndsWith(arabic, StringComparison.Ordinal) ? arabic : "";
            var stem = key[..^ending.Length];
            if (ending.Length > 0 && stem.Length >= ShortestGraded
                && (_terms.TryGetValue(stem + roman, out var term) || _terms.TryGetValue(stem + arabic, out term)
                    || _terms.TryGetValue(stem, out term)))
            {
                return term["level"] is "degree" ? null : term.Code;
            }
        }
        return null;
    }

    private string? WithStanding(string word, string key)
    {
        var hyphen = word.LastIndexOf('-');
        if (hyphen > 0 && _terms.TryGetValue(Key(word[..hyphen]), out var before))
        {
            var standings = Standing.Of(Key(word[hyphen..]), afterHyphen: true);
            return standings.Count == 0 ? null : WithStanding(before, Key(word[..hyphen]), standings);
        }
        foreach (var standing in Standing.All)
        {
            var ending = Array.Find(standing.Glued, glued => key.EndsWith(glued, StringComparison.Ordinal));
            if (ending is not null && _terms.TryGetValue(key[..^ending.Length], out var term))
            {
                return WithStanding(term, key[..^ending.Length], [standing]);
            }
        }
        return null;
    }

    // A supervisor holds the licence itself. Somebody in training holds another, which must have its word.
    private string? WithStanding(Term term, string key, IReadOnlyList<Standing> standings)
    {
        var full = standings.All(standing => standing.Full);
        if (!full && standings.Any(standing => standing.Full))
        {
            // "LPC SUPERVIS" may be who supervises, or who is supervised.
            return null;
        }
        foreach (var stem in new[] { key, Key(term.Code) })
        {
            var found = standings.SelectMany(standing => standing.Forms).Select(form => _terms.GetValueOrDefault(stem + form))
                .OfType<Term>().Where(other => full || other["level"] == "supervised")
                .Select(other => other.Code).Distinct(StringComparer.Ordinal).ToList();
            if (found.Count > 0)
            {
                // LPC-S, before what "LPC" and "CS" would be together.
                return full || found.Count == 1 ? found[0] : null;
            }
        }
        return full && term["level"] is "independent" or "varies" ? term.Code : null;
    }

    // "BSWLPC": only codes, none so short that it stands in many words, and only where they part in one way.
    private string[] Two(string key)
    {
        string[] found = [];
        for (var at = ShortestOfTwo; at <= key.Length - ShortestOfTwo; at++)
        {
            if (_codes.TryGetValue(key[..at], out var first) && _codes.TryGetValue(key[at..], out var second))
            {
                if (found.Length > 0)
                {
                    return [];
                }
                found = [first, second];
            }
        }
        return found;
    }
}
