using System.Globalization;
using Rapport.Layout;

namespace Rapport.Profiles;

/// <summary>What a fact says about itself, in words: who said it, how long ago, whether it may have changed.</summary>
internal static class FactWords
{
    /// <summary>Between facts told in one line. A new line begins with the next of them, never with the dot.</summary>
    public const string Dot = "\u00a0· ";

    /// <summary>After so many days an opening may have changed.</summary>
    public const int FreshOpeningDays = 14;

    /// <summary>After so many days without a word an opening counts as not known.</summary>
    public const int StaleOpeningDays = 60;

    /// <summary>After so many days a fee may have changed.</summary>
    public const int FreshFeeDays = 180;

    /// <summary>After so many days anything may have changed that a person can change: plans, times, whom she takes.</summary>
    public const int FreshFactDays = 365;

    private static readonly Words L = Words.For("Rapport.Profiles.FactWords");

    /// <summary>"confirmed 3 days ago", "from the public registry, in January 2024"; says when it may have changed since.</summary>
    /// <param name="freshDays">Days after which such a fact may have changed; null when its age does not matter.</param>
    /// <param name="isDoubted">Visitors say that it has: see <see cref="Doubts"/>.</param>
    public static string Origin(IFact fact, DateTime now, int? freshDays, bool isDoubted = false)
    {
        var ago = Ago(fact.Confirmed, now);
        var origin = fact.Source switch
        {
            Source.Registry => L["from the public registry, in {0}", fact.Confirmed.ToString(L["MMMM yyyy"], CultureInfo.CurrentCulture)],
            Source.LicenceBoard => L["from the license board, {0}", ago],
            Source.Organisation when fact.By is { Length: > 0 } by => L["from {0}, {1}", by, ago],
            Source.Organisation => L["from the practice, {0}", ago],
            Source.ClientReport => L["from clients, {0}", ago],
            Source.Operator => L["entered by this directory, {0}", ago],
            _ => L["confirmed {0}", ago],
        };
        return isDoubted || IsOld(fact, now, freshDays) ? L["{0}; may have changed", origin] : origin;
    }

    /// <summary>"We were told three times that this may have changed."; null where nobody is to be told of.</summary>
    /// <param name="people">As <see cref="Doubts.On"/> counts them.</param>
    public static string? Doubted(int people) => people switch
    {
        < Doubts.Fewest => null,
        3 => L["We were told three times that this may have changed."],
        _ => L["We were told {0:N0} times that this may have changed.", people],
    };

    /// <summary>"From the practice, today.": what stands in a line, as a sentence of its own.</summary>
    public static string Sentence(string line) => char.ToUpper(line[0], CultureInfo.CurrentCulture) + line[1..] + ".";

    // By whole days, as the order judges it: a card is not to say "may have changed" and "confirmed within two weeks" of the same day.
    public static bool IsOld(IFact fact, DateTime now, int? freshDays) =>
        freshDays is { } days && (now.Date - fact.Confirmed.Date).Days > days;

    /// <summary>"today", "yesterday", "3 days ago", "2 months ago".</summary>
    public static string Ago(DateTime at, DateTime now)
    {
        var days = Math.Max(0, (now.Date - at.Date).Days);
        return days switch
        {
            0 => L["today"],
            1 => L["yesterday"],
            < 60 => L["{0} days ago", days],
            < 730 => L.Many(days * 12 / 365, "one month ago", "{0} months ago"),
            _ => L["{0} years ago", days / 365],
        };
    }

    /// <summary>"December 4", with the year where it is not this one.</summary>
    public static string Day(DateOnly day, DateTime now)
    {
        var format = CultureInfo.CurrentCulture.DateTimeFormat;
        return day.Year == now.Year
            ? day.ToString(format.MonthDayPattern, CultureInfo.CurrentCulture)
            : Date(day);
    }

    /// <summary>"December 4, 2027".</summary>
    public static string Date(DateOnly day) => day.ToString(L["MMMM d, yyyy"], CultureInfo.CurrentCulture);

    /// <summary>A label of a language or a trade inside a sentence: Spanish writes it with a small letter.</summary>
    public static string Inside(string label) =>
        IsSpanish && label.Length > 1 && char.IsLower(label[1])
            ? char.ToLower(label[0], CultureInfo.CurrentCulture) + label[1..]
            : label;

    /// <summary>"a, b and c".</summary>
    public static string And(IReadOnlyList<string> parts) => parts.Count switch
    {
        0 => "",
        1 => parts[0],
        _ => L["{0} and {1}", string.Join(", ", parts.SkipLast(1)), parts[^1]],
    };

    /// <summary>"Evenings; weekends": one line of several labels. Abbreviations keep their capitals.</summary>
    /// <param name="begins">Whether the line begins a sentence.</param>
    public static string Run(IEnumerable<string> labels, bool begins = true) => string.Join("; ", labels.Select((label, place) =>
        (place > 0 || !begins) && label.Length > 1 && char.IsLower(label[1]) ? char.ToLower(label[0], CultureInfo.CurrentCulture) + label[1..] : label));

    private static bool IsSpanish => CultureInfo.CurrentUICulture.TwoLetterISOLanguageName == "es";
}
