using System.CommandLine;
using System.Globalization;
using Rapport.Cli;
using Rapport.Profiles;
using Rapport.Registry.Reading;
using Rapport.Registry.Values;
using Rapport.Storage;
using Spectre.Console;

namespace Rapport.Registry;

/// <summary><c>rapport import nppes</c>: fills a store from the national registry.</summary>
internal static class ImportCommand
{
    private const string OtherStore =
        "To import, name another folder: \"./rapport import nppes FILE --data data-real\" makes a store of real people there.";

    private static readonly Argument<string> File = new("FILE")
    {
        Description = "The registry's file: the monthly or weekly .zip as downloaded, or the .csv (or .csv.gz) inside it.",
    };

    private static readonly Option<string[]> States = new("--state")
    {
        Description = "Only those who practise in this state, or hold a licence of it beside a mental-health code. "
            + "May be given several times.",
        HelpName = "CA",
    };

    private static readonly Option<string?> PracticePlaces = new("--practice-places")
    {
        Description = "The companion file of further practice places (pl_pfile….csv); found by itself in a .zip.",
        HelpName = "FILE",
    };

    private static readonly Option<string?> OtherNames = new("--other-names")
    {
        Description = "The companion file of organisations' other names (othername_pfile….csv); found by itself in a .zip.",
        HelpName = "FILE",
    };

    private static readonly Option<string?> RejectsFile = new("--rejects")
    {
        Description = "Where to write the rows that could not be taken: line, column, value, reason. When it is not given and there "
            + "are such rows, they are written beside the store.",
        HelpName = "FILE",
    };

    private static readonly Option<bool> Force = new("--force")
    {
        Description = "Replace the file of rejects when it is there already.",
    };

    private static readonly Option<bool> Json = Verb.JsonOption();

    public static Command Create()
    {
        var nppes = new Command(
            "nppes",
            "Takes in therapists and practices from the national provider registry (NPPES): everyone with a mental-health "
            + "taxonomy code. Nobody is shown by this alone: people are hidden until you enter for one of them what "
            + "she says herself, or until you choose to list them. Run it again with each new file; running the same file twice changes nothing.")
        {
            File, States, PracticePlaces, OtherNames, RejectsFile, Force, Json,
        };
        return new Command("import", "Fills the store: from the public registry, or from an organisation's roster.")
        {
            nppes.Does(
                [
                    "./rapport import nppes NPPES_Data_Dissemination_November_2026.zip --data data-real",
                    "./rapport import nppes npidata_pfile.csv --state CA --state NV --rejects rejects.csv --data data-real",
                    "./rapport import nppes weekly.zip --json --data data-real",
                ],
                Run),
        }.Shows(
            "./rapport import nppes NPPES_Data_Dissemination_November_2026.zip --data data-real",
            "./rapport import roster members.csv --roster \"Bay Area Trauma Network\" --preview --data data-real", "./rapport import nppes --help");
    }

    private static async Task<int> Run(ParseResult parsed, CancellationToken stop)
    {
        try
        {
            return await Import(parsed, stop);
        }
        catch (ImportProblem problem)
        {
            return Verb.Fail(problem.Message);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return Verb.Fail(
                $"{e.Message.TrimEnd('.')}. Everyone taken in so far is whole. Mend this (a full disk, most often), then run the "
                + "same command again.");
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            return Verb.Fail(
                "Stopped. Everyone taken in so far is whole. Run the same command again to take in the rest.",
                ExitCode.Interrupted);
        }
    }

    private static async Task<int> Import(ParseResult parsed, CancellationToken stop)
    {
        var location = parsed.Location();
        var states = new StateFilter(parsed.GetValue(States) ?? []);
        if (parsed.GetValue(RejectsFile) is { } asked)
        {
            RejectsPlace.Check(
                asked, [parsed.GetValue(File), parsed.GetValue(PracticePlaces), parsed.GetValue(OtherNames)], location,
                parsed.GetValue(Force));
        }
        Store? store = null;
        ImportLock? held = null;
        try
        {
            if (await Store.Exists(location, stop))
            {
                store = await Store.Open(location, TimeProvider.System, stop);
                store.Require(StoreKind.Real, OtherStore);
                held = await ImportLock.Take(store, stop);
            }
            var file = NppesFile.Open(
                parsed.GetValue(File)!, parsed.GetValue(PracticePlaces), parsed.GetValue(OtherNames));
            var words = ReadVocabularies(location);
            var rejectsPath = parsed.GetValue(RejectsFile)
                ?? RejectsPlace.Unasked(location, file.Name, TimeProvider.System.GetUtcNow().UtcDateTime);
            using var rejects = new Rejects(() => RejectsPlace.Make(
                rejectsPath, parsed.GetValue(RejectsFile) is not null && parsed.GetValue(Force)));
            var report = await WithBars(async show =>
            {
                var order = new ImportOrder
                {
                    File = file,
                    States = states,
                    Taxonomies = new Taxonomies(words),
                    Credentials = new CredentialText(words),
                    Rejects = rejects,
                };
                // Before a store is made: a file that is none must leave nothing behind.
                var survey = NppesImport.Survey(order, TimeProvider.System, show, stop);
                held ??= await ImportLock.TakeBeforeStore(location, stop);
                store ??= await Store.OpenOrCreate(location, StoreKind.Real, TimeProvider.System, stop: stop);
                store.Require(StoreKind.Real, OtherStore);
                return await new NppesImport(store, order, show).Run(survey, stop);
            });
            rejects.Dispose();
            report = report with { Rejects = rejects.Count > 0 ? rejectsPath : null, Truncated = rejects.CutOffAt is not null };
            Print(parsed, report, rejects);
            if (rejects.CutOffAt is { } line)
            {
                return Verb.Fail(
                    $"The file is cut off in line {line}: the rows before it were taken in, the rest is missing. Download it again "
                    + "and run the same command; who is in the store already is passed over.");
            }
            if (report.Read == report.Rejected)
            {
                return Verb.Fail(report.Read == 0
                    ? "The file has no row below its columns, so nothing was taken in. Download it again."
                    : $"None of the {Counted.Of(report.Read, "row")} of the file could be taken, so nothing was taken in. The reasons are told above.");
            }
            return rejects.Incomplete is null
                ? ExitCode.Done
                : Verb.Fail(
                    $"Everyone else was taken in, but not all of the {Counted.Of(rejects.Count, "row")} that could not be taken could be "
                    + $"written to {Printed.Line(rejectsPath)}: {rejects.Incomplete} Then run the same command again with --rejects FILE --force; "
                    + "who is in the store already is passed over.");
        }
        finally
        {
            if (held is not null)
            {
                await held.DisposeAsync();
            }
            store?.Dispose();
        }
    }

    private static Vocabularies ReadVocabularies(StoreLocation location)
    {
        try
        {
            return Vocabularies.Load(location.VocabularyFolder);
        }
        catch (InvalidDataException e)
        {
            throw new ImportProblem(e.Message, e);
        }
    }

    private static Task<ImportReport> WithBars(Func<Action<ImportProgress>, Task<ImportReport>> import) => Verb.IsWatched
        ? Verb.Aside.Progress()
            .Columns(new TaskDescriptionColumn(), new ProgressBarColumn(), new PercentageColumn(), new RemainingTimeColumn())
            .StartAsync(bars => import(Bars(bars)))
        : import(_ => { });

    private static Action<ImportProgress> Bars(ProgressContext bars)
    {
        var known = new Dictionary<string, ProgressTask>(StringComparer.Ordinal);
        var gate = new Lock();
        return now =>
        {
            lock (gate)
            {
                if (!known.TryGetValue(now.Phase, out var bar))
                {
                    foreach (var before in known.Values)
                    {
                        before.Value = before.MaxValue;
                    }
                    bar = known[now.Phase] = bars.AddTask(now.Phase, maxValue: Math.Max(1, now.Whole));
                }
                bar.Value = now.Done;
            }
        };
    }

    private static void Print(ParseResult parsed, ImportReport report, Rejects rejects)
    {
        if (parsed.GetValue(Json))
        {
            Verb.PrintJson(report);
            return;
        }
        var table = new Table().Border(TableBorder.None).HideHeaders().AddColumn("").AddColumn(new TableColumn("").RightAligned());
        Row("Rows read", report.Read);
        Row("  therapists", report.Therapists);
        Row("  practices", report.Practices);
        Row("  of other specialties", report.OtherSpecialty);
        Row("  of other states", report.OtherState);
        Row("  numbers out of use", report.Deactivated);
        Row("  could not be taken", report.Rejected);
        Row("Added", report.Added);
        Row("Updated", report.Updated);
        Row("Unchanged", report.Unchanged);
        RowIfAny("Rows of the companion tables", report.CompanionRead);
        if (report.CompanionRead > 0)
        {
            Row("  of people or practices of this file", report.CompanionTaken);
        }
        RowIfAny("Updated, now of another state", report.UpdatedElsewhere);
        Row("Taken off the list", report.Unlisted);
        RowIfAny("Back on it", report.Relisted);
        RowIfAny("Go on under a new number", report.Renumbered);
        RowIfAny("Questions for therapists", report.Questions);
        AnsiConsole.Write(table);
        if (rejects.Count > 0)
        {
            Console.Out.Write(
                "The first rows that could not be taken:\n  " + Printed.Text(string.Join("\n  ", rejects.First)) + "\n"
                + (rejects.Incomplete is null ? $"All of them are in {Printed.Line(report.Rejects ?? "")}.\n" : ""));
        }
        if (report.Practices > 0)
        {
            Console.Out.Write(
                $"\n{Counted.Of(report.Practices, "practice")} of this file {(report.Practices == 1 ? "is" : "are")} kept in the store "
                + "and on no page: where an organisation works, the address is taken for no therapist's home.\n");
        }
        if (report.Hidden > 0)
        {
            var hidden = report.Hidden.ToString("N0", CultureInfo.InvariantCulture);
            Console.Out.Write(
                $"\n{hidden} people are hidden: they are known from the public registry alone. To show one of them, enter what she says "
                + "of herself:\n"
                + $"  {parsed.Location().Command("profile set NPI openings=open --as therapist")}\n"
                + "Whose NPI is not known, is found by name:\n"
                + $"  {parsed.Location().Command("profile show NAME")}\n"
                + "To list them all, labelled as not confirmed, without contact button and with \"remove me\":\n"
                + $"  {parsed.Location().Command("settings set registry-listing facts-only")}\n");
        }

        void RowIfAny(string what, long count)
        {
            if (count > 0)
            {
                Row(what, count);
            }
        }

        void Row(string what, long count) => table.AddRow(
            new Text(what), new Text(count.ToString("N0", CultureInfo.InvariantCulture)));
    }
}
