using System.Net;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Rapport.Accounts;
using Rapport.Audit;
using Rapport.Privacy;
using Rapport.Tests.Organisations;
using Rapport.Tests.Support;

namespace Rapport.Tests.Privacy;

/// <summary>All that is kept of somebody is read by nobody alone: one asks, another agrees, and she is told.</summary>
public sealed class FilesPageTests
{
    private const string Reason = "A court in Oakland asks for it, case 26-1184.";

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Two_open_a_file_for_an_hour_and_she_reads_who_and_why()
    {
        var clock = new TestClock();
        await using var practices = await Practices.Start(clock);
        var (olivia, one) = await practices.Account("olivia@example.org", "Olivia Park", Roles.Operator);
        var (_, two) = await practices.Account("otto@example.org", "Otto Lind", Roles.Operator);
        var (_, hers) = await practices.Account("ana@example.org", "Ana Vega", profile: 1);
        using var asks = practices.Browser(one);
        using var agrees = practices.Browser(two);
        using var owner = practices.Browser(hers);
        _ = await practices.NewMails();

        var asked = await Practices.Send(asks, "/files", ("Act", "ask"), ("Address", "Ana@example.org "), ("Reason", Reason));
        Assert.Contains("has three days to agree", asked.QuerySelector(".notice")!.TextContent, StringComparison.Ordinal);
        var id = asked.QuerySelector("input[name=File]")!.GetAttribute("value")!;
        // Alone she gets nowhere, and Ana is not told before there is anything to tell.
        await Practices.Page(asks, $"/files/{id}", HttpStatusCode.NotFound);
        Assert.Contains("Nothing was changed", (await Practices.Send(asks, "/files", ("Act", "agree"), ("File", id))).QuerySelector(".notice")!.TextContent, StringComparison.Ordinal);
        // The other is told that something waits, and not whose file it is.
        var waits = Assert.Single(await practices.NewMails());
        Assert.Equal(("otto@example.org", "/files"), (waits.To, waits.Path));
        Assert.DoesNotContain("ana@example.org", string.Join(' ', waits.Paragraphs), StringComparison.Ordinal);

        var agreed = await Practices.Send(agrees, "/files", ("Act", "agree"), ("File", id));
        Assert.Contains("Open for an hour", agreed.QuerySelector(".notice")!.TextContent, StringComparison.Ordinal);
        var mail = Assert.Single(await practices.NewMails());
        Assert.Equal(("ana@example.org", "/account/looks"), (mail.To, mail.Path));
        Assert.DoesNotContain("court", string.Join(' ', mail.Paragraphs), StringComparison.OrdinalIgnoreCase);
        // Who agreed reads nothing herself.
        await Practices.Page(agrees, $"/files/{id}", HttpStatusCode.NotFound);

        var shown = await Practices.Page(asks, $"/files/{id}");
        Assert.Contains(Reason, shown.Body!.TextContent, StringComparison.Ordinal);
        using (var file = await asks.PostAsync(new Uri($"/files/{id}", UriKind.Relative), new FormUrlEncodedContent([new("As", "json")]), Stop))
        {
            Assert.Equal(HttpStatusCode.OK, file.StatusCode);
            Assert.Contains("ana@example.org", await file.Content.ReadAsStringAsync(Stop), StringComparison.Ordinal);
        }
        var looks = (await Practices.Page(owner, "/account/looks")).QuerySelector("main")!.TextContent;
        Assert.Contains(Reason, looks, StringComparison.Ordinal);
        Assert.Contains("Read all that is kept of you", looks, StringComparison.Ordinal);
        Assert.Contains("Somebody who runs this directory (Olivia Park)", looks, StringComparison.Ordinal);
        Assert.Contains("(Otto Lind)", looks, StringComparison.Ordinal);

        clock.Advance(OpenedFiles.Lasts);
        await Practices.Page(asks, $"/files/{id}", HttpStatusCode.NotFound);
        using var late = await asks.PostAsync(new Uri($"/files/{id}", UriKind.Relative), new FormUrlEncodedContent([new("As", "json")]), Stop);
        Assert.Equal(HttpStatusCode.NotFound, late.StatusCode);
        // Who asked cannot take the reason along.
        await practices.App.Services.GetRequiredService<Erasure>().Close(olivia, Stop);
        Assert.Contains(Reason, (await Practices.Page(owner, "/account/looks")).QuerySelector("main")!.TextContent, StringComparison.Ordinal);
        Assert.Null((await practices.App.Services.GetRequiredService<AuditTrail>().Verify(null, Stop)).Broken);
    }

    [Fact]
    public async Task One_of_them_closes_it_again_before_the_hour_is_over()
    {
        await using var practices = await Practices.Start();
        var (_, one) = await practices.Account("olivia@example.org", "Olivia Park", Roles.Operator);
        var (_, two) = await practices.Account("otto@example.org", "Otto Lind", Roles.Operator);
        var (_, hers) = await practices.Account("ana@example.org", "Ana Vega", profile: 1);
        using var asks = practices.Browser(one);
        using var agrees = practices.Browser(two);
        using var owner = practices.Browser(hers);
        var id = (await Practices.Send(asks, "/files", ("Act", "ask"), ("Address", "ana@example.org"), ("Reason", Reason))).QuerySelector("input[name=File]")!.GetAttribute("value")!;
        // What is not open cannot be closed.
        Assert.Contains("Nothing was changed", (await Practices.Send(agrees, "/files", ("Act", "close"), ("File", id))).QuerySelector(".notice")!.TextContent, StringComparison.Ordinal);
        await Practices.Send(agrees, "/files", ("Act", "agree"), ("File", id));
        await Practices.Page(asks, $"/files/{id}");
        Assert.Contains("Closed.", (await Practices.Send(agrees, "/files", ("Act", "close"), ("File", id))).QuerySelector(".notice")!.TextContent, StringComparison.Ordinal);
        await Practices.Page(asks, $"/files/{id}", HttpStatusCode.NotFound);
        Assert.Contains("Closed again what was open of you", (await Practices.Page(owner, "/account/looks")).QuerySelector("main")!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_nobody_agreed_to_ends_after_three_days_and_she_still_sees_that_it_was_asked_for()
    {
        var clock = new TestClock();
        await using var practices = await Practices.Start(clock);
        var (_, one) = await practices.Account("olivia@example.org", "Olivia Park", Roles.Operator);
        var (two, _) = await practices.Account("otto@example.org", "Otto Lind", Roles.Operator);
        var (_, hers) = await practices.Account("ana@example.org", "Ana Vega", profile: 1);
        using var asks = practices.Browser(one);
        using var owner = practices.Browser(hers);
        var asked = await Practices.Send(asks, "/files", ("Act", "ask"), ("Address", "ana@example.org"), ("Reason", Reason));
        var id = Guid.Parse(asked.QuerySelector("input[name=File]")!.GetAttribute("value")!);
        var files = practices.App.Services.GetRequiredService<OpenedFiles>();
        clock.Advance(OpenedFiles.Waits);
        Assert.False(await files.Agree(two, id, Stop));
        Assert.Equal(1, await RetentionRules.UnagreedFiles.Erase(practices.App.Store, practices.App.Services.GetRequiredService<Erasure>(), new RetentionView(practices.App.Store.Now, HoldsAll: false), Stop));
        clock.Advance(-OpenedFiles.Waits);
        var looks = (await Practices.Page(owner, "/account/looks")).QuerySelector("main")!.TextContent;
        Assert.Contains("Asked to read all that is kept of you", looks, StringComparison.Ordinal);
        Assert.DoesNotContain("court", looks, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task Who_runs_it_alone_is_told_that_nobody_could_agree()
    {
        await using var practices = await Practices.Start();
        var (_, one) = await practices.Account("olivia@example.org", "Olivia Park", Roles.Operator);
        await practices.Account("ana@example.org", "Ana Vega", profile: 1);
        using var asks = practices.Browser(one);
        var page = await Practices.Send(asks, "/files", ("Act", "ask"), ("Address", "ana@example.org"), ("Reason", Reason));
        Assert.Contains(page.QuerySelectorAll(".wrong"), wrong => wrong.TextContent.Contains("Nobody else runs this site", StringComparison.Ordinal));
        await using var db = practices.App.Store.Read();
        Assert.False(await db.Set<OpenedFile>().AnyAsync(Stop));
    }

    [Theory]
    [InlineData("", Reason, "Write a whole mail address, like ana@example.org.")]
    [InlineData("nobody@example.org", Reason, "There is no account with this address.")]
    [InlineData("olivia@example.org", Reason, "This is your own account. Your account has a page for your data.")]
    [InlineData("ana@example.org", "because", "Say in 20 to 500 letters why. The person reads it.")]
    public async Task What_cannot_be_asked_is_told_beside_its_field(string address, string reason, string says)
    {
        await using var practices = await Practices.Start();
        var (_, one) = await practices.Account("olivia@example.org", "Olivia Park", Roles.Operator);
        await practices.Account("ana@example.org", "Ana Vega", profile: 1);
        using var asks = practices.Browser(one);
        var page = await Practices.Send(asks, "/files", ("Act", "ask"), ("Address", address), ("Reason", reason));
        Assert.Contains(page.QuerySelectorAll(".wrong"), wrong => wrong.TextContent.Contains(says, StringComparison.Ordinal));
        await using var db = practices.App.Store.Read();
        Assert.False(await db.Set<OpenedFile>().AnyAsync(Stop));
        // Whoever goes through addresses to see who has an account leaves a line for each.
        Assert.Equal(address == "nobody@example.org", await db.Set<AuditEntry>().AnyAsync(entry => entry.Act == AuditAct.AskedToOpen, Stop));
    }

    [Fact]
    public async Task Nobody_agrees_to_open_her_own_file_nor_asks_twice()
    {
        await using var practices = await Practices.Start();
        var (one, _) = await practices.Account("olivia@example.org", "Olivia Park", Roles.Operator);
        var (two, _) = await practices.Account("otto@example.org", "Otto Lind", Roles.Operator);
        var files = practices.App.Services.GetRequiredService<OpenedFiles>();
        // Without a third there is nobody to agree: whom it is about does not.
        Assert.Equal(AskedFile.Alone, await files.Ask(one, "otto@example.org", Reason, Stop));
        await practices.Account("ute@example.org", "Ute Lind", Roles.Operator);
        Assert.Equal(AskedFile.Done, await files.Ask(one, "otto@example.org", Reason, Stop));
        Assert.Equal(AskedFile.AskedAlready, await files.Ask(one, "otto@example.org", Reason, Stop));
        var id = Assert.Single(await files.Open(one, Stop)).Row.Id;
        // Of her own she learns there nothing, and cannot be in its way.
        Assert.Empty(await files.Open(two, Stop));
        Assert.False(await files.Drop(two, id, Stop));
        Assert.False(await files.Agree(two, id, Stop));
        Assert.Null(await files.Read(one, id, Stop));
    }
}
