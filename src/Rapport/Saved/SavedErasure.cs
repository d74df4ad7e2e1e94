using System.Data.Common;
using Microsoft.EntityFrameworkCore;
using Rapport.Storage;

namespace Rapport.Saved;

/// <summary>Deletes saved searches whose days are over: when the application starts, and every few hours after.</summary>
internal sealed class SavedErasure(Store store, ILogger<SavedErasure> log) : BackgroundService
{
    private static readonly TimeSpan Pause = TimeSpan.FromHours(6);

    /// <summary>Deletes those that ended before today.</summary>
    public static async Task Erase(Store store, CancellationToken stop = default)
    {
        var today = DateOnly.FromDateTime(store.Now);
        await using (var db = store.Read())
        {
            // Looked at first: with nothing due, an import that is under way need not be waited for.
            if (!await db.Set<SavedSearch>().AnyAsync(saved => saved.Ends < today, stop))
            {
                return;
            }
        }
        await store.Erase(db => db.Set<SavedSearch>().Where(saved => saved.Ends < today).ExecuteDeleteAsync(stop), stop);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        try
        {
            while (true)
            {
                try
                {
                    await Erase(store, stoppingToken);
                }
                catch (Exception e) when (e is DbException or InvalidOperationException or StoreProblem && !stoppingToken.IsCancellationRequested)
                {
                    log.LogWarning("Saved searches whose {Days} days are over could not be deleted: {Reason}", SavedSearches.DaysKept, e.Message);
                }
                await Task.Delay(Pause, stoppingToken);
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The application ends.
        }
    }
}
