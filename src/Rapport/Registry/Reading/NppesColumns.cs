
namespace Rapport.Registry.Reading;

/// <summary>One slot of a taxonomy code with its licence, as positions in the row.</summary>
internal sealed record SlotColumns(int Code, int Licence, int State, int Primary);

/// <summary>An address, as positions in the row.</summary>
internal sealed record AddressColumns(
    int Line1, int Line2, int City, int State, int Zip, int Country, int Telephone);

/// <summary>
/// Where the columns stand that are read, found by name: the layout has grown from 329 columns to 330 and will grow
/// again, and two names have changed.
/// </summary>
internal sealed class NppesColumns
{
    /// <summary>How many taxonomy codes a row can carry.</summary>
    public const int Slots = 15;

    private const string PracticePrefix = "Provider Business Practice Location Address ";
    private const string MailPrefix = "Provider Business Mailing Address ";

    private readonly string[] _names;

    /// <exception cref="ImportProblem">A column that is read is not there; the message names all of them.</exception>
    public NppesColumns(IReadOnlyList<string> header, string file)
    {
        var columns = new HeaderColumns(header, file, NppesPart.Numbers);
        _names = columns.Names;
        Npi = columns.Find("NPI");
        Replacement = columns.FindIfThere("Replacement NPI");
        Kind = columns.Find("Entity Type Code");
        Organisation = columns.Find("Provider Organization Name (Legal Business Name)", "Provider Organization Name");
        Last = columns.Find("Provider Last Name (Legal Name)", "Provider Last Name");
        First = columns.Find("Provider First Name");
        Middle = columns.Find("Provider Middle Name");
        Suffix = columns.Find("Provider Name Suffix Text");
        Credential = columns.Find("Provider Credential Text");
        OtherOrganisation = columns.Find("Provider Other Organization Name");
        OtherLast = columns.Find("Provider Other Last Name");
        OtherFirst = columns.Find("Provider Other First Name");
        OtherMiddle = columns.Find("Provider Other Middle Name");
        OtherSuffix = columns.Find("Provider Other Name Suffix Text");
        Mail = Address(columns, "Business Mailing Address", MailPrefix);
        Practice = Address(columns, "Business Practice Location Address", PracticePrefix);
        Enumerated = columns.Find("Provider Enumeration Date");
        Updated = columns.Find("Last Update Date");
        Deactivated = columns.Find("NPI Deactivation Date");
        Reactivated = columns.Find("NPI Reactivation Date");
        Sex = columns.Find("Provider Sex Code", "Provider Gender Code");
        SoleProprietor = columns.Find("Is Sole Proprietor");
        Taxonomy = new SlotColumns[Slots];
        for (var slot = 1; slot <= Slots; slot++)
        {
            Taxonomy[slot - 1] = new SlotColumns(
                columns.Find($"Healthcare Provider Taxonomy Code_{slot}"),
                columns.Find($"Provider License Number_{slot}"),
                columns.Find($"Provider License Number State Code_{slot}"),
                columns.Find($"Healthcare Provider Primary Taxonomy Switch_{slot}"));
        }
        columns.RefuseWrong();
    }

    /// <summary>How many columns each row must have.</summary>
    public int Count => _names.Length;

    public int Npi { get; }

    /// <summary>The number that took the place of one out of use; -1 when the file has no such column.</summary>
    public int Replacement { get; }

    public int Kind { get; }

    public int Organisation { get; }

    public int Last { get; }

    public int First { get; }

    public int Middle { get; }

    public int Suffix { get; }

    public int Credential { get; }

    public int OtherOrganisation { get; }

    public int OtherLast { get; }

    public int OtherFirst { get; }

    public int OtherMiddle { get; }

    public int OtherSuffix { get; }

    public AddressColumns Mail { get; }

    public AddressColumns Practice { get; }

    public int Enumerated { get; }

    public int Updated { get; }

    public int Deactivated { get; }

    public int Reactivated { get; }

    public int Sex { get; }

    public int SoleProprietor { get; }

    public SlotColumns[] Taxonomy { get; }

    /// <summary>The name of a column as the file gives it; for a position beyond the last, its number.</summary>
    public string NameOf(int column) =>
        (uint)column < (uint)_names.Length ? _names[column] : $"column {column + 1}";

    private static AddressColumns Address(HeaderColumns columns, string lines, string prefix) => new(
        columns.Find($"Provider First Line {lines}"),
        columns.Find($"Provider Second Line {lines}"),
        columns.Find(prefix + "City Name"),
        columns.Find(prefix + "State Name"),
        columns.Find(prefix + "Postal Code"),
        columns.Find(prefix + "Country Code (If outside U.S.)", prefix + "Country Code"),
        columns.Find(prefix + "Telephone Number"));
}
