using System.Globalization;
using System.Text;
using Rapport.Core.Search;

namespace Rapport.Bench.Search;

/// <summary>
/// A directory of invented profiles from a seed: towns of very different size, values of very different frequency, facts
/// that are often not known, three texts of natural word frequencies.
/// </summary>
internal sealed class SyntheticDirectory
{
    public const int Today = 739_000;
    public const int Vocabulary = 8_000;

    private static readonly (string Name, FilterKind Kind, int Values, int Most, double Known)[] Keys =
    [
        ("profession", FilterKind.Values, 8, 1, 1), ("issue", FilterKind.Values, 60, 14, 0.8),
        ("notTaken", FilterKind.Exclude, 60, 3, 0.5), ("age", FilterKind.Values, 5, 3, 0.8),
        ("who", FilterKind.Values, 4, 2, 0.8), ("approach", FilterKind.Values, 40, 6, 0.7),
        ("language", FilterKind.Values, 30, 2, 0.9), ("gender", FilterKind.Values, 4, 1, 0.9),
        ("community", FilterKind.Values, 10, 3, 0.4), ("faith", FilterKind.Values, 8, 1, 0.2),
        ("insurer", FilterKind.Values, 50, 6, 0.7), ("payment", FilterKind.Values, 5, 3, 0.6),
        ("feeMax", FilterKind.Maximum, 6, 0, 0), ("slidingScale", FilterKind.Flag, 2, 1, 0.6),
        ("opening", FilterKind.Values, 4, 1, 0.7), ("times", FilterKind.Values, 3, 2, 0.6),
        ("format", FilterKind.Format, 3, 2, 0.9), ("state", FilterKind.State, 51, 0, 0),
        ("accessibility", FilterKind.Values, 6, 3, 0.3), ("credential", FilterKind.Values, 20, 2, 1),
        ("freeFirstTalk", FilterKind.Flag, 2, 1, 0.5), ("prescribes", FilterKind.Flag, 2, 1, 0.9),
    ];

    private readonly Random random;
    private readonly string[] words;

    public SyntheticDirectory(int profiles, int seed)
    {
        random = new Random(seed);
        words = [.. Enumerable.Range(0, Vocabulary).Select(Word).Distinct()];
        Schema = new SearchSchema([.. Keys.Select(key => new FilterKey(key.Name, key.Kind,
            [.. Enumerable.Range(0, key.Values).Select(value => Code(key.Kind, value))]))]);
        Towns = [.. Enumerable.Range(0, 400).Select(_ =>
            (25 + (random.NextDouble() * 24), -124 + (random.NextDouble() * 57), random.Next(51)))];
        Listings = [.. Enumerable.Range(1, profiles).Select(id => Listing(id))];
    }

    public SearchSchema Schema { get; }

    public (double Latitude, double Longitude, int State)[] Towns { get; }

    public Listing[] Listings { get; }

    /// <summary>A word as frequent as its rank says: the smaller, the more often it stands in a text.</summary>
    public string WordOfRank(int rank) => words[rank];

    /// <summary>Ranks from 0 with frequencies that fall as one over the rank.</summary>
    public static int Skewed(Random random, int count) => (int)Math.Pow(count + 1, random.NextDouble()) - 1;

    private Listing Listing(long id)
    {
        var town = Towns[Skewed(random, Towns.Length)];
        var inPerson = random.NextDouble() < 0.85;
        var values = new int[]?[Keys.Length];
        for (var key = 0; key < Keys.Length; key++)
        {
            var (_, _, count, most, known) = Keys[key];
            values[key] = most == 0 || random.NextDouble() > known
                ? null
                : [.. Enumerable.Range(0, random.Next(1, most + 1)).Select(_ => Skewed(random, count)).Distinct()];
        }

        return new Listing
        {
            Id = id,
            Tier = random.Next(4) == 0 ? 1 : 0,
            Places = inPerson
                ? [new ListingPlace(town.Latitude + (random.NextDouble() / 2), town.Longitude + (random.NextDouble() / 2), town.State)]
                : [],
            OnlineStates = random.Next(3) == 0 ? null : [.. new[] { town.State, random.Next(51) }.Distinct()],
            Values = values,
            CheapestFeeCents = random.Next(3) == 0 ? null : random.Next(4, 30) * 1000,
            Opening = random.Next(3) == 0 ? default : new Opening((OpeningKind)random.Next(1, 5), Today + random.Next(-30, 60)),
            ConfirmedDay = random.Next(4) == 0 ? null : Today - random.Next(500),
            Name = Text(2, 4),
            Terms = Text(10, 20),
            Statements = Text(90, 120),
        };
    }

    private string Text(int least, int most)
    {
        var text = new StringBuilder();
        for (var left = random.Next(least, most); left > 0; left--)
        {
            text.Append(words[Skewed(random, words.Length)]).Append(' ');
        }

        return text.ToString();
    }

    private static string Word(int rank)
    {
        var syllables = new[] { "ba", "co", "di", "fu", "ge", "ha", "li", "mo", "na", "pe", "ro", "su", "ta", "ve", "wi", "zo" };
        var word = "";
        for (var rest = (rank * 7919) % 65_536; word.Length < 4 || rest > 0; rest /= 16)
        {
            word += syllables[rest % 16];
        }

        return word;
    }

    private static string Code(FilterKind kind, int value) => kind == FilterKind.Maximum
        ? ((value + 1) * 50).ToString(CultureInfo.InvariantCulture)
        : string.Create(CultureInfo.InvariantCulture, $"v{value}");
}
