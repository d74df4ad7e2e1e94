using System.Globalization;
using System.Text;

namespace Rapport.Core.Places;

/// <summary>Reads the table of places: <c>zip,city,state,county,lat,lon,people</c>, UTF-8, one header line, no quotes.</summary>
internal static class PlaceTableReader
{
    private const string Header = "zip,city,state,county,lat,lon,people";

    /// <summary>Postal areas, and towns whose rows have no ZIP.</summary>
    /// <exception cref="InvalidDataException">A line is not of this form; the message says which.</exception>
    internal static (List<PostalArea> Areas, List<Place> Towns) Read(Stream table)
    {
        using var reader = new StreamReader(table, Encoding.UTF8, leaveOpen: true);
        if (reader.ReadLine() != Header)
        {
            throw new InvalidDataException($"The table of places must begin with the line \"{Header}\".");
        }

        var areas = new List<PostalArea>(45_000);
        var towns = new List<Place>(5_000);
        var names = new Dictionary<string, string>(40_000, StringComparer.Ordinal);
        var seen = names.GetAlternateLookup<ReadOnlySpan<char>>();
        var states = State.All.ToDictionary(s => s.Code, StringComparer.Ordinal)
            .GetAlternateLookup<ReadOnlySpan<char>>();
        Span<Range> cells = stackalloc Range[8];
        for (var number = 2; reader.ReadLine() is { } text; number++)
        {
            ReadOnlySpan<char> line = text;
            if (line.Split(cells, ',') != 7
                || !(line[cells[0]].Length is 0 or 5)
                || line[cells[0]].ContainsAnyExceptInRange('0', '9')
                || !states.TryGetValue(line[cells[2]], out var state)
                || !Number(line[cells[4]], out var latitude)
                || !Number(line[cells[5]], out var longitude)
                || !int.TryParse(line[cells[6]], NumberStyles.None, CultureInfo.InvariantCulture, out var people)
                || new GeoPoint(latitude, longitude) is not { IsOnEarth: true } point)
            {
                throw new InvalidDataException(
                    $"The table of places has a damaged line {number.ToString(CultureInfo.InvariantCulture)}: \"{text}\".");
            }

            var city = Shared(line[cells[1]]);
            if (line[cells[0]] is { Length: 5 } zip)
            {
                areas.Add(new PostalArea(zip.ToString(), city, state, Shared(line[cells[3]]), point, people));
            }
            else
            {
                towns.Add(Place.OfTown(city, state, point, people));
            }
        }

        areas.Sort((a, b) => string.CompareOrdinal(a.Zip, b.Zip));
        return (areas, towns);

        // A city stands in many lines; one string for all of them keeps the table small in memory.
        string Shared(ReadOnlySpan<char> name)
        {
            if (!seen.TryGetValue(name, out var known))
            {
                known = name.ToString();
                names.Add(known, known);
            }

            return known;
        }
    }

    private static bool Number(ReadOnlySpan<char> text, out double value) =>
        double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out value);
}
