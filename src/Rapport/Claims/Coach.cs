using Rapport.Profiles;

namespace Rapport.Claims;

/// <summary>What a reader may stumble over in somebody's own words.</summary>
internal enum Stumble
{
    /// <summary>So few words say little.</summary>
    Short,

    /// <summary>So many words are not read to their end.</summary>
    Long,

    /// <summary>It asks for more years of school than most readers bring on a hard day.</summary>
    Hard,

    /// <summary>One sentence is long.</summary>
    LongSentence,

    /// <summary>A word of the trade.</summary>
    Trade,

    /// <summary>A name in capitals that is not spelt out.</summary>
    Letters,

    /// <summary>It speaks of clients, and not to one.</summary>
    NotToYou,

    /// <summary>It promises what nobody can.</summary>
    Promise,
}

/// <summary>One remark.</summary>
/// <param name="What">Which.</param>
/// <param name="Found">How it stands in the text; empty where all of it is meant.</param>
/// <param name="Plain">Plainer words; null for none.</param>
/// <param name="Number">Words, or a school grade; 0 for none.</param>
internal sealed record CoachRemark(Stumble What, string Found = "", string? Plain = null, int Number = 0);

/// <summary>
/// Reads somebody's own words by a few rules, and says what a reader may stumble over. It changes nothing and proposes no text: words that are
/// not hers are what people choose her in spite of.
/// </summary>
internal static class Coach
{
    /// <summary>Words of three short sentences.</summary>
    public const int Fewest = 25;

    /// <summary>Words of a minute's reading.</summary>
    public const int Most = 220;

    public const int LongestSentence = 28;

    /// <summary>School grade up to which a text is easy for most adults: the sixth is what this site asks of its own texts, and somebody's own words may ask a little more.</summary>
    public const double HardestGrade = 8.5;

    /// <summary>The same for Spanish: "normal" begins at 60.</summary>
    public const double LeastEase = 60;

    /// <summary>There is no school behind it; by the formula a text without a full stop has a grade in the hundreds.</summary>
    private const int HighestGrade = 18;

    /// <summary>Remarks on one text; more discourage.</summary>
    public const int MostRemarks = 6;

    private static readonly string[] ToOneEnglish = ["you", "your", "yours", "yourself"];

    private static readonly string[] ToOneSpanish = ["usted", "ustedes", "tu", "tú", "te", "ti", "le", "su", "sus", "tus", "contigo"];

    private static readonly string[] PromisesEnglish = ["guarantee", "guaranteed", "cure", "cures", "cured", "permanently"];

    private static readonly string[] PromisesSpanish = ["garantizo", "garantizado", "garantía", "curo", "curar", "curará", "definitivamente"];

    /// <summary>What is to be said of a text.</summary>
    /// <param name="text">In her own words.</param>
    /// <param name="language">"en" or "es" where the words do not tell it.</param>
    public static IReadOnlyList<CoachRemark> Read(string text, string language)
    {
        var words = ReadingEase.Words(text);
        if (words == 0)
        {
            return [];
        }
        var isSpanish = (TextLanguage.SpokenIn(text) ?? language) == "es";
        var remarks = new List<CoachRemark>();
        if (Has(text, isSpanish ? PromisesSpanish : PromisesEnglish) is { } promise)
        {
            remarks.Add(new CoachRemark(Stumble.Promise, promise));
        }
        if (words < Fewest)
        {
            remarks.Add(new CoachRemark(Stumble.Short, Number: words));
        }
        else if (words > Most)
        {
            remarks.Add(new CoachRemark(Stumble.Long, Number: words));
        }
        if (words >= Fewest && Has(text, isSpanish ? ToOneSpanish : ToOneEnglish) is null)
        {
            remarks.Add(new CoachRemark(Stumble.NotToYou));
        }
        // On a line or two the formulas say nothing.
        if (words >= Fewest && (isSpanish ? ReadingEase.SpanishEase([text]) < LeastEase : ReadingEase.EnglishGrade([text]) > HardestGrade))
        {
            remarks.Add(new CoachRemark(Stumble.Hard, Number: isSpanish ? 0 : Math.Min(HighestGrade, (int)Math.Round(ReadingEase.EnglishGrade([text])))));
        }
        remarks.AddRange(ReadingEase.Sentences(text).Where(sentence => ReadingEase.Words(sentence) > LongestSentence)
            .Select(sentence => new CoachRemark(Stumble.LongSentence, Beginning(sentence), Number: ReadingEase.Words(sentence))));
        remarks.AddRange(Jargon.In(text, isSpanish ? "es" : "en").Select(word => new CoachRemark(word.Plain is null ? Stumble.Letters : Stumble.Trade, word.Trade, word.Plain)));
        return [.. remarks.Take(MostRemarks)];
    }

    private static string? Has(string text, string[] words) =>
        text.Split([.. text.Where(letter => !char.IsLetter(letter)).Distinct()], StringSplitOptions.RemoveEmptyEntries).FirstOrDefault(word => words.Contains(word.ToLowerInvariant(), StringComparer.Ordinal));

    private static string Beginning(string sentence) => string.Join(' ', sentence.Split(' ', StringSplitOptions.RemoveEmptyEntries).Take(5)) + " …";
}
