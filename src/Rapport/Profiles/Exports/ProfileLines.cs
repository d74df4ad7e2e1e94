using System.Buffers;
using System.Text.Json;
using Microsoft.AspNetCore.Http.Json;

namespace Rapport.Profiles.Exports;

/// <summary>One person a line, each line the very JSON that the profile's own address answers.</summary>
internal sealed class ProfileLines : ExportFormat
{
    // Those of the API, whose encoder leaves no line end unescaped.
    private static readonly JsonSerializerOptions Json = new JsonOptions().SerializerOptions;

    public override string Ending => "ndjson";

    public override string ContentType => "application/x-ndjson";

    public override string Beginning => "{\"id\":";

    public override void Begin(IBufferWriter<byte> output)
    {
        // The first line is the first person.
    }

    public override Action<ProfileAnswer> Writer(IBufferWriter<byte> output)
    {
        var json = new Utf8JsonWriter(output, new JsonWriterOptions { Encoder = Json.Encoder, SkipValidation = true });
        return person =>
        {
            JsonSerializer.Serialize(json, person, Json);
            json.Flush();
            output.Write("\n"u8);
            json.Reset(output);
        };
    }
}
