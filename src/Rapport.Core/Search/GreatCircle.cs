using System.Runtime.InteropServices;
using Rapport.Core.Places;

namespace Rapport.Core.Search;

/// <summary>Distances along the great circle on a sphere of the Earth's mean radius.</summary>
/// <remarks>
/// Points are compared as unit vectors by the chord between them, which grows with the distance, needs no trigonometry for
/// each pair, is exact for near points, and knows neither dateline nor poles: for an angle a, the chord is 2 sin(a/2).
/// </remarks>
internal static class GreatCircle
{
    /// <summary>The square of the chord that belongs to a distance; infinite when the distance holds the whole Earth.</summary>
    internal static double ChordSquared(double miles)
    {
        var half = miles / GeoPoint.EarthRadiusMiles / 2;
        if (half >= Math.PI / 2)
        {
            return double.PositiveInfinity;
        }

        var chord = 2 * Math.Sin(half);
        return chord * chord;
    }

    /// <summary>The distance that belongs to the square of a chord.</summary>
    internal static double ToMiles(double chordSquared) =>
        2 * GeoPoint.EarthRadiusMiles * Math.Asin(Math.Min(1, Math.Sqrt(chordSquared) / 2));

    /// <summary>The distance in whole tenths of a mile, as results show and compare it.</summary>
    internal static int ToTenths(double chordSquared) => (int)Math.Round(ToMiles(chordSquared) * 10);
}

/// <summary>A point on the unit sphere.</summary>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct UnitVector(double X, double Y, double Z)
{
    public static UnitVector Of(double latitude, double longitude)
    {
        var (sinLatitude, cosLatitude) = Math.SinCos(latitude * (Math.PI / 180));
        var (sinLongitude, cosLongitude) = Math.SinCos(longitude * (Math.PI / 180));
        return new UnitVector(cosLatitude * cosLongitude, cosLatitude * sinLongitude, sinLatitude);
    }

    public double ChordSquared(UnitVector other)
    {
        var (x, y, z) = (X - other.X, Y - other.Y, Z - other.Z);
        return (x * x) + (y * y) + (z * z);
    }
}
