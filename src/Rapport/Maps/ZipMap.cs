using Rapport.Core.Places;

namespace Rapport.Maps;

/// <summary>Where one ZIP lies, and no more than that: what is known of a practice's place ends there.</summary>
/// <param name="Ground">Land and lines.</param>
/// <param name="Zip">Five digits.</param>
/// <param name="City">Of the ZIP's addresses.</param>
/// <param name="Texts">Names.</param>
internal sealed record ZipMap(MapGround Ground, string Zip, string City, IReadOnlyList<MapText> Texts)
{
    public const int Width = 340;
    public const int Height = 190;

    /// <summary>Radius of the ring around the ZIP, pixels: about as far as the ZIP of a town reaches.</summary>
    public const int Ring = 34;

    /// <summary>Half of the lower side of the map, miles: the town and its neighbours.</summary>
    private const double Miles = 7;

    private const int MostTowns = 4;

    /// <summary>Null for what is no ZIP of the table: nobody knows where it lies.</summary>
    /// <param name="language">The reader's language: "en" or "es".</param>
    public static ZipMap? Of(string zip, MapGrounds grounds, string language)
    {
        if (grounds.Gazetteer.Find(zip) is not { } area || grounds.Gazetteer.Resolve(zip).Best is not { } place)
        {
            return null;
        }
        var ground = grounds.Around(place, Miles, Width, Height);
        var lettering = new MapLettering(ground.View, language);
        var middle = new MapPoint(Width / 2, Height / 2);
        lettering.Keep(MapBox.Around(middle, 2 * Ring, 2 * Ring));
        foreach (var (name, at) in ground.Towns.Take(MostTowns))
        {
            if (at.PixelsTo(middle) < Ring)
            {
                lettering.PutBeside(middle, Ring + 4, "town", name, MapLettering.TownLetter, rightFirst: false);
            }
            else
            {
                lettering.TryPut(at, "town", name, MapLettering.TownLetter);
            }
        }
        foreach (var county in ground.Counties)
        {
            lettering.Put(county);
        }
        return new ZipMap(ground, area.Zip, area.City, lettering.Texts);
    }
}
