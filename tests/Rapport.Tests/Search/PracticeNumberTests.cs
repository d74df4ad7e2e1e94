using Rapport.Profiles;
using Rapport.Search;
using Rapport.Tests.Support;

namespace Rapport.Tests.Search;

/// <summary>By what the order tells that people work in one practice, and by what it does not.</summary>
public sealed class PracticeNumberTests
{
    private static readonly PracticePlace Office = new()
    {
        Line1 = "1 Main St",
        Line2 = "Suite 200",
        City = "Oakland",
        State = "CA",
        Zip = "94610",
        Telephone = "5107341234",
        Practice = "Harbor Counseling",
    };

    [Fact]
    public void One_telephone_is_one_practice_wherever_its_offices_are_and_whatever_they_are_called() =>
        AssertSame(true, Office, Office with { Line1 = "9 Oak St", Zip = "94110", Practice = null });

    [Fact]
    public void Without_a_telephone_it_is_the_name_with_the_ZIP()
    {
        var unnumbered = Office with { Telephone = null };
        AssertSame(true, unnumbered, unnumbered with { Practice = "HARBOR  counseling", Line1 = null });
        AssertSame(false, unnumbered, unnumbered with { Zip = "94110" });
        AssertSame(false, unnumbered, unnumbered with { Practice = "Harbour Counseling" });
    }

    [Fact]
    public void One_door_is_no_practice_nor_is_a_home_or_a_number_that_nobody_has()
    {
        Assert.Null(Number(Office with { Telephone = null, Practice = null }));
        Assert.Null(Number(Office with { MayBeHome = true }));
        Assert.Null(Number(Office with { Telephone = "5105550142", Practice = null }));
        Assert.Null(PracticeNumber.Of(new ProfileFacts()));
        AssertSame(true, Office with { Telephone = "5105550142" }, Office with { Telephone = null });
    }

    [Fact]
    public void The_first_office_that_is_no_home_counts() =>
        Assert.Equal(Number(Office), Number(Office with { MayBeHome = true, Telephone = "5107340000" }, Office with { Id = 2 }));

    [Fact]
    public async Task The_fourth_of_a_practice_is_told_in_both_languages_why_others_stand_before()
    {
        await using var app = await HostedApp.Start(async store =>
        {
            for (var i = 0; i < 5; i++)
            {
                await ProfileBuilder.Marisol(store.Now).With((facts, said) => facts with { Places = said.Of<IReadOnlyList<PracticePlace>>([Office]) }).SaveTo(store);
            }
        });
        foreach (var (address, why) in new[] { ("/therapists?place=94610", "after 3 others of the same practice"), ("/es/therapists?place=94610", "después de otras 3 personas del mismo consultorio") })
        {
            var reasons = (await app.Page(address)).QuerySelectorAll("article.person .why dd").Select(one => one.TextContent).ToList();
            Assert.Equal([false, false, false, true, true], reasons.Select(reason => reason.Contains(why, StringComparison.Ordinal)));
        }
    }

    private static void AssertSame(bool same, PracticePlace one, PracticePlace other)
    {
        Assert.NotNull(Number(one));
        Assert.NotNull(Number(other));
        Assert.Equal(same, Number(one) == Number(other));
    }

    private static long? Number(params PracticePlace[] places) => PracticeNumber.Of(new ProfileFacts
    {
        Places = new Fact<IReadOnlyList<PracticePlace>>(places, Source.Therapist, new DateTime(2026, 11, 1, 0, 0, 0, DateTimeKind.Utc)),
    });
}
