using System.Collections.Frozen;
using System.Diagnostics.CodeAnalysis;

namespace Rapport.Core.Places;

/// <summary>One of the 50 states, the District of Columbia or the five territories with people.</summary>
public sealed class State
{
    private const string Rows = """
        AL|Alabama|Alabama|ala
        AK|Alaska|Alaska|alas
        AZ|Arizona|Arizona|ariz
        AR|Arkansas|Arkansas|ark
        CA|California|California|calif,cal
        CO|Colorado|Colorado|colo
        CT|Connecticut|Connecticut|conn
        DE|Delaware|Delaware|del
        DC|District of Columbia|Distrito de Columbia|dist of columbia
        FL|Florida|Florida|fla
        GA|Georgia|Georgia|
        HI|Hawaii|Hawái|
        ID|Idaho|Idaho|
        IL|Illinois|Illinois|ill
        IN|Indiana|Indiana|ind
        IA|Iowa|Iowa|
        KS|Kansas|Kansas|kans,kan
        KY|Kentucky|Kentucky|ken
        LA|Louisiana|Luisiana|
        ME|Maine|Maine|
        MD|Maryland|Maryland|
        MA|Massachusetts|Massachusetts|mass
        MI|Michigan|Míchigan|mich
        MN|Minnesota|Minnesota|minn
        MS|Mississippi|Misisipi|miss
        MO|Missouri|Misuri|
        MT|Montana|Montana|mont
        NE|Nebraska|Nebraska|neb,nebr
        NV|Nevada|Nevada|nev
        NH|New Hampshire|Nuevo Hampshire|n hampshire
        NJ|New Jersey|Nueva Jersey|n jersey
        NM|New Mexico|Nuevo México|n mexico,n mex,new mex
        NY|New York|Nueva York|n york
        NC|North Carolina|Carolina del Norte|n carolina,no carolina,n car
        ND|North Dakota|Dakota del Norte|n dakota,no dakota,n dak
        OH|Ohio|Ohio|
        OK|Oklahoma|Oklahoma|okla
        OR|Oregon|Oregón|ore,oreg
        PA|Pennsylvania|Pensilvania|penn,penna
        RI|Rhode Island|Rhode Island|r island
        SC|South Carolina|Carolina del Sur|s carolina,so carolina,s car
        SD|South Dakota|Dakota del Sur|s dakota,so dakota,s dak
        TN|Tennessee|Tennessee|tenn
        TX|Texas|Texas|tex,tejas
        UT|Utah|Utah|
        VT|Vermont|Vermont|
        VA|Virginia|Virginia|virg
        WA|Washington|Washington|wash
        WV|West Virginia|Virginia Occidental|w virginia,w va
        WI|Wisconsin|Wisconsin|wis,wisc
        WY|Wyoming|Wyoming|wyo
        PR|Puerto Rico|Puerto Rico|porto rico
        GU|Guam|Guam|
        VI|U.S. Virgin Islands|Islas Vírgenes de EE. UU.|virgin islands,islas virgenes,usvi,united states virgin islands
        AS|American Samoa|Samoa Americana|
        MP|Northern Mariana Islands|Islas Marianas del Norte|cnmi,n mariana islands
        """;

    private static readonly State[] Every = ReadRows();

    private static readonly FrozenDictionary<string, State> ByKey = Every
        .SelectMany(s => s.keys.Select(k => (Key: k, State: s)))
        .DistinctBy(p => p.Key, StringComparer.Ordinal)
        .ToFrozenDictionary(p => p.Key, p => p.State, StringComparer.Ordinal);

    private readonly string[] keys;

    private State(int index, string[] cells)
    {
        Index = index;
        Code = cells[0];
        English = cells[1];
        Spanish = cells[2];
        keys = [.. cells[..3].Concat(cells[3].Split(',', StringSplitOptions.RemoveEmptyEntries)).Select(PlaceText.Key)];
    }

    /// <summary>All 56, in the order of their indexes.</summary>
    public static IReadOnlyList<State> All => Every;

    /// <summary>0 to 55, fixed: usable as a column of an index.</summary>
    public int Index { get; }

    /// <summary>The postal code of two capitals, such as "CA".</summary>
    public string Code { get; }

    /// <summary>The name in English.</summary>
    public string English { get; }

    /// <summary>The name in Spanish.</summary>
    public string Spanish { get; }

    /// <summary>
    /// Finds a state by code, name in English or Spanish, or an old abbreviation ("Calif.", " ca ", "N.Y."), whatever the
    /// case, accents and punctuation. Military post (AP, AE, AA), foreign and unknown names are not states.
    /// </summary>
    public static bool TryParse(string? text, [NotNullWhen(true)] out State? state)
    {
        state = null;
        return text is { Length: <= 60 } && ByKey.TryGetValue(PlaceText.Key(text), out state);
    }

    /// <summary>The state of a code or name that is known to be one.</summary>
    /// <exception cref="ArgumentException">The text names no state.</exception>
    public static State Parse(string text) =>
        TryParse(text, out var state) ? state : throw new ArgumentException($"\"{text}\" is not a state.", nameof(text));

    /// <summary>The two-letter code.</summary>
    public override string ToString() => Code;

    private static State[] ReadRows() =>
        [.. Rows.Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)
            .Select((row, index) => new State(index, row.Split('|')))];
}
