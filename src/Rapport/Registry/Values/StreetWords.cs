namespace Rapport.Registry.Values;

/// <summary>
/// The words of an address as its keys use them: folded to short forms, numbers apart from letters, and what stands
/// before the house number ("C/O Jane Doe") left out.
/// </summary>
/// <param name="Street">From the house number on; a PO box is left out where there is a street beside it.</param>
/// <param name="Doors">Numbers of doors, floors and buildings, without the word before them.</param>
/// <param name="Before">What stands before the house number.</param>
internal sealed record StreetWords(IReadOnlyList<string> Street, IReadOnlyList<string> Doors, IReadOnlyList<string> Before)
{
    private static readonly char[] Digits = [.. "0123456789"];

    /// <summary>Reads one or several lines of an address.</summary>
    public static StreetWords Of(params ReadOnlySpan<string> lines)
    {
        var words = AddressCut.Words(lines);
        var street = new List<string>(8);
        var doors = new List<string>(2);
        for (var i = 0; i < words.Count; i++)
        {
            var next = i + 1 < words.Count ? words[i + 1] : null;
            if (!AddressWords.DoorWords.Contains(words[i]))
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
            else if (next is not null && AddressWords.MayBeStreet.Contains(words[i]) && !NamesDoor(next))
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
        var house = HouseAt(street);
        return new(street[house..], doors, street[..house]);
    }

    public static bool IsNumber(string word) => !word.AsSpan().ContainsAnyExceptInRange('0', '9');

    public static bool IsDirection(string word) => word is "N" or "S" or "E" or "W" or "NE" or "NW" or "SE" or "SW";

    /// <summary>Whether this is the last word of many streets: ST, AVE.</summary>
    public static bool IsType(string word) => AddressWords.Types.Contains(word);

    /// <summary>Whether it says that somebody lives there: a flat, a house.</summary>
    public static bool IsDwelling(params ReadOnlySpan<string> lines) =>
        AddressCut.Words(lines).Exists(word => AddressWords.Dwellings.Contains(word.TrimEnd(Digits)));

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
                into.Add(AddressWords.Short.GetValueOrDefault(part, part));
                from = i;
            }
        }
    }

    private static string? GluedDoor(string word)
    {
        var digit = word.AsSpan().IndexOfAnyInRange('0', '9');
        return digit > 1 && AddressWords.DoorWords.Contains(word[..digit]) ? word[digit..] : null;
    }

    private static bool NamesDoor(string word) =>
        word.Length == 1 || word.AsSpan().ContainsAnyInRange('0', '9') || (AddressWords.Short.TryGetValue(word, out var number) && IsNumber(number));

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
        if (box < 0 || (box > 1 && AddressWords.HasBoxes(street[box - 2])))
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
            if (AddressWords.HasBoxes(before))
            {
                return i - 1;
            }
            var named = street.Skip(i + 1).Any(word => word.Length > 1 && !char.IsAsciiDigit(word[0]) && !IsDirection(word));
            return named && !AddressWords.BeforeRoadNumber.Contains(before) ? i : 0;
        }
        return 0;
    }
}
