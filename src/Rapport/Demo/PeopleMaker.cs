using System.Collections.Concurrent;
using System.Threading.Channels;

namespace Rapport.Demo;

/// <summary>One invented person as bytes, ready to be written.</summary>
internal sealed record PersonRow(long Id, long? Npi, bool Claimed, DateOnly? RegistryDate, DateTime UpdatedAt, byte[] Document);

/// <summary>
/// Makes people on the other cores while one thread writes: batches come in the order of their numbers, and only a
/// few wait at a time, so that a million needs no more memory than a thousand.
/// </summary>
internal sealed class PeopleMaker(World world, long seed, DateOnly today)
{
    private const int BatchSize = 256;

    private static readonly int Ahead = 2 + Environment.ProcessorCount;

    private readonly ConcurrentBag<People> _idle = [];

    public async IAsyncEnumerable<PersonRow[]> Batches(
        long count, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken stop = default)
    {
        var waiting = Channel.CreateBounded<Task<PersonRow[]>>(Ahead);
        var feeding = Feed(waiting.Writer, count, stop);
        await foreach (var batch in waiting.Reader.ReadAllAsync(stop))
        {
            yield return await batch;
        }
        await feeding;
    }

    private async Task Feed(ChannelWriter<Task<PersonRow[]>> waiting, long count, CancellationToken stop)
    {
        for (long first = 1; first <= count && !stop.IsCancellationRequested; first += BatchSize)
        {
            var from = first;
            var size = (int)Math.Min(BatchSize, count - from + 1);
            await waiting.WriteAsync(Task.Run(() => Make(from, size), stop), stop);
        }
        waiting.Complete();
    }

    private PersonRow[] Make(long first, int size)
    {
        if (!_idle.TryTake(out var people))
        {
            people = new People(world, seed, today);
        }
        var rows = new PersonRow[size];
        for (var i = 0; i < size; i++)
        {
            var person = people.Make(first + i);
            rows[i] = new PersonRow(
                person.Id, person.Npi, person.Claimed, person.RegistryDate, person.UpdatedAt, person.Document.ToUtf8());
        }
        _idle.Add(people);
        return rows;
    }
}
