using System.Text;

namespace Rapport.Core.Places;

/// <summary>Reads the table of shapes.</summary>
/// <remarks>
/// The four letters <c>RSH1</c>; as 64-bit numbers, the longitude and latitude of the grid's origin and its steps in
/// degrees; how many arcs are coasts, lines between states, lines between counties. Then, all in whole numbers of seven bits
/// a byte, those with a sign folded (0, −1, 1, −2 …): for each arc how many points it has, and each point as steps from the
/// one before, the first from the first of the arc before. Then the states, each with its code and outlines; then the
/// counties, each with the number of its state, its name and outlines. An outline is the number of its arcs, and each arc as
/// the difference of its number from the one before (folded), doubled, and one more where it is run backwards.
/// </remarks>
internal static class ShapeTableReader
{
    private const int Kinds = 3;
    private const int MostArcs = 100_000;
    private const int MostPoints = 1_000_000;
    private const int MostShapes = 10_000;

    /// <exception cref="InvalidDataException">The table is not of this form.</exception>
    internal static LandShapes Read(Stream table)
    {
        try
        {
            using var reader = new BinaryReader(table, Encoding.UTF8, leaveOpen: true);
            if (!reader.ReadBytes(4).AsSpan().SequenceEqual("RSH1"u8))
            {
                throw new InvalidDataException("The table of shapes must begin with RSH1.");
            }

            var arcs = Arcs(reader);
            var states = new LandShape[Count(reader, State.All.Count)];
            for (var i = 0; i < states.Length; i++)
            {
                var state = State.Parse(reader.ReadString());
                states[i] = new LandShape(state.English, state, Rings(reader, arcs));
            }

            var counties = new LandShape[Count(reader, MostShapes)];
            for (var i = 0; i < counties.Length; i++)
            {
                var state = states[Count(reader, states.Length - 1)].State;
                counties[i] = new LandShape(reader.ReadString(), state, Rings(reader, arcs));
            }

            return new LandShapes(arcs, states, counties);
        }
        catch (Exception e) when (e is EndOfStreamException or FormatException or ArgumentException)
        {
            throw new InvalidDataException("The table of shapes is damaged.", e);
        }
    }

    private static LandArcs Arcs(BinaryReader reader)
    {
        var (west, south) = (reader.ReadDouble(), reader.ReadDouble());
        var (stepX, stepY) = (reader.ReadDouble(), reader.ReadDouble());
        var kindStarts = new int[Kinds + 1];
        for (var kind = 0; kind < Kinds; kind++)
        {
            kindStarts[kind + 1] = kindStarts[kind] + Count(reader, MostArcs);
        }

        var starts = new int[kindStarts[^1] + 1];
        var (longitudes, latitudes) = (new List<float>(), new List<float>());
        var (firstX, firstY) = (0L, 0L);
        for (var arc = 0; arc < starts.Length - 1; arc++)
        {
            var count = Count(reader, MostPoints - longitudes.Count);
            if (count < 2)
            {
                throw new InvalidDataException("The table of shapes has a line of less than two points.");
            }

            var (x, y) = (firstX, firstY);
            for (var i = 0; i < count; i++)
            {
                (x, y) = (x + Signed(reader), y + Signed(reader));
                (firstX, firstY) = i == 0 ? (x, y) : (firstX, firstY);
                var (longitude, latitude) = (west + (x * stepX), south + (y * stepY));
                if (!new GeoPoint(latitude, longitude).IsOnEarth)
                {
                    throw new InvalidDataException("The table of shapes has a point that is not on the Earth.");
                }

                longitudes.Add((float)longitude);
                latitudes.Add((float)latitude);
            }

            starts[arc + 1] = longitudes.Count;
        }

        return new LandArcs([.. longitudes], [.. latitudes], starts, kindStarts);
    }

    private static LandRing[] Rings(BinaryReader reader, LandArcs arcs)
    {
        var rings = new LandRing[Count(reader, MostShapes)];
        for (var i = 0; i < rings.Length; i++)
        {
            var ring = new int[Count(reader, arcs.Count)];
            var bounds = GeoBounds.Nothing;
            var number = 0L;
            for (var at = 0; at < ring.Length; at++)
            {
                var coded = reader.Read7BitEncodedInt();
                number += Unfold(coded >>> 1);
                if (number < 0 || number >= arcs.Count)
                {
                    throw new InvalidDataException("The table of shapes has an outline along a line that is not there.");
                }

                ring[at] = (coded & 1) == 0 ? (int)number : -1 - (int)number;
                bounds = bounds.With(arcs.Bounds((int)number));
            }

            rings[i] = new LandRing(ring, bounds);
        }

        return rings;
    }

    private static int Count(BinaryReader reader, int most) => reader.Read7BitEncodedInt() is >= 0 and var count && count <= most
        ? count
        : throw new InvalidDataException("The table of shapes has a number out of its range.");

    private static int Signed(BinaryReader reader) => Unfold(reader.Read7BitEncodedInt());

    private static int Unfold(int folded) => (folded >>> 1) ^ -(folded & 1);
}
