using System.CommandLine;
using System.Globalization;
using Rapport.Accounts;
using Rapport.Audit;
using Rapport.Cli;
using Rapport.Layout;
using Rapport.Mail;
using Rapport.Profiles;
using Rapport.Storage;

namespace Rapport.Organisations;

/// <summary><c>rapport organisations</c>: which there are, making and closing one, inviting who looks after it.</summary>
internal static class OrganisationsCommand
{
    private sealed record Told(string Name, string Slug, string Kind, long? Npi, int Members, IReadOnlyList<string> Administrators, int OpenInvitations, DateTime MadeAt);

    public static Command Create()
    {
        var organisations = ListCommand("organisations");
        organisations.Description = "Practices and other organisations that have a page here, and who looks after them.";
        organisations.Subcommands.Add(ListCommand("list"));
        organisations.Subcommands.Add(NewCommand());
        organisations.Subcommands.Add(InviteCommand());
        organisations.Subcommands.Add(CloseCommand());
        return organisations;
    }

    private static Command ListCommand(string name)
    {
        var json = Verb.JsonOption();
        return new Command(name, "The same list.") { json }.Does(
            ["./rapport organisations --data data-real", "./rapport organisations new \"Willow Practice\" --administrator ana@example.org --data data-real"],
            async (parsed, stop) =>
            {
                using var store = await parsed.OpenStore(stop);
                await new AuditTrail(store).Read(AuditPart.Console, actor: null, AuditAct.ListedAdministrators, owners: null, stop);
                var all = (await Open(store).Book.All(stop)).Select(one => new Told(
                    one.Organisation.Name, one.Organisation.Slug, Word(one.Organisation.Kind), one.Organisation.PracticeNpi, one.Members, one.Administrators, one.Open, one.Organisation.MadeAt)).ToList();
                if (parsed.GetValue(json))
                {
                    Verb.PrintJson(all);
                    return ExitCode.Done;
                }
                await Console.Out.WriteLineAsync($"{Counted.Of(all.Count, "organisation")}.");
                foreach (var one in all)
                {
                    await Console.Out.WriteLineAsync(Printed.Line(string.Create(
                        CultureInfo.InvariantCulture,
                        $"{one.Name} · {one.Slug} · {one.Kind} · {Counted.Of(one.Members, "member")} · looked after by {(one.Administrators.Count > 0 ? string.Join(", ", one.Administrators) : "nobody")} · {Counted.Of(one.OpenInvitations, "open invitation")}")));
                }
                return ExitCode.Done;
            });
    }

    private static Command NewCommand()
    {
        var name = new Argument<string>("NAME") { Description = "As people know it; it is not changed later." };
        var administrator = new Option<string>("--administrator") { Description = "Mail address of who looks after it: gets an invitation.", Required = true, HelpName = "MAIL" };
        var kind = new Option<string>("--kind") { Description = "therapists, recommends (professionals who recommend, like a doctor's practice) or runs-directory.", DefaultValueFactory = _ => "therapists", HelpName = "KIND" };
        kind.Validators.Add(Typed.OneOf("therapists", "recommends", "runs-directory"));
        var npi = new Option<string?>("--npi") { Description = "Its number in the registry, where it has one.", HelpName = "NPI" };
        var language = LanguageOption();
        return new Command("new", "Makes an organisation, and invites who looks after it. Make sure first that it is the one it says: its name stands on pages.")
        {
            name, administrator, kind, npi, language,
        }.Does(
            ["./rapport organisations new \"Willow Practice\" --administrator ana@example.org --data data-real", "./rapport organisations new \"Dr. Ito's Practice\" --administrator ito@example.org --kind recommends --language es --data data-real"],
            async (parsed, stop) =>
            {
                if (Organisation.NameOf(parsed.GetValue(name)) is not { } called)
                {
                    return Verb.Fail($"A name has letters, and up to {Organisation.LongestName} of them.", ExitCode.Usage);
                }
                if (AccountSeal.Plain(parsed.GetValue(administrator)) is not { } address)
                {
                    return Verb.Fail($"\"{parsed.GetValue(administrator)}\" is no mail address. Write one like ana@example.org.", ExitCode.Usage);
                }
                var number = default(Npi);
                if (parsed.GetValue(npi) is { } typed && !Npi.TryParse(typed, out number, out var reason))
                {
                    return Verb.Fail($"--npi: {reason}.", ExitCode.Usage);
                }
                using var store = await parsed.OpenStore(stop);
                await new AuditTrail(store).Read(AuditPart.Console, actor: null, AuditAct.InvitedAdministrator, owners: null, stop);
                var asked = new NewOrganisation(
                    called, Enum.GetValues<OrganisationKind>().First(one => string.Equals(Word(one), parsed.GetValue(kind), StringComparison.OrdinalIgnoreCase)), parsed.GetValue(npi) is null ? null : number.Value, address,
                    Language.Of(parsed.GetValue(language)!));
                switch (await Open(store).Book.Make(asked, by: null, stop))
                {
                    case (Founded.NameTaken, _):
                        return Verb.Fail($"There is an organisation \"{called}\" already. Add the town to the name, or see \"{store.Location.Command("organisations")}\".");
                    case (Founded.NoSuchPractice, _):
                        return Verb.Fail($"The store has no practice with the NPI {number.Value}. Import the registry first, or leave --npi out.");
                    case var (_, made):
                        await Console.Out.WriteLineAsync($"{Printed.Line(called)} is here now, at {OrganisationLinks.Public(Language.English, made!.Slug)}. {address} is invited by mail to look after it.");
                        return ExitCode.Done;
                }
            });
    }

    private static Command InviteCommand()
    {
        var name = Name();
        var address = new Argument<string>("MAIL") { Description = "Mail address of who is to look after it." };
        var language = LanguageOption();
        return new Command("invite", "Invites one more who looks after an organisation: for one that has nobody left, most of all.") { name, address, language }.Does(
            ["./rapport organisations invite willow-practice ana@example.org --data data-real"],
            async (parsed, stop) =>
            {
                if (AccountSeal.Plain(parsed.GetValue(address)) is not { } mail)
                {
                    return Verb.Fail($"\"{parsed.GetValue(address)}\" is no mail address. Write one like ana@example.org.", ExitCode.Usage);
                }
                using var store = await parsed.OpenStore(stop);
                var (book, invitations) = Open(store);
                if (await book.Named(parsed.GetValue(name)!, stop) is not { } organisation)
                {
                    return NotThere(store, parsed.GetValue(name)!);
                }
                await new AuditTrail(store).Read(AuditPart.Console, actor: null, AuditAct.InvitedAdministrator, owners: null, stop);
                if (await invitations.InviteAdministrator(organisation.Slug, mail, Language.Of(parsed.GetValue(language)!), stop) is not Sent.Done)
                {
                    return Verb.Fail("Enough mails went out for now, or too many invitations wait for an answer. Wait an hour; to one address, a day.");
                }
                await Console.Out.WriteLineAsync($"{mail} is invited by mail to look after {Printed.Line(organisation.Name)}.");
                return ExitCode.Done;
            });
    }

    private static Command CloseCommand()
    {
        var name = Name();
        return new Command("close", "Closes an organisation for good: its page is gone, and nobody belongs to it any more. Accounts and profiles stay.") { name }.Does(
            ["./rapport organisations close \"Willow Practice\" --data data-real"],
            async (parsed, stop) =>
            {
                using var store = await parsed.OpenStore(stop);
                if (await Open(store).Book.Close(parsed.GetValue(name)!, stop) is not { } closed)
                {
                    return NotThere(store, parsed.GetValue(name)!);
                }
                await Console.Out.WriteLineAsync($"{Printed.Line(closed.Organisation.Name)} is closed: {Counted.Of(closed.Members, "member")} and {Counted.Of(closed.Open, "open invitation")} are gone with it.");
                return ExitCode.Done;
            });
    }

    private static Argument<string> Name() => new("NAME") { Description = "Its name, or the last part of its address." };

    private static Option<string> LanguageOption()
    {
        var language = new Option<string>("--language") { Description = "Of the mail: en or es.", DefaultValueFactory = _ => "en", HelpName = "CODE" };
        language.Validators.Add(Typed.OneOf("en", "es"));
        return language;
    }

    private static int NotThere(Store store, string name) => Verb.Fail($"There is no organisation \"{name}\". \"{store.Location.Command("organisations")}\" lists them.");

    private static string Word(OrganisationKind kind) => kind switch
    {
        OrganisationKind.Therapists => "therapists",
        OrganisationKind.Recommends => "recommends",
        _ => "runs-directory",
    };

    private static (OrganisationBook Book, OrganisationInvitations Invitations) Open(Store store)
    {
        var keys = KeyRing.Open(store.Location);
        var seal = new AccountSeal(store, keys);
        var invitations = new OrganisationInvitations(store, seal, new Outbox(store, keys));
        return (new OrganisationBook(store, seal, invitations, new AuditTrail(store)), invitations);
    }
}
