using Rapport.Core.PlainWords;
using Rapport.Profiles;
using Rapport.Search;
using Rapport.Search.PlainWords;

namespace Rapport.Tests.Core.PlainWords;

public sealed class PlainReaderTests
{
    private static readonly SearchKeys Keys = new(Vocabularies.BuiltIn);
    private static readonly PlainReader Reader = PhraseBooks.Reader(Keys, SaidFile.BuiltIn(Keys));

    [Fact]
    public void Each_part_tells_which_words_say_it()
    {
        const string text = "spanish EMDR oakland online under $100";

        var parts = Reader.Read(text).Parts.Select(part => $"{text[part.Start..part.End]} = {part.Kind} {part.Meanings[0].Key}:{part.Meanings[0].Code}");

        Assert.Equal(
            [
                "spanish = Filter language:es", "EMDR = Filter approach:emdr", "oakland = Place place:Oakland, CA", "online = Filter format:online",
                "under $100 = Fee feeMax:100",
            ],
            parts);
    }

    [Theory]
    [InlineData("terapia por la noche")]
    [InlineData("en la mañana, ansiedad")]
    [InlineData("ayuda para el estrés")]
    [InlineData("TERAPIA EN EL TRABAJO O EN LA CASA")]
    [InlineData("busco a la doctora Carmen Villalobos")]
    public void An_article_is_no_place(string text) => Assert.Null(Reader.Read(text).Place);

    [Theory]
    [InlineData("my son won't talk to me")]
    [InlineData("no me siento bien")]
    public void Everyday_words_that_join_to_a_name_are_no_place(string text) => Assert.Null(Reader.Read(text).Place);

    [Theory]
    [InlineData("muslim therapist dearborn", "Dearborn, MI")]
    [InlineData("daly city emdr", "Daly City, CA")]
    [InlineData("ocd online tx", "Texas")]
    public void A_smaller_town_or_the_code_of_a_state_at_the_end_is_a_place(string text, string place) => Assert.Equal(place, Reader.Read(text).Place?.Best?.Label);

    [Theory]
    [InlineData("slep", "issue:sleep")]
    [InlineData("anxity", "issue:worry")]
    [InlineData("insomina", "issue:sleep")]
    public void A_letter_is_forgiven_where_only_one_wish_is_near(string text, string meaning) =>
        Assert.Equal([meaning], Reader.Read(text).Meanings.Select(one => $"{one.Key}:{one.Code}"));

    [Theory]
    [InlineData("trama")]
    [InlineData("dr trama")]
    [InlineData("maria")]
    public void A_short_name_is_never_corrected(string text) =>
        Assert.Empty(Reader.Read(text, isName: word => word == "trama").Meanings);

    [Theory]
    [InlineData("lost my baby at 20 weeks", "issue:pregnancy-loss")]
    [InlineData("sober 2 years", "issue:alcohol")]
    [InlineData("lonely widow 72", "issue:loneliness age:older-adults issue:grief")]
    public void A_number_is_an_age_only_where_one_is_told(string text, string meanings) =>
        Assert.Equal(meanings.Split(' ').Order(), Reader.Read(text).Meanings.Select(one => $"{one.Key}:{one.Code}").Order());

    [Theory]
    [InlineData("trama, evenings", "issue:trauma times:evenings")]
    [InlineData("bipol, hermanito", "issue:bipolar")]
    [InlineData("my uncle very recently died", "issue:grief")]
    [InlineData("co-parenting with my ex", "issue:co-parenting")]
    [InlineData("my ex", "issue:breakup")]
    [InlineData("addiction", "issue:alcohol issue:drugs")]
    [InlineData("addiction to heroin", "issue:drugs")]
    [InlineData("navajo speaking", "language:nv")]
    [InlineData("workers comp, we both go", "insurer:workers-comp who:couple")]
    public void What_is_meant_is_read_from_all_that_is_said(string text, string meanings) =>
        Assert.Equal(meanings.Split(' ').Order(), Reader.Read(text).Meanings.Select(one => $"{one.Key}:{one.Code}").Order());

    [Theory]
    [InlineData("16 yo male w/ anxiety", "age:teens issue:worry")]
    [InlineData("54M s/p divorce, c/o insomnia", "age:adults issue:breakup issue:sleep")]
    [InlineData("masculino de 45 años, ansiedad", "age:adults issue:worry")]
    [InlineData("34 year old woman with ptsd", "age:adults issue:trauma")]
    [InlineData("for my 15 year old female therapist", "age:teens gender:woman")]
    [InlineData("social worker here, pt d/c home yesterday, grief", "issue:grief")]
    public void Who_is_referred_is_not_who_is_looked_for(string text, string meanings)
    {
        var reading = Reader.Read(text);

        Assert.Equal(meanings.Split(' ').Order(), reading.Meanings.Select(one => $"{one.Key}:{one.Code}").Order());
        Assert.Null(reading.Place);
    }

    [Theory]
    [InlineData("within 4 weeks", "within-month")]
    [InlineData("in the next 10 days", "within-month")]
    [InlineData("within 5 days", "open-now")]
    [InlineData("en los próximos 7 días", "open-now")]
    [InlineData("the past 2 weeks", "")]
    [InlineData("within 6 months", "")]
    public void How_long_somebody_can_wait_asks_for_an_opening(string text, string opening) =>
        Assert.Equal(opening, string.Join(' ', Reader.Read(text).Meanings.Where(one => one.Key == "opening").Select(one => one.Code)));

    [Theory]
    [InlineData("dr. susan hargrove", "susan hargrove")]
    [InlineData("quiñones", "quiñones")]
    [InlineData("busco a rogelio fuentes, laredo", "rogelio fuentes")]
    [InlineData("Looking for Kwame Asante", "Kwame Asante")]
    [InlineData("Austin Reed, boise idaho", "Austin Reed")]
    public void No_word_of_a_name_is_taken_for_one_that_it_is_close_to(string text, string name)
    {
        Assert.Equal(name, Reader.Read(text).Rest);
        Assert.Empty(Reader.Read(text).Meanings);
    }

    [Theory]
    [InlineData("i miss my ex")]
    [InlineData("adicto a las pastillas")]
    [InlineData("d/c from the hospital")]
    public void Everyday_words_are_no_state(string text) => Assert.Null(Reader.Read(text).Place);

    [Fact]
    public void A_town_with_a_letter_wrong_may_be_short_where_its_state_follows() => Assert.Equal("Tucson, AZ", Reader.Read("couples tuscon az").Place?.Best?.Label);

    [Fact]
    public void Where_somebody_comes_from_is_not_looked_for_as_a_word()
    {
        var reading = Reader.Read("just moved from Georgia to Denver");

        Assert.Equal(("Denver, CO", ""), (reading.Place?.Best?.Label, reading.Rest));
    }

    [Fact]
    public void A_license_may_be_of_two_states() =>
        Assert.Equal(["NJ", "NY"], Reader.Read("licensed in new jersey and new york").Meanings.Where(one => one.Key == "state").Select(one => one.Code));

    [Theory]
    [InlineData("he hit me last night")]
    [InlineData("work the night shift")]
    public void Several_words_that_say_nothing_go_before_what_one_of_them_would_mean(string text) =>
        Assert.DoesNotContain(Reader.Read(text).Meanings, one => one.Key == "times");

    [Theory]
    [InlineData("I am from Mexico")]
    [InlineData("my family came here from Peru, anxiety")]
    [InlineData("I'm originally from Lebanon")]
    [InlineData("born in Poland")]
    [InlineData("I grew up in Jamaica")]
    [InlineData("soy de Cuba")]
    [InlineData("mis padres vinieron de Peru")]
    [InlineData("nací en Houston")]
    public void Where_somebody_comes_from_is_no_place_to_look_at(string text) => Assert.Null(Reader.Read(text).Place);

    [Theory]
    [InlineData("not more than 10 miles from Oakland", "Oakland, CA")]
    [InlineData("soy de Cuba, busco cerca de Oakland", "Oakland, CA")]
    [InlineData("20 minutes from 94610", "94610 Oakland, CA")]
    [InlineData("terapeuta de Houston", "Houston, TX")]
    public void How_far_from_a_place_still_says_where_to_look(string text, string place) => Assert.Equal(place, Reader.Read(text).Place?.Best?.Label);

    [Theory]
    [InlineData("therapist in la")]
    [InlineData("emdr near LA")]
    [InlineData("LA therapist for anxiety")]
    [InlineData("emdr therapist la")]
    public void Who_means_Los_Angeles_by_two_letters_is_understood(string text) => Assert.Equal("Los Angeles", Reader.Read(text).Place?.Best?.Name);

    [Theory]
    [InlineData("mineapolis", "Minneapolis, MN")]
    [InlineData("emdr san fransisco", "San Francisco, CA")]
    [InlineData("albequerque grief", "Albuquerque, NM")]
    [InlineData("philidelphia anxiety", "Philadelphia, PA")]
    public void A_large_city_may_have_a_letter_or_two_wrong(string text, string place) => Assert.Equal(place, Reader.Read(text).Place?.Best?.Label);

    [Theory]
    [InlineData("springfield")]
    [InlineData("terapia en aurora")]
    public void A_name_of_several_places_is_told_as_such(string text) => Assert.True(Reader.Read(text).Place?.HasRival);

    [Theory]
    [InlineData("Maria Lopez")]
    [InlineData("Maria de la Cruz")]
    [InlineData("Brian Goldstein")]
    [InlineData("Rosa de los Santos")]
    public void A_name_stays_whole_and_asks_for_nothing(string name)
    {
        var reading = Reader.Read(name);

        Assert.False(reading.IsUnderstood);
        Assert.Equal(name, reading.Rest);
    }

    [Theory]
    [InlineData("grief but not emdr", "approach")]
    [InlineData("ansiedad sin emdr", "approach")]
    public void What_is_not_wanted_is_not_asked_for(string text, string key) =>
        Assert.DoesNotContain(Reader.Read(text).Meanings, meaning => meaning.Key == key);

    [Theory]
    [InlineData("emdr near gothamville", UnreadKind.Place)]
    [InlineData("grief around gothamville county", UnreadKind.Place)]
    [InlineData("emdr 00001", UnreadKind.Place)]
    [InlineData("ansiedad cerca de gothamville", UnreadKind.Place)]
    [InlineData("duelo en la ciudad de gothamville", UnreadKind.Place)]
    [InlineData("someone who takes zyxhealth", UnreadKind.Plan)]
    [InlineData("zyxhealth insurance", UnreadKind.Plan)]
    [InlineData("couple, with zyxhealth insurance", UnreadKind.Plan)]
    [InlineData("ansiedad, que acepte zyxsalud", UnreadKind.Plan)]
    [InlineData("que tomen mi seguro zyxsalud", UnreadKind.Plan)]
    [InlineData("help with tinnitus", UnreadKind.Issue)]
    [InlineData("dealing with tinnitus, evenings", UnreadKind.Issue)]
    [InlineData("ayuda con mi tinnitus", UnreadKind.Issue)]
    [InlineData("terapia para zumbidos, en línea", UnreadKind.Issue)]
    [InlineData("goldstein", UnreadKind.Other)]
    [InlineData("grief, goldstein", UnreadKind.Other)]
    [InlineData("duelo, doctora goldstein", UnreadKind.Other)]
    public void What_is_not_understood_is_told_by_kind(string text, UnreadKind kind) => Assert.Equal(kind, Assert.Single(Reader.Read(text).Unread).Kind);

    [Theory]
    [InlineData("grief, evenings, near Oakland", true)]
    [InlineData("duelo, por la noche, cerca de Oakland", true)]
    [InlineData("grief, evenings, near gothamville", false)]
    public void A_sentence_is_whole_when_nothing_of_it_is_left_over(string text, bool whole) => Assert.Equal(whole, Reader.Read(text).IsWhole);

    [Fact]
    public void A_sentence_that_was_cut_is_not_whole() => Assert.False(Reader.Read(string.Concat(Enumerable.Repeat("grief, evenings, ", 20))).IsWhole);

    [Theory]
    [InlineData("\"panic attacks\" oakland", "\"panic attacks\"", "Oakland, CA")]
    [InlineData("“ataques de pánico” en Oakland", "“ataques de pánico”", "Oakland, CA")]
    [InlineData("Oakland «casa segura» Garcia", "«casa segura» Garcia", "Oakland, CA")]
    public void What_stands_in_quotes_is_looked_for_as_it_stands(string text, string rest, string place)
    {
        var reading = Reader.Read(text);

        Assert.Empty(reading.Meanings);
        Assert.Equal(rest, reading.Rest);
        Assert.Equal(place, reading.Place?.Best?.Label);
        Assert.False(reading.IsWhole);
    }

    [Theory]
    [InlineData("\"panic attacks")]
    [InlineData("\"\" panic attacks")]
    public void A_quote_that_holds_nothing_is_none(string text) => Assert.Equal("panic", Assert.Single(Reader.Read(text).Meanings).Code);

    [Theory]
    [InlineData("not christian, grief", "faith:christian")]
    [InlineData("not a christian counselor", "faith:christian")]
    [InlineData("anything but CBT", "approach:cbt")]
    [InlineData("I don't want hypnosis", "approach:hypnosis")]
    [InlineData("duelo, que no sea católica", "faith:catholic")]
    public void What_is_not_wanted_is_told_and_not_looked_for(string text, string unwanted)
    {
        var reading = Reader.Read(text);

        Assert.Equal(unwanted, Assert.Single(Assert.Single(reading.Unwanted).Meanings) is var meaning ? $"{meaning.Key}:{meaning.Code}" : "");
        Assert.DoesNotContain(reading.Meanings, one => $"{one.Key}:{one.Code}" == unwanted);
        Assert.Empty(reading.Rest);
    }

    [Theory]
    [InlineData("can't pay more than 80", 80)]
    [InlineData("can only pay 50", 50)]
    [InlineData("100 or less", 100)]
    [InlineData("80 max", 80)]
    [InlineData("my budget is about 75", 75)]
    [InlineData("between $80 and $100 per session", 100)]
    [InlineData("less than a hundred dollars", 100)]
    [InlineData("no puedo pagar más de 60", 60)]
    [InlineData("presupuesto de 70 por sesión", 70)]
    [InlineData("entre 60 y 90", 90)]
    public void A_price_is_read_however_it_is_told(string text, int dollars)
    {
        Assert.Equal(dollars, Reader.Read(text).Dollars);
        Assert.Empty(Reader.Read(text).Rest);
    }

    [Theory]
    [InlineData("my fourteen year old", "teens")]
    [InlineData("daughter 7 y/o", "children-6-12")]
    [InlineData("my son 16", "teens")]
    [InlineData("mi hijo tiene quince", "teens")]
    [InlineData("kids 4 and 9", "children-0-5", "children-6-12")]
    [InlineData("fighting, together 14 years")]
    [InlineData("drinking for 10 years")]
    [InlineData("depresión desde hace 5 años")]
    [InlineData("she is only 14", "teens")]
    [InlineData("play therapy for 8yo", "children-6-12")]
    [InlineData("anorexia, 17, minneapolis", "teens")]
    [InlineData("same job 9 years and i hate it")]
    [InlineData("20 years of drinking")]
    [InlineData("ptsd and a 2 year old at home so video only")]
    public void Years_are_an_age_unless_something_lasts_so_long(string text, params string[] ages) =>
        Assert.Equal(ages, Reader.Read(text).Meanings.Where(meaning => meaning.Key == "age").Select(meaning => meaning.Code));

    [Fact]
    public void More_words_left_over_than_are_looked_for_are_told()
    {
        Assert.False(Reader.Read(Strange(16)).IsCut);
        Assert.True(Reader.Read(Strange(17)).IsCut);

        static string Strange(int words) => string.Join(' ', Enumerable.Range(0, words).Select(at => $"zy{(char)('a' + at)}xw"));
    }
}
