using System.Net;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Rapport.Claims;
using Rapport.Profiles;
using Rapport.Tests.Support;

namespace Rapport.Tests.Claims;

/// <summary>Taking over a record without an invitation.</summary>
public sealed class FindTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Without_an_account_nothing_is_found_and_nothing_tells_who_is_there()
    {
        await using var invited = await Invited.Start();
        var page = await invited.App.Page("/claim?npi=1234567893");
        Assert.DoesNotContain("Cruz", page.Body!.TextContent, StringComparison.Ordinal);
        using var record = await invited.App.Browser.GetAsync(new Uri("/claim/record/1", UriKind.Relative), Stop);
        using var nobody = await invited.App.Browser.GetAsync(new Uri("/claim/record/77", UriKind.Relative), Stop);
        Assert.Equal(HttpStatusCode.Redirect, record.StatusCode);
        Assert.Equal(nobody.Headers.Location, record.Headers.Location);
        // On the way to an account she comes back here.
        await invited.App.Post("/account/new", [new("Address", "x@example.org")]);
        (await invited.App.Send("/claim", [new("Act", "account")])).Dispose();
        await Walk.Send(invited.App, (await invited.LastMail()).Path!);
        page = await Walk.Send(invited.App, "/account/password", ("FullName", "Some Body"), ("Password", Invited.Password));
        Assert.Equal("Find your record", page.QuerySelector("h1")!.TextContent);
    }

    [Theory]
    [InlineData("npi=1234567893")]
    [InlineData("npi=+1234567893+")]
    [InlineData("name=ana+CRUZ&zip=94612")]
    public async Task Public_facts_find_the_record_and_show_no_more_than_finds_it(string query)
    {
        await using var invited = await Invited.Start();
        await invited.Register("ana@other.example");
        var page = await invited.App.Page("/claim?" + query);
        Assert.Equal("/claim/record/1", page.QuerySelector(".topics a")!.GetAttribute("href"));
        page = await invited.App.Page("/claim/record/1");
        foreach (var text in new[] { page.Body!.TextContent, (await invited.App.Page("/claim?" + query)).Body!.TextContent })
        {
            Assert.Contains("Ana Cruz", text, StringComparison.Ordinal);
            Assert.All(["5105550100", "510-555", "555-01", "100 Main", "1250 Grand", "MFT12345", "LCS12345", "94612-"], hidden => Assert.DoesNotContain(hidden, text, StringComparison.Ordinal));
        }
        Assert.Equal(["Telephone", "Letter", "Check"], page.QuerySelectorAll("input[name=Way]").Select(choice => choice.GetAttribute("value")));
        Assert.Contains("ends in 00", page.QuerySelector("fieldset")!.TextContent, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, await invited.Publicly());
    }

    [Theory]
    [InlineData("npi=1234567890", "#Npi")]
    [InlineData("npi=12345", "#Npi")]
    [InlineData("name=Cruz&zip=94612", "#Name")]
    [InlineData("name=Ana+Cruz&zip=9461", "#Zip")]
    [InlineData("name=Ana+Cruz", "#Zip")]
    public async Task What_finds_nothing_says_what_to_write(string query, string field)
    {
        await using var invited = await Invited.Start();
        await invited.Register("ana@other.example");
        var page = await invited.App.Page("/claim?" + query, HttpStatusCode.UnprocessableEntity);
        Assert.Equal([field], page.QuerySelectorAll(".errors a").Select(link => link.GetAttribute("href")));
    }

    [Fact]
    public async Task A_number_whose_last_digit_does_not_fit_is_found_where_a_record_has_it_and_else_is_told_so()
    {
        await using var invited = await Invited.Start();
        await invited.Register("ana@other.example");
        var page = await invited.App.Page("/claim?npi=1234567890", HttpStatusCode.UnprocessableEntity);
        Assert.StartsWith("The last digit does not fit the others", page.QuerySelector(".errors a")!.TextContent, StringComparison.Ordinal);
        page = await invited.App.Page("/claim?npi=12345", HttpStatusCode.UnprocessableEntity);
        Assert.StartsWith("An NPI has ten digits", page.QuerySelector(".errors a")!.TextContent, StringComparison.Ordinal);
        await invited.App.Store.Write(db => db.Set<Profile>().ExecuteUpdateAsync(row => row.SetProperty(profile => profile.Npi, 1234567890L)));
        page = await invited.App.Page("/claim?npi=1234567890");
        Assert.Equal("/claim/record/1", page.QuerySelector(".topics a")!.GetAttribute("href"));
    }

    [Theory]
    [InlineData("name=Ana+Cruz&zip=94613")]
    [InlineData("name=An+Cruz&zip=94612")]
    [InlineData("npi=1999999976")]
    public async Task Who_is_somebody_else_is_not_found_and_may_say_who_she_is(string query)
    {
        await using var invited = await Invited.Start();
        await invited.Register("ana@other.example");
        var page = await invited.App.Page("/claim?" + query);
        Assert.Equal("Nothing found", page.QuerySelector("#found")!.TextContent);
        Assert.NotNull(page.QuerySelector("a.button[href='/claim/new']"));
    }

    [Fact]
    public async Task Who_was_taken_off_the_list_is_shown_to_nobody()
    {
        await using var invited = await Invited.Start(RegistryListing.FactsOnly);
        await invited.App.Services.GetRequiredService<Removals>().ByOwner(1, Stop);
        await invited.Register("ana@other.example");
        Assert.Equal("Nothing found", (await invited.App.Page("/claim?npi=1234567893")).QuerySelector("#found")!.TextContent);
        await invited.App.Page("/claim/record/1", HttpStatusCode.NotFound);
        await invited.App.Post("/claim/record/1", [new("Way", "Check")], HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task A_code_on_the_telephone_of_the_record_makes_it_hers_and_nothing_before_does()
    {
        await using var invited = await Invited.Start();
        await invited.Register("ana@other.example");
        var page = await Walk.Send(invited.App, "/claim/record/1", ("Way", "Telephone"), ("Note", "mornings"));
        Assert.Equal("Your request", page.QuerySelector("h1")!.TextContent);
        // No code was made yet: none is right, and her profile is not there.
        await invited.App.Post("/claim", [new("Act", "code"), new("Code", "00000000")], HttpStatusCode.UnprocessableEntity);
        Assert.Contains("That is not proven yet.", (await invited.App.Page("/profile")).Body!.TextContent, StringComparison.Ordinal);

        var code = await invited.App.Services.GetRequiredService<ClaimCodes>().ReadOut(Guid.NewGuid(), (await Only(invited)).Id, Stop);
        await invited.App.Post("/claim", [new("Act", "code"), new("Code", Other(code!))], HttpStatusCode.UnprocessableEntity);
        page = await Walk.Send(invited.App, "/claim", ("Act", "code"), ("Code", code!));
        Assert.Equal("Your profile", page.QuerySelector("h1")!.TextContent);
        Assert.Equal(HttpStatusCode.NotFound, await invited.Publicly());
        await using var db = invited.App.Store.Read();
        Assert.Equal(Proof.TelephoneCode, (await db.Set<ProfileOwner>().SingleAsync(Stop)).Proof);
        // The roster that named her has its answer.
        Assert.Equal(1, (await invited.Funnel()).Proven);
        // A second click: hers already.
        page = await Walk.Send(invited.App, "/claim", ("Act", "code"), ("Code", code!));
        Assert.Contains("keeps a profile already", page.QuerySelector(".lead")!.TextContent, StringComparison.Ordinal);
        await Walk.Send(invited.App, "/profile", ("Act", "confirm"));
        Assert.Equal(HttpStatusCode.OK, await invited.Publicly());
    }

    [Fact]
    public async Task A_code_is_worth_nothing_in_another_account_after_its_time_or_after_six_wrong_ones()
    {
        await using var invited = await Invited.Start();
        var codes = invited.App.Services.GetRequiredService<ClaimCodes>();
        var claiming = invited.App.Services.GetRequiredService<Claiming>();
        var (ana, other) = (await AccountOf(invited, "ana@other.example"), await AccountOf(invited, "other@other.example"));
        await claiming.Start(ana, 1, ClaimWay.Telephone, "", Stop);
        var claim = await Only(invited);
        var code = await codes.ReadOut(other, claim.Id, Stop);
        Assert.Equal(TypedCode.Nothing, await claiming.Type(other, code!, Stop));
        for (var wrong = 1; wrong < Claiming.MostWrong; wrong++)
        {
            Assert.Equal(TypedCode.Wrong, await claiming.Type(ana, Other(code!), Stop));
        }
        Assert.Equal(TypedCode.Ended, await claiming.Type(ana, Other(code!), Stop));
        Assert.Equal(TypedCode.Ended, await claiming.Type(ana, code!, Stop));
        code = await codes.ReadOut(other, claim.Id, Stop);
        invited.Clock.Advance(ClaimCodes.CodeLasts);
        Assert.Equal(TypedCode.Ended, await claiming.Type(ana, code!, Stop));
        // Another one ends the one before.
        var first = await codes.ReadOut(other, claim.Id, Stop);
        var second = await codes.ReadOut(other, claim.Id, Stop);
        Assert.Equal(first == second ? TypedCode.Right : TypedCode.Wrong, await claiming.Type(ana, first!, Stop));
        Assert.Equal(first == second ? TypedCode.Nothing : TypedCode.Right, await claiming.Type(ana, second!, Stop));
        // Nobody reads a code out to herself.
        Assert.Null(await codes.ReadOut(ana, claim.Id, Stop));
    }

    [Fact]
    public async Task A_mailbox_of_a_trusted_domain_that_bears_her_name_is_proof_at_once()
    {
        await using var invited = await Invited.Start();
        await invited.Register("ana.cruz@clinic.example");
        var page = await invited.App.Page("/claim/record/1");
        Assert.DoesNotContain("MailDomain", page.Body!.InnerHtml, StringComparison.Ordinal);
        await invited.App.Post("/claim/record/1", [new("Way", "MailDomain")], HttpStatusCode.UnprocessableEntity);
        await ClaimDomains.Set(invited.App.Store, "clinic.example", Stop);
        page = await Walk.Send(invited.App, "/claim/record/1", ("Way", "MailDomain"));
        Assert.Equal("Your profile", page.QuerySelector("h1")!.TextContent);
        await using var db = invited.App.Store.Read();
        Assert.Equal(Proof.MailDomain, (await db.Set<ProfileOwner>().SingleAsync(Stop)).Proof);
    }

    [Fact]
    public async Task Two_on_one_record_go_to_a_person_and_both_are_told()
    {
        await using var invited = await Invited.Start();
        var claiming = invited.App.Services.GetRequiredService<Claiming>();
        var codes = invited.App.Services.GetRequiredService<ClaimCodes>();
        await ClaimDomains.Set(invited.App.Store, "clinic.example", Stop);
        var (ana, rival) = (await AccountOf(invited, "ana@other.example"), await AccountOf(invited, "ana.cruz@clinic.example"));
        Assert.Equal(Started.Done, await claiming.Start(ana, 1, ClaimWay.Telephone, "", Stop));
        var code = await codes.ReadOut(rival, (await Only(invited)).Id, Stop);
        // Also a trusted mailbox waits where somebody has asked before.
        Assert.Equal(Started.Done, await claiming.Start(rival, 1, ClaimWay.MailDomain, "", Stop));
        Assert.Equal(["ana.cruz@clinic.example", "ana@other.example"], (await invited.NewMails()).Select(mail => mail.To).Order(StringComparer.Ordinal));
        Assert.Equal(TypedCode.Nothing, await claiming.Type(ana, code!, Stop));
        Assert.Null(await codes.ReadOut(rival, (await claiming.Newest(ana, Stop))!.Id, Stop));
        // Whose claim is alone again may type her code.
        await claiming.Withdraw(rival, Stop);
        Assert.Equal(TypedCode.Right, await claiming.Type(ana, code!, Stop));
        Assert.Equal("ana@other.example", Assert.Single(await invited.NewMails()).To);
    }

    [Fact]
    public async Task Who_keeps_it_goes_on_keeping_it_and_is_told_once_however_many_ask()
    {
        await using var invited = await Invited.Start();
        await invited.Prove();
        _ = await invited.NewMails();
        var claiming = invited.App.Services.GetRequiredService<Claiming>();
        foreach (var address in new[] { "one@other.example", "two@other.example" })
        {
            var rival = await AccountOf(invited, address);
            Assert.Equal(Started.Nothing, await claiming.Start(rival, 1, ClaimWay.Telephone, "", Stop));
            Assert.Equal(Started.Done, await claiming.Start(rival, 1, ClaimWay.Check, "", Stop));
            Assert.Equal(address.StartsWith("one", StringComparison.Ordinal) ? [address, Invited.Mail] : [address], (await invited.NewMails()).Select(mail => mail.To).OrderBy(to => to == Invited.Mail));
        }
        Assert.Equal("Your profile", (await invited.App.Page("/profile")).QuerySelector("h1")!.TextContent);
        await Walk.Send(invited.App, "/profile", ("Act", "confirm"));
        Assert.Equal(HttpStatusCode.OK, await invited.Publicly());
    }

    [Fact]
    public async Task Who_is_invited_is_not_held_back_by_a_rival_who_is_heard_all_the_same()
    {
        await using var invited = await Invited.Start();
        var claiming = invited.App.Services.GetRequiredService<Claiming>();
        var rival = await AccountOf(invited, "rival@other.example");
        await claiming.Start(rival, 1, ClaimWay.Letter, "", Stop);
        Assert.Equal("Your profile", (await invited.Prove()).QuerySelector("h1")!.TextContent);
        Assert.Equal([Invited.Mail, "rival@other.example"], (await invited.NewMails()).Select(mail => mail.To).Order(StringComparer.Ordinal));
        Assert.True((await claiming.Newest(rival, Stop))!.IsContested);
    }

    [Fact]
    public async Task One_at_a_time_five_in_a_month_and_none_beside_a_profile_of_hers()
    {
        await using var invited = await Invited.Start();
        var claiming = invited.App.Services.GetRequiredService<Claiming>();
        var ana = await AccountOf(invited, "ana@other.example");
        for (var at = 0; at < Claiming.Most; at++)
        {
            Assert.Equal(Started.Done, await claiming.Start(ana, 1, ClaimWay.Check, "", Stop));
            Assert.Equal(Started.WaitsAlready, await claiming.Start(ana, 1, ClaimWay.Letter, "", Stop));
            await claiming.Withdraw(ana, Stop);
        }
        Assert.Equal(Started.TooMany, await claiming.Start(ana, 1, ClaimWay.Check, "", Stop));
        invited.Clock.Advance(Claiming.Month);
        Assert.Equal(Started.Done, await claiming.Start(ana, 1, ClaimWay.Check, "", Stop));
        await invited.Prove();
        await using var db = invited.App.Store.Read();
        var keeper = (await db.Set<ProfileOwner>().SingleAsync(Stop)).AccountId;
        Assert.Equal(Started.KeepsOther, await claiming.Start(keeper, 1, ClaimWay.Check, "", Stop));
    }

    [Fact]
    public async Task What_is_never_proven_ends_and_is_erased_and_frees_the_other()
    {
        await using var invited = await Invited.Start();
        var claiming = invited.App.Services.GetRequiredService<Claiming>();
        var (ana, rival) = (await AccountOf(invited, "ana@other.example"), await AccountOf(invited, "rival@other.example"));
        await claiming.Start(rival, 1, ClaimWay.Letter, "", Stop);
        invited.Clock.Advance(TimeSpan.FromDays(30));
        await claiming.Start(ana, 1, ClaimWay.Letter, "", Stop);
        Assert.True((await claiming.Newest(ana, Stop))!.IsContested);
        invited.Clock.Advance(TimeSpan.FromDays(30));
        Assert.Null(await claiming.Newest(rival, Stop));
        await invited.App.Services.GetRequiredService<ClaimErasure>().Erase(Stop);
        Assert.False((await claiming.Newest(ana, Stop))!.IsContested);
        await claiming.Withdraw(ana, Stop);
        invited.Clock.Advance(ClaimErasure.Kept + TimeSpan.FromDays(1));
        await invited.App.Services.GetRequiredService<ClaimErasure>().Erase(Stop);
        await using var db = invited.App.Store.Read();
        Assert.Empty(await db.Set<Claim>().ToListAsync(Stop));
    }

    [Fact]
    public async Task What_the_one_said_who_kept_it_before_proves_nothing_of_who_comes_next()
    {
        await using var invited = await Invited.Start();
        await invited.App.Services.GetRequiredService<ProfileEditor>().Set(
            1, [new("places", "1 Evil St | Oakland, CA 94612 | 4155550199")], Source.Therapist, stop: Stop);
        await invited.Register("ana@other.example");
        Assert.Equal(["Check"], (await invited.App.Page("/claim/record/1")).QuerySelectorAll("input[name=Way]").Select(choice => choice.GetAttribute("value")));
    }

    [Fact]
    public async Task Who_finds_no_record_says_who_she_is_field_by_field()
    {
        await using var invited = await Invited.Start();
        await invited.Register("mia@other.example");
        var page = await invited.App.Post("/claim/new", [new("First", "Mia"), new("Zip", "00000"), new("Npi", "12")], HttpStatusCode.UnprocessableEntity);
        Assert.Equal(["#Last", "#Npi", "#Number", "#Profession", "#State", "#Zip"], page.QuerySelectorAll(".errors a").Select(link => link.GetAttribute("href")).Order(StringComparer.Ordinal));
        Assert.Equal("Mia", page.GetElementById("First")!.GetAttribute("value"));
        page = await Walk.Send(
            invited.App, "/claim/new", ("First", "Mia"), ("Last", "Stone"), ("Profession", "marriage-and-family-therapist"), ("State", "California"), ("Number", "lmft 4711"), ("Zip", "93701"), ("Npi", ""), ("Note", ""));
        Assert.Contains("Mia Stone", page.QuerySelector(".lead")!.TextContent, StringComparison.Ordinal);
        await using var db = invited.App.Store.Read();
        Assert.Single(await db.Set<Profile>().ToListAsync(Stop));
    }

    [Fact]
    public async Task A_name_that_the_one_gave_who_kept_it_before_proves_nothing_and_no_letter_goes_to_it()
    {
        await using var invited = await Invited.Start();
        await ClaimDomains.Set(invited.App.Store, "clinic.example", Stop);
        await invited.App.Services.GetRequiredService<ProfileEditor>().Set(1, [new("name", "Mallory Mole")], Source.Therapist, stop: Stop);
        await invited.Register("mallory.mole@clinic.example");
        Assert.Equal(["Telephone", "Check"], (await invited.App.Page("/claim/record/1")).QuerySelectorAll("input[name=Way]").Select(choice => choice.GetAttribute("value")));
    }

    [Fact]
    public async Task A_roster_does_not_make_its_own_what_a_wrong_hand_has_typed()
    {
        await using var invited = await Invited.Start();
        await invited.App.Services.GetRequiredService<ProfileEditor>().Set(
            1, [new("places", "666 Rival Rd | Oakland, CA 94611 | 4155550199")], Source.Therapist, stop: Stop);
        await invited.Prove();
        var places = (await invited.Profile()).Read().Facts.Places!;
        Assert.Equal(Source.Organisation, places.Source);
        Assert.Equal(["1250 Grand Ave"], places.Value.Select(place => place.Line1));
    }

    [Fact]
    public async Task Who_was_refused_or_came_to_another_profile_meanwhile_does_not_get_this_one()
    {
        await using var invited = await Invited.Start();
        var claiming = invited.App.Services.GetRequiredService<Claiming>();
        var ana = await AccountOf(invited, "ana@other.example");
        await claiming.Start(ana, 1, ClaimWay.Telephone, "", Stop);
        var code = await invited.App.Services.GetRequiredService<ClaimCodes>().ReadOut(Guid.NewGuid(), (await Only(invited)).Id, Stop);
        await ProfileBuilder.FromRegistry(invited.App.Store.Now, "Ana", "Other").SaveTo(invited.App.Store);
        await invited.App.Store.Write(db =>
        {
            db.Add(new ProfileOwner { ProfileId = 2, AccountId = ana, Since = invited.App.Store.Now, CountedFrom = invited.App.Store.Now });
            return Task.CompletedTask;
        });
        Assert.Equal(TypedCode.Nothing, await claiming.Type(ana, code!, Stop));

        var rival = await AccountOf(invited, "rival@other.example");
        await claiming.Start(rival, 1, ClaimWay.Check, "", Stop);
        await invited.App.Services.GetRequiredService<ClaimDesk>().Decide(Guid.NewGuid(), (await claiming.Newest(rival, Stop))!.Id, seen: null, isHers: false, note: null, Stop);
        Assert.Equal(Started.RefusedBefore, await claiming.Start(rival, 1, ClaimWay.Telephone, "", Stop));
    }

    internal static Task<Guid> AccountOf(Invited invited, string address) => invited.AccountOf(address);

    private static async Task<Claim> Only(Invited invited)
    {
        await using var db = invited.App.Store.Read();
        return await db.Set<Claim>().SingleAsync(Stop);
    }

    private static string Other(string code) => (code[0] == '9' ? '0' : (char)(code[0] + 1)) + code[1..];
}
