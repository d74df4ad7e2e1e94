using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Unicode;

namespace Rapport.Profiles;

/// <summary>What another source says where the therapist has already spoken: asked, never overwritten.</summary>
/// <param name="Field">Name of the field, from the field catalogue.</param>
/// <param name="Says">The other value, as a person would read it.</param>
/// <param name="Source">Who says it.</param>
/// <param name="At">When that source last said it, UTC.</param>
internal sealed record Question(string Field, string Says, Source Source, DateTime At)
{
    /// <summary>
    /// Whether everything it says was said in a question that she has answered. A file without its companions says less
    /// than the one before, and whether an address may be a home is our guess and not the registry's word.
    /// </summary>
    public bool IsAnsweredWith(Question answered) =>
        Field == answered.Field && Source == answered.Source && !Parts(Says).Except(Parts(answered.Says), StringComparer.Ordinal).Any();

    private static IEnumerable<string> Parts(string says) =>
        says.Split(';', StringSplitOptions.TrimEntries).Select(part => part.Replace(FieldText.HomeMark, "", StringComparison.Ordinal));
}

/// <summary>The document column of a profile: its facts, and the questions that wait for its owner.</summary>
internal sealed record ProfileDocument
{
    // "José" stays readable in the database; the document is never put into a page unescaped.
    private static readonly ProfileJson Json = JsonOf(new FactsJson());

    /// <summary>As stored, where nothing is known.</summary>
    public static string Empty { get; } = new ProfileDocument().ToJson();

    public ProfileFacts Facts { get; init; } = new();

    public IReadOnlyList<Question> Questions { get; init; } = [];

    /// <summary>
    /// Names of the fields that the therapist took off herself: no other source fills them again unasked. Null when none.
    /// </summary>
    public IReadOnlyList<string>? Withdrawn { get; init; }

    /// <summary>Questions that she has answered: not asked again while their source says nothing new. Null when none.</summary>
    public IReadOnlyList<Question>? Answered { get; init; }

    /// <summary>With the question waiting for its owner, unless she has answered just that.</summary>
    public ProfileDocument Ask(Question question)
    {
        if (Answered?.Any(question.IsAnsweredWith) == true)
        {
            return this with { Questions = Without(Questions, question.Field, question.Source) };
        }
        var asked = Questions.ToList();
        var at = asked.FindIndex(waiting => waiting.Field == question.Field && waiting.Source == question.Source);
        if (at < 0)
        {
            asked.Add(question);
        }
        else
        {
            asked[at] = question;
        }
        return this with { Questions = asked };
    }

    /// <summary>With nothing to ask on the field: its owner and the source agree.</summary>
    public ProfileDocument Agree(string field, Source source)
    {
        var left = Without(Answered, field, source);
        return this with { Questions = Without(Questions, field, source), Answered = left.Count > 0 ? left : null };
    }

    /// <summary>With what waited on the field answered: its owner has spoken of it.</summary>
    public ProfileDocument Answer(string field)
    {
        var document = this;
        foreach (var question in Questions.Where(waiting => waiting.Field == field))
        {
            document = document with
            {
                Questions = Without(document.Questions, field, question.Source),
                Answered = [.. Without(document.Answered, field, question.Source), question],
            };
        }
        return document;
    }

    private static List<Question> Without(IReadOnlyList<Question>? questions, string field, Source source) =>
        [.. (questions ?? []).Where(question => question.Field != field || question.Source != source)];

    public bool IsWithdrawn(string field) => Withdrawn?.Contains(field, StringComparer.Ordinal) == true;

    /// <summary>With the field remembered as taken off, or, once it says something again, no more.</summary>
    public ProfileDocument Remember(string field, bool withdrawn)
    {
        var left = (Withdrawn ?? []).Where(name => name != field).Concat(withdrawn ? [field] : []).Order(StringComparer.Ordinal).ToList();
        return this with { Withdrawn = left.Count > 0 ? left : null };
    }

    /// <summary>The document as stored.</summary>
    public string ToJson() => JsonSerializer.Serialize(this, Json.ProfileDocument);

    /// <summary>The document as UTF-8, for bulk writing.</summary>
    public byte[] ToUtf8() => JsonSerializer.SerializeToUtf8Bytes(this, Json.ProfileDocument);

    /// <exception cref="JsonException">Not a document written by <see cref="ToJson"/>.</exception>
    public static ProfileDocument FromJson(string json) =>
        JsonSerializer.Deserialize(json, Json.ProfileDocument)
        ?? throw new JsonException("The document of a profile is empty.");

    /// <summary>Reads of documents no more than some facts: for who goes through a million of them.</summary>
    /// <param name="only">Names of the properties of <see cref="ProfileFacts"/>.</param>
    /// <returns>A reader of documents in UTF-8.</returns>
    public static Func<byte[], ProfileFacts> ReaderOf(IReadOnlyCollection<string> only)
    {
        var json = JsonOf(new FactsJson(only));
        return utf8 => JsonSerializer.Deserialize(utf8, json.ProfileDocument)?.Facts
            ?? throw new JsonException("The document of a profile is empty.");
    }

    private static ProfileJson JsonOf(FactsJson facts) => new(new JsonSerializerOptions(ProfileJson.Default.Options)
    {
        Encoder = JavaScriptEncoder.Create(UnicodeRanges.All),
        Converters = { new CommonTexts(), facts },
    });
}

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(ProfileDocument))]
internal sealed partial class ProfileJson : JsonSerializerContext;
