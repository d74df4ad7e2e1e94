using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Rapport.Core.Search;

/// <summary>
/// The in-person places of a segment, in the order of its profiles, with a ball around the places of each 64 profiles, and one
/// around each 64 of these, so that a search passes over stretches that cannot reach into its circle.
/// </summary>
internal sealed class PlaceColumns
{
    private readonly Offsets starts;
    private readonly double[] x;
    private readonly double[] y;
    private readonly double[] z;
    private readonly short[] states;
    private readonly int[] areas;
    private readonly UnitVector[] centres;
    private readonly double[] reaches;

    // By place, which of the 64 of its block has it; by block, who has any.
    private readonly byte[] owners;
    private readonly ulong[] placed;
    private readonly UnitVector[] groupCentres;
    private readonly double[] groupReaches;

    public PlaceColumns(Arrays columns)
    {
        Columns = columns;
        (starts, x, y, z, states, areas) = columns;
        var size = starts.Count - 1;
        centres = new UnitVector[Bits.Words(size)];
        reaches = new double[centres.Length];
        for (var block = 0; block < centres.Length; block++)
        {
            var (from, to) = Block(block);
            (centres[block], reaches[block]) = Ball(from, to);
        }

        owners = new byte[x.Length];
        placed = new ulong[centres.Length];
        for (var doc = 0; doc < size; doc++)
        {
            for (var place = starts[doc]; place < starts[doc + 1]; place++)
            {
                owners[place] = (byte)(doc & 63);
                Bits.Set(placed, doc);
            }
        }

        groupCentres = new UnitVector[Bits.Words(centres.Length)];
        groupReaches = new double[groupCentres.Length];
        for (var group = 0; group < groupCentres.Length; group++)
        {
            var (from, to) = (Block(group << 6).From, Block(Math.Min(((group + 1) << 6) - 1, centres.Length - 1)).To);
            (groupCentres[group], groupReaches[group]) = Ball(from, to);
        }
    }

    /// <summary>How many groups of 64 blocks there are.</summary>
    public int Groups => groupCentres.Length;

    /// <summary>The blocks of a group, from the first, up to but without the second; none if the group is too far.</summary>
    public (int From, int To) Group(int group, UnitVector point, double chord) =>
        MayReach(groupCentres[group], groupReaches[group], point, chord)
            ? (group << 6, Math.Min((group + 1) << 6, centres.Length))
            : (0, 0);

    public Offsets Starts => starts;

    /// <summary>What the rest follows from.</summary>
    public Arrays Columns { get; }

    public UnitVector Point(int place) => new(x[place], y[place], z[place]);

    public short State(int place) => states[place];

    /// <summary>The number of the postal area; −1 is none.</summary>
    public int Area(int place) => areas[place];

    /// <summary>Whether a place of the block may lie within the chord of the point.</summary>
    public bool MayReach(int block, UnitVector point, double chord) => MayReach(centres[block], reaches[block], point, chord);

    /// <summary>Whether all places of the block lie within the chord of the point.</summary>
    public bool IsWithin(int block, UnitVector point, double chord) =>
        Math.Sqrt(centres[block].ChordSquared(point)) + reaches[block] <= chord;

    /// <summary>Who of a block of 64 profiles has a place, a bit each.</summary>
    public ulong Placed(int block) => placed[block];

    /// <summary>Who of a block of 64 profiles has a place within the chord of the point, a bit each.</summary>
    public ulong Within(int block, UnitVector point, double chordSquared)
    {
        var (place, to) = Block(block);
        var within = 0UL;
        var (atX, atY, atZ) = (Vector256.Create(point.X), Vector256.Create(point.Y), Vector256.Create(point.Z));
        var most = Vector256.Create(chordSquared);
        for (; place + Vector256<double>.Count <= to; place += Vector256<double>.Count)
        {
            var dx = Vector256.LoadUnsafe(ref x[place]) - atX;
            var dy = Vector256.LoadUnsafe(ref y[place]) - atY;
            var dz = Vector256.LoadUnsafe(ref z[place]) - atZ;
            var near = Vector256.LessThanOrEqual((dx * dx) + (dy * dy) + (dz * dz), most).ExtractMostSignificantBits();
            for (; near != 0; near &= near - 1)
            {
                within |= 1UL << owners[place + BitOperations.TrailingZeroCount(near)];
            }
        }

        for (; place < to; place++)
        {
            within |= ChordSquared(place, point) <= chordSquared ? 1UL << owners[place] : 0;
        }

        return within;
    }

    public double ChordSquared(int place, UnitVector point)
    {
        var (dx, dy, dz) = (x[place] - point.X, y[place] - point.Y, z[place] - point.Z);
        return (dx * dx) + (dy * dy) + (dz * dz);
    }

    private static bool MayReach(UnitVector centre, double reach, UnitVector point, double chord) =>
        reach >= 0 && Math.Sqrt(centre.ChordSquared(point)) <= chord + reach;

    private (int From, int To) Block(int block) =>
        (starts[block << 6], starts[Math.Min((block + 1) << 6, starts.Count - 1)]);

    // Straight-line distances obey the triangle inequality, so a ball around the mean holds for any point; the small
    // addition keeps rounding on the safe side. A reach below zero marks a block without places.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private (UnitVector Centre, double Reach) Ball(int from, int to)
    {
        if (from == to)
        {
            return (default, -1);
        }

        double sumX = 0, sumY = 0, sumZ = 0, farthest = 0;
        for (var place = from; place < to; place++)
        {
            (sumX, sumY, sumZ) = (sumX + x[place], sumY + y[place], sumZ + z[place]);
        }

        var centre = new UnitVector(sumX / (to - from), sumY / (to - from), sumZ / (to - from));
        for (var place = from; place < to; place++)
        {
            farthest = Math.Max(farthest, ChordSquared(place, centre));
        }

        return (centre, Math.Sqrt(farthest) + 1e-9);
    }

    /// <param name="Starts">By profile, where its places begin; one more for the end.</param>
    /// <param name="X">By place, where it lies, as a vector of length one.</param>
    /// <param name="Y">The same.</param>
    /// <param name="Z">The same.</param>
    /// <param name="States">By place; −1 is none.</param>
    /// <param name="Areas">By place, the number of the postal area; −1 is none.</param>
    internal sealed record Arrays(Offsets Starts, double[] X, double[] Y, double[] Z, short[] States, int[] Areas);

    /// <summary>Gathers places, profile after profile.</summary>
    internal sealed class Builder(int size)
    {
        private readonly int[] starts = new int[size + 1];
        private readonly List<double> x = new(size);
        private readonly List<double> y = new(size);
        private readonly List<double> z = new(size);
        private readonly List<short> states = new(size);
        private readonly List<int> areas = new(size);
        private int ended;

        public void Add(UnitVector point, short state, int area)
        {
            x.Add(point.X);
            y.Add(point.Y);
            z.Add(point.Z);
            states.Add(state);
            areas.Add(area);
        }

        /// <summary>Adds the places of a profile of another segment.</summary>
        public void AddAll(PlaceColumns from, int doc)
        {
            for (var place = from.starts[doc]; place < from.starts[doc + 1]; place++)
            {
                Add(from.Point(place), from.State(place), from.Area(place));
            }
        }

        /// <summary>What is added now is the next profile's.</summary>
        public void EndProfile() => starts[++ended] = x.Count;

        public Arrays Arrays() => new(new Offsets(starts), [.. x], [.. y], [.. z], [.. states], [.. areas]);
    }
}
