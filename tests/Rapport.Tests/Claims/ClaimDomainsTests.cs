using Rapport.Claims;
using Rapport.Profiles;

namespace Rapport.Tests.Claims;

/// <summary>Which mailboxes prove whose they are.</summary>
public sealed class ClaimDomainsTests
{
    [Theory]
    [InlineData("ana.cruz@willow.example", true)]
    [InlineData("cruz-ana@willow.example", true)]
    [InlineData("ana.m.cruz@willow.example", true)]
    [InlineData("anacruz@willow.example", true)]
    [InlineData("cruz_m_ana@willow.example", true)]
    [InlineData("anamcruz@willow.example", false)]
    [InlineData("anna.cruz@willow.example", false)]
    [InlineData("an.cruz@willow.example", false)]
    [InlineData("ana.cruz2@willow.example", false)]
    [InlineData("ana.cruz.@willow.example", false)]
    [InlineData("ana..cruz@willow.example", false)]
    [InlineData("ana'cruz@willow.example", false)]
    [InlineData("ana.mm.cruz@willow.example", false)]
    [InlineData("a.cruz@willow.example", false)]
    [InlineData("cruz@willow.example", false)]
    [InlineData("office@willow.example", false)]
    [InlineData("anabelcruz@willow.example", false)]
    [InlineData("x+ana.cruz@willow.example", false)]
    [InlineData("ana.cruz+x@willow.example", false)]
    [InlineData("ana.cruz@other.example", false)]
    [InlineData("ana.cruz@mail.willow.example", false)]
    [InlineData("ana.cruz@evilwillow.example", false)]
    public void One_of_a_trusted_domain_with_first_and_last_name(string address, bool proves) =>
        Assert.Equal(proves, ClaimDomains.Names(address, "clinic.example willow.example", [new PersonName { First = "Ana", Last = "Cruz" }]));

    [Fact]
    public void Accents_and_double_names_are_written_as_mailboxes_can() =>
        Assert.True(ClaimDomains.Names("jose.garcialopez@willow.example", "willow.example", [new PersonName { First = "José", Last = "García López" }]));

    [Fact]
    public void Where_none_is_trusted_nothing_is_proven() =>
        Assert.False(ClaimDomains.Names("ana.cruz@willow.example", ClaimDomains.None, [new PersonName { First = "Ana", Last = "Cruz" }]));

    [Theory]
    [InlineData("willow.example.org @clinic.example.org,willow.example.org", "willow.example.org clinic.example.org")]
    [InlineData("Willow.Example.ORG", "willow.example.org")]
    [InlineData("gmail.com", null)]
    [InlineData("willow.example.org Outlook.com", null)]
    [InlineData("willow", null)]
    [InlineData("https://willow.example.org", null)]
    [InlineData("  ", null)]
    public void Domains_are_read_as_typed_and_none_where_anybody_gets_a_mailbox(string typed, string? read) => Assert.Equal(read, ClaimDomains.Parse(typed));
}
