using System.CommandLine;
using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Rapport.Audit;
using Rapport.Cli;
using Rapport.Storage;
using Spectre.Console;

namespace Rapport.Profiles;

/// <summary><c>rapport profile show|set</c>: one profile's facts, with where each comes from.</summary>
internal static class ProfileCommand
{
    private const int MostListed = 40;

    private static string Nobody(StoreLocation location, string number) =>
        number.Length == Npi.Length && number.All(char.IsAsciiDigit) && !Npi.TryParse(number, out _, out var reason)
            ? $"{number} is no NPI: {reason}."
            : $"Nobody in this store has the number {Printed.Line(number)}. \"{location.Command("profile show NAME")}\" finds people by name.";

    private static readonly Argument<string> Number = new("npi")
    {
        Description = "The therapist's NPI, ten digits, or \"id:\" and the number of the profile.",
        HelpName = "NPI",
    };

    public static Command Create() => new Command("profile", "Shows or changes the facts of one profile.") { Show(), Set() }.Shows(
        "./rapport profile show id:42",
        "./rapport profile set 1234567893 \"openings=open from 2026-12-04 for 2-3\" --as therapist",
        "./rapport profile set --help");

    private static Command Show()
    {
        var json = Verb.JsonOption();
        var history = new Option<bool>("--history") { Description = "Show what changed, too." };
        var who = new Argument<string>("npi")
        {
            Description = "The therapist's NPI, ten digits, or \"id:\" and the number of the profile, or a name: also of somebody hidden.",
            HelpName = "NPI",
        };
        return new Command("show", "Shows each fact, its source and when it was confirmed.") { who, history, json }.Does(
            [
                "./rapport profile show 1234567893", "./rapport profile show \"Maria Lopez\"", "./rapport profile show id:42 --history",
                "./rapport profile show id:42 --json",
            ],
            async (parsed, stop) =>
            {
                using var store = await parsed.OpenStore(stop);
                await using var db = store.Read();
                var wanted = parsed.GetValue(who)!;
                var profile = await Find(db.Set<Profile>().AsNoTracking(), wanted, stop);
                if (profile is null && wanted.Any(char.IsLetter) && !wanted.StartsWith("id:", StringComparison.OrdinalIgnoreCase))
                {
                    var people = await PeopleByName.Of(db, wanted, stop);
                    if (people.Count == 0)
                    {
                        return Verb.Fail($"Nobody in this store is called {Printed.Line(wanted)}.");
                    }
                    if (people.Count > 1)
                    {
                        return ListPeople(people, await Visibility.Of(db, stop), parsed.GetValue(json));
                    }
                    profile = people[0];
                }
                if (profile is null)
                {
                    return Verb.Fail(Nobody(store.Location, wanted));
                }
                if (await db.Set<ProfileOwner>().Where(owner => owner.ProfileId == profile.Id).Select(owner => (Guid?)owner.AccountId).SingleOrDefaultAsync(stop) is { } keeper)
                {
                    await new AuditTrail(store).Read(AuditPart.Console, actor: null, AuditAct.ReadProfile, [keeper], stop);
                }
                var document = profile.Read();
                document = document with { Questions = [.. document.Questions, .. await Reports.Questions(db, profile.Id, stop)] };
                var changes = parsed.GetValue(history)
                    ? await db.Set<FactChange>().AsNoTracking().Where(change => change.ProfileId == profile.Id)
                        .OrderBy(change => change.Id).ToListAsync(stop)
                    : null;
                var listing = await Visibility.Of(db, stop);
                if (parsed.GetValue(json))
                {
                    Verb.PrintJson(new
                    {
                        profile.Id,
                        profile.Npi,
                        profile.Claimed,
                        Listed = Visibility.IsListed(profile, listing),
                        profile.Removed,
                        profile.Deactivated,
                        profile.Unlisted,
                        profile.RegistryDate,
                        profile.Revision,
                        document.Facts,
                        document.Questions,
                        History = changes,
                    });
                    return ExitCode.Done;
                }
                Print(profile, document, listing);
                foreach (var change in changes ?? [])
                {
                    await Console.Out.WriteLineAsync(Printed.Line(
                        $"{change.At.ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture)} {change.Field}: {change.Before ?? "not known"} → {change.After ?? "not known"} "
                        + $"({change.Source}{(change.Reason is null ? "" : $", {change.Reason}")})"));
                }
                return ExitCode.Done;
            });
    }

    private static Command Set()
    {
        var assignments = new Argument<string[]>("field=value")
        {
            Description = "Fields with their new values; an empty value means \"not known\".",
            Arity = ArgumentArity.OneOrMore,
            HelpName = "field=value",
        };
        var speaker = new Option<string>("--as")
        {
            Description = "Who says so: therapist, operator or organisation.",
            Required = true,
            HelpName = "WHO",
        };
        string[] speakers = ["therapist", "operator", "organisation"];
        speaker.Validators.Add(Typed.OneOf(speakers));
        speaker.CompletionSources.Add(speakers);
        var reason = new Option<string?>("--reason") { Description = "Why; kept in the history.", HelpName = "TEXT" };
        var json = Verb.JsonOption();
        var fields = string.Join('\n', ProfileFields.All.Select(field => $"  {field.Name}: {field.Form}"));
        return new Command("set", $"Changes facts of a profile. \"./rapport search --keys\" lists the words for issues, languages and the like.\n\nFields:\n{fields}") { Number, assignments, speaker, reason, json }.Does(
            [
                "./rapport profile set 1234567893 \"openings=open from 2026-12-04 for 2-3\" --as therapist",
                "./rapport profile set 1234567893 issues=grief,trauma not-taken=eating-disorders --as therapist",
                "./rapport profile set 1234567893 pronouns= --as operator --reason \"asked by telephone\"",
            ],
            async (parsed, stop) =>
            {
                var values = new List<KeyValuePair<string, string>>();
                foreach (var assignment in parsed.GetValue(assignments)!)
                {
                    var equals = assignment.IndexOf('=', StringComparison.Ordinal);
                    if (equals < 1)
                    {
                        return Verb.Fail($"\"{assignment}\" has no \"=\". Write field=value, like issues=grief,trauma.", ExitCode.Usage);
                    }
                    values.Add(new(assignment[..equals].Trim(), assignment[(equals + 1)..]));
                }
                using var store = await parsed.OpenStore(stop);
                await using var db = store.Read();
                if (await Find(db.Set<Profile>().AsNoTracking(), parsed.GetValue(Number)!, stop) is not { } profile)
                {
                    return Verb.Fail(Nobody(store.Location, parsed.GetValue(Number)!));
                }
                var editor = new ProfileEditor(store, Vocabularies.Load(store.Location.VocabularyFolder));
                var source = Enum.Parse<Source>(parsed.GetValue(speaker)!, ignoreCase: true);
                try
                {
                    var edit = await editor.Set(
                        profile.Id, values, source, by: "command line", parsed.GetValue(reason), stop: stop);
                    if (parsed.GetValue(json))
                    {
                        Verb.PrintJson(new { edit.Profile.Id, edit.Profile.Npi, edit.Profile.Revision, edit.Changed, edit.KeptHome });
                    }
                    else
                    {
                        await Console.Out.WriteLineAsync(edit.Changed.Count == 0
                            ? "Confirmed; no value changed."
                            : $"Changed: {string.Join(", ", edit.Changed)}.");
                        if (edit.KeptHome)
                        {
                            Verb.Warn(
                                "May be a home still: a place known as one lies in that ZIP or town, or has that telephone. Its street and "
                                + "telephone stay hidden until its owner says that it is a practice (--as therapist).");
                        }
                    }
                    return ExitCode.Done;
                }
                catch (FieldProblem problem)
                {
                    return Verb.Fail($"{problem.Message} Nothing was changed.{WhereWordsAre(problem, store.Location)}");
                }
            });
    }

    private static string WhereWordsAre(FieldProblem problem, StoreLocation location) => problem.Vocabulary is { } vocabulary
        ? $" \"{location.Command("search --keys")}\" lists the words there are; a line in {Path.Combine(location.VocabularyFolder, vocabulary + ".csv")} adds one."
        : "";

    private static async Task<Profile?> Find(IQueryable<Profile> profiles, string number, CancellationToken stop)
    {
        var byId = number.StartsWith("id:", StringComparison.OrdinalIgnoreCase);
        if (!long.TryParse(byId ? number[3..] : number, NumberStyles.None, CultureInfo.InvariantCulture, out var value))
        {
            return null;
        }
        return byId
            ? await profiles.SingleOrDefaultAsync(row => row.Id == value, stop)
            : await profiles.SingleOrDefaultAsync(row => row.Npi == value, stop);
    }

    private static int ListPeople(IReadOnlyList<Profile> people, RegistryListing listing, bool json)
    {
        var lines = people.Take(MostListed).Select(profile =>
        {
            var document = profile.Read();
            return new
            {
                profile.Id,
                profile.Npi,
                Name = document.Facts.Name?.Value.Display() ?? "",
                Cities = (document.Facts.Places?.Value ?? []).Select(place => $"{place.City}, {place.State}").Distinct().ToList(),
                Standing = Standing(profile, document, listing),
            };
        }).ToList();
        if (json)
        {
            Verb.PrintJson(new { people.Count, People = lines });
            return ExitCode.Done;
        }
        Console.Out.WriteLine($"{Counted.Of(people.Count, "profile")} of that name; \"profile show NPI\" shows one of them.");
        foreach (var one in lines)
        {
            Console.Out.WriteLine(Printed.Line(
                $"NPI {one.Npi?.ToString(CultureInfo.InvariantCulture) ?? "none"} · id:{one.Id} · {one.Name} · {string.Join("; ", one.Cities)} · {one.Standing}"));
        }
        if (people.Count > lines.Count)
        {
            Console.Out.WriteLine($"And {people.Count - lines.Count} more: give more of the name.");
        }
        return ExitCode.Done;
    }

    private static string Standing(Profile profile, ProfileDocument document, RegistryListing listing) =>
        profile.Removed ? "removed on request"
        : profile.LeftField(document) ? $"unlisted: by the registry no longer in this field since {profile.Deactivated:yyyy-MM-dd}"
        : profile.Deactivated is { } day ? $"unlisted: number not in use since {day:yyyy-MM-dd}"
        : profile.Unlisted is { } reasons ? Unlisting.Print(reasons)
        : !Visibility.IsListed(profile, listing) ? "hidden: known from the registry alone"
        : profile.Claimed ? "listed, claimed" : "listed from the public registry";

    private static void Print(Profile profile, ProfileDocument document, RegistryListing listing)
    {
        Console.Out.WriteLine($"Profile id:{profile.Id}, NPI {profile.Npi?.ToString(CultureInfo.InvariantCulture) ?? "none"}: {Standing(profile, document, listing)}.");
        var table = new Table().Border(TableBorder.Rounded).AddColumns("Field", "Value", "From", "Confirmed");
        foreach (var field in ProfileFields.All)
        {
            if (field.Get(document.Facts) is { } fact)
            {
                table.AddRow(
                    new Text(field.Name), new Text(Printed.Text(field.Print(document.Facts))), new Text(fact.Source.ToString()),
                    new Text(fact.Confirmed.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)));
            }
            else
            {
                table.AddRow(field.Name, "[dim]not known[/]", "", "");
            }
        }
        AnsiConsole.Write(table);
        if (document.Facts.Places?.Value.Any(place => place.MayBeHome) is true)
        {
            Console.Out.WriteLine(
                "May be a home: the street and telephone of that place are shown to you alone. Pages, the API and exports give its city and "
                + "ZIP, until its owner says that it is a practice.");
        }
        foreach (var question in document.Questions)
        {
            Console.Out.WriteLine(Printed.Line(
                $"Asked of the owner: {question.Field}: {(question.Source == Source.ClientReport ? "a visitor" : question.Source)} says {question.Says} ({question.At:yyyy-MM-dd})."));
        }
    }
}
