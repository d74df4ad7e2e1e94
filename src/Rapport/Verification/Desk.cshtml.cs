using System.Globalization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Rapport.Accounts;
using Rapport.Audit;
using Rapport.Claims;
using Rapport.Cli;
using Rapport.Layout;
using Rapport.Layout.Forms;
using Rapport.Profiles;
using Rapport.Rosters;
using Rapport.Storage;

namespace Rapport.Verification;

/// <summary>One line of what she says beside what the board says.</summary>
/// <param name="What">Which fact.</param>
/// <param name="Hers">What the profile says.</param>
/// <param name="Board">What the board says.</param>
/// <param name="IsSame">Whether the two are one; null where that cannot be told by their letters.</param>
/// <param name="IsOpen">Both say something, and whoever looks compares it herself.</param>
internal sealed record DeskLine(string What, string Hers, string Board, bool? IsSame, bool IsOpen = false);

/// <summary>The desk of who checks licences: the queue, and one record beside what the board says of it.</summary>
internal sealed class DeskModel(Desk desk, ClaimDesk claims, Store store, Vocabularies words, AuditTrail trail, AccountSeal seal) : PageModel
{
    public const int LongestNote = 300;

    private static readonly Words L = Words.For("Rapport.Verification.Desk");

    [BindProperty]
    public string? Note { get; set; }

    [BindProperty]
    public string? Status { get; set; }

    [BindProperty]
    public string? Expires { get; set; }

    [BindProperty]
    public string? Discipline { get; set; }

    [BindProperty]
    public string? How { get; set; }

    public IReadOnlyList<DeskItem> Queue { get; private set; } = [];

    public IReadOnlyList<Funnel> Funnels { get; private set; } = [];

    /// <summary>Which of the queue are shown; null for all.</summary>
    public Standing? Shown { get; private set; }

    public int Verified { get; private set; }

    /// <summary>How many claims need a person; they have a page of their own.</summary>
    public int Claims { get; private set; }

    /// <summary>The one that is looked at; null where nothing waits.</summary>
    public DeskItem? Item { get; private set; }

    public ProfileFacts Facts { get; private set; } = new();

    public IReadOnlyList<DeskLine> Lines { get; private set; } = [];

    public IReadOnlyList<(string Day, string What)> Past { get; private set; } = [];

    public bool HasOwner { get; private set; }

    public string? Told { get; private set; }

    public DateTime Now => store.Now;

    public IReadOnlyList<Choice> Statuses => [new("active", L["in force"]), new("inactive", L["not in use"]), new("expired", L["ended"]), new("suspended", L["suspended"])];

    public IReadOnlyList<Choice> Hows => [.. words.Checks.Terms.Select(term => new Choice(term.Code, FactWords.Sentence(term.Label(Language.Of(HttpContext).Code)).TrimEnd('.')))];

    /// <summary>What the form sends along: which licence, and what was seen of it.</summary>
    public string Key => Item?.Key ?? "";

    /// <summary>Other licences of the profile, each to be looked at.</summary>
    public IReadOnlyList<string> Others { get; private set; } = [];

    /// <summary>It is the profile of whoever looks: another decides.</summary>
    public bool IsOwn { get; private set; }

    public async Task<IActionResult> OnGet(long? profile, string? show, [FromQuery] string? licence, CancellationToken stop)
    {
        Shown = Enum.TryParse<Standing>(show, ignoreCase: true, out var standing) && Enum.IsDefined(standing) ? standing : null;
        Told = Request.Query.ContainsKey("done") ? Done(Request.Query["done"]) : Request.Query.ContainsKey("meanwhile") ? L["Somebody has decided this meanwhile. Nothing was changed by you."]
            : Request.Query.ContainsKey("own") ? L["This is your own license. Another person has to look. Nothing was changed."] : null;
        return await Read(profile, licence, stop) ? Page() : NotFound();
    }

    public async Task<IActionResult> OnPost(long profile, [FromForm] string? licence, [FromForm] Guid? seen, [FromForm(Name = "Shown")] string? of, [FromForm] string? act, CancellationToken stop)
    {
        if (!await Read(profile, licence, stop) || Item is null)
        {
            return NotFound();
        }
        var note = Printed.Line(Note).Trim();
        Decision? decision = act switch { "same" => Decision.Same, "ask" => Decision.Ask, "not" => Decision.NotTheSame, "looked" => Decision.Looked, _ => null };
        if (note.Length > LongestNote)
        {
            ModelState.AddModelError(nameof(Note), L["The note has {0} letters. Shorten it to {1}.", note.Length, LongestNote]);
        }
        if (decision is Decision.Ask or Decision.NotTheSame && note.Length == 0)
        {
            ModelState.AddModelError(nameof(Note), decision == Decision.Ask ? L["Write what you ask. Its owner reads it, and it stays in the record."] : L["Write what is not the same. Its owner reads it, and it stays in the record."]);
        }
        BoardSays? looked = null;
        if (decision == Decision.Looked)
        {
            DateOnly? ends = DateOnly.TryParseExact(Expires, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day : null;
            if (Statuses.All(choice => choice.Value != Status))
            {
                ModelState.AddModelError(nameof(Status), L["Say how it stands."]);
            }
            if (Status == "active" && ends < DateOnly.FromDateTime(store.Now))
            {
                ModelState.AddModelError(nameof(Expires), L["In force, and ended on {0}? Look at the day and at how it stands: one of them is not right.", FactWords.Date(ends.Value)]);
            }
            if (ends is null)
            {
                ModelState.AddModelError(nameof(Expires), L["Write the day on which it ends, like 2027-08-31."]);
            }
            if (words.Checks.Find(How ?? "") is null)
            {
                ModelState.AddModelError(nameof(How), L["Say how you looked."]);
            }
            var found = Printed.Line(Discipline).Trim();
            looked = new BoardSays(Item.Name, null, Item.Licence?.Number ?? "", Status, ends, found.Length == 0 ? "none listed" : found.Length <= 120 ? found : found[..120]);
        }
        if (!ModelState.IsValid || decision is null)
        {
            Response.StatusCode = StatusCodes.Status422UnprocessableEntity;
            return Page();
        }
        var who = SignedIn.Of(HttpContext)!;
        var language = Language.Of(HttpContext);
        return await desk.Decide(who.Account, profile, licence ?? "", seen, of, decision.Value, looked, How ?? "", note.Length > 0 ? note : null, stop) switch
        {
            Decided.Done => Redirect(DeskLinks.Queue(language) + "?done=" + act),
            Decided.Own => Redirect(DeskLinks.Item(language, profile) + "?own"),
            Decided.Meanwhile => Redirect(DeskLinks.Item(language, profile) + "?meanwhile"),
            _ => NotFound(),
        };
    }

    private static string Done(string? act) => act switch
    {
        "same" => L["Kept: it is the same person."],
        "ask" => L["Your question is on its way. It stands here until its owner answers."],
        "not" => L["Kept: it is not theirs. Who keeps the profile is told, with your note."],
        _ => L["What you found is kept."],
    };

    public int Count(Standing standing) => Queue.Count(item => item.Standing == standing);

    public IEnumerable<DeskItem> Chosen => Shown is { } shown ? Queue.Where(item => item.Standing == shown) : Queue;

    public static string Says(Standing standing) => standing switch
    {
        Standing.Verified => L["verified by us"],
        Standing.Waiting => L["waiting"],
        Standing.CouldNotVerify => L["could not verify"],
        _ => L["lapsed"],
    };

    public static string Why(DeskItem item, DateTime now) => item switch
    {
        { Licence: null } => L["no license in the profile"],
        { IsRenamed: true } => L["another name or calling than was compared"],
        { IsChanged: true } => L["changed since it was verified"],
        { Newest: { AnsweredAt: not null, Standing: Standing.Lapsed } } => L["its owner says that it is renewed"],
        { Newest.AnsweredAt: not null } => L["its owner says that it is right"],
        { Newest: { Standing: Standing.Verified, Due: { } due } } when due > DateOnly.FromDateTime(now) => L["due again on {0}", FactWords.Date(due)],
        { Newest: { Standing: Standing.CouldNotVerify, By: not null } } => L["somebody looked, and it is not theirs"],
        { Newest: null } => L["new profile, first check"],
        { Standing: Standing.Lapsed } => item.Newest.BoardSays?.Expires is { } day ? (day < DateOnly.FromDateTime(now) ? L["ended on {0}", FactWords.Date(day)] : L["ends on {0}", FactWords.Date(day)]) : L["the board says it is not in force"],
        { Standing: Standing.CouldNotVerify } => item.Newest.BoardSays is null ? L["not in the board’s file"] : L["it is someone else’s"],
        { Standing: Standing.Verified } => L["due again"],
        _ => item.Newest.BoardSays is { } board && board.Name != item.Name ? L["the name on the license differs"] : L["how it stands is not clear"],
    };

    /// <summary>What a look compared with, in words.</summary>
    public string SourceOf(LicenceCheck look) => look.Source == LicenceCheck.LookedUp ? words.Checks.Find(look.How)?.Label(Language.Of(HttpContext).Code) ?? look.How : look.Source;

    public string Ago(DateTime at) => FactWords.Ago(at, Now);

    private async Task<bool> Read(long? profile, string? licence, CancellationToken stop)
    {
        var me = SignedIn.Of(HttpContext)!.Account;
        await trail.Read(AuditPart.Verifier, me, AuditAct.ListedLicences, owners: null, stop);
        Queue = await desk.Queue(stop);
        Verified = await desk.Verified(stop);
        Claims = await claims.Count(stop);
        await using (var db = store.Read())
        {
            Funnels = await RosterList.Funnels(db, stop);
        }
        var first = profile is null ? Chosen.FirstOrDefault() : null;
        if ((profile ?? first?.ProfileId) is not { } id)
        {
            return true;
        }
        licence ??= first?.Key;
        if (await desk.Of(id, stop) is not var (row, past, owner))
        {
            return false;
        }
        (HasOwner, IsOwn) = (owner is not null, owner == me);
        if (owner is { } hers)
        {
            await trail.Read(AuditPart.Verifier, me, AuditAct.ReadLicence, [hers], stop);
        }
        Facts = row.Read().Facts;
        var numbered = (Facts.Licences?.Value ?? []).Where(one => one.Number is not null).ToList();
        Item = Queue.FirstOrDefault(item => item.ProfileId == id && (licence is null ? Shown is null || item.Standing == Shown : item.Key == licence));
        if (Item is null)
        {
            var newest = past.Where(check => check.IsNewest && Checks.Of(Facts, check.State, check.Number) is not null).ToList();
            var shown = numbered.FirstOrDefault(one => $"{one.State} {one.Number}" == licence)
                ?? ((newest.FirstOrDefault(check => check.Standing != Standing.Verified) ?? newest.FirstOrDefault()) is { } look ? Checks.Of(Facts, look.State, look.Number) : numbered.FirstOrDefault());
            Item = new DeskItem(id, Facts.Name?.Value.Display() ?? "", shown, newest.FirstOrDefault(check => Checks.Of(Facts, check.State, check.Number) == shown), row.UpdatedAt);
        }
        Others = [.. numbered.Where(one => one != Item.Licence).Select(one => $"{one.State} {one.Number}")];
        Compare(row);
        Past = [.. await PastOf(past, stop)];
        return true;
    }

    private void Compare(Profile row)
    {
        var board = Item!.Newest?.BoardSays;
        var licence = Item.Licence;
        var unknown = L["not known"];
        DeskLine Line(string what, string? hers, string? theirs) => new(what, hers ?? unknown, theirs ?? (board is null ? L["nobody has looked"] : unknown),
            hers is null || theirs is null ? null : string.Equals(hers, theirs, StringComparison.OrdinalIgnoreCase));
        var name = Item.Name;
        var isSameName = board is null ? (bool?)null : SamePerson.Names(Facts).Any(one => string.Equals(one.Display(), board.Name, StringComparison.OrdinalIgnoreCase));
        Lines =
        [
            Line(L["Name"], name, board?.Name) with { IsSame = isSameName },
            Line(L["License number"], licence?.Number, board?.Number) with { IsSame = board is null || licence?.Number is null ? null : Checks.Key(licence.Number) == Checks.Key(board.Number) },
            Line(L["State"], licence?.State, board is null ? null : Item.Newest!.State),
            Line(L["Standing"], StandingText(licence?.Status), StandingText(board?.Status)),
            Line(L["Expires"], licence?.Expires is { } ends ? FactWords.Date(ends) : null, board?.Expires is { } day ? FactWords.Date(day) : null),
            Line(L["Discipline"], licence?.Discipline is { } discipline ? Listed(discipline) : null, board?.Discipline is { } listed ? Listed(listed) : null),
            Line(L["Profession"], string.Join(", ", new FactLines(words, Language.Of(HttpContext).Code).Labels(words.Professions, Facts.Professions?.Value).Concat(Facts.Credentials?.Value.Codes ?? [])) is { Length: > 0 } calling ? calling : null, board?.Title) with { IsSame = null, IsOpen = board?.Title is not null },
            Line("NPI", row.Npi?.ToString(CultureInfo.InvariantCulture), null),
        ];
    }

    private static string Listed(string discipline) => discipline == "none listed" ? L["none listed"] : discipline;

    private string? StandingText(string? status) => Statuses.FirstOrDefault(choice => choice.Value == status)?.Text;

    private async Task<List<(string Day, string What)>> PastOf(IReadOnlyList<LicenceCheck> past, CancellationToken stop)
    {
        var told = new List<(string, string)>();
        DateTime? answered = null;
        foreach (var check in past)
        {
            // A file that left it open carries the answer on: it is told once.
            if (check.AnsweredAt is { } at && at != answered)
            {
                told.Add((FactWords.Day(DateOnly.FromDateTime(at), Now), check.Standing == Standing.Lapsed ? L["Its owner says that {0} {1} is renewed.", check.State, check.Number] : L["Its owner says that {0} {1} is right as it stands.", check.State, check.Number]));
                answered = at;
            }
            var who = await desk.NameOf(check.By, stop);
            var what = who is null
                ? L["{0}: {1} {2}, so now: {3}.", SourceOf(check), check.State, check.Number, Says(check.Standing)]
                : L["{0} looked at {1} {2} ({4}), so now: {3}.", who, check.State, check.Number, Says(check.Standing), SourceOf(check)];
            told.Add((FactWords.Day(DateOnly.FromDateTime(check.At), Now), check.Note is { } note ? $"{what} {seal.OpenText(note)}" : what));
        }
        return told;
    }
}
