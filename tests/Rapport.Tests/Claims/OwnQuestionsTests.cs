using AngleSharp.Html.Dom;
using Microsoft.EntityFrameworkCore;
using Rapport.Profiles;
using Rapport.Tests.Support;

namespace Rapport.Tests.Claims;

/// <summary>What others say otherwise, answered in one click, and what is remembered of it.</summary>
public sealed class OwnQuestionsTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task What_is_right_as_it_stands_is_kept_counts_as_confirmed_and_is_not_asked_again()
    {
        await using var invited = await Asked("credentials", "LPC");
        invited.Clock.Advance(TimeSpan.FromHours(5));
        var before = (await invited.Profile()).Read().Facts.Credentials;
        var page = await Answer(invited, await invited.App.Page("/profile"), "keep");
        Assert.Contains("counts as confirmed today", page.QuerySelector("[role=status]")!.TextContent, StringComparison.Ordinal);
        Assert.Null(page.QuerySelector(".question"));
        var after = (await invited.Profile()).Read();
        Assert.Equal(before!.Value.Codes, after.Facts.Credentials!.Value.Codes);
        Assert.Equal((Source.Therapist, invited.App.Store.Now), (after.Facts.Credentials.Source, after.Facts.Credentials.Confirmed));
        // The same source says the same again.
        await Ask(invited, "credentials", "LPC");
        Assert.Null((await invited.App.Page("/profile")).QuerySelector(".question"));
    }

    [Fact]
    public async Task What_the_other_says_is_taken_over_in_one_click_and_stands_in_the_history()
    {
        await using var invited = await Asked("credentials", "LPC");
        var page = await invited.App.Page("/profile");
        Assert.Equal(["The registry says", "LPC", "Your profile says", "LMFT"], page.QuerySelectorAll(".question dt, .question dd").Select(part => part.TextContent));
        await Answer(invited, page, "take");
        Assert.Equal(["LPC"], (await invited.Profile()).Read().Facts.Credentials!.Value.Codes);
        page = await invited.App.Page("/profile/history");
        var change = page.QuerySelector(".changes li")!;
        Assert.Equal(("Letters after the name", "LMFT", "LPC"), (change.QuerySelector("h2")!.TextContent, change.QuerySelector("del")!.TextContent, change.QuerySelector("ins")!.TextContent));
        Assert.Contains("by you", change.TextContent, StringComparison.Ordinal);
        Assert.Single((await invited.App.Page("/profile/history?topic=name")).QuerySelectorAll(".changes li"));
        Assert.Empty((await invited.App.Page("/profile/history?topic=ways")).QuerySelectorAll(".changes li"));
    }

    [Fact]
    public async Task A_click_on_what_has_changed_meanwhile_takes_nothing_over()
    {
        await using var invited = await Asked("credentials", "LPC");
        var page = await invited.App.Page("/profile");
        await Ask(invited, "credentials", "LCSW");
        page = await Answer(invited, page, "take");
        Assert.Contains("meanwhile", page.QuerySelector("[role=status]")!.TextContent, StringComparison.Ordinal);
        Assert.Equal(["LMFT"], (await invited.Profile()).Read().Facts.Credentials!.Value.Codes);
    }

    [Fact]
    public async Task What_cannot_be_taken_over_is_left_for_her_to_say()
    {
        await using var invited = await Asked("professions", "none");
        var page = await Answer(invited, await invited.App.Page("/profile"), "take");
        Assert.Contains("cannot be taken over", page.QuerySelector("[role=status]")!.TextContent, StringComparison.Ordinal);
        Assert.NotNull(page.QuerySelector(".question"));
        Assert.NotNull((await invited.Profile()).Read().Facts.Professions);
    }

    [Fact]
    public async Task What_visitors_doubt_is_asked_once_a_topic_until_she_speaks_and_their_words_stay_theirs()
    {
        await using var invited = await Asked("credentials", "LPC");
        await Answer(invited, await invited.App.Page("/profile"), "keep");
        invited.Clock.Advance(TimeSpan.FromDays(1));
        await invited.App.Store.Write(db =>
        {
            db.AddRange(new[] { "cost", "cost", "other" }.Select(about => new Report { ProfileId = 1, About = about, Said = "she asked 300 of my sister"u8.ToArray(), At = invited.App.Store.Now }));
            return Task.CompletedTask;
        }, Stop);
        invited.Clock.Advance(TimeSpan.FromDays(1));
        var page = await invited.App.Page("/profile");
        var question = Assert.Single(page.QuerySelectorAll(".question"));
        Assert.Contains("2 visitors say that this is wrong or has changed.", question.TextContent, StringComparison.Ordinal);
        Assert.DoesNotContain("sister", page.Body!.TextContent, StringComparison.Ordinal);
        Assert.Null(question.QuerySelector("button[value=take]"));
        page = await Answer(invited, page, "keep");
        Assert.Null(page.QuerySelector(".question"));
        Assert.Equal(invited.Clock.GetUtcNow().UtcDateTime, (await invited.Profile()).Read().Facts.Insurers!.Confirmed);
        // Whoever runs the site still sees them.
        await using var db = invited.App.Store.Read();
        Assert.Equal(3, await db.Set<Report>().CountAsync(report => report.SettledAt == null, Stop));
    }

    [Fact]
    public async Task What_another_account_said_before_her_is_not_in_her_history()
    {
        await using var invited = await Asked("credentials", "LPC");
        await Answer(invited, await invited.App.Page("/profile"), "take");
        Assert.NotEmpty((await invited.App.Page("/profile/history")).QuerySelectorAll(".changes li"));
        invited.Clock.Advance(TimeSpan.FromHours(1));
        await invited.App.Store.Write(async db => (await db.Set<ProfileOwner>().SingleAsync(Stop)).Since = invited.App.Store.Now, Stop);
        Assert.DoesNotContain("LPC", (await invited.App.Page("/profile/history")).Body!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Long_histories_come_in_pages_without_a_gap()
    {
        await using var invited = await Asked("credentials", "LPC");
        await invited.App.Store.Write(db =>
        {
            db.AddRange(Enumerable.Range(1, 95).Select(number => new FactChange { ProfileId = 1, Field = "pronouns", After = $"n{number:00}", Source = Source.Registry, At = invited.App.Store.Now }));
            return Task.CompletedTask;
        }, Stop);
        var seen = new List<string>();
        var address = "/profile/history?topic=name";
        while (address is not null)
        {
            var page = await invited.App.Page(address);
            seen.AddRange(page.QuerySelectorAll(".changes ins").Select(now => now.TextContent));
            address = page.QuerySelector(".account a.button")?.GetAttribute("href");
        }
        Assert.Equal(Enumerable.Range(1, 95).Reverse().Select(number => $"n{number:00}"), seen);
    }

    /// <summary>Ana keeps her record, listed, and the registry says something else of a field.</summary>
    private static async Task<Invited> Asked(string field, string says)
    {
        var invited = await Invited.Start();
        await invited.Prove();
        await Walk.Send(invited.App, "/profile", ("Act", "confirm"));
        await Ask(invited, field, says);
        return invited;
    }

    private static Task Ask(Invited invited, string field, string says) => invited.App.Store.Write(async db =>
    {
        var profile = await db.Set<Profile>().SingleAsync(one => one.Id == 1, Stop);
        profile.Document = profile.Read().Ask(new Question(field, says, Source.Registry, invited.App.Store.Now)).ToJson();
        profile.Revision++;
    }, Stop);

    private static Task<IHtmlDocument> Answer(Invited invited, IHtmlDocument page, string act) =>
        Walk.Send(invited.App, (IHtmlFormElement)page.QuerySelector(".question form")!, ("Act", act));
}
