using Rapport.Profiles;

namespace Rapport.Registry.Reading;

/// <summary>A set of NPIs: one bit for each of the 200 million possible ones, 25 MB whatever it holds.</summary>
internal sealed class NpiSet
{
    private readonly ulong[] _bits = new ulong[(Npi.Ordinals + 63) / 64];

    public int Count { get; private set; }

    /// <summary>Returns false when it was there already.</summary>
    public bool Add(Npi npi)
    {
        var (word, bit) = Place(npi);
        if ((_bits[word] & bit) != 0)
        {
            return false;
        }
        _bits[word] |= bit;
        Count++;
        return true;
    }

    public bool Contains(Npi npi)
    {
        var (word, bit) = Place(npi);
        return (_bits[word] & bit) != 0;
    }

    private static (int Word, ulong Bit) Place(Npi npi) => (npi.Ordinal >> 6, 1UL << (npi.Ordinal & 63));
}
