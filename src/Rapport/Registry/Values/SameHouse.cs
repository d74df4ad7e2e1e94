namespace Rapport.Registry.Values;

/// <summary>
/// Whether two addresses may well be one house, typed differently: one is how the other begins, the house number and
/// the name of the street are the same whatever the direction, or both hold the same words in whatever order. Rather once too often: it decides what may be a home. A PO
/// box is no house.
/// </summary>
internal static class SameHouse
{
    private const int ShortestName = 3;
    private const int ShortestFirstWord = 4;
    private const int ZipDigits = 5;

    private enum Zips
    {
        Equal,
        Unknown,
        Different,
    }

    public static bool MayBe(RegistryAddress a, RegistryAddress b)
    {
        var zips = Compare(a, b);
        if (zips == Zips.Different && !SameTown(a, b))
        {
            return false;
        }
        if (AddressBag.MayBeOne(AddressBag.Of(a), AddressBag.Of(b)))
        {
            return true;
        }
        var others = Streets(b);
        return others.Count > 0 && Streets(a).Any(x => others.Any(y => MayBe(x, y, zips == Zips.Equal)));
    }

    private static bool MayBe(IReadOnlyList<string> x, IReadOnlyList<string> y, bool oneZip)
    {
        if (Begins(x, y) || Begins(y, x))
        {
            return true;
        }
        if (Front.Of(x) is not { } front || Front.Of(y) is not { } other || !front.SameNumber(other))
        {
            return false;
        }
        return front.First == other.First || front.Name == other.Name
            || (oneZip && (OneEdit(front.First, other.First, ShortestFirstWord) || OneEdit(front.Name, other.Name, ShortestName)));
    }

    // One house keeps its street where a ZIP was mistyped, left out, or is that of another post office of the town.
    private static Zips Compare(RegistryAddress a, RegistryAddress b) =>
        a.Zip == b.Zip && a.Zip.Length > 0 ? Zips.Equal
        : Reads(a) && Reads(b) ? Zips.Different
        : Zips.Unknown;

    private static bool Reads(RegistryAddress address) =>
        address.Country is "US" or "PR" or "VI" or "GU" or "AS" or "MP" or "UM" or ""
            ? address.Zip.Length == ZipDigits && StreetWords.IsNumber(address.Zip)
            : address.Zip.Length > 0;

    private static bool SameTown(RegistryAddress a, RegistryAddress b) =>
        a.City.Length > 0 && (a.State == b.State || a.State.Length == 0 || b.State.Length == 0)
        && StreetWords.Of(a.City).Street.SequenceEqual(StreetWords.Of(b.City).Street, StringComparer.Ordinal);

    // The lines as one and each alone: one may hold a name or a PO box.
    private static List<IReadOnlyList<string>> Streets(RegistryAddress address) =>
        [.. new[]
        {
            StreetWords.Of(address.Line1, address.Line2), StreetWords.Of(address.Line1), StreetWords.Of(address.Line2),
        }.Select(words => words.Street).Where(words => words.Count > 1 && !IsBox(words))];

    private static bool IsBox(IReadOnlyList<string> words) => words.Any(word => word is "BOX" or "POB" or "POBOX") && !AddressWords.HasBoxes(words[0]);

    private static bool Begins(IReadOnlyList<string> whole, IReadOnlyList<string> part) =>
        whole.Take(part.Count).SequenceEqual(part, StringComparer.Ordinal);

    /// <summary>The house number and what the street is called.</summary>
    /// <param name="Number">The first number.</param>
    /// <param name="Numbers">All that stand at the beginning as one: 123-45 is 12345 too.</param>
    /// <param name="First">First word of the name.</param>
    /// <param name="Name">The whole name without blanks, to the word for street: WHITE OAK is WHITEOAK too.</param>
    private readonly record struct Front(string Number, string Numbers, string First, string Name)
    {
        public bool SameNumber(Front other) => Number == other.Number || Numbers == other.Numbers;

        public static Front? Of(IReadOnlyList<string> words)
        {
            if (!StreetWords.IsNumber(words[0]))
            {
                return null;
            }
            var name = new List<string>(3);
            for (var i = 1; i < words.Count; i++)
            {
                var word = words[i];
                var next = i + 1 < words.Count ? words[i + 1] : "";
                // The A of 123A, but not that of A Street.
                var isDoor = word.Length == 1 && name.Count == 0 && next.Length > 0 && !StreetWords.IsType(next);
                if (StreetWords.IsDirection(word) || StreetWords.IsNumber(word) || isDoor)
                {
                    continue;
                }
                if (name.Count > 0 && StreetWords.IsType(word))
                {
                    break;
                }
                name.Add(word);
            }
            return name.Count == 0
                ? null
                : new Front(words[0], string.Concat(words.TakeWhile(StreetWords.IsNumber)), name[0], string.Concat(name));
        }
    }

    // One letter left out, put in or changed, or two that changed places. Numbered streets are neighbours, not slips.
    private static bool OneEdit(string a, string b, int shortest)
    {
        if (Math.Min(a.Length, b.Length) < shortest || Math.Abs(a.Length - b.Length) > 1
            || (a + b).AsSpan().ContainsAnyInRange('0', '9'))
        {
            return false;
        }
        var start = a.AsSpan().CommonPrefixLength(b);
        var x = a.AsSpan(start);
        var y = b.AsSpan(start);
        while (x.Length > 0 && y.Length > 0 && x[^1] == y[^1])
        {
            x = x[..^1];
            y = y[..^1];
        }
        return x.Length + y.Length <= 1 || (x.Length == 1 && y.Length == 1)
            || (x.Length == 2 && y.Length == 2 && x[0] == y[1] && x[1] == y[0]);
    }
}
