using Rapport.Profiles;

namespace Rapport.Claims;

/// <summary>Licences: state and number. How a licence stands is for the board to say.</summary>
internal sealed class AskedLicences(Func<string> label, Func<string> hint) : Asked("licences", label, hint)
{
    public const int Most = 4;

    public string State(int row) => row == 0 ? Field : $"licence-state-{row}";

    public static string Number(int row) => $"licence-number-{row}";

    /// <summary>How many rows the form shows: those that are filled in, and one more.</summary>
    public int Shown(Filled form)
    {
        var filled = Enumerable.Range(0, Most).LastOrDefault(row => form[State(row)].Length > 0 || form[Number(row)].Length > 0, -1);
        return Math.Min(Most, filled + 2);
    }

    public override void Fill(Filled form, ProfileFacts facts)
    {
        var row = 0;
        foreach (var licence in (facts.Licences?.Value ?? []).Take(Most))
        {
            form[State(row)] = licence.State;
            form[Number(row)] = licence.Number ?? "";
            row++;
        }
    }

    // Numbers have letters before them or behind; a whole word is a remark.
    private static bool IsWord(string part) => part.Length > LongestLetters && part.All(char.IsAsciiLetter);

    private const int LongestLetters = 4;

    public override string Read(Filled form, ProfileFacts facts, Wrong wrong)
    {
        var licences = new List<Licence>();
        for (var row = 0; row < Most; row++)
        {
            var (state, number) = (form[State(row)], form[Number(row)]);
            if (state.Length == 0 && number.Length == 0)
            {
                continue;
            }
            if (!Core.Places.State.TryParse(state, out var of) || LicenceNumber.Clean(number) is not { } clean || clean.Split(' ').Any(IsWord) || clean.Any(letter => !char.IsAsciiLetterOrDigit(letter) && letter is not ('.' or '-' or '/' or ' ')))
            {
                wrong(of is null || state.Length == 0 ? State(row) : Number(row), TopicProblems.Licence);
                continue;
            }
            // What a board said of this very licence stays with it; of another number it says nothing.
            licences.Add((facts.Licences?.Value ?? []).FirstOrDefault(known => known.State == of.Code && known.Number is { } had
                && LicenceNumber.Key(had.ToUpperInvariant()) == LicenceNumber.Key(clean)) ?? new Licence { State = of.Code, Number = clean });
        }
        // What the form has no row for stays.
        licences.AddRange((facts.Licences?.Value ?? []).Skip(Most));
        return FieldText.PrintList(licences, "; ", FieldText.PrintLicence) is var text && licences.Count == 0 ? "" : text;
    }
}
