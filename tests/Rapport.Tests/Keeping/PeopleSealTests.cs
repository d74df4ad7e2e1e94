using CsCheck;
using Microsoft.AspNetCore.DataProtection;
using Rapport.Keeping;
using Rapport.Tests.Support;

namespace Rapport.Tests.Keeping;

public sealed class PeopleSealTests
{
    private static readonly IDataProtectionProvider Keys = new EphemeralDataProtectionProvider();

    private static readonly Gen<KeptPeople> Lists = Gen.Select(
        Gen.Long[1, uint.MaxValue].Array[0, KeptPeople.Most], Gen.Bool, Gen.Bool,
        (ids, remembered, stays) => new KeptPeople { IsRemembered = remembered, StaysOnLeaving = stays }.With(ids));

    [Fact]
    public async Task What_was_sealed_is_what_is_opened_and_no_length_tells_how_many()
    {
        await using var test = await TestStore.Create(Database.Sqlite);
        var seal = new PeopleSeal(Keys, test.Store, "link");
        var length = seal.Seal(KeptPeople.Nobody).Length;
        Assert.True(length <= PeopleSeal.Longest);
        Lists.Sample(
            people =>
            {
                var text = seal.Seal(people);
                var opened = seal.Open(text)!;
                Assert.Equal(length, text.Length);
                Assert.Equal(people.Ids, opened.Ids);
                Assert.Equal(people with { Ids = [] }, opened with { Ids = [] });
            },
            iter: 200);
    }

    [Fact]
    public async Task What_was_not_sealed_here_for_this_opens_to_nothing()
    {
        await using var test = await TestStore.Create(Database.Sqlite);
        await using var other = await TestStore.Create(Database.Sqlite);
        var seal = new PeopleSeal(Keys, test.Store, "link");
        var text = seal.Seal(KeptPeople.Nobody.With(1, 2, 3));
        Assert.NotNull(seal.Open(text));

        Assert.Null(new PeopleSeal(Keys, test.Store, "cookie").Open(text));
        Assert.Null(new PeopleSeal(Keys, other.Store, "link").Open(text));
        Assert.Null(new PeopleSeal(new EphemeralDataProtectionProvider(), test.Store, "link").Open(text));
        Assert.All([null, "", "x", text[1..], text[..^1], new string('A', 10_000), "%00", "…"], garbage => Assert.Null(seal.Open(garbage)));
        Gen.Int[0, text.Length - 1].Sample(
            place =>
            {
                // Another letter that stands for other bits, wherever it stands.
                var altered = text.ToCharArray();
                altered[place] = (char)(altered[place] == 'A' ? 'z' : 'A');
                Assert.Null(seal.Open(new string(altered)));
            },
            iter: 100);
    }

    [Fact]
    public void A_list_holds_nobody_twice_and_twenty_at_most() => Gen.Long[1, 60].Array.Sample(ids =>
    {
        var people = KeptPeople.Nobody.With(ids);
        Assert.Equal(ids.Distinct().Take(KeptPeople.Most), people.Ids);
        Assert.Empty(people.Without(ids).Ids);
        Assert.Equal(people.Ids, people.With(ids).Ids);
    });
}
