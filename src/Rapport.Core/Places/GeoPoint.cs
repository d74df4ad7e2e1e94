using System.Runtime.InteropServices;

namespace Rapport.Core.Places;

/// <summary>A point on the globe.</summary>
/// <param name="Latitude">Degrees north, −90 to 90.</param>
/// <param name="Longitude">Degrees east, −180 to 180.</param>
[StructLayout(LayoutKind.Auto)]
public readonly record struct GeoPoint(double Latitude, double Longitude)
{
    /// <summary>Mean radius of the Earth in miles: 6,371.0088 km (IUGG mean radius R1).</summary>
    public const double EarthRadiusMiles = 3958.7613;

    /// <summary>Whether both coordinates are numbers within their ranges.</summary>
    public bool IsOnEarth => Math.Abs(Latitude) <= 90 && Math.Abs(Longitude) <= 180;

    /// <summary>
    /// Great-circle distance in miles by the haversine formula on a sphere; within 0.5 % of the distance on the ellipsoid,
    /// and right across the date line and at the poles. Not a number where a coordinate is not.
    /// </summary>
    public double MilesTo(GeoPoint other)
    {
        var here = Latitude * (Math.PI / 180);
        var there = other.Latitude * (Math.PI / 180);
        var sinHalfLatitude = Math.Sin((there - here) / 2);
        var sinHalfLongitude = Math.Sin((other.Longitude - Longitude) * (Math.PI / 360));
        var chord = (sinHalfLatitude * sinHalfLatitude)
            + (Math.Cos(here) * Math.Cos(there) * sinHalfLongitude * sinHalfLongitude);
        // Rounding can carry opposite points a hair beyond one.
        return 2 * EarthRadiusMiles * Math.Asin(Math.Min(1, Math.Sqrt(chord)));
    }

    /// <summary>
    /// The weighted middle of points, taken in space and brought back to the globe, so that it is right across the date line.
    /// Weights below a small positive number count as that number.
    /// </summary>
    /// <exception cref="ArgumentException">There is no point.</exception>
    public static GeoPoint Centre(IEnumerable<(GeoPoint Point, double Weight)> points)
    {
        ArgumentNullException.ThrowIfNull(points);
        var (x, y, z, any) = (0.0, 0.0, 0.0, false);
        GeoPoint first = default;
        foreach (var (point, weight) in points)
        {
            if (!any)
            {
                (first, any) = (point, true);
            }

            var latitude = point.Latitude * (Math.PI / 180);
            var longitude = point.Longitude * (Math.PI / 180);
            var pull = Math.Max(weight, 1e-6);
            x += pull * Math.Cos(latitude) * Math.Cos(longitude);
            y += pull * Math.Cos(latitude) * Math.Sin(longitude);
            z += pull * Math.Sin(latitude);
        }

        if (!any)
        {
            throw new ArgumentException("A centre needs at least one point.", nameof(points));
        }

        var flat = Math.Sqrt((x * x) + (y * y));
        // Points that balance each other out around the globe have no middle; any of them will do.
        return flat < 1e-12 && Math.Abs(z) < 1e-12
            ? first
            : new GeoPoint(Math.Atan2(z, flat) * (180 / Math.PI), Math.Atan2(y, x) * (180 / Math.PI));
    }
}
