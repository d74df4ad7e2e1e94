using System.Globalization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Rapport.Accounts;
using Rapport.Claims;
using Rapport.Layout;
using Rapport.Profiles;
using Rapport.Storage;

namespace Rapport.Upkeep;

/// <summary>Two minutes for one's own profile: still right, openings, a pause, and which mails come. By a mailed link, or signed in.</summary>
internal sealed class KeptModel(UpkeepLinks links, UpkeepWishes wishes, OwnProfile own, Sessions sessions, Store store) : PageModel
{
    private static readonly Words L = Words.For("Rapport.Upkeep.Kept");

    private static readonly Claims.Asked Asks = Topics.Named("openings")!.Asks[0];

    public ProfileOwner Owner { get; private set; } = null!;

    public Profile Profile { get; private set; } = null!;

    public ProfileFacts Facts { get; private set; } = new();

    public UpkeepDays? Days { get; private set; }

    public Filled Form { get; private set; } = new();

    public OpeningsForm Openings => new(Form, Facts, Asks.Label, Asks.Hint, DateOnly.FromDateTime(store.Now));

    /// <summary>How many mailed links still work.</summary>
    public int Links { get; private set; }

    public bool IsSignedIn { get; private set; }

    public bool IsListed => Visibility.IsListed(Profile, RegistryListing.Hidden);

    public bool Is(Unlisted reason) => Profile.Unlisted?.HasFlag(reason) == true;

    /// <summary>It can be said to be right: nothing that is needed is missing.</summary>
    public bool CanConfirm => !Profile.Removed && Topics.Missing(Facts).Count == 0;

    public string? Told { get; private set; }

    public bool IsJustConfirmed => Request.Query["done"] == "confirmed";

    /// <summary>The last day of a pause that can be chosen.</summary>
    public string LastDay => FieldText.PrintDate(DateOnly.FromDateTime(store.Now).AddDays(UpkeepWishes.MostDays));

    public string FirstDay => FieldText.PrintDate(DateOnly.FromDateTime(store.Now).AddDays(1));

    public async Task<IActionResult> OnGet(CancellationToken stop)
    {
        if (!await Read(stop))
        {
            return await Elsewhere();
        }
        Asks.Fill(Form, Facts);
        Told = Request.Query["done"].ToString() switch
        {
            "confirmed" => IsListed ? L["Thank you. It counts as confirmed today."]
                : Is(Unlisted.Paused) ? L["Thank you. It counts as confirmed today. Your pause still keeps it off the list."] : L["Thank you. It counts as confirmed today, and something else keeps it off the list."],
            "openings" => IsListed ? L["Kept. People see it within a second."] : L["Kept."],
            "paused" when Is(Unlisted.Paused) => L["Your page is off the list now."],
            "resumed" when !Is(Unlisted.Paused) => L["The pause is over."],
            "mails" => L["Kept: that is how you get mails from now on."],
            _ => null,
        };
        return Page();
    }

    public async Task<IActionResult> OnPost([FromForm] string? act, CancellationToken stop)
    {
        if (!await Read(stop))
        {
            return await Elsewhere();
        }
        var page = ClaimLinks.Upkeep(Language.Of(HttpContext));
        Form = new Filled(Request.Form, DateOnly.FromDateTime(store.Now));
        switch (act)
        {
            case "confirm":
                return Redirect(await own.Confirm(Owner.AccountId, stop) ? page + "?done=confirmed" : page);
            case "openings":
                var said = Asks.Read(Form, Facts, Wrong);
                if (!ModelState.IsValid)
                {
                    return Refused();
                }
                await own.Save(Owner.AccountId, Profile, [new(Asks.Field, said)], stop);
                return Redirect(page + "?done=openings");
            case "pause":
                if (!TryReadDay(Form["Until"], out var day))
                {
                    Asks.Fill(Form, Facts);
                    return Refused();
                }
                await wishes.Pause(Owner, day, stop);
                return Redirect(page + "?done=paused");
            case "resume":
                await wishes.Resume(Owner, stop);
                return Redirect(page + "?done=resumed");
            case "mails-on" or "mails-off":
                await wishes.AskOpenings(Owner, act == "mails-on", stop);
                return Redirect(page + "?done=mails");
            case "links-off":
                await links.End(Owner, stop);
                PassingCookie.Drop(HttpContext, PassingCookie.Upkeep);
                return Redirect(IsSignedIn ? page + "?done=mails" : AccountLinks.SignIn(Language.Of(HttpContext)));
            default:
                return Redirect(page);
        }
    }

    /// <summary>"February 3, 2027", that many days after she spoke last.</summary>
    public string After(int days) => Owner.CountedFrom.AddDays(days).ToString("D", CultureInfo.CurrentCulture);

    /// <summary>When the next reminder comes; null after the last.</summary>
    public string? NextMail => Days!.Reminders.Where(day => Owner.CountedFrom.AddDays(day) > store.Now).Select(After).FirstOrDefault();

    public bool IsMarked => Facts.SaidByOwner() is { } said && said.AddDays(Days!.Marked) < store.Now;

    public static string Day(DateTime at) => at.ToString("D", CultureInfo.CurrentCulture);

    public static string Day(DateOnly day) => day.ToString("D", CultureInfo.CurrentCulture);

    private bool TryReadDay(string typed, out DateOnly? day)
    {
        day = null;
        if (typed.Length == 0)
        {
            return true;
        }
        var today = DateOnly.FromDateTime(store.Now);
        var isDay = DateOnly.TryParseExact(typed, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var read);
        if (isDay && read > today && read <= today.AddDays(UpkeepWishes.MostDays))
        {
            day = read;
            return true;
        }
        if (isDay && read < today)
        {
            Wrong("Until", L["This day is over. Write a later one; or leave it empty and end the pause yourself."]);
            return false;
        }
        Wrong("Until", L["Write a day of the next twelve months, like {0}; or leave it empty and end the pause yourself.", FieldText.PrintDate(today.AddDays(30))]);
        return false;
    }

    /// <summary>Nobody's profile is kept here: who is signed in reads why, and others sign in.</summary>
    private async Task<RedirectResult> Elsewhere()
    {
        var language = Language.Of(HttpContext);
        return Redirect(await sessions.Find(HttpContext) is null ? AccountLinks.SignIn(language) : ClaimLinks.Own(language));
    }

    private PageResult Refused()
    {
        Response.StatusCode = StatusCodes.Status422UnprocessableEntity;
        return Page();
    }

    private void Wrong(string input, string mend) => ModelState.AddModelError(input, mend);

    private async Task<bool> Read(CancellationToken stop)
    {
        if (await links.Held(HttpContext, sessions, stop) is not { } owner)
        {
            return false;
        }
        Owner = owner;
        IsSignedIn = await sessions.Find(HttpContext) is { } who && who.Account == owner.AccountId;
        await using var db = store.Read();
        Profile = (await db.Set<Profile>().FindAsync([owner.ProfileId], stop))!;
        // As everybody may see them: whoever has a link of hers reads no more.
        Facts = Profile.Read().Facts.Shown(claimed: true);
        Days = await UpkeepDays.Of(db, stop);
        Links = await links.Count(owner, stop);
        return true;
    }
}
