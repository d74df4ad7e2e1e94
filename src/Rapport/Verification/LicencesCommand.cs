using System.CommandLine;
using Rapport.Accounts;
using Rapport.Audit;
using Rapport.Cli;
using Rapport.Mail;
using Rapport.Profiles;
using Rapport.Registry;
using Rapport.Registry.Reading;
using Rapport.Storage;
using Rapport.Tables;

namespace Rapport.Verification;

/// <summary><c>rapport import licences</c>: compares licences with a board's file.</summary>
internal static class LicencesCommand
{
    private const int LongestSource = 100;

    public static Command Create()
    {
        var file = new Argument<string>("FILE") { Description = "A CSV file of a licence board, whose first line names the columns; - reads standard input." };
        var source = new Option<string>("--source")
        {
            Description = "What the file is, for the record: \"BBS list of 2026-11-20\".",
            Required = true,
            HelpName = "TEXT",
        };
        var state = new Option<string?>("--state") { Description = "The state of all licences of the file, where no column says it.", HelpName = "CA" };
        var column = new Option<string[]>("--column")
        {
            Description = "Which column of the file is which, where its name does not say so: \"number=LIC NO\". May be given several times.",
            HelpName = "PART=NAME",
        };
        var complete = new Option<bool>("--complete") { Description = "The file holds all licences of its states: one of a therapist who keeps her own profile that is not in it could not be verified." };
        var preview = new Option<bool>("--preview") { Description = "Say what would be found, and write nothing." };
        var json = Verb.JsonOption();
        return new Command(
            "licences",
            "Compares the licences of all profiles with a file that a board gave out: same name, in force, not ended. What agrees is verified, and the page says when and how; what differs "
            + "waits at the desk for a person. Run it again with each new file.")
        {
            file, source, state, column, complete, preview, json,
        }.Does(
            [
                "./rapport import licences bbs.csv --state CA --source \"BBS list of 2026-11-20\" --preview --data data-real",
                "./rapport import licences bbs.csv --state CA --source \"BBS list of 2026-11-20\" --column \"number=LIC NO\" --data data-real",
            ],
            async (parsed, stop) =>
            {
                var said = Printed.Line(parsed.GetValue(source)!).Trim();
                if (said.Length is 0 or > LongestSource)
                {
                    return Verb.Fail($"--source says what the file is, in up to {LongestSource} letters.", ExitCode.Usage);
                }
                string? all = null;
                if (parsed.GetValue(state) is { } typed)
                {
                    if (!Core.Places.State.TryParse(typed, out var of))
                    {
                        return Verb.Fail($"\"{typed}\" is not a state. Write two letters, like CA.", ExitCode.Usage);
                    }
                    all = of.Code;
                }
                using var store = await parsed.OpenStore(stop);
                store.Require(StoreKind.Real, "Check real licences in a store of real people, with --data.");
                await new AuditTrail(store).Read(AuditPart.Console, actor: null, AuditAct.ComparedLicences, owners: null, stop);
                var words = Vocabularies.Load(store.Location.VocabularyFolder);
                var rejectsPath = RejectsPlace.Unasked(store.Location, parsed.GetValue(file)!, store.Now);
                var isPreview = parsed.GetValue(preview);
                using var rejects = new Rejects(isPreview ? null : () => RejectsPlace.Make(rejectsPath, force: false));
                var report = await RowBar.While(["Reading the file", "Comparing"], async bars =>
                {
                    LicenceColumns? columns = null;
                    LicenceReader? reader = null;
                    var (rows, read) = (new List<BoardRow>(), 0L);
                    TableRows.Each(
                        parsed.GetValue(file)!,
                        header =>
                        {
                            columns = new LicenceColumns(header, parsed.GetValue(column) ?? [], all is not null);
                            reader = new LicenceReader(columns, words, all, rejects);
                        },
                        (row, cells) =>
                        {
                            read++;
                            if (reader!.Read(row, TableRows.Texts(cells)) is { } licence)
                            {
                                rows.Add(licence);
                            }
                        },
                        bars[0], stop);
                    var keys = KeyRing.Open(store.Location);
                    var seal = new AccountSeal(store, keys);
                    var checks = new Checks(store, new OwnerMail(seal, new Outbox(store, keys)), seal);
                    return await new LicenceImport(store, checks, columns!, said, parsed.GetValue(complete), isPreview).Run(rows, read, (done, whole) => bars[1](done, whole), stop);
                });
                rejects.Dispose();
                report = report with { Rejects = rejects.Count > 0 && !isPreview ? rejectsPath : null };
                if (parsed.GetValue(json))
                {
                    Verb.PrintJson(report);
                    return ExitCode.Done;
                }
                Print(report, rejects);
                return ExitCode.Done;
            });
    }

    private static void Print(LicenceReport report, Rejects rejects)
    {
        Console.Out.WriteLine("Read as: " + string.Join(", ", report.Columns.Select(one => one.Key == one.Value ? one.Key : $"{one.Key} from \"{Printed.Line(one.Value)}\"")) + ".");
        if (report.NotRead.Count > 0)
        {
            Console.Out.WriteLine($"Not read: {Printed.Line(string.Join(", ", report.NotRead))}. To read one, say --column.");
        }
        Counts.Print(
            ("Rows", report.Rows), ("  not taken", report.RowsNotTaken), ("Licences of this store in the file", report.Found), ("  verified", report.Verified),
            ("  waiting: the name or the standing is for a person to look at", report.Waiting), ("  lapsed", report.Lapsed), ("Not in the file", report.NotInFile));
        if (rejects.Count > 0)
        {
            Console.Out.Write("The first that could not be taken:\n  " + Printed.Text(string.Join("\n  ", rejects.First)) + "\n"
                + (report.Rejects is null ? "" : rejects.Incomplete is null ? $"All of them are in {Printed.Line(report.Rejects)}.\n" : $"Not all could be written: {rejects.Incomplete}\n"));
        }
        if (report.IsPreview)
        {
            Console.Out.WriteLine("\nThis was a preview: nothing was written. Run it without --preview.");
        }
        else if (report.Waiting + report.Lapsed + report.NotInFile > 0)
        {
            Console.Out.WriteLine("\nWhat needs a person waits on the site at /desk, for who holds the role of verifier.");
        }
    }
}
