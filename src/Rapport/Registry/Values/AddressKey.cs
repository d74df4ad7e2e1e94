using System.Buffers.Binary;
using System.Collections.Frozen;
using System.Security.Cryptography;
using System.Text;

namespace Rapport.Registry.Values;

/// <summary>
/// Tells whether two addresses are the same place, however they are typed: "116 North High Street, Suite 5" and
/// "116 N HIGH ST STE 5". Never shown; used to find out which address may be a home.
/// </summary>
internal static class AddressKey
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
    }.ToFrozenDictionary(StringComparer.Ordinal);

    // The word before the number of a door, floor or building: typed in many ways or left out.
    private static readonly FrozenSet<string> UnitWords = new[]
    {
        "STE", "SUITE", "SUIT", "APT", "APARTMENT", "UNIT", "RM", "ROOM", "FL", "FLOOR", "FLR", "BLDG", "BUILDING",
        "NO", "NUM", "NUMBER", "OFC", "OFFICE", "LOT", "SPC", "SPACE", "TRLR", "#",
    }.ToFrozenSet(StringComparer.Ordinal);

    /// <summary>The address with its door: organisations share this one. Empty for a blank address.</summary>
    public static string Door(string line1, string line2, string zip) => Make(line1, line2, zip, doors: true);

    /// <summary>The address without door, floor and building: someone who leaves the door out of one line lives there still.</summary>
    public static string House(string line1, string line2, string zip) => Make(line1, line2, zip, doors: false);

    /// <summary>
    /// Whether two addresses in one postal code may well be one house, typed differently: one is how the other begins, or
    /// the house number and the first word of the street are the same whatever the direction. Rather once too often: it
    /// decides what may be a home. A PO box is no house.
    /// </summary>
    public static bool MayBeOneHouse(RegistryAddress a, RegistryAddress b)
    {
        if (a.Zip != b.Zip)
        {
            return false;
        }
        var ours = Streets(a);
        var others = Streets(b);
        return ours.Any(x => others.Any(y => Begins(x, y) || Begins(y, x) || (Front(x) is { } front && front == Front(y))));
    }

    // The lines as one and the second alone: the first may hold a name or a PO box.
    private static List<string[]> Streets(RegistryAddress address) =>
        [.. new[] { House(address.Line1, address.Line2, ""), House(address.Line2, "", "") }.Select(WithoutBox)
            .Where(words => words.Length > 1)];

    private static string[] WithoutBox(string key)
    {
        var words = key.TrimEnd('|').Split(' ', StringSplitOptions.RemoveEmptyEntries).ToList();
        var box = words.FindIndex(word => word is "BOX" or "POB" or "POBOX");
        if (box >= 0)
        {
            var from = box;
            while (from > 0 && words[box] == "BOX" && words[from - 1] is ("PO" or "P" or "O" or "POST"))
            {
                from--;
            }
            words.RemoveRange(from, Math.Min(words.Count, box + 2) - from);
        }
        return [.. words];
    }

    private static bool Begins(string[] whole, string[] part) => whole.AsSpan().StartsWith(part);

    private static (string Number, string Street)? Front(string[] words)
    {
        if (!char.IsDigit(words[0][0]))
        {
            return null;
        }
        var street = words.Skip(1).FirstOrDefault(word =>
            word is not ("N" or "S" or "E" or "W" or "NE" or "NW" or "SE" or "SW") && !word.All(char.IsDigit));
        return street is null ? null : (words[0], street);
    }

    /// <summary>64 bits of the key, enough for a few million addresses: a clash is expected once in a million files.</summary>
    public static long Hash(string key)
    {
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(Encoding.UTF8.GetBytes(key), hash);
        return BinaryPrimitives.ReadInt64LittleEndian(hash);
    }

    private static string Make(string line1, string line2, string zip, bool doors)
    {
        var key = new StringBuilder(64);
        var skipNext = false;
        AppendWords(key, line1, doors, ref skipNext);
        AppendWords(key, line2, doors, ref skipNext);
        if (key.Length == 0)
        {
            return doors ? "" : Make(line1, line2, zip, doors: true);
        }
        return key.Append('|').Append(zip).ToString();
    }

    private static void AppendWords(StringBuilder key, string line, bool doors, ref bool skipNext)
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
                Flush(key, word, doors, ref skipNext);
                if (c == '#')
                {
                    word.Append('#');
                    Flush(key, word, doors, ref skipNext);
                }
            }
        }
        Flush(key, word, doors, ref skipNext);
    }

    private static void Flush(StringBuilder key, StringBuilder word, bool doors, ref bool skipNext)
    {
        if (word.Length == 0)
        {
            return;
        }
        var text = word.ToString();
        word.Clear();
        if (UnitWords.Contains(text))
        {
            skipNext = !doors;
            return;
        }
        if (skipNext)
        {
            skipNext = false;
            return;
        }
        if (key.Length > 0)
        {
            key.Append(' ');
        }
        key.Append(Short.GetValueOrDefault(text, text));
    }
}
