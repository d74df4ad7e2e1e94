using System.Globalization;
using System.Text.RegularExpressions;
using Rapport.Core.Fit;

namespace Rapport.Profiles;

/// <summary>
/// How the values of facts are written as one line of text: for the command line, the history and questions to the
/// owner. What <c>Print…</c> writes, <c>Read…</c> reads back. Parts of a list are separated by ";".
/// </summary>
internal static partial class FieldText
{
    private const int LongestText = 2_000;
    private const int LongestLine = 200;

    /// <summary>A licence with what a board's file says of it, and what that file is.</summary>
    private const int LongestLicence = 500;
    private const int MostParts = 60;
    private const string Depends = "depends";

    public static string ReadLine(string text) => Bounded(text.Trim(), LongestLine);

    public static string ReadText(string text) => Bounded(text.Trim(), LongestText);

    public static bool ReadYesNo(string text) => text.Trim().ToUpperInvariant() switch
    {
        "YES" or "TRUE" => true,
        "NO" or "FALSE" => false,
        _ => throw new FieldProblem($"\"{Cut(text)}\" is neither yes nor no."),
    };

    public static string PrintYesNo(bool value) => value ? "yes" : "no";

    public static int ReadYear(string text) =>
        int.TryParse(text.Trim(), NumberStyles.None, CultureInfo.InvariantCulture, out var year) && year is >= 1940 and <= 2100
            ? year
            : throw new FieldProblem($"\"{Cut(text)}\" is not a year, like 2009.");

    public static DateOnly ReadDate(string text) =>
        DateOnly.TryParseExact(text.Trim(), "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date)
            ? date
            : throw new FieldProblem($"\"{Cut(text)}\" is not a date, like 2026-12-04.");

    public static string PrintDate(DateOnly date) => date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    /// <summary>"Ana María Vega, Jr.": first, middle and last name, the suffix after a comma. A last name of several
    /// words is joined with "_" ("Oscar de_la_Cruz").</summary>
    public static PersonName ReadName(string text)
    {
        var bounded = Bounded(text.Trim(), LongestLine);
        var comma = bounded.IndexOf(',', StringComparison.Ordinal);
        var suffix = comma < 0 ? null : Nothing(bounded[(comma + 1)..]);
        var words = (comma < 0 ? bounded : bounded[..comma])
            .Split(' ', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
            .Select(word => word.Replace('_', ' '))
            .ToArray();
        return words.Length switch
        {
            0 => throw new FieldProblem("A name needs at least a last name."),
            1 => new PersonName { Last = words[0], Suffix = suffix },
            _ => new PersonName
            {
                First = words[0],
                Middle = words.Length == 2 ? null : string.Join(' ', words[1..^1]),
                Last = words[^1],
                Suffix = suffix,
            },
        };
    }

    public static string PrintName(PersonName name)
    {
        var parts = new[] { Joined(name.First), name.Middle, Joined(name.Last) };
        var words = string.Join(' ', parts.Where(part => !string.IsNullOrEmpty(part)));
        return name.Suffix is null ? words : $"{words}, {name.Suffix}";

        static string? Joined(string? part) => part?.Replace(' ', '_');
    }

    /// <summary>"at Willow Counseling | 1250 Grand Ave | Suite 2 | Oakland, CA 94610 | 5105550100 | step-free, elevator".</summary>
    public static PracticePlace ReadPlace(string text, int id, Func<string, string> accessibilityCode)
    {
        PracticePlace? place = null;
        var lines = new List<string>();
        string? practice = null;
        string? telephone = null;
        IReadOnlyList<string>? accessibility = null;
        var home = false;
        foreach (var part in text.Split('|', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
        {
            var bounded = Bounded(part, LongestLine);
            if (place is null && CityLine().Match(bounded) is { Success: true } city)
            {
                place = new PracticePlace
                {
                    Id = id,
                    City = city.Groups["city"].Value.Trim(),
                    State = city.Groups["state"].Value.ToUpperInvariant(),
                    Zip = city.Groups["zip"].Value,
                };
            }
            else if (place is null && practice is null && After(bounded, "at ") is { } name)
            {
                practice = name;
            }
            else if (place is null)
            {
                lines.Add(bounded);
            }
            else if (string.Equals(bounded, MayBeHome, StringComparison.OrdinalIgnoreCase))
            {
                home = true;
            }
            else if (bounded.Any(char.IsAsciiLetter))
            {
                accessibility = bounded == "no accessibility"
                    ? []
                    : [.. bounded.Split(',', StringSplitOptions.TrimEntries).Select(accessibilityCode)];
            }
            else
            {
                telephone = ReadTelephone(bounded);
            }
        }
        if (place is null || lines.Count > 2)
        {
            throw new FieldProblem(
                $"\"{Cut(text)}\" is not a place. Write it like: 1250 Grand Ave | Oakland, CA 94610 | 5105550100");
        }
        return place with
        {
            Practice = practice,
            Line1 = lines.Count > 0 ? lines[0] : null,
            Line2 = lines.Count > 1 ? lines[1] : null,
            Telephone = telephone,
            MayBeHome = home,
            Accessibility = accessibility,
        };
    }

    /// <summary>How a printed place ends its address where that may be a home.</summary>
    public const string HomeMark = " | " + MayBeHome;

    private const string MayBeHome = "may be a home";

    public static string PrintPlace(PracticePlace place) => string.Join(" | ", new[]
    {
        place.Practice is { } practice ? $"at {practice}" : null,
        place.Line1,
        place.Line2,
        $"{place.City}, {place.State} {place.Zip}",
        place.Telephone,
        place.MayBeHome ? MayBeHome : null,
        place.Accessibility switch { null => null, [] => "no accessibility", var codes => string.Join(", ", codes) },
    }.Where(part => !string.IsNullOrEmpty(part)));

    /// <summary>
    /// "CA LCSW 12345 active until 2027-08-31 | LCSW | checked 2026-10-01 board-file | against BBS list of 2026-09-30 | discipline none listed";
    /// "CA LCSW 12345 | not verified 2026-10-01".
    /// </summary>
    public static Licence ReadLicence(string text, Func<string, string> credentialCode, Func<string, string> checkCode)
    {
        var parts = Bounded(text.Trim(), LongestLicence).Split('|', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        if (LicenceLine().Match(parts is [var line, ..] ? line : "") is not { Success: true } match)
        {
            throw new FieldProblem(
                $"\"{Cut(text)}\" is not a licence. Write it like: CA LCSW12345 active until 2027-08-31 | LCSW | checked 2026-10-01 "
                + "telephone | discipline none listed");
        }
        var licence = new Licence
        {
            State = match.Groups["state"].Value.ToUpperInvariant(),
            Number = Nothing(match.Groups["number"].Value),
            Status = Nothing(match.Groups["status"].Value),
            Expires = match.Groups["until"].Success ? ReadDate(match.Groups["until"].Value) : null,
        };
        foreach (var part in parts[1..])
        {
            licence = part switch
            {
                _ when After(part, "checked ") is { } check => licence with
                {
                    Checked = ReadDate(check.Split(' ')[0]),
                    CheckedHow = Nothing(check[check.Split(' ')[0].Length..]) is { } how ? checkCode(how) : null,
                },
                _ when After(part, "against ") is { } source => licence with { Against = source },
                _ when After(part, "not verified ") is { } looked => licence with { Unverified = ReadDate(looked) },
                _ when After(part, "discipline ") is { } found => licence with { Discipline = found },
                _ => licence with { Title = credentialCode(part) },
            };
        }
        return licence;
    }

    public static string PrintLicence(Licence licence)
    {
        var first = string.Join(' ', new[]
        {
            licence.State,
            licence.Number is { } number ? InList(number) : null,
            licence.Status,
            licence.Expires is { } day ? $"until {PrintDate(day)}" : null,
        }.Where(part => !string.IsNullOrEmpty(part)));
        return string.Join(" | ", new[]
        {
            first,
            licence.Title,
            licence.Checked is { } when ? $"checked {PrintDate(when)} {licence.CheckedHow}".TrimEnd() : null,
            licence.Against is { } source ? $"against {InList(source)}" : null,
            licence.Unverified is { } looked ? $"not verified {PrintDate(looked)}" : null,
            licence.Discipline is { } found ? $"discipline {InList(found)}" : null,
        }.Where(part => !string.IsNullOrEmpty(part)));
    }

    // What a board or an operator wrote must not end the entry that it stands in.
    private static string InList(string said) => said.Replace(';', ',').Replace('|', '/');

    private static string? After(string text, string start) =>
        text.StartsWith(start, StringComparison.OrdinalIgnoreCase) ? Nothing(text[start.Length..]) : null;

    /// <summary>"open from 2026-12-04 for 2-3" · "waiting-list 3 weeks" · "full until 2027-01-15" · "existing-only" ·
    /// "place 2: open".</summary>
    public static Opening ReadOpening(string text) =>
        OpeningLine().Match(text.Trim()) is { Success: true } match
            ? new Opening
            {
                PlaceId = Number(match.Groups["place"]),
                Kind = match.Groups["kind"].Value,
                From = match.Groups["from"].Success ? ReadDate(match.Groups["from"].Value) : null,
                NewPeople = Nothing(match.Groups["people"].Value),
                Weeks = Number(match.Groups["weeks"]),
                Until = match.Groups["until"].Success ? ReadDate(match.Groups["until"].Value) : null,
            }
            : throw new FieldProblem(
                $"\"{Cut(text)}\" is not an opening. Write one of: open · open from 2026-12-04 for 2-3 · waiting-list 3 weeks "
                + "· full until 2027-01-15 · existing-only · existing-families; before it \"place 2:\" where it holds for one place.");

    public static string PrintOpening(Opening opening) => string.Concat(
        opening.PlaceId is { } place ? $"place {place}: " : "",
        opening.Kind,
        opening.From is { } from ? $" from {PrintDate(from)}" : "",
        opening.NewPeople is { } people ? $" for {people}" : "",
        opening.Weeks is { } weeks ? $" {weeks} weeks" : "",
        opening.Until is { } until ? $" until {PrintDate(until)}" : "");

    /// <summary>"individual 120-160 for 50 minutes", prices in whole dollars or dollars and cents.</summary>
    public static Fee ReadFee(string text)
    {
        if (FeeLine().Match(text.Trim()) is not { Success: true } match)
        {
            throw new FieldProblem(
                $"\"{Cut(text)}\" is not a fee. Write it like: individual 120-160 for 50 minutes (also couple, family, "
                + "group, first, evaluation)");
        }
        var from = Cents(match.Groups["from"].Value);
        var to = match.Groups["to"].Success ? Cents(match.Groups["to"].Value) : from;
        return from <= to
            ? new Fee(match.Groups["kind"].Value, from, to, Number(match.Groups["minutes"]) ?? 50)
            : throw new FieldProblem($"In \"{Cut(text)}\" the lower price must stand first.");

        static int Cents(string dollars) =>
            (int)(decimal.Parse(dollars, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture) * 100);
    }

    public static string PrintFee(Fee fee) =>
        fee.FromCents == fee.ToCents
            ? $"{fee.Kind} {Dollars(fee.FromCents)} for {fee.Minutes} minutes"
            : $"{fee.Kind} {Dollars(fee.FromCents)}-{Dollars(fee.ToCents)} for {fee.Minutes} minutes";

    /// <summary>"medi-cal (Alameda Alliance)": the insurer, and the plan in brackets where only that one is taken.</summary>
    public static InsurancePlan ReadPlan(string text, Func<string, string> insurerCode)
    {
        var trimmed = Bounded(text.Trim(), LongestLine);
        var bracket = trimmed.IndexOf(" (", StringComparison.Ordinal);
        return bracket > 0 && trimmed.EndsWith(')')
            ? new InsurancePlan(insurerCode(trimmed[..bracket]), trimmed[(bracket + 2)..^1])
            : new InsurancePlan(insurerCode(trimmed));
    }

    public static string PrintPlan(InsurancePlan plan) => plan.Plan is null ? plan.Insurer : $"{plan.Insurer} ({plan.Plan})";

    /// <summary>"es native": the language, and how well (native, fluent, working) where it was said.</summary>
    public static SpokenLanguage ReadLanguage(string text, Func<string, string> languageCode)
    {
        var trimmed = Bounded(text.Trim(), LongestLine);
        foreach (var level in (string[])["native", "fluent", "working"])
        {
            if (trimmed.EndsWith(" " + level, StringComparison.OrdinalIgnoreCase))
            {
                return new SpokenLanguage(languageCode(trimmed[..^(level.Length + 1)]), level);
            }
        }
        return new SpokenLanguage(languageCode(trimmed));
    }

    public static string PrintLanguage(SpokenLanguage language) =>
        language.Level is null ? language.Code : $"{language.Code} {language.Level}";

    /// <summary>"MSW | San José State University | 2009"; the year may be left out.</summary>
    public static Education ReadEducation(string text)
    {
        var parts = Bounded(text, LongestLine).Split('|', StringSplitOptions.TrimEntries);
        return parts is [{ Length: > 0 } degree, { Length: > 0 } school, ..] && parts.Length <= 3
            ? new Education(degree, school, parts.Length == 3 ? ReadYear(parts[2]) : null)
            : throw new FieldProblem($"\"{Cut(text)}\" is not an education. Write it like: MSW | San José State University | 2009");
    }

    public static string PrintEducation(Education education) =>
        string.Join(" | ", education.Degree, education.School) + (education.Year is { } year ? $" | {year}" : "");

    /// <summary>"lead -1.5, structure 3, push depends": an axis and a place on it, or that it depends on the person.</summary>
    public static IReadOnlyList<StyleSaid> ReadStyle(string text)
    {
        var said = ReadList(text, ',', ReadStyleOf);
        return said.GroupBy(one => one.Axis, StringComparer.Ordinal).FirstOrDefault(same => same.Count() > 1) is { } twice
            ? throw new FieldProblem($"\"{twice.Key}\" stands twice. Give one place on it.")
            : [.. said.OrderBy(one => StyleAxes.IndexOf(one.Axis))];
    }

    public static string PrintStyle(StyleSaid said) =>
        $"{said.Axis} {(said.Place is { } place ? place.ToString("0.#", CultureInfo.InvariantCulture) : Depends)}";

    private static StyleSaid ReadStyleOf(string text)
    {
        var words = Bounded(text.Trim(), LongestLine).ToLowerInvariant().Split(' ', StringSplitOptions.RemoveEmptyEntries);
        if (words.Length != 2 || StyleAxes.IndexOf(words[0]) < 0)
        {
            throw new FieldProblem($"\"{Cut(text)}\" is no axis with a place on it. Write it like: structure 1.5. The axes are {string.Join(", ", StyleAxes.Ids)}.");
        }
        return words[1] == Depends ? new StyleSaid(words[0], null)
            : double.TryParse(words[1], NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var place) && StyleAxes.Places.Contains(place)
            ? new StyleSaid(words[0], place)
            : throw new FieldProblem($"\"{Cut(words[1])}\" is no place on \"{words[0]}\". Places are -3, -1.5, 0, 1.5 and 3, or {Depends} where it depends on the person.");
    }

    /// <summary>"free 20 minutes" · "free" · "paid".</summary>
    public static FirstTalk ReadFirstTalk(string text) =>
        FirstTalkLine().Match(text.Trim()) is { Success: true } match
            ? new FirstTalk(match.Groups["free"].Success, Number(match.Groups["minutes"]))
            : throw new FieldProblem($"\"{Cut(text)}\" does not say what a first talk costs. Write: free 20 minutes, or: paid");

    public static string PrintFirstTalk(FirstTalk talk) =>
        (talk.Free ? "free" : "paid") + (talk.Minutes is { } minutes ? $" {minutes} minutes" : "");

    /// <summary>The parts of a list. "none" is the empty list: known to be none.</summary>
    public static IReadOnlyList<T> ReadList<T>(string text, char separator, Func<string, T> read)
    {
        if (string.Equals(text.Trim(), "none", StringComparison.OrdinalIgnoreCase))
        {
            return [];
        }
        var parts = text.Split(separator, StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        return parts.Length <= MostParts
            ? [.. parts.Select(read).Distinct()]
            : throw new FieldProblem($"{parts.Length} entries are too many; give at most {MostParts}.");
    }

    public static string PrintList<T>(IReadOnlyList<T> values, string separator, Func<T, string> print) =>
        values.Count == 0 ? "none" : string.Join(separator, values.Select(print));

    private static string ReadTelephone(string text)
    {
        var digits = new string([.. text.Where(char.IsAsciiDigit)]);
        return digits.Length == 11 && digits[0] == '1' ? digits[1..]
            : digits.Length == 10 ? digits
            : throw new FieldProblem($"\"{Cut(text)}\" is not a telephone number with ten digits.");
    }

    private static string Dollars(int cents) =>
        cents % 100 == 0
            ? (cents / 100).ToString(CultureInfo.InvariantCulture)
            : (cents / 100m).ToString("0.00", CultureInfo.InvariantCulture);

    private static int? Number(Group group) =>
        group.Success ? int.Parse(group.ValueSpan, NumberStyles.None, CultureInfo.InvariantCulture) : null;

    private static string? Nothing(string text) => text.Trim() is { Length: > 0 } words ? words : null;

    private static string Bounded(string text, int longest) =>
        text.Length == 0 ? throw new FieldProblem("There is nothing to read. Leave the value empty to say \"not known\".")
        : text.Length > longest
            ? throw new FieldProblem($"This is {text.Length} letters long; give at most {longest}.")
        : text.Any(c => (char.IsControl(c) && c is not ('\n' or '\r' or '\t')) || c is (>= '\u202a' and <= '\u202e') or (>= '\u2066' and <= '\u2069'))
            ? throw new FieldProblem("There is a sign in it that cannot be shown; write it again.")
            : text;

    private static string Cut(string text) => text.Length <= 60 ? text : text[..60] + "…";

    [GeneratedRegex(@"^(?<city>[^,|]+),\s*(?<state>[A-Za-z]{2})\s+(?<zip>\d{5})(-\d{4})?$", RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture)]
    private static partial Regex CityLine();

    [GeneratedRegex(
        @"^(?<state>[A-Za-z]{2})(\s+(?<number>[A-Za-z0-9.\-/ ]*?))??(\s+(?<status>active|inactive|expired|suspended))?(\s+until\s+(?<until>\S+))?$",
        RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture)]
    private static partial Regex LicenceLine();

    [GeneratedRegex(
        @"^(place (?<place>\d{1,3}):\s*)?((?<kind>open)(\s+from (?<from>\S+))?(\s+for (?<people>1|2-3|4\+))?|(?<kind>waiting-list)(\s+(?<weeks>\d{1,3}) weeks?)?|(?<kind>full)(\s+until (?<until>\S+))?|(?<kind>existing-only|existing-families))$",
        RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture)]
    private static partial Regex OpeningLine();

    [GeneratedRegex(
        @"^(?<kind>individual|couple|family|group|first|evaluation)\s+\$?(?<from>\d{1,5}(\.\d\d)?)(\s*-\s*\$?(?<to>\d{1,5}(\.\d\d)?))?(\s+for (?<minutes>\d{1,3}) minutes)?$",
        RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture)]
    private static partial Regex FeeLine();

    [GeneratedRegex(@"^((?<free>free)|paid)(\s+(?<minutes>\d{1,3}) minutes)?$", RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture)]
    private static partial Regex FirstTalkLine();
}
