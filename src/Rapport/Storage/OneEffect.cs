using Microsoft.EntityFrameworkCore;

namespace Rapport.Storage;

/// <summary>It was done before: nothing is changed.</summary>
internal sealed class DoneBefore(string? location) : Exception("This form was done before.")
{
    /// <summary>Where whoever sent it first was led; null where nobody knows.</summary>
    public string? Location => location;
}

/// <summary>
/// What one form changes, once. That it was done is written in the first transaction of the request that carries it: both are kept or none is, on
/// whichever node it came.
/// </summary>
/// <param name="id">A hash of the form's key.</param>
/// <param name="content">A hash of what was sent.</param>
internal sealed class OneEffect(byte[] id, byte[] content)
{
    private static readonly AsyncLocal<OneEffect?> Ambient = new();

    /// <summary>That of the request that runs; null where none carries a key.</summary>
    public static OneEffect? Current => Ambient.Value;

    /// <summary>By which it is told from others.</summary>
    public string Name => Convert.ToHexStringLower(id);

    /// <summary>Something was changed, and it is written that it was.</summary>
    public bool IsDone { get; private set; }

    /// <summary>Where whoever sends it again is led, of a form that is answered with a page and leads nowhere; null where it leads itself.</summary>
    public string? Again { get; set; }

    /// <summary>From now on, in this request.</summary>
    public void Begin() => Ambient.Value = this;

    /// <summary>Changes something that is not what the form asks for, as when somebody was seen last, or a try is counted.</summary>
    public static Task Aside(Func<Task> change) => Aside(async () =>
    {
        await change();
        return true;
    });

    /// <inheritdoc cref="Aside(Func{Task})"/>
    public static async Task<T> Aside<T>(Func<Task<T>> change)
    {
        var current = Ambient.Value;
        Ambient.Value = null;
        try
        {
            return await change();
        }
        finally
        {
            Ambient.Value = current;
        }
    }

    /// <summary>Where the form led when it was done with these words; null where it was not, or that was not written any more.</summary>
    public async Task<string?> Led(Store store, CancellationToken stop)
    {
        await using var db = store.Read();
        return await db.Set<DoneForm>().AsNoTracking().SingleOrDefaultAsync(form => form.Id == id, stop) is { } done && done.Content.AsSpan().SequenceEqual(content) ? done.Location : null;
    }

    /// <summary>Writes in the transaction that the form is done.</summary>
    /// <exception cref="DoneBefore">It was, with these words.</exception>
    public async Task Mark(RapportDb db, DateTime now, CancellationToken stop)
    {
        if (IsDone)
        {
            return;
        }
        var done = await db.Set<DoneForm>().SingleOrDefaultAsync(form => form.Id == id, stop);
        if (done is not null && done.Content.AsSpan().SequenceEqual(content))
        {
            throw new DoneBefore(done.Location);
        }
        if (done is null)
        {
            db.Add(new DoneForm { Id = id, Content = content, At = now });
        }
        else
        {
            (done.Content, done.Location, done.At) = (content, null, now);
        }
    }

    /// <summary>The transaction is kept.</summary>
    public void Kept() => IsDone = true;

    /// <summary>It was refused after all: it may be sent again.</summary>
    public Task Forget(Store store) => Aside(() => store.Write(db => db.Set<DoneForm>().Where(form => form.Id == id).ExecuteDeleteAsync()));

    /// <summary>Remembers where whoever sent it is led: who sends it again is led there too.</summary>
    public Task Leads(Store store, string location) => Aside(() => store.Write(db => db.Set<DoneForm>().Where(form => form.Id == id)
        .ExecuteUpdateAsync(row => row.SetProperty(form => form.Location, location))));
}
