using Rapport.Core.Fit;
using Rapport.Layout;
using Rapport.Profiles;

namespace Rapport.Lists;

/// <summary>What one person says in one row.</summary>
/// <param name="Text">In words.</param>
/// <param name="Opening">The same with its sign; null where the row is no opening.</param>
/// <param name="From">What the fact says of itself; null where its age does not matter.</param>
/// <param name="Style">The words as a line; null where the row is of no axis of style.</param>
internal sealed record ComparedCell(string Text, OpeningLine? Opening = null, string? From = null, StyleLine? Style = null);

/// <summary>One question, answered by each.</summary>
/// <param name="IsSame">All say the same, which is said once and quietly.</param>
/// <param name="IsUnknown">Nobody has said anything to the questions that stand in its one cell.</param>
internal sealed record ComparedRow(string Question, IReadOnlyList<ComparedCell> Cells, bool IsSame, bool IsUnknown = false);

/// <summary>Lays people side by side: first what one can act on.</summary>
internal sealed class Comparison(Vocabularies words, string language, DateTime now)
{
    private static readonly Words L = Words.For("Rapport.Lists.Comparison");

    private readonly FactLines _lines = new(words, language);
    private readonly LicenceWords _licence = new(words, language, DateOnly.FromDateTime(now));

    /// <summary>The questions, each answered by all; those that nobody has answered come last, together.</summary>
    public IReadOnlyList<ComparedRow> Of(IReadOnlyList<PersonRow> people)
    {
        var rows = All(people).ToLookup(row => row.Cells.All(IsNotKnown));
        var unknown = rows[true].ToList();
        return unknown.Count < 2 ? [.. All(people)]
            : [.. rows[false], new ComparedRow(L["Nobody has said"], [new(string.Join("; ", unknown.Select(row => row.Question)))], IsSame: true, IsUnknown: true)];
    }

    private static bool IsNotKnown(ComparedCell cell) =>
        cell.From is null && (cell.Opening is { State: "unknown" } || (cell.Opening is null && cell.Text == L["Not known"]));

    private IEnumerable<ComparedRow> All(IReadOnlyList<PersonRow> people) =>
    [
        Row(L["Openings"], people, person => new(person.Card.Opening.Text, person.Card.Opening, person.Card.Confirmed)),
        Row(L["Times"], people, person => Text(FactWords.Run(_lines.Labels(words.Times, person.Facts.Times?.Value)))),
        Row(L["Where"], people, person => Text(person.Card.Where)),
        Row(L["Cost"], people, person => Text(Cost(person.Facts))),
        Row(L["Plans"], people, person => Text(person.Facts.Insurers switch
        {
            null => "",
            { Value.Count: 0 } => L["Takes no insurance"],
            { } plans => _lines.Plans(plans.Value),
        })),
        Row(L["First talk"], people, person => Text(FirstTalk(person.Facts))),
        Row(L["Languages"], people, person => Text(_lines.LanguagesWithLevels(person.Facts.Languages?.Value ?? []))),
        Row(L["Who comes"], people, person => Text(FactWords.Run(
            [.. _lines.Labels(words.Who, person.Facts.Who?.Value), .. _lines.Labels(words.Ages, person.Facts.Ages?.Value)]))),
        Row(L["Helps with"], people, person => Text(FactWords.Run(_lines.Labels(words.Issues, person.Facts.Issues?.Value)))),
        .. Styles(people),
        Row(L["Does not take"], people, person => Text(person.Facts.NotTaken is { Value.Count: 0 }
            ? L["Nothing is ruled out"]
            : FactWords.Run(_lines.Labels(words.Issues, person.Facts.NotTaken?.Value)))),
        Row(L["Ways of working"], people, person => Text(string.Join("; ", _lines.Labels(words.Approaches, person.Facts.Approaches?.Value)))),
        // Titles and names ("Gottman") keep their capitals.
        Row(L["Training"], people, person => Text(string.Join("; ", Training(person.Facts)))),
        Row(L["License"], people, person => Text(Licence(person.Facts, !person.Card.FactsOnly))),
    ];

    /// <summary>A row for each axis of style of which somebody has said something; one for all where nobody has.</summary>
    private static IEnumerable<ComparedRow> Styles(IReadOnlyList<PersonRow> people)
    {
        string[] told = [.. StyleAxes.Ids.Where(axis => people.Any(person => Said(person, axis) is not null))];
        return told.Length == 0
            ? [Row(L["What it is like to work with them"], people, _ => Text(""))]
            : told.Select(axis => Row(StyleWords.Topic(axis), people, person =>
                Said(person, axis) is { } said && StyleWords.Lines([said]).Single() is var line ? new ComparedCell(line.Said, Style: line) : Text("")));
    }

    private static StyleSaid? Said(PersonRow person, string axis) => person.Facts.Style?.Value.FirstOrDefault(one => one.Axis == axis);

    private static ComparedRow Row(string question, IReadOnlyList<PersonRow> people, Func<PersonRow, ComparedCell> cell)
    {
        var cells = people.Select(cell).ToList();
        return new ComparedRow(question, cells, cells.Count > 1 && cells.TrueForAll(one => one == cells[0]));
    }

    private static ComparedCell Text(string text) => new(text.Length == 0 ? L["Not known"] : text);

    private static string Cost(ProfileFacts facts)
    {
        var lines = CostWords.Lines(facts.Fees?.Value ?? []).Select(line => line.EndsWith('.') ? line : line + ".");
        return string.Join(" ", facts.SlidingScale?.Value switch
        {
            true => lines.Append(L["Less for people with less money."]),
            false => lines.Append(L["No sliding scale."]),
            null => lines,
        });
    }

    private static string FirstTalk(ProfileFacts facts) => facts.FirstTalk?.Value switch
    {
        null => facts.Fees?.Value.Any(fee => fee is { Kind: "first", ToCents: > 0 }) == true ? L["Not free"] : "",
        { Free: true, Minutes: { } minutes } => L["{0} minutes, free", minutes],
        { Free: true } => L["Free"],
        _ => L["Not free"],
    };

    /// <summary>What the letters behind the name stand for, then the studies that none of them names.</summary>
    private IEnumerable<string> Training(ProfileFacts facts)
    {
        var codes = facts.Credentials?.Value.Codes ?? [];
        return _lines.Labels(words.Credentials, codes).Concat((facts.Education?.Value ?? [])
            .Where(learned => !codes.Contains(learned.Degree, StringComparer.Ordinal))
            .Select(learned => $"{learned.Degree}, {learned.School}"));
    }

    private string Licence(ProfileFacts facts, bool isKept) => string.Join(" ", (facts.Licences?.Value ?? [])
        .Select(licence => $"{_licence.State(licence)}. {string.Join(" ", _licence.Checks(licence, isKept))}")
        // Two of one state of which nothing more is known read alike.
        .Distinct(StringComparer.Ordinal));
}
