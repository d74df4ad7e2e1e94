using System.Globalization;
using Rapport.Profiles;

namespace Rapport.Claims;

/// <summary>Whether new people can come: one answer for all places and online, and another for a place where it differs.</summary>
internal sealed class AskedOpenings(Func<string> label, Func<string> hint) : Asked("openings", label, hint)
{
    private const string NobodyWord = "0-until-";

    private const int MostWeeks = 199;

    public static readonly IReadOnlyList<string> Kinds = ["open", "waiting-list", "full", "existing-only", "existing-families"];

    /// <summary>The answers that are asked for: the first for all, and one for each place where there are several ways to come.</summary>
    public static IReadOnlyList<PracticePlace?> Rows(ProfileFacts facts)
    {
        var places = facts.Places?.Value ?? [];
        var isOnlineToo = facts.Formats?.Value.Contains("online", StringComparer.Ordinal) == true;
        return places.Count > 1 || (places.Count == 1 && isOnlineToo) ? [null, .. places] : [null];
    }

    /// <summary>Name of the input that says whether; of all places where there is none.</summary>
    public static string Kind(PracticePlace? place) => Input(place, "");

    public static string From(PracticePlace? place) => Input(place, "-from");

    public static string People(PracticePlace? place) => Input(place, "-people");

    public static string Weeks(PracticePlace? place) => Input(place, "-weeks");

    public static string Until(PracticePlace? place) => Input(place, "-until");

    /// <summary>Open, and nobody new before a day: one answer instead of two.</summary>
    public static string NobodyUntil(DateOnly day) => NobodyWord + FieldText.PrintDate(day);

    public override void Fill(Filled form, ProfileFacts facts)
    {
        var rows = Rows(facts);
        foreach (var place in rows)
        {
            // Where there is one answer only, it is the one that was given, of whichever place.
            if (facts.Openings?.Value.FirstOrDefault(one => rows.Count == 1 || one.PlaceId == place?.Id) is not { } opening)
            {
                continue;
            }
            form[Kind(place)] = opening.Kind;
            form[From(place)] = opening.From is { } from ? FieldText.PrintDate(from) : "";
            form[People(place)] = opening.NewPeople ?? "";
            form[Weeks(place)] = opening.Weeks?.ToString(CultureInfo.InvariantCulture) ?? "";
            form[Until(place)] = opening.Until is { } until ? FieldText.PrintDate(until) : "";
        }
    }

    public override string Read(Filled form, ProfileFacts facts, Wrong wrong) =>
        string.Join("; ", Rows(facts).Select(place => Read(form, place, wrong)).OfType<Opening>().Select(FieldText.PrintOpening));

    private static Opening? Read(Filled form, PracticePlace? place, Wrong wrong)
    {
        var kind = form[Kind(place)];
        if (!Kinds.Contains(kind, StringComparer.Ordinal))
        {
            if (kind.Length > 0)
            {
                wrong(Kind(place), TopicProblems.NotRead);
            }
            return null;
        }
        // Full until a day that is over says nothing; open from such a day is open now.
        DateOnly? Day(string input, bool mustCome = false)
        {
            if (form[input].Length == 0)
            {
                return null;
            }
            if (!DateOnly.TryParseExact(form[input], "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day))
            {
                wrong(input, TopicProblems.Date);
                return null;
            }
            if (day > form.Today.AddYears(2))
            {
                wrong(input, TopicProblems.DayFar);
                return null;
            }
            if (day.Year <= 2020 || (mustCome && day < form.Today))
            {
                wrong(input, TopicProblems.DayOver);
                return null;
            }
            return day;
        }
        int? weeks = null;
        if (kind == "waiting-list" && form[Weeks(place)].Length > 0)
        {
            if (int.TryParse(form[Weeks(place)], NumberStyles.None, CultureInfo.InvariantCulture, out var count) && count is > 0 and <= MostWeeks)
            {
                weeks = count;
            }
            else
            {
                wrong(Weeks(place), TopicProblems.Weeks(MostWeeks));
            }
        }
        // Nobody new this month is open from the next one on, or from a later day that she names.
        DateOnly? room = null;
        if (kind == "open" && form[People(place)].StartsWith(NobodyWord, StringComparison.Ordinal))
        {
            if (DateOnly.TryParseExact(form[People(place)].AsSpan(NobodyWord.Length), "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var next) && next.Year is > 2020 and < 2100)
            {
                room = next;
            }
            else
            {
                wrong(People(place), TopicProblems.NotRead);
            }
        }
        else if (kind == "open" && form[People(place)] is not ("" or "1" or "2-3" or "4+"))
        {
            wrong(People(place), TopicProblems.NotRead);
        }
        var from = kind == "open" ? Day(From(place)) : null;
        // Only what belongs to the answer counts; the rest of the form may hold what was typed before it.
        return new Opening
        {
            PlaceId = place?.Id,
            Kind = kind,
            From = room is null || from > room ? from : room,
            NewPeople = kind == "open" && form[People(place)] is "1" or "2-3" or "4+" ? form[People(place)] : null,
            Weeks = weeks,
            Until = kind == "full" ? Day(Until(place), mustCome: true) : null,
        };
    }

    private static string Input(PracticePlace? place, string part) =>
        string.Create(CultureInfo.InvariantCulture, $"openings{(place is null ? "" : $"-place-{place.Id}")}{part}");
}
