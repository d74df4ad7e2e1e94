using System.Globalization;

namespace Rapport.Core.PlainWords;

/// <summary>Finds prices, distances and ages: "under $100", "within 10 miles", "my 15 year old", "de 8 años".</summary>
internal static class NumberRules
{
    /// <summary>Without a dollar sign, less is no price of a session.</summary>
    private const int LeastPrice = 15;

    private const int MostPrice = 2_000;
    private const int MostMiles = 500;
    private const int OldestAge = 110;

    /// <summary>A number with its unit cannot be read otherwise.</summary>
    private const int Sure = 20;

    private static readonly HashSet<string> Miles = new(["mile", "miles", "mi", "milla", "millas"], StringComparer.Ordinal);
    private static readonly HashSet<string> Dollars = new(["dollar", "dollars", "dolar", "dolares", "bucks", "usd"], StringComparer.Ordinal);
    private static readonly HashSet<string> Years = new(["year", "years", "yr", "yrs", "yo", "ano", "anos"], StringComparer.Ordinal);

    private static readonly HashSet<string> AtMost = new(
        ["under", "below", "max", "maximum", "most", "to", "than", "hasta", "de", "maximo", "within", "only"], StringComparer.Ordinal);

    /// <summary>Behind these a small number is somebody's age.</summary>
    private static readonly HashSet<string> BeforeAge = new(
        ["im", "am", "is", "hes", "shes", "age", "aged", "tengo", "tiene", "edad", "de", "turned", "cumplio"], StringComparer.Ordinal);

    public static IEnumerable<Part> In(IReadOnlyList<SaidWord> words, IReadOnlyList<AgeRange> ages)
    {
        for (var at = 0; at < words.Count; at++)
        {
            if (Number(words[at].Folded, out var unit) is not { } number)
            {
                continue;
            }

            var next = unit ?? (at + 1 < words.Count && !words[at + 1].AfterBreak ? words[at + 1].Folded : "");
            var to = at + (unit is null ? 2 : 1);
            if (Miles.Contains(next) && number <= MostMiles)
            {
                yield return new Part(Lead(words, at), to, Part.WeightOf(2, Sure)) { Miles = number };
            }
            else if (words[at].IsMoney || Dollars.Contains(next) || (IsAtMost(words, at) && number >= LeastPrice))
            {
                if (number <= MostPrice && number > 0)
                {
                    yield return new Part(Lead(words, at), Dollars.Contains(next) ? to : at + 1, Part.WeightOf(2, Sure)) { Dollars = number };
                }
            }
            else if (Years.Contains(next) && AgeOf(number, ages) is { } age)
            {
                var old = to < words.Count && words[to].Folded is "old" or "olds" or "edad" ? to + 1 : to;
                yield return new Part(at, old, Part.WeightOf(2, Sure)) { Meanings = [age], IsAge = true };
            }
            else if (at > 0 && !words[at].AfterBreak && unit is null && BeforeAge.Contains(words[at - 1].Folded) && AgeOf(number, ages) is { } told)
            {
                yield return new Part(at - 1, at + 1, Part.WeightOf(2, Sure)) { Meanings = [told], IsAge = true };
            }
        }
    }

    /// <summary>The number, with what is written onto it ("3yo").</summary>
    private static int? Number(string word, out string? unit)
    {
        var digits = word.TakeWhile(char.IsAsciiDigit).Count();
        unit = digits < word.Length && digits > 0 ? word[digits..] : null;
        return digits is > 0 and <= 4 && (unit is null || Miles.Contains(unit) || Years.Contains(unit))
            ? int.Parse(word.AsSpan(0, digits), NumberStyles.None, CultureInfo.InvariantCulture)
            : null;
    }

    private static bool IsAtMost(IReadOnlyList<SaidWord> words, int at) =>
        at > 0 && !words[at].AfterBreak && words[at - 1].Folded switch
        {
            "under" or "below" or "max" or "maximum" or "hasta" or "maximo" => true,
            "most" => at > 1 && words[at - 2].Folded == "at",
            "to" => at > 1 && words[at - 2].Folded == "up",
            "than" => at > 1 && words[at - 2].Folded is "less" or "more",
            "de" => at > 1 && words[at - 2].Folded is "menos" or "mas" or "debajo",
            _ => false,
        };

    /// <summary>Where the words begin that lead up to a bound: "up to", "no more than", "a menos de".</summary>
    private static int Lead(IReadOnlyList<SaidWord> words, int at)
    {
        var from = at;
        while (from > 0 && !words[from].AfterBreak
            && (AtMost.Contains(words[from - 1].Folded) || words[from - 1].Folded is "at" or "up" or "less" or "more" or "no" or "a" or "menos" or "mas" or "cobre" or "que" or "por" or "debajo"))
        {
            from--;
        }

        return from;
    }

    private static Meaning? AgeOf(int years, IReadOnlyList<AgeRange> ages)
    {
        foreach (var range in ages)
        {
            if (years <= OldestAge && years >= range.From && years <= range.To)
            {
                return range.Meaning;
            }
        }

        return null;
    }
}
