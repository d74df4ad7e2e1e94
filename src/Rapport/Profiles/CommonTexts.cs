using System.IO.Hashing;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Rapport.Profiles;

/// <summary>
/// Reads the short texts of documents, each that is often said once: codes, states, towns and first names are the same in
/// thousands of profiles, and would be half of what a profile takes in memory.
/// </summary>
internal sealed class CommonTexts : JsonConverter<string>
{
    /// <summary>Bytes; a longer text is a person's own, and said once.</summary>
    private const int Longest = 32;

    // A text takes the place that its letters give it, and whoever stood there leaves. Two threads at one place cost no
    // more than a text made twice.
    private readonly string?[] _kept = new string?[8_192];

    public override string? Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        if (reader.TokenType != JsonTokenType.String || reader.HasValueSequence || reader.ValueSpan.Length > Longest)
        {
            return reader.GetString();
        }
        Span<char> letters = stackalloc char[Longest];
        var text = letters[..reader.CopyString(letters)];
        ref var kept = ref _kept[(int)XxHash3.HashToUInt64(reader.ValueSpan) & (_kept.Length - 1)];
        return kept is { } known && text.SequenceEqual(known) ? known : kept = text.ToString();
    }

    public override void Write(Utf8JsonWriter writer, string value, JsonSerializerOptions options) => writer.WriteStringValue(value);
}
