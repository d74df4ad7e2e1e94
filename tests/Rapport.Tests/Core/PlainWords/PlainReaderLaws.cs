using System.Text;
using CsCheck;
using Rapport.Core.PlainWords;
using Rapport.Core.Search;
using Rapport.Profiles;
using Rapport.Search;
using Rapport.Search.PlainWords;

namespace Rapport.Tests.Core.PlainWords;

/// <summary>What holds of the reading of any text at all.</summary>
public sealed class PlainReaderLaws
{
    private static readonly SearchKeys Keys = new(Vocabularies.BuiltIn);
    private static readonly PlainReader Reader = PhraseBooks.Reader(Keys, SaidFile.BuiltIn(Keys));

    private static readonly string[] Pieces =
    [
        "panic", "attacks", "la", "de", "in", "LA", "94110", "$", "100", "under", "miles", "10", ",", ".", " ", "\n", "no", "can't", "sleep",
        "mi hija de 15", "emdr", "san", "fransisco", "Maria", "Cruz", "springfield", "'", "’", "a\u0301", "\uD800", "\uDC00", "\u202E",
        "مرحبا", "שלום", "😀", "\0", "(.*)+$", "'; DROP TABLE", "٣", "-without", "\"", "İ", "ß", "ﬃ",
    ];

    private static readonly Gen<string> Texts = Gen.OneOf(
        Gen.OneOf(Array.ConvertAll(Pieces, Gen.Const)).Array[0, 40].Select(pieces => string.Concat(pieces)),
        Gen.OneOf(Array.ConvertAll(Pieces, Gen.Const)).Array[0, 40].Select(pieces => string.Join(' ', pieces)),
        Gen.Char.Array[0, 300].Select(letters => new string(letters)),
        // Closer together: apostrophes, digits and letters of every kind side by side.
        Gen.Char["'’5mé\u0301 ,"].Array[0, 40].Select(letters => new string(letters)));

    [Fact]
    public void Any_text_is_read_and_every_span_lies_within_it_in_order_without_overlap() => Texts.Sample(text =>
    {
        var reading = Reader.Read(text);

        AssertOrdered([.. reading.Parts.Select(part => (part.Start, part.End))], text.Length);
        AssertOrdered([.. reading.Unread.Select(words => (words.Start, words.End))], text.Length);
        Assert.All(reading.Parts, part => Assert.NotEmpty(part.Meanings));
        var all = reading.Parts.Select(part => (part.Start, part.End)).Concat(reading.Unread.Select(words => (words.Start, words.End)));
        AssertOrdered([.. all.Order()], text.Length);
    });

    [Fact]
    public void Every_filter_that_is_understood_is_one_that_can_be_searched_for() => Texts.Sample(text =>
        Assert.All(Reader.Read(text).Meanings, meaning =>
            Assert.True(Keys.Schema.Keys[Keys.Schema.IndexOf(meaning.Key)].OrdinalOf(meaning.Code) >= 0)));

    [Fact]
    public void What_is_not_understood_is_what_is_kept_as_free_words() => Texts.Sample(text =>
    {
        var reading = Reader.Read(text);

        Assert.Equal(
            SearchText.Fold(reading.Rest),
            string.Join(' ', reading.Unread.Select(words => SearchText.Fold(text[words.Start..words.End])).Where(words => words.Length > 0)));
    });

    [Theory]
    [InlineData("panic ")]
    [InlineData("qwertyuiop ")]
    [InlineData("a")]
    [InlineData("\uD800")]
    [InlineData("(a+)+$")]
    [InlineData("no de la ")]
    public void Of_a_text_of_a_megabyte_the_beginning_is_read_and_the_reading_says_so(string piece)
    {
        var text = new StringBuilder().Insert(0, piece, 1_000_000 / piece.Length).ToString();

        var reading = Reader.Read(text);

        Assert.True(reading.IsCut);
        Assert.All(reading.Parts, part => Assert.InRange(part.End, 1, SearchText.MaxCharacters));
        Assert.All(reading.Unread, words => Assert.InRange(words.End, 1, SearchText.MaxCharacters));

        // However long the text: the same is done.
        Assert.Equivalent(Reader.Read(text[..(SearchText.MaxCharacters + 1)]), reading);
    }

    [Fact]
    public void Nothing_is_read_of_no_text() => Assert.All(new[] { null, "", "  ", ",;!?" }, text =>
    {
        var reading = Reader.Read(text);
        Assert.False(reading.IsUnderstood || reading.IsCut);
        Assert.Equal("", reading.Rest);
    });

    private static void AssertOrdered((int Start, int End)[] spans, int length)
    {
        var behind = 0;
        foreach (var (start, end) in spans)
        {
            Assert.True(start >= behind && end > start && end <= length, $"{start}..{end} behind {behind} of {length}");
            behind = end;
        }
    }
}
