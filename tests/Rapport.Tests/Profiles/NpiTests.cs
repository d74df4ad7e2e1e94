using CsCheck;
using Rapport.Profiles;

namespace Rapport.Tests.Profiles;

public sealed class NpiTests
{
    [Theory]
    [InlineData("1234567893")]
    [InlineData("1245319599")]
    public void A_number_with_the_right_check_digit_is_read(string text)
    {
        Assert.True(Npi.TryParse(text, out var npi, out _));
        Assert.Equal(text, npi.ToString());
    }

    [Theory]
    [InlineData("", "no NPI")]
    [InlineData("123456789", "10 digits")]
    [InlineData("12345678931", "10 digits")]
    [InlineData("12345678x3", "10 digits")]
    [InlineData("3234567891", "begins with 1 or 2")]
    [InlineData("1234567890", "check digit")]
    public void Anything_else_is_refused_with_the_reason(string text, string reason)
    {
        Assert.False(Npi.TryParse(text, out _, out var said));
        Assert.Contains(reason, said, StringComparison.Ordinal);
    }

    [Fact]
    public void Every_ordinal_is_one_valid_number_and_back() =>
        Gen.Int[0, Npi.Ordinals - 1].Sample(ordinal =>
        {
            var text = Npi.FromOrdinal(ordinal).ToString();
            return Npi.TryParse(text, out var npi, out _) && npi.Ordinal == ordinal;
        });

    [Fact]
    public void A_slip_in_any_one_digit_is_noticed() =>
        Gen.Select(Gen.Int[0, Npi.Ordinals - 1], Gen.Int[1, 9], Gen.Int[1, 9]).Sample((ordinal, place, step) =>
        {
            var digits = Npi.FromOrdinal(ordinal).ToString().ToCharArray();
            digits[place] = (char)('0' + (digits[place] - '0' + step) % 10);
            return !Npi.TryParse(digits, out _, out _);
        });
}
