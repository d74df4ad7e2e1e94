using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using AngleSharp.Html.Dom;
using Rapport.Tests.Support;

namespace Rapport.Tests.Search.PlainWords;

/// <summary>What people write into the box of the list becomes filters that each can be taken off again.</summary>
public sealed class HearingTests
{
    [Theory]
    [InlineData("", "i can't sleep, evenings", "We understood:", new[] { "Sleep problems", "Evenings" })]
    [InlineData("/es", "no puedo dormir, por la noche", "Entendimos:", new[] { "Problemas para dormir", "Por la tarde o noche" })]
    public async Task Words_become_filters_that_say_they_were_understood(string language, string said, string lead, string[] chips)
    {
        await using var app = await HostedApp.Start(People.Fill);
        var page = await Search(app, language, [new("place", "94610"), new("text", said)]);
        Assert.Equal(lead, page.QuerySelector(".heard")!.TextContent);
        Assert.Equal(chips, page.QuerySelectorAll(".heard ~ .chip").Select(chip => chip.TextContent.Split(':')[1].Trim()));
        Assert.Equal("", ((IHtmlInputElement)page.QuerySelector("#text")!).Value);
        Assert.Equal(2, page.QuerySelectorAll("input[name=issue]:checked, input[name=times]:checked").Length);
    }

    [Theory]
    [InlineData("", "please help me, i don't know what to do")]
    [InlineData("", "i need someone to talk to")]
    [InlineData("", "zxqv wvut kjhg pqrs and more of it")]
    [InlineData("/es", "necesito ayuda por favor")]
    public async Task Who_says_nothing_of_whom_to_look_for_is_not_left_with_nobody(string language, string said)
    {
        await using var app = await HostedApp.Start(People.Fill);
        var everybody = await Search(app, language, [new("place", "94610")]);
        var page = await Search(app, language, [new("place", "94610"), new("text", said)]);
        Assert.Equal(everybody.QuerySelectorAll("article.person").Length, page.QuerySelectorAll("article.person").Length);
    }

    [Theory]
    [InlineData("", "i can't go on like this", "If it cannot wait")]
    [InlineData("", "i want to end it", "If it cannot wait")]
    [InlineData("/es", "ya no aguanto más", "Si no puede esperar")]
    public async Task Who_may_be_in_danger_is_told_whom_to_call(string language, string said, string told)
    {
        await using var app = await HostedApp.Start(People.Fill);
        var page = await Search(app, language, [new("place", "94610"), new("text", said)]);
        Assert.Contains(told, page.QuerySelector("main")!.TextContent, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("", "under $80", "80")]
    [InlineData("", "less than $120 a session", "120")]
    [InlineData("/es", "hasta 70 dólares", "70")]
    [InlineData("/es", "ansiedad, mujer", "Mujer")]
    [InlineData("", "takes medicaid", "Medi-Cal")]
    public async Task What_is_said_stands_among_the_chips(string language, string said, string chip)
    {
        await using var app = await HostedApp.Start(People.Fill);
        var page = await Search(app, language, [new("place", "94610"), new("text", said)]);
        Assert.Contains(page.QuerySelectorAll(".chip"), one => one.TextContent.Contains(chip, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("Christine", "Metz", "christine metz")]
    [InlineData("Matilde", "Pagan", "Matilde Pagan")]
    [InlineData("Dallas", "Gorczany", "Gorczany, Dallas")]
    [InlineData("Jennifer", "Mares", "jennifer mares")]
    public async Task A_name_that_somebody_here_bears_is_that_name(string first, string last, string said)
    {
        await using var app = await HostedApp.Start(async store =>
        {
            await People.Fill(store);
            await ProfileBuilder.Named(store.Now, first, last).SaveTo(store);
        });
        var page = await Search(app, "", [new("text", said)]);
        Assert.Contains(last, Assert.Single(page.QuerySelectorAll("article.person")).TextContent, StringComparison.Ordinal);
        Assert.Equal(1, (await Ask(app, new { sentence = said })).GetProperty("total").GetInt32());
    }

    [Theory]
    [InlineData("Matilde Pagan evenings")]
    [InlineData("evenings with dr. matilde pagan, please")]
    [InlineData("matilde pagan, sliding scale, emdr")]
    public async Task A_full_name_among_other_words_stays_a_name_and_the_rest_is_nice_to_have(string said)
    {
        await using var app = await HostedApp.Start(async store =>
        {
            await People.Fill(store);
            await ProfileBuilder.Named(store.Now, "Matilde", "Pagan").SaveTo(store);
        });
        var page = await Search(app, "", [new("text", said)]);
        Assert.Contains("Pagan", Assert.Single(page.QuerySelectorAll("article.person h2")).TextContent, StringComparison.Ordinal);
        Assert.Equal("matilde pagan", ((IHtmlInputElement)page.QuerySelector("#text")!).Value, ignoreCase: true);
        Assert.Empty(page.QuerySelectorAll("input[name=faith]:checked"));
        Assert.Contains("Nice to have:", page.QuerySelector(".heard ~ .chip")!.TextContent, StringComparison.Ordinal);
        Assert.Equal(1, (await Ask(app, new { sentence = said })).GetProperty("total").GetInt32());
    }

    [Theory]
    [InlineData("", "Did you mean a person of that name?", "Look for the name “elizabeth”")]
    [InlineData("/es", "¿Quiso decir una persona con ese nombre?", "Buscar el nombre «elizabeth»")]
    public async Task A_word_that_is_a_town_and_a_name_is_asked_back(string language, string question, string way)
    {
        await using var app = await HostedApp.Start(async store =>
        {
            await People.Fill(store);
            await ProfileBuilder.Named(store.Now, "Elizabeth", "Cormier").SaveTo(store);
        });
        var page = await app.Post(language + "/therapists", [new("text", "elizabeth")]);
        Assert.Equal("Elizabeth, NJ", ((IHtmlInputElement)page.QuerySelector("#place")!).Value);
        var asked = page.QuerySelector(".notice:has(a)")!;
        Assert.Contains(question, asked.TextContent, StringComparison.Ordinal);
        Assert.Equal(way, asked.QuerySelector("a")!.TextContent);
        var people = await app.Page(asked.QuerySelector("a")!.GetAttribute("href")!);
        Assert.Contains("Cormier", Assert.Single(people.QuerySelectorAll("article.person h2")).TextContent, StringComparison.Ordinal);
        Assert.Equal("elizabeth", (await Ask(app, new { sentence = "elizabeth" })).GetProperty("understood").GetProperty("mayBeName").GetString());
        Assert.Equal(JsonValueKind.Null, (await Ask(app, new { sentence = "near elizabeth" })).GetProperty("understood").GetProperty("mayBeName").ValueKind);
    }

    [Theory]
    [InlineData("", "indiana", "the public plan of Indiana")]
    [InlineData("/es", "indiana", "el plan público de Indiana")]
    public async Task Medicaid_of_a_state_that_has_no_name_for_it_here_says_what_was_understood(string language, string state, string told)
    {
        await using var app = await HostedApp.Start(People.Fill);
        var page = await Search(app, language, [new("place", state), new("text", "medicaid")]);
        Assert.Contains(told, page.QuerySelector(".notice")!.TextContent, StringComparison.Ordinal);
        page = await Search(app, language, [new("place", "94610"), new("text", "medicaid")]);
        Assert.Null(page.QuerySelector(".notice"));
    }

    [Fact]
    public async Task Too_many_words_are_told_and_stay_in_the_box()
    {
        await using var app = await HostedApp.Start(People.Fill);
        var said = "someone for grief " + string.Concat(Enumerable.Repeat("please ", 27)) + "who speaks spanish";
        var page = await app.Post("/therapists", [new("place", "94610"), new("text", said)], HttpStatusCode.UnprocessableEntity);
        Assert.Contains("too long", page.QuerySelector("h1")!.TextContent, StringComparison.Ordinal);
        Assert.Equal(said, ((IHtmlInputElement)page.QuerySelector("#text")!).Value);
    }

    [Fact]
    public async Task What_was_understood_can_be_taken_off_one_by_one()
    {
        await using var app = await HostedApp.Start(People.Fill);
        var page = await Search(app, "", [new("place", "94610"), new("text", "grief, evenings")]);
        page = await Search(app, "", [.. Carried(page), new("remove", page.QuerySelectorAll(".chip")[0].GetAttribute("value")!)]);
        Assert.Equal("We understood:", page.QuerySelector(".heard")!.TextContent);
        Assert.Single(page.QuerySelectorAll(".chip"));
    }

    [Fact]
    public async Task A_place_that_is_said_goes_before_the_one_in_its_field()
    {
        await using var app = await HostedApp.Start(People.Fill);
        var page = await Search(app, "", [new("place", "10001"), new("radius", "25"), new("text", "grief within 10 miles of 94610")]);
        Assert.Equal("94610", ((IHtmlInputElement)page.QuerySelector("#place")!).Value);
        Assert.Contains("10 miles", page.QuerySelector(".chips")!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_no_filter_means_stays_in_the_box_and_lifts_whoever_has_it()
    {
        await using var app = await HostedApp.Start(People.Fill);
        var page = await Search(app, "", [new("place", "94610"), new("text", "Okafor evenings")]);
        Assert.Equal("Okafor", ((IHtmlInputElement)page.QuerySelector("#text")!).Value);
        Assert.Contains("Okafor", page.QuerySelector("article.person h2")!.TextContent, StringComparison.Ordinal);
        Assert.Equal(2, page.QuerySelectorAll("article.person").Length);
        Assert.Contains("Nice to have: “Okafor”", Chips(page));
        Assert.DoesNotContain("Okafor", page.QuerySelector("h1")!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Words_that_only_lift_still_do_when_other_filters_are_changed()
    {
        await using var app = await HostedApp.Start(People.Fill);
        var page = await Search(app, "", [new("place", "94610"), new("text", "Okafor evenings")]);
        page = await Search(app, "", [.. Filled(page), new("language", "es")]);
        Assert.Contains("Nice to have: “Okafor”", Chips(page));
    }

    [Fact]
    public async Task Other_words_written_over_them_must_be_met()
    {
        await using var app = await HostedApp.Start(People.Fill);
        var page = await Search(app, "", [new("place", "94610"), new("text", "Okafor evenings")]);
        page = await Search(app, "", [.. Filled(page).Where(field => field.Key != "text"), new("text", "Vega")]);
        Assert.Contains("“Vega”", Chips(page));
        Assert.Contains("Vega", Assert.Single(page.QuerySelectorAll("article.person h2")).TextContent, StringComparison.Ordinal);
    }

    [Theory, InlineData("", "Must have"), InlineData("/es", "Obligatorio")]
    public async Task Words_that_lift_can_be_made_a_must_and_back(string language, string must)
    {
        await using var app = await HostedApp.Start(People.Fill);
        var page = await Search(app, language, [new("place", "94610"), new("text", "Okafor evenings")]);
        var both = page.QuerySelectorAll("article.person").Length;
        page = await Search(app, language, [.. Carried(page), new("change", "must:text")]);
        Assert.Single(page.QuerySelectorAll("article.person"));
        Assert.Equal("true", page.QuerySelector("button[value='must:text']")!.GetAttribute("aria-pressed"));
        Assert.StartsWith(must, page.QuerySelector("button[value='must:text']")!.TextContent, StringComparison.Ordinal);
        page = await Search(app, language, [.. Carried(page), new("change", "nice:text")]);
        Assert.Equal(both, page.QuerySelectorAll("article.person").Length);
    }

    [Fact]
    public async Task A_word_that_nobody_has_written_does_not_empty_the_page()
    {
        await using var app = await HostedApp.Start(People.Fill);
        var page = await Search(app, "", [new("place", "94610"), new("text", "Okafor Zyxwvut evenings")]);
        Assert.Contains("No profile here says “zyxwvut”", page.QuerySelector(".notice")!.TextContent, StringComparison.Ordinal);
        Assert.Contains("Okafor", page.QuerySelector("article.person h2")!.TextContent, StringComparison.Ordinal);
        Assert.Equal("okafor", ((IHtmlInputElement)page.QuerySelector("#text")!).Value);
        page = await Search(app, "/es", [new("place", "94610"), new("text", "Zyxwvut")]);
        Assert.Contains("Ninguna página dice «zyxwvut»", page.QuerySelector(".notice")!.TextContent, StringComparison.Ordinal);
        Assert.Equal(People.Count, page.QuerySelectorAll("article.person").Length);
        var answer = await Ask(app, new { place = "94610", text = "Zyxwvut" });
        Assert.Contains("No profile here says zyxwvut", answer.GetProperty("notes")[0].GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_name_is_found_though_it_is_misspelt_and_the_page_says_that_it_is_another_one()
    {
        await using var app = await HostedApp.Start(People.Fill);
        var page = await Search(app, "", [new("place", "94610"), new("text", "Okafro")]);
        Assert.Contains("Nobody here has “okafro” written so", page.QuerySelector(".notice")!.TextContent, StringComparison.Ordinal);
        Assert.Contains("Okafor", Assert.Single(page.QuerySelectorAll("article.person h2")).TextContent, StringComparison.Ordinal);
        page = await Search(app, "/es", [new("place", "94610"), new("text", "Okafro")]);
        Assert.Contains("Nadie aquí tiene escrito «okafro» así", page.QuerySelector(".notice")!.TextContent, StringComparison.Ordinal);
        var answer = await Ask(app, new { place = "94610", text = "okafro" });
        Assert.Equal(1, answer.GetProperty("total").GetInt32());
        Assert.Contains("okafro", answer.GetProperty("notes")[0].GetString(), StringComparison.Ordinal);
        answer = await Ask(app, new { place = "94610", text = "okafor" });
        Assert.Equal(1, answer.GetProperty("total").GetInt32());
        Assert.Equal(0, answer.GetProperty("notes").GetArrayLength());
    }

    [Theory]
    [InlineData("Elizabeth Okafor", "94610")] // a name beside a name
    [InlineData("Elizabth Okafor", "94610")]
    [InlineData("Okafor near Chicago", "Chicago, IL")] // a word leads up to it
    [InlineData("Chicago", "Chicago, IL")] // nothing else was said
    public async Task A_town_in_a_name_does_not_replace_the_place_that_was_chosen(string said, string place)
    {
        await using var app = await HostedApp.Start(People.Fill);
        var page = await Search(app, "", [new("place", "94610"), new("text", said)]);
        Assert.Equal(place, ((IHtmlInputElement)page.QuerySelector("#place")!).Value);
    }

    [Fact]
    public async Task A_word_behind_a_minus_sign_leaves_out_who_has_it_and_stays_in_the_box()
    {
        await using var app = await HostedApp.Start(People.Fill);
        var all = (await Search(app, "", [new("place", "94610")])).QuerySelectorAll("article.person").Length;
        var page = await Search(app, "", [new("place", "94610"), new("text", "-Okafor")]);
        Assert.Equal(all - 1, page.QuerySelectorAll("article.person").Length);
        Assert.DoesNotContain(page.QuerySelectorAll("article.person h2"), name => name.TextContent.Contains("Okafor", StringComparison.Ordinal));
        Assert.Equal("-Okafor", ((IHtmlInputElement)page.QuerySelector("#text")!).Value);
        Assert.Contains("lack “okafor”", page.QuerySelector("h1")!.TextContent, StringComparison.Ordinal);
        Assert.Contains("without “okafor”", page.QuerySelector("button[name=remove][value=text]")!.TextContent, StringComparison.Ordinal);
        page = await Search(app, "/es", [new("place", "94610"), new("text", "-Okafor")]);
        Assert.Contains("no hablan de «okafor»", page.QuerySelector("h1")!.TextContent, StringComparison.Ordinal);

        // What is not wanted is no filter, and what is understood beside it leaves it in the box.
        page = await Search(app, "", [new("place", "94610"), new("text", "evenings -Spanish")]);
        Assert.Equal("-spanish", ((IHtmlInputElement)page.QuerySelector("#text")!).Value);
        Assert.Empty(page.QuerySelectorAll("input[name=language][checked]"));
        Assert.NotEmpty(page.QuerySelectorAll("input[name=times][checked]"));
    }

    [Fact]
    public async Task Of_words_that_no_filter_means_the_small_ones_are_not_looked_for()
    {
        await using var app = await HostedApp.Start(People.Fill);
        var page = await Search(app, "", [new("place", "94610"), new("text", "I was zyxwvut")]);
        Assert.Contains("No profile here says “zyxwvut”", page.QuerySelector(".notice")!.TextContent, StringComparison.Ordinal);
        Assert.Empty(Chips(page));
        Assert.Equal(People.Count, page.QuerySelectorAll("article.person").Length);
    }

    [Theory]
    [InlineData("", "i was raped", "Sexual assault and abuse")]
    [InlineData("", "my daughter was raped", "Sexual assault and abuse")]
    [InlineData("/es", "me violaron", "Agresión y abuso sexual")]
    [InlineData("/es", "español tardes", "Por la tarde o noche")]
    [InlineData("/es", "mi hijo no puede dormir", "Problemas para dormir")]
    public async Task What_is_hard_to_say_is_understood_in_the_words_in_which_it_is_said(string language, string said, string chip)
    {
        await using var app = await HostedApp.Start(People.Fill);
        var page = await Search(app, language, [new("place", "94610"), new("text", said)]);
        Assert.Contains(page.QuerySelectorAll(".chip"), one => one.TextContent.Contains(chip, StringComparison.Ordinal));
        Assert.Empty(page.QuerySelectorAll(".notice:not(.now)"));
    }

    [Theory]
    [InlineData("", "i want to die", "people who answer day and night", "/crisis")]
    [InlineData("/es", "mi esposo me pega", "personas que contestan de día y de noche", "/es/crisis")]
    public async Task Beside_what_may_not_wait_stands_who_answers_now(string language, string said, string words, string address)
    {
        await using var app = await HostedApp.Start(People.Fill);
        var link = (await Search(app, language, [new("place", "94610"), new("text", said)])).QuerySelector(".now a")!;
        Assert.Equal((words, address), (link.TextContent, link.GetAttribute("href")));
        Assert.Null((await Search(app, language, [new("place", "94610"), new("times", "evenings")])).QuerySelector(".now"));
    }

    [Fact]
    public async Task Of_a_wish_that_was_nice_to_have_what_is_said_is_nice_to_have_too()
    {
        await using var app = await HostedApp.Start(People.Fill);
        var page = await Search(app, "", [new("place", "94610"), new("times", "weekends"), new("times.as", "nice"), new("text", "evenings")]);
        Assert.All(page.QuerySelectorAll(".chip"), chip => Assert.Contains("nice", chip.ClassName!, StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_program_hears_what_a_sentence_was_taken_for()
    {
        await using var app = await HostedApp.Start(People.Fill);
        var answer = await Ask(app, new { sentence = "grief near 94610, evenings, Zyxwvut" });
        Assert.Equal("94610", answer.GetProperty("place").GetProperty("label").GetString()![..5]);
        var understood = answer.GetProperty("understood");
        Assert.Equal(
            ["issue:grief", "place:94610", "times:evenings"],
            understood.GetProperty("parts").EnumerateArray().SelectMany(part => part.GetProperty("means").EnumerateArray()).Select(one => one.GetString()!).Order());
        Assert.Equal("Zyxwvut", Assert.Single(understood.GetProperty("unread").EnumerateArray()).GetProperty("said").GetString());
        Assert.Equal(JsonValueKind.Null, (await Ask(app, new { place = "94610" })).GetProperty("understood").ValueKind);
    }

    [Fact]
    public async Task A_sentence_that_is_too_long_is_refused_by_name()
    {
        await using var app = await HostedApp.Start(People.Fill);
        using var answer = await app.Browser.PostAsJsonAsync("/api/v1/search", new { sentence = new string('a', 201) });
        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Contains("The sentence has 201 letters", await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    private static IEnumerable<string> Chips(IHtmlDocument page) =>
        page.QuerySelectorAll(".chip").Select(chip => chip.TextContent.Replace("Remove:", "", StringComparison.Ordinal).Trim());

    /// <summary>What a button that changes the search takes along.</summary>
    private static IEnumerable<KeyValuePair<string, string>> Carried(IHtmlDocument page) => page.QuerySelectorAll(".chips input")
        .Cast<IHtmlInputElement>().Select(input => new KeyValuePair<string, string>(input.Name!, input.Value));

    /// <summary>The filters as a browser would send them again.</summary>
    private static IEnumerable<KeyValuePair<string, string>> Filled(IHtmlDocument page) => page.QuerySelectorAll("form.filters input")
        .Cast<IHtmlInputElement>().Where(input => input.Type is not ("checkbox" or "radio") || input.IsChecked)
        .Select(input => new KeyValuePair<string, string>(input.Name!, input.Value));

    private static async Task<JsonElement> Ask(HostedApp app, object request)
    {
        using var answer = await app.Browser.PostAsJsonAsync("/api/v1/search", request);
        return (await answer.Content.ReadFromJsonAsync<JsonElement>()).Clone();
    }

    private static async Task<IHtmlDocument> Search(HostedApp app, string language, IEnumerable<KeyValuePair<string, string>> form)
    {
        using var answer = await app.Send($"{language}/therapists", form);
        Assert.Equal(HttpStatusCode.Found, answer.StatusCode);
        return await app.Page(answer.Headers.Location!.ToString());
    }
}
