using System.Diagnostics;
using System.Text.Json;
using System.Threading.Channels;
using Rapport.Profiles;
using Rapport.Registry.Reading;
using Rapport.Registry.Values;
using Rapport.Storage;

namespace Rapport.Registry;

/// <summary>What an import is asked to do.</summary>
internal sealed record ImportOrder
{
    public required NppesFile File { get; init; }

    /// <summary>Which states are wanted.</summary>
    public required StateFilter States { get; init; }

    public required Taxonomies Taxonomies { get; init; }

    public required CredentialText Credentials { get; init; }

    /// <summary>Where bad rows are told.</summary>
    public required Rejects Rejects { get; init; }
}

/// <summary>How far an import is.</summary>
/// <param name="Phase">In words.</param>
/// <param name="Done">Of <paramref name="Whole"/>, 0 to 1 when divided.</param>
internal readonly record struct ImportProgress(string Phase, double Done, double Whole);

/// <summary>
/// Takes a registry file into the store. The file is read twice: once to find where organisations are and that it is
/// whole, once to write. Rows are written in batches, each in a transaction with its lines of the change feed, so that
/// an import that is broken off leaves whole people only; run again, it passes over what is already there.
/// </summary>
internal sealed class NppesImport(Store store, ImportOrder order, Action<ImportProgress> progress)
{
    /// <summary>Rows in one transaction: long enough to be fast, short enough that an edit on a page does not wait.</summary>
    private const int BatchRows = 2_000;

    /// <summary>Batches read ahead of the writer.</summary>
    private const int BatchesAhead = 2;

    private const int SlackDays = 7;

    /// <summary>Looks through the whole file and its companions without writing anything.</summary>
    /// <exception cref="ImportProblem">It is not a registry file, is damaged, or cannot be read to its end.</exception>
    public static NppesSurvey Survey(
        ImportOrder order, TimeProvider time, Action<ImportProgress> progress, CancellationToken stop)
    {
        Companions.Check(order.File, stop);
        var judge = new RowBuilder(
            order.Taxonomies, order.Credentials, new HomePlaces(static _ => false), Companions.None,
            LatestDate(time.GetUtcNow().UtcDateTime));
        return NppesSurvey.Of(
            order.File, order.Taxonomies, judge, (done, whole) => progress(new("Looking through the file", done, whole)), stop);
    }

    /// <summary>Writes. The caller holds the <see cref="ImportLock"/>.</summary>
    /// <exception cref="ImportProblem">A file cannot be read further; whole batches stay.</exception>
    public async Task<ImportReport> Run(NppesSurvey survey, CancellationToken stop)
    {
        var clock = Stopwatch.StartNew();
        var run = await Begin(stop);
        var addresses = new OrganisationAddresses(store);
        var news = await addresses.Compare(survey.Organisations, survey.NewestDate, stop);
        // Put in order now: reader and writer both ask, each in its own thread.
        _ = news.Doors.Sorted;
        var homes = new HomePlaces(news.Doors.Contains);
        if (news.IsAnyLeft)
        {
            // Before the addresses are written: broken off in between, the next import finds them left again.
            await new DoorsLeft(store, homes).Judge((done, whole) => progress(new("Looking at homes again", done, whole)), stop);
        }
        await addresses.Write(
            survey.Organisations, news, (done, whole) => progress(new("Noting organisations", done, whole)), stop);
        var renumbered = await new ReplacedNumbers(store).GoOn(survey, stop);
        var companions = Companions.Read(order.File, survey.Numbers, order.Rejects, stop);
        var builder = new RowBuilder(
            order.Taxonomies, order.Credentials, homes, companions, survey.LatestDate);
        var (counts, tally) = await ReadAndWrite(survey, builder, homes, companions, stop);
        var report = new ImportReport
        {
            File = order.File.Name,
            Read = counts.Read,
            Therapists = counts.Therapists,
            Practices = counts.Practices,
            OtherSpecialty = counts.OtherSpecialty,
            OtherState = counts.OtherState,
            Deactivated = counts.Deactivated,
            Rejected = counts.Rejected,
            Added = tally.Added,
            Updated = tally.Updated,
            Unchanged = tally.Unchanged,
            UpdatedElsewhere = tally.UpdatedElsewhere,
            Unlisted = tally.Unlisted,
            Relisted = tally.Relisted,
            Renumbered = renumbered,
            Questions = tally.Questions,
            CompanionRead = companions.Count,
            CompanionTaken = companions.Taken,
            CompanionRejected = companions.Rejected,
            Hidden = await CountHidden(stop),
            Seconds = Math.Round(clock.Elapsed.TotalSeconds, 1),
        };
        await End(run, report, stop);
        return report;
    }

    private async Task<(RowCounts Counts, ImportTally Tally)> ReadAndWrite(
        NppesSurvey survey, RowBuilder builder, HomePlaces homes, Companions companions, CancellationToken stop)
    {
        var batches = Channel.CreateBounded<List<RegistryRecord>>(new BoundedChannelOptions(BatchesAhead)
        {
            SingleReader = true,
            SingleWriter = true,
        });
        using var failed = CancellationTokenSource.CreateLinkedTokenSource(stop);
        var writer = new BatchWriter(store, homes, companions.HasNames, survey.NewestDate);
        await writer.Prepare(stop);
        using var reader = new NppesReader(
            order.File, survey, order.Taxonomies, order.States, builder, order.Rejects, writer.Known);
        // Reading and writing take about the same time: each gets a thread.
        var reading = Task.Run(() => Read(reader, batches.Writer, failed.Token), failed.Token);
        try
        {
            await foreach (var batch in batches.Reader.ReadAllAsync(stop))
            {
                await writer.Write(batch, stop);
            }
        }
        catch
        {
            await failed.CancelAsync();
            await Task.WhenAny(reading);
            throw;
        }
        await reading;
        return (reader.Counts, writer.Tally);
    }

    private async Task Read(NppesReader reader, ChannelWriter<List<RegistryRecord>> batches, CancellationToken stop)
    {
        try
        {
            var batch = new List<RegistryRecord>(BatchRows);
            while (reader.Next(stop) is { } record)
            {
                batch.Add(record);
                if (batch.Count == BatchRows)
                {
                    await batches.WriteAsync(batch, stop);
                    progress(new("Taking it in", reader.Position, reader.Length));
                    batch = new List<RegistryRecord>(BatchRows);
                }
            }
            await batches.WriteAsync(batch, stop);
            batches.Complete();
        }
        catch (Exception e)
        {
            // The writer ends its batch, then meets this.
            batches.Complete(e);
        }
    }

    private static DateOnly LatestDate(DateTime now) => DateOnly.FromDateTime(now).AddDays(SlackDays);

    private Task<ImportRun> Begin(CancellationToken stop) => store.Write(
        db =>
        {
            var run = new ImportRun { File = order.File.Name, StartedAt = store.Now };
            db.Add(run);
            return Task.FromResult(run);
        }, stop);

    private Task End(ImportRun run, ImportReport report, CancellationToken stop) => store.Write(
        async db =>
        {
            var row = await db.Set<ImportRun>().FindAsync([run.Id], stop);
            row!.FinishedAt = store.Now;
            row.Counts = JsonSerializer.Serialize(report, JsonSerializerOptions.Web);
        }, stop);

    private async Task<long> CountHidden(CancellationToken stop)
    {
        await using var db = store.Read();
        return await Visibility.CountHidden(db, stop);
    }
}
