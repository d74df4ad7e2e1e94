using Rapport.Places;
using Rapport.Profiles;
using Rapport.Registry.Values;

namespace Rapport.Claims;

/// <summary>Where people are seen in person.</summary>
internal sealed class AskedPlaces(Func<string> label, Func<string> hint) : Asked("places", label, hint)
{
    public const int Most = 3;

    /// <summary>Letters of a line.</summary>
    public const int Longest = 100;

    /// <summary>The parts of a place, as their inputs are named.</summary>
    public static readonly IReadOnlyList<string> Parts = ["practice", "street", "unit", "city", "state", "zip", "telephone"];

    public string Input(int row, string part) => row == 0 && part == "practice" ? Field : $"place-{row}-{part}";

    /// <summary>"yes": the street is shown.</summary>
    public static string Street(int row) => $"place-{row}-shown";

    public static string Access(int row) => $"place-{row}-access";

    public override void Fill(Filled form, ProfileFacts facts)
    {
        var row = 0;
        foreach (var place in (facts.Places?.Value ?? []).Take(Most))
        {
            string?[] values = [place.Practice, place.Line1, place.Line2, place.City, place.State, place.Zip, place.Telephone];
            for (var at = 0; at < Parts.Count; at++)
            {
                form[Input(row, Parts[at])] = values[at] ?? "";
            }
            form[Street(row)] = place.MayBeHome ? "no" : "yes";
            form.Put(Access(row), place.Accessibility ?? []);
            row++;
        }
    }

    public override string Read(Filled form, ProfileFacts facts, Wrong wrong)
    {
        var places = new List<PracticePlace>();
        for (var row = 0; row < Most; row++)
        {
            // What parts the pieces of a place in the catalogue of fields is no part of an address.
            string Part(string part) => PlainText.Clean(form[Input(row, part)].Replace('|', ' ').Replace(';', ' ')).Trim();
            if (Parts.All(part => Part(part).Length == 0))
            {
                continue;
            }
            foreach (var part in Parts.Where(part => Part(part).Length > Longest))
            {
                wrong(Input(row, part), TopicProblems.TooLong(Part(part).Length, Longest));
            }
            var typed = Part("telephone");
            var telephone = typed.Length == 0 ? null : Telephone.Read(typed);
            if (typed.Length > 0 && telephone is null)
            {
                wrong(Input(row, "telephone"), TopicProblems.Telephone);
            }
            var zip = Part("zip");
            if (Part("city").Length == 0 || Part("city").Contains(',', StringComparison.Ordinal) || !Core.Places.State.TryParse(Part("state"), out var state) || zip.Length != 5 || !zip.All(char.IsAsciiDigit))
            {
                wrong(Input(row, Part("city").Length == 0 ? "city" : zip.Length != 5 || !zip.All(char.IsAsciiDigit) ? "zip" : "state"), TopicProblems.Place);
                continue;
            }
            // By it people find her: what leads nowhere, or to another state, is asked back.
            if (PlaceTable.Gazetteer.Find(zip) is not { } area)
            {
                wrong(Input(row, "zip"), TopicProblems.ZipUnknown(zip));
            }
            else if (area.State != state)
            {
                wrong(Input(row, "zip"), TopicProblems.ZipElsewhere(zip, area.State, state));
            }
            var place = new PracticePlace
            {
                Practice = Nothing(Part("practice")),
                Line1 = Nothing(Part("street")),
                Line2 = Nothing(Part("unit")),
                City = Part("city"),
                State = state.Code,
                Zip = zip,
                Telephone = telephone,
                MayBeHome = form[Street(row)] != "yes",
                Accessibility = form.All(Access(row)).Where(IsCode).ToList() is { Count: > 0 } access ? access : null,
            };
            if (!IsReadAsWritten(place))
            {
                wrong(Input(row, "street"), TopicProblems.NotRead);
            }
            places.Add(place);
        }
        // What the form has no row for stays.
        places.AddRange((facts.Places?.Value ?? []).Skip(Most));
        return places.Count == 0 ? "" : FieldText.PrintList(places, "; ", FieldText.PrintPlace);
    }

    /// <summary>A line may look like another part of an address, as a street that begins with "at": what is kept must be what was meant.</summary>
    private static bool IsReadAsWritten(PracticePlace place)
    {
        try
        {
            return FieldText.ReadPlace(FieldText.PrintPlace(place), place.Id, code => code) == place;
        }
        catch (FieldProblem)
        {
            return false;
        }
    }

    private static bool IsCode(string code) => code.All(letter => char.IsAsciiLetterOrDigit(letter) || letter == '-');

    private static string? Nothing(string text) => text.Length > 0 ? text : null;
}
