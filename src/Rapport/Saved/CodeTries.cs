using System.Net;
using System.Runtime.InteropServices;
using Rapport.Profiles;
using Rapport.Storage;

namespace Rapport.Saved;

/// <summary>
/// How often a network tried something within an hour; in memory, and forgotten with the hour. Every try costs the time of
/// one key, one after the other, so that an hour has no more of them than fit here. For use from several threads.
/// </summary>
internal sealed class CodeTries(Store store)
{
    private static readonly TimeSpan Window = TimeSpan.FromHours(1);

    private readonly Networks _networks = new(store.Location);
    private readonly Lock _one = new();
    private readonly Dictionary<(string Network, string What), int> _tries = [];
    private DateTime _since;

    /// <summary>Counts a try; false when there were <paramref name="most"/> of them already.</summary>
    public bool Take(IPAddress? from, string what, int most)
    {
        var key = (_networks.Pseudonym(from) ?? "", what);
        lock (_one)
        {
            if (store.Now - _since >= Window)
            {
                _tries.Clear();
                _since = store.Now;
            }
            ref var tries = ref CollectionsMarshal.GetValueRefOrAddDefault(_tries, key, out _);
            if (tries >= most)
            {
                return false;
            }
            tries++;
            return true;
        }
    }

    /// <summary>Takes back one that was none: who knows a code does not guess.</summary>
    public void GiveBack(IPAddress? from, string what)
    {
        var key = (_networks.Pseudonym(from) ?? "", what);
        lock (_one)
        {
            if (_tries.TryGetValue(key, out var tries) && tries > 0)
            {
                _tries[key] = tries - 1;
            }
        }
    }
}
