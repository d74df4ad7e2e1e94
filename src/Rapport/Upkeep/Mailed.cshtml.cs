using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Rapport.Claims;
using Rapport.Layout;
using Rapport.Profiles;
using Rapport.Storage;

namespace Rapport.Upkeep;

/// <summary>A mailed link of upkeep: what the page says, which anyone may read, and one button. To open it changes nothing.</summary>
internal sealed class MailedModel(UpkeepLinks links, OwnProfile own, Store store, Vocabularies words) : PageModel
{
    /// <summary>What clients ask for first.</summary>
    private static readonly string[] Told = ["name", "license", "openings", "place", "cost", "help", "people", "ways", "words"];

    private Profile? _profile;

    [BindProperty(SupportsGet = true)]
    public string Key { get; set; } = "";

    /// <summary>Null where the link has ended.</summary>
    public ProfileFacts? Facts { get; private set; }

    /// <summary>Its owner has taken it off the list for good: she signs in to put it back.</summary>
    public bool IsRemoved { get; private set; }

    /// <summary>Off the list because nobody said for a long time that it is right.</summary>
    public bool IsOff { get; private set; }

    public IEnumerable<(string Topic, string Says)> Lines => Told.Select(id => Topics.Named(id)!)
        .Select(topic => (topic.Title(), TopicLines.Of(topic, Facts!, words, Language.Of(HttpContext).Code, store.Now))).Where(line => line.Item2.Length > 0);

    /// <summary>Where people see it; null while nobody does.</summary>
    public string? Public => _profile is { } profile && Visibility.IsListed(profile, RegistryListing.Hidden) ? ProfileLinks.Page(profile.Id, Facts!.Name?.Value, Language.Of(HttpContext).Code) : null;

    /// <summary>It asks for openings alone.</summary>
    public bool AsksForRoom => Request.Query.ContainsKey("room") && !IsOff && !IsRemoved && Facts?.Openings?.Value.Any(opening => opening.Kind == "open") == true;

    public string Openings => TopicLines.Openings(Facts!, store.Now);

    public async Task OnGet(CancellationToken stop) => await Read(stop);

    public async Task<IActionResult> OnPost([FromForm] string? act, CancellationToken stop)
    {
        if (await Read(stop) is not { } owner)
        {
            return Page();
        }
        links.Hold(HttpContext, Key);
        var page = ClaimLinks.Upkeep(Language.Of(HttpContext));
        if (act is "room" or "full" && AsksForRoom && _profile is { } profile)
        {
            await own.Save(owner.AccountId, profile, [new("openings", act == "full" ? "full" : ProfileFields.Named("openings").Print(profile.Read().Facts)!)], stop);
            return Redirect(page + "?done=openings");
        }
        return Redirect(act == "confirm" && await own.Confirm(owner.AccountId, stop) ? page + "?done=confirmed" : page);
    }

    private async Task<ProfileOwner?> Read(CancellationToken stop)
    {
        if (await links.Find(Key, stop) is not { } owner)
        {
            Response.StatusCode = StatusCodes.Status410Gone;
            return null;
        }
        await using var db = store.Read();
        var profile = await db.Set<Profile>().FindAsync([owner.ProfileId], stop);
        _profile = profile;
        Facts = profile!.Read().Facts.Shown(claimed: true);
        IsRemoved = profile.Removed;
        IsOff = profile.Unlisted?.HasFlag(Unlisted.NotConfirmed) == true;
        return owner;
    }
}
