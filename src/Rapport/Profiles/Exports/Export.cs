using System.Buffers;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Rapport.Storage;

namespace Rapport.Profiles.Exports;

/// <summary>What an export came to.</summary>
/// <param name="People">How many are in it.</param>
/// <param name="Unreadable">How many were left out because their facts cannot be read.</param>
internal sealed record Exported(long People, long Unreadable);

/// <summary>
/// Writes everybody who is listed, and of each what the profile's own address shows. A stretch of numbers is read at a time
/// and written before the next is asked for, so that memory stays flat and a slow reader holds nothing up; who is taken off
/// the list, or hidden, before his stretch is read is not in it.
/// </summary>
internal static class Export
{
    /// <summary>Numbers asked for at once: some 2 MB where everybody has much to say.</summary>
    public const int Stretch = 200;

    /// <summary>Bytes handed on at once.</summary>
    private const int Piece = 64 * 1024;

    /// <param name="store">Whose people.</param>
    /// <param name="format">How they are written.</param>
    /// <param name="output">Where to; it is left open.</param>
    /// <param name="after">Only those of higher numbers: an export that broke off goes on behind its last person.</param>
    /// <param name="progress">Told of the number reached, and of the highest.</param>
    /// <param name="stop">Ends it between two pieces.</param>
    public static async Task<Exported> Write(
        Store store, ExportFormat format, Stream output, long after, Action<long, long> progress, CancellationToken stop)
    {
        var waiting = new ArrayBufferWriter<byte>(2 * Piece);
        var writer = format.Writer(waiting);
        var (people, unreadable) = (0L, 0L);
        var last = await Last(store, stop);
        format.Begin(waiting);
        for (var from = after; from < last; from += Stretch)
        {
            foreach (var row in await Listed(store, from, stop))
            {
                if (Read(row) is not { } person)
                {
                    unreadable++;
                    continue;
                }
                writer(person);
                people++;
                if (waiting.WrittenCount >= Piece)
                {
                    await Flush();
                }
            }
            progress(Math.Min(from + Stretch, last), last);
        }
        await Flush();
        return new Exported(people, unreadable);

        async Task Flush()
        {
            await output.WriteAsync(waiting.WrittenMemory, stop);
            waiting.ResetWrittenCount();
        }
    }

    /// <summary>The highest number there is now: who comes in later is not waited for.</summary>
    private static async Task<long> Last(Store store, CancellationToken stop)
    {
        await using var db = store.Read();
        return await db.Set<Profile>().MaxAsync(profile => (long?)profile.Id, stop) ?? 0;
    }

    /// <summary>
    /// A stretch of numbers, not a count of people: where millions are hidden, one question would read past all of them, and
    /// could not be stopped meanwhile.
    /// </summary>
    private static async Task<List<Profile>> Listed(Store store, long from, CancellationToken stop)
    {
        await using var db = store.Read();
        return await Visibility.Among(db.Set<Profile>().AsNoTracking(), await Visibility.Of(db, stop))
            .Where(profile => profile.Id > from && profile.Id <= from + Stretch)
            .OrderBy(profile => profile.Id)
            .ToListAsync(stop);
    }

    /// <summary>One document that cannot be read must not keep all others back; the doctor finds it.</summary>
    private static ProfileAnswer? Read(Profile row)
    {
        try
        {
            return ProfileAnswer.Of(row);
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
