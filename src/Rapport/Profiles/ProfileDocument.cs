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
internal sealed record Question(string Field, string Says, Source Source, DateTime At);

/// <summary>The document column of a profile: its facts, and the questions that wait for its owner.</summary>
internal sealed record ProfileDocument
{
    // "José" stays readable in the database; the document is never put into a page unescaped.
    private static readonly ProfileJson Json = new(new JsonSerializerOptions(ProfileJson.Default.Options)
    {
        Encoder = JavaScriptEncoder.Create(UnicodeRanges.All),
    });

    public ProfileFacts Facts { get; init; } = new();

    public IReadOnlyList<Question> Questions { get; init; } = [];

    /// <summary>
    /// Names of the fields that the therapist took off herself: no other source fills them again unasked. Null when none.
    /// </summary>
    public IReadOnlyList<string>? Withdrawn { get; init; }

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
}

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(ProfileDocument))]
internal sealed partial class ProfileJson : JsonSerializerContext;
