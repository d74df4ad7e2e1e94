using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Rapport.Accounts;
using Rapport.Layout;
using Rapport.Profiles;
using Rapport.Rosters;

namespace Rapport.Claims;

/// <summary>What an invitation leads to: the entry, and whether it is hers.</summary>
internal sealed class EntryModel(Invitations invitations, Ownership ownership, Sessions sessions, AccountDoor door, Removals removals, PassingCookie passing, Vocabularies words, AccountSeal seal) : PageModel
{
    private static readonly Words L = Words.For("Rapport.Claims.Entry");

    public RosterMember Member { get; private set; } = null!;

    public string Name { get; private set; } = "";

    /// <summary>What the roster says, as a person reads it.</summary>
    public IReadOnlyList<(string What, string Says)> Lines { get; private set; } = [];

    /// <summary>Whose account takes it over with one tap; null where nobody is signed in.</summary>
    public string? SignedInAs { get; private set; }

    /// <summary>What was in the way.</summary>
    public Taken? Problem { get; private set; }

    public bool IsDeclined { get; private set; }

    public async Task<IActionResult> OnGet(CancellationToken stop)
    {
        if (Request.Query.ContainsKey("declined"))
        {
            IsDeclined = true;
            return Page();
        }
        return await Read(stop) ? Page() : Redirect(RosterLinks.Code(Language.Of(HttpContext)));
    }

    public async Task<IActionResult> OnPost([FromForm] string? answer, CancellationToken stop)
    {
        var language = Language.Of(HttpContext);
        if (!await Read(stop))
        {
            // A second click: it is hers already.
            return Redirect(await sessions.Find(HttpContext) is { } owner && await ownership.Of(owner.Account, stop) is not null ? ClaimLinks.Own(language) : RosterLinks.Code(language));
        }
        if (answer == "decline")
        {
            if (await ownership.Decline(Member.Id, stop) is { } record)
            {
                await removals.ByOwner(record, stop);
            }
            PassingCookie.Drop(HttpContext, PassingCookie.Invitation);
            return Redirect(ClaimLinks.Entry(language) + "?declined");
        }
        if (await sessions.Find(HttpContext) is { } who)
        {
            return await Take(who, stop);
        }
        passing.Put(HttpContext, PassingCookie.Next, ClaimLinks.Entry(language));
        // A mailed invitation has shown already that the mailbox is hers: no second mail is needed.
        if (Member.InvitedBy == InvitedBy.Mail && await door.OpenWith(invitations.AddressOf(Member), stop) is { } key)
        {
            passing.Put(HttpContext, PassingCookie.Link, key);
            return Redirect(AccountLinks.Password(language));
        }
        return Redirect(Member.InvitedBy == InvitedBy.Mail ? AccountLinks.SignIn(language) : AccountLinks.New(language));
    }

    private async Task<IActionResult> Take(SignedIn who, CancellationToken stop)
    {
        switch (await ownership.Take(who.Account, Member.Id, stop))
        {
            case Taken.Done or Taken.Already:
                PassingCookie.Drop(HttpContext, PassingCookie.Invitation);
                return Redirect(ClaimLinks.Own(Language.Of(HttpContext)) + "?done=taken");
            case var other:
                Problem = other;
                Response.StatusCode = StatusCodes.Status409Conflict;
                return Page();
        }
    }

    private async Task<bool> Read(CancellationToken stop)
    {
        if (!Guid.TryParse(passing.Get(HttpContext, PassingCookie.Invitation), out var id) || await invitations.Opened(id, stop) is not { } member)
        {
            return false;
        }
        Member = member;
        SignedInAs = await sessions.Find(HttpContext) is { } who && await door.Of(who.Account, stop) is var (_, content) ? content.Address : null;
        var facts = member.Facts(seal);
        Name = facts.Name!.Value.Display();
        var lines = new FactLines(words, Language.Of(HttpContext).Code);
        var places = facts.Places?.Value ?? [];
        Lines =
        [
            .. new (string What, string Says)[]
            {
                (L["Letters after the name"], string.Join(", ", facts.Credentials?.Value.Codes ?? [])),
                (L["Profession"], string.Join(", ", lines.Labels(words.Professions, facts.Professions?.Value))),
                (L["License"], string.Join(", ", (facts.Licences?.Value ?? []).Select(licence => $"{licence.State} {licence.Number}"))),
                (L["Place"], string.Join(" · ", places.Select(place => $"{place.City}, {place.State} {place.Zip}"))),
                (L["Plans"], string.Join(", ", lines.Labels(words.Insurers, facts.Insurers?.Value.Select(plan => plan.Insurer).ToList()))),
                (L["Languages"], string.Join(", ", (facts.Languages?.Value ?? []).Select(lines.LanguageName))),
            }.Where(line => line.Says.Length > 0),
        ];
        return true;
    }
}
