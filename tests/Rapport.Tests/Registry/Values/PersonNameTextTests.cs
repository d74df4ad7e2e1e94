using Rapport.Registry.Values;

namespace Rapport.Tests.Registry.Values;

public sealed class PersonNameTextTests
{
    private static readonly PersonNameText Names = new(RegistryParts.Credentials);

    [Theory]
    [InlineData("FIONA", "MCDONALD", "Fiona McDonald")]
    [InlineData("JEAN-LUC", "O'BRIEN", "Jean-Luc O'Brien")]
    [InlineData("FLOR DE LIZ", "DE LA CRUZ", "Flor de Liz de la Cruz")]
    [InlineData("INGRID", "VAN DER BERG", "Ingrid van der Berg")]
    [InlineData("ANA", "DOS SANTOS", "Ana dos Santos")]
    [InlineData("HEIDI", "VAN DYKE", "Heidi Van Dyke")]
    [InlineData("JOSÉ", "PEÑA-ORTIZ", "José Peña-Ortiz")]
    [InlineData("RUTH", "MACHADO", "Ruth Machado")]
    [InlineData("RUTH", "MACDONALD", "Ruth MacDonald")]
    [InlineData("MARY ANN", "LEE", "Mary Ann Lee")]
    [InlineData("G.", "ST. JOHN", "G. St. John")]
    [InlineData("  tessa ", "  willoughby", "Tessa Willoughby")]
    public void Capitals_become_the_name_as_its_owner_writes_it(string first, string last, string shown) =>
        Assert.Equal(shown, Names.Read(first, "", last, "")!.Name.Display());

    [Theory]
    [InlineData("SAM", "41 SW QUILLWORT", "Sam", null)]
    [InlineData("SAM", "SW QUILLWORT", "Sam", null)]
    [InlineData("SAM", "QUILLWORT", "Sam", "Quillwort")]
    [InlineData("41 SW", "", null, null)]
    [InlineData("MARY ANN", "", "Mary Ann", null)]
    public void A_street_in_a_name_column_is_no_name(string first, string middle, string? shownFirst, string? shownMiddle)
    {
        var name = Names.Read(first, middle, "PARRA", "", "41 SW QUILLWORT DR", "MARY ANN PARRA PLLC")!.Name;
        Assert.Equal((shownFirst, shownMiddle), (name.First, name.Middle));
    }

    [Theory]
    [InlineData("DeAndre", "LeBlanc")]
    [InlineData("macKenzie", "deVries")]
    public void Mixed_case_is_left_as_it_was_typed(string first, string last) =>
        Assert.Equal($"{first} {last}", Names.Read(first, "", last, "")!.Name.Display());

    [Theory]
    [InlineData("MITCHELL, JR.", "", "Mitchell", "Jr.")]
    [InlineData("MITCHELL JR", "", "Mitchell", "Jr.")]
    [InlineData("MITCHELL", "JR.", "Mitchell", "Jr.")]
    [InlineData("MITCHELL III", "", "Mitchell", "III")]
    [InlineData("MITCHELL", "iii", "Mitchell", "III")]
    [InlineData("LIU, INC.", "", "Liu", null)]
    [InlineData("LIU LLC", "", "Liu", null)]
    public void A_suffix_is_taken_out_of_the_last_name(string last, string suffix, string name, string? shown)
    {
        var read = Names.Read("SAM", "", last, suffix)!;
        Assert.Equal(name, read.Name.Last);
        Assert.Equal(shown, read.Name.Suffix);
        Assert.Null(read.Credentials);
    }

    [Theory]
    [InlineData("MILLER, PH.D.,LPC", "Miller", "PH.D., LPC")]
    [InlineData("PARRA, LCSW", "Parra", "LCSW")]
    [InlineData("BAKER, M.DIV.", "Baker", "M.DIV.")]
    [InlineData("PARRA LCSW", "Parra", "LCSW")]
    [InlineData("ORTIZ, JR., LCSW", "Ortiz", "LCSW")]
    [InlineData("SMITH MD", "Smith", "MD")]
    [InlineData("Smith Md", "Smith", "Md")]
    [InlineData("JONES LCSW", "Jones", "LCSW")]
    [InlineData("BROWN PHD", "Brown", "PHD")]
    [InlineData("BROWN PH.D.", "Brown", "PH.D.")]
    [InlineData("BROWN M.A.", "Brown", "M.A.")]
    [InlineData("BROWN MD PHD", "Brown", "MD, PHD")]
    [InlineData("BROWN JR PHD", "Brown", "PHD")]
    [InlineData("BROWN PSYD", "Brown", "PSYD")]
    [InlineData("BROWN LCSW-R", "Brown", "LCSW-R")]
    [InlineData("BROWN LMHC-QS", "Brown", "LMHC-QS")]
    [InlineData("BROWN (LCSW)", "Brown", "LCSW")]
    [InlineData("BROWN, MD, FAPA", "Brown", "MD, FAPA")]
    [InlineData("DE LA CRUZ LMFT", "de la Cruz", "LMFT")]
    public void Credentials_are_taken_out_of_the_last_name(string last, string name, string credentials)
    {
        var read = Names.Read("SAM", "", last, "")!;
        Assert.Equal(name, read.Name.Last);
        Assert.Equal(credentials, read.Credentials);
    }

    [Theory]
    [InlineData("XIAO MA", "Xiao Ma")]
    [InlineData("SMITH DO", "Smith Do")]
    [InlineData("DO NGUYEN", "Do Nguyen")]
    [InlineData("MD RAHMAN", "Md Rahman")]
    [InlineData("TRAN LAC", "Tran Lac")]
    [InlineData("BAKER NURSE", "Baker Nurse")]
    [InlineData("NAGY BACS", "Nagy Bacs")]
    [InlineData("SMITH-DO", "Smith-Do")]
    [InlineData("MA", "Ma")]
    [InlineData("DO", "Do")]
    [InlineData("LPC", "Lpc")]
    public void Family_names_that_look_like_credentials_stay_names(string last, string shown)
    {
        var read = Names.Read("", "", last, "")!;
        Assert.Equal(shown, read.Name.Last);
        Assert.Null(read.Credentials);
    }

    [Fact]
    public void A_comma_that_cannot_be_explained_is_left_alone() =>
        Assert.Equal("Smith, Mary", Names.Read("", "", "SMITH, MARY", "")!.Name.Last);

    [Fact]
    public void A_name_in_brackets_is_another_name()
    {
        var read = Names.Read("PATRICIA (PAT)", "", "DEBOER (FARNSWORTH)", "")!;
        Assert.Equal("Patricia Deboer", read.Name.Display());
        Assert.Equal(["Patricia Farnsworth", "Pat Deboer"], read.Also.Select(name => name.Display()));
    }

    [Fact]
    public void A_person_without_first_name_is_still_named()
    {
        var read = Names.Read("", "", "SANDOVAL", "")!;
        Assert.Null(read.Name.First);
        Assert.Equal("Sandoval", read.Name.Display());
    }

    [Fact]
    public void Without_a_last_name_nobody_is_named() => Assert.Null(Names.Read("ANN", "", "  ", ""));

    [Theory]
    [InlineData("HARBOR LIGHT COUNSELING LLC", "Harbor Light Counseling LLC")]
    [InlineData("CENTER FOR THE MIND OF ACW, P.C.", "Center for the Mind of ACW, P.C.")]
    [InlineData("Tulips & Stuffies", "Tulips & Stuffies")]
    public void Organisations_keep_the_capitals_that_may_stand_for_more(string typed, string shown) =>
        Assert.Equal(shown, Capitals.Organisation(typed));

    [Theory]
    [InlineData("116 N HIGH ST", "116 N High St")]
    [InlineData("18650 6TH AVENUE RD", "18650 6th Avenue Rd")]
    [InlineData("PO BOX 12", "PO Box 12")]
    [InlineData("MCALLEN", "McAllen")]
    [InlineData("32 WHITES AVE APT D33", "32 Whites Ave Apt D33")]
    public void Addresses_in_capitals_become_readable(string typed, string shown) =>
        Assert.Equal(shown, Capitals.Place(typed));
}
