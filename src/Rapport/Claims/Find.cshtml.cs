using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.RateLimiting;
using Microsoft.EntityFrameworkCore;
using Rapport.Accounts;
using Rapport.Layout;
using Rapport.Places;
using Rapport.Profiles;
using Rapport.Storage;

namespace Rapport.Claims;

/// <summary>A record as it is shown to somebody who may be whom it names: what finds it, and nothing that proves anything.</summary>
internal sealed record FoundEntry(long Id, string Name, string Profession, string City);

/// <summary>For therapists: what they may do here, their record, and how their claim on it stands.</summary>
[EnableRateLimiting(NetworkLimits.Search)]
internal sealed class FindModel(Claiming claiming, Ownership ownership, Sessions sessions, Store store, AccountDoor door, AccountSeal seal, PassingCookie passing, Vocabularies words) : PageModel
{
    private static readonly Words L = Words.For("Rapport.Claims.Find");

    /// <summary>Letters of a name; no longer one is looked for.</summary>
    public const int LongestName = 120;

    [BindProperty(SupportsGet = true)]
    public string? Npi { get; set; }

    [BindProperty(SupportsGet = true)]
    public string? Name { get; set; }

    [BindProperty(SupportsGet = true)]
    public string? Zip { get; set; }

    /// <summary>For which record she came, from its page; null for none.</summary>
    [BindProperty(SupportsGet = true)]
    public long? Record { get; set; }

    public bool IsSignedIn { get; private set; }

    public bool KeepsProfile { get; private set; }

    /// <summary>Her newest claim; null where she has none that matters.</summary>
    public Claim? Claim { get; private set; }

    /// <summary>What the claim is for, by name; null where the record is gone.</summary>
    public string? Claimed { get; private set; }

    /// <summary>Null where nothing was looked for.</summary>
    public IReadOnlyList<FoundEntry>? Found { get; private set; }

    public bool IsMore { get; private set; }

    public string? Told { get; private set; }

    public bool Waits => Claim is { State: ClaimState.Waiting };

    public async Task<IActionResult> OnGet(CancellationToken stop)
    {
        await Read(stop);
        if (Record is { } record && IsSignedIn && !KeepsProfile && !Waits)
        {
            return Redirect(ClaimLinks.Record(Language.Of(HttpContext), record));
        }
        Told = Request.Query["done"].ToString() switch
        {
            "started" when Claim?.ProfileId is null => L["Kept. A person looks at it."],
            "started" => L["Kept. Nothing of the record changes before it is proven."],
            "withdrawn" => L["Taken back."],
            _ => null,
        };
        if (IsSignedIn && !KeepsProfile && !Waits && (Npi is not null || Request.Query.ContainsKey(nameof(Name)) || Request.Query.ContainsKey(nameof(Zip))))
        {
            await Look(stop);
        }
        return Page();
    }

    public async Task<IActionResult> OnPost([FromForm] string? act, CancellationToken stop)
    {
        var code = Request.Form["Code"].ToString();
        var language = Language.Of(HttpContext);
        if (act is "account" or "sign-in")
        {
            // Who came for one record comes back to it; who signs in for no other reason comes to her account.
            if (act == "account" || Request.Query.Count > 0)
            {
                passing.Put(HttpContext, PassingCookie.Next, ClaimLinks.Find(language) + Request.QueryString);
            }
            return Redirect(act == "account" ? AccountLinks.New(language) : AccountLinks.SignIn(language));
        }
        await Read(stop);
        if (await sessions.Find(HttpContext) is not { } who || !Waits)
        {
            return Redirect(ClaimLinks.Find(language));
        }
        if (act == "withdraw")
        {
            await claiming.Withdraw(who.Account, stop);
            return Redirect(ClaimLinks.Find(language) + "?done=withdrawn");
        }
        if (string.IsNullOrWhiteSpace(code))
        {
            return this.Refuse(StatusCodes.Status422UnprocessableEntity, "Code", L["Type the code."]);
        }
        if (!await door.MayTypeCode(HttpContext.Connection.RemoteIpAddress, stop))
        {
            Response.Headers.RetryAfter = "3600";
            return this.Refuse(StatusCodes.Status429TooManyRequests, "Code", L["Many codes were typed from your network. Wait an hour, then type it again."]);
        }
        return await claiming.Type(who.Account, code, stop) switch
        {
            TypedCode.Right => Redirect(ClaimLinks.Own(language) + "?done=taken"),
            TypedCode.Wrong => this.Refuse(StatusCodes.Status422UnprocessableEntity, "Code", L["This is not the code. Compare its eight digits; only the newest code counts."]),
            TypedCode.NotYet => this.Refuse(StatusCodes.Status422UnprocessableEntity, "Code", L["No code was given out yet. Wait until you have one, then type it here."]),
            TypedCode.Ended => this.Refuse(StatusCodes.Status422UnprocessableEntity, "Code", L["No code counts now: its time is over, or a wrong one was typed too often. You get another one in the same way."]),
            _ => Redirect(ClaimLinks.Find(language)),
        };
    }

    /// <summary>A record in the words of the page.</summary>
    public static FoundEntry Entry(long id, ProfileFacts facts, Vocabularies words, Language language)
    {
        var place = facts.Places?.Value is [var first, ..] ? first : null;
        return new FoundEntry(
            id, facts.Name?.Value.Display() ?? "–", string.Join(", ", new FactLines(words, language.Code).Labels(words.Professions, facts.Professions?.Value).Take(2)), place is null ? "" : $"{place.City}, {place.State}");
    }

    private async Task Read(CancellationToken stop)
    {
        if (await sessions.Find(HttpContext) is not { } who)
        {
            return;
        }
        IsSignedIn = true;
        KeepsProfile = await ownership.Of(who.Account, stop) is not null;
        Claim = KeepsProfile ? null : await claiming.Newest(who.Account, stop);
        if (Claim is { ProfileId: { } id })
        {
            await using var db = store.Read();
            Claimed = (await db.Set<Profile>().AsNoTracking().SingleOrDefaultAsync(profile => profile.Id == id, stop))?.Read().Facts.Name?.Value.Display();
        }
        else
        {
            Claimed = Claim?.FactsSaid(seal)?.Name?.Value.Display();
        }
    }

    private async Task Look(CancellationToken stop)
    {
        var (number, name, zip) = (Npi?.Trim() ?? "", Printed(Name), Zip?.Trim().Split('-')[0] ?? "");
        long? npi = number.Length > 0 && Profiles.Npi.TryParse(number, out var read, out _) ? read.Value : null;
        IReadOnlyList<Profile>? found = null;
        if (npi is null && Profiles.Npi.Misfit(number) is { } misfit)
        {
            found = await claiming.Find(misfit, name, zip, stop);
            if (found.Count == 0)
            {
                ModelState.AddModelError(nameof(Npi), L["The last digit does not fit the others, so one of them is wrong. Compare your number."]);
            }
        }
        else if (number.Length > 0 && npi is null)
        {
            ModelState.AddModelError(nameof(Npi), L["An NPI has ten digits. Compare yours; one digit may be wrong."]);
        }
        else if (number.Length == 0)
        {
            if (name.Split(' ', StringSplitOptions.RemoveEmptyEntries).Length < 2)
            {
                ModelState.AddModelError(nameof(Name), L["Write first and last name, or your NPI."]);
            }
            if (zip.Length != 5 || PlaceTable.Gazetteer.Find(zip) is null)
            {
                ModelState.AddModelError(nameof(Zip), zip.Length == 5 && zip.All(char.IsAsciiDigit)
                    ? L["We know no ZIP {0}. Look at its digits once more.", zip] : L["Write the five digits of the ZIP of a place where you work."]);
            }
        }
        if (!ModelState.IsValid)
        {
            Response.StatusCode = StatusCodes.Status422UnprocessableEntity;
            return;
        }
        // A name is looked for in all records: nobody does so all day long.
        if (number.Length == 0 && !await door.MayTry("find", (await sessions.Find(HttpContext))!.Account.ToString(), HttpContext.Connection.RemoteIpAddress, stop))
        {
            Response.Headers.RetryAfter = "3600";
            this.Refuse(StatusCodes.Status429TooManyRequests, nameof(Name), L["You looked for many names. Use your NPI, or wait an hour."]);
            return;
        }
        found ??= await claiming.Find(npi, name, zip, stop);
        IsMore = found.Count > Claiming.MostFound;
        Found = [.. found.Take(Claiming.MostFound).Select(profile => Entry(profile.Id, profile.Read().Facts, words, Language.Of(HttpContext)))];
    }

    private static string Printed(string? text) => string.Join(' ', (text ?? "").Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)) is { Length: <= LongestName } line ? line : "";
}
