using Rapport.Registry.Values;

namespace Rapport.Tests.Registry.Values;

/// <summary>Two ways to type one house are told as one, also where a slip or another ZIP stands in one of them.</summary>
public sealed class SameHouseTests
{
    [Theory]
    [InlineData("14 S. ALDER ST", "", "14 ALDER ST", "", true)]
    [InlineData("88 LINDEN AVE", "", "88 LINDEN AVE", "PO BOX 77", true)]
    [InlineData("PO BOX 77", "88 LINDEN AVE", "88 LINDEN AVE", "", true)]
    [InlineData("30-32 MILL RD", "", "30-32 MILL RD", "APT 5G", true)]
    [InlineData("C/O JANE 123 MAIN ST", "", "123 MAIN ST", "", true)]
    [InlineData("JANE DOE", "123 MAIN ST", "123 Main Street", "", true)]
    [InlineData("ONE BIRCH LN", "", "1 BIRCH LANE", "", true)]
    [InlineData("123A MAIN ST", "", "123-A MAIN ST", "", true)]
    [InlineData("123A MAIN ST", "", "123 A MAIN ST", "", true)]
    [InlineData("123A MAIN ST", "", "123 MAIN ST", "", true)]
    [InlineData("123MAIN ST", "", "123 MAIN ST", "", true)]
    [InlineData("RURAL ROUTE 2 BOX 9", "", "RR 2 BOX 9", "", true)]
    [InlineData("901 WASHINGTON STRRET", "", "901 WAHINGTON STREET", "", true)]
    [InlineData("5 WHITE OAK LN", "", "5 WHITEOAK LN", "", true)]
    [InlineData("3RD FL 40 ELM ST", "", "40 ELM ST", "", true)]
    [InlineData("STE5 40 ELM ST", "", "40 ELM ST SUITE 5", "", true)]
    [InlineData("#12 ELM ST", "", "12 ELM ST", "", true)]
    [InlineData("12 CR 55", "", "12 COUNTY ROAD 55", "", true)]
    [InlineData("HC 1 BOX 4417", "", "HC-01 BOX 4417", "", true)]
    [InlineData("TWELVE ELM ST", "", "12 ELM ST", "", true)]
    [InlineData("ONE TWELVE HIGH RIDGE", "", "112 HIGH RIDGE", "", true)]
    [InlineData("ONE HUNDRED TWELVE HIGH RIDGE", "", "112 HIGH RIDGE", "", true)]
    [InlineData("TWO HUNDRED FIVE ELM ST", "", "205 ELM ST", "", true)]
    [InlineData("TWENTY FIVE ELM ST", "", "25 ELM ST", "", true)]
    [InlineData("FORTY FIVE FIFTY ELM ST", "", "4550 ELM ST", "", true)]
    [InlineData("12 MARTIN LUTHER KING BLVD", "", "12 MLK BLVD", "", true)]
    [InlineData("12 DR MARTIN LUTHER KING JR BLVD", "", "12 M.L. KING BLVD", "", true)]
    [InlineData("PSC 3 BOX 12", "", "PSC 3 BX 12", "", true)]
    [InlineData("COND EL SOL APT 5", "", "CONDOMINIO EL SOL 5", "", true)]
    [InlineData("CALLE 5 C-12 URB VILLA", "", "URB VILLA C12 CALLE 5", "", true)]
    [InlineData("VILLA 7 LAS PALMAS", "", "7 VILLA LAS PALMAS", "", true)]
    [InlineData("12 AVE DE DIEGO", "", "AVENIDA DE DIEGO 12", "", true)]
    [InlineData("12 AVE DE DIEGO APT 5", "", "AVENIDA DE DIEGO 12", "APTO 6", true)]
    [InlineData("AVE PI\u00D1ERO 12", "", "12 PINERO AVE", "", true)]
    [InlineData("KM 4.2 CARR 152", "", "CARR 152 KM 4 2", "", true)]
    [InlineData("VENUS GARDEN C-TIJUANA CASA AE-17", "", "URB. VENUS GARDEN CALLE TIJUANA AE17", "", true)]
    [InlineData("12 STATE ROAD 55", "", "12 HWY 55", "", true)]
    [InlineData("HC 1 BOX 4417", "", "HC-01 BOX 4418", "", false)]
    [InlineData("PSC 3 BOX 12", "", "PSC 3 BOX 13", "", false)]
    [InlineData("12 CR 55", "", "12 HWY 55", "", false)]
    [InlineData("COND EL SOL APT 5", "", "COND EL MAR APT 5", "", false)]
    [InlineData("URB VILLA C12 CALLE 5", "", "URB VILLA C14 CALLE 5", "", false)]
    [InlineData("AVENIDA DE DIEGO 12", "", "AVENIDA DE DIEGO 14", "", false)]
    [InlineData("CARR 152 KM 4.2", "", "CARR 152 KM 4.3", "", false)]
    [InlineData("TWELVE ELM ST", "", "13 ELM ST", "", false)]
    [InlineData("ONE TWELVE HIGH RIDGE", "", "12 HIGH RIDGE", "", false)]
    [InlineData("VENUS GARDEN CALLE TIJUANA AE17", "", "VENUS GARDEN CALLE TIJUANA AF17", "", false)]
    [InlineData("PO BOX 12", "", "12 ELM ST", "", false)]
    [InlineData("PO BOX 77", "", "PO BOX 77", "88 LINDEN AVE", false)]
    [InlineData("14 ALDER ST", "", "16 ALDER ST", "", false)]
    [InlineData("14 ALDER ST", "", "14 BIRCH ST", "", false)]
    [InlineData("1 OFFICE PLZ", "", "1 PARK PLZ", "", false)]
    [InlineData("12 5TH ST", "", "12 6TH ST", "", false)]
    [InlineData("123 A ST", "", "123 B ST", "", false)]
    [InlineData("RR 2 BOX 9", "", "RR 2 BOX 11", "", false)]
    [InlineData("HIGHWAY 61 SOUTH", "", "COUNTY ROAD 61 SOUTH", "", false)]
    public void Two_ways_to_type_a_house_may_be_one(string a1, string a2, string b1, string b2, bool one)
    {
        var a = At(a1, a2);
        var b = At(b1, b2);
        Assert.Equal((one, one), (SameHouse.MayBe(a, b), SameHouse.MayBe(b, a)));
        Assert.Equal(one, new HomePlaces(_ => false).PlacesOf(a, [b], alone: false)[0].MayBeHome);
        Assert.False(new HomePlaces(_ => true).PlacesOf(a, [b], alone: false)[0].MayBeHome);
    }

    [Theory]
    [InlineData("30705", "CHATSWORTH", "30724", "CHATSWORTH", true)]
    [InlineData("30705", "ST. LOUIS", "30724", "Saint Louis", true)]
    [InlineData("", "CHATSWORTH", "30724", "ETON", true)]
    [InlineData("307", "CHATSWORTH", "30724", "ETON", true)]
    [InlineData("30705", "CHATSWORTH", "30724", "ETON", false)]
    public void Another_zip_is_another_house_only_where_it_can_be_read_and_lies_in_another_town(
        string zip, string city, string otherZip, string otherCity, bool one) =>
        Assert.Equal(one, SameHouse.MayBe(
            At("79 PINE LN UNIT B", "") with { Zip = zip, City = city },
            At("79 PINE LANE", "") with { Zip = otherZip, City = otherCity }));

    [Fact]
    public void A_slip_in_the_name_of_the_street_counts_only_within_one_zip() =>
        Assert.False(SameHouse.MayBe(At("901 WASHINGTON ST", ""), At("901 WAHINGTON ST", "") with { Zip = "97702" }));

    [Theory]
    [InlineData("SMITH CLINIC", "123A MAIN ST", "123-A Main Street", "")]
    [InlineData("C/O JANE 123 MAIN ST", "", "123 MAIN ST", "PO BOX 7")]
    [InlineData("SUITE 5", "ONE MAIN ST", "1 MAIN ST #5", "")]
    public void An_organisation_is_found_by_the_same_folding(string a1, string a2, string b1, string b2) =>
        Assert.Equal(AddressKey.Door(a1, a2, "10001"), AddressKey.Door(b1, b2, "10001"));

    private static RegistryAddress At(string line1, string line2) => new(line1, line2, "BEND", "OR", "97701", "US", null);
}
