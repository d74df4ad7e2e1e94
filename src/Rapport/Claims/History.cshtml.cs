using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Rapport.Accounts;
using Rapport.Layout;
using Rapport.Profiles;
using Rapport.Storage;

namespace Rapport.Claims;

/// <summary>What changed in one's own profile, newest first.</summary>
internal sealed class HistoryModel(Ownership ownership, Store store, Vocabularies words) : PageModel
{
    /// <summary>On one page.</summary>
    private const int Most = 40;

    private static readonly Words L = Words.For("Rapport.Claims.History");

    private ProfileFacts _facts = new();

    public IReadOnlyList<FactChange> Changes { get; private set; } = [];

    /// <summary>Older ones are before this number; null where there are none.</summary>
    public long? Older { get; private set; }

    /// <summary>The topic that is looked at; null for all.</summary>
    public Topic? Topic { get; private set; }

    public async Task<IActionResult> OnGet([FromQuery] string? topic, [FromQuery] long? before, CancellationToken stop)
    {
        var who = SignedIn.Of(HttpContext)!;
        if (await ownership.Of(who.Account, stop) is not { } profile)
        {
            return Redirect(ClaimLinks.Own(Language.Of(HttpContext)));
        }
        _facts = profile.Read().Facts;
        Topic = topic is null ? null : Topics.Named(topic);
        var fields = Topic?.Asks.Select(asked => asked.Field).ToList();
        await using var db = store.Read();
        var isHidden = await Visibility.Of(db, stop) == RegistryListing.Hidden;
        var onIt = Unlisting.Print(Unlisted.None);
        var notYet = Unlisting.Print(Unlisted.NotYetListed);
        var since = await db.Set<ProfileOwner>().Where(owner => owner.ProfileId == profile.Id).Select(owner => owner.Since).SingleOrDefaultAsync(stop);
        // Before her, only what the public registry said is hers to read: the rest is of whoever kept the record then.
        var rows = await db.Set<FactChange>().AsNoTracking()
            .Where(change => change.ProfileId == profile.Id && (before == null || change.Id < before) && (change.Source == Source.Registry || change.At >= since) && (fields == null || fields.Contains(change.Field)))
            // A record that nobody saw did not go off the list when she began with it.
            .Where(change => !isHidden || change.Field != Unlisting.Field || change.Before != onIt || change.After != notYet)
            .OrderByDescending(change => change.Id).Take(Most + 1).ToListAsync(stop);
        Changes = [.. rows.Take(Most)];
        Older = rows.Count > Most ? Changes[^1].Id : null;
        return Page();
    }

    /// <summary>What it said, in her language.</summary>
    public string Value(FactChange change, string value) => new FieldWords(words, Language.Of(HttpContext).Code, store.Now, _facts).Value(change.Field, value);

    /// <summary>Who changed it.</summary>
    public static string Who(FactChange change) => change.Source switch
    {
        Source.Therapist when change.By is not (null or ProfileOwner.By) => L["by whoever runs this directory, in your name"],
        Source.Therapist => L["by you"],
        Source.Registry => L["by the public registry"],
        Source.LicenceBoard => L["by the license board"],
        Source.Organisation => L["by a roster"],
        // The clock writes as the one who set it.
        _ => L["by whoever runs this directory, or its clock"],
    };
}
