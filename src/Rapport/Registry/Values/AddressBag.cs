namespace Rapport.Registry.Values;

/// <summary>
/// The words and numbers of an address without their order and without those that say little: "Calle 5 C-12 Urb Villa" is
/// "Urb Villa C12 Calle 5". In Puerto Rico, on country roads and in parks of mobile homes no house number stands first.
/// </summary>
/// <param name="All">Of the whole address; empty for a PO box.</param>
/// <param name="Street">Without doors, floors and buildings.</param>
internal sealed record AddressBag(IReadOnlySet<string> All, IReadOnlySet<string> Street)
{
    public static AddressBag Of(RegistryAddress address)
    {
        var words = StreetWords.Of(address.Line1, address.Line2);
        List<string> street = [.. words.Before, .. words.Street];
        var isBox = street.Exists(word => word is "BOX" or "POB" or "POBOX") && !street.Exists(AddressWords.HasBoxes);
        return isBox ? new(Fold([]), Fold([])) : new(Fold([.. street, .. words.Doors]), Fold(street));
    }

    /// <summary>Whether one holds all that the other says, with the doors or without.</summary>
    public static bool MayBeOne(AddressBag a, AddressBag b) => Holds(a.All, b.All) || Holds(a.Street, b.Street);

    private static bool Holds(IReadOnlySet<string> a, IReadOnlySet<string> b)
    {
        var (less, more) = a.Count <= b.Count ? (a, b) : (b, a);
        return IsPlace(less) && less.IsSubsetOf(more);
    }

    // A number alone, or a street without one, is not yet a house.
    private static bool IsPlace(IReadOnlySet<string> words) => words.Count > 1 && words.Any(StreetWords.IsNumber);

    private static HashSet<string> Fold(List<string> words)
    {
        foreach (var (several, one) in AddressWords.Together)
        {
            for (var i = 0; i + several.Length <= words.Count; i++)
            {
                if (words.GetRange(i, several.Length).SequenceEqual(several, StringComparer.Ordinal))
                {
                    words[i] = one;
                    words.RemoveRange(i + 1, several.Length - 1);
                }
            }
        }
        return words.Where((word, at) => !SaysLittle(word, at + 1 < words.Count ? words[at + 1] : null))
            .Select(word => StreetWords.IsNumber(word) ? Number(word) : word).ToHashSet(StringComparer.Ordinal);
    }

    private static string Number(string word) => word.TrimStart('0') is { Length: > 0 } number ? number : "0";

    // The C of "C-Tijuana" is short for Calle, that of "C-12" is a row of houses.
    private static bool SaysLittle(string word, string? next) =>
        word != "HWY" && (StreetWords.IsType(word) || StreetWords.IsDirection(word) || AddressWords.LeftOut.Contains(word)
            || (word == "C" && next is { Length: > 1 } && !StreetWords.IsNumber(next)));
}
