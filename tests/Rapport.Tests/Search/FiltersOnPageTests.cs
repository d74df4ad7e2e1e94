using System.Globalization;
using System.Net;
using AngleSharp.Html.Dom;
using Rapport.Profiles;
using Rapport.Search;
using Rapport.Storage;
using Rapport.Tests.Support;

namespace Rapport.Tests.Search;

/// <summary>The filters beside the list: all of them, counted, a must or nice to have, without script.</summary>
public sealed class FiltersOnPageTests
{
    [Fact]
    public async Task Every_filter_of_the_programs_can_be_chosen_on_the_page()
    {
        await using var app = await HostedApp.Start(Full);
        var page = await app.Page("/therapists");
        var offered = page.QuerySelectorAll(".filters .pick input").Select(input => input.GetAttribute("name")!).ToHashSet(StringComparer.Ordinal);
        Assert.Empty(SearchKeys.All.Select(key => key.Name).Except(offered));
    }

    [Fact]
    public async Task A_form_says_of_each_wish_whether_it_is_a_must_or_nice_to_have()
    {
        await using var app = await HostedApp.Start(People.Fill);
        var page = await Search(app, [
            new("place", "94610"), new("issue", "grief"), new("issue.as", "nice"), new("insurer", "medi-cal"), new("insurer.as", "must")]);
        Assert.Equal(
            ["Remove: Medi-Cal (California Medicaid)", "Remove: If possible, help with: Grief and loss"],
            page.QuerySelectorAll(".chip").Select(chip => chip.TextContent.Trim()));
        Assert.Equal("nice", page.QuerySelector("[name='issue.as'][checked]")!.GetAttribute("value"));
        Assert.Equal("must", page.QuerySelector("[name='insurer.as'][checked]")!.GetAttribute("value"));
        Assert.Equal(2, page.QuerySelectorAll("article.person").Length);
        Assert.Contains("grief and loss", page.QuerySelector("article.person .why")!.TextContent, StringComparison.Ordinal);

        var all = await Search(app, [new("place", "94610"), new("issue", "grief"), new("issue.as", "nice")]);
        Assert.Equal(People.Count, all.QuerySelectorAll("article.person").Length);
        Assert.Contains("grief and loss", all.QuerySelector("article.person .why")!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Who_has_part_of_what_is_nice_is_told_how_much()
    {
        await using var app = await HostedApp.Start(People.Fill);
        var page = await Search(app, [
            new("place", "94610"), new("issue", "grief"), new("issue.as", "nice"), new("age", "teens"), new("age.as", "nice")]);
        Assert.Contains(
            page.QuerySelectorAll("article.person .why"), why => why.TextContent.Contains("1 of 2 nice to have", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Who_has_not_said_can_be_kept_and_is_counted()
    {
        await using var app = await HostedApp.Start(People.Fill);
        var page = await Search(app, [new("place", "94610"), new("times", "evenings")]);
        var found = page.QuerySelectorAll("article.person").Length;
        var silent = Assert.Single(page.QuerySelectorAll(".pick.silent"));
        var count = int.Parse(silent.QuerySelector(".count")!.TextContent, CultureInfo.InvariantCulture);
        Assert.InRange(count, 1, People.Count);
        var wider = await Search(app, [new("place", "94610"), new("times", "evenings"), new("times", "not-known")]);
        Assert.Equal(found + count, wider.QuerySelectorAll("article.person").Length);
        Assert.NotNull(wider.QuerySelector(".pick.silent input[checked]"));
        Assert.Equal(["Remove: Evenings"], wider.QuerySelectorAll(".chip").Select(chip => chip.TextContent.Trim()));
    }

    [Fact]
    public async Task A_wish_is_switched_beside_the_chips_by_a_click()
    {
        await using var app = await HostedApp.Start(People.Fill);
        var page = await Search(app, [new("place", "94610"), new("format", "online")]);
        var buttons = page.QuerySelectorAll(".weights button");
        Assert.Equal(["must:format", "nice:format"], buttons.Select(button => button.GetAttribute("value")));
        Assert.Equal(["true", "false"], buttons.Select(button => button.GetAttribute("aria-pressed")));
        var carried = page.QuerySelectorAll("form.chips input[type=hidden]").Cast<IHtmlInputElement>()
            .Select(field => KeyValuePair.Create(field.Name!, field.Value));
        var nice = await Search(app, [.. carried, new("change", "nice:format")]);
        Assert.Equal(["Remove: Nice to have: Online"], nice.QuerySelectorAll(".chip").Select(chip => chip.TextContent.Trim()));
        Assert.Equal(People.Count, nice.QuerySelectorAll("article.person").Length);
    }

    [Fact]
    public async Task Twenty_people_and_every_filter_stay_a_small_page()
    {
        await using var app = await HostedApp.Start(async store =>
        {
            for (var i = 0; i < 30; i++)
            {
                await Everything(store).SaveTo(store);
            }
        });
        var page = await app.Browser.GetByteArrayAsync(new Uri("/es/therapists?place=94610", UriKind.Relative));
        Assert.InRange(page.Length, 60_000, 180_000);
    }

    private static async Task Full(Store store) => await Everything(store).SaveTo(store);

    /// <summary>Somebody who has every value of every vocabulary, so that every choice is offered.</summary>
    private static ProfileBuilder Everything(Store store)
    {
        var words = Vocabularies.BuiltIn;
        IReadOnlyList<string> Codes(string vocabulary) => [.. words[vocabulary].Terms.Select(term => term.Code)];
        return ProfileBuilder.Marisol(store.Now).With((facts, said) => facts with
        {
            Issues = said.Of<IReadOnlyList<string>>([.. Codes("issues").Skip(3)]),
            NotTaken = said.Of<IReadOnlyList<string>>([.. Codes("issues").Take(3)]),
            Approaches = said.Of(Codes("approaches")),
            Communities = said.Of(Codes("communities")),
            Faiths = said.Of(Codes("faiths")),
            Payments = said.Of(Codes("payments")),
            Ages = said.Of(Codes("ages")),
            Who = said.Of(Codes("who")),
            Gender = said.Of("woman"),
            Prescribes = said.Of(true),
            Languages = said.Of<IReadOnlyList<SpokenLanguage>>([.. Codes("languages").Select(code => new SpokenLanguage(code, "native"))]),
            Insurers = said.Of<IReadOnlyList<InsurancePlan>>([.. Codes("insurers").Select(code => new InsurancePlan(code))]),
        });
    }

    private static async Task<IHtmlDocument> Search(HostedApp app, IEnumerable<KeyValuePair<string, string>> form)
    {
        using var answer = await app.Send("/therapists", form);
        Assert.Equal(HttpStatusCode.Found, answer.StatusCode);
        return await app.Page(answer.Headers.Location!.ToString());
    }
}
