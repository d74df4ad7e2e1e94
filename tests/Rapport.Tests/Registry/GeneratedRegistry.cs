using System.Globalization;
using System.Text;
using Rapport.Profiles;

namespace Rapport.Tests.Registry;

/// <summary>
/// Registry files of any size, the same for the same seed: invented people with numbers that are never given out, in
/// the layout of 330 columns, all in quotes. The bench uses them too.
/// </summary>
internal sealed class GeneratedRegistry
{
    private const int FirstOrdinal = 100_000_000;

    private static readonly string[] Lasts =
    [
        "ASHGROVE", "BELLWETHER", "CORMORANT", "DE LA FUENTE", "EVENSONG", "FAIRWEATHER", "GOLDCREST", "HOLLOWAY-REED",
        "INKWELL", "JUNIPER", "KESTREL", "LARKSPUR", "MCMOORLAND", "NIGHTJAR", "O'HEATHER", "PENNYWHISTLE", "QUILLON",
        "ROSEBAY", "SANDPIPER", "THISTLEDOWN", "UNDERHILL", "VAN DER MEADOW", "WHITETHORN", "YARROW",
    ];

    private static readonly string[] Firsts =
    [
        "ADA", "BRAM", "CLEO", "DORIAN", "ELIA", "FAY", "GUS", "HETTIE", "IVO", "JUNE", "KIT", "LENA", "MARLO", "NELL",
        "OTIS", "PIA", "QUIN", "ROSA", "SOL", "TESS", "UMA", "VITO", "WREN", "YARA",
    ];

    private static readonly string[] Credentials =
    [
        "", "LCSW", "L.C.S.W.", "LMFT", "LPC", "PSYD", "PHD", "LCSW; MSW; CADC I", "MS, NCC, LPC-ASSOCIA", "LCSW #115661", "AMFT",
    ];

    private static readonly string[] Codes =
        ["1041C0700X", "101YM0800X", "106H00000X", "103TC0700X", "101YP2500X", "2084P0800X", "363LP0808X"];

    private static readonly (string City, string State, string Zip)[] Cities =
    [
        ("OAKLAND", "CA", "94607"), ("BEND", "OR", "97701"), ("AUSTIN", "TX", "78701"), ("ALBANY", "NY", "12207"),
        ("DULUTH", "MN", "55802"), ("SAVANNAH", "GA", "31401"), ("TUCSON", "AZ", "85701"), ("PORTLAND", "ME", "04101"),
    ];

    private readonly string[] _header;
    private readonly Dictionary<string, int> _columns;
    private readonly string[] _cells;

    /// <param name="header">The column names, as the first row of a sample gives them.</param>
    public GeneratedRegistry(string[] header)
    {
        _header = header;
        _columns = header.Select((name, index) => (name, index)).ToDictionary(c => c.name, c => c.index, StringComparer.Ordinal);
        _cells = new string[header.Length];
    }

    /// <summary>Of a hundred rows: people that are kept. The others are organisations, other specialties, numbers out of use.</summary>
    public int KeptInHundred { get; init; } = 90;

    /// <summary>The year of the last update of every row.</summary>
    public int Year { get; init; } = 2024;

    /// <summary>Makes one with the columns of a sample file.</summary>
    public static string[] HeaderOf(string sample) => [.. File.ReadLines(sample).First().Split(',').Select(name => name.Trim('"'))];

    /// <summary>Writes a whole file.</summary>
    public void Write(Stream file, int rows)
    {
        using var text = new StreamWriter(file, new UTF8Encoding(false), 1 << 16, leaveOpen: true) { NewLine = "\n" };
        text.WriteLine(string.Join(',', _header.Select(name => $"\"{name}\"")));
        for (var row = 0; row < rows; row++)
        {
            Fill(row);
            for (var i = 0; i < _cells.Length; i++)
            {
                text.Write(i == 0 ? "\"" : ",\"");
                text.Write(_cells[i]);
                text.Write('"');
            }
            text.Write('\n');
        }
    }

    private void Fill(int row)
    {
        Array.Fill(_cells, "");
        // A generator of its own for each row: the row is the same in files of any length.
        var random = new Random(row);
        var kind = random.Next(100);
        Set("NPI", Npi.FromOrdinal(FirstOrdinal + row).ToString());
        if (kind >= KeptInHundred + (100 - KeptInHundred) * 2 / 3)
        {
            Set("NPI Deactivation Date", Date(random, 2023));
            return;
        }
        var organisation = kind >= KeptInHundred && kind % 2 == 0;
        Set("Entity Type Code", organisation ? "2" : "1");
        var (city, state, zip) = Cities[random.Next(Cities.Length)];
        var street = $"{random.Next(1, 9000)} {Lasts[random.Next(Lasts.Length)]} ST STE {random.Next(1, 40)}";
        Address("Business Practice Location Address", "Provider Business Practice Location Address ", street, city, state, zip);
        var home = random.Next(5) == 0;
        Address("Business Mailing Address", "Provider Business Mailing Address ", home ? street : $"PO BOX {random.Next(1, 9000)}", city, state, zip);
        Set("Provider Enumeration Date", Date(random, 2012));
        Set("Last Update Date", Date(random, Year));
        Set("Certification Date", _cells[_columns["Last Update Date"]]);
        var last = Lasts[random.Next(Lasts.Length)];
        if (organisation)
        {
            Set("Provider Organization Name (Legal Business Name)", $"{last} COUNSELING {row} LLC");
        }
        else
        {
            Set("Provider Last Name (Legal Name)", last);
            Set("Provider First Name", Firsts[random.Next(Firsts.Length)]);
            Set("Provider Middle Name", random.Next(2) == 0 ? "" : Firsts[random.Next(Firsts.Length)]);
            Set("Provider Credential Text", Credentials[random.Next(Credentials.Length)]);
            Set("Provider Sex Code", random.Next(3) == 0 ? "M" : "F");
            Set("Is Sole Proprietor", home ? "Y" : "N");
        }
        var wanted = kind < KeptInHundred || kind % 4 == 0;
        for (var slot = 1; slot <= (random.Next(4) == 0 ? 2 : 1); slot++)
        {
            Set($"Healthcare Provider Taxonomy Code_{slot}", wanted ? Codes[random.Next(Codes.Length)] : "207Q00000X");
            Set($"Provider License Number_{slot}", random.Next(5) == 0 ? "" : $"{last[0]}{random.Next(100, 99_999)}");
            Set($"Provider License Number State Code_{slot}", state);
            Set($"Healthcare Provider Primary Taxonomy Switch_{slot}", slot == 1 ? "Y" : "N");
        }
    }

    private void Address(string lines, string prefix, string street, string city, string state, string zip)
    {
        Set($"Provider First Line {lines}", street);
        Set(prefix + "City Name", city);
        Set(prefix + "State Name", state);
        Set(prefix + "Postal Code", zip + "1234");
        Set(prefix + "Country Code (If outside U.S.)", "US");
        Set(prefix + "Telephone Number", "5105550100");
    }

    private static string Date(Random random, int year) =>
        new DateOnly(year, random.Next(1, 13), random.Next(1, 29)).ToString("MM/dd/yyyy", CultureInfo.InvariantCulture);

    private void Set(string column, string value) => _cells[_columns[column]] = value;
}
