namespace Rapport.Registry.Reading;

/// <summary>
/// Tells the tables of a download apart by their columns, so that one given in another's place is met with the command
/// that takes it.
/// </summary>
internal static class TableKinds
{
    /// <summary>The table with these columns, however its file is called; null when it is none of them.</summary>
    public static NppesPart? Of(IReadOnlyCollection<string> columns)
    {
        if (!columns.Contains("NPI", StringComparer.OrdinalIgnoreCase))
        {
            return null;
        }
        return columns switch
        {
            _ when Has("Entity Type Code") || Has("Healthcare Provider Taxonomy Code_1") => NppesPart.Numbers,
            _ when Has("Provider Secondary Practice Location Address - City Name") => NppesPart.PracticePlaces,
            _ when Has("Provider Other Organization Name") => NppesPart.OtherNames,
            _ => null,
        };

        bool Has(string name) => columns.Contains(name, StringComparer.OrdinalIgnoreCase);
    }

    /// <summary>What a table is called in messages.</summary>
    public static string Called(NppesPart part) => part switch
    {
        NppesPart.Numbers => "the registry's table of numbers (npidata_pfile)",
        NppesPart.PracticePlaces => "the registry's table of practice places (pl_pfile)",
        _ => "the registry's table of other names (othername_pfile)",
    };

    /// <summary>What is said of a table that was given where another belongs.</summary>
    public static string Misplaced(string file, NppesPart part) => part is NppesPart.Numbers
        ? $"{file} is {Called(part)}: name it first, without an option: ./rapport import nppes {file}"
        : $"{file} is {Called(part)}, which goes beside the table of numbers: ./rapport import nppes npidata_pfile_….csv {Option(part)} {file}";

    /// <summary>What is said of a zip in which the table of numbers is missing.</summary>
    /// <param name="found">The tables in it.</param>
    public static string WithoutNumbers(string zip, IReadOnlyDictionary<NppesPart, string> found) =>
        found.Count == 0
            ? $"{zip} holds no file called npidata_pfile_….csv, so it is not a download of the registry's numbers."
            : $"{zip} holds {string.Join(" and ", found.OrderBy(table => table.Key).Select(table => Path.GetFileName(table.Value)))}, but not "
                + "the table of numbers that goes with it (npidata_pfile_….csv). Import the monthly or weekly zip as it was downloaded, or "
                + "unpack this one and name the table of numbers first: ./rapport import nppes npidata_pfile_….csv"
                + string.Concat(found.OrderBy(table => table.Key).Select(table => $" {Option(table.Key)} {Path.GetFileName(table.Value)}"));

    private static string Option(NppesPart part) => part is NppesPart.PracticePlaces ? "--practice-places" : "--other-names";
}
