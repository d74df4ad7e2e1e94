using System.Globalization;
using Rapport.Profiles;
using Rapport.Registry.Reading;
using Rapport.Registry.Values;

namespace Rapport.Verification;

/// <summary>One row of a board's file.</summary>
/// <param name="Row">Numbered from 1 below the names of the columns.</param>
/// <param name="State">Two letters.</param>
/// <param name="Holder">Whose licence it is.</param>
/// <param name="Says">What the board says.</param>
internal sealed record BoardRow(long Row, string State, PersonName Holder, BoardSays Says);

/// <summary>Reads the rows of a board's file. Boards write the same in many words; what is not understood is told and never guessed.</summary>
/// <param name="columns">Where they stand.</param>
/// <param name="words">What licences are called.</param>
/// <param name="state">The state of all of them; null where a column says it.</param>
/// <param name="rejects">Where it is told what could not be read.</param>
internal sealed class LicenceReader(LicenceColumns columns, Vocabularies words, string? state, Rejects rejects)
{
    private static readonly string[] Dates = ["yyyy-MM-dd", "M/d/yyyy", "MM/dd/yyyy", "yyyy/MM/dd", "yyyyMMdd", "d-MMM-yyyy", "MMM d, yyyy", "MMMM d, yyyy", "M/d/yyyy h:mm:ss tt", "yyyy-MM-dd HH:mm:ss"];

    private readonly CredentialText _credentials = new(words);
    private readonly PersonNameText _names = new(new CredentialText(words));

    public BoardRow? Read(long row, IReadOnlyList<string> cells)
    {
        string Cell(LicencePart part) => PlainText.Clean(columns.Of(cells, part)).Trim();
        if (LicenceNumber.Clean(Cell(LicencePart.Number)) is not { } number)
        {
            return Reject(row, LicencePart.Number, Cell(LicencePart.Number), "this is no licence number");
        }
        var of = state ?? StateText.Code(Cell(LicencePart.State));
        if (!StateText.IsCode(of))
        {
            return Reject(row, LicencePart.State, Cell(LicencePart.State), "this is no state");
        }
        if (NameOf(Cell) is not { } holder)
        {
            return Reject(row, columns.Has(LicencePart.Last) ? LicencePart.Last : LicencePart.Name, Cell(LicencePart.Name), "there is no first and last name");
        }
        DateOnly? expires = null;
        if (Cell(LicencePart.Expires) is { Length: > 0 } typed)
        {
            if (!DateTime.TryParseExact(typed, Dates, CultureInfo.InvariantCulture, DateTimeStyles.AllowWhiteSpaces, out var day))
            {
                return Reject(row, LicencePart.Expires, typed, "this is no date; write it like 2027-08-31 or 8/31/2027");
            }
            expires = DateOnly.FromDateTime(day);
        }
        var (status, isOnProbation) = StatusOf(Cell(LicencePart.Status));
        if (status is null && Cell(LicencePart.Status) is { Length: > 0 } unknown)
        {
            rejects.Add(row + 1, columns.Called(LicencePart.Status), unknown, "these words for a standing are not known: a person looks");
        }
        if (columns.Has(LicencePart.Status))
        {
            status ??= BoardSays.Unclear;
        }
        var title = Cell(LicencePart.Title);
        return new BoardRow(row, of, holder, new BoardSays(
            holder.Display(), title.Length > 0 ? title : null, number, status, expires, DisciplineOf(Cell(LicencePart.Discipline), isOnProbation)));
    }

    private PersonName? NameOf(Func<LicencePart, string> cell)
    {
        var (first, last) = (cell(LicencePart.First), cell(LicencePart.Last));
        if (last.Length == 0)
        {
            var whole = cell(LicencePart.Name);
            var comma = whole.IndexOf(',', StringComparison.Ordinal);
            var after = comma < 0 ? "" : whole[(comma + 1)..].Trim();
            if (after.Length > 0 && !after.Split([' ', ','], StringSplitOptions.RemoveEmptyEntries).All(_credentials.Knows))
            {
                // Boards write the last name first.
                (first, last) = (after, whole[..comma]);
            }
            else
            {
                var parts = (comma < 0 ? whole : whole[..comma]).Split(' ', StringSplitOptions.RemoveEmptyEntries);
                (first, last) = parts.Length < 2 ? ("", "") : (string.Join(' ', parts[..^1]), parts[^1]);
            }
        }
        var given = first.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        var read = given.Length == 0 ? null : _names.Read(given[0], string.Join(' ', given[1..]), last, "");
        return read?.Name is { First: not null } name ? name : null;
    }

    /// <summary>Say that a licence is in force.</summary>
    private static readonly string[] InForce = ["ACTIVE", "CURRENT", "CLEAR", "VALID", "STANDING", "PROBATION", "RENEWED", "LICENSED"];

    /// <summary>Stand beside such a word and take nothing from it.</summary>
    private static readonly string[] Beside = ["AND", "IN", "GOOD", "ON", "THE", "IS", "LICENSE", "LICENCE", "STATUS", "FULL", "FULLY", "REGULAR", "UNRESTRICTED"];

    private static (string? Status, bool IsOnProbation) StatusOf(string typed)
    {
        var said = typed.ToUpperInvariant();
        bool Has(params ReadOnlySpan<string> words)
        {
            foreach (var word in words)
            {
                if (said.Contains(word, StringComparison.Ordinal))
                {
                    return true;
                }
            }
            return false;
        }
        // In force it is by words that are all known: "not licensed", "invalid" and "terminated (was active)" hold one of them, too.
        var words = said.Split([.. said.Where(letter => !char.IsLetter(letter)).Distinct()], StringSplitOptions.RemoveEmptyEntries);
        var isInForce = words.Any(InForce.Contains) && words.All(word => InForce.Contains(word) || Beside.Contains(word)) && (!words.Contains("STANDING") || words.Contains("GOOD"));
        // The worst that is said counts: "Active - suspended" may not be used.
        return said.Length == 0 ? (null, false)
            : Has("SUSPEND", "REVOK", "SURRENDER", "DENIED") ? ("suspended", false)
            : Has("EXPIRED", "DELINQUENT", "LAPSED", "NOT RENEWED", "NULL AND VOID") ? ("expired", false)
            : Has("INACTIVE", "RETIRED", "CANCEL", "DECEASED", "CLOSED", "NOT ACTIVE") ? ("inactive", false)
            : isInForce ? ("active", words.Contains("PROBATION"))
            : (null, false);
    }

    private string? DisciplineOf(string typed, bool isOnProbation)
    {
        var said = typed.ToUpperInvariant();
        return isOnProbation ? "on probation"
            : !columns.Has(LicencePart.Discipline) ? null
            : said is "" or "NO" or "N" or "NONE" or "0" or "FALSE" or "NONE LISTED" ? "none listed"
            : said is "YES" or "Y" or "TRUE" ? "the board lists an action"
            : typed.Length <= 120 ? typed : typed[..120] + "…";
    }

    private BoardRow? Reject(long row, LicencePart part, string value, string reason)
    {
        rejects.Add(row + 1, columns.Called(part), value, reason);
        return null;
    }
}
