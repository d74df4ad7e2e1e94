using System.Net;
using Microsoft.EntityFrameworkCore;
using Rapport.Layout;
using Rapport.Search;
using Rapport.Storage;

namespace Rapport.Saved;

/// <summary>How something that was asked with a code, or for one, ended.</summary>
internal enum SavedOutcome
{
    Done,

    /// <summary>No search is kept under this code: it was never given, was forgotten, or its days are over.</summary>
    Unknown,

    /// <summary>Too many were tried, or saved, from this network within an hour.</summary>
    TooMany,

    /// <summary>Others wait for their keys to be made.</summary>
    Busy,

    /// <summary>As many are kept as may be, or this one is too long.</summary>
    NoRoom,
}

/// <summary>A search that was saved a moment ago.</summary>
/// <param name="Words">The code; nobody can be told it a second time.</param>
internal sealed record NewlySaved(SavedOutcome Outcome, IReadOnlyList<string> Words, DateOnly Ends);

/// <summary>Searches that are kept under six words for 90 days, and nothing of who asked for that.</summary>
internal sealed class SavedSearches(Store store) : IDisposable
{
    public const int DaysKept = 90;

    /// <summary>Codes that nobody was given, from one network in an hour: more than anybody mistypes.</summary>
    public const int MostUnknownPerHour = 10;

    /// <summary>Searches saved from one network in an hour; a school or a clinic shares one.</summary>
    public const int MostSavedPerHour = 20;

    /// <summary>About 120 MB; there is no account by which one person's could be counted.</summary>
    private const int MostKept = 100_000;

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    private readonly CodeSeal _seal = new(store);
    private readonly CodeTries _tries = new(store);

    // Each key takes a core for a moment: one at a time, searches go on beside it.
    private readonly SemaphoreSlim _oneKey = new(1, 1);

    private DateOnly Today => DateOnly.FromDateTime(store.Now);

    /// <summary>Keeps a search, and makes a code for it in the language of the page.</summary>
    public async Task<NewlySaved> Save(SearchRequest request, Language language, IPAddress? from, CancellationToken stop)
    {
        var ends = Today.AddDays(DaysKept);
        var words = CodeWords.Draw(language);
        var outcome = await Alone(Save, stop);
        if (outcome == SavedOutcome.Done)
        {
            _tries.Count(from, "save");
        }
        return new NewlySaved(outcome, words, ends);

        async Task<SavedOutcome> Save()
        {
            if (_tries.AreSpent(from, "save", MostSavedPerHour))
            {
                return SavedOutcome.TooMany;
            }
            var keys = _seal.KeysOf(CodeWords.Parse(string.Join(' ', words)).Code!);
            // The day on which it is looked at is a new one each time.
            if (CodeSeal.Seal(request with { Day = null, Page = null, PageSize = null }, keys, ends) is not { } content)
            {
                return SavedOutcome.NoRoom;
            }
            return await store.Write(async db =>
            {
                if (await db.Set<SavedSearch>().CountAsync(stop) >= MostKept)
                {
                    return SavedOutcome.NoRoom;
                }
                db.Add(new SavedSearch { Key = keys.LookUp, Content = content, Ends = ends });
                return SavedOutcome.Done;
            }, stop);
        }
    }

    /// <summary>The search under a code.</summary>
    public async Task<(SavedOutcome Outcome, SearchRequest? Request)> Open(string code, IPAddress? from, CancellationToken stop)
    {
        SearchRequest? found = null;
        var outcome = await With(code, from, async keys =>
        {
            var today = Today;
            await using var db = store.Read();
            var row = await db.Set<SavedSearch>().AsNoTracking().SingleOrDefaultAsync(saved => saved.Key == keys.LookUp && saved.Ends >= today, stop);
            found = row is null ? null : CodeSeal.Open(row.Content, keys, row.Ends);
            return found is not null;
        }, stop);
        return (outcome, found);
    }

    /// <summary>Deletes the search under a code.</summary>
    public Task<SavedOutcome> Forget(string code, IPAddress? from, CancellationToken stop) => With(code, from, async keys =>
    {
        await using (var db = store.Read())
        {
            // Looked at first: who guesses makes no writer wait.
            if (!await db.Set<SavedSearch>().AnyAsync(saved => saved.Key == keys.LookUp, stop))
            {
                return false;
            }
        }
        return await store.Erase(db => db.Set<SavedSearch>().Where(saved => saved.Key == keys.LookUp).ExecuteDeleteAsync(stop), stop) > 0;
    }, stop);

    /// <summary>How long who asked too often waits.</summary>
    public TimeSpan Wait => _tries.Left;

    public void Dispose() => _oneKey.Dispose();

    // Only who misses is counted, and before the next one is looked at: so many right codes may come at once, but no more
    // guesses than are allowed.
    private Task<SavedOutcome> With(string code, IPAddress? from, Func<CodeKeys, Task<bool>> use, CancellationToken stop) => Alone(async () =>
    {
        if (_tries.AreSpent(from, "open", MostUnknownPerHour))
        {
            return SavedOutcome.TooMany;
        }
        if (await use(_seal.KeysOf(code)))
        {
            return SavedOutcome.Done;
        }
        _tries.Count(from, "open");
        return SavedOutcome.Unknown;
    }, stop);

    // One key after the other: an hour has no more of them than fit here.
    private async Task<SavedOutcome> Alone(Func<Task<SavedOutcome>> work, CancellationToken stop)
    {
        if (!await _oneKey.WaitAsync(Patience, stop))
        {
            return SavedOutcome.Busy;
        }
        try
        {
            return await work();
        }
        finally
        {
            _oneKey.Release();
        }
    }
}
