using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Rapport.Core.Search;
using Rapport.Storage;

namespace Rapport.Search;

/// <summary>Keeps the release in force; the first one is made when it is first needed.</summary>
internal sealed class FitReleases(Store store) : IDisposable
{
    private const string Key = "fit-release";

    // Another process may make one: looked up again after so long.
    private static readonly TimeSpan Fresh = TimeSpan.FromMinutes(1);

    private readonly SemaphoreSlim _one = new(1);
    private FitRelease? _known;
    private DateTime _since;

    /// <summary>The release in force.</summary>
    /// <param name="index">By which the first one is made.</param>
    /// <param name="stop">Ends it.</param>
    public async Task<FitRelease> Current(SearchIndex index, CancellationToken stop)
    {
        if (_known is { } known && store.Now - _since < Fresh)
        {
            return known;
        }
        await _one.WaitAsync(stop);
        try
        {
            _known = await Read(stop) ?? await Make(FitRelease.First(index.ConfirmedStyles(), store.Now), stop);
            _since = store.Now;
            return _known;
        }
        finally
        {
            _one.Release();
        }
    }

    public void Dispose() => _one.Dispose();

    private async Task<FitRelease?> Read(CancellationToken stop)
    {
        await using var db = store.Read();
        return await Read(db, stop);
    }

    private static async Task<FitRelease?> Read(RapportDb db, CancellationToken stop) =>
        await db.Set<Setting>().Where(setting => setting.Key == Key).Select(setting => setting.Value).SingleOrDefaultAsync(stop) is { } json
            ? JsonSerializer.Deserialize<FitRelease>(json) : null;

    private async Task<FitRelease> Make(FitRelease release, CancellationToken stop)
    {
        // While nobody has said how they work there is nothing to hold on to.
        if (release.Therapists == 0)
        {
            return release;
        }
        await store.Write(
            async db =>
            {
                if (await Read(db, stop) is null)
                {
                    await Setting.Put(db, Key, JsonSerializer.Serialize(release), store.Now, stop);
                }
            },
            stop);
        return await Read(stop) ?? release;
    }
}
