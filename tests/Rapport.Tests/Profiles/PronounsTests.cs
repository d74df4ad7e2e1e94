using Rapport.Profiles;
using Rapport.Tests.Support;

namespace Rapport.Tests.Profiles;

public sealed class PronounsTests
{
    [Theory]
    [InlineData("she/her", "ella")]
    [InlineData("He/Him/His", "él")]
    [InlineData("they / them", "elle")]
    [InlineData("she/they", "ella/elle")]
    [InlineData("ella", "ella")]
    [InlineData("ze/zir", "ze/zir")]
    [InlineData("any", "any")]
    public void Pronouns_are_put_into_Spanish_where_they_can_be(string said, string told)
    {
        Assert.Equal(said, Told.In("en-US", () => Pronouns.Told(said)));
        Assert.Equal(told, Told.In("es-US", () => Pronouns.Told(said)));
    }

    [Theory]
    [InlineData("she/her", SpokenOf.She)]
    [InlineData("He/Him", SpokenOf.He)]
    [InlineData("they/them", SpokenOf.They)]
    [InlineData("she/they", SpokenOf.She)]
    [InlineData("ella", SpokenOf.She)]
    [InlineData("any", SpokenOf.ByName)]
    [InlineData("", SpokenOf.ByName)]
    [InlineData(null, SpokenOf.ByName)]
    internal void A_page_speaks_of_its_owner_as_she_asked(string? said, SpokenOf spoken) => Assert.Equal(spoken, Pronouns.Of(said));
}
