using Rapport.Profiles;

namespace Rapport.Tests.Profiles;

public sealed class LicenceNumberTests
{
    [Theory]
    [InlineData("26 SC", "26 SC")]
    [InlineData(" E.2202987", "E.2202987")]
    [InlineData("#115661", "115661")]
    [InlineData("VA # 0904", "VA 0904")]
    [InlineData("c.2405510-trne", "C.2405510-TRNE")]
    [InlineData("25MA  05591900", "25MA 05591900")]
    [InlineData("PSY31337|checked 2026-11-30", "PSY31337 CHECKED 2026-11-30")]
    [InlineData("7;8", "7 8")]
    [InlineData("NONE", null)]
    [InlineData("PENDING", null)]
    [InlineData("0000", null)]
    [InlineData("$$$$$$$$$", null)]
    [InlineData("", null)]
    public void A_licence_number_is_tidied_or_none(string typed, string? number) =>
        Assert.Equal(number, LicenceNumber.Clean(typed));
}
