using System.Net;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Rapport.Mail;
using Rapport.Profiles;
using Rapport.Tests.Claims;
using Rapport.Tests.Support;
using Rapport.Verification;

namespace Rapport.Tests.Verification;

/// <summary>The days on which verified licences end.</summary>
public sealed class LicenceEndsTests
{
    [Fact]
    public async Task Its_owner_is_told_a_month_before_it_lapses_and_renewed_it_is_back()
    {
        await using var invited = await Verified(new DateOnly(2027, 3, 31));
        await Follow(invited, new DateOnly(2027, 3, 1));
        Assert.Equal(["invitation"], await Kinds(invited));
        await Follow(invited, new DateOnly(2027, 3, 2));
        // In Hawaii the last day lasts until ours is another.
        await Follow(invited, new DateOnly(2027, 4, 1));
        Assert.Equal(["invitation", "licence-ends"], await Kinds(invited));
        Assert.Equal(HttpStatusCode.OK, await invited.Publicly());
        await Follow(invited, new DateOnly(2027, 4, 2));
        Assert.Equal(["invitation", "licence-ends", "licence-lapsed"], await Kinds(invited));
        Assert.Equal(HttpStatusCode.NotFound, await invited.Publicly());
        await Follow(invited, new DateOnly(2027, 4, 3));
        Assert.Equal(3, (await Kinds(invited)).Count);
        await Walk.Send(invited.App, "/account/sign-in", ("Address", Invited.Mail), ("Password", Invited.Password));
        Assert.Contains("By what your board says, your license CA MFT12345 is not in force.", (await invited.App.Page("/profile")).Body!.TextContent, StringComparison.Ordinal);

        await Check(invited, Standing.Verified, new DateOnly(2029, 3, 31));
        Assert.Equal(["invitation", "licence-ends", "licence-lapsed", "licence-back"], await Kinds(invited));
        Assert.Equal(HttpStatusCode.OK, await invited.Publicly());
    }

    [Fact]
    public async Task Who_has_another_licence_in_force_stays_on_the_list()
    {
        await using var invited = await Verified(new DateOnly(2027, 3, 31));
        await invited.App.Services.GetRequiredService<ProfileEditor>().Set(1, [new("licences", "CA MFT12345; NV 77")], Source.Therapist, stop: TestContext.Current.CancellationToken);
        await Check(invited, Standing.Verified, new DateOnly(2031, 1, 1), "NV", "77");
        await Follow(invited, new DateOnly(2027, 4, 2));
        Assert.Equal(HttpStatusCode.OK, await invited.Publicly());
        await Check(invited, Standing.Lapsed, new DateOnly(2027, 1, 1), "NV", "77");
        Assert.Equal(HttpStatusCode.NotFound, await invited.Publicly());
        // While a person looks again, it stays where it is; taking the licence out of the profile puts nobody back.
        await Check(invited, Standing.Waiting, new DateOnly(2027, 1, 1), "NV", "77");
        Assert.Equal(HttpStatusCode.NotFound, await invited.Publicly());
        await Check(invited, Standing.Verified, new DateOnly(2031, 1, 1));
        Assert.Equal(HttpStatusCode.OK, await invited.Publicly());
    }

    [Fact]
    public async Task A_number_that_is_written_otherwise_is_the_same_licence()
    {
        await using var invited = await Verified(new DateOnly(2027, 3, 31));
        await invited.App.Services.GetRequiredService<ProfileEditor>().Set(1, [new("licences", "CA MFT-12345")], Source.Therapist, stop: TestContext.Current.CancellationToken);
        await Check(invited, Standing.Verified, new DateOnly(2029, 3, 31));
        await Follow(invited, new DateOnly(2027, 4, 2));
        Assert.Equal(HttpStatusCode.OK, await invited.Publicly());
        await using var db = invited.App.Store.Read();
        Assert.Equal(1, await db.Set<LicenceCheck>().CountAsync(check => check.IsNewest, TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task Of_a_licence_that_she_took_out_she_is_not_told()
    {
        await using var invited = await Verified(new DateOnly(2027, 3, 31));
        await invited.App.Services.GetRequiredService<ProfileEditor>().Set(1, [new("licences", "CA LMFT888")], Source.Therapist, stop: TestContext.Current.CancellationToken);
        await Follow(invited, new DateOnly(2027, 3, 10));
        Assert.Equal(["invitation"], await Kinds(invited));
    }

    [Fact]
    public async Task A_lapsed_licence_takes_off_the_record_of_somebody_who_keeps_none_too()
    {
        await using var app = await HostedApp.Start(async store =>
        {
            var ana = ProfileBuilder.FromRegistry(store.Now, "Ana", "Cruz", 1234567893);
            await ana.SaveTo(store);
            await Visibility.Set(store, RegistryListing.FactsOnly);
        });
        await app.Page("/therapist/ana-cruz-1");
        await app.Store.Write(async db =>
        {
            var profile = (await db.Set<Profile>().FindAsync([1L]))!;
            var licence = profile.Read().Facts.Licences!.Value.Single();
            var board = new BoardSays("Ana Cruz", null, licence.Number!, "expired", new DateOnly(2026, 1, 1), null);
            await app.Services.GetRequiredService<Checks>().Add(db, profile, licence, Standing.Lapsed, board, "BBS list", Licence.BoardFile, by: null, note: null, default);
        });
        await app.Page("/therapist/ana-cruz-1", HttpStatusCode.NotFound);
    }

    /// <summary>Ana is listed, and her licence verified until a day.</summary>
    private static async Task<Invited> Verified(DateOnly until)
    {
        var invited = await Invited.Start();
        await invited.Prove();
        await Walk.Send(invited.App, "/profile", ("Act", "confirm"));
        await Check(invited, Standing.Verified, until);
        return invited;
    }

    private static async Task Check(Invited invited, Standing standing, DateOnly until, string state = "CA", string number = "MFT12345")
    {
        invited.Clock.Advance(TimeSpan.FromMinutes(1));
        await invited.App.Store.Write(async db =>
        {
            var profile = (await db.Set<Profile>().FindAsync([1L]))!;
            var licence = Checks.Of(profile.Read().Facts, state, number)!;
            await invited.App.Services.GetRequiredService<Checks>().Add(
                db, profile, licence, standing, new BoardSays("Ana Cruz", null, number, "active", until, "none listed"), "BBS list", Licence.BoardFile, by: null, note: null, default);
        });
    }

    private static Task Follow(Invited invited, DateOnly day)
    {
        invited.Clock.Advance(day.ToDateTime(new TimeOnly(12, 0), DateTimeKind.Utc) - invited.App.Store.Now);
        return invited.App.Services.GetRequiredService<LicenceEnds>().Follow(TestContext.Current.CancellationToken);
    }

    private static async Task<List<string>> Kinds(Invited invited) =>
        [.. (await invited.App.Services.GetRequiredService<Outbox>().All(TestContext.Current.CancellationToken)).Select(mail => mail.Kind)];
}
