using Rapport.Accounts;
using Rapport.Layout;
using Rapport.Mail;
using Rapport.Profiles;
using Rapport.Registry.Reading;
using Rapport.Rosters;
using Rapport.Storage;

namespace Rapport.Demo;

/// <summary>
/// A roster of some whom the registry alone knows: two are invited by mail, one of them played by a newcomer, and one has no mailbox, for
/// whom a letter can be printed.
/// </summary>
internal sealed class DemoRoster(Store store, AccountSeal seal, Outbox outbox)
{
    private static readonly string[] Header = ["Name", "Email", "License Number", "License State", "Profession", "Street", "City", "State", "Zip", "Phone"];

    /// <summary>Whose mailbox is whose, in the order of the people; nobody's for the last.</summary>
    private static readonly string[] Mailboxes = [PartsModel.AddressOf(DemoPart.Invited), "member@demo.example", ""];

    /// <summary>Takes it in as the command does, and invites.</summary>
    public async Task Add(string roster, IReadOnlyList<Profile> people, CancellationToken stop)
    {
        using var rejects = new Rejects(open: null);
        var columns = new RosterColumns(Header, []);
        var reader = new RosterReader(columns, Vocabularies.BuiltIn, plan: null, new FactOrigin(Source.Organisation, store.Now, "roster", roster), rejects);
        List<RosterRow> rows = [.. people.Zip(Mailboxes, Cells).Select((cells, at) => reader.Read(at + 1, cells)).OfType<RosterRow>()];
        await new RosterImport(store, seal, roster, columns, rejects).Run(rows, rows.Count, reader.CellsLeftOut, isPreview: false, (_, _) => { }, stop);
        await new Invitations(store, seal, outbox).ByMail(roster, Language.English, stop);
    }

    private static string[] Cells(Profile profile, string mail)
    {
        var facts = profile.Read().Facts;
        var (licence, place) = (facts.Licences!.Value[0], facts.Places!.Value[0]);
        return
        [
            facts.Name!.Value.Display(), mail, licence.Number!, licence.State, facts.Professions?.Value is [var profession, ..] ? profession : "",
            place.Line1!, place.City, place.State, place.Zip, place.Telephone ?? "",
        ];
    }
}
