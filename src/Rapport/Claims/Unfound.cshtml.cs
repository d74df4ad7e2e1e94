using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Rapport.Accounts;
using Rapport.Cli;
using Rapport.Layout;
using Rapport.Layout.Forms;
using Rapport.Places;
using Rapport.Profiles;
using Rapport.Registry.Values;
using Rapport.Storage;

namespace Rapport.Claims;

/// <summary>For somebody who finds no record: who she is, for a person to look at.</summary>
internal sealed class UnfoundModel(Claiming claiming, AccountDoor door, Store store, Vocabularies words) : PageModel
{
    private static readonly Words L = Words.For("Rapport.Claims.Unfound");

    [BindProperty]
    public string? First { get; set; }

    [BindProperty]
    public string? Last { get; set; }

    [BindProperty]
    public string? Profession { get; set; }

    [BindProperty]
    public string? State { get; set; }

    [BindProperty]
    public string? Number { get; set; }

    [BindProperty]
    public string? Zip { get; set; }

    [BindProperty]
    public string? Npi { get; set; }

    [BindProperty]
    public string? Note { get; set; }

    public IReadOnlyList<Choice> Professions => [.. words.Professions.Terms.Select(term => new Choice(term.Code, term.Label(Language.Of(HttpContext).Code)))];

    public async Task<IActionResult> OnPost(CancellationToken stop)
    {
        var origin = new FactOrigin(Source.Therapist, store.Now, ProfileOwner.By);
        var (first, last) = (Part(First), Part(Last));
        Ask(first.Any(char.IsLetter), nameof(First), L["Write your first name."]);
        Ask(last.Any(char.IsLetter), nameof(Last), L["Write your last name."]);
        Ask(words.Professions.Find(Profession ?? "") is not null, nameof(Profession), L["Choose your profession."]);
        Ask(Core.Places.State.TryParse(State ?? "", out var state), nameof(State), L["Write the state of your license, like CA."]);
        var number = LicenceNumber.Clean(Number ?? "");
        Ask(number is not null && number.Any(char.IsAsciiDigit), nameof(Number), L["Write the number as the board prints it."]);
        var zip = Zip?.Trim() ?? "";
        var place = zip.Length == 5 ? PlaceTable.Gazetteer.Find(zip) : null;
        Ask(place is not null, nameof(Zip), zip.Length == 5 && zip.All(char.IsAsciiDigit) ? L["We know no ZIP {0}. Look at its digits once more.", zip] : L["Write the five digits of the ZIP of a place where you work."]);
        long? npi = string.IsNullOrWhiteSpace(Npi) ? null : Profiles.Npi.TryParse(Npi.Trim(), out var read, out _) ? read.Value : -1;
        Ask(npi != -1, nameof(Npi), L["An NPI has ten digits. Compare yours; one digit may be wrong."]);
        var note = Printed.Line(Note).Trim();
        Ask(note.Length <= RecordModel.LongestNote, nameof(Note), L["It has {0} letters. Shorten it to {1}.", note.Length, RecordModel.LongestNote]);
        if (!ModelState.IsValid)
        {
            Response.StatusCode = StatusCodes.Status422UnprocessableEntity;
            return Page();
        }
        var who = SignedIn.Of(HttpContext)!;
        if (!await door.MayTry("claim", who.Account.ToString(), HttpContext.Connection.RemoteIpAddress, stop))
        {
            Response.Headers.RetryAfter = "3600";
            return this.Refuse(StatusCodes.Status429TooManyRequests, nameof(First), L["Too many requests came from your network. Wait an hour, then try again."]);
        }
        var facts = new[]
        {
            ("name", FieldText.PrintName(new PersonName { First = first, Last = last })), ("professions", Profession!), ("licences", FieldText.PrintLicence(new Licence { State = state!.Code, Number = number! })),
            ("places", $"{place!.City}, {place.State.Code} {zip}"),
        }.Aggregate(new ProfileFacts(), (known, said) => ProfileFields.Named(said.Item1).Set(known, said.Item2, words, origin));
        var language = Language.Of(HttpContext);
        return await claiming.StartNew(who.Account, npi, facts, note, stop) switch
        {
            Started.Done => Redirect(ClaimLinks.Find(language) + "?done=started"),
            Started.TooMany => this.Refuse(StatusCodes.Status429TooManyRequests, nameof(First), RecordModel.TooMany),
            _ => Redirect(ClaimLinks.Find(language)),
        };
    }

    private void Ask(bool isRight, string field, string mend)
    {
        if (!isRight)
        {
            ModelState.AddModelError(field, mend);
        }
    }

    private static string Part(string? typed) => PlainText.Clean((typed ?? "").Replace(',', ' ').Replace('_', ' ')).Trim() is { Length: <= AskedName.Longest } part ? part : "";
}
