using System.Collections.Frozen;
using System.Text;

namespace Rapport.Registry.Values;

/// <summary>
/// The words of an address as its keys use them: folded to short forms, numbers apart from letters, and what stands
/// before the house number ("C/O Jane Doe") left out.
/// </summary>
/// <param name="Street">From the house number on; a PO box is left out where there is a street beside it.</param>
/// <param name="Doors">Numbers of doors, floors and buildings, without the word before them.</param>
internal sealed record StreetWords(IReadOnlyList<string> Street, IReadOnlyList<string> Doors)
{
    private static readonly FrozenDictionary<string, string> Short = new Dictionary<string, string>
    {
        ["STREET"] = "ST",
        ["STR"] = "ST",
        ["AVENUE"] = "AVE",
        ["AV"] = "AVE",
        ["BOULEVARD"] = "BLVD",
        ["ROAD"] = "RD",
        ["DRIVE"] = "DR",
        ["DRV"] = "DR",
        ["LANE"] = "LN",
        ["COURT"] = "CT",
        ["CIRCLE"] = "CIR",
        ["PLACE"] = "PL",
        ["PLAZA"] = "PLZ",
        ["PARKWAY"] = "PKWY",
        ["PKY"] = "PKWY",
        ["HIGHWAY"] = "HWY",
        ["TERRACE"] = "TER",
        ["TRAIL"] = "TRL",
        ["SQUARE"] = "SQ",
        ["TURNPIKE"] = "TPKE",
        ["EXPRESSWAY"] = "EXPY",
        ["FREEWAY"] = "FWY",
        ["CENTER"] = "CTR",
        ["CENTRE"] = "CTR",
        ["COVE"] = "CV",
        ["CROSSING"] = "XING",
        ["POINT"] = "PT",
        ["HEIGHTS"] = "HTS",
        ["MOUNT"] = "MT",
        ["SAINT"] = "ST",
        ["FORT"] = "FT",
        ["ROUTE"] = "RTE",
        ["RT"] = "RTE",
        ["NORTH"] = "N",
        ["SOUTH"] = "S",
        ["EAST"] = "E",
        ["WEST"] = "W",
        ["NORTHEAST"] = "NE",
        ["NORTHWEST"] = "NW",
        ["SOUTHEAST"] = "SE",
        ["SOUTHWEST"] = "SW",
        ["FIRST"] = "1ST",
        ["SECOND"] = "2ND",
        ["THIRD"] = "3RD",
        ["FOURTH"] = "4TH",
        ["FIFTH"] = "5TH",
        ["SIXTH"] = "6TH",
        ["SEVENTH"] = "7TH",
        ["EIGHTH"] = "8TH",
        ["NINTH"] = "9TH",
        ["TENTH"] = "10TH",
        ["ONE"] = "1",
        ["TWO"] = "2",
        ["THREE"] = "3",
        ["FOUR"] = "4",
        ["FIVE"] = "5",
        ["SIX"] = "6",
        ["SEVEN"] = "7",
        ["EIGHT"] = "8",
        ["NINE"] = "9",
        ["TEN"] = "10",
    }.ToFrozenDictionary(StringComparer.Ordinal);

    // The word before the number of a door, floor or building: typed in many ways or left out.
    private static readonly FrozenSet<string> DoorWords = new[]
    {
        "STE", "SUITE", "SUIT", "APT", "APARTMENT", "UNIT", "RM", "ROOM", "FL", "FLOOR", "FLR", "BLDG", "BUILDING", "NO",
        "NUM", "NUMBER", "OFC", "OFFICE", "LOT", "SPC", "SPACE", "TRLR", "#",
    }.ToFrozenSet(StringComparer.Ordinal);

    // Some of them are parts of a street's name as well ("1 Office Plaza"), unless a number or letter follows.
    private static readonly FrozenSet<string> MayBeStreet = new[]
    {
        "FL", "FLOOR", "FLR", "BUILDING", "NO", "NUM", "NUMBER", "OFC", "OFFICE", "LOT", "SPACE",
    }.ToFrozenSet(StringComparer.Ordinal);

    private static readonly FrozenSet<string> Types = new[]
    {
        "ST", "AVE", "BLVD", "RD", "DR", "LN", "CT", "CIR", "PL", "PLZ", "PKWY", "HWY", "TER", "TRL", "SQ", "TPKE", "EXPY",
        "FWY", "CTR", "CV", "XING", "PT", "HTS", "WAY", "LOOP", "RUN", "PATH", "ALY", "ALLEY", "ROW", "PIKE", "BND", "PASS",
    }.ToFrozenSet(StringComparer.Ordinal);

    // A number after one of these names the road: it is not that of a house.
    private static readonly FrozenSet<string> BeforeRoadNumber = new[]
    {
        "HWY", "RTE", "RD", "ST", "AVE", "DR", "LN", "CT", "BLVD", "CIR", "PKWY", "TRL", "TER", "WAY", "LOOP", "CR", "SR", "FM",
        "US", "I", "INTERSTATE", "COUNTY", "STATE", "CALLE", "CARR", "KM", "EXIT", "PIER", "CAMP",
    }.ToFrozenSet(StringComparer.Ordinal);

    /// <summary>Reads one or several lines of an address.</summary>
    public static StreetWords Of(params ReadOnlySpan<string> lines)
    {
        var words = new List<string>(8);
        foreach (var line in lines)
        {
            Cut(line, words);
        }
        var street = new List<string>(8);
        var doors = new List<string>(2);
        for (var i = 0; i < words.Count; i++)
        {
            var next = i + 1 < words.Count ? words[i + 1] : null;
            if (!DoorWords.Contains(words[i]))
            {
                if (GluedDoor(words[i]) is { } door)
                {
                    Fold(door, doors);
                }
                else
                {
                    Fold(words[i], street);
                }
            }
            else if (words[i] is "FL" or "FLOOR" or "FLR" && street.Count > 0 && IsOrdinal(street[^1]))
            {
                doors.Add(street[^1]);
                street.RemoveAt(street.Count - 1);
            }
            else if (next is not null && MayBeStreet.Contains(words[i]) && !NamesDoor(next))
            {
                // "12 No. Main St" lies in the north.
                street.Add(words[i] is "NO" ? "N" : words[i]);
            }
            else if (next is not null)
            {
                Fold(next, doors);
                i++;
            }
        }
        FoldRuralRoute(street);
        TakeBoxOut(street);
        street.RemoveRange(0, HouseAt(street));
        return new(street, doors);
    }

    public static bool IsNumber(string word) => !word.AsSpan().ContainsAnyExceptInRange('0', '9');

    public static bool IsDirection(string word) => word is "N" or "S" or "E" or "W" or "NE" or "NW" or "SE" or "SW";

    /// <summary>Whether this is the last word of many streets: ST, AVE.</summary>
    public static bool IsType(string word) => Types.Contains(word);

    private static void Cut(string line, List<string> words)
    {
        var word = new StringBuilder(16);
        foreach (var c in line)
        {
            if (char.IsLetterOrDigit(c))
            {
                word.Append(char.ToUpperInvariant(c));
            }
            else if (c is not ('.' or '\''))
            {
                End();
                if (c == '#')
                {
                    words.Add("#");
                }
            }
        }
        End();

        void End()
        {
            if (word.Length > 0)
            {
                words.Add(word.ToString());
                word.Clear();
            }
        }
    }

    // "123MAIN" and "123A" are typed with a blank or hyphen as well; "42ND" is one word.
    private static void Fold(string word, List<string> into)
    {
        if (IsOrdinal(word))
        {
            into.Add(word);
            return;
        }
        var from = 0;
        for (var i = 1; i <= word.Length; i++)
        {
            if (i == word.Length || char.IsAsciiDigit(word[i]) != char.IsAsciiDigit(word[i - 1]))
            {
                var part = word[from..i];
                into.Add(Short.GetValueOrDefault(part, part));
                from = i;
            }
        }
    }

    private static string? GluedDoor(string word)
    {
        var digit = word.AsSpan().IndexOfAnyInRange('0', '9');
        return digit > 1 && DoorWords.Contains(word[..digit]) ? word[digit..] : null;
    }

    private static bool NamesDoor(string word) =>
        word.Length == 1 || word.AsSpan().ContainsAnyInRange('0', '9') || (Short.TryGetValue(word, out var number) && IsNumber(number));

    private static bool IsOrdinal(string word)
    {
        var digits = word.AsSpan().IndexOfAnyExceptInRange('0', '9');
        if (digits < 1 || word.Length != digits + 2)
        {
            return false;
        }
        var teen = digits > 1 && word[digits - 2] == '1';
        return word[digits..] == (teen ? "TH" : word[digits - 1] switch { '1' => "ST", '2' => "ND", '3' => "RD", _ => "TH" });
    }

    private static void FoldRuralRoute(List<string> street)
    {
        for (var i = 0; i + 1 < street.Count; i++)
        {
            if ((street[i], street[i + 1]) is ("RURAL", "RTE" or "RD") or ("R", "R"))
            {
                street[i] = "RR";
                street.RemoveAt(i + 1);
            }
            else if (street[i] == "RTE" && i + 2 < street.Count && street[i + 2] == "BOX")
            {
                street[i] = "RR";
            }
        }
    }

    // On a rural route the box is the house.
    private static void TakeBoxOut(List<string> street)
    {
        var box = street.FindIndex(word => word is "BOX" or "POB" or "POBOX");
        if (box < 0 || (box > 1 && street[box - 2] is "RR" or "HC"))
        {
            return;
        }
        var from = box;
        while (from > 0 && street[box] == "BOX" && street[from - 1] is "PO" or "P" or "O" or "POST" or "OFFICE")
        {
            from--;
        }
        var count = Math.Min(street.Count, box + 2) - from;
        if (street.Count - count > 1)
        {
            street.RemoveRange(from, count);
        }
    }

    private static int HouseAt(List<string> street)
    {
        for (var i = 0; i < street.Count; i++)
        {
            if (!IsNumber(street[i]))
            {
                continue;
            }
            var before = i > 0 ? street[i - 1] : "";
            if (before is "RR" or "HC")
            {
                return i - 1;
            }
            var named = street.Skip(i + 1).Any(word => word.Length > 1 && !char.IsAsciiDigit(word[0]) && !IsDirection(word));
            return named && !BeforeRoadNumber.Contains(before) ? i : 0;
        }
        return 0;
    }
}
