using System.Net;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Rapport.Claims;
using Rapport.Profiles;
using Rapport.Tests.Support;

namespace Rapport.Tests.Claims;

/// <summary>Claims at the desk.</summary>
public sealed class DecidingTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Nobody_but_a_verifier_learns_that_it_is_there()
    {
        await using var invited = await Invited.Start();
        await invited.Register("ana@other.example");
        await Walk.Send(invited.App, "/claim/record/1", ("Way", "Check"));
        var there = await invited.App.Page("/desk/claims", HttpStatusCode.NotFound);
        Assert.Equal((await invited.App.Page("/desks", HttpStatusCode.NotFound)).QuerySelector("main")!.TextContent, there.QuerySelector("main")!.TextContent);
    }

    [Fact]
    public async Task A_code_is_made_shown_once_and_read_out()
    {
        await using var invited = await Invited.Start();
        var claiming = invited.App.Services.GetRequiredService<Claiming>();
        var ana = await FindTests.AccountOf(invited, "ana@other.example");
        await claiming.Start(ana, 1, ClaimWay.Telephone, "in the mornings", Stop);
        await invited.BeVerifier();
        var page = await invited.App.Page("/desk");
        Assert.Contains("One claim needs a person", page.QuerySelector("a[href='/desk/claims']")!.TextContent, StringComparison.Ordinal);
        page = await invited.App.Page("/desk/claims");
        Assert.Contains("in the mornings", page.QuerySelector(".pane")!.TextContent, StringComparison.Ordinal);
        var form = page.QuerySelector(".pane form")!.GetAttribute("action")!;
        page = await invited.App.Post(form, [new("Act", "code")]);
        var code = page.QuerySelector(".code")!.TextContent;
        Assert.Contains("(510) 555-0100", page.QuerySelector("[role=status]")!.TextContent, StringComparison.Ordinal);
        page = await invited.App.Page(form);
        Assert.DoesNotContain(code, page.Body!.TextContent, StringComparison.Ordinal);
        Assert.Equal("No claim needs a person", page.QuerySelector("h1")!.TextContent);
        Assert.Equal(TypedCode.Right, await claiming.Type(ana, code, Stop));
    }

    [Fact]
    public async Task Whose_it_is_gets_it_the_other_loses_it_and_all_are_told()
    {
        await using var invited = await Invited.Start();
        await invited.Prove();
        await Walk.Send(invited.App, "/profile", ("Act", "confirm"));
        var claiming = invited.App.Services.GetRequiredService<Claiming>();
        var (rival, third) = (await FindTests.AccountOf(invited, "rival@other.example"), await FindTests.AccountOf(invited, "third@other.example"));
        await claiming.Start(rival, 1, ClaimWay.Check, "it is me", Stop);
        await claiming.Start(third, 1, ClaimWay.Check, "", Stop);
        await invited.BeVerifier();
        _ = await invited.NewMails();
        var page = await invited.App.Page("/desk/claims");
        Assert.Contains(Invited.Mail, page.QuerySelector(".care")!.TextContent, StringComparison.Ordinal);
        var form = page.QuerySelector(".pane form")!.GetAttribute("action")!;
        // Somebody keeps it: why it is another's stays in the record.
        await invited.App.Post(form, [new("Act", "hers"), new("Note", " ")], HttpStatusCode.UnprocessableEntity);
        page = await Walk.Send(invited.App, (AngleSharp.Html.Dom.IHtmlFormElement)page.QuerySelector(".pane form")!, ("Act", "hers"), ("Note", "The board’s letter names the rival."));
        Assert.Contains("Decided.", page.QuerySelector("[role=status]")!.TextContent, StringComparison.Ordinal);
        Assert.Equal("No claim needs a person", page.QuerySelector("h1")!.TextContent);
        Assert.Equal([Invited.Mail, "rival@other.example", "third@other.example"], (await invited.NewMails()).Select(mail => mail.To).Order(StringComparer.Ordinal));
        await using var db = invited.App.Store.Read();
        Assert.Equal((rival, Proof.Check), await db.Set<ProfileOwner>().Select(owner => ValueTuple.Create(owner.AccountId, owner.Proof)).SingleAsync(Stop));
        // Nobody sees it before whose it is now has listed it.
        Assert.Equal(HttpStatusCode.NotFound, await invited.Publicly());
        Assert.Equal(ClaimState.Refused, (await claiming.Newest(third, Stop))!.State);
        // A second click, or a colleague with the same page open.
        page = await Walk.Send(invited.App, form, ("Act", "not"), ("Note", ""));
        Assert.Contains("meanwhile", page.QuerySelector("[role=status]")!.TextContent, StringComparison.Ordinal);
        // Whoever looks at another claim on it reads what was decided before; whose that was, nobody is told but she.
        var fourth = await FindTests.AccountOf(invited, "fourth@other.example");
        await claiming.Start(fourth, 1, ClaimWay.Check, "", Stop);
        page = await invited.App.Page($"/desk/claims/{(await claiming.Newest(fourth, Stop))!.Id}");
        Assert.Contains("The board’s letter names the rival.", page.QuerySelector(".pane .past")!.TextContent, StringComparison.Ordinal);
        Assert.DoesNotContain("letter names", await Exported(invited, third), StringComparison.Ordinal);
        Assert.DoesNotContain("letter names", await Exported(invited, rival), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_she_wrote_goes_with_her_who_loses_it_and_is_read_by_nobody_who_comes_next()
    {
        await using var invited = await Invited.Start();
        await invited.Prove();
        await Walk.Send(invited.App, "/profile/words", ("about-me", "Withdrawnword stood here."));
        await Walk.Send(invited.App, "/profile/words", ("about-me", "Privateword stands here."));
        await Walk.Send(invited.App, "/profile", ("Act", "confirm"));
        var claiming = invited.App.Services.GetRequiredService<Claiming>();
        var rival = await FindTests.AccountOf(invited, "rival@other.example");
        await claiming.Start(rival, 1, ClaimWay.Check, "it is me", Stop);
        var decided = await invited.App.Services.GetRequiredService<ClaimDesk>().Decide(Guid.NewGuid(), (await claiming.Newest(rival, Stop))!.Id, seen: null, isHers: true, note: null, Stop);
        Assert.Equal(ClaimDecided.Done, decided);
        var profile = await invited.Profile();
        Assert.DoesNotContain("word s", profile.Document, StringComparison.Ordinal);
        // Name, profession, licence and place are of the record.
        Assert.Equal("Ana", profile.Read().Facts.Name!.Value.First);
        await using (var db = invited.App.Store.Read())
        {
            Assert.DoesNotContain(await db.Set<FactChange>().ToListAsync(Stop), change => $"{change.Before} {change.After}".Contains("word s", StringComparison.Ordinal));
        }
        var shown = await Exported(invited, rival);
        Assert.DoesNotContain("word s", shown, StringComparison.Ordinal);
        Assert.DoesNotContain(Invited.Mail, shown, StringComparison.Ordinal);
        // Hers, for when it was a mistake.
        Guid ana;
        await using (var db = invited.App.Store.Read())
        {
            ana = (await db.Set<ProfileDraft>().FirstAsync(Stop)).AccountId;
        }
        Assert.Contains("Privateword stands here.", await Exported(invited, ana), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Who_was_invited_is_told_that_another_has_the_entry_and_her_link_leads_on()
    {
        await using var invited = await Invited.Start();
        var link = await invited.ByMail();
        var claiming = invited.App.Services.GetRequiredService<Claiming>();
        var rival = await FindTests.AccountOf(invited, "rival@other.example");
        await claiming.Start(rival, 1, ClaimWay.Check, "it is me", Stop);
        var (key, id) = (await invited.NewVerifier(), (await claiming.Newest(rival, Stop))!.Id);
        Assert.Contains("Willow Network", (await invited.PageOf(key, $"/desk/claims/{id}")).QuerySelector(".pane .care")!.TextContent, StringComparison.Ordinal);
        _ = await invited.NewMails();
        Assert.Equal(ClaimDecided.Done, await invited.App.Services.GetRequiredService<ClaimDesk>().Decide(Guid.NewGuid(), id, seen: null, isHers: true, note: null, Stop));
        Assert.Contains(await invited.NewMails(), mail => mail.To == Invited.Mail && mail.Subject == "Another account has your entry");
        Assert.Equal(0, (await invited.Funnel()).Proven);
        // What the roster says of her is not handed to who has the record.
        Assert.DoesNotContain(Invited.Mail, await Exported(invited, rival), StringComparison.Ordinal);
        await Walk.Send(invited.App, link);
        // And who has it cannot make her be asked no more.
        await invited.App.Services.GetRequiredService<Rapport.Privacy.Erasure>().Close(rival, Stop);
        await using var db = invited.App.Store.Read();
        Assert.Null((await db.Set<Rapport.Rosters.RosterMember>().SingleAsync(member => member.ProfileId == 1, Stop)).DeclinedAt);
    }

    [Fact]
    public async Task Who_decides_of_a_page_that_is_not_so_any_more_decides_nothing()
    {
        await using var invited = await Invited.Start();
        var link = await invited.ByMail();
        var claiming = invited.App.Services.GetRequiredService<Claiming>();
        var rival = await FindTests.AccountOf(invited, "rival@other.example");
        await claiming.Start(rival, 1, ClaimWay.Check, "it is me", Stop);
        var key = await invited.NewVerifier();
        var page = await invited.PageOf(key, $"/desk/claims/{(await claiming.Newest(rival, Stop))!.Id}");
        // Meanwhile she whose record it is has proven it.
        await Walk.Send(invited.App, link);
        await Walk.Send(invited.App, "/claim/entry", ("Answer", "mine"));
        await Walk.Send(invited.App, "/account/password", ("FullName", "Ana Cruz"), ("Password", Invited.Password));
        await Walk.Send(invited.App, "/claim/entry", ("Answer", "mine"));
        var form = (AngleSharp.Html.Dom.IHtmlFormElement)page.QuerySelector(".pane form")!;
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(form.GetAttribute("action")!, UriKind.Relative))
        {
            Content = new FormUrlEncodedContent([
                .. form.QuerySelectorAll("input[type=hidden]").Select(field => KeyValuePair.Create(field.GetAttribute("name")!, field.GetAttribute("value") ?? "")),
                new("Act", "hers"), new("Note", "ok")]),
        };
        request.Headers.Add("Cookie", $"rapport-account={key}");
        using var browser = invited.App.NewBrowser();
        using var answer = await browser.SendAsync(request, Stop);
        Assert.EndsWith("?changed", answer.Headers.Location!.ToString(), StringComparison.Ordinal);
        await using var db = invited.App.Store.Read();
        Assert.NotEqual(rival, (await db.Set<ProfileOwner>().SingleAsync(Stop)).AccountId);
    }

    [Fact]
    public async Task Whom_a_roster_names_by_the_number_of_a_record_loses_nothing_to_who_is_given_it()
    {
        await using var invited = await Invited.Start();
        var claiming = invited.App.Services.GetRequiredService<Claiming>();
        var rival = await FindTests.AccountOf(invited, "rival@other.example");
        // Named, and not invited yet; the roster knows another mail address.
        await invited.App.Store.Write(db => db.Set<Rapport.Rosters.RosterMember>().ExecuteUpdateAsync(row => row.SetProperty(member => member.ProfileId, (long?)null), Stop), Stop);
        await claiming.Start(rival, 1, ClaimWay.Check, "it is me", Stop);
        var (key, id) = (await invited.NewVerifier(), (await claiming.Newest(rival, Stop))!.Id);
        Assert.Contains("Willow Network", (await invited.PageOf(key, $"/desk/claims/{id}")).QuerySelector(".pane .care")!.TextContent, StringComparison.Ordinal);
        Assert.Equal(ClaimDecided.Done, await invited.App.Services.GetRequiredService<ClaimDesk>().Decide(Guid.NewGuid(), id, seen: null, isHers: true, note: null, Stop));
        Assert.Equal(0, (await invited.Funnel()).Proven);
        Assert.DoesNotContain("1250 Grand", await Exported(invited, rival), StringComparison.Ordinal);
        await invited.App.Services.GetRequiredService<Rapport.Privacy.Erasure>().Close(rival, Stop);
        await using var db = invited.App.Store.Read();
        Assert.Null((await db.Set<Rapport.Rosters.RosterMember>().SingleAsync(member => member.Npi == Invited.Npi, Stop)).DeclinedAt);
    }

    [Fact]
    public async Task What_is_of_her_and_not_of_the_record_goes_with_her_and_the_record_says_again_what_it_said()
    {
        await using var invited = await Invited.Start();
        await invited.Prove();
        await Walk.Send(invited.App, "/profile/name", ("name", "Ana"), ("name-last", "Cruz Pinto"), ("professions", "social-worker"), ("pronouns", "they/plantedword"));
        await invited.App.Services.GetRequiredService<ProfileEditor>().Set(1, [new("supervisor", "Dr Plantedword")], Source.Therapist, ProfileOwner.By, stop: Stop);
        // Published, and taken back.
        await Walk.Send(invited.App, "/profile/words", ("about-me", "plantedword of long ago"));
        await Walk.Send(invited.App, "/profile/words", ("about-me", ""), ("who-i-help", "plantedword too"));
        await Walk.Send(invited.App, "/profile/words", ("about-me", "What I published, plantedword."), ("who-i-help", ""));
        // A draft of the same topic that leaves out what was published.
        await invited.App.Store.Write(async db =>
        {
            var owner = await db.Set<ProfileOwner>().SingleAsync(Stop);
            var seal = invited.App.Services.GetRequiredService<Rapport.Accounts.AccountSeal>();
            db.Add(new ProfileDraft
            {
                AccountId = owner.AccountId,
                ProfileId = 1,
                Topic = "words",
                SavedAt = invited.App.Store.Now,
                Content = seal.Seal(owner.AccountId, ProfileDraft.Sealed, System.Text.Json.JsonSerializer.SerializeToUtf8Bytes(new Dictionary<string, string>(StringComparer.Ordinal) { ["who-i-help"] = "What I was writing." })),
            });
        }, Stop);
        Guid ana;
        await using (var db = invited.App.Store.Read())
        {
            ana = (await db.Set<ProfileOwner>().SingleAsync(Stop)).AccountId;
        }
        var claiming = invited.App.Services.GetRequiredService<Claiming>();
        var rival = await FindTests.AccountOf(invited, "rival@other.example");
        await claiming.Start(rival, 1, ClaimWay.Check, "it is me", Stop);
        Assert.Equal(ClaimDecided.Done, await invited.App.Services.GetRequiredService<ClaimDesk>().Decide(Guid.NewGuid(), (await claiming.Newest(rival, Stop))!.Id, seen: null, isHers: true, note: null, Stop));
        var document = (await invited.Profile()).Document;
        Assert.DoesNotContain("plantedword", document, StringComparison.OrdinalIgnoreCase);
        Assert.Equal("Cruz", (await invited.Profile()).Read().Facts.Name!.Value.Last);
        Assert.DoesNotContain("plantedword", await Exported(invited, rival), StringComparison.OrdinalIgnoreCase);
        await using (var db = invited.App.Store.Read())
        {
            Assert.DoesNotContain(await db.Set<FactChange>().ToListAsync(Stop), change => $"{change.Before} {change.After}".Contains("lantedword", StringComparison.Ordinal));
        }
        var kept = await Exported(invited, ana);
        Assert.Contains("What I published, plantedword.", kept, StringComparison.Ordinal);
        Assert.Contains("What I was writing.", kept, StringComparison.Ordinal);
    }

    private static async Task<string> Exported(Invited invited, Guid account)
    {
        var answer = new Microsoft.AspNetCore.Http.DefaultHttpContext();
        using var body = new MemoryStream();
        answer.Response.Body = body;
        Assert.True(await invited.App.Services.GetRequiredService<Rapport.Privacy.PersonalExport>().WriteJson(answer.Response, account, Rapport.Privacy.PersonalExport.Own, Stop));
        await answer.Response.BodyWriter.FlushAsync(Stop);
        return System.Text.Encoding.UTF8.GetString(body.ToArray());
    }

    [Fact]
    public async Task What_is_not_hers_is_refused_with_a_word_and_who_is_left_may_go_on()
    {
        await using var invited = await Invited.Start();
        var claiming = invited.App.Services.GetRequiredService<Claiming>();
        var (ana, rival) = (await FindTests.AccountOf(invited, "ana@other.example"), await FindTests.AccountOf(invited, "rival@other.example"));
        await claiming.Start(rival, 1, ClaimWay.Telephone, "", Stop);
        await claiming.Start(ana, 1, ClaimWay.Telephone, "", Stop);
        await invited.BeVerifier();
        _ = await invited.NewMails();
        var address = $"/desk/claims/{(await claiming.Newest(rival, Stop))!.Id}";
        Assert.Contains("ana@other.example", (await invited.App.Page(address)).QuerySelector(".pane")!.TextContent, StringComparison.Ordinal);
        var page = await invited.App.Post(address, [new("Act", "not"), new("Note", new string('x', 301))], HttpStatusCode.UnprocessableEntity);
        Assert.Single(page.QuerySelectorAll(".errors a[href='#Note']"));
        await invited.App.Post(address, [new("Act", "not"), new("Note", "")], HttpStatusCode.UnprocessableEntity);
        await Walk.Send(invited.App, (AngleSharp.Html.Dom.IHtmlFormElement)(await invited.App.Page(address)).QuerySelector(".pane form")!, ("Act", "not"), ("Note", "We spoke with the practice."));
        var mail = Assert.Single(await invited.NewMails());
        Assert.Equal("rival@other.example", mail.To);
        Assert.Contains(mail.Paragraphs, text => text.Contains("We spoke with the practice.", StringComparison.Ordinal));
        Assert.Contains("We spoke with the practice.", await Exported(invited, rival), StringComparison.Ordinal);
        Assert.False((await claiming.Newest(ana, Stop))!.IsContested);
        Assert.NotNull(await invited.App.Services.GetRequiredService<ClaimCodes>().ReadOut(Guid.NewGuid(), (await claiming.Newest(ana, Stop))!.Id, Stop));
    }

    [Fact]
    public async Task Who_keeps_it_and_was_told_of_others_is_told_that_it_stays_hers_when_none_is_left()
    {
        await using var invited = await Invited.Start();
        await invited.Prove();
        var claiming = invited.App.Services.GetRequiredService<Claiming>();
        var (rival, third) = (await FindTests.AccountOf(invited, "rival@other.example"), await FindTests.AccountOf(invited, "third@other.example"));
        await claiming.Start(rival, 1, ClaimWay.Check, "it is me", Stop);
        await claiming.Start(third, 1, ClaimWay.Check, "", Stop);
        await invited.BeVerifier();
        _ = await invited.NewMails();
        foreach (var (account, told) in new[] { (rival, new[] { "rival@other.example" }), (third, [Invited.Mail, "third@other.example"]) })
        {
            var page = await invited.App.Page($"/desk/claims/{(await claiming.Newest(account, Stop))!.Id}");
            await Walk.Send(invited.App, (AngleSharp.Html.Dom.IHtmlFormElement)page.QuerySelector(".pane form")!, ("Act", "not"), ("Note", "Another person."));
            Assert.Equal(told, (await invited.NewMails()).Select(mail => mail.To).Order(StringComparer.Ordinal));
        }
    }

    [Fact]
    public async Task Nobody_decides_about_her_own()
    {
        await using var invited = await Invited.Start();
        await invited.BeVerifier();
        await Walk.Send(invited.App, "/claim/record/1", ("Way", "Check"), ("Note", ""));
        var page = await invited.App.Page("/desk/claims");
        page = await Walk.Send(invited.App, page.QuerySelector(".pane form")!.GetAttribute("action")!, ("Act", "hers"), ("Note", ""));
        Assert.Contains("their own", page.QuerySelector("[role=status]")!.TextContent, StringComparison.Ordinal);
        await using var db = invited.App.Store.Read();
        Assert.Empty(await db.Set<ProfileOwner>().ToListAsync(Stop));
    }

    [Fact]
    public async Task Nobody_decides_about_a_record_that_she_claims_or_keeps_herself()
    {
        await using var invited = await Invited.Start();
        var claiming = invited.App.Services.GetRequiredService<Claiming>();
        var desk = invited.App.Services.GetRequiredService<ClaimDesk>();
        var (verifier, rival) = (await FindTests.AccountOf(invited, "vera@example.org"), await FindTests.AccountOf(invited, "rival@other.example"));
        await claiming.Start(verifier, 1, ClaimWay.Check, "", Stop);
        await claiming.Start(rival, 1, ClaimWay.Check, "", Stop);
        var (hers, other) = ((await claiming.Newest(verifier, Stop))!.Id, (await claiming.Newest(rival, Stop))!.Id);
        Assert.Equal(ClaimDecided.Nothing, await desk.Decide(verifier, other, seen: null, isHers: false, note: null, Stop));
        Assert.Equal(ClaimDecided.Done, await desk.Decide(Guid.NewGuid(), hers, seen: null, isHers: true, note: null, Stop));
        var third = await FindTests.AccountOf(invited, "third@other.example");
        await claiming.Start(third, 1, ClaimWay.Check, "", Stop);
        Assert.Equal(ClaimDecided.Nothing, await desk.Decide(verifier, (await claiming.Newest(third, Stop))!.Id, seen: null, isHers: false, note: null, Stop));
    }

    [Fact]
    public async Task Whom_the_registry_names_since_she_asked_is_compared_with_its_record_first()
    {
        await using var invited = await Invited.Start();
        var claiming = invited.App.Services.GetRequiredService<Claiming>();
        var desk = invited.App.Services.GetRequiredService<ClaimDesk>();
        var mia = await FindTests.AccountOf(invited, "mia@other.example");
        Assert.Equal(Started.Done, await claiming.StartNew(mia, 1999999976, new ProfileFacts(), "", Stop));
        var claim = (await claiming.Newest(mia, Stop))!.Id;
        await ProfileBuilder.FromRegistry(invited.App.Store.Now, "Mia", "Stone").SaveTo(invited.App.Store);
        Assert.Equal(ClaimDecided.NowKnown, await desk.Decide(Guid.NewGuid(), claim, seen: null, isHers: true, note: null, Stop));
        Assert.Equal(2, (await desk.Of(claim, Stop))!.Value.Claim.Profile!.Id);
        Assert.Equal(ClaimDecided.Done, await desk.Decide(Guid.NewGuid(), claim, seen: null, isHers: true, note: null, Stop));
        await using var db = invited.App.Store.Read();
        Assert.Equal((2L, mia), await db.Set<ProfileOwner>().Select(owner => ValueTuple.Create(owner.ProfileId, owner.AccountId)).SingleAsync(Stop));
    }

    [Fact]
    public async Task Whom_no_registry_names_has_a_profile_when_somebody_says_so_and_nobody_sees_it_before_she_lists_it()
    {
        await using var invited = await Invited.Start(RegistryListing.FactsOnly);
        await invited.Register("mia@other.example");
        await Walk.Send(
            invited.App, "/claim/new", ("First", "Mia"), ("Last", "Stone"), ("Profession", "marriage-and-family-therapist"), ("State", "CA"), ("Number", "LMFT4711"), ("Zip", "93701"), ("Npi", ""), ("Note", ""));
        await using (var db = invited.App.Store.Read())
        {
            var claim = await db.Set<Claim>().SingleAsync(Stop);
            Assert.Equal(ClaimDecided.Done, await invited.App.Services.GetRequiredService<ClaimDesk>().Decide(Guid.NewGuid(), claim.Id, seen: null, isHers: true, note: null, Stop));
        }
        using (var stranger = invited.App.NewBrowser())
        using (var answer = await stranger.GetAsync(new Uri("/therapist/mia-stone-2", UriKind.Relative), Stop))
        {
            Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
        }
        var page = await invited.App.Page("/profile");
        Assert.NotNull(page.QuerySelector("button[value=confirm]"));
        await Walk.Send(invited.App, "/profile", ("Act", "confirm"));
        using var other = invited.App.NewBrowser();
        var shown = await other.GetStringAsync(new Uri("/therapist/mia-stone-2", UriKind.Relative), Stop);
        Assert.Contains("Fresno", shown, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Letters_are_written_once_each_with_a_code_that_works()
    {
        await using var invited = await Invited.Start();
        var claiming = invited.App.Services.GetRequiredService<Claiming>();
        var codes = invited.App.Services.GetRequiredService<ClaimCodes>();
        var ana = await FindTests.AccountOf(invited, "ana@other.example");
        await claiming.Start(ana, 1, ClaimWay.Letter, "", Stop);
        // What cannot be kept counts for nothing.
        await Assert.ThrowsAsync<IOException>(() => codes.Post(_ => throw new IOException("disk full"), Stop));
        IReadOnlyList<ClaimPost> written = [];
        Assert.Equal(1, await codes.Post(letters => { written = letters; return Task.CompletedTask; }, Stop));
        Assert.Equal(0, await codes.Post(_ => throw new IOException("nothing to write"), Stop));
        var letter = Assert.Single(written);
        Assert.Equal("100 Main St", letter.Place.Line1);
        invited.Clock.Advance(TimeSpan.FromDays(10));
        Assert.Equal(TypedCode.Right, await claiming.Type(ana, letter.Code, Stop));
        await using var db = invited.App.Store.Read();
        Assert.Equal(Proof.LetterCode, (await db.Set<ProfileOwner>().SingleAsync(Stop)).Proof);
    }
}
