using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Rapport.Accounts;
using Rapport.Audit;
using Rapport.Cli;
using Rapport.Layout;
using Rapport.Profiles;
using Rapport.Storage;

namespace Rapport.Claims;

/// <summary>One line of what the record says beside what she says.</summary>
internal sealed record ClaimLine(string What, string Record, string Hers, bool? IsSame);

/// <summary>Claims at the desk: a code is made to be read out, or somebody decides.</summary>
internal sealed class DecidingModel(ClaimDesk desk, ClaimCodes codes, Claiming claiming, Store store, Vocabularies words, AuditTrail trail) : PageModel
{
    public const int LongestNote = 300;

    private static readonly Words L = Words.For("Rapport.Claims.Deciding");

    [BindProperty]
    public string? Note { get; set; }

    public IReadOnlyList<DeskClaim> Needing { get; private set; } = [];

    public IReadOnlyList<DeskClaim> OnTheirWay { get; private set; } = [];

    /// <summary>How many need a person; more than are listed, where it is many.</summary>
    public int Count { get; private set; }

    /// <summary>How many letters are to be written.</summary>
    public int Letters { get; private set; }

    /// <summary>Others who say the same of the record.</summary>
    public IReadOnlyList<DeskClaim> Rivals { get; private set; } = [];

    /// <summary>The one that is looked at; null where nothing waits.</summary>
    public DeskClaim? Item { get; private set; }

    public IReadOnlyList<ClaimLine> Lines { get; private set; } = [];

    /// <summary>Whoever looks claims or keeps the record herself: another decides.</summary>
    public bool IsOwn { get; private set; }

    /// <summary>Records of her name in her place, where she found none.</summary>
    public IReadOnlyList<string> Alike { get; private set; } = [];

    /// <summary>To be read out now; shown once.</summary>
    public string? Code { get; private set; }

    /// <summary>Rosters that have invited somebody else to this record.</summary>
    public IReadOnlyList<string> Invited { get; private set; } = [];

    /// <summary>What was decided of this record before.</summary>
    public IReadOnlyList<PastClaim> Past { get; private set; } = [];

    /// <summary>Something speaks against it: why it is theirs all the same stays in the record.</summary>
    public bool IsDoubtful => Item is { } item && (item.Claim.IsContested || item.KeptBy is not null || item.Profile is { Removed: true } || Invited.Count > 0 || Alike.Count > 0 || Lines.Any(line => line.IsSame == false));

    public string? Told { get; private set; }

    public DateTime Now => store.Now;

    public async Task<IActionResult> OnGet(Guid? claim, CancellationToken stop)
    {
        Told = Request.Query.ContainsKey("done") ? L["Decided. Everybody concerned gets a mail."]
            : Request.Query.ContainsKey("meanwhile") ? L["Somebody has decided this meanwhile, or it was taken back. Nothing was changed by you."]
            : Request.Query.ContainsKey("other") ? L["This account keeps another profile already. Nothing was changed."]
            : Request.Query.ContainsKey("own") ? L["Nobody decides about a claim of their own, nor about a record that they keep or claim. Nothing was changed."]
            : Request.Query.ContainsKey("law") ? L["Who kept this record has closed the account, and the law keeps what was said until a day. Nothing was changed. Whoever runs this directory can end that."]
            : Request.Query.ContainsKey("changed") ? L["This is not as it was when you opened it. Look at it again, then decide. Nothing was changed."]
            : Request.Query.ContainsKey("known") ? L["A record has this number by now. Compare it with what this person says, then decide."]
            : null;
        return await Read(claim, stop) ? Page() : Redirect(ClaimLinks.Desk(Language.Of(HttpContext)) + "?meanwhile");
    }

    public async Task<IActionResult> OnPost(Guid claim, [FromForm] string? act, [FromForm] string? seen, CancellationToken stop)
    {
        var language = Language.Of(HttpContext);
        var queue = ClaimLinks.Desk(language);
        if (!await Read(claim, stop))
        {
            return Redirect(queue + "?meanwhile");
        }
        var by = SignedIn.Of(HttpContext)!.Account;
        if (act == "code")
        {
            Code = await codes.ReadOut(by, claim, stop);
            return Code is null ? Redirect(queue + "?meanwhile") : Page();
        }
        var note = Printed.Line(Note).Trim();
        if (note.Length > LongestNote)
        {
            return this.Refuse(StatusCodes.Status422UnprocessableEntity, nameof(Note), L["The note has {0} letters. Shorten it to {1}.", note.Length, LongestNote]);
        }
        if (act is not ("hers" or "not"))
        {
            return Redirect(ClaimLinks.Desk(language, claim));
        }
        if (note.Length == 0 && !IsOwn && (act == "not" || IsDoubtful))
        {
            return this.Refuse(StatusCodes.Status422UnprocessableEntity, nameof(Note), act == "not"
                ? L["Write why it is not theirs. This person reads it, and it stays in the record."]
                : L["Something here speaks against it. Write why it is theirs all the same: that stays in the record."]);
        }
        return Redirect(queue + await desk.Decide(by, claim, seen ?? "", act == "hers", note.Length > 0 ? note : null, stop) switch
        {
            ClaimDecided.Done => "?done",
            ClaimDecided.KeepsOther => "?other",
            ClaimDecided.Nothing => "?own",
            ClaimDecided.Changed => $"/{claim}?changed",
            ClaimDecided.NowKnown => $"/{claim}?known",
            ClaimDecided.KeptByLaw => "?law",
            _ => "?meanwhile",
        });
    }

    public static string Why(DeskClaim item) => item switch
    {
        { Claim.IsContested: true, KeptBy: not null } => L["another account keeps it"],
        { Claim.IsContested: true } => L["two say that it is theirs"],
        { Claim: { Way: ClaimWay.Telephone, Code: null, Codes: >= ClaimCodes.Most } } or { Claim: { Way: ClaimWay.Letter, Code: null, Codes: >= ClaimCodes.MostLetters } } => L["no code was typed rightly"],
        { Claim: { Way: ClaimWay.Telephone, Code: null } } => L["call the practice and read a code out"],
        { Claim.Way: ClaimWay.Telephone } => L["a code was made and waits to be typed"],
        { Claim: { Way: ClaimWay.Letter, Code: null } } => L["waits for a letter"],
        { Claim.Way: ClaimWay.Letter } => L["a letter is on its way"],
        { Record: null } => L["no record: a new profile"],
        _ => L["asks for a person"],
    };

    public string Ago(DateTime at) => FactWords.Ago(at, Now);

    /// <summary>The number on which a code is read out, as one dials it; null where none is.</summary>
    public string? Telephone => Item is { Claim: { Way: ClaimWay.Telephone, IsContested: false, Codes: < ClaimCodes.Most }, Record: { } facts } && ClaimWays.Called(facts) is { } place ? PlaceWords.Telephone(place) : null;

    private async Task<bool> Read(Guid? claim, CancellationToken stop)
    {
        var me = SignedIn.Of(HttpContext)!.Account;
        await trail.Read(AuditPart.Verifier, me, AuditAct.ListedClaims, owners: null, stop);
        (Needing, OnTheirWay) = await desk.Queue(stop);
        Count = await desk.Count(stop);
        Letters = await desk.Letters(stop);
        if ((claim ?? Needing.Concat(OnTheirWay).FirstOrDefault()?.Claim.Id) is not { } id)
        {
            return true;
        }
        if (await desk.Of(id, stop) is not var (item, rivals))
        {
            return false;
        }
        await trail.Read(AuditPart.Verifier, me, AuditAct.ReadClaim, rivals.Prepend(item).SelectMany(one => new[] { one.Claim.AccountId, one.Keeper ?? one.Claim.AccountId }), stop);
        (Item, Rivals) = (item, rivals);
        Invited = await desk.InvitedElsewhere(item, stop);
        Past = await desk.Past(item.Claim, stop);
        IsOwn = item.Claim.AccountId == me || item.Keeper == me || rivals.Any(rival => rival.Claim.AccountId == me);
        Compare(item);
        if (item is { Profile: null, Says: { Name: { } name, Places.Value: [var place, ..] } })
        {
            Alike = [.. (await claiming.Find(npi: null, $"{name.Value.First} {name.Value.Last}", place.Zip, stop)).Take(5)
                .Select(one => $"{one.Read().Facts.Name?.Value.Display()} ({(one.Npi is { } npi ? $"NPI {npi}" : ProfileLinks.Slug(one.Id, null))})")];
        }
        return true;
    }

    private void Compare(DeskClaim item)
    {
        var unknown = L["not known"];
        var (record, says) = (item.Record, item.Says);
        var lines = new FactLines(words, Language.Of(HttpContext).Code);
        ClaimLine Line(string what, string? theirs, string? hers, bool? isSame = null) =>
            new(what, string.IsNullOrEmpty(theirs) ? unknown : theirs, string.IsNullOrEmpty(hers) ? "–" : hers, isSame);
        static string? Licences(ProfileFacts? facts) => facts?.Licences is { } known ? string.Join(", ", known.Value.Select(licence => $"{licence.State} {licence.Number}")) : null;
        static string? Places(ProfileFacts? facts) => facts?.Places is { } known
            ? string.Join("; ", known.Value.Select(place => string.Join(", ", new[] { PlaceWords.Street(place), PlaceWords.City(place), PlaceWords.Telephone(place) }.Where(part => !string.IsNullOrEmpty(part))))) : null;
        var name = says?.Name?.Value.Display() ?? item.Name;
        Lines =
        [
            // The name of an account is what she typed: that it is another says something, that it is the same says nothing.
            Line(L["Name"], record?.Name?.Value.Display(), name, record is not null && !SamePerson.Names(record).Any(one => string.Equals(one.Display(), name, StringComparison.OrdinalIgnoreCase)) ? false : null),
            Line(L["Profession"], string.Join(", ", lines.Labels(words.Professions, record?.Professions?.Value)), string.Join(", ", lines.Labels(words.Professions, says?.Professions?.Value))),
            Line(L["License"], Licences(record), Licences(says)),
            Line(L["Place"], Places(record), Places(says)),
            Line(L["Mail address"], item.KeptBy, item.Address),
        ];
    }
}
