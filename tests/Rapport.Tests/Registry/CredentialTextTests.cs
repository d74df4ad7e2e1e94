using CsCheck;
using Rapport.Registry;

namespace Rapport.Tests.Registry;

public sealed class CredentialTextTests
{
    [Theory]
    [InlineData("LCSW", "lcsw")]
    [InlineData("L.C.S.W.", "lcsw")]
    [InlineData("lcsw", "lcsw")]
    [InlineData("LCSW-R", "lcsw-r")]
    [InlineData("LCSW; MSW; CADC I", "lcsw msw cadc-i")]
    [InlineData("LCSW/ LCSW-C/ LICSW", "lcsw lcsw-c licsw")]
    [InlineData("LCSW LCSW-C, LICSW", "lcsw lcsw-c licsw")]
    [InlineData("MS, NCC, LPC-ASSOCIA", "ms ncc lpc-a")]
    [InlineData("LPC ASSOCIATE", "lpc-a")]
    [InlineData("PH. D.", "phd")]
    [InlineData("M ED, LPC", "med lpc")]
    [InlineData("MSW,  ,LCSW ,MSW", "msw lcsw")]
    [InlineData("MA LPC NCC", "ma lpc ncc")]
    [InlineData("LCSW (DE), MSW (NJ)", "lcsw msw")]
    [InlineData("LMFT & LPC", "lmft lpc")]
    public void Codes_are_read_in_the_order_typed(string typed, string codes) =>
        Assert.Equal(codes, string.Join(' ', RegistryParts.Credentials.Read(typed)!.Codes));

    [Theory]
    [InlineData("LCSW #115661", "lcsw", "115661")]
    [InlineData("LMFT, #143222", "lmft", "143222")]
    [InlineData("LPC20731", "lpc", "LPC20731")]
    [InlineData("IMH25372", "", "IMH25372")]
    [InlineData("LMFT 101597", "lmft", "101597")]
    public void A_licence_number_typed_among_them_is_told_apart(string typed, string codes, string number)
    {
        var read = RegistryParts.Credentials.Read(typed)!;
        Assert.Equal(codes, string.Join(' ', read.Codes));
        Assert.Equal([number], read.Numbers);
        Assert.Empty(read.Unknown);
    }

    [Fact]
    public void What_is_not_understood_is_kept_as_typed()
    {
        var read = RegistryParts.Credentials.Read("LCSW, ASD SPECIALIST")!;
        Assert.Equal(["lcsw"], read.Codes);
        Assert.Equal(["ASD SPECIALIST"], read.Unknown);
        Assert.Equal("LCSW, ASD SPECIALIST", read.Text);
    }

    [Fact]
    public void The_form_of_a_company_is_no_credential()
    {
        var read = RegistryParts.Credentials.Read("MA, LLC")!;
        Assert.Equal(["ma"], read.Codes);
        Assert.Empty(read.Unknown);
    }

    [Fact]
    public void A_cut_word_that_could_be_two_things_stays_unknown() =>
        Assert.Empty(new CredentialText([("a", ["ASSOCIATE ONE"]), ("b", ["ASSOCIATE TWO"])])
            .Read("THE LONG AND, ASSOCI")!.Codes);

    [Fact]
    public void A_blank_is_nothing() => Assert.Null(RegistryParts.Credentials.Read("  "));

    [Fact]
    public void Any_text_at_all_is_read_without_failing_and_kept() =>
        Gen.String.Sample(text =>
        {
            var read = RegistryParts.Credentials.Read(text);
            return read is null ? string.IsNullOrWhiteSpace(text) : read.Text == text.Trim();
        });
}
