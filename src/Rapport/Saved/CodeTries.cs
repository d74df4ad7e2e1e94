using System.Net;
using System.Runtime.InteropServices;
using Rapport.Layout;
using Rapport.Storage;

namespace Rapport.Saved;

/// <summary>
/// How often a network missed, or saved, within an hour; in memory, and forgotten with the hour. This machine itself is not
/// counted: through it a proxy asks for all. For use from several threads.
/// </summary>
internal sealed class CodeTries(Store store)
{
    private static readonly TimeSpan Window = TimeSpan.FromHours(1);

    private readonly Lock _one = new();
    private readonly Dictionary<(Network Network, string What), int> _tries = [];
    private DateTime _since;

    /// <summary>How long until all is forgotten.</summary>
    public TimeSpan Left
    {
        get
        {
            lock (_one)
            {
                return _since + Window - store.Now is var left && left > TimeSpan.Zero ? left : TimeSpan.Zero;
            }
        }
    }

    /// <summary>Whether there were <paramref name="most"/> already.</summary>
    public bool AreSpent(IPAddress? from, string what, int most)
    {
        lock (_one)
        {
            if (store.Now - _since >= Window)
            {
                _tries.Clear();
                _since = store.Now;
            }
            return NetworkLimits.NetworkOf(from) is { } network && _tries.GetValueOrDefault((network, what)) >= most;
        }
    }

    /// <summary>Counts one.</summary>
    public void Count(IPAddress? from, string what)
    {
        if (NetworkLimits.NetworkOf(from) is { } network)
        {
            lock (_one)
            {
                CollectionsMarshal.GetValueRefOrAddDefault(_tries, (network, what), out _)++;
            }
        }
    }
}
