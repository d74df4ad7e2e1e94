using CsCheck;
using Rapport.Profiles;
using Rapport.Registry;
using Rapport.Registry.Values;

namespace Rapport.Tests.Registry.Values;

public sealed class RegistryValueTests
{
    [Theory]
    [InlineData("5105550100", "5105550100")]
    [InlineData("(510) 555-0100", "5105550100")]
    [InlineData("15105550100", "5105550100")]
    [InlineData("1510555010", null)]
    [InlineData("0000000000", null)]
    [InlineData("97245550000", null)]
    [InlineData("555", null)]
    [InlineData("", null)]
    public void A_telephone_has_ten_digits_or_there_is_none(string typed, string? number) =>
        Assert.Equal(number, Telephone.Read(typed));

    [Theory]
    [InlineData("946071234", "94607")]
    [InlineData("94607", "94607")]
    [InlineData("94607-1234", "94607")]
    [InlineData("00000", "")]
    [InlineData("000000000", "")]
    [InlineData("k1a 0b1", "K1A 0B1")]
    [InlineData("3309", "3309")]
    [InlineData("9４６07", "94607")]
    [InlineData("5595550142", "")]
    [InlineData("742 EVERGREEN TER", "")]
    [InlineData("742 ELM ST", "")]
    public void A_postal_code_has_five_digits_or_is_foreign(string typed, string code) =>
        Assert.Equal(code, PostalCode.Read(typed, "US"));

    [Fact]
    public void A_foreign_postal_code_is_not_cut() => Assert.Equal("3309999", PostalCode.Read("3309999", "IL"));

    [Theory]
    [InlineData("CA", "CA")]
    [InlineData("Puerto Rico", "PR")]
    [InlineData("AE", "AE")]
    [InlineData("Suffolk", "SUFFOLK")]
    [InlineData(" ", "")]
    [InlineData("742 EVERGREEN TER", "")]
    [InlineData("559-555-0142", "")]
    public void A_state_is_two_letters_or_kept_as_given(string typed, string code) =>
        Assert.Equal(code, StateText.Code(typed));

    [Theory]
    [InlineData("116 N HIGH ST", "STE 5", "116 North High Street, Suite 5", "")]
    [InlineData("2655 1ST ST STE 345", "", "2655 First St", "#345")]
    [InlineData("12 O'Neil Ave.", "", "12 ONEIL AVENUE", "")]
    public void One_address_typed_in_two_ways_is_one_door(string a1, string a2, string b1, string b2) =>
        Assert.Equal(AddressKey.Door(a1, a2, "10001"), AddressKey.Door(b1, b2, "10001"));

    [Fact]
    public void Another_door_of_the_same_house_is_another_door_but_the_same_house()
    {
        Assert.NotEqual(AddressKey.Door("40 ELM ST", "APT 3", "97701"), AddressKey.Door("40 ELM ST", "APT 4", "97701"));
        Assert.Equal(AddressKey.House("40 ELM ST APT 3", "", "97701"), AddressKey.House("40 Elm Street", "", "97701"));
    }

    [Theory]
    [InlineData("Ann\u001b[2J\u0007", "Ann[2J")]
    [InlineData("Ann\u202eeel\u2066\u009b", "Anneel")]
    [InlineData("Ann\r\n\tLee\u007f", "Ann Lee")]
    [InlineData("  Jos\u00e9  ", "Jos\u00e9")]
    [InlineData("７４２ Ｅvergreen", "742 Evergreen")]
    [InlineData("\u0667\u0664\u0662 Ever\u200bgreen\u00a0Ter", "742 Evergreen Ter")]
    public void Characters_that_steer_a_terminal_or_a_page_are_taken_out(string typed, string plain) =>
        Assert.Equal(plain, PlainText.Clean(typed));

    [Fact]
    public void Another_postal_code_is_another_place() =>
        Assert.NotEqual(AddressKey.Door("1 MAIN ST", "", "10001"), AddressKey.Door("1 MAIN ST", "", "10002"));

    [Fact]
    public void Any_text_can_be_an_address_or_a_number_without_failing() =>
        Gen.Select(Gen.String, Gen.String).Sample((a, b) =>
        {
            _ = AddressKey.Hash(AddressKey.Door(a, b, ""));
            _ = AddressKey.House(a, b, "");
            _ = Capitals.Place(a) + Capitals.Name(a, last: true) + Capitals.Organisation(b);
            _ = PlainText.Clean(a) + TownText.Read(a, "CA", "94607", "US");
            _ = LicenceNumber.Clean(a) + Telephone.Read(b) + PostalCode.Read(a, b) + StateText.Code(b);
        });

    [Fact]
    public void A_set_of_addresses_holds_what_was_added_once_and_nothing_else() =>
        Gen.Long[-5_000, 5_000].Array[0, 4_000].Sample(hashes =>
        {
            var set = new AddressSet();
            foreach (var hash in hashes)
            {
                set.Add(hash);
            }
            var expected = hashes.ToHashSet();
            return set.Sorted.SequenceEqual([.. expected.Order()])
                && Enumerable.Range(-5_001, 10_003).All(hash => set.Contains(hash) == expected.Contains(hash));
        }, iter: 20);

    [Fact]
    public void All_52_codes_make_a_therapist_retired_ones_too()
    {
        Assert.Equal(52, Vocabularies.BuiltIn.Taxonomy.Terms.Count(term => RegistryParts.Taxonomies.ProfessionOf(term.Code) is not null));
        Assert.Equal("psychologist", RegistryParts.Taxonomies.ProfessionOf("103TE1000X"));
        Assert.Null(RegistryParts.Taxonomies.ProfessionOf("207Q00000X"));
    }
}
