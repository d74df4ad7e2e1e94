namespace Rapport.Core.Places;

/// <summary>
/// A piece of the globe drawn flat, north up: an azimuthal equidistant projection around its centre, so that each distance
/// and direction from there is right and a circle around it is a circle. Up to 500 miles from the centre any other distance
/// is right within 0.3 %.
/// </summary>
public sealed class MapView
{
    private readonly double sinLatitude;
    private readonly double cosLatitude;

    /// <summary>Looks at the globe.</summary>
    /// <param name="centre">The point that lies in the middle.</param>
    /// <param name="width">Pixels; more than 0.</param>
    /// <param name="height">Pixels; more than 0.</param>
    /// <param name="pixelsPerMile">The scale; more than 0.</param>
    /// <exception cref="ArgumentException">A number is out of its range.</exception>
    public MapView(GeoPoint centre, double width, double height, double pixelsPerMile)
    {
        if (!centre.IsOnEarth || !(width > 0) || !(height > 0) || !(pixelsPerMile > 0) || !double.IsFinite(width + height + pixelsPerMile))
        {
            throw new ArgumentException("A map needs a centre on the Earth, a size and a scale.", nameof(centre));
        }

        (Centre, Box, PixelsPerMile) = (centre, new MapBox(0, 0, width, height), pixelsPerMile);
        (sinLatitude, cosLatitude) = Math.SinCos(centre.Latitude * (Math.PI / 180));
    }

    /// <summary>The point that lies in the middle.</summary>
    public GeoPoint Centre { get; }

    /// <summary>What is drawn, from (0, 0).</summary>
    public MapBox Box { get; }

    /// <summary>The scale.</summary>
    public double PixelsPerMile { get; }

    /// <summary>The view with a circle around the centre touching the box inside a margin.</summary>
    /// <param name="centre">The middle of the circle.</param>
    /// <param name="miles">Its radius; more than 0.</param>
    /// <param name="width">Pixels.</param>
    /// <param name="height">Pixels.</param>
    /// <param name="margin">Pixels between circle and edge; less than half of width and height.</param>
    public static MapView Around(GeoPoint centre, double miles, double width, double height, double margin) =>
        new(centre, width, height, ((Math.Min(width, height) / 2) - margin) / miles);

    /// <summary>The view that holds all points inside a margin, as large as it can be; of one point, 20 miles around it.</summary>
    /// <param name="points">At least one.</param>
    /// <param name="width">Pixels.</param>
    /// <param name="height">Pixels.</param>
    /// <param name="margin">Pixels between points and edge; less than half of width and height.</param>
    /// <exception cref="ArgumentException">There is no point.</exception>
    public static MapView Holding(IReadOnlyCollection<GeoPoint> points, double width, double height, double margin)
    {
        ArgumentNullException.ThrowIfNull(points);
        var first = new MapView(GeoPoint.Centre(points.Select(point => (point, 1.0))), 1, 1, 1);
        // Points crowd somewhere; the middle of what they span is elsewhere, and moving there turns the map a little.
        for (var turn = 0; turn < 2; turn++)
        {
            first = new MapView(first.At(Span(first, points).Centre), 1, 1, 1);
        }

        var span = Span(first, points);
        var (farX, farY) = (Math.Max(0.5 - span.Left, span.Right - 0.5), Math.Max(0.5 - span.Top, span.Bottom - 0.5));
        const double mostMiles = 20;
        return new MapView(first.Centre, width, height, Math.Min(
            ((width / 2) - margin) / Math.Max(farX, mostMiles), ((height / 2) - margin) / Math.Max(farY, mostMiles)));
    }

    /// <summary>Where a point of the globe is drawn, be it in the box or outside.</summary>
    public MapPoint Project(GeoPoint point)
    {
        var (sin, cos) = Math.SinCos(point.Latitude * (Math.PI / 180));
        var (sinTurn, cosTurn) = Math.SinCos((point.Longitude - Centre.Longitude) * (Math.PI / 180));
        var (east, north) = (cos * sinTurn, (cosLatitude * sin) - (sinLatitude * cos * cosTurn));
        var flat = Math.Sqrt((east * east) + (north * north));
        var angle = Math.Atan2(flat, (sinLatitude * sin) + (cosLatitude * cos * cosTurn));
        var stretch = (flat < 1e-12 ? 1 : angle / flat) * GeoPoint.EarthRadiusMiles * PixelsPerMile;
        return new MapPoint((Box.Right / 2) + (east * stretch), (Box.Bottom / 2) - (north * stretch));
    }

    /// <summary>The point of the globe that is drawn there.</summary>
    public GeoPoint At(MapPoint point)
    {
        var (east, north) = (point.X - (Box.Right / 2), (Box.Bottom / 2) - point.Y);
        var flat = Math.Sqrt((east * east) + (north * north));
        if (flat < 1e-9)
        {
            return Centre;
        }

        var (sin, cos) = Math.SinCos(flat / PixelsPerMile / GeoPoint.EarthRadiusMiles);
        var latitude = Math.Asin(Math.Clamp((cos * sinLatitude) + (north / flat * sin * cosLatitude), -1, 1));
        var turn = Math.Atan2(east * sin, (flat * cosLatitude * cos) - (north * sinLatitude * sin));
        return new GeoPoint(latitude * (180 / Math.PI), Math.IEEERemainder(Centre.Longitude + (turn * (180 / Math.PI)), 360));
    }

    /// <summary>
    /// How far the box reaches from its centre: degrees of latitude, and degrees of longitude to either side, 180 where it
    /// reaches a pole.
    /// </summary>
    internal (double Latitude, double Longitude) Reach()
    {
        var angle = Math.Sqrt((Box.Right * Box.Right) + (Box.Bottom * Box.Bottom)) / 2 / PixelsPerMile / GeoPoint.EarthRadiusMiles;
        var sine = Math.Sin(Math.Min(angle, Math.PI / 2)) / Math.Max(cosLatitude, 1e-12);
        var reachesPole = (angle * (180 / Math.PI)) + Math.Abs(Centre.Latitude) >= 90;
        return (angle * (180 / Math.PI), reachesPole || sine >= 1 ? 180 : Math.Asin(sine) * (180 / Math.PI));
    }

    private static MapBox Span(MapView view, IReadOnlyCollection<GeoPoint> points)
    {
        var box = new MapBox(double.MaxValue, double.MaxValue, double.MinValue, double.MinValue);
        foreach (var point in points.Select(view.Project))
        {
            box = new MapBox(
                Math.Min(box.Left, point.X), Math.Min(box.Top, point.Y), Math.Max(box.Right, point.X), Math.Max(box.Bottom, point.Y));
        }

        return box;
    }
}
