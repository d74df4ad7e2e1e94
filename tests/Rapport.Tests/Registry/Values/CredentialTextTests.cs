using CsCheck;

namespace Rapport.Tests.Registry.Values;

public sealed class CredentialTextTests
{
    [Theory]
    [InlineData("LCSW", "LCSW")]
    [InlineData("L.C.S.W.", "LCSW")]
    [InlineData("lcsw", "LCSW")]
    [InlineData("LCSW-R", "LCSW-R")]
    [InlineData("LCSW; MSW; CADC I", "LCSW MSW CADC-I")]
    [InlineData("LCSW/ LCSW-C/ LICSW", "LCSW LCSW-C LICSW")]
    [InlineData("LCSW LCSW-C, LICSW", "LCSW LCSW-C LICSW")]
    [InlineData("MS, NCC, LPC-ASSOCIA", "MS NCC LPC-A")]
    [InlineData("LPC ASSOCIATE", "LPC-A")]
    [InlineData("PH. D.", "PhD")]
    [InlineData("M ED, LPC", "MEd LPC")]
    [InlineData("MSW,  ,LCSW ,MSW", "MSW LCSW")]
    [InlineData("MA LPC NCC", "MA LPC NCC")]
    [InlineData("LCSW (DE), MSW (NJ)", "LCSW MSW")]
    [InlineData("LMFT & LPC", "LMFT LPC")]
    public void Codes_are_read_in_the_order_typed(string typed, string codes) =>
        Assert.Equal(codes, string.Join(' ', RegistryParts.Credentials.Read(typed)!.Codes));

    [Theory]
    [InlineData("LCSW #115661", "LCSW", "115661")]
    [InlineData("LMFT, #143222", "LMFT", "143222")]
    [InlineData("LPC20731", "LPC", "LPC20731")]
    [InlineData("IMH25372", "", "IMH25372")]
    [InlineData("LMFT 101597", "LMFT", "101597")]
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
        Assert.Equal(["LCSW"], read.Codes);
        Assert.Equal(["ASD SPECIALIST"], read.Unknown);
        Assert.Equal("LCSW, ASD SPECIALIST", read.Text);
    }

    [Fact]
    public void The_form_of_a_company_is_no_credential()
    {
        var read = RegistryParts.Credentials.Read("MA, LLC")!;
        Assert.Equal(["MA"], read.Codes);
        Assert.Empty(read.Unknown);
    }

    [Fact]
    public void A_cut_word_that_could_be_two_things_stays_unknown() =>
        // Licensed clinical … begins six titles.
        Assert.Empty(RegistryParts.Credentials.Read("THE, LICENSED CLINIC")!.Codes);

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
