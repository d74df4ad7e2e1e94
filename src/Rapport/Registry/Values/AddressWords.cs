using System.Collections.Frozen;

namespace Rapport.Registry.Values;

/// <summary>Words that addresses are made of, and how they are typed: in capitals, as the registry has them.</summary>
internal static class AddressWords
{
    /// <summary>What is written out, and the one short form that all of its spellings are compared in.</summary>
    public static FrozenDictionary<string, string> Short { get; } = new Dictionary<string, string>
    {
        ["STREET"] = "ST",
        ["STR"] = "ST",
        ["AVENUE"] = "AVE",
        ["AV"] = "AVE",
        ["BOULEVARD"] = "BLVD",
        ["ROAD"] = "RD",
        ["DRIVE"] = "DR",
        ["DRV"] = "DR",
        ["LANE"] = "LN",
        ["COURT"] = "CT",
        ["CIRCLE"] = "CIR",
        ["PLACE"] = "PL",
        ["PLAZA"] = "PLZ",
        ["PARKWAY"] = "PKWY",
        ["PKY"] = "PKWY",
        ["HIGHWAY"] = "HWY",
        ["TERRACE"] = "TER",
        ["TRAIL"] = "TRL",
        ["SQUARE"] = "SQ",
        ["TURNPIKE"] = "TPKE",
        ["EXPRESSWAY"] = "EXPY",
        ["FREEWAY"] = "FWY",
        ["CENTER"] = "CTR",
        ["CENTRE"] = "CTR",
        ["COVE"] = "CV",
        ["CROSSING"] = "XING",
        ["POINT"] = "PT",
        ["HEIGHTS"] = "HTS",
        ["MOUNT"] = "MT",
        ["SAINT"] = "ST",
        ["FORT"] = "FT",
        ["ROUTE"] = "RTE",
        ["RT"] = "RTE",
        ["NORTH"] = "N",
        ["SOUTH"] = "S",
        ["EAST"] = "E",
        ["WEST"] = "W",
        ["NORTHEAST"] = "NE",
        ["NORTHWEST"] = "NW",
        ["SOUTHEAST"] = "SE",
        ["SOUTHWEST"] = "SW",
        ["FIRST"] = "1ST",
        ["SECOND"] = "2ND",
        ["THIRD"] = "3RD",
        ["FOURTH"] = "4TH",
        ["FIFTH"] = "5TH",
        ["SIXTH"] = "6TH",
        ["SEVENTH"] = "7TH",
        ["EIGHTH"] = "8TH",
        ["NINTH"] = "9TH",
        ["TENTH"] = "10TH",
        ["ONE"] = "1",
        ["TWO"] = "2",
        ["THREE"] = "3",
        ["FOUR"] = "4",
        ["FIVE"] = "5",
        ["SIX"] = "6",
        ["SEVEN"] = "7",
        ["EIGHT"] = "8",
        ["NINE"] = "9",
        ["TEN"] = "10",
        ["BX"] = "BOX",
        ["AVENIDA"] = "AVE",
        ["CARRETERA"] = "CARR",
    }.ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary>The word before the number of a door, floor or building: typed in many ways or left out.</summary>
    public static FrozenSet<string> DoorWords { get; } = new[]
    {
        "STE", "SUITE", "SUIT", "APT", "APARTMENT", "UNIT", "RM", "ROOM", "FL", "FLOOR", "FLR", "BLDG", "BUILDING", "NO",
        "NUM", "NUMBER", "OFC", "OFFICE", "LOT", "SPC", "SPACE", "TRLR", "#",
    }.ToFrozenSet(StringComparer.Ordinal);

    /// <summary>
    /// Those of <see cref="DoorWords"/> that are parts of a street's name as well ("1 Office Plaza"), unless a number or letter
    /// follows.
    /// </summary>
    public static FrozenSet<string> MayBeStreet { get; } = new[]
    {
        "FL", "FLOOR", "FLR", "BUILDING", "NO", "NUM", "NUMBER", "OFC", "OFFICE", "LOT", "SPACE",
    }.ToFrozenSet(StringComparer.Ordinal);

    /// <summary>Last words of many streets, in their short form.</summary>
    public static FrozenSet<string> Types { get; } = new[]
    {
        "ST", "AVE", "BLVD", "RD", "DR", "LN", "CT", "CIR", "PL", "PLZ", "PKWY", "HWY", "TER", "TRL", "SQ", "TPKE", "EXPY",
        "FWY", "CTR", "CV", "XING", "PT", "HTS", "WAY", "LOOP", "RUN", "PATH", "ALY", "ALLEY", "ROW", "PIKE", "BND", "PASS",
    }.ToFrozenSet(StringComparer.Ordinal);

    /// <summary>A number after one of these names the road: it is not that of a house.</summary>
    public static FrozenSet<string> BeforeRoadNumber { get; } = new[]
    {
        "HWY", "RTE", "RD", "ST", "AVE", "DR", "LN", "CT", "BLVD", "CIR", "PKWY", "TRL", "TER", "WAY", "LOOP", "CR", "SR", "FM",
        "US", "I", "INTERSTATE", "COUNTY", "STATE", "CALLE", "CARR", "KM", "EXIT", "PIER", "CAMP",
    }.ToFrozenSet(StringComparer.Ordinal);

    /// <summary>
    /// Words that stand in one way to type an address and are left out in another, in English and Spanish. What kind of
    /// road has a number is not among them: Highway 61 is not County Road 61.
    /// </summary>
    public static FrozenSet<string> LeftOut { get; } = new[]
    {
        "URB", "URBANIZACION", "CALLE", "COND", "CONDOMINIO", "CONDO", "EDIF", "EDIFICIO", "CASA", "APTO", "APARTAMENTO", "RES",
        "RESIDENCIAL", "BO", "BARRIO", "SECTOR", "EXT", "EXTENSION", "CARR", "KM", "HM", "DE", "DEL", "LA", "LAS", "LOS", "EL",
        "THE", "OF", "AT", "AND", "JR", "ADDRESS", "HOUSE",
    }.ToFrozenSet(StringComparer.Ordinal);

    /// <summary>Words for a door behind which somebody lives.</summary>
    public static FrozenSet<string> Dwellings { get; } = new[]
    {
        "APT", "APARTMENT", "APTO", "APARTAMENTO", "CASA", "TRLR", "TRAILER", "LOT", "CONDO", "COND", "CONDOMINIO", "URB",
        "URBANIZACION", "HOUSE", "COTTAGE", "DUPLEX", "BASEMENT", "BSMT",
    }.ToFrozenSet(StringComparer.Ordinal);

    /// <summary>Numbers written out, beyond those of <see cref="Short"/>: "Twelve Oaks".</summary>
    public static FrozenDictionary<string, int> Numbers { get; } = new[]
    {
        "ZERO", "ONE", "TWO", "THREE", "FOUR", "FIVE", "SIX", "SEVEN", "EIGHT", "NINE", "TEN", "ELEVEN", "TWELVE", "THIRTEEN",
        "FOURTEEN", "FIFTEEN", "SIXTEEN", "SEVENTEEN", "EIGHTEEN", "NINETEEN",
    }.Select((word, value) => (word, value))
        .Concat(new[] { "TWENTY", "THIRTY", "FORTY", "FIFTY", "SIXTY", "SEVENTY", "EIGHTY", "NINETY" }
            .Select((word, at) => (word, value: (at + 2) * 10)))
        .ToFrozenDictionary(pair => pair.word, pair => pair.value, StringComparer.Ordinal);

    /// <summary>Several words that are also typed as one.</summary>
    public static IReadOnlyList<(string[] Words, string One)> Together { get; } =
    [
        (["MARTIN", "LUTHER", "KING"], "MLK"),
        (["M", "L", "KING"], "MLK"),
        (["ML", "KING"], "MLK"),
        (["M", "L", "K"], "MLK"),
        (["JOHN", "F", "KENNEDY"], "JFK"),
        (["J", "F", "K"], "JFK"),
        (["COUNTY", "RD"], "CR"),
        (["COUNTY", "HWY"], "CR"),
        (["COUNTY", "RTE"], "CR"),
        (["CO", "RD"], "CR"),
        (["CNTY", "RD"], "CR"),
        (["STATE", "RD"], "HWY"),
        (["STATE", "RTE"], "HWY"),
        (["STATE", "HWY"], "HWY"),
        (["US", "HWY"], "HWY"),
        (["US", "RTE"], "HWY"),
        (["U", "S", "HWY"], "HWY"),
        (["SR"], "HWY"),
        (["US"], "HWY"),
        (["RTE"], "HWY"),
    ];

    /// <summary>Whether a box after this word is where somebody lives: on a rural route, or with the army.</summary>
    public static bool HasBoxes(string word) => word is "RR" or "HC" or "PSC" or "CMR";
}
