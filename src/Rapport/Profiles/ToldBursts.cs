namespace Rapport.Profiles;

/// <summary>Remembers which bursts this process has told, so that a burst of a thousand removals is told once and not 997 times.</summary>
internal sealed class ToldBursts
{
    private readonly Lock _gate = new();

    private readonly Dictionary<string, DateTime> _lastOf = new(StringComparer.Ordinal);

    /// <summary>Those that were not told yet; from now on they are.</summary>
    public IReadOnlyList<Burst> Fresh(IReadOnlyList<Burst> bursts)
    {
        lock (_gate)
        {
            return [.. bursts.OrderBy(burst => burst.From).Where(IsFresh)];
        }
    }

    private bool IsFresh(Burst burst)
    {
        var key = burst.Network ?? "";
        // A burst that goes on begins where it began, or later when its first removals have passed out of sight.
        var isFresh = !_lastOf.TryGetValue(key, out var last) || burst.From > last;
        if (isFresh || burst.To > last)
        {
            _lastOf[key] = burst.To;
        }
        return isFresh;
    }
}
