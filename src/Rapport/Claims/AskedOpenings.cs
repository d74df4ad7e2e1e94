using System.Globalization;
using Rapport.Profiles;

namespace Rapport.Claims;

/// <summary>Whether new people can come, for all places together.</summary>
internal sealed class AskedOpenings(Func<string> label, Func<string> hint) : Asked("openings", label, hint)
{
    public const string From = "openings-from";
    public const string People = "openings-people";
    public const string Weeks = "openings-weeks";
    public const string Until = "openings-until";

    public static readonly IReadOnlyList<string> Kinds = ["open", "waiting-list", "full", "existing-only", "existing-families"];

    public override void Fill(Filled form, ProfileFacts facts)
    {
        if (facts.Openings?.Value is not [var opening, ..])
        {
            return;
        }
        form[Field] = opening.Kind;
        form[From] = opening.From is { } from ? FieldText.PrintDate(from) : "";
        form[People] = opening.NewPeople ?? "";
        form[Weeks] = opening.Weeks?.ToString(CultureInfo.InvariantCulture) ?? "";
        form[Until] = opening.Until is { } until ? FieldText.PrintDate(until) : "";
    }

    public override string Read(Filled form, ProfileFacts facts, Wrong wrong)
    {
        var kind = form[Field];
        if (!Kinds.Contains(kind, StringComparer.Ordinal))
        {
            if (kind.Length > 0)
            {
                wrong(Field, TopicProblems.NotRead);
            }
            return "";
        }
        DateOnly? Day(string input)
        {
            if (form[input].Length == 0)
            {
                return null;
            }
            if (DateOnly.TryParseExact(form[input], "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) && day.Year is > 2020 and < 2100)
            {
                return day;
            }
            wrong(input, TopicProblems.Date);
            return null;
        }
        int? weeks = null;
        if (kind == "waiting-list" && form[Weeks].Length > 0)
        {
            if (int.TryParse(form[Weeks], NumberStyles.None, CultureInfo.InvariantCulture, out var count) && count is > 0 and < 200)
            {
                weeks = count;
            }
            else
            {
                wrong(Weeks, TopicProblems.Weeks);
            }
        }
        // Only what belongs to the answer counts; the rest of the form may hold what was typed before it.
        return FieldText.PrintOpening(new Opening
        {
            Kind = kind,
            From = kind == "open" ? Day(From) : null,
            NewPeople = kind == "open" && form[People] is "1" or "2-3" or "4+" ? form[People] : null,
            Weeks = weeks,
            Until = kind == "full" ? Day(Until) : null,
        });
    }
}
