using System.Reflection;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Rapport.Profiles;

/// <summary>
/// Facts as JSON. What stands in a document is what the library would write by itself; to read it takes half the time, which a
/// start that makes the search index of a million profiles anew needs.
/// </summary>
/// <param name="only">Names of the properties that are read, the others are passed over; null for all. For reading only.</param>
internal sealed class FactsJson(IReadOnlyCollection<string>? only = null) : JsonConverter<ProfileFacts>
{
    private Property[]? properties;

    public override ProfileFacts Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        Require(reader.TokenType == JsonTokenType.StartObject);
        var all = Properties(options);
        var facts = new ProfileFacts();
        // They stand in the order in which they are declared: the next one is most often the one after the last.
        for (var next = 0; IsNextProperty(ref reader);)
        {
            var found = -1;
            for (var i = 0; i < all.Length && found < 0; i++)
            {
                var at = (next + i) % all.Length;
                found = reader.ValueTextEquals(all[at].Name) ? at : -1;
            }
            reader.Read();
            if (found < 0)
            {
                reader.Skip();
            }
            else
            {
                all[found].Read(ref reader, facts, options);
                next = found + 1;
            }
        }
        return facts;
    }

    public override void Write(Utf8JsonWriter writer, ProfileFacts value, JsonSerializerOptions options)
    {
        writer.WriteStartObject();
        foreach (var property in Properties(options))
        {
            property.Write(writer, value, options);
        }
        writer.WriteEndObject();
    }

    private Property[] Properties(JsonSerializerOptions options) => properties ??=
    [
        .. typeof(ProfileFacts).GetProperties(BindingFlags.Instance | BindingFlags.Public)
            .Where(property => property.CanWrite && only?.Contains(property.Name) != false)
            .Select(property => (Property)Activator.CreateInstance(
                typeof(Property<>).MakeGenericType(property.PropertyType.GetGenericArguments()), property, options)!),
    ];

    private static bool IsNextProperty(ref Utf8JsonReader reader)
    {
        reader.Read();
        return reader.TokenType == JsonTokenType.PropertyName;
    }

    private static void Require(bool isSo)
    {
        if (!isSo)
        {
            throw new JsonException("These are not the facts of a profile.");
        }
    }

    private abstract class Property(PropertyInfo property)
    {
        public byte[] Name { get; } = Encoding.UTF8.GetBytes(JsonNamingPolicy.CamelCase.ConvertName(property.Name));

        public abstract void Read(ref Utf8JsonReader reader, ProfileFacts facts, JsonSerializerOptions options);

        public abstract void Write(Utf8JsonWriter writer, ProfileFacts facts, JsonSerializerOptions options);
    }

    private sealed class Property<T>(PropertyInfo property, JsonSerializerOptions options) : Property(property)
        where T : notnull
    {
        private readonly Func<ProfileFacts, Fact<T>?> _get = property.GetMethod!.CreateDelegate<Func<ProfileFacts, Fact<T>?>>();
        private readonly Action<ProfileFacts, Fact<T>?> _set = property.SetMethod!.CreateDelegate<Action<ProfileFacts, Fact<T>?>>();
        private readonly JsonConverter<T> _values = (JsonConverter<T>)options.GetConverter(typeof(T));
        private readonly JsonConverter<string> _texts = (JsonConverter<string>)options.GetConverter(typeof(string));
        private readonly JsonConverter<Source> _sources = (JsonConverter<Source>)options.GetConverter(typeof(Source));

        public override void Read(ref Utf8JsonReader reader, ProfileFacts facts, JsonSerializerOptions options)
        {
            if (reader.TokenType == JsonTokenType.Null)
            {
                return;
            }
            Require(reader.TokenType == JsonTokenType.StartObject);
            var (value, hasValue) = (default(T), false);
            var (source, confirmed) = (default(Source), default(DateTime));
            string? method = null, by = null;
            while (IsNextProperty(ref reader))
            {
                if (reader.ValueTextEquals("value"u8))
                {
                    reader.Read();
                    (value, hasValue) = (_values.Read(ref reader, typeof(T), options), reader.TokenType != JsonTokenType.Null);
                }
                else if (reader.ValueTextEquals("source"u8))
                {
                    reader.Read();
                    source = _sources.Read(ref reader, typeof(Source), options);
                }
                else if (reader.ValueTextEquals("confirmed"u8))
                {
                    reader.Read();
                    confirmed = reader.GetDateTime();
                }
                else if (reader.ValueTextEquals("method"u8))
                {
                    reader.Read();
                    method = Text(ref reader, options);
                }
                else if (reader.ValueTextEquals("by"u8))
                {
                    reader.Read();
                    by = Text(ref reader, options);
                }
                else
                {
                    reader.Read();
                    reader.Skip();
                }
            }
            Require(hasValue);
            _set(facts, new Fact<T>(value!, source, confirmed, method, by));
        }

        public override void Write(Utf8JsonWriter writer, ProfileFacts facts, JsonSerializerOptions options)
        {
            if (_get(facts) is { } fact)
            {
                writer.WritePropertyName(Name);
                JsonSerializer.Serialize(writer, fact, options);
            }
        }

        private string? Text(ref Utf8JsonReader reader, JsonSerializerOptions options) =>
            reader.TokenType == JsonTokenType.Null ? null : _texts.Read(ref reader, typeof(string), options);
    }
}
