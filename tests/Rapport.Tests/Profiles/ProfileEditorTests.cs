using Microsoft.EntityFrameworkCore;
using Rapport.Profiles;
using Rapport.Storage;
using Rapport.Tests.Support;

namespace Rapport.Tests.Profiles;

/// <summary>A change of facts is whole: value, source, history, feed. Or it is none.</summary>
public sealed class ProfileEditorTests
{
    [Theory]
    [InlineData(Database.Sqlite)]
    [InlineData(Database.Postgres)]
    public async Task A_change_is_kept_with_its_source_its_history_and_a_line_in_the_feed(Database database)
    {
        await using var test = await TestStore.Create(database, time: new TestClock());
        var id = await ProfileBuilder.FromRegistry(test.Store.Now, "Ana", "Okoye").SaveTo(test.Store);

        var edit = await Editor(test).Set(
            id, [new("openings", "waiting-list 3 weeks"), new("languages", "es native, English")], Source.Therapist, "command line", "called");

        Assert.Equal(["openings", "languages"], edit.Changed);
        await using var db = test.Store.Read();
        var row = await db.Set<Profile>().SingleAsync();
        Assert.True(row.Claimed);
        Assert.Equal(1, row.Revision);
        var languages = row.Read().Facts.Languages!;
        Assert.Equal([new SpokenLanguage("es", "native"), new SpokenLanguage("en")], languages.Value);
        Assert.Equal((Source.Therapist, test.Store.Now, "command line"), (languages.Source, languages.Confirmed, languages.By));
        var change = await db.Set<FactChange>().SingleAsync(change => change.Field == "openings");
        Assert.Equal((null, "waiting-list 3 weeks", "called"), (change.Before, change.After, change.Reason));
        Assert.Equal(2, await ChangeFeed.Last(db));
    }

    [Fact]
    public async Task An_empty_value_makes_a_fact_not_known_and_the_history_remembers_it()
    {
        await using var test = await TestStore.Create(Database.Sqlite);
        var id = await ProfileBuilder.Marisol(test.Store.Now).SaveTo(test.Store);

        await Editor(test).Set(id, [new("pronouns", "")], Source.Therapist);

        await using var db = test.Store.Read();
        Assert.Null((await db.Set<Profile>().SingleAsync()).Read().Facts.Pronouns);
        var change = await db.Set<FactChange>().SingleAsync();
        Assert.Equal(("she/her", null), (change.Before, change.After));
    }

    [Fact]
    public async Task Saying_the_same_again_confirms_it_and_writes_no_history()
    {
        var clock = new TestClock();
        await using var test = await TestStore.Create(Database.Sqlite, time: clock);
        var id = await ProfileBuilder.Marisol(test.Store.Now).SaveTo(test.Store);
        clock.Advance(TimeSpan.FromDays(30));

        var edit = await Editor(test).Set(id, [new("pronouns", "she/her")], Source.Therapist);

        Assert.Empty(edit.Changed);
        await using var db = test.Store.Read();
        Assert.Equal(test.Store.Now, (await db.Set<Profile>().SingleAsync()).Read().Facts.Pronouns!.Confirmed);
        Assert.Equal(0, await db.Set<FactChange>().CountAsync());
    }

    [Theory]
    [InlineData("shoe-size", "44", "There is no field")]
    [InlineData("issues", "grief, klingons", "klingons")]
    [InlineData("openings", "soon", "2026-12-04")]
    [InlineData("not-taken", "grief", "both helped with and not taken")]
    [InlineData("openings", "place 7: open", "no place 7")]
    [InlineData("taxonomies", "1041C0700X", "registry")]
    public async Task What_cannot_be_is_refused_and_nothing_of_the_change_stays(string field, string value, string says)
    {
        await using var test = await TestStore.Create(Database.Sqlite);
        var id = await ProfileBuilder.Marisol(test.Store.Now).SaveTo(test.Store);

        var problem = await Assert.ThrowsAsync<FieldProblem>(() =>
            Editor(test).Set(id, [new("pronouns", "they/them"), new(field, value)], Source.Therapist));

        Assert.Contains(says, problem.Message, StringComparison.Ordinal);
        await using var db = test.Store.Read();
        Assert.Equal("she/her", (await db.Set<Profile>().SingleAsync()).Read().Facts.Pronouns!.Value);
        Assert.Equal(1, await ChangeFeed.Last(db));
    }

    [Fact]
    public async Task An_organisation_adds_what_is_not_known_but_does_not_overwrite_the_therapist_s_word()
    {
        await using var test = await TestStore.Create(Database.Sqlite);
        var id = await ProfileBuilder.Marisol(test.Store.Now).SaveTo(test.Store);

        await Editor(test).Set(id, [new("supervisor", "Ana Okoye, LCSW")], Source.Organisation);
        await Assert.ThrowsAsync<FieldProblem>(() => Editor(test).Set(id, [new("pronouns", "he/him")], Source.Organisation));
    }

    [Fact]
    public async Task Speaking_again_answers_what_was_asked_about_the_field()
    {
        await using var test = await TestStore.Create(Database.Sqlite);
        var id = await ProfileBuilder.Marisol(test.Store.Now).SaveTo(test.Store);
        await test.Store.Write(async db =>
        {
            var row = (await db.Set<Profile>().FindAsync(id))!;
            row.Document = (row.Read() with
            {
                Questions = [new Question("name", "Marisol Vega Ruiz", Source.Registry, test.Store.Now)],
            }).ToJson();
        });

        var edit = await Editor(test).Set(id, [new("name", "Marisol Vega")], Source.Therapist);

        Assert.Empty(edit.Profile.Read().Questions);
    }

    [Fact]
    public void What_is_shown_holds_nothing_of_a_place_that_may_be_a_home_and_nothing_kept_to_compare()
    {
        var facts = ProfileBuilder.FromRegistry(DateTime.UnixEpoch, "Ana", "Okoye").With((facts, said) => facts with
        {
            SoleProprietor = said.Of(true),
            Places = said.Of<IReadOnlyList<PracticePlace>>(
            [
                new() { Line1 = "12 Canary Lane", Line2 = "Apt 3", City = "Oakland", State = "CA", Zip = "94610", Telephone = "5105550100", MayBeHome = true },
            ]),
        }).Build(1).Read().Facts.Shown(claimed: true);

        var document = new ProfileDocument { Facts = facts }.ToJson();
        Assert.DoesNotContain("Canary", document, StringComparison.Ordinal);
        Assert.DoesNotContain("Apt 3", document, StringComparison.Ordinal);
        Assert.DoesNotContain("5105550100", document, StringComparison.Ordinal);
        Assert.DoesNotContain("sexCode", document, StringComparison.Ordinal);
        Assert.DoesNotContain("soleProprietor", document, StringComparison.Ordinal);
        Assert.Contains("94610", document, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void A_telephone_is_shown_of_those_alone_who_keep_their_page(bool claimed)
    {
        var row = ProfileBuilder.FromRegistry(DateTime.UnixEpoch, "Ana", "Okoye").With((facts, said) => facts with
        {
            Places = said.Of<IReadOnlyList<PracticePlace>>(
                [new() { Line1 = "1 Office Plz", City = "Oakland", State = "CA", Zip = "94610", Telephone = "5105550100" }]),
        }).Build(1);
        row.Claimed = claimed;
        var place = Assert.Single(row.Shown().Places!.Value);
        Assert.Equal(claimed ? "5105550100" : null, place.Telephone);
        Assert.Equal("1 Office Plz", place.Line1);
    }

    [Theory]
    [InlineData(nameof(Source.Operator), "77 Hidden Ln | Oakland, CA 94610 | 5105550100", true)]
    [InlineData(nameof(Source.Organisation), "Hidden Lane 77 | Oakland, CA 94610 | 5105550100", true)]
    [InlineData(nameof(Source.Organisation), "77 Other Rd | Oakland, CA 94610 | 5105559999", true)]
    [InlineData(nameof(Source.Operator), "Hidden Lane | Oakland, CA 94610", true)]
    [InlineData(nameof(Source.Operator), "77 Hidden Ln | Oakland, CA 94611", true)]
    [InlineData(nameof(Source.Operator), "1 Office Plz | San Jose, CA 95112 | 4085550100", false)]
    [InlineData(nameof(Source.Therapist), "77 Hidden Ln | Oakland, CA 94610 | 5105550100", false)]
    public async Task Nobody_but_its_owner_makes_a_home_a_practice(string source, string places, bool home)
    {
        await using var test = await TestStore.Create(Database.Sqlite);
        var id = await ProfileBuilder.FromRegistry(test.Store.Now, "Ana", "Okoye").With((facts, said) => facts with
        {
            Places = said.Of<IReadOnlyList<PracticePlace>>(
            [
                new() { Line1 = "77 HIDDEN LN", City = "Oakland", State = "CA", Zip = "94610", Telephone = "5105559999", MayBeHome = true },
            ]),
        }).SaveTo(test.Store);

        var edit = await Editor(test).Set(id, [new("places", places)], Enum.Parse<Source>(source));

        Assert.Equal(home, Assert.Single(edit.Profile.Read().Facts.Places!.Value).MayBeHome);
        Assert.Equal(home, edit.KeptHome);
    }

    [Fact]
    public async Task A_home_that_was_taken_out_first_is_one_still_when_it_is_entered_again_until_its_owner_speaks()
    {
        await using var test = await TestStore.Create(Database.Sqlite);
        var id = await ProfileBuilder.FromRegistry(test.Store.Now, "Ana", "Okoye").With((facts, said) => facts with
        {
            Places = said.Of<IReadOnlyList<PracticePlace>>(
                [new() { Line1 = "77 HIDDEN LN", City = "Oakland", State = "CA", Zip = "94610", MayBeHome = true }]),
        }).SaveTo(test.Store);
        const string place = "77 Hidden Ln | Oakland, CA 94610";
        var editor = Editor(test);

        await editor.Set(id, [new("places", "")], Source.Operator);
        Assert.True((await editor.Set(id, [new("places", place)], Source.Operator)).KeptHome);
        Assert.False((await editor.Set(id, [new("places", place)], Source.Therapist)).KeptHome);
        var after = await editor.Set(id, [new("places", place + " | 5105550100")], Source.Operator);

        Assert.False(Assert.Single(after.Profile.Read().Facts.Places!.Value).MayBeHome);
    }

    private static ProfileEditor Editor(TestStore test) => new(test.Store, Vocabularies.BuiltIn);
}
