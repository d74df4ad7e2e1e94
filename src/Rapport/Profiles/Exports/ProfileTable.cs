using System.Buffers;
using System.Globalization;
using System.Text;

namespace Rapport.Profiles.Exports;

/// <summary>
/// One person a row, one fact a column, written as the catalogue of fields writes it: a table as in RFC 4180, in UTF-8
/// without a mark at its beginning. An empty cell is not known; "none" is known to be none.
/// </summary>
internal sealed class ProfileTable : ExportFormat
{
    private static readonly ProfileField[] Fields = [.. ProfileFields.All.Where(field => field.SeenBy == Audience.Everyone)];

    private static readonly string Head = Row(["id", "npi", "url", "registry-only", "updated-at", .. Fields.Select(field => field.Name)]);

    public override string Ending => "csv";

    public override string ContentType => "text/csv; charset=utf-8; header=present";

    public override string Beginning => Head[..Head.IndexOf("registry", StringComparison.Ordinal)];

    public override void Begin(IBufferWriter<byte> output) => Encoding.UTF8.GetBytes(Head, output);

    public override Action<ProfileAnswer> Writer(IBufferWriter<byte> output) => person => Encoding.UTF8.GetBytes(
        Row(
        [
            person.Id.ToString(CultureInfo.InvariantCulture),
            person.Npi?.ToString(CultureInfo.InvariantCulture),
            person.Url,
            FieldText.PrintYesNo(person.RegistryOnly),
            person.UpdatedAt.ToString("yyyy-MM-ddTHH:mm:ssZ", CultureInfo.InvariantCulture),
            .. Fields.Select(field => field.Print(person.Facts)),
        ]),
        output);

    private static string Row(IEnumerable<string?> cells) => string.Join(',', cells.Select(CsvCell.Of)) + "\r\n";
}
