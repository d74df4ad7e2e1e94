using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Rapport.Accounts;
using Rapport.Claims;
using Rapport.Layout;
using Rapport.Mail;
using Rapport.Profiles;
using Rapport.Storage;

namespace Rapport.Privacy;

/// <summary>Writes all that is kept of the holder of an account, for a program or for her, table by table.</summary>
internal sealed class PersonalExport(Store store, AccountSeal seal, Outbox outbox, Vocabularies words)
{
    /// <summary>What the file is called that she takes home.</summary>
    public const string Own = "my-data";

    /// <summary>What it is called where another reads it.</summary>
    public const string Another = "opened-file";

    private static readonly Words L = Words.For("Rapport.Privacy.PersonalExport");

    // A file of hers: nothing is put into a page, and "José" stays readable.
    private static readonly JsonWriterOptions Json = new() { Indented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>As JSON. False, and nothing written, where there is no such account.</summary>
    public async Task<bool> WriteJson(HttpResponse response, Guid id, string name, CancellationToken stop)
    {
        await using var db = store.Read();
        if (await Find(db, id, language: null, stop) is not { } whose)
        {
            return false;
        }
        Head(response, "application/json", $"{name}.json");
        await using var json = new Utf8JsonWriter(response.BodyWriter, Json);
        json.WriteStartObject();
        json.WriteString("made", store.Now);
        if (await Holds.AtClosing(db, seal, id, store.Now, stop) is { } hold)
        {
            json.WriteString("keptByLawUntil", hold.Until.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));
        }
        json.WriteStartObject("tables");
        foreach (var table in Told)
        {
            json.WriteStartArray(table.Name);
            foreach (var row in await table.Rows(db, whose, stop))
            {
                Write(json, row);
            }
            json.WriteEndArray();
            await json.FlushAsync(stop);
            await response.BodyWriter.FlushAsync(stop);
        }
        json.WriteEndObject();
        json.WriteEndObject();
        await json.FlushAsync(stop);
        return true;
    }

    /// <summary>As a document in her language. False, and nothing written, where there is no such account.</summary>
    public async Task<bool> WriteHtml(HttpResponse response, Guid id, Language language, string name, CancellationToken stop)
    {
        await using var db = store.Read();
        if (await Find(db, id, language, stop) is not { } whose)
        {
            return false;
        }
        Head(response, "text/html; charset=utf-8", $"{name}.html");
        var text = new StringBuilder();
        text.Append(CultureInfo.InvariantCulture, $"<!DOCTYPE html>\n<html lang=\"{language.Code}\">\n<head>\n<meta charset=\"utf-8\">\n<meta name=\"viewport\" content=\"width=device-width\">\n<title>{Safe(L["What is kept of you"])}</title>\n");
        text.Append("<style>body{font:1rem/1.5 system-ui,sans-serif;max-width:48rem;margin:2rem auto;padding:0 1rem}dl{border-top:1px solid #888;padding-top:.5rem}dt{font-weight:600}dd{margin:0 0 .5rem;overflow-wrap:anywhere;white-space:pre-line}</style>\n</head>\n<body>\n<main>\n");
        text.Append(CultureInfo.InvariantCulture, $"<h1>{Safe(L["What is kept of you"])}</h1>\n<p>{Safe(L["Made on {0}.", Shown(store.Now)])} {Safe(L["What lets somebody in is left out, and so is what others said of themselves."])}</p>\n");
        if (await Holds.AtClosing(db, seal, id, store.Now, stop) is { } hold)
        {
            text.Append(CultureInfo.InvariantCulture, $"<p>{Safe(L["If you close your account today, the law asks that some of it be kept until {0}.", Shown(hold.Until)])} {Safe(hold.Reason ?? "")}</p>\n");
        }
        foreach (var table in Told)
        {
            text.Append(CultureInfo.InvariantCulture, $"<section>\n<h2>{Safe(table.Title)}</h2>\n");
            var rows = await table.Rows(db, whose, stop);
            foreach (var row in rows)
            {
                Write(text, row);
            }
            text.Append(rows.Count == 0 ? $"<p>{Safe(L["Nothing."])}</p>\n" : "").Append("</section>\n");
            await response.WriteAsync(text.ToString(), stop);
            text.Clear();
        }
        await response.WriteAsync("</main>\n</body>\n</html>\n", stop);
        return true;
    }

    /// <summary>Tables of which anything is handed out.</summary>
    private static IEnumerable<PersonalTable> Told => PersonalTables.All.Where(table => table.Columns.Any(column => column.Withheld is null));

    private async Task<Whose?> Find(RapportDb db, Guid id, Language? language, CancellationToken stop) =>
        await db.Set<Account>().AsNoTracking().SingleOrDefaultAsync(account => account.Id == id, stop) is { } account
            ? await Whose.Of(db, account, store.Now, seal, outbox.Open, stop) with { Reads = language is null ? null : new FieldWords(words, language.Code, store.Now) }
            : null;

    /// <summary>A file to keep, under a name that tells nobody what it is about.</summary>
    private static void Head(HttpResponse response, string type, string file)
    {
        response.ContentType = type;
        response.Headers.CacheControl = "no-store";
        response.Headers.ContentDisposition = $"attachment; filename=\"{file}\"";
    }

    private static void Write(Utf8JsonWriter json, IReadOnlyList<PersonalValue> row)
    {
        json.WriteStartObject();
        foreach (var value in row)
        {
            json.WritePropertyName(value.Name);
            switch (value.Value)
            {
                case null: json.WriteNullValue(); break;
                case bool yes: json.WriteBooleanValue(yes); break;
                case int number: json.WriteNumberValue(number); break;
                case long number: json.WriteNumberValue(number); break;
                case Guid number: json.WriteStringValue(number); break;
                case DateTime at: json.WriteStringValue(at); break;
                case DateOnly day: json.WriteStringValue(day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)); break;
                case string said: json.WriteStringValue(said); break;
                case byte[] picture: json.WriteBase64StringValue(picture); break;
                case IReadOnlyList<IReadOnlyList<PersonalValue>> lines:
                    json.WriteStartArray();
                    foreach (var line in lines)
                    {
                        Write(json, line);
                    }
                    json.WriteEndArray();
                    break;
                default: throw new NotSupportedException($"There is no way yet to hand out {value.Value.GetType().Name} ({value.Name}).");
            }
        }
        json.WriteEndObject();
    }

    private static void Write(StringBuilder text, IReadOnlyList<PersonalValue> row)
    {
        text.Append("<dl>\n");
        foreach (var value in row.Where(value => value.Value is not (null or "")))
        {
            text.Append(CultureInfo.InvariantCulture, $"<dt>{Safe(value.Label)}</dt>\n<dd>");
            if (value.Value is IReadOnlyList<IReadOnlyList<PersonalValue>> lines)
            {
                text.Append(lines.Count == 0 ? Safe(L["Nothing."]) : "");
                foreach (var line in lines)
                {
                    Write(text, line);
                }
            }
            else if (value.Value is byte[] picture)
            {
                text.Append(CultureInfo.InvariantCulture, $"<img alt=\"\" src=\"data:image/jpeg;base64,{Convert.ToBase64String(picture)}\">");
            }
            else
            {
                text.Append(Safe(value.Said ?? Shown(value.Value!)));
            }
            text.Append("</dd>\n");
        }
        text.Append("</dl>\n");
    }

    private static string Shown(object value) => value switch
    {
        bool yes => yes ? L["yes"] : L["no"],
        DateTime at => at.ToString("D", CultureInfo.CurrentCulture) + at.ToString(", HH:mm", CultureInfo.InvariantCulture) + " UTC",
        DateOnly day => day.ToString("D", CultureInfo.CurrentCulture),
        IFormattable number => number.ToString(null, CultureInfo.InvariantCulture),
        _ => value.ToString() ?? "",
    };

    private static string Safe(string text) => HtmlEncoder.Default.Encode(text);
}
