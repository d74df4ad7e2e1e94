using System.Net;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Rapport.Claims;
using Rapport.Mail;
using Rapport.Profiles;
using Rapport.Tests.Claims;
using Rapport.Tests.Support;
using Rapport.Upkeep;

namespace Rapport.Tests.Upkeep;

/// <summary>What becomes of a profile as days go by without a word from its owner.</summary>
public sealed class UpkeepRoundsTests
{
    [Fact]
    public async Task She_is_asked_three_times_then_off_the_list_and_back_with_one_button_of_the_mail()
    {
        await using var invited = await Listed();
        Days(invited, 74);
        Assert.Empty(await Round(invited));
        var mails = new List<string>();
        foreach (var days in new[] { 1, 8, 5, 30 })
        {
            Days(invited, days);
            mails.AddRange(await Round(invited));
            // Whoever runs it again, or a second node, writes no second one.
            Assert.Empty(await Round(invited));
        }
        Assert.Equal(["upkeep", "upkeep", "upkeep"], mails);
        Assert.Equal(HttpStatusCode.OK, await invited.Publicly());
        Days(invited, 2);
        Assert.Equal(["upkeep-off"], await Round(invited));
        Assert.Equal(HttpStatusCode.NotFound, await invited.Publicly());
        Assert.Equal(Unlisted.NotConfirmed, (await invited.Profile()).Unlisted);

        var link = invited.Sent[^1].Path!;
        var page = await invited.App.Page(link);
        Assert.Equal("Is it still right?", page.QuerySelector("h1")!.TextContent);
        // To open the link has changed nothing: programs that look through mails do.
        Assert.Equal(HttpStatusCode.NotFound, await invited.Publicly());
        page = await Walk.Send(invited.App, link, ("Act", "confirm"));
        Assert.Equal("Thank you. It counts as confirmed today. You are done, and can close this page.", page.QuerySelector("[role=status]")!.TextContent);
        Assert.Equal(HttpStatusCode.OK, await invited.Publicly());
        Assert.Empty(await Round(invited));
        Days(invited, 75);
        Assert.Equal(["upkeep"], await Round(invited));
    }

    [Fact]
    public async Task What_she_changes_counts_as_a_word_of_hers()
    {
        await using var invited = await Listed();
        Days(invited, 70);
        await Walk.Send(invited.App, "/account/sign-in", ("Address", Invited.Mail), ("Password", Invited.Password));
        await Walk.Send(invited.App, "/profile/words", ("who-i-help", "Whoever has lost somebody."));
        Days(invited, 70);
        Assert.Empty(await Round(invited));
        Days(invited, 5);
        Assert.Equal(["upkeep"], await Round(invited));
    }

    [Fact]
    public async Task Where_the_program_stood_still_nobody_is_taken_off_who_was_not_asked_two_weeks_before()
    {
        await using var invited = await Listed();
        Days(invited, 400);
        Assert.Equal(["upkeep"], await Round(invited));
        Assert.Contains("After Thursday, January 13, 2028 it is off the list", invited.Sent[^1].Paragraphs[1], StringComparison.Ordinal);
        Days(invited, 13);
        Assert.Empty(await Round(invited));
        Days(invited, 2);
        Assert.Equal(["upkeep-off"], await Round(invited));
    }

    [Fact]
    public async Task A_clock_that_was_a_day_wrong_writes_no_mail_twice_and_takes_nobody_off_who_was_not_asked()
    {
        await using var invited = await Listed();
        Days(invited, 74);
        // A day ahead: the first is written a day early, and not again when the clock is right.
        Days(invited, 1);
        Assert.Equal(["upkeep"], await Round(invited));
        Days(invited, -1);
        Assert.Empty(await Round(invited));
        Days(invited, 1);
        Assert.Empty(await Round(invited));
        // A day behind: late, and once.
        Days(invited, 8 - 1);
        Assert.Empty(await Round(invited));
        Days(invited, 1);
        Assert.Equal(["upkeep"], await Round(invited));
        Days(invited, -1);
        Assert.Empty(await Round(invited));
        Days(invited, 6);
        Assert.Equal(["upkeep"], await Round(invited));
        // Her word of a day to come counts, also where the clock has gone back.
        Days(invited, 1);
        await Walk.Send(invited.App, invited.Sent[^1].Path!, ("Act", "confirm"));
        Days(invited, -1);
        Assert.Empty(await Round(invited));
        Assert.Equal(HttpStatusCode.OK, await invited.Publicly());
        Days(invited, 75);
        Assert.Empty(await Round(invited));
        Days(invited, 1);
        Assert.Equal(["upkeep"], await Round(invited));
    }

    [Fact]
    public async Task A_reminder_that_no_server_takes_reminds_nobody_and_one_that_is_answered_is_not_sent()
    {
        await using var invited = await Listed();
        Days(invited, 88);
        var outbox = invited.App.Services.GetRequiredService<Outbox>();
        Assert.Equal(["upkeep"], await Round(invited, sends: false));
        Days(invited, 40);
        Assert.Empty(await Round(invited, sends: false));
        Assert.Equal(HttpStatusCode.OK, await invited.Publicly());
        await invited.App.Services.GetRequiredService<OwnProfile>().Confirm((await Owner(invited)).AccountId, TestContext.Current.CancellationToken);
        Assert.DoesNotContain(await outbox.All(TestContext.Current.CancellationToken), mail => mail.Kind == "upkeep");
    }

    [Fact]
    public async Task Other_days_take_nobody_off_for_a_reminder_by_those_of_before()
    {
        await using var invited = await Listed();
        await UpkeepDays.Set(invited.App.Store, "1 2 3 4 18", TestContext.Current.CancellationToken);
        Days(invited, 3);
        Assert.Equal(["upkeep"], await Round(invited));
        await UpkeepDays.Set(invited.App.Store, UpkeepDays.Usual.ToString(), TestContext.Current.CancellationToken);
        Days(invited, 120);
        Assert.Equal(["upkeep"], await Round(invited));
        Assert.Equal(HttpStatusCode.OK, await invited.Publicly());
    }

    [Fact]
    public async Task Where_no_mail_can_be_sent_nobody_is_taken_off()
    {
        await using var invited = await Listed();
        Days(invited, 75);
        await Rounds(invited, canMail: false).Round(TestContext.Current.CancellationToken);
        Days(invited, 75);
        await Rounds(invited, canMail: false).Round(TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.OK, await invited.Publicly());
        Assert.DoesNotContain(await invited.App.Services.GetRequiredService<Outbox>().All(TestContext.Current.CancellationToken), mail => mail.Kind.StartsWith("upkeep", StringComparison.Ordinal));
    }

    [Fact]
    public async Task The_operator_chooses_the_days_or_that_nobody_is_asked()
    {
        await using var invited = await Listed();
        await UpkeepDays.Set(invited.App.Store, "10 11 12 13 30", TestContext.Current.CancellationToken);
        Days(invited, 10);
        Assert.Equal(["upkeep"], await Round(invited));
        await UpkeepDays.Set(invited.App.Store, UpkeepDays.Never, TestContext.Current.CancellationToken);
        Days(invited, 300);
        Assert.Empty(await Round(invited));
    }

    [Fact]
    public async Task While_she_has_room_she_is_asked_every_two_weeks_until_she_turns_it_off()
    {
        await using var invited = await Listed();
        await invited.App.Services.GetRequiredService<ProfileEditor>().Set(1, [new("openings", "open for 2-3")], Source.Therapist, stop: TestContext.Current.CancellationToken);
        Days(invited, 15);
        Assert.Equal(["upkeep-openings"], await Round(invited));
        var letter = invited.Sent[^1];
        Assert.EndsWith("?room", letter.Path, StringComparison.Ordinal);
        // Neither subject nor text says what the page is of.
        Assert.DoesNotContain("therap", letter.Subject + letter.Paragraphs[0] + letter.Closing, StringComparison.OrdinalIgnoreCase);
        Days(invited, 15);
        Assert.Equal(["upkeep-openings"], await Round(invited));
        await Walk.Send(invited.App, letter.Path!, ("Act", "open"));
        await Walk.Send(invited.App, "/upkeep", ("Act", "mails-off"));
        Days(invited, 15);
        Assert.Empty(await Round(invited));
    }

    [Fact]
    public async Task Who_has_no_room_is_not_asked_for_it()
    {
        await using var invited = await Listed();
        await invited.App.Services.GetRequiredService<ProfileEditor>().Set(1, [new("openings", "full")], Source.Therapist, stop: TestContext.Current.CancellationToken);
        Days(invited, 15);
        Assert.Empty(await Round(invited));
    }

    [Fact]
    public async Task A_pause_ends_on_its_day_and_nobody_is_reminded_in_it()
    {
        await using var invited = await Listed();
        var until = DateOnly.FromDateTime(invited.App.Store.Now).AddDays(100);
        await invited.App.Services.GetRequiredService<UpkeepWishes>().Pause(await Owner(invited), until, TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.NotFound, await invited.Publicly());
        Days(invited, 99);
        Assert.Empty(await Round(invited));
        Days(invited, 1);
        Assert.Equal(["upkeep-pause-over"], await Round(invited));
        Assert.Equal(HttpStatusCode.OK, await invited.Publicly());
    }

    /// <summary>Ana has listed herself, and this browser is signed out.</summary>
    private static async Task<Invited> Listed()
    {
        var invited = await Invited.Start();
        await invited.Prove();
        await Walk.Send(invited.App, "/profile", ("Act", "confirm"));
        (await invited.App.Send("/account/sign-out", [])).Dispose();
        return invited;
    }

    private static void Days(Invited invited, int days) => invited.Clock.Advance(TimeSpan.FromDays(days));

    /// <summary>Lets a round be made, and gives the kinds of the mails that it wrote.</summary>
    /// <param name="sends">The server takes them at once.</param>
    private static async Task<List<string>> Round(Invited invited, bool sends = true)
    {
        var stop = TestContext.Current.CancellationToken;
        var outbox = invited.App.Services.GetRequiredService<Outbox>();
        var before = (await outbox.All(stop)).Select(mail => mail.Id).ToHashSet();
        await Rounds(invited, canMail: true).Round(stop);
        var written = (await outbox.All(stop)).Where(mail => !before.Contains(mail.Id)).ToList();
        foreach (var mail in written.Where(_ => sends))
        {
            invited.Sent.Add(outbox.Open(mail)!);
            await outbox.Discard(mail.Id, stop);
        }
        return [.. written.Select(mail => mail.Kind)];
    }

    private static UpkeepRounds Rounds(Invited invited, bool canMail)
    {
        var services = invited.App.Services;
        return new UpkeepRounds(
            invited.App.Store, services.GetRequiredService<OwnerMail>(), services.GetRequiredService<UpkeepLinks>(),
            canMail ? [MailServer.Read("smtp://localhost:25", "site@example.org")] : [], NullLogger<UpkeepRounds>.Instance);
    }

    private static async Task<ProfileOwner> Owner(Invited invited)
    {
        await using var db = invited.App.Store.Read();
        return (await db.Set<ProfileOwner>().FindAsync([1L], TestContext.Current.CancellationToken))!;
    }
}
