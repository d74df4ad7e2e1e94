using System.Text;
using nietras.SeparatedValues;
using Rapport.Core.Places;
using Rapport.Core.PlainWords;
using Rapport.Core.Search;
using Rapport.Profiles;
using Rapport.Search;
using Rapport.Search.PlainWords;
using Rapport.Tests.House;

namespace Rapport.Tests.Search.PlainWords;

/// <summary>What people write into one box, three hundred times, and what is meant by each part of it.</summary>
public sealed class LabelledQueriesTests
{
    private static readonly SearchKeys Keys = new(Vocabularies.BuiltIn);
    private static readonly PlainReader Reader = PhraseBooks.Reader(Keys, SaidFile.BuiltIn(Keys));

    [Fact]
    public void Of_the_queries_to_build_with_95_of_100_are_understood_in_every_part()
    {
        var (right, all, wrong) = Run("tests/Rapport.Tests/Search/PlainWords/labelled.csv");
        TestContext.Current.TestOutputHelper?.WriteLine(wrong);
        Assert.Equal(300, all);
        Assert.True(right >= 0.95 * all, $"{right} of {all} are understood:\n{wrong}");
    }

    [Fact]
    public void Of_what_is_written_on_telephones_95_of_100_are_understood_in_every_part()
    {
        var (right, all, wrong) = Run("tests/Rapport.Tests/Search/PlainWords/phones.csv");
        TestContext.Current.TestOutputHelper?.WriteLine(wrong);
        Assert.True(all > 350 && right >= 0.95 * all, $"{right} of {all} are understood:\n{wrong}");
    }

    private static (int Right, int All, string Wrong) Run(string file)
    {
        var (right, all, wrong) = (0, 0, new StringBuilder());
        using var rows = Sep.New(',').Reader(options => options with { Unescape = true }).FromText(SourceTree.Read(file));
        foreach (var row in rows)
        {
            var (query, expected) = (row["query"].ToString(), row["expected"].ToString().Split('|').Select(Comparable).ToHashSet(StringComparer.Ordinal));
            var found = Parts(query).ToHashSet(StringComparer.Ordinal);
            all++;
            if (expected.SetEquals(found))
            {
                right++;
            }
            else
            {
                wrong.AppendLine(System.Globalization.CultureInfo.InvariantCulture, $"{query}\n   missing: {string.Join(" | ", expected.Except(found))}   too much: {string.Join(" | ", found.Except(expected))}");
            }
        }
        return (right, all, wrong.ToString());
    }

    /// <summary>A name and other free words are told apart by the people who are there, not by the words.</summary>
    private static string Comparable(string part) => part.StartsWith("name:", StringComparison.Ordinal) ? "text:" + part[5..] : part;

    private static IEnumerable<string> Parts(string query)
    {
        var reading = Sentence.Read(query, new Lazy<PlainReader>(Reader), isPlaced: false, index: null);
        foreach (var word in SearchText.UnwantedWords(query))
        {
            yield return $"-text:{word}";
        }
        foreach (var meaning in reading.Meanings)
        {
            yield return $"{meaning.Key}:{meaning.Code}";
        }
        if (reading.Place is { } place)
        {
            yield return place.HasRival ? "ask:place" : place.Best!.Kind == PlaceKind.Zip ? $"place:{place.Best.Name}" : $"place:{place.Best.Label}";
        }
        if (reading.Miles is { } miles)
        {
            yield return FormattableString.Invariant($"radius:{miles}");
        }
        if (reading.Dollars is { } dollars)
        {
            yield return FormattableString.Invariant($"feeMax:{dollars}");
        }
        foreach (var meaning in Sentence.Unwanted(reading).SelectMany(part => part.Meanings))
        {
            yield return $"-{meaning.Key}:{meaning.Code}";
        }
        if (SearchText.Fold(reading.Rest) is { Length: > 0 } rest)
        {
            yield return $"text:{rest}";
        }
    }
}
