using CsCheck;
using Rapport.Core.Places;
using Rapport.Places;

namespace Rapport.Tests.Places;

public class PlaceTableTests
{
    private static Gazetteer Places => PlaceTable.Gazetteer;

    [Fact]
    public void The_whole_country_is_there()
    {
        Assert.InRange(Places.Areas.Count, 41_000, 43_000);
        Assert.InRange(Places.Counties.Count, 3_100, 3_300);
        Assert.Equal(56, Places.Areas.Select(a => a.State).Distinct().Count());
        Assert.All(Places.Areas, a => Assert.True(a.Point.IsOnEarth && a.City.Length > 0));
        Assert.InRange(Places.Areas.Sum(a => (long)a.People), 200_000_000, 340_000_000);
    }

    [Fact]
    public void The_cities_of_a_view_are_those_that_are_drawn_in_its_box() =>
        Gen.Select(Gen.Double[-90, 90], Gen.Double[-180, 180], Gen.Int[0, Places.Cities.Count - 1], Gen.Double[1, 4_000], Gen.Bool).Sample(
            (latitude, longitude, city, miles, anywhere) =>
            {
                var centre = anywhere ? new GeoPoint(latitude, longitude) : Places.Cities[city].Point;
                var view = MapView.Around(centre, miles, 296, 350, 24);
                Assert.Equal(Places.Cities.Where(one => view.Box.Contains(view.Project(one.Point))), Places.CitiesIn(view));
            },
            iter: 60);

    [Theory]
    [InlineData("94610", "Oakland", "CA", "Alameda County")]
    [InlineData("63101", "St. Louis", "MO", "St. Louis city")]
    [InlineData("22101", "McLean", "VA", "Fairfax County")]
    [InlineData("70112", "New Orleans", "LA", "Orleans Parish")]
    [InlineData("00624", "Peñuelas", "PR", "Peñuelas Municipio")]
    [InlineData("96910", "Hagåtña", "GU", "")]
    public void Names_are_written_as_people_write_them(string zip, string city, string state, string county)
    {
        var area = Places.Find(zip)!;
        Assert.Equal((city, state, county), (area.City, area.State.Code, area.County));
    }

    [Theory]
    [InlineData("Springfield", "Springfield, MO")]
    [InlineData("portland", "Portland, OR")]
    [InlineData("Orange County", "Orange County, CA")]
    [InlineData("oakland", "Oakland, CA")]
    [InlineData("LA", "Los Angeles, CA")]
    [InlineData("washington", "Washington State")]
    public void The_largest_of_a_name_stands_first(string typed, string label) =>
        Assert.Equal(label, Places.Resolve(typed).Best!.Label);

    [Theory]
    [InlineData("port st lucie fl", "Port Saint Lucie, FL")]
    [InlineData("ft lauderdale", "Fort Lauderdale, FL")]
    [InlineData("Coeur d’Alene", "Coeur d'Alene, ID")]
    [InlineData("west hollywood ca", "West Hollywood, CA")]
    [InlineData("n. hollywood, california", "North Hollywood, CA")]
    [InlineData("winston salem", "Winston-Salem, NC")]
    [InlineData("miami-dade", "Miami-Dade County, FL")]
    [InlineData("charleston west virginia", "Charleston, WV")]
    [InlineData("kansas city, ks", "Kansas City, KS")]
    [InlineData("espanola nm", "Española, NM")]
    [InlineData("doral", "Doral, FL")]
    public void Odd_spellings_find_real_places(string typed, string label) =>
        Assert.Equal(label, Places.Resolve(typed).Place?.Label);

    [Fact]
    public void Each_name_shown_finds_its_own_place_again_in_both_languages()
    {
        var states = State.All.Select(s => Places.Resolve(s.Code).Place ?? Places.Resolve(s.Code).Candidates[^1]);
        var zips = Places.Areas.Where((_, i) => i % 10 == 0).Select(a => Places.Resolve(a.Zip).Place!);
        var lost = Places.Cities.Concat(Places.Counties).Concat(states).Concat(zips)
            .SelectMany(p => new[] { p.Label, p.SpanishLabel }.Distinct().Select(label => (label, p)))
            .Where(t => Places.Resolve(t.label).Place is not { } found
                || (found.Kind, found.Name, found.State) != (t.p.Kind, t.p.Name, t.p.State))
            .Select(t => t.label).ToList();
        Assert.True(lost.Count == 0, string.Join("; ", lost.Take(40)));
    }

    [Fact]
    public void No_text_breaks_it() => Gen.OneOf(
        Gen.String,
        Gen.String[Gen.Char[" ,.-'0123456789acdeilnorstuyCALNYñé🙂"], 0, 60],
        Gen.Const(new string('9', 1_000_000))).Sample(text =>
        {
            Assert.True(Enum.IsDefined(Places.Resolve(text).Kind));
            Assert.True(Places.Suggest(text, 10).Count <= 10);
        });

    [Fact]
    public void Every_centre_of_a_city_is_within_reach_of_one_of_its_zips() =>
        Assert.All(
            Places.Cities.Where(c => c.Areas.Count > 0 && c.State.Code != "AK"),
            c => Assert.True(c.Areas.Min(a => a.Point.MilesTo(c.Point)) < 60, c.Label));
}
