using System.Text;
using Rapport.Core.PlainWords;
using Rapport.Profiles;
using Rapport.Search;
using Rapport.Search.PlainWords;

namespace Rapport.Tests.Search.PlainWords;

/// <summary>What an operator adds to what people say.</summary>
public sealed class SaidFileTests : IDisposable
{
    private static readonly SearchKeys Keys = new(Vocabularies.BuiltIn);
    private readonly string folder = Directory.CreateTempSubdirectory("rapport-said-").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public void Ours_says_six_hundred_things_in_each_language()
    {
        var said = SaidFile.BuiltIn(Keys).Where(one => one.Phrase.Meanings.Count > 0).ToList();

        Assert.True(said.Count(one => one.Phrase.Language == "en") >= 600);
        Assert.True(said.Count(one => one.Phrase.Language == "es") >= 600);
    }

    [Fact]
    public void What_an_operator_writes_is_understood_beside_ours()
    {
        Write("language,said,means\nen,winter blahs,issue:low-mood\n\nes,\"me traigo un nudo, de verdad\",issue:worry|issue:stress\n");

        Assert.Equal([new Meaning("issue", "low-mood")], Read("the winter blahs again").Meanings);
        Assert.Equal([new Meaning("issue", "worry"), new Meaning("issue", "stress")], Read("me traigo un nudo de verdad").Meanings);
        Assert.Equal([new Meaning("issue", "sleep")], Read("can't sleep").Meanings);
    }

    [Fact]
    public void What_an_operator_writes_goes_before_ours()
    {
        Write("language,said,means\nen,grief,nothing\nen,Can’t sleep,issue:worry\n");

        Assert.Empty(Read("grief").Meanings);
        Assert.Equal([new Meaning("issue", "worry")], Read("can't sleep").Meanings);
    }

    [Fact]
    public void What_an_operator_writes_may_have_gaps_and_count_only_by_itself()
    {
        Write("language,said,means\nen,zorp ... wibble,issue:low-mood\nen,blorp,issue:stress?\n");

        Assert.Equal([new Meaning("issue", "low-mood")], Read("zorp gave me wibble").Meanings);
        Assert.Empty(Read("zorp gave me, wibble").Meanings);
        Assert.Equal([new Meaning("issue", "stress")], Read("blorp").Meanings);
        Assert.Equal([new Meaning("issue", "sleep")], Read("blorp, can't sleep").Meanings);
    }

    [Fact]
    public void A_folder_without_the_file_has_ours()
    {
        Assert.Equal([new Meaning("issue", "sleep")], Read("can't sleep").Meanings);
        Assert.Equal(SaidFile.BuiltIn(Keys).Count, SaidFile.Load(Path.Combine(folder, "absent"), Keys).Count);
    }

    [Fact]
    public void The_file_stands_beside_the_vocabularies()
    {
        Write("language,said,means\nen,the winter blahs,issue:low-mood\n");

        Assert.Equal(Vocabularies.BuiltIn.All.Count, Vocabularies.Load(folder).All.Count);
    }

    [Theory]
    [InlineData("said,means\nx,issue:sleep\n", "line 1", "language,said,means")]
    [InlineData("", "line 1", "language,said,means")]
    [InlineData("language,said,means\nfr,dormir,issue:sleep\n", "line 2", "Write en or es")]
    [InlineData("language,said,means\nen,ok then,nothing\nen,,issue:sleep\n", "line 3", "Write what people say")]
    [InlineData("language,said,means\nen,...,issue:sleep\n", "line 2", "Write what people say")]
    [InlineData("language,said,means\nen,rest,issue:slep\n", "line 2", "--keys")]
    [InlineData("language,said,means\nen,rest,\n", "line 2", "--keys")]
    [InlineData("language,said,means\nen,no rest, at all,issue:sleep\n", "line 2", "double quotes")]
    [InlineData("language,said,means\nen,rest\n", "line 2", "double quotes")]
    [InlineData("language,said,means\nen,\"never closed,issue:sleep\n", "said.csv", "quote")]
    public void A_damaged_row_is_told_with_its_line_and_its_mend(string text, string where, string mend)
    {
        Write(text);

        var error = Assert.Throws<InvalidDataException>(() => SaidFile.Load(folder, Keys));

        Assert.StartsWith(Path.Combine(folder, "said.csv"), error.Message, StringComparison.Ordinal);
        Assert.Contains(where, error.Message, StringComparison.Ordinal);
        Assert.Contains(mend, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_file_in_another_encoding_is_told_to_be_saved_again()
    {
        File.WriteAllBytes(Path.Combine(folder, "said.csv"), Encoding.Latin1.GetBytes("language,said,means\nes,pánico atroz,issue:panic\n"));

        Assert.Contains("UTF-8", Assert.Throws<InvalidDataException>(() => SaidFile.Load(folder, Keys)).Message, StringComparison.Ordinal);
    }

    private void Write(string text) => File.WriteAllText(Path.Combine(folder, "said.csv"), text);

    private PlainReading Read(string text) => PhraseBooks.Reader(Keys, SaidFile.Load(folder, Keys)).Read(text);
}
