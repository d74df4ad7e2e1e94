using Microsoft.Extensions.DependencyInjection;
using Rapport.Claims;
using Rapport.Tests.Claims;
using Rapport.Tests.Support;

namespace Rapport.Tests.Accounts;

public sealed class OverviewTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Mails_are_written_in_the_language_that_she_chooses_whatever_page_she_chose_it_on()
    {
        await using var invited = await Invited.Start();
        await invited.Prove();
        var page = await Walk.Send(invited.App, "/account", ("Mails", "es"));
        Assert.Equal("From now on mails are written in Spanish.", page.QuerySelector("[role=status]")!.TextContent);
        _ = await invited.NewMails();
        await invited.App.Services.GetRequiredService<Claiming>().Start(await FindTests.AccountOf(invited, "rival@other.example"), 1, ClaimWay.Check, "it is me", Stop);
        Assert.Equal("es", (await invited.NewMails()).Single(mail => mail.To == Invited.Mail).Language);
        page = await Walk.Send(invited.App, "/account", ("Mails", "en"));
        Assert.Equal("From now on mails are written in English.", page.QuerySelector("[role=status]")!.TextContent);
    }
}
