using System.Runtime.InteropServices;

namespace Rapport.Core.Places;

/// <summary>A point on a drawn map.</summary>
/// <param name="X">Pixels from the left edge.</param>
/// <param name="Y">Pixels from the upper edge.</param>
[StructLayout(LayoutKind.Auto)]
public readonly record struct MapPoint(double X, double Y)
{
    /// <summary>Pixels to another point in a straight line.</summary>
    public double PixelsTo(MapPoint other) => Math.Sqrt(SquaredTo(other));

    internal double SquaredTo(MapPoint other) => ((X - other.X) * (X - other.X)) + ((Y - other.Y) * (Y - other.Y));
}

/// <summary>A part of a drawn map with upright sides, in pixels.</summary>
/// <param name="Left">Its left edge.</param>
/// <param name="Top">Its upper edge.</param>
/// <param name="Right">Its right edge, not left of the left one.</param>
/// <param name="Bottom">Its lower edge, not above the upper one.</param>
[StructLayout(LayoutKind.Auto)]
public readonly record struct MapBox(double Left, double Top, double Right, double Bottom)
{
    /// <summary>A box around a point.</summary>
    /// <param name="centre">Its middle.</param>
    /// <param name="width">Its width; 0 or more.</param>
    /// <param name="height">Its height; 0 or more.</param>
    public static MapBox Around(MapPoint centre, double width, double height) =>
        new(centre.X - (width / 2), centre.Y - (height / 2), centre.X + (width / 2), centre.Y + (height / 2));

    /// <summary>The middle.</summary>
    public MapPoint Centre => new((Left + Right) / 2, (Top + Bottom) / 2);

    /// <summary>Whether the point lies in it or on its edge.</summary>
    public bool Contains(MapPoint point) => point.X >= Left && point.X <= Right && point.Y >= Top && point.Y <= Bottom;

    /// <summary>Whether the other box lies in it whole.</summary>
    public bool Contains(MapBox other) =>
        other.Left >= Left && other.Right <= Right && other.Top >= Top && other.Bottom <= Bottom;

    /// <summary>Whether they have more than an edge in common.</summary>
    public bool Overlaps(MapBox other) =>
        other.Left < Right && other.Right > Left && other.Top < Bottom && other.Bottom > Top;

    /// <summary>The box with every edge moved outwards; inwards for a number below zero.</summary>
    public MapBox Grown(double pixels) => new(Left - pixels, Top - pixels, Right + pixels, Bottom + pixels);
}
