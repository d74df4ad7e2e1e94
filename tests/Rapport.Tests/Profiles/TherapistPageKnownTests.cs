using AngleSharp.Html.Dom;
using Rapport.Layout;
using Rapport.Profiles;
using Rapport.Storage;
using Rapport.Tests.Support;

namespace Rapport.Tests.Profiles;

/// <summary>What a profile page says of how it knows, and what it leaves unsaid.</summary>
public sealed class TherapistPageKnownTests
{
    private const string Marisol = "/therapist/marisol-vega-1";
    private const string Ruth = "/therapist/ruth-example-6";

    [Theory]
    [InlineData("AMFT", null, true)]
    [InlineData("LMFT", null, false)]
    [InlineData("LMFT", "Dr. Lin", true)]
    public async Task Who_may_not_yet_work_alone_says_so_beside_the_name(string letters, string? supervisor, bool says)
    {
        await using var app = await HostedApp.Start(store => ProfileBuilder.Marisol(store.Now).With((facts, said) => facts with
        {
            Credentials = said.Of(new Credentials([letters], letters)),
            Supervisor = supervisor is null ? null : said.Of(supervisor),
        }).SaveTo(store));
        var top = (await app.Page("/therapist/marisol-vega-1")).QuerySelector("header.top")!.TextContent;
        Assert.Equal(says, top.Contains("Not yet licensed to work alone", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("BA in nursing", "en")]
    [InlineData("Licenciatura en psicología", "es")]
    [InlineData("PhD", null)]
    public async Task A_degree_in_its_owner_s_words_says_in_which_language_it_is(string degree, string? language)
    {
        await using var app = await HostedApp.Start(store => ProfileBuilder.Marisol(store.Now).With((facts, told) => facts with
        {
            Education = told.Of<IReadOnlyList<Education>>([new Education(degree, "State University", 2012)]),
        }).SaveTo(store));
        var page = await app.Page("/es" + Marisol);
        Assert.Equal(language, page.QuerySelectorAll("[aria-labelledby=training] dt").Single(term => term.TextContent.StartsWith(degree, StringComparison.Ordinal)).GetAttribute("lang"));
    }

    [Theory]
    [InlineData("/therapist/marisol-vega-1", "PhD: Doctor of Philosophy", "State University, 2012. A doctorate. By itself it is not a license.")]
    [InlineData("/es/therapist/marisol-vega-1", "PhD: Doctorado (PhD)", "State University, 2012. Un doctorado. Por sí solo no es una licencia.")]
    public async Task A_degree_after_the_name_that_the_schooling_names_is_explained_there_and_only_there(string path, string name, string said)
    {
        await using var app = await HostedApp.Start(store => ProfileBuilder.Marisol(store.Now).With((facts, told) => facts with
        {
            Credentials = told.Of(new Credentials(["PhD", "LCSW"], "PhD, LCSW")),
            Education = told.Of<IReadOnlyList<Education>>([new Education("PhD", "State University", 2012)]),
        }).SaveTo(store));
        var training = (await app.Page(path)).QuerySelector("[aria-labelledby=training]")!;
        var degree = Assert.Single(training.QuerySelectorAll("dt"), term => term.TextContent.StartsWith("PhD", StringComparison.Ordinal));
        Assert.Equal(name, degree.TextContent);
        Assert.StartsWith(said, degree.NextElementSibling!.TextContent, StringComparison.Ordinal);
        Assert.Contains(training.QuerySelectorAll("dt"), term => term.TextContent.StartsWith("LCSW", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Words_in_two_languages_are_parted_by_what_they_are_in()
    {
        await using var app = await HostedApp.Start(store => ProfileBuilder.Marisol(store.Now).With((facts, said) => facts with
        {
            WhoIHelp = said.Of("I work with people who are tired.\nTrabajo con la gente que está muy cansada."),
            AboutMe = null,
        }).SaveTo(store));
        string[] Heads(AngleSharp.Dom.IDocument page) => [.. page.QuerySelectorAll("[aria-labelledby=about] h3").Select(head => head.TextContent)];
        Assert.Equal(["In English", "In Spanish"], Heads(await app.Page("/therapist/marisol-vega-1")));
        Assert.Equal(["En español", "En inglés"], Heads(await app.Page("/es/therapist/marisol-vega-1")));
    }

    [Fact]
    public async Task In_a_demo_who_keeps_a_page_has_a_drawn_portrait_and_who_was_never_asked_has_letters()
    {
        await using var app = await HostedApp.Start(People.Fill, kind: StoreKind.Demo);
        var page = await app.Page(Marisol);
        Assert.Equal("Drawn portrait of Marisol Vega", page.QuerySelector(".top svg.portrait")!.GetAttribute("aria-label"));
        page = await app.Page(Ruth);
        Assert.Null(page.QuerySelector("svg.portrait"));
        Assert.Equal("RE", page.QuerySelector(".top .initials")!.TextContent);
        page = await app.Page("/therapists?place=94610&radius=25");
        Assert.All(page.QuerySelectorAll(".person"), card => Assert.Single(card.QuerySelectorAll("svg.portrait[aria-hidden=true], .initials[aria-hidden=true]")));
        Assert.NotEmpty(page.QuerySelectorAll(".person svg.portrait"));
    }

    [Fact]
    public async Task No_real_person_has_a_face_by_lot()
    {
        await using var app = await HostedApp.Start(People.Fill);
        foreach (var path in new[] { Marisol, Ruth, "/therapists?place=94610&radius=25" })
        {
            var page = await app.Page(path);
            Assert.Null(page.QuerySelector("main svg.portrait"));
            Assert.NotNull(page.QuerySelector("main .initials"));
        }
    }

    [Fact]
    public async Task A_new_name_changes_no_face()
    {
        await using var app = await HostedApp.Start(People.Fill, kind: StoreKind.Demo);
        var before = (await app.Page(Marisol)).QuerySelector(".top svg.portrait")!.InnerHtml;
        await new ProfileEditor(app.Store, Vocabularies.BuiltIn).Set(1, [new("name", "Karl Grün"), new("pronouns", "he/him")], Source.Therapist);
        Assert.Equal(before, (await app.Page("/therapist/karl-grun-1")).QuerySelector(".top svg.portrait")!.InnerHtml);
    }

    [Fact]
    public async Task A_telephone_that_was_given_is_the_one_action_and_where_there_is_none_no_button_stands_dead()
    {
        await using var app = await HostedApp.Start(People.Fill);
        var page = await app.Page("/therapist/daniel-okafor-2");
        Assert.Equal(["tel:+15105550111", "tel:+15105550111"], page.QuerySelectorAll(".button.filled").Select(button => button.GetAttribute("href")));
        page = await app.Page(Marisol);
        Assert.Equal("keep", Assert.Single(page.QuerySelectorAll(".button")).GetAttribute("name"));
        Assert.Contains("No telephone number is given here.", Text(page, ".facts"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(Ruth, "We show no number, because this person has not confirmed this page.", "No telephone number is given here.")]
    [InlineData("/es" + Ruth, "No mostramos ningún número", "Aquí no hay")]
    public async Task Who_is_known_from_the_registry_alone_has_no_number_and_the_page_says_why(string address, string says, string not)
    {
        await using var app = await HostedApp.Start(People.Fill);
        var page = await app.Page(address);
        Assert.Contains(says, Text(page, ".facts"), StringComparison.Ordinal);
        Assert.DoesNotContain(not, Text(page, ".facts"), StringComparison.Ordinal);
        // The numbers of the crisis lines stand on every page.
        Assert.Empty(page.QuerySelectorAll("main a[href^='tel:'], [itemprop=telephone]"));
    }

    [Fact]
    public async Task An_opening_of_long_ago_counts_as_not_known_and_is_still_told()
    {
        await using var app = await HostedApp.Start(store => ProfileBuilder.Named(store.Now.AddDays(-61), "Old", "Word").With((facts, said) => facts with
        {
            Pronouns = said.Of("he/him"),
            Openings = said.Of<IReadOnlyList<Opening>>([new Opening { Kind = "open" }]),
        }).SaveTo(store));
        var page = await app.Page("/therapist/old-word-1");
        Assert.Equal("Not known any more", Text(page, ".facts .state.unknown"));
        Assert.Contains("Last word: Open now. He confirmed this 2 months ago; it may have changed.", Text(page, ".facts"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Of_whom_no_pronoun_is_known_the_page_speaks_without()
    {
        await using var app = await HostedApp.Start(People.Fill);
        var page = await app.Page(Ruth);
        Assert.Contains("Who is helped here", Text(page, ".helps"), StringComparison.Ordinal);
        Assert.Contains("From the public registry, in ", Text(page, ".facts"), StringComparison.Ordinal);
        Assert.DoesNotContain("From her", Text(page, "main"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_practice_s_name_and_what_is_not_known_of_its_doors_are_said()
    {
        await using var app = await HostedApp.Start(store => ProfileBuilder.Named(store.Now, "In", "Practice").With((facts, said) => facts with
        {
            Places = said.Of<IReadOnlyList<PracticePlace>>(
            [
                new PracticePlace { Practice = "Willow Counseling", Line1 = "1250 Grand Ave", Line2 = "Suite 2", City = "Oakland", State = "CA", Zip = "94610" },
            ]),
        }).SaveTo(store));
        var where = Text(await app.Page("/therapist/in-practice-1"), ".facts .at");
        Assert.Equal("Willow Counseling 1250 Grand Ave, Suite 2 Oakland, CA 94610 Steps and doors: not known.", where);
    }

    [Fact]
    public async Task How_a_license_stands_is_told_in_both_languages_also_when_it_is_suspended()
    {
        await using var app = await HostedApp.Start(store => ProfileBuilder.Named(store.Now, "Not", "Now").With((facts, said) => facts with
        {
            Licences = said.Of<IReadOnlyList<Licence>>(
            [
                new Licence { State = "CA", Status = "suspended", Checked = new DateOnly(2026, 11, 1), CheckedHow = "telephone" },
                new Licence { State = "NV", Status = "inactive", Checked = new DateOnly(2026, 11, 1), CheckedHow = "in a dream" },
            ]),
        }).SaveTo(store));
        var training = Text(await app.Page("/therapist/not-now-1"), "[aria-labelledby=training]");
        Assert.Contains("The board has suspended it: no therapy may be given under it. Checked by us on November 1, 2026 by calling the board.", training, StringComparison.Ordinal);
        Assert.Contains("The board lists it as not in use. Checked by us on November 1, 2026 in a dream.", training, StringComparison.Ordinal);
        training = Text(await app.Page("/es/therapist/not-now-1"), "[aria-labelledby=training]");
        Assert.Contains("La junta la suspendió: con ella no se puede dar terapia. La consultamos el 1 de noviembre de 2026 por teléfono con la junta.", training, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_a_look_at_a_license_came_to_is_told_in_plain_words_with_its_day_and_source()
    {
        await using var app = await HostedApp.Start(store => ProfileBuilder.Named(store.Now, "Not", "Now").With((facts, said) => facts with
        {
            Licences = said.Of<IReadOnlyList<Licence>>(
            [
                new Licence { State = "CA", Status = "active", Expires = new DateOnly(2027, 8, 31), Checked = new DateOnly(2026, 11, 1), CheckedHow = "board-file", Against = "BBS list of 2026-10-30" },
                new Licence { State = "NV", Status = "expired", Expires = new DateOnly(2026, 8, 31), Checked = new DateOnly(2026, 11, 1), CheckedHow = "board-lookup" },
                new Licence { State = "OR", Unverified = new DateOnly(2026, 11, 2) },
                new Licence { State = "WA" },
            ]),
        }).SaveTo(store));
        var training = Text(await app.Page("/therapist/not-now-1"), "[aria-labelledby=training]");
        Assert.Contains("Valid until August 31, 2027. Verified by us on November 1, 2026 in a file from the board (“BBS list of 2026-10-30”).", training, StringComparison.Ordinal);
        Assert.Contains("Ended on August 31, 2026. Checked by us on November 1, 2026 in the board’s public look-up.", training, StringComparison.Ordinal);
        Assert.Contains("We looked on November 2, 2026, and could not verify it.", training, StringComparison.Ordinal);
        Assert.Contains("Waits to be checked by us.", training, StringComparison.Ordinal);
        training = Text(await app.Page("/es/therapist/not-now-1"), "[aria-labelledby=training]");
        Assert.Contains("La comprobamos el 1 de noviembre de 2026 en un archivo de la junta («BBS list of 2026-10-30»).", training, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Languages_are_named_in_the_reader_s_language_and_how_well()
    {
        await using var app = await HostedApp.Start(People.Fill);
        Assert.Contains("English (fluent); Spanish (mother tongue)", Text(await app.Page(Marisol), ".facts"), StringComparison.Ordinal);
        Assert.Contains("Inglés (con fluidez); español (lengua materna)", Text(await app.Page("/es" + Marisol), ".facts"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Search_engines_and_previews_learn_who_it_is_and_nothing_of_what_one_may_seek()
    {
        Assert.True(PublicAddress.TryParse("https://care.example", out var site));
        await using var app = await HostedApp.Start(People.Fill, site: site);
        var page = await app.Page("/es" + Marisol + "?place=94610&radius=25");
        Assert.Equal("https://care.example/es" + Marisol, page.QuerySelector("link[rel=canonical]")!.GetAttribute("href"));
        Assert.Equal(["en", "es", "x-default"], page.QuerySelectorAll("link[rel=alternate]").Select(link => link.GetAttribute("hreflang")));
        Assert.Equal("Marisol Vega, LCSW", Meta(page, "og:title"));
        Assert.Equal("profile", Meta(page, "og:type"));
        Assert.StartsWith("https://care.example/preview.", Meta(page, "og:image"), StringComparison.Ordinal);
        Assert.Equal("Trabajo social. Oakland, CA. Citas, costo y lo que se sabe de estudios y licencia.", Meta(page, "og:description"));
        var told = page.QuerySelectorAll("meta[itemprop]").DistinctBy(one => one.OuterHtml).ToDictionary(one => one.GetAttribute("itemprop")! + one.GetAttribute("content"), one => one.GetAttribute("content"));
        Assert.Contains("nameMarisol Vega", told.Keys);
        Assert.Contains("postalCode94611", told.Keys);
        Assert.Contains("alternateNameMarisol Vega Ruiz", told.Keys);
        Assert.Contains("credentialCategorylicense", told.Keys);
        Assert.Equal("https://care.example/es" + Marisol, page.QuerySelector("link[itemprop=url]")!.GetAttribute("href"));
        Assert.Equal("https://schema.org/Person", page.QuerySelector("[itemtype$=ProfilePage] > [itemprop=mainEntity]")!.GetAttribute("itemtype"));
        Assert.DoesNotContain(told.Keys, one => one.StartsWith("streetAddress", StringComparison.Ordinal) || one.StartsWith("telephone", StringComparison.Ordinal));
        page = await app.Page(Ruth);
        Assert.Empty(page.QuerySelectorAll("[itemprop], meta[property], link[rel=canonical]"));
    }

    [Fact]
    public async Task A_page_and_twenty_portraits_stay_small()
    {
        await using var app = await HostedApp.Start(async store =>
        {
            await People.Fill(store);
            for (var i = 0; i < 20; i++)
            {
                await ProfileBuilder.Marisol(store.Now).SaveTo(store);
            }
        });
        Assert.InRange((await app.Browser.GetByteArrayAsync(new Uri(Marisol, UriKind.Relative))).Length, 1, 60_000);
        var list = await app.Browser.GetByteArrayAsync(new Uri("/therapists?place=94611&radius=25", UriKind.Relative));
        Assert.InRange(list.Length, 1, 180_000);
    }

    private static string? Meta(IHtmlDocument page, string property) =>
        page.QuerySelector($"meta[property='{property}']")!.GetAttribute("content");

    private static string Text(IHtmlDocument page, string selector) => Told.Flat(page.QuerySelector(selector)!.TextContent);
}
