using System.Text.Json;
using System.Text.Json.Serialization;

namespace Rapport.Search;

/// <summary>A search as it is asked for, by a program or by a page: names and words, nothing resolved yet.</summary>
internal sealed record SearchRequest
{
    /// <summary>ZIP, "city, state", county, state, or "online in" one of them; empty for anywhere.</summary>
    public string? Place { get; init; }

    /// <summary>How far an in-person place may be, 0 to 500 miles; 25 when not said. A county or state is its own bound.</summary>
    public double? RadiusMiles { get; init; }

    /// <summary>in-person, online, phone; short for the filter of that name.</summary>
    [JsonConverter(typeof(OneOrMany))]
    public IReadOnlyList<string>? Format { get; init; }

    /// <summary>Words that must all stand in the name, the statements or the terms.</summary>
    public string? Text { get; init; }

    /// <summary>en or es: in which language the words are, so that other forms of them are found too; English when not said.</summary>
    public string? TextLanguage { get; init; }

    /// <summary>The words leave nobody out, and lift whoever has them.</summary>
    public bool TextIsNice { get; init; }

    /// <summary>
    /// A search in plain words, in place of the other members or beside them; what is said there in so many words goes before
    /// what is understood of it.
    /// </summary>
    public string? Sentence { get; init; }

    /// <summary>Of the filters, those that were understood from what somebody wrote: "issue:sleep"; and "told:bottle", what was not looked for.</summary>
    [JsonIgnore]
    public IReadOnlyList<string>? Heard { get; init; }

    /// <summary>What each result must meet: any value of a key, all the keys.</summary>
    public IReadOnlyDictionary<string, Selection>? Filters { get; init; }

    /// <summary>What lifts a result and never leaves anybody out.</summary>
    public IReadOnlyDictionary<string, Selection>? Nice { get; init; }

    /// <summary>How somebody would like to work, by axis of style; with them the order is by fit where no other is asked for.</summary>
    public IReadOnlyDictionary<string, StyleWish>? Wishes { get; init; }

    /// <summary>Whose ways are looked for, in place of the wishes, which stay as they are; null as a rule.</summary>
    [JsonIgnore]
    public Alike? Alike { get; init; }

    /// <summary>Ways to work that did not help before, codes of approaches: told where somebody works so, and in no order.</summary>
    [JsonIgnore]
    public IReadOnlyList<string>? NotHelped { get; init; }

    /// <summary>best, distance, opening, fee, confirmed, name or, with wishes, fit.</summary>
    public string? Sort { get; init; }

    /// <summary>The day by which openings and freshness are judged and of which the lot is drawn; today when not said.</summary>
    public DateOnly? Day { get; init; }

    /// <summary>From 1.</summary>
    public int? Page { get; init; }

    /// <summary>As <c>next</c> in the answer with the page before: nobody of that one and of those before it is met again.</summary>
    public string? After { get; init; }

    /// <summary>Those who stood on the pages before, where a page says so.</summary>
    [JsonIgnore]
    public IReadOnlyList<long> Seen { get; init; } = [];

    /// <summary>1 to 100; 20 when not said.</summary>
    public int? PageSize { get; init; }

    /// <summary>The number of a profile whose position is to be explained, whatever page it stands on.</summary>
    public long? Explain { get; init; }

    /// <summary>Another one, beside which it is explained.</summary>
    public long? Than { get; init; }

    /// <summary>What a search does not take: a misspelt word is told, not passed over in silence.</summary>
    [JsonExtensionData]
    public IDictionary<string, JsonElement>? Others { get; init; }
}

/// <summary>The values selected of one key. Reads a list, or one value without brackets.</summary>
[JsonConverter(typeof(Reader))]
internal sealed record Selection(IReadOnlyList<string> Values)
{
    public Selection(params string[] values)
        : this((IReadOnlyList<string>)values)
    {
    }

    private sealed class Reader : JsonConverter<Selection>
    {
        public override Selection Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
            new(OneOrMany.ReadValues(ref reader));

        public override void Write(Utf8JsonWriter writer, Selection value, JsonSerializerOptions options) =>
            JsonSerializer.Serialize(writer, value.Values, options);
    }
}

/// <summary>Reads one value or a list of them: "es", ["es"], 120, true.</summary>
internal sealed class OneOrMany : JsonConverter<IReadOnlyList<string>>
{
    public static IReadOnlyList<string> ReadValues(ref Utf8JsonReader reader)
    {
        if (reader.TokenType != JsonTokenType.StartArray)
        {
            return [ReadValue(ref reader)];
        }
        var values = new List<string>();
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            values.Add(ReadValue(ref reader));
        }
        return values;
    }

    public override IReadOnlyList<string> Read(
        ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => ReadValues(ref reader);

    public override void Write(Utf8JsonWriter writer, IReadOnlyList<string> value, JsonSerializerOptions options)
    {
        writer.WriteStartArray();
        foreach (var item in value)
        {
            writer.WriteStringValue(item);
        }
        writer.WriteEndArray();
    }

    private static string ReadValue(ref Utf8JsonReader reader) => reader.TokenType switch
    {
        JsonTokenType.String => reader.GetString()!,
        JsonTokenType.Number => System.Text.Encoding.ASCII.GetString(reader.ValueSpan),
        JsonTokenType.True => "yes",
        JsonTokenType.False => "no",
        _ => throw new JsonException("Values are words, numbers, true or false."),
    };
}
