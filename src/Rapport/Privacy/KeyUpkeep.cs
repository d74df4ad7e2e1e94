using Rapport.Storage;

namespace Rapport.Privacy;

/// <summary>Ends a renewal of keys that was begun, and destroys keys of who is gone: when the application starts, and every hour after.</summary>
internal sealed class KeyUpkeep(KeyRenewal renewal, ILogger<KeyUpkeep> log) : RepeatedWork(TimeSpan.FromHours(1), "Destroying keys that are not needed any more", log)
{
    protected override async Task Do(CancellationToken stop)
    {
        await renewal.DestroyErased(stop);
        await renewal.End(stop);
    }
}
