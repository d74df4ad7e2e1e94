using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Rapport.Accounts;
using Rapport.Cli;
using Rapport.Layout;
using Rapport.Mail;
using Rapport.Storage;
using Rapport.Tests.Support;

namespace Rapport.Tests.Accounts;

public sealed class AccountsCommandTests
{
    [Fact]
    public async Task A_role_is_given_listed_and_taken_and_a_lost_second_factor_dropped()
    {
        await using var test = await TestStore.Create(Database.Sqlite);
        var keys = KeyRing.Open(test.Location);
        var seal = new AccountSeal(test.Store, keys);
        using var passwords = new Passwords();
        var door = new AccountDoor(test.Store, seal, passwords, new Outbox(test.Store, keys));
        var key = (await door.SetUp(TestContext.Current.CancellationToken))!;
        var made = await door.Choose(key, new AccountContent("ana@example.org", "Ana Vega"), "copper lantern tuesday", Language.Spanish, from: null, TestContext.Current.CancellationToken);
        Assert.Equal(Entry.Done, made.How);
        var secret = SecondFactor.NewSecret();
        Assert.NotNull(await door.PutFactor(made.Account, hasFactor: false, secret, new OtpNet.Totp(secret).ComputeTotp(test.Store.Now), TestContext.Current.CancellationToken));

        var listed = await RapportProcess.Run(["accounts", "--json", .. test.Arguments]);
        var one = JsonDocument.Parse(listed.Out).RootElement.GetProperty("withRoles")[0];
        Assert.Equal(("ana@example.org", "operator, verifier", true), (one.GetProperty("address").GetString(), one.GetProperty("roles").GetString(), one.GetProperty("hasSecondFactor").GetBoolean()));

        Assert.Equal(ExitCode.Done, (await RapportProcess.Run(["accounts", "take", "Ana@Example.org", "operator", .. test.Arguments])).Code);
        Assert.Contains("Roles now: operator, verifier", (await RapportProcess.Run(["accounts", "give", "ana@example.org", "operator", .. test.Arguments])).Out, StringComparison.Ordinal);
        Assert.Contains("told by mail", (await RapportProcess.Run(["accounts", "drop-factor", "ana@example.org", .. test.Arguments])).Out, StringComparison.Ordinal);
        await using var db = test.Store.Read();
        Assert.Null((await db.Set<Account>().SingleAsync(TestContext.Current.CancellationToken)).Factor);
        Assert.Equal(2, await db.Set<OutgoingMail>().CountAsync(TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task Who_holds_a_role_and_lost_her_only_passkey_is_let_in_with_her_password()
    {
        await using var test = await TestStore.Create(Database.Sqlite);
        var keys = KeyRing.Open(test.Location);
        using var passwords = new Passwords();
        var door = new AccountDoor(test.Store, new AccountSeal(test.Store, keys), passwords, new Outbox(test.Store, keys));
        var made = await door.Choose(
            (await door.SetUp(TestContext.Current.CancellationToken))!, new AccountContent("ana@example.org", "Ana Vega"), "copper lantern tuesday", Language.English, from: null, TestContext.Current.CancellationToken);
        await test.Store.Write(async db => await db.AddAsync(new Passkey { Id = Guid.CreateVersion7(), AccountId = made.Account, CredentialKey = [1], Content = [2] }), TestContext.Current.CancellationToken);

        Assert.Contains("1 passkey", (await RapportProcess.Run(["accounts", .. test.Arguments])).Out, StringComparison.Ordinal);
        Assert.Equal(1, JsonDocument.Parse((await RapportProcess.Run(["accounts", "--json", .. test.Arguments])).Out).RootElement.GetProperty("withRoles")[0].GetProperty("passkeys").GetInt32());
        Assert.DoesNotContain("At the next sign-in", (await RapportProcess.Run(["accounts", "give", "ana@example.org", "verifier", .. test.Arguments])).Out, StringComparison.Ordinal);
        Assert.Contains("told by mail", (await RapportProcess.Run(["accounts", "drop-factor", "ana@example.org", .. test.Arguments])).Out, StringComparison.Ordinal);
        Assert.Contains("nothing was changed", (await RapportProcess.Run(["accounts", "drop-factor", "ana@example.org", .. test.Arguments])).Out, StringComparison.Ordinal);
        await using var db = test.Store.Read();
        Assert.False(await db.Set<Passkey>().AnyAsync(TestContext.Current.CancellationToken));
    }

    [Theory]
    [InlineData("give", "nobody@example.org", "verifier", "There is no account with the address nobody@example.org")]
    [InlineData("give", "ana@example.org", "owner", "A role is operator or verifier, not \"owner\"")]
    [InlineData("give", "ana@example.org", "1", "A role is operator or verifier, not \"1\"")]
    [InlineData("give", "ana@example.org", "none", "A role is operator or verifier")]
    [InlineData("take", "ana", "verifier", "\"ana\" is no mail address")]
    public async Task What_cannot_be_done_is_told(string verb, string address, string role, string told)
    {
        await using var test = await TestStore.Create(Database.Sqlite);
        var ended = await RapportProcess.Run(["accounts", verb, address, role, .. test.Arguments]);
        Assert.NotEqual(ExitCode.Done, ended.Code);
        Assert.Contains(told, ended.Error, StringComparison.Ordinal);
    }
}
