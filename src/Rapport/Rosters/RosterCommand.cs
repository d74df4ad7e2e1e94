using System.CommandLine;
using Rapport.Accounts;
using Rapport.Cli;
using Rapport.Core.Statistics;
using Rapport.Profiles;
using Rapport.Registry;
using Rapport.Registry.Reading;
using Rapport.Storage;
using Rapport.Tables;
using Spectre.Console;

namespace Rapport.Rosters;

/// <summary><c>rapport import roster</c>: takes in whom an organisation names, so that they can be invited.</summary>
internal static class RosterCommand
{
    /// <summary>Letters of a roster's name.</summary>
    public const int LongestName = 100;

    public static Command Create()
    {
        var file = new Argument<string>("FILE") { Description = "A CSV file whose first line names the columns; - reads standard input." };
        var roster = new Option<string>("--roster")
        {
            Description = "What the roster is called, as those invited know it: \"Bay Area Trauma Network\".",
            Required = true,
            HelpName = "NAME",
        };
        var column = new Option<string[]>("--column")
        {
            Description = "Which column of the file is which, where its name does not say so: \"npi=Provider number\". May be given several times.",
            HelpName = "PART=NAME",
        };
        var plan = new Option<string?>("--plan") { Description = "A plan that everybody in the file takes, in a word of the vocabulary.", HelpName = "PLAN" };
        var preview = new Option<bool>("--preview") { Description = "Say what would be taken in, and write nothing." };
        var rejectsFile = new Option<string?>("--rejects")
        {
            Description = "Where to write the rows and cells that could not be taken. When it is not given and there are such, they are written beside the store.",
            HelpName = "FILE",
        };
        var json = Verb.JsonOption();
        return new Command(
            "roster",
            "Takes in the members of an organisation, a network or a plan: as drafts beside the registry's records, which nobody sees before those named "
            + "have proven who they are and said that it is right. Run it again with each new file. \"./rapport rosters invite\" invites them.")
        {
            file, roster, column, plan, preview, rejectsFile, json,
        }.Does(
            [
                "./rapport import roster members.csv --roster \"Bay Area Trauma Network\" --preview --data data-real",
                "./rapport import roster network.csv --roster \"Golden Plan\" --plan medi-cal --column \"npi=Provider number\" --data data-real",
            ],
            async (parsed, stop) =>
            {
                var name = Printed.Line(parsed.GetValue(roster)!).Trim();
                if (name.Length is 0 or > LongestName)
                {
                    return Verb.Fail($"A roster's name has up to {LongestName} letters, like \"Bay Area Trauma Network\".", ExitCode.Usage);
                }
                var (location, now) = (parsed.Location(), TimeProvider.System.GetUtcNow().UtcDateTime);
                using var existing = await Store.Exists(location, stop) ? await Store.Open(location, TimeProvider.System, stop) : null;
                existing?.Require(StoreKind.Real, "Invite real people from a store of real people: \"./rapport import roster FILE --roster NAME --data data-real\".");
                var words = Vocabularies.Load(location.VocabularyFolder);
                string? everybody = null;
                if (parsed.GetValue(plan) is { } typed)
                {
                    try
                    {
                        everybody = words.Code("insurers", typed);
                    }
                    catch (FieldProblem problem)
                    {
                        return Verb.Fail($"--plan: {problem.Message}", ExitCode.Usage);
                    }
                }
                var asked = parsed.GetValue(rejectsFile);
                try
                {
                    if (asked is not null)
                    {
                        RejectsPlace.Check(asked, [parsed.GetValue(file)], location, force: false);
                    }
                }
                catch (ImportProblem problem)
                {
                    return Verb.Fail(problem.Message, ExitCode.Usage);
                }
                var rejectsPath = asked ?? RejectsPlace.Unasked(location, parsed.GetValue(file)!, now);
                var isPreview = parsed.GetValue(preview);
                using var rejects = new Rejects(isPreview && asked is null ? null : () =>
                {
                    if (asked is null)
                    {
                        // Where there is no store yet, nor is there its folder.
                        OwnFiles.MakeFolder(location.DataFolder);
                    }
                    return RejectsPlace.Make(rejectsPath, force: false);
                });
                var report = await RowBar.While(["Reading the roster", "Looking for records"], async bars =>
                {
                    RosterColumns? columns = null;
                    RosterReader? reader = null;
                    var (rows, read) = (new List<RosterRow>(), 0L);
                    TableRows.Each(
                        parsed.GetValue(file)!,
                        header =>
                        {
                            columns = new RosterColumns(header, parsed.GetValue(column) ?? []);
                            reader = new RosterReader(columns, words, everybody, new FactOrigin(Source.Organisation, now, "roster", name), rejects);
                        },
                        (row, cells) =>
                        {
                            if (++read > RosterImport.MostRows)
                            {
                                throw new TableException($"A roster has up to {RosterImport.MostRows:N0} rows. Split the file, and give each part a name of its own.");
                            }
                            if (reader!.Read(row, TableRows.Texts(cells)) is { } member)
                            {
                                rows.Add(member);
                            }
                        },
                        bars[0], stop);
                    async Task<RosterReport> Into(Store store) => await new RosterImport(store, new AccountSeal(store, KeyRing.Open(store.Location)), name, columns!, rejects)
                        .Run(rows, read, reader!.CellsLeftOut, isPreview, (done, whole) => bars[1](done, whole), stop);
                    // It may be the first thing that is done with a new list. Its store is made only now, so that a file that is none leaves nothing behind; nor does a preview.
                    return existing is not null ? await Into(existing)
                        : isPreview ? await WithoutStore(Into, stop)
                        : await WithNewStore(location, Into, stop);
                });
                rejects.Dispose();
                report = report with { Rejects = rejects.Count > 0 && !(isPreview && asked is null) ? rejectsPath : null };
                if (parsed.GetValue(json))
                {
                    Verb.PrintJson(report);
                }
                else
                {
                    Print(report, rejects, parsed.Location());
                }
                return report.Members > 0 || report.AskedToBeRemoved > 0
                    ? ExitCode.Done
                    : Verb.Fail("Nobody of the file could be taken, so nothing was. The reasons are told above.");
            });
    }

    private static async Task<RosterReport> WithNewStore(StoreLocation location, Func<Store, Task<RosterReport>> into, CancellationToken stop)
    {
        using var store = await Store.OpenOrCreate(location, StoreKind.Real, TimeProvider.System, stop: stop);
        return await into(store);
    }

    /// <summary>In an empty store that is thrown away.</summary>
    private static async Task<RosterReport> WithoutStore(Func<Store, Task<RosterReport>> into, CancellationToken stop)
    {
        var folder = Directory.CreateTempSubdirectory("preview-of-roster-");
        try
        {
            return await WithNewStore(new StoreLocation { DataFolder = folder.FullName }, into, stop);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static void Print(RosterReport report, Rejects rejects, StoreLocation location)
    {
        Console.Out.WriteLine("Read as: " + string.Join(", ", report.Columns.Select(one => one.Key == one.Value ? one.Key : $"{one.Key} from \"{Printed.Line(one.Value)}\"")) + ".");
        if (report.NotRead.Count > 0)
        {
            Console.Out.WriteLine($"Not read: {Printed.Line(string.Join(", ", report.NotRead))}. To read one, say --column.");
        }
        Counts.Print(
            ("Rows", report.Rows), ("  not taken", report.RowsNotTaken), ("Members", report.Members), ("  record found by number", report.FoundByNumber),
            ("  by licence", report.FoundByLicence), ("  by name and place", report.FoundByName), ("  without a record: a new profile", report.WithoutRecord),
            ("  keep their own profiles already", report.KeepTheirOwn), ("  with a mail address of their own", report.WithMail),
            ("  share an address: invited by letter", report.ShareMail), ("Asked to be taken off, and left alone", report.AskedToBeRemoved),
            ("Cells left out", report.CellsLeftOut));
        if (!report.IsPreview)
        {
            Counts.Print(("Added", report.Added), ("Changed", report.Updated), ("Of this roster, not in this file", report.NotInFile), ("Questions for who keeps her own", report.Questions));
            if (report.NotInFile > 0)
            {
                Console.Out.WriteLine("Whom this file does not name any more, no earlier invitation lets in. Named in a later file, they can be invited again.");
            }
        }
        foreach (var line in report.First)
        {
            Console.Out.WriteLine("  " + Printed.Line(line));
        }
        if (rejects.Count > 0)
        {
            Console.Out.Write(
                "The first that could not be taken:\n  " + Printed.Text(string.Join("\n  ", rejects.First)) + "\n"
                + (report.Rejects is null ? "With --rejects FILE all of them are written.\n" : rejects.Incomplete is null ? $"All of them are in {Printed.Line(report.Rejects)}.\n" : $"Not all could be written: {rejects.Incomplete}\n"));
        }
        Console.Out.WriteLine(report.IsPreview
            ? "\nThis was a preview: nobody was taken in. Run it without --preview to take them in."
            : report.Members == 0 ? "" : $"\nNobody sees them yet. Invite them:\n  {location.Command($"rosters invite \"{report.Roster}\"")}");
    }
}
