using System.Text;
using CsCheck;
using Rapport.Core;

namespace Rapport.Tests.Core;

public sealed class UnicodeTests
{
    private static readonly Gen<string> AnyLetters = Gen.OneOf(Gen.Char, Gen.Int[0, 5].Select(at => "\uD800\uDFFF\uFFFE\uFFFFé\u0301"[at])).Array[0, 12].Select(letters => new string(letters));

    [Fact]
    public void Whatever_it_holds_is_put_into_its_form_and_then_stays() => Gen.Select(AnyLetters, Gen.Enum<NormalizationForm>()).Sample((text, form) =>
    {
        var normal = Unicode.Normal(text, form);
        Assert.Equal(normal, Unicode.Normal(normal, form));
    });

    [Theory]
    [InlineData("Peñuelas", "Pen\u0303uelas", NormalizationForm.FormD)]
    [InlineData("７４２", "742", NormalizationForm.FormKC)]
    [InlineData("a\uFFFEb", "a\uFFFDb", NormalizationForm.FormC)]
    public void What_can_be_read_is_kept_and_what_is_no_letter_becomes_the_mark_of_one(string text, string normal, NormalizationForm form) =>
        Assert.Equal(normal, Unicode.Normal(text, form));

    [Fact]
    public void Half_a_pair_becomes_the_mark_of_a_letter_that_cannot_be_read() => Assert.Equal("é\uFFFD", Unicode.Normal("é\uD83D", NormalizationForm.FormC));
}
