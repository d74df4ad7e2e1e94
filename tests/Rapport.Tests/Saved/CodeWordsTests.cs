using System.Text.RegularExpressions;
using Rapport.Core.Places;
using Rapport.Core.Search;
using Rapport.Layout;
using Rapport.Saved;

namespace Rapport.Tests.Saved;

public sealed class CodeWordsTests
{
    private const int Bits = 11;

    /// <summary>How English letters sound, roughly: what is read out on the telephone must not be taken for another word.</summary>
    private static readonly (string Letters, string Sound)[] EnglishSounds =
    [
        ("ph", "f"), ("gh", ""), ("ck", "k"), ("kn", "n"), ("wr", "r"), ("wh", "w"), ("sch", "sk"), ("dge", "j"), ("tch", "ch"), ("x", "ks"), ("qu", "kw"),
        ("tion", "shn"), ("sion", "shn"), ("mb$", "m"), ("e[aei]|i[e]", "i"), ("(ey|y)$", "i"), ("ai|ay", "e"), ("oa|ow|ou|au|aw", "o"), ("oo|ue$|ew", "u"),
        ("(er|or|ar)$", "r"), ("(le|el|al)$", "l"), ("c(?=[eiy])", "s"), ("c(?!h)", "k"), ("z", "s"), ("y", "i"), ("e$", ""), (@"(.)\1", "$1"),
    ];

    /// <summary>Of the letters that all or some who speak Spanish say alike.</summary>
    private static readonly (string Letters, string Sound)[] SpanishSounds =
    [
        ("ch", "C"), ("h", ""), ("ll", "y"), ("[vw]", "b"), ("z", "s"), ("c(?=[ei])", "s"), ("g(?=[ei])", "j"), ("gu(?=[ei])", "g"), ("qu", "k"), ("c", "k"),
        ("x", "s"), ("rr", "r"), ("sk", "s"), ("y$", "i"),
    ];

    /// <summary>Beginnings of what nobody should have to write down to be helped.</summary>
    private static readonly string[] Unfriendly =
    [
        "abus", "addict", "alone", "anxi", "attack", "blood", "bomb", "cancer", "corpse", "crash", "crazy", "cry", "dead", "death", "depress", "diet", "disease",
        "doctor", "drown", "drug", "enemy", "fear", "fight", "grave", "grief", "gun", "hate", "hospital", "hurt", "kill", "knife", "lonely", "medic", "murder", "nurse",
        "pain", "panic", "patient", "pill", "poison", "rape", "sad", "sick", "slap", "slave", "stab", "suffer", "suicid", "therap", "torture", "ugly", "victim",
        "violen", "war", "weapon", "weight", "wound",
        "adicc", "ansied", "asesin", "ataque", "cadaver", "culpa", "dolor", "droga", "enemigo", "enferm", "golpe", "gritar", "guerra", "herid", "horca", "llanto", "llorar",
        "loco", "locura", "matar", "medic", "miedo", "morir", "muerte", "muert", "odio", "panico", "pelea", "pena", "pistola", "preso", "sangre", "suicid", "terapi",
        "terror", "triste", "tumba", "veneno", "victima", "violen",
    ];

    /// <summary>Friendly words that begin like an unfriendly one.</summary>
    private static readonly string[] Friendly =
        ["bombero", "bombilla", "crystal", "painter", "pillow", "saddle", "stable", "wardrobe", "warm"];

    public static TheoryData<string> Languages { get; } = ["en", "es"];

    [Theory, MemberData(nameof(Languages))]
    public void A_list_has_2048_words_each_once_however_it_is_written(string language)
    {
        var words = Of(language);
        Assert.Equal(1 << Bits, words.Count);
        Assert.Equal(words.Count, words.Select(SearchText.Fold).Distinct(StringComparer.Ordinal).Count());
        Assert.Equal(words.OrderBy(SearchText.Fold, StringComparer.Ordinal), words);
    }

    [Theory]
    [InlineData("en", "^[a-z]{4,10}$")]
    [InlineData("es", "^[a-zñáéíóúü]{4,10}$")]
    public void A_word_is_short_and_of_small_letters(string language, string letters) =>
        Assert.All(Of(language), word => Assert.Matches(letters, word));

    [Theory, MemberData(nameof(Languages))]
    public void No_word_is_one_error_from_another_or_its_beginning(string language)
    {
        var words = Of(language).Select(SearchText.Fold).ToList();
        var close = from one in Enumerable.Range(0, words.Count)
                    from other in Enumerable.Range(one + 1, words.Count - one - 1)
                    where EditDistance.Between(words[one], words[other], 1) < 2
                        || (words[other].StartsWith(words[one], StringComparison.Ordinal) && words[other].Length < words[one].Length + 3)
                    select $"{words[one]} {words[other]}";
        Assert.Empty(close);
    }

    [Theory, MemberData(nameof(Languages))]
    public void No_word_sounds_like_another(string language)
    {
        var alike = Of(language).GroupBy(word => Sound(word, language), StringComparer.Ordinal).Where(group => group.Count() > 1)
            .Select(group => string.Join(' ', group));
        Assert.Empty(alike);
    }

    [Theory, MemberData(nameof(Languages))]
    public void No_word_is_of_illness_or_violence(string language) =>
        Assert.DoesNotContain(
            Of(language).Select(SearchText.Fold).Except(Friendly), word => Unfriendly.Any(begin => word.StartsWith(begin, StringComparison.Ordinal)));

    [Fact]
    public void The_tests_of_words_see_what_is_alike()
    {
        Assert.Equal(Sound("peace", "en"), Sound("piece", "en"));
        Assert.Equal(Sound("baca", "es"), Sound("vaca", "es"));
        Assert.Equal(1, EditDistance.Between("cable", "table", 1));
    }

    [Theory, MemberData(nameof(Languages))]
    public void A_code_is_drawn_from_the_whole_list(string language)
    {
        var one = language == "es" ? Language.Spanish : Language.English;
        var drawn = Enumerable.Range(0, 4_000).SelectMany(_ => CodeWords.Draw(one)).ToHashSet(StringComparer.Ordinal);
        // Of 24,000 draws none misses more than a few words, unless part of the list is never reached.
        Assert.InRange(drawn.Count, (1 << Bits) - 5, 1 << Bits);
        Assert.Subset(Of(language).ToHashSet(StringComparer.Ordinal), drawn);
    }

    [Theory]
    [InlineData("1. acorn\n2. acrobat\n3. almond 4) apricot 5 anchor 6 apple")]
    [InlineData("acorn acrobat almond apricot anchor apple")]
    [InlineData("  Acorn-ACROBAT, almond.apricot\nAnchor / Apple ")]
    public void Case_and_what_stands_between_the_words_do_not_count(string written) =>
        Assert.Equal("acorn acrobat almond apricot anchor apple", CodeWords.Parse(written).Code);

    [Theory]
    [InlineData("algodón árbol avión balón búho limón")]
    [InlineData("ALGODON arbol Avion balon buho LIMON")]
    public void Accents_do_not_count(string written) => Assert.Equal("algodon arbol avion balon buho limon", CodeWords.Parse(written).Code);

    [Fact]
    public void A_word_that_is_not_ours_is_told_by_its_place()
    {
        var read = CodeWords.Parse("acorn acrobat almondd apricot anchor zyxwvut");
        Assert.Null(read.Code);
        Assert.Equal([(3, "almondd"), (6, "zyxwvut")], read.Wrong);
    }

    [Theory, InlineData(null, 0), InlineData("", 0), InlineData("acorn", 1), InlineData("acorn acorn acorn acorn acorn acorn acorn", 7)]
    public void Other_than_six_words_are_no_code(string? written, int count)
    {
        var read = CodeWords.Parse(written);
        Assert.Equal((null, count), (read.Code, read.Count));
    }

    [Fact]
    public void What_is_far_too_long_is_not_read_to_its_end() => Assert.InRange(CodeWords.Parse(string.Concat(Enumerable.Repeat("acorn ", 100_000))).Count, 7, 50);

    private static IReadOnlyList<string> Of(string language) => CodeWords.Of(language == "es" ? Language.Spanish : Language.English);

    private static string Sound(string word, string language) => (language == "es" ? SpanishSounds : EnglishSounds)
        .Aggregate(language == "es" ? SearchText.Fold(word.Replace("ñ", "ny", StringComparison.Ordinal)) : word, (sound, one) =>
            Regex.Replace(sound, one.Letters, one.Sound, RegexOptions.None, TimeSpan.FromMinutes(1)));
}
