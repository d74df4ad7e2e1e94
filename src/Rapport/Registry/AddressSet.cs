
namespace Rapport.Registry;

/// <summary>
/// A set of address hashes: 8 bytes for each of the two million organisations of the whole registry, where a hash
/// table takes three times that. Added to first, asked afterwards.
/// </summary>
internal sealed class AddressSet
{
    private long[] _hashes = new long[1024];
    private int _count;
    private bool _sorted = true;

    /// <summary>The hashes in ascending order, each once.</summary>
    public ReadOnlySpan<long> Sorted
    {
        get
        {
            Sort();
            return _hashes.AsSpan(0, _count);
        }
    }

    public void Add(long hash)
    {
        if (_count == _hashes.Length)
        {
            // Twenty offices of one group share an address: sorting them out may make room without growing.
            Sort();
            if (_count > _hashes.Length / 2)
            {
                Array.Resize(ref _hashes, _hashes.Length * 2);
            }
        }
        _hashes[_count++] = hash;
        _sorted = false;
    }

    public bool Contains(long hash) => Sorted.BinarySearch(hash) >= 0;

    private void Sort()
    {
        if (_sorted)
        {
            return;
        }
        Array.Sort(_hashes, 0, _count);
        var kept = 0;
        for (var i = 0; i < _count; i++)
        {
            if (kept == 0 || _hashes[i] != _hashes[kept - 1])
            {
                _hashes[kept++] = _hashes[i];
            }
        }
        _count = kept;
        _sorted = true;
    }
}
