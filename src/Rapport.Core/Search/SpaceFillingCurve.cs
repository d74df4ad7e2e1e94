namespace Rapport.Core.Search;

/// <summary>
/// Positions along a Hilbert curve over latitude and longitude: numbering profiles by it puts neighbours side by side, so
/// that a search around a point reads a few stretches of each column.
/// </summary>
internal static class SpaceFillingCurve
{
    private const int Order = 15;
    private const int Side = 1 << Order;

    /// <summary>Where a listing stands: its first place; without one, after all places, by the first state it covers.</summary>
    public static uint Position(Listing listing)
    {
        if (listing.Places.Count == 0)
        {
            return 0x8000_0000u + (uint)(listing.OnlineStates is { Length: > 0 } states ? states[0] + 1 : 0);
        }

        var place = listing.Places[0];
        return Position(
            Cell((place.Longitude + 180) / 360),
            Cell((place.Latitude + 90) / 180));
    }

    // The usual walk from the largest quadrant to the smallest, turning the square as the curve turns.
    private static uint Position(int x, int y)
    {
        uint position = 0;
        for (var side = Side / 2; side > 0; side /= 2)
        {
            var right = (x & side) != 0 ? 1 : 0;
            var upper = (y & side) != 0 ? 1 : 0;
            position += (uint)side * (uint)side * (uint)((3 * right) ^ upper);
            if (upper == 0)
            {
                if (right == 1)
                {
                    x = Side - 1 - x;
                    y = Side - 1 - y;
                }

                (x, y) = (y, x);
            }
        }

        return position;
    }

    private static int Cell(double share) => Math.Clamp((int)(share * Side), 0, Side - 1);
}
