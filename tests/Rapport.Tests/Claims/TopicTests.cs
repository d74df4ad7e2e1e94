using System.Net;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using Rapport.Claims;
using Rapport.Profiles;
using Rapport.Tests.Support;

namespace Rapport.Tests.Claims;

/// <summary>A therapist fills in her own profile, topic by topic.</summary>
public sealed class TopicTests
{
    [Fact]
    public async Task What_she_writes_is_kept_as_hers_and_shown_to_her_alone_until_she_lists_it()
    {
        await using var invited = await Invited.Start();
        var app = invited.App;
        await invited.Prove();
        await Send(app, "name", ("name", "Ana María"), ("name-last", "de la Cruz"), ("name-suffix", "Jr."), ("pronouns", "she/her"), ("credentials", "LCSW"), ("professions", "social-worker"));
        await Send(app, "openings", ("openings", "waiting-list"), ("openings-weeks", "3"), ("openings-until", "no date"), ("times", "evenings"), ("times", "weekends"));
        await Send(app, "cost", ("fees", "$120"), ("fee-individual-to", "160"), ("fee-individual-minutes", "45"), ("sliding-scale", "yes"), ("first-talk", "free 20 minutes"), ("insurers", "medi-cal"), ("insurers", "aetna"));
        await Send(app, "help", ("issues", "grief"), ("issues", "worry"), ("not-taken", "court-letters"));
        await Send(app, "words", ("who-i-help", "Many come to me after a loss.\nWe begin slowly."));
        await Send(app, "style", ("style", "-1.5"), ("style-push", "depends"));

        var facts = (await invited.Profile()).Read().Facts;
        Assert.Equal(("Ana María", "de la Cruz", "Jr."), (facts.Name!.Value.First, facts.Name.Value.Last, facts.Name.Value.Suffix));
        Assert.Equal((Source.Therapist, ProfileOwner.By), (facts.Name.Source, facts.Name.By));
        Assert.Equal(new Opening { Kind = "waiting-list", Weeks = 3 }, facts.Openings!.Value.Single());
        Assert.Equal(new Fee("individual", 12000, 16000, 45), facts.Fees!.Value.Single());
        Assert.Equal((true, 20), (facts.SlidingScale!.Value, facts.FirstTalk!.Value.Minutes));
        Assert.Equal(["grief", "worry"], facts.Issues!.Value.Order(StringComparer.Ordinal));
        Assert.Equal([("lead", -1.5), ("push", null)], facts.Style!.Value.Select(said => (said.Axis, said.Place)));
        Assert.False((await invited.Profile()).Claimed);
        Assert.Equal(HttpStatusCode.NotFound, await invited.Publicly());

        var preview = await app.Page((await app.Page("/profile")).QuerySelectorAll("a").Single(link => link.TextContent == "See it as clients would").GetAttribute("href")!);
        Assert.Contains("Only you see this page", preview.QuerySelector(".notice")!.TextContent, StringComparison.Ordinal);
        Assert.Contains("Many come to me after a loss.", preview.Body!.TextContent, StringComparison.Ordinal);
        Assert.Contains("(510) 555-0100", preview.Body.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_name_of_three_hundred_letters_in_Arabic_comes_back_whole_with_its_bound_and_one_of_sixty_is_kept()
    {
        await using var invited = await Invited.Start();
        await invited.Prove();
        var three = string.Concat(Enumerable.Repeat("عبدالرحمن ", 30)).Trim() + "ي";
        var back = await invited.App.Post("/profile/name", [new("name", three), new("name-last", "الحداد"), new("professions", "social-worker")], HttpStatusCode.UnprocessableEntity);
        Assert.Equal(three, back.GetElementById("name")!.GetAttribute("value"));
        Assert.Contains("60", back.QuerySelector(".errors")!.TextContent, StringComparison.Ordinal);
        Assert.Equal("Ana", (await invited.Profile()).Read().Facts.Name!.Value.First);
        var sixty = string.Concat(Enumerable.Repeat("عبدالرحمن ", 6)).Trim();
        await Send(invited.App, "name", ("name", sixty), ("name-last", "الحداد"), ("professions", "social-worker"));
        Assert.Equal((sixty, "الحداد"), (await invited.Profile()).Read().Facts.Name!.Value is var name ? (name.First, name.Last) : default);
        Assert.Contains(sixty, (await invited.App.Page("/profile")).Body!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_wrong_is_told_in_the_order_of_the_form_each_with_the_name_of_its_field()
    {
        await using var invited = await Invited.Start();
        await invited.Prove();
        var page = await invited.App.Post(
            "/profile/cost",
            [new("fee-couple-from", "100"), new("fee-couple-minutes", "0"), new("fees", "160"), new("fee-individual-to", "120")], HttpStatusCode.UnprocessableEntity);
        Assert.Equal(["#fees", "#fee-couple-minutes"], page.QuerySelectorAll(".errors a").Select(link => link.GetAttribute("href")));
        Assert.Equal(["For one person, from $:", "For two, minutes:"], page.QuerySelectorAll(".errors b").Select(name => name.TextContent));
        Assert.All(page.QuerySelectorAll(".errors a"), link => Assert.NotNull(page.QuerySelector(link.GetAttribute("href")!)));
    }

    [Fact]
    public async Task A_long_list_is_folded_behind_what_is_marked_in_it_and_opens_where_something_is_wrong()
    {
        await using var invited = await Invited.Start();
        var app = invited.App;
        await invited.Prove();
        await Send(app, "people", ("languages", "es"), ("languages", "en"), ("ages", "adults"));
        var languages = (await app.Page("/profile/people")).QuerySelector("details#languages")!;
        Assert.False(languages.HasAttribute("open"));
        Assert.Equal("Spanish · English", languages.QuerySelector("summary .marked")!.TextContent);
        Assert.Equal(["es", "en"], languages.QuerySelectorAll("input").OfType<IHtmlInputElement>().Where(mark => mark.IsChecked).Select(mark => mark.Value));
        var wrong = await app.Post("/profile/help", [new("issues", "grief"), new("not-taken", "grief")], HttpStatusCode.UnprocessableEntity);
        Assert.True(wrong.QuerySelector("details#not-taken")!.HasAttribute("open"));
    }

    [Theory]
    [InlineData("name", "name-last", "name=Ana&professions=social-worker")]
    [InlineData("license", "licence-number-0", "licences=CA&licence-number-0=none")]
    [InlineData("license", "licence-number-0", "licences=CA&licence-number-0=12345 active until 2099-12-31")]
    [InlineData("place", "online-states", "place-0-city=Oakland&place-0-state=CA&place-0-zip=94610&formats=online")]
    [InlineData("openings", "openings", "openings=invented")]
    [InlineData("license", "licences", "licence-number-0=LCS12345")]
    [InlineData("license", "practising-since", "licences=CA&licence-number-0=LCS1&practising-since=soon")]
    [InlineData("license", "practising-since", "licences=CA&licence-number-0=LCS1&practising-since=2027")]
    [InlineData("place", "place-0-zip", "place-0-city=Oakland&place-0-state=CA&place-0-zip=946")]
    [InlineData("place", "place-0-zip", "place-0-city=Oakland&place-0-state=CA&place-0-zip=99999")]
    [InlineData("place", "place-0-zip", "place-0-city=Aurora&place-0-state=MN&place-0-zip=94601")]
    [InlineData("place", "place-0-telephone", "place-0-city=Oakland&place-0-state=CA&place-0-zip=94610&place-0-telephone=12345")]
    [InlineData("openings", "openings-from", "openings=open&openings-from=2026-13-01")]
    [InlineData("openings", "openings-weeks", "openings=waiting-list&openings-weeks=many")]
    [InlineData("cost", "fees", "fees=160&fee-individual-to=120")]
    [InlineData("openings", "openings-weeks", "openings=waiting-list&openings-weeks=200")]
    [InlineData("openings", "openings-from", "openings=open&openings-from=2199-01-01")]
    [InlineData("cost", "fees", "fee-individual-minutes=60")]
    [InlineData("cost", "fee-individual-to", "fees=120&fee-individual-to=5001")]
    [InlineData("cost", "fee-couple-minutes", "fee-couple-from=100&fee-couple-minutes=0")]
    [InlineData("cost", "fee-couple-minutes", "fee-couple-from=100&fee-couple-minutes=50.5")]
    [InlineData("name", "credentials", "name=Ana&name-last=Cruz&professions=social-worker&credentials=LCSW, #")]
    [InlineData("help", "not-taken", "issues=grief&not-taken=grief")]
    public async Task What_cannot_be_taken_is_told_at_its_field_and_nothing_of_it_is_kept(string topic, string field, string sent)
    {
        await using var invited = await Invited.Start();
        await invited.Prove();
        var before = (await invited.Profile()).Document;
        var form = sent.Split('&').Select(pair => KeyValuePair.Create(pair.Split('=')[0], pair.Split('=')[1])).ToList();
        var page = await invited.App.Post($"/profile/{topic}", form, HttpStatusCode.UnprocessableEntity);
        Assert.Contains(page.QuerySelectorAll(".errors a"), link => link.GetAttribute("href") == "#" + field);
        Assert.NotNull(page.GetElementById(field));
        Assert.Equal(before, (await invited.Profile()).Document);
        // All that she wrote is still there.
        Assert.All(form.Where(one => one.Key.StartsWith("place-", StringComparison.Ordinal) && !one.Key.EndsWith("state", StringComparison.Ordinal)),
            one => Assert.Equal(one.Value, ((IHtmlInputElement)page.GetElementById(one.Key)!).Value));
    }

    [Fact]
    public async Task Who_takes_her_price_out_may_leave_its_minutes_standing()
    {
        await using var invited = await Invited.Start();
        await invited.Prove();
        await Send(invited.App, "cost", ("fees", "120"), ("fee-individual-minutes", "45"));
        await Send(invited.App, "cost", ("fees", ""), ("fee-individual-minutes", "45"));
        Assert.Null((await invited.Profile()).Read().Facts.Fees);
    }

    [Theory]
    [InlineData("openings", "openings=waiting-list&openings-weeks=200", "from 1 to 199")]
    [InlineData("openings", "openings=open&openings-from=2199-01-01", "more than two years away")]
    [InlineData("cost", "fees=160&fee-individual-to=120", "The lower price comes first")]
    [InlineData("cost", "fees=5001", "from 0 to 5000")]
    [InlineData("cost", "fees=120&fee-individual-minutes=481", "from 1 to 480")]
    [InlineData("cost", "fee-individual-minutes=60", "Write what it costs too")]
    [InlineData("name", "name=Ana&name-last=Cruz&professions=social-worker&credentials=LCSW, Wizard", "We do not know “Wizard”")]
    public async Task What_is_out_of_bounds_is_told_with_the_bounds(string topic, string sent, string told)
    {
        await using var invited = await Invited.Start();
        await invited.Prove();
        var form = sent.Split('&').Select(pair => KeyValuePair.Create(pair.Split('=')[0], pair.Split('=')[1]));
        var page = await invited.App.Post($"/profile/{topic}", form, HttpStatusCode.UnprocessableEntity);
        Assert.Contains(told, page.QuerySelector(".errors")!.TextContent, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("insurers=invented&fees=120")]
    [InlineData("first-talk=free+forever")]
    public async Task A_value_that_no_form_offers_is_refused(string sent)
    {
        await using var invited = await Invited.Start();
        await invited.Prove();
        var before = (await invited.Profile()).Document;
        await invited.App.Post("/profile/cost", sent.Split('&').Select(pair => KeyValuePair.Create(pair.Split('=')[0], pair.Split('=')[1].Replace('+', ' '))), HttpStatusCode.UnprocessableEntity);
        Assert.Equal(before, (await invited.Profile()).Document);
    }

    [Fact]
    public async Task A_form_that_is_sent_as_it_came_changes_no_value()
    {
        await using var invited = await Invited.Start();
        await invited.App.Store.Write(async db =>
        {
            var profile = await db.Set<Profile>().FindAsync([1L]);
            profile!.Document = new ProfileDocument { Facts = ProfileBuilder.Marisol(invited.App.Store.Now).Build(1).Read().Facts with { Name = profile.Read().Facts.Name } }.ToJson();
        });
        await invited.Prove();
        var before = (await invited.Profile()).Read().Facts;
        foreach (var topic in Topics.All)
        {
            var page = await invited.App.Page("/profile/" + topic.Id);
            var form = page.QuerySelector<IHtmlFormElement>("form.form")!;
            var fields = form.QuerySelectorAll("input, select, textarea").SelectMany(Values).ToArray();
            await Walk.Send(invited.App, $"/profile/{topic.Id}", fields);
        }
        var after = (await invited.Profile()).Read().Facts;
        Assert.All(ProfileFields.All, field => Assert.Equal(field.Print(before), field.Print(after)));
    }

    [Fact]
    public async Task Who_lacks_what_is_needed_is_told_and_not_listed()
    {
        await using var invited = await Invited.Start();
        await invited.Prove();
        await Send(invited.App, "license");
        var page = await Walk.Send(invited.App, "/profile", ("Act", "confirm"));
        Assert.Equal("License", page.QuerySelector("main ul a")!.TextContent);
        Assert.Equal(HttpStatusCode.NotFound, await invited.Publicly());
        await Send(invited.App, "license", ("licences", "CA"), ("licence-number-0", "LCS12345"));
        await Walk.Send(invited.App, "/profile", ("Act", "confirm"));
        Assert.Equal(HttpStatusCode.OK, await invited.Publicly());
    }

    [Fact]
    public async Task What_has_no_row_in_the_form_stays_and_what_is_needed_is_not_emptied_while_it_is_listed()
    {
        await using var invited = await Invited.Start();
        await invited.Prove();
        await Walk.Send(invited.App, "/profile", ("Act", "confirm"));
        await invited.App.Post("/profile/license", [], HttpStatusCode.UnprocessableEntity);
        Assert.True((await invited.Profile()).Read().Facts.Licences!.Value.Count > 0);
        await invited.App.Store.Write(async db =>
        {
            var profile = (await db.Set<Profile>().FindAsync([1L]))!;
            var document = profile.Read();
            profile.Document = (document with
            {
                Facts = document.Facts with { Places = document.Facts.Places! with { Value = [.. Enumerable.Range(1, 5).Select(id => new PracticePlace { Id = id, City = "Oakland", State = "CA", Zip = $"9461{id}" })] } },
            }).ToJson();
        });
        var page = await invited.App.Page("/profile/place");
        await Walk.Send(invited.App, "/profile/place", [.. page.QuerySelector<IHtmlFormElement>("form.form")!.QuerySelectorAll("input, select, textarea").SelectMany(Values)]);
        Assert.Equal(["94611", "94612", "94613", "94614", "94615"], (await invited.Profile()).Read().Facts.Places!.Value.Select(place => place.Zip));
    }

    [Theory]
    [InlineData("at 12 Secret Home Ln", HttpStatusCode.UnprocessableEntity)]
    [InlineData("Oakland, CA 94610", HttpStatusCode.UnprocessableEntity)]
    [InlineData("12 Grand Ave; Evil St | Oakland, CA 94610", HttpStatusCode.UnprocessableEntity)]
    [InlineData("12 Grand Ave; Evil St |", HttpStatusCode.Found)]
    [InlineData("12 Grand Ave\nSecond line", HttpStatusCode.Found)]
    public async Task A_street_that_looks_like_another_part_of_an_address_is_never_shown_as_that_part(string street, HttpStatusCode expected)
    {
        await using var invited = await Invited.Start();
        await invited.Prove();
        using var answer = await invited.App.Send(
            "/profile/place",
            [
                new("place-0-street", street), new("place-0-city", "Oakland"), new("place-0-state", "CA"), new("place-0-zip", "94610"), new("place-0-shown", "no"),
                new("place-0-access", "step-free; Evil St | Oakland, CA 94610"),
            ]);
        Assert.Equal(expected, answer.StatusCode);
        var places = (await invited.Profile()).Read().Facts.Places!.Value;
        if (expected == HttpStatusCode.Found)
        {
            var place = places.Single();
            Assert.Equal((true, null, null), (place.MayBeHome, place.Practice, place.Accessibility));
            Assert.DoesNotContain('\n', place.Line1!);
        }
        else
        {
            Assert.Equal(2, places.Count);
        }
    }

    [Fact]
    public async Task She_takes_it_off_the_list_and_puts_it_back()
    {
        await using var invited = await Invited.Start();
        await invited.Prove();
        await Walk.Send(invited.App, "/profile", ("Act", "confirm"));
        for (var times = 0; times < 2; times++)
        {
            var off = await Walk.Send(invited.App, "/profile", ("Act", "off"));
            Assert.Equal("Put it back", off.QuerySelector("main button")!.TextContent);
            Assert.Equal(HttpStatusCode.NotFound, await invited.Publicly());
        }
        await Walk.Send(invited.App, "/profile", ("Act", "back"));
        Assert.Equal(HttpStatusCode.OK, await invited.Publicly());
    }

    [Fact]
    public async Task Nobody_else_sees_or_changes_it()
    {
        await using var invited = await Invited.Start();
        await invited.Prove();
        var before = (await invited.Profile()).Document;
        (await invited.App.Send("/account/sign-out", [])).Dispose();
        await invited.Register("other@example.org");
        Assert.Contains("No profile belongs to your account", (await invited.App.Page("/profile")).QuerySelector(".lead")!.TextContent, StringComparison.Ordinal);
        // What is not hers, and what is not there, are one answer.
        var there = await invited.App.Page("/profile/name", HttpStatusCode.NotFound);
        var nowhere = await invited.App.Page("/profile/nonsense", HttpStatusCode.NotFound);
        Assert.Equal(nowhere.QuerySelector("main")!.TextContent, there.QuerySelector("main")!.TextContent);
        await invited.App.Post("/profile/name", [new("name", "Eve"), new("name-last", "Evil")], HttpStatusCode.NotFound);
        await invited.App.Page("/therapist/ana-cruz-1", HttpStatusCode.NotFound);
        Assert.Equal(before, (await invited.Profile()).Document);
    }

    [Fact]
    public async Task What_a_roster_says_more_than_she_does_is_asked_and_answered_by_saving()
    {
        await using var invited = await Invited.Start();
        await invited.Prove();
        await Send(invited.App, "cost", ("insurers", "aetna"));
        await Invited.TakeIn(invited.App.Store);
        var page = await invited.App.Page("/profile");
        Assert.Equal(["A roster says", "medi-cal", "Your profile says", "aetna"], page.QuerySelectorAll(".question dt, .question dd").Select(part => part.TextContent));
        await Send(invited.App, "cost", ("insurers", "aetna"));
        Assert.DoesNotContain("A roster says", (await invited.App.Page("/profile")).Body!.TextContent, StringComparison.Ordinal);
        await Invited.TakeIn(invited.App.Store);
        Assert.DoesNotContain("A roster says", (await invited.App.Page("/profile")).Body!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_a_reader_may_stumble_over_is_told_to_its_writer_alone_and_nothing_is_changed()
    {
        await using var invited = await Invited.Start();
        await invited.Prove();
        const string Words = "I use evidence-based CBT.";
        var page = await Walk.Send(invited.App, "/profile/words", ("who-i-help", Words));
        Assert.Equal(Words, page.GetElementById("who-i-help")!.TextContent.Trim());
        Assert.Contains("evidence-based", page.QuerySelector(".coach")!.TextContent, StringComparison.Ordinal);
        Assert.Single(page.QuerySelectorAll(".coach"));
        await Walk.Send(invited.App, "/profile", ("Act", "confirm"));
        Assert.Equal(Words, (await invited.Profile()).Read().Facts.WhoIHelp!.Value);
        using var stranger = invited.App.NewBrowser();
        Assert.DoesNotContain("stumble", await stranger.GetStringAsync(new Uri("/therapist/ana-cruz-1", UriKind.Relative), TestContext.Current.CancellationToken), StringComparison.Ordinal);
        // Who goes on is not held back.
        page = await Walk.Send(invited.App, "/profile/words", ("who-i-help", Words), ("go", "next"));
        Assert.Null(page.QuerySelector(".coach"));
    }

    private static async Task Send(HostedApp app, string topic, params (string Name, string Value)[] fields)
    {
        var page = await Walk.Send(app, $"/profile/{topic}", fields);
        // Where the coach has something to say, it says so first.
        Assert.True(page.QuerySelector("h1")!.TextContent == "Your profile" || page.QuerySelector(".coach") is not null, page.QuerySelector("h1")!.TextContent);
    }

    private static IEnumerable<(string, string)> Values(IElement field) => field switch
    {
        IHtmlInputElement { Type: "checkbox" or "radio", IsChecked: false } => [],
        IHtmlInputElement input => [(input.Name!, input.Value)],
        IHtmlSelectElement select => [(select.Name!, select.Value ?? "")],
        IHtmlTextAreaElement area => [(area.Name!, area.Value)],
        _ => [],
    };
}
