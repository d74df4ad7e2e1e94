using System.Text.RegularExpressions;
using Rapport.Demo;
using Rapport.Places;

namespace Rapport.Tests.Demo;

/// <summary>The words of 20,000 invented people: how many, how varied, and whether they are well-formed.</summary>
public sealed partial class StatementsTests
{
    private const int Count = 20_000;

    /// <summary>What <c>rapport demo</c> makes when no number is given.</summary>
    private const int UsualCount = 5_000;

    private static readonly Lazy<string[][]> Everyone = new(() => StatementsOf(Count));

    [Fact]
    public void Everyone_says_at_least_ninety_words() =>
        Assert.All(Everyone.Value, statements => Assert.True(statements.Sum(text => Word().Count(text)) >= 90, string.Join(' ', statements)));

    [Fact]
    public void No_slot_is_left_and_no_space_is_doubled() =>
        Assert.All(Everyone.Value.SelectMany(statements => statements), text => Assert.DoesNotMatch(@"[{}|\[\]]|  | [,.;]|\.\.|,,|^\s|\s$", text));

    [Fact]
    public void Every_sentence_begins_with_a_capital_and_every_statement_ends_with_a_stop() =>
        Assert.All(Everyone.Value.SelectMany(statements => statements).SelectMany(Sentences), sentence =>
        {
            Assert.True(char.IsUpper(sentence[0]), sentence);
            Assert.EndsWith(".", sentence, StringComparison.Ordinal);
        });

    [Fact]
    public void Nobody_says_the_same_sentence_twice() =>
        Assert.All(Everyone.Value, statements =>
        {
            var sentences = statements.SelectMany(Sentences).ToList();
            Assert.Equal(sentences.Count, sentences.Distinct(StringComparer.Ordinal).Count());
        });

    [Fact]
    public void No_two_people_say_the_same() =>
        Assert.Equal(Everyone.Value.Length, Everyone.Value.Select(statements => string.Join(' ', statements)).Distinct(StringComparer.Ordinal).Count());

    [Fact]
    public void Articles_fit_the_sound_that_follows() =>
        Assert.All(Everyone.Value.SelectMany(statements => statements).Where(IsEnglish), text =>
        {
            foreach (Match article in Article().Matches(text))
            {
                var word = article.Groups["word"].Value;
                var vowel = "aeiou".Contains(char.ToLowerInvariant(word[0]), StringComparison.Ordinal);
                if (SoundsOtherwise().IsMatch(word))
                {
                    vowel = !vowel;
                }
                Assert.True(vowel == (article.Groups["article"].Value is "an" or "An"), article.Value);
            }
        });

    [Fact]
    public void About_a_tenth_write_in_Spanish()
    {
        var spanish = Everyone.Value.Count(statements => statements.Any(text => !IsEnglish(text) || text.Contains("\n\n", StringComparison.Ordinal)));
        Assert.InRange(spanish, Count * 6 / 100, Count * 14 / 100);
    }

    /// <summary>
    /// Counted are runs of letters, in lower case, without apostrophes, with the common English endings cut (see
    /// <see cref="Stem"/>). A stem that never stands in lower case is a name, of a person, town or country, and is left out.
    /// </summary>
    [Fact]
    public void A_demo_of_the_usual_size_has_eight_thousand_words_that_are_no_names()
    {
        var stems = StatementsOf(UsualCount).SelectMany(statements => statements).SelectMany(text => Word().Matches(text))
            .Where(word => char.IsLower(word.ValueSpan[0])).Select(word => Stem(word.Value)).ToHashSet(StringComparer.Ordinal);

        Assert.True(stems.Count >= 8000, $"{stems.Count} stems that are no names");
    }

    [Fact]
    public void The_frequencies_of_words_fall_off_as_in_natural_text()
    {
        var counts = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (Match word in Everyone.Value.SelectMany(statements => statements).SelectMany(text => Word().Matches(text)))
        {
            var stem = Stem(word.Value);
            counts[stem] = counts.GetValueOrDefault(stem) + 1;
        }

        // Zipf: the logarithm of the frequency falls nearly in a line with the logarithm of the rank, at a slope
        // near -1 (natural English: -0.9 to -1.4 over these ranks).
        var ranked = counts.Values.OrderDescending().Take(5000).ToArray();
        var points = Enumerable.Range(10, ranked.Length - 10).Select(rank => (X: Math.Log(rank), Y: Math.Log(ranked[rank - 1]))).ToList();
        var (meanX, meanY) = (points.Average(point => point.X), points.Average(point => point.Y));
        var slope = points.Sum(point => (point.X - meanX) * (point.Y - meanY)) / points.Sum(point => (point.X - meanX) * (point.X - meanX));
        Assert.InRange(slope, -2.0, -0.8);
        Assert.InRange(ranked[0] / (double)counts.Values.Sum(), 0.02, 0.1);
        Assert.InRange(counts.Values.Count(count => count <= 2) / (double)counts.Count, 0.05, 0.6);
    }

    private static string[][] StatementsOf(int count)
    {
        var people = new People(new World(PlaceTable.Gazetteer), 1, new DateOnly(2026, 11, 25));
        return [.. Enumerable.Range(1, count)
            .Select(id => people.Make(id)).Where(person => person.Claimed)
            .Select(person => person.Document.Facts)
            .Select(facts => new[] { facts.WhoIHelp!.Value, facts.HowWeWork!.Value, facts.AboutMe!.Value })];
    }

    private static IEnumerable<string> Sentences(string text) =>
        text.Split('\n', StringSplitOptions.RemoveEmptyEntries).SelectMany(paragraph => SentenceEnd().Split(paragraph));

    private static bool IsEnglish(string text) => !SpanishWord().IsMatch(text);

    private static string Stem(string word)
    {
        var stem = word.ToLowerInvariant().Replace("'", "", StringComparison.Ordinal);
        foreach (var (ending, instead) in new[] { ("ies", "y"), ("ied", "y"), ("ing", ""), ("ed", ""), ("ly", ""), ("est", ""), ("er", ""), ("es", ""), ("s", ""), ("e", ""), ("y", "") })
        {
            if (stem.Length >= ending.Length + 3 && stem.EndsWith(ending, StringComparison.Ordinal))
            {
                return stem[..^ending.Length] + instead;
            }
        }
        return stem;
    }

    [GeneratedRegex(@"\p{L}+(?:'\p{L}+)*", RegexOptions.None, 10_000)]
    private static partial Regex Word();

    [GeneratedRegex(@"\b(?<article>[Aa]n?) (?<word>\p{L}[\p{L}-]*)", RegexOptions.ExplicitCapture, 10_000)]
    private static partial Regex Article();

    [GeneratedRegex(@"^(?:uni(?!n)|use|usu|ukul|ute|eu|one|hour|honest|heir|honor|X-ray)", RegexOptions.IgnoreCase, 10_000)]
    private static partial Regex SoundsOtherwise();

    [GeneratedRegex(@"(?<=\.) (?=\S)", RegexOptions.None, 10_000)]
    private static partial Regex SentenceEnd();

    [GeneratedRegex(@"\b(?:que|usted|con|los|una|un|mi|y)\b", RegexOptions.None, 10_000)]
    private static partial Regex SpanishWord();
}
