using System.Text.Json.Serialization;
using Rapport.Profiles;
using Rapport.Registry.Values;

namespace Rapport.Registry;

/// <summary>A row of the registry that is wanted, read and tidied.</summary>
/// <param name="Npi">Whose row.</param>
/// <param name="Date">The registry's own date of what the row says; an older row never overwrites a newer one.</param>
/// <param name="Line">Where it stands in the file.</param>
internal abstract record RegistryRecord(Npi Npi, DateOnly Date, long Line)
{
    /// <summary>The row is of a state that was not asked for: it renews whom the store holds already, and adds nobody.</summary>
    public bool Elsewhere { get; init; }
}

/// <summary>A number that is no longer in use since <see cref="RegistryRecord.Date"/>; the row says nothing else.</summary>
internal sealed record DeactivatedNumber(Npi Npi, DateOnly Date, long Line) : RegistryRecord(Npi, Date, Line);

/// <summary>A number that the store holds, and whose newest row has no mental-health taxonomy code any more.</summary>
internal sealed record LeftField(Npi Npi, DateOnly Date, long Line) : RegistryRecord(Npi, Date, Line);

/// <summary>A person with at least one mental-health taxonomy code.</summary>
internal sealed record TherapistRow(Npi Npi, DateOnly Date, long Line) : RegistryRecord(Npi, Date, Line)
{
    public required PersonName Name { get; init; }

    public required IReadOnlyList<PersonName> OtherNames { get; init; }

    /// <summary>Null when nothing was typed.</summary>
    public Credentials? Credentials { get; init; }

    /// <summary>Codes of professions, the primary one first.</summary>
    public required IReadOnlyList<string> Professions { get; init; }

    public required IReadOnlyList<TaxonomySlot> Taxonomies { get; init; }

    public required IReadOnlyList<Licence> Licences { get; init; }

    /// <summary>The practice address first, then those of the companion file; empty when there is none.</summary>
    public required IReadOnlyList<PracticePlace> Places { get; init; }

    /// <summary>Her mailing address. It is never kept or shown: it tells which place may be a home.</summary>
    [JsonIgnore]
    public RegistryAddress Mail { get; init; } = RegistryAddress.Blank;

    /// <summary>False when no companion file was read: then nothing is known about further places.</summary>
    public bool PlacesComplete { get; init; }

    public string? SexCode { get; init; }

    public bool? SoleProprietor { get; init; }

    public DateOnly? Enumerated { get; init; }

    /// <summary>The day on which the number came back into use, if it was ever out of it.</summary>
    public DateOnly? Reactivated { get; init; }
}

/// <summary>An organisation with at least one mental-health taxonomy code.</summary>
internal sealed record PracticeRow(Npi Npi, DateOnly Date, long Line) : RegistryRecord(Npi, Date, Line)
{
    public required string Name { get; init; }

    public required IReadOnlyList<string> OtherNames { get; init; }

    /// <summary>Null when the row has no address.</summary>
    public PracticePlace? Place { get; init; }

    /// <summary>The day on which the number came back into use, if it was ever out of it.</summary>
    public DateOnly? Reactivated { get; init; }
}
