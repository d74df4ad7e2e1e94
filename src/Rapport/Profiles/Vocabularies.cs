using System.Text;

namespace Rapport.Profiles;

/// <summary>All vocabularies: those that come with the program, with what an operator adds. Immutable.</summary>
internal sealed class Vocabularies
{
    private static readonly string[] Names =
    [
        "issues", "approaches", "languages", "insurers", "ages", "who", "genders", "communities", "faiths", "payments",
        "openings", "times", "formats", "accessibility", "professions", "credentials", "taxonomy", "checks",
    ];

    /// <summary>Lies in the same folder and is no vocabulary: how people say what they look for.</summary>
    internal const string SaidFile = "said.csv";

    /// <summary>So many words can be read in a message.</summary>
    private const int MostNamed = 20;

    private static readonly Lazy<Vocabularies> Own = new(() => new(Names.Select(ReadOwn)));

    private readonly Dictionary<string, Vocabulary> byName;

    private Vocabularies(IEnumerable<Vocabulary> vocabularies)
    {
        All = [.. vocabularies];
        byName = All.ToDictionary(v => v.Name, StringComparer.Ordinal);
    }

    /// <summary>What comes with the program, without an operator's additions.</summary>
    internal static Vocabularies BuiltIn => Own.Value;

    internal IReadOnlyList<Vocabulary> All { get; }

    internal Vocabulary Issues => this["issues"];

    internal Vocabulary Approaches => this["approaches"];

    internal Vocabulary Languages => this["languages"];

    internal Vocabulary Insurers => this["insurers"];

    internal Vocabulary Ages => this["ages"];

    internal Vocabulary Who => this["who"];

    internal Vocabulary Genders => this["genders"];

    internal Vocabulary Communities => this["communities"];

    internal Vocabulary Faiths => this["faiths"];

    internal Vocabulary Payments => this["payments"];

    internal Vocabulary Openings => this["openings"];

    internal Vocabulary Times => this["times"];

    internal Vocabulary Formats => this["formats"];

    internal Vocabulary Accessibility => this["accessibility"];

    /// <summary>Professions, with <c>plain_en</c>, <c>plain_es</c> and <c>prescribes</c> (yes, no, varies).</summary>
    internal Vocabulary Professions => this["professions"];

    /// <summary>
    /// Credentials, with <c>plain_en</c>, <c>plain_es</c> and <c>level</c>: independent, supervised (not yet fully licensed),
    /// varies (by state), degree, certificate.
    /// </summary>
    internal Vocabulary Credentials => this["credentials"];

    /// <summary>Taxonomy codes of the registry, with <c>profession</c> and <c>retired</c> (yes, no).</summary>
    internal Vocabulary Taxonomy => this["taxonomy"];

    /// <summary>How a licence was checked, as the end of a sentence that begins "Checked on …".</summary>
    internal Vocabulary Checks => this["checks"];

    /// <summary>A vocabulary by its file's name.</summary>
    /// <exception cref="KeyNotFoundException">There is none of that name.</exception>
    internal Vocabulary this[string name] => byName[name];

    /// <summary>The code that a typed word means.</summary>
    /// <exception cref="FieldProblem">It means nothing, or several things.</exception>
    internal string Code(string vocabulary, string word)
    {
        var typed = word.Trim();
        if (this[vocabulary].Find(typed) is { } exact)
        {
            return exact.Code;
        }
        return this[vocabulary].Named(typed) switch
        {
            [var only] => only.Code,
            [] => throw new FieldProblem(
                $"\"{(typed.Length <= 60 ? typed : typed[..60] + "…")}\" is not in the vocabulary \"{vocabulary}\"."
                + (this[vocabulary].Terms.Count <= MostNamed ? $" It is one of {string.Join(", ", this[vocabulary].Terms.Select(term => term.Code))}." : ""))
            {
                Vocabulary = vocabulary,
                Word = typed,
            },
            var several => throw new FieldProblem(
                $"\"{typed}\" may mean {string.Join(" or ", several.Select(term => term.Code))}; write one of these."),
        };
    }

    /// <summary>
    /// The vocabularies with an operator's files of the same names (<c>issues.csv</c>) from a folder, which may be absent.
    /// </summary>
    /// <exception cref="InvalidDataException">A file is wrong; the message says which, where and what to do.</exception>
    internal static Vocabularies Load(string folder)
    {
        if (!Directory.Exists(folder))
        {
            return BuiltIn;
        }

        var files = Directory.GetFiles(folder, "*.csv").Where(f => Path.GetFileName(f) != SaidFile).ToDictionary(f => Path.GetFileNameWithoutExtension(f)!);
        foreach (var (name, file) in files)
        {
            if (!Names.Contains(name, StringComparer.Ordinal))
            {
                throw new InvalidDataException(
                    $"{file}: there is no vocabulary \"{name}\". Name the file after one of {string.Join(", ", Names)}; what people say is in {SaidFile}.");
            }
        }

        return new(BuiltIn.All.Select(v => files.TryGetValue(v.Name, out var file) ? Extend(v, file) : v));
    }

    private static Vocabulary Extend(Vocabulary below, string file)
    {
        using var text = new StreamReader(file, new UTF8Encoding(false, throwOnInvalidBytes: true));
        try
        {
            return VocabularyFile.Extend(below, text, file);
        }
        catch (DecoderFallbackException error)
        {
            throw new InvalidDataException($"{file}: this file is not in UTF-8. Save it again as \"CSV UTF-8\".", error);
        }
    }

    private static Vocabulary ReadOwn(string name)
    {
        var resource = $"Rapport.Profiles.Vocabularies.{name}.csv";
        using var stream = typeof(Vocabularies).Assembly.GetManifestResourceStream(resource)
            ?? throw new InvalidOperationException($"The program was built without its vocabulary ({resource}).");
        using var text = new StreamReader(stream, Encoding.UTF8);
        return VocabularyFile.Read(name, text, name + ".csv");
    }
}
