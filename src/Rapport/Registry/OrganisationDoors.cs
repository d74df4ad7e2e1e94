using Rapport.Profiles;

namespace Rapport.Registry;

/// <summary>
/// Where the organisations of one file are: 16 bytes for each of the two million of the whole registry. Noted first,
/// read afterwards in the order of their numbers.
/// </summary>
internal sealed class OrganisationDoors
{
    /// <summary>Stands for the hash of no address.</summary>
    public const long Nowhere = 0;

    private const int DayBits = 32;

    private readonly Dictionary<int, (long Door, DateOnly Date)> _again = [];
    private long[] _numbers = new long[1024];
    private long[] _doors = new long[1024];
    private int _count;
    private bool _sorted = true;

    /// <summary>How many organisations there are.</summary>
    public int Count
    {
        get
        {
            Sort();
            return _count;
        }
    }

    /// <param name="npi">Whose row.</param>
    /// <param name="door">Hash of the address, or <see cref="Nowhere"/>.</param>
    /// <param name="date">The registry's date of the row.</param>
    /// <param name="again">The number stood in the file before: this row counts instead.</param>
    public void Note(Npi npi, long door, DateOnly date, bool again)
    {
        if (again)
        {
            _again[npi.Ordinal] = (door, date);
            _sorted = false;
            return;
        }
        Add(Packed(npi.Ordinal, date), door);
    }

    /// <summary>One organisation of the file, by its place in the order of the numbers.</summary>
    public (int Ordinal, long Door, DateOnly Date) this[int at]
    {
        get
        {
            Sort();
            return (Ordinal(_numbers[at]), _doors[at], DateOnly.FromDayNumber((int)(_numbers[at] & uint.MaxValue)));
        }
    }

    private static long Packed(int ordinal, DateOnly date) => ((long)ordinal << DayBits) | (uint)date.DayNumber;

    private static int Ordinal(long packed) => (int)(packed >> DayBits);

    private void Add(long number, long door)
    {
        if (_count == _numbers.Length)
        {
            // By half: twice the two million would be 32 MB for nothing.
            var room = _count + _count / 2;
            Array.Resize(ref _numbers, room);
            Array.Resize(ref _doors, room);
        }
        _numbers[_count] = number;
        _doors[_count++] = door;
        _sorted = false;
    }

    private void Sort()
    {
        if (_sorted)
        {
            return;
        }
        for (var at = 0; at < _count && _again.Count > 0; at++)
        {
            var ordinal = Ordinal(_numbers[at]);
            if (_again.Remove(ordinal, out var last))
            {
                _numbers[at] = Packed(ordinal, last.Date);
                _doors[at] = last.Door;
            }
        }
        foreach (var (ordinal, last) in _again)
        {
            Add(Packed(ordinal, last.Date), last.Door);
        }
        _again.Clear();
        Array.Sort(_numbers, _doors, 0, _count);
        _sorted = true;
    }
}
