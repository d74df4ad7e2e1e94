using System.Globalization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Rapport.Core.Places;
using Rapport.Layout;
using Rapport.Storage;

namespace Rapport.Profiles;

/// <summary>A line of the table that says where each fact comes from.</summary>
internal sealed record OriginLine(string Fact, string Origin);

/// <summary>One therapist's page.</summary>
internal sealed class TherapistModel(Store store, Vocabularies words) : PageModel
{
    private static readonly Words L = Words.For("Rapport.Profiles.Therapist");

    private string _language = "en";

    public long Id { get; private set; }

    public ProfileFacts Facts { get; private set; } = new();

    /// <summary>Known from the public registry alone.</summary>
    public bool FactsOnly { get; private set; }

    public string Name { get; private set; } = "";

    public DateTime Now => store.Now;

    public async Task<IActionResult> OnGet(string slug, CancellationToken stop)
    {
        if (await Listed.Find(store, slug, stop) is not { } row)
        {
            return NotFound();
        }
        var facts = row.Read().Facts.Shown();
        var language = Language.Of(HttpContext);
        if (slug != ProfileLinks.Slug(row.Id, facts.Name?.Value))
        {
            return RedirectPermanent(ProfileLinks.Page(row.Id, facts.Name?.Value, language.Code) + Request.QueryString);
        }
        _language = language.Code;
        Id = row.Id;
        Facts = facts;
        FactsOnly = !row.Claimed;
        Name = facts.Name?.Value.Display() ?? L["Name not known"];
        return Page();
    }

    public string WithCredentials() =>
        Facts.Credentials?.Value.Codes is { Count: > 0 } codes ? $"{Name}, {string.Join(", ", codes)}" : Name;

    public string Initials() => Listed.Initials(Facts.Name?.Value);

    public string Label(Vocabulary vocabulary, string code) => vocabulary.Find(code)?.Label(_language) ?? code;

    public IReadOnlyList<string> Labels(Vocabulary vocabulary, IReadOnlyList<string>? codes) =>
        [.. (codes ?? []).Select(code => Label(vocabulary, code))];

    public string Listing(Vocabulary vocabulary, IReadOnlyList<string> codes) =>
        string.Join("; ", Labels(vocabulary, codes));

    public Vocabularies Vocabulary => words;

    /// <summary>A term and what it means; only those that the vocabulary explains.</summary>
    public IEnumerable<(string Term, string Plain)> Explained(Vocabulary vocabulary, IEnumerable<string>? codes) =>
        (codes ?? []).Select(vocabulary.Find).OfType<Term>().Select(term => (term.Label(_language), term.Plain(_language)));

    public string Plans() => string.Join("; ", Facts.Insurers!.Value.Select(plan =>
        plan.Plan is { } only ? $"{Label(words.Insurers, plan.Insurer)}: {only}" : Label(words.Insurers, plan.Insurer)));

    public string Languages() => FactWords.And([.. Facts.Languages!.Value.Select(spoken =>
        Label(words.Languages, spoken.Code))]);

    /// <summary>"Online anywhere in California."</summary>
    public string? StatesOnline() => (Has("online"), Facts.OnlineStates?.Value) switch
    {
        (true, { Count: > 0 and <= 6 } states) => L["Online anywhere in {0}.", FactWords.And([.. states.Select(StateName)])],
        (true, { Count: > 6 } many) => L["Online in {0} states.", many.Count],
        (true, _) => L["Online; in which states is not known."],
        _ => null,
    };

    public bool Has(string format) => Facts.Formats?.Value.Contains(format, StringComparer.Ordinal) == true;

    public string StateName(string code) => State.TryParse(code, out var state)
        ? _language == "es" ? state.Spanish : state.English
        : code;

    /// <summary>"Oakland, CA 94611", with the street where it may be shown.</summary>
    public static string Address(PracticePlace place) => string.Join(", ", new[]
    {
        place.Line1, place.Line2, $"{place.City}, {place.State} {place.Zip}",
    }.Where(part => !string.IsNullOrWhiteSpace(part)));

    /// <summary>"(510) 555-0100"; null for registry records, which nobody confirmed.</summary>
    public string? Telephone(PracticePlace place) =>
        FactsOnly || place.Telephone is not { Length: 10 } digits ? null : $"({digits[..3]}) {digits[3..6]}-{digits[6..]}";

    public string Origin(IFact fact, int? freshDays = null)
    {
        var origin = FactWords.Origin(fact, Now, freshDays);
        return char.ToUpper(origin[0], CultureInfo.CurrentCulture) + origin[1..] + ".";
    }

    public string Licence(Licence licence)
    {
        var parts = new List<string> { StateName(licence.State) };
        if (licence.Title is { } title)
        {
            parts.Add(Label(words.Credentials, title));
        }
        if (licence.Number is { } number)
        {
            parts.Add(L["number {0}", number]);
        }
        return string.Join(", ", parts);
    }

    /// <summary>How and when the licence was checked, and what the check found.</summary>
    public IEnumerable<string> Checks(Licence licence)
    {
        if (licence.Expires is { } expires)
        {
            yield return expires < DateOnly.FromDateTime(Now)
                ? L["Expired on {0}; may have been renewed since.", FactWords.Date(expires)]
                : L["Valid until {0}.", FactWords.Date(expires)];
        }
        yield return licence.Checked is { } day
            ? L["Checked on {0} against {1}.", FactWords.Date(day), licence.CheckedHow ?? L["the board’s file"]]
            : L["Not checked by us."];
        yield return licence.Discipline switch
        {
            null => L["Discipline: nobody has looked."],
            "none listed" => L["Discipline: none listed."],
            { } other => L["Discipline: {0}", other],
        };
    }

    public IEnumerable<OriginLine> Origins()
    {
        var facts = new (string Name, IFact? Fact, int? FreshDays)[]
        {
            (L["Name"], Facts.Name, null), (L["Letters after the name"], Facts.Credentials, null),
            (L["Profession"], Facts.Professions, null), (L["License"], Facts.Licences, null), (L["Places"], Facts.Places, null),
            (L["In person or online"], Facts.Formats, null), (L["Openings"], Facts.Openings, FactWords.FreshOpeningDays),
            (L["Times"], Facts.Times, null), (L["Cost"], Facts.Fees, FactWords.FreshFeeDays),
            (L["Sliding scale"], Facts.SlidingScale, FactWords.FreshFeeDays), (L["Plans"], Facts.Insurers, null),
            (L["Ways to pay"], Facts.Payments, null), (L["Helps with"], Facts.Issues, null),
            (L["Does not take"], Facts.NotTaken, null), (L["Ages"], Facts.Ages, null), (L["Who comes"], Facts.Who, null),
            (L["Ways of working"], Facts.Approaches, null), (L["Medicine"], Facts.Prescribes, null),
            (L["Languages"], Facts.Languages, null), (L["Own words"], Facts.AboutMe ?? Facts.WhoIHelp ?? Facts.HowWeWork, null),
            (L["Training"], Facts.Education, null), (L["First talk"], Facts.FirstTalk, null),
        };
        return facts.Select(fact => new OriginLine(
            fact.Name, fact.Fact is null ? L["Not known"] : Origin(fact.Fact, fact.FreshDays)));
    }
}
