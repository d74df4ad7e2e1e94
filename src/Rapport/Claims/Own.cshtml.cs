using System.Globalization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Rapport.Accounts;
using Rapport.Layout;
using Rapport.Profiles;
using Rapport.Rosters;
using Rapport.Storage;

namespace Rapport.Claims;

/// <summary>One's own profile: what stands in it, what is missing, and whether it is listed.</summary>
internal sealed class OwnModel(Ownership ownership, OwnProfile own, OwnQuestions asks, Claiming claiming, Drafts drafts, OpeningDay day, Invitations invitations, PassingCookie passing, Store store, Vocabularies words, AccountSeal seal, LicenceQuestions licences) : PageModel
{
    private static readonly Words L = Words.For("Rapport.Claims.Own");

    /// <summary>Null where the account keeps none.</summary>
    public Profile? Profile { get; private set; }

    public ProfileFacts Facts { get; private set; } = new();

    public IReadOnlyList<Topic> Missing { get; private set; } = [];

    /// <summary>Who was invited at the address of the account; null where nobody was, or the profile is kept already.</summary>
    public RosterMember? Named { get; private set; }

    /// <summary>What the roster calls her.</summary>
    public string? NamedAs { get; private set; }

    /// <summary>She has said that a record is hers, and that is not proven yet.</summary>
    public bool Waits { get; private set; }

    public string? Told { get; private set; }

    /// <summary>No telephone of hers is shown.</summary>
    public bool CannotBeCalled => Profile is { Removed: false } && PlaceWords.Call(Facts.Shown(claimed: true).Places?.Value) is null;

    /// <summary>Why it is off the list until something is done.</summary>
    public Unlisted Reasons => (Profile?.Unlisted ?? Unlisted.None) & ~Unlisted.NotYetListed;

    /// <summary>The registry's record is on the list already, with what she changes.</summary>
    public bool IsShownAnyway { get; private set; }

    public bool IsListed => Profile is { } profile && Visibility.IsListed(profile, RegistryListing.Hidden);

    public string Address => ProfileLinks.Page(Profile!.Id, Facts.Name?.Value, Language.Of(HttpContext).Code);

    /// <summary>What stands for her face.</summary>
    public Face Face => Face.Of(store, Profile!.Id, claimed: true, Profile.Face, Facts.Name?.Value);

    /// <summary>What there is to say of one of her licences; null for nothing.</summary>
    public LicenceQuestion? Question { get; private set; }

    /// <summary>The day before which a pause ends; null where there is none, or no end of it.</summary>
    public DateOnly? PausedUntil { get; private set; }

    public IReadOnlyList<OwnQuestion> Questions { get; private set; } = [];

    /// <summary>What she has written and not published, by topic.</summary>
    public IReadOnlyDictionary<string, Draft> Unpublished { get; private set; } = new Dictionary<string, Draft>();

    public async Task OnGet(CancellationToken stop)
    {
        await Read(stop);
        Told = Request.Query["done"].ToString() switch
        {
            "listed" when IsListed && day.Closed is not null => L["It is listed, and shows when this directory opens."],
            "listed" when IsListed => L["Thank you. People find it within a second."],
            "saved" => L["Saved."],
            "draft" => L["Kept as a draft. Only you see it."],
            "published" => L["Saved. People see it within a second."],
            "lacks" => L["A draft leaves out what a listed page needs. Open it, and fill that in."],
            "taken" => L["It is yours now. Look through it, and list it."],
            "answered" => L["Thank you. It counts as confirmed today."],
            "meanwhile" => L["That was answered or has changed meanwhile. Look again."],
            "not-taken" => L["That cannot be taken over as it stands. Open the topic, and say it in your own words."],
            "off" => L["It is off the list, and stays so until you put it back."],
            "back" when IsListed => L["People find it again within a second."],
            "another" => L["Another account keeps this record, or its name is another. Write to whoever runs this directory: a person looks who is right, and nothing changes before."],
            _ => null,
        };
    }

    public async Task<IActionResult> OnPost([FromForm] string? act, CancellationToken stop)
    {
        var who = SignedIn.Of(HttpContext)!;
        var page = ClaimLinks.Own(Language.Of(HttpContext));
        switch (act)
        {
            case "confirm":
                return Redirect(await own.Confirm(who.Account, stop) ? page + "?done=listed" : page);
            case "off":
                await own.TakeOff(who.Account, stop);
                return Redirect(page + "?done=off");
            case "back":
                await own.PutBack(who.Account, stop);
                return Redirect(page + "?done=back");
            case "publish":
                return Redirect(page + "?done=" + await Publish(who.Account, stop));
            case "keep" or "take":
                return Redirect(page + "?done=" + await Answer(who.Account, act, stop));
            case "named" when await ownership.NamedIn(who.Account, stop) is { } member:
                return await ownership.Take(who.Account, member.Id, stop) is Taken.Done or Taken.Already ? Redirect(page) : Conflict(member);
            default:
                return Redirect(page);
        }
    }

    /// <summary>Publishes all her drafts at once; where one of them cannot be, none is.</summary>
    private async Task<string> Publish(Guid account, CancellationToken stop)
    {
        var waiting = await drafts.Of(account, stop);
        if (waiting.Count == 0 || await ownership.Of(account, stop) is not { } profile)
        {
            return "meanwhile";
        }
        try
        {
            return await own.Publish(account, profile, [.. waiting.Values], stop) ? "published" : "lacks";
        }
        catch (FieldProblem)
        {
            return "lacks";
        }
    }

    /// <summary>What became of an answer in one click.</summary>
    private async Task<string> Answer(Guid account, string act, CancellationToken stop)
    {
        var form = new Filled(Request.Form, DateOnly.FromDateTime(store.Now));
        var field = form["Field"].Length > 0 ? form["Field"] : null;
        if (await ownership.Of(account, stop) is not { } profile || !Enum.TryParse<Source>(form["From"], out var source))
        {
            return "meanwhile";
        }
        try
        {
            return await (act == "keep" ? asks.Keep(account, profile, form["Topic"], field, source, stop) : asks.Take(account, profile, form["Topic"], field, source, form["Says"], stop)) ? "answered" : "meanwhile";
        }
        catch (FieldProblem)
        {
            return "not-taken";
        }
    }

    /// <summary>A topic in one line, as it stands.</summary>
    public string Line(Topic topic) => TopicLines.Of(topic, Facts, words, Language.Of(HttpContext).Code, store.Now);

    /// <summary>When she said last that something is right; null where she never did.</summary>
    public string? Confirmed() => Facts.SaidByOwner()?.ToString("D", CultureInfo.CurrentCulture);

    private RedirectResult Conflict(RosterMember member)
    {
        // The page of the entry says what is in the way.
        passing.Put(HttpContext, PassingCookie.Invitation, member.Id.ToString());
        return Redirect(invitations.IsOpen(member) ? ClaimLinks.Entry(Language.Of(HttpContext)) : ClaimLinks.Own(Language.Of(HttpContext)) + "?done=another");
    }

    private async Task Read(CancellationToken stop)
    {
        var who = SignedIn.Of(HttpContext)!;
        Profile = await ownership.Of(who.Account, stop);
        if (Profile is null)
        {
            Named = await ownership.NamedIn(who.Account, stop);
            NamedAs = Named?.Facts(seal).Name?.Value.Display();
            Waits = await claiming.Newest(who.Account, stop) is { State: ClaimState.Waiting };
            return;
        }
        var document = Profile.Read();
        Facts = document.Facts;
        Questions = await asks.Of(Profile, stop);
        Unpublished = await drafts.Of(who.Account, stop);
        Missing = Topics.Missing(Facts);
        Question = await licences(Profile.Id, stop);
        await using var db = store.Read();
        PausedUntil = await db.Set<ProfileOwner>().Where(owner => owner.ProfileId == Profile.Id).Select(owner => owner.PausedUntil).SingleOrDefaultAsync(stop);
        IsShownAnyway = !IsListed && Visibility.IsListed(Profile, await Visibility.Of(db, stop));
    }
}
