namespace Rapport.Core.Places;

/// <summary>Cities by the square degree in which they lie, so that a map asks those near it and no others.</summary>
internal sealed class CityCells
{
    private readonly IReadOnlyList<Place> cities;
    private readonly Dictionary<(int Latitude, int Longitude), List<int>> cells = [];

    public CityCells(IReadOnlyList<Place> cities)
    {
        this.cities = cities;
        for (var i = 0; i < cities.Count; i++)
        {
            var cell = ((int)Math.Floor(cities[i].Point.Latitude), Wrapped((int)Math.Floor(cities[i].Point.Longitude)));
            if (!cells.TryGetValue(cell, out var there))
            {
                cells.Add(cell, there = []);
            }

            there.Add(i);
        }
    }

    /// <summary>The cities that are drawn in the box of a view, in the order in which they were given.</summary>
    public IEnumerable<Place> In(MapView view)
    {
        var reach = view.Reach();
        var (south, north) = (Math.Floor(view.Centre.Latitude - reach.Latitude), Math.Floor(view.Centre.Latitude + reach.Latitude));
        var west = Math.Floor(view.Centre.Longitude - reach.Longitude);
        // All around the pole each column counts once.
        var columns = Math.Min(360, Math.Floor(view.Centre.Longitude + reach.Longitude) - west + 1);
        var found = new List<int>();
        for (var latitude = Math.Max(-90, (int)south); latitude <= Math.Min(90, (int)north); latitude++)
        {
            for (var column = 0; column < columns; column++)
            {
                if (cells.TryGetValue((latitude, Wrapped((int)west + column)), out var there))
                {
                    found.AddRange(there);
                }
            }
        }

        found.Sort();
        return found.Select(position => cities[position]).Where(city => view.Box.Contains(view.Project(city.Point)));
    }

    private static int Wrapped(int degrees) => ((degrees % 360) + 360) % 360;
}
