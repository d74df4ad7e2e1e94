using System.Text.Json.Serialization;

namespace Rapport.Profiles;

/// <summary>Who said it. The later in this list, the more it weighs where two differ, except the operator's word.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<Source>))]
internal enum Source
{
    /// <summary>The national provider registry.</summary>
    [JsonStringEnumMemberName("registry")]
    Registry,

    /// <summary>A state's licence board.</summary>
    [JsonStringEnumMemberName("licence-board")]
    LicenceBoard,

    /// <summary>An organisation she works for or is listed with.</summary>
    [JsonStringEnumMemberName("organisation")]
    Organisation,

    /// <summary>Clients, in numbers large enough to be shown.</summary>
    [JsonStringEnumMemberName("client-report")]
    ClientReport,

    /// <summary>The therapist herself.</summary>
    [JsonStringEnumMemberName("therapist")]
    Therapist,

    /// <summary>Whoever runs this directory.</summary>
    [JsonStringEnumMemberName("operator")]
    Operator,
}

/// <summary>Any fact, when only its origin matters.</summary>
internal interface IFact
{
    Source Source { get; }

    DateTime Confirmed { get; }

    string? Method { get; }

    string? By { get; }

    object Value { get; }
}

/// <summary>
/// One thing said about a therapist, with where it comes from. A missing fact means "not known"; a fact with an
/// empty list means "known to be none".
/// </summary>
/// <param name="Value">What is said.</param>
/// <param name="Source">Who said it.</param>
/// <param name="Confirmed">When it was last said or confirmed, UTC.</param>
/// <param name="Method">How, where it helps: "weekly file", "telephone", "upkeep link".</param>
/// <param name="By">Who confirmed it, as an account or a role; never a client.</param>
internal sealed record Fact<T>(
    [property: JsonPropertyName("value")] T Value,
    [property: JsonPropertyName("source")] Source Source,
    [property: JsonPropertyName("confirmed")] DateTime Confirmed,
    [property: JsonPropertyName("method")] string? Method = null,
    [property: JsonPropertyName("by")] string? By = null) : IFact
    where T : notnull
{
    object IFact.Value => Value;
}
