using CsCheck;
using Rapport.Profiles;

namespace Rapport.Tests.Profiles;

/// <summary>What is printed is read back as it was; what cannot be read is refused with an example.</summary>
public sealed class FieldTextTests
{
    private static readonly Gen<string> Word = Gen.String[Gen.Char['a', 'z'], 1, 10];
    private static readonly Gen<DateOnly> Day = Gen.Int[730_000, 750_000].Select(DateOnly.FromDayNumber);
    private static readonly Gen<string?> MaybeWord = Gen.OneOf(Gen.Const((string?)null), Word.Select(word => (string?)word));

    [Fact]
    public void Names_come_back() =>
        Gen.Select(Word, MaybeWord, Word, MaybeWord).Select((first, middle, last, suffix) =>
                new PersonName { First = first, Middle = middle, Last = $"de {last}", Suffix = suffix })
            .Sample(name => Assert.Equal(name, FieldText.ReadName(FieldText.PrintName(name))));

    [Fact]
    public void Openings_come_back() =>
        Gen.OneOf(
                Gen.Select(Day, OneOf<string?>("1", "2-3", "4+", null)).Select((from, people) =>
                    new Opening { Kind = "open", From = from, NewPeople = people }),
                Gen.Int[0, 99].Select(weeks => new Opening { Kind = "waiting-list", Weeks = weeks, PlaceId = 2 }),
                Day.Select(until => new Opening { Kind = "full", Until = until }),
                OneOf("open", "full", "existing-only", "existing-families").Select(kind => new Opening { Kind = kind }))
            .Sample(opening => Assert.Equal(opening, FieldText.ReadOpening(FieldText.PrintOpening(opening))));

    [Fact]
    public void Fees_come_back_to_the_cent() =>
        Gen.Select(OneOf("individual", "couple", "group"), Gen.Int[0, 90_000], Gen.Int[0, 9_000], Gen.Int[10, 180])
            .Select((kind, from, more, minutes) => new Fee(kind, from, from + more, minutes))
            .Sample(fee => Assert.Equal(fee, FieldText.ReadFee(FieldText.PrintFee(fee))));

    [Fact]
    public void Places_come_back() =>
        Gen.Select(MaybeWord, Word, Gen.Int[1000, 99_999], Gen.Bool, Gen.OneOf(Gen.Const((string?)null), Gen.Const((string?)"5105550100")))
            .Select((street, city, zip, home, telephone) => new PracticePlace
            {
                Practice = home ? "Willow Counseling" : null,
                Line1 = street is null ? null : $"{zip} {street} Ave",
                City = city,
                State = "CA",
                Zip = zip.ToString("00000", System.Globalization.CultureInfo.InvariantCulture),
                Telephone = telephone,
                MayBeHome = home,
                Accessibility = home ? ["step-free"] : null,
            })
            .Sample(place => Assert.Equal(place, FieldText.ReadPlace(FieldText.PrintPlace(place), 1, word => word)));

    [Fact]
    public void Licences_come_back() =>
        Gen.Select(OneOf("CA", "NY"), OneOf<string?>(null, "LCSW 12345", "26 SC", "E.2202987"), OneOf<string?>(null, "active", "expired"), Day)
            .Select((state, number, status, day) => new Licence
            {
                State = state,
                Number = number,
                Status = status,
                Expires = day,
                Title = status is null ? null : "LCSW",
                Checked = day,
                CheckedHow = number is null ? null : "telephone",
                Against = number is null ? null : "BBS list of 2026-09-30",
                Unverified = number is null ? day : null,
                Discipline = status is null ? null : "none listed",
            })
            .Sample(licence => Assert.Equal(licence, FieldText.ReadLicence(FieldText.PrintLicence(licence), word => word, word => word)));

    [Fact]
    public void What_a_board_wrote_does_not_end_the_licence_it_is_said_of()
    {
        var licence = new Licence { State = "CA", Number = "LCS1", Discipline = "citation; fine | 2020", Against = "list; of BBS", Checked = new DateOnly(2026, 11, 1), CheckedHow = "board-file" };
        var read = FieldText.ReadList(FieldText.PrintList([licence], "; ", FieldText.PrintLicence), ';', part => FieldText.ReadLicence(part, word => word, word => word));
        Assert.Equal(licence with { Discipline = "citation, fine / 2020", Against = "list, of BBS" }, Assert.Single(read));
    }

    [Fact]
    public void Education_languages_plans_and_first_talks_come_back()
    {
        var school = new Education("MSW", "San José State University", 2009);
        var plan = new InsurancePlan("medi-cal", "Alameda Alliance");
        var spoken = new SpokenLanguage("es", "native");
        var talk = new FirstTalk(true, 20);

        Assert.Equal(school, FieldText.ReadEducation(FieldText.PrintEducation(school)));
        Assert.Equal(plan, FieldText.ReadPlan(FieldText.PrintPlan(plan), word => word));
        Assert.Equal(spoken, FieldText.ReadLanguage(FieldText.PrintLanguage(spoken), word => word));
        Assert.Equal(talk, FieldText.ReadFirstTalk(FieldText.PrintFirstTalk(talk)));
    }

    [Fact]
    public void A_style_comes_back_in_the_order_of_the_axes()
    {
        var style = FieldText.ReadStyle(" push depends,LEAD -1.5, structure 3 ");
        Assert.Equal([new StyleSaid("lead", -1.5), new StyleSaid("structure", 3), new StyleSaid("push", null)], style);
        Assert.Equal("lead -1.5, structure 3, push depends", FieldText.PrintList(style, ", ", FieldText.PrintStyle));
        Assert.Empty(FieldText.ReadStyle("none"));
    }

    [Theory]
    [InlineData("warmth 2", "is no axis with a place on it. Write it like: structure 1.5. The axes are lead, structure")]
    [InlineData("lead", "is no axis with a place on it")]
    [InlineData("lead 2", "\"2\" is no place on \"lead\". Places are -3, -1.5, 0, 1.5 and 3, or depends")]
    [InlineData("lead NaN", "is no place on \"lead\"")]
    [InlineData("lead 3, lead -3", "\"lead\" stands twice")]
    public void A_style_that_cannot_be_read_is_refused_in_words(string text, string told) =>
        Assert.Contains(told, Assert.Throws<FieldProblem>(() => FieldText.ReadStyle(text)).Message, StringComparison.Ordinal);

    private static Gen<T> OneOf<T>(params T[] values) => Gen.Int[0, values.Length - 1].Select(index => values[index]);

    [Fact]
    public void None_is_known_to_be_none() =>
        Assert.Empty(FieldText.ReadList("none", ',', word => word));

    [Theory]
    [InlineData("soon")]
    [InlineData("open from tomorrow")]
    [InlineData("waiting-list many weeks")]
    public void An_opening_that_cannot_be_read_is_refused_with_an_example(string text)
    {
        var problem = Assert.Throws<FieldProblem>(() => FieldText.ReadOpening(text));

        Assert.Contains("2026-12-04", problem.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("individual 160-120")]
    [InlineData("individual free")]
    [InlineData("individual 999999")]
    [InlineData("")]
    public void A_fee_that_cannot_be_is_refused(string text) =>
        Assert.Throws<FieldProblem>(() => FieldText.ReadFee(text));

    [Theory]
    [InlineData("Oakland")]
    [InlineData("1 Main St | Oakland, California 94610")]
    [InlineData("1 Main St | Suite | Floor | Oakland, CA 94610")]
    [InlineData("Oakland, CA 94610 | 555")]
    public void A_place_that_cannot_be_read_is_refused(string text) =>
        Assert.Throws<FieldProblem>(() => FieldText.ReadPlace(text, 1, word => word));

    [Fact]
    public void Too_much_is_refused()
    {
        Assert.Throws<FieldProblem>(() => FieldText.ReadText(new string('a', 2_001)));
        Assert.Throws<FieldProblem>(() => FieldText.ReadLine("bell\a"));
        Assert.Throws<FieldProblem>(() => FieldText.ReadList(string.Join(',', Enumerable.Range(0, 61)), ',', word => word));
    }

    [Theory]
    [InlineData("")]
    [InlineData("|")]
    [InlineData(" | | ")]
    public void A_licence_without_a_word_is_refused(string text) =>
        Assert.Throws<FieldProblem>(() => FieldText.ReadLicence(text, word => word, word => word));

    [Fact]
    public void Anything_typed_is_read_or_refused_never_a_crash() =>
        Gen.String[0, 60].Sample(text =>
        {
            foreach (var read in (Action<string>[])[
                t => FieldText.ReadOpening(t), t => FieldText.ReadFee(t), t => FieldText.ReadLicence(t, word => word, word => word), t => FieldText.ReadName(t),
                t => FieldText.ReadPlace(t, 1, word => word), t => FieldText.ReadFirstTalk(t), t => FieldText.ReadEducation(t), t => FieldText.ReadStyle(t)])
            {
                try
                {
                    read(text);
                }
                catch (FieldProblem)
                {
                    // Refused in words; any other exception fails the test.
                }
            }
        });
}
