using System.Text;
using Rapport.Core.Places;

namespace Rapport.Tests.Core.Places;

public class GazetteerTests
{
    private static readonly Gazetteer Small = Read("""
        zip,city,state,county,lat,lon,people
        94610,Oakland,CA,Alameda County,37.812,-122.24,30000
        94601,Oakland,CA,Alameda County,37.776,-122.218,10000
        94501,Alameda,CA,Alameda County,37.77,-122.26,40000
        21550,Oakland,MD,Garrett County,39.4,-79.4,5000
        63101,St. Louis,MO,St. Louis city,38.631,-90.193,7000
        89701,Carson City,NV,Carson City,39.15,-119.74,20000
        10001,New York,NY,New York County,40.751,-73.997,800000
        13302,Altmar,NY,Oswego County,43.49,-75.96,1200
        98101,Seattle,WA,King County,47.61,-122.33,30000
        20001,Washington,DC,District of Columbia,38.91,-77.02,600000
        59101,Billings,MT,Yellowstone County,45.77,-108.49,30000
        70112,New Orleans,LA,Orleans Parish,29.956,-90.077,17709
        00716,Ponce,PR,Ponce Municipio,18.0,-66.6,30000
        00780,Coto Laurel,PR,Ponce Municipio,18.05,-66.55,5000
        99615,Kodiak,AK,Kodiak Island Borough,57.79,-152.4,6000
        99559,Bethel,AK,Bethel Census Area,60.79,-161.75,6000
        ,Queens,NY,,40.681,-73.837,2272771
        """);

    [Theory]
    [InlineData("94610")]
    [InlineData(" 94610 ")]
    [InlineData("94610-1234")]
    [InlineData("946101234")]
    public void A_zip_is_found_with_or_without_its_last_four_digits(string zip) =>
        Assert.Equal("Oakland", Small.Find(zip)?.City);

    [Theory]
    [InlineData("00000")]
    [InlineData("9461")]
    [InlineData("94610-12")]
    [InlineData("946101234567")]
    [InlineData("９４６１０")]
    [InlineData("K1A 0B1")]
    [InlineData("")]
    public void What_is_no_zip_is_not_found(string zip) => Assert.Null(Small.Find(zip));

    [Theory]
    [InlineData("94610", "94610 Oakland, CA")]
    [InlineData("Oakland CA 94610-1234", "94610 Oakland, CA")]
    [InlineData("oakland,ca", "Oakland, CA")]
    [InlineData("OAKLAND CALIFORNIA", "Oakland, CA")]
    [InlineData("Oakland, MD, USA", "Oakland, MD")]
    [InlineData("oakland, ca 99999", "Oakland, CA")]
    [InlineData("Saint Louis", "St. Louis, MO")]
    [InlineData("st louis mo", "St. Louis, MO")]
    [InlineData("ST.LOUIS, MISURI", "St. Louis, MO")]
    [InlineData("billings mt", "Billings, MT")]
    [InlineData("alameda county", "Alameda County, CA")]
    [InlineData("Alameda Co, CA", "Alameda County, CA")]
    [InlineData("condado de alameda, ca", "Alameda County, CA")]
    [InlineData("orleans parish", "Orleans Parish, LA")]
    [InlineData("Orleans County, Louisiana", "Orleans Parish, LA")]
    [InlineData("condado de Orleans", "Orleans Parish, LA")]
    [InlineData("Parroquia de Orleans, LA", "Orleans Parish, LA")]
    [InlineData("municipio de Ponce", "Ponce Municipio, PR")]
    [InlineData("Ponce Municipio, Puerto Rico", "Ponce Municipio, PR")]
    [InlineData("kodiak island borough", "Kodiak Island Borough, AK")]
    [InlineData("Kodiak Island County, AK", "Kodiak Island Borough, AK")]
    [InlineData("bethel census area", "Bethel Census Area, AK")]
    [InlineData("Alameda County, CA", "Alameda County, CA")]
    [InlineData("County of Alameda", "Alameda County, CA")]
    [InlineData("orleans, la", "Orleans Parish, LA")]
    [InlineData("Garrett", "Garrett County, MD")]
    [InlineData("Carson City", "Carson City, NV")]
    [InlineData("CA", "California")]
    [InlineData("california", "California")]
    [InlineData("NY", "New York State")]
    [InlineData("Estado de Nueva York", "New York State")]
    [InlineData("Montana", "Montana")]
    [InlineData("nyc", "New York, NY")]
    [InlineData("new york city, ny", "New York, NY")]
    [InlineData("queens", "Queens, NY")]
    [InlineData("Washington D.C.", "Washington, DC")]
    [InlineData("DC", "District of Columbia")]
    [InlineData("Yellowstone Co", "Yellowstone County, MT")]
    public void What_people_type_finds_the_place(string typed, string label)
    {
        var match = Small.Resolve(typed);
        Assert.Equal(PlaceMatchKind.Found, match.Kind);
        Assert.Equal(label, match.Place!.Label);
        Assert.Same(match.Place, match.Best);
    }

    [Theory]
    [InlineData("Oakland", "Oakland, CA|Oakland, MD")]
    [InlineData("new york", "New York State|New York, NY")]
    [InlineData("nueva york", "New York State|New York, NY")]
    [InlineData("washington", "Washington, DC|Washington State")]
    public void A_name_of_several_places_is_asked_back_with_the_largest_first(string typed, string labels)
    {
        var match = Small.Resolve(typed);
        Assert.Equal(PlaceMatchKind.Ambiguous, match.Kind);
        Assert.Equal(labels.Split('|'), match.Candidates.Select(c => c.Label));
        Assert.Equal(match.Candidates[0], match.Best);
    }

    [Theory]
    [InlineData("Oklnad, CA", "Oakland, CA")]
    [InlineData("oakladn ca", "Oakland, CA")]
    [InlineData("Californa", "California")]
    [InlineData("94611", "94610 Oakland, CA")]
    [InlineData("Seatle", "Seattle, WA")]
    [InlineData("Alamida County, CA", "Alameda County, CA")]
    [InlineData("condado de alamida", "Alameda County, CA")]
    public void A_name_typed_wrong_is_unknown_and_the_nearest_is_proposed(string typed, string first)
    {
        var match = Small.Resolve(typed);
        Assert.Equal(PlaceMatchKind.Unknown, match.Kind);
        Assert.Null(match.Best);
        Assert.Equal(first, match.Candidates[0].Label);
    }

    [Theory]
    [InlineData("00000")]
    [InlineData("qqqqqqqqqqqqq")]
    [InlineData("'; drop table places; --")]
    [InlineData("%_<>\"")]
    [InlineData("أوكلاند")]
    [InlineData("🙂🙂")]
    public void What_means_no_place_is_unknown_without_proposals(string typed)
    {
        var match = Small.Resolve(typed);
        Assert.Equal(PlaceMatchKind.Unknown, match.Kind);
        Assert.Empty(match.Candidates);
    }

    [Fact]
    public void Nothing_typed_is_no_question()
    {
        Assert.Equal(PlaceMatchKind.Empty, Small.Resolve(null).Kind);
        Assert.Equal(PlaceMatchKind.Empty, Small.Resolve(" \t\n").Kind);
    }

    [Fact]
    public void A_city_lies_in_the_middle_of_its_people_and_knows_its_zips()
    {
        var oakland = Small.Resolve("oakland, ca").Place!;
        Assert.Equal(40_000, oakland.People);
        Assert.Equal(["94601", "94610"], oakland.Areas.Select(a => a.Zip));
        Assert.True(oakland.Point.MilesTo(Small.Find("94610")!.Point) < oakland.Point.MilesTo(Small.Find("94601")!.Point));
    }

    [Theory]
    [InlineData("oak", "Oakland, CA|Oakland, MD")]
    [InlineData("oakland, m", "Oakland, MD")]
    [InlineData("alameda c", "Alameda County, CA")]
    [InlineData("condado de al", "Alameda County, CA")]
    [InlineData("orleans p", "Orleans Parish, LA")]
    [InlineData("9460", "94601 Oakland, CA")]
    [InlineData("new y", "New York State|New York, NY|New York County, NY")]
    [InlineData("zz", "")]
    [InlineData(",", "")]
    [InlineData("", "")]
    public void The_beginning_of_a_name_proposes_places_by_size(string typed, string labels) =>
        Assert.Equal(labels, string.Join('|', Small.Suggest(typed, 10).Select(p => p.Label)));

    [Fact]
    public void No_more_are_proposed_than_asked_for()
    {
        Assert.Single(Small.Suggest("o", 1));
        Assert.Single(Small.Suggest("o", -5));
        Assert.True(Small.Suggest("o", int.MaxValue).Count <= 50);
    }

    [Theory]
    [InlineData("", "must begin with the line")]
    [InlineData("zip,city,state,county,lat,lon,people\n94610,Oakland,XX,,1,1,1", "line 2")]
    [InlineData("zip,city,state,county,lat,lon,people\n94610,Oakland,CA,,91,1,1", "line 2")]
    [InlineData("zip,city,state,county,lat,lon,people\n94610,Oakland,CA,,1,1,1\n94611,Oakland", "line 3")]
    [InlineData("zip,city,state,county,lat,lon,people\n9461x,Oakland,CA,,1,1,1", "line 2")]
    [InlineData("zip,city,state,county,lat,lon,people\n94610,Oakland,CA,,1,1,1\n94610,Oakland,CA,,1,1,1", "94610")]
    public void A_damaged_table_says_where(string table, string where) =>
        Assert.Contains(where, Assert.Throws<InvalidDataException>(() => Read(table)).Message, StringComparison.Ordinal);

    private static Gazetteer Read(string table) => Gazetteer.Read(new MemoryStream(Encoding.UTF8.GetBytes(table)));
}
