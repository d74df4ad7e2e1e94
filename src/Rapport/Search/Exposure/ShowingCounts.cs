using System.Net;
using System.Runtime.InteropServices;
using Rapport.Layout;
using Rapport.Profiles;
using Rapport.Storage;

namespace Rapport.Search.Exposure;

/// <summary>
/// The counts of who was shown that are not in the store yet. For use from several threads. Which network looked, and how often
/// on this day, is known here until enough have for their counts to be written; what it saw is not.
/// </summary>
internal sealed class ShowingCounts(TimeProvider time) : IDayCounts<Showing>
{
    /// <summary>Lists of one network that count in a day: nobody shows herself a thousand times. More than people look at.</summary>
    public const int MostOfNetwork = 40;

    /// <summary>
    /// From so many networks are the lists whose counts are written together. Those of one list alone would be that list: who
    /// stood on it together, and so what was looked for.
    /// </summary>
    public const int FewestNetworks = 11;

    // An office or a household of IPv6 has many of the blocks that share other limits.
    private const int BitsApartV6 = 16;

    private readonly Lock _one = new();
    private readonly List<Showing> _over = [];
    private readonly Dictionary<Network, int> _looked = [];

    private Dictionary<long, Stood> _counts = [];
    private DateOnly _day;
    private int _networks;

    /// <summary>Counts the people on the first page of a list, in their order.</summary>
    /// <param name="from">Where it went. One that is not known counts as a network of its own each time.</param>
    public void Add(IReadOnlyList<long> shown, IPAddress? from)
    {
        if (shown.Count == 0)
        {
            return;
        }
        lock (_one)
        {
            Turn(Today());
            if (!IsCounted(NetworkLimits.NetworkOf(from)))
            {
                return;
            }
            for (var at = 0; at < shown.Count; at++)
            {
                ref var stood = ref CollectionsMarshal.GetValueRefOrAddDefault(_counts, shown[at], out _);
                stood.Add(at);
            }
        }
    }

    /// <summary>Takes out what was counted on the days before one, but for what is of too few networks: that waits for more.</summary>
    public IReadOnlyList<Showing> TakeBefore(DateOnly day)
    {
        lock (_one)
        {
            Turn(Today());
            if (_day < day)
            {
                Close();
            }
            IReadOnlyList<Showing> taken = [.. _over.Where(one => one.Day < day)];
            _over.RemoveAll(one => one.Day < day);
            return taken;
        }
    }

    /// <summary>Puts back what could not be kept.</summary>
    public void PutBack(IReadOnlyList<Showing> taken)
    {
        lock (_one)
        {
            _over.AddRange(taken);
        }
    }

    private DateOnly Today() => DateOnly.FromDateTime(time.GetUtcNow().UtcDateTime);

    private void Turn(DateOnly today)
    {
        if (today == _day)
        {
            return;
        }
        Close();
        _day = today;
        // What was too little to close goes on as of this day; who came again is no further network of it.
        foreach (var network in _looked.Keys)
        {
            _looked[network] = 0;
        }
    }

    private void Close()
    {
        if (_networks < FewestNetworks)
        {
            return;
        }
        _over.AddRange(_counts.Select(one => new Showing
        {
            Day = _day,
            ProfileId = one.Key,
            First = one.Value.First,
            ToFifth = one.Value.ToFifth,
            Later = one.Value.Later,
        }));
        _counts = [];
        _looked.Clear();
        _networks = 0;
    }

    private bool IsCounted(Network? from)
    {
        if (from is not { } network)
        {
            _networks++;
            return true;
        }
        var whole = network.IsV6 ? network with { Bits = network.Bits >> BitsApartV6 } : network;
        ref var lists = ref CollectionsMarshal.GetValueRefOrAddDefault(_looked, whole, out var isKnown);
        _networks += isKnown ? 0 : 1;
        return lists++ < MostOfNetwork;
    }

    [StructLayout(LayoutKind.Auto)]
    private struct Stood
    {
        public long First;
        public long ToFifth;
        public long Later;

        public void Add(int at)
        {
            switch (at)
            {
                case 0: First++; break;
                case < 5: ToFifth++; break;
                default: Later++; break;
            }
        }
    }
}
