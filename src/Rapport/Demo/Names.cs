using Bogus;
using Bogus.DataSets;
using Rapport.Profiles;

namespace Rapport.Demo;

/// <summary>How someone is addressed, for choosing a name that fits.</summary>
internal enum NameKind
{
    Woman,
    Man,
    Neutral,
}

/// <summary>Where a name comes from, and which language may come with it.</summary>
/// <param name="Key">Name of the group.</param>
/// <param name="Weight">Share among the demo's people, relative.</param>
/// <param name="Language">Language code that people of such a name may speak; null for English alone.</param>
/// <param name="Speaks">How many of them speak it.</param>
internal sealed record NameOrigin(string Key, double Weight, string? Language, double Speaks);

/// <summary>
/// Names for invented people. The name library is asked once for lists, with a seed of its own, because drawing each
/// name through it costs more than writing the whole profile.
/// </summary>
internal sealed class Names
{
    private const int Drawn = 6_000;

    private static readonly NameOrigin[] Origins =
    [
        new("english", 56, null, 0), new("spanish", 15, "es", 0.62), new("german", 4, "de", 0.08), new("italian", 4, "it", 0.1),
        new("polish", 2, "pl", 0.2), new("french", 2, "fr", 0.35), new("portuguese", 1, "pt", 0.6),
        new("chinese", 2.5, "zh", 0.6), new("korean", 1.5, "ko", 0.6), new("vietnamese", 1.3, "vi", 0.65),
        new("indian", 2.6, "hi", 0.55), new("arabic", 1.5, "ar", 0.6), new("persian", 0.8, "fa", 0.7),
        new("african", 2.2, null, 0), new("filipino", 1, "tl", 0.5), new("russian", 1, "ru", 0.7), new("japanese", 0.8, "ja", 0.5),
        new("hebrew", 1.8, "he", 0.2),
    ];

    private readonly double[] _sums = new double[Origins.Length];
    private readonly Lists[] _lists;
    private readonly Lists _english = Drawings("en");
    private readonly string[] _neutral;

    public Names(IReadOnlyDictionary<string, IReadOnlyList<string>> words)
    {
        _neutral = [.. words["names.neutral"]];
        _lists = [.. Origins.Select(origin => origin.Key switch
        {
            "english" => _english,
            "spanish" => Drawings("es"),
            "german" => Drawings("de"),
            "italian" => Drawings("it"),
            "polish" => Drawings("pl"),
            "french" => Drawings("fr"),
            "portuguese" => Drawings("pt_BR"),
            "filipino" => _english with { Last = [.. words["names.filipino.last"]] },
            _ => new Lists([.. words[$"names.{origin.Key}.woman"]], [.. words[$"names.{origin.Key}.man"]], [.. words[$"names.{origin.Key}.last"]]),
        })];
        var sum = 0.0;
        for (var i = 0; i < Origins.Length; i++)
        {
            _sums[i] = sum += Origins[i].Weight;
        }
    }

    public (PersonName Name, NameOrigin Origin) Draw(NameKind kind, Chance chance)
    {
        var origin = chance.Weighted(_sums);
        // Many families have been here for generations: an English first name before any last name.
        var first = origin > 1 && chance.Whether(0.45) ? _english : _lists[origin];
        return (
            new PersonName
            {
                First = First(first, kind, chance),
                Middle = chance.Whether(0.16) ? ((char)('A' + chance.Skewed(20, 1.2))).ToString() : null,
                Last = Last(origin, chance),
                Suffix = kind == NameKind.Man && chance.Whether(0.015) ? (chance.Whether(0.7) ? "Jr." : "III") : null,
            },
            Origins[origin]);
    }

    /// <summary>Another last name, as after a marriage.</summary>
    public string Last(Chance chance) => Last(chance.Weighted(_sums), chance);

    private string Last(int origin, Chance chance)
    {
        var last = chance.Of(_lists[origin].Last);
        return chance.Whether(0.04) ? $"{last}-{chance.Of(_english.Last)}" : last;
    }

    private string First(Lists lists, NameKind kind, Chance chance) => kind switch
    {
        NameKind.Woman => chance.Of(lists.Women),
        NameKind.Man => chance.Of(lists.Men),
        _ => chance.Of(_neutral),
    };

    private static Lists Drawings(string locale)
    {
        var names = new Name(locale) { Random = new Randomizer(20) };
        return new Lists(
            Distinct(() => names.FirstName(Name.Gender.Female)),
            Distinct(() => names.FirstName(Name.Gender.Male)),
            Distinct(() => names.LastName()));
    }

    private static string[] Distinct(Func<string> draw) =>
        [.. Enumerable.Range(0, Drawn).Select(_ => draw()).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];

    private sealed record Lists(string[] Women, string[] Men, string[] Last);
}
