using CsCheck;
using Rapport.Core.Places;

namespace Rapport.Tests.Core.Places;

public sealed class MapPinsTests
{
    private static readonly MapBox Box = new(0, 0, 300, 300);

    private static readonly Gen<MapPoint[]> Places =
        Gen.Select(Gen.Double[-50, 350], Gen.Double[-50, 350], (x, y) => new MapPoint(x, y)).Array[0, 400];

    [Fact]
    public void Pins_stand_on_places_apart_within_and_few() =>
        Gen.Select(Places, Gen.Double[0, 60], Gen.Int[0, 30]).Sample((places, apart, most) =>
        {
            var pins = MapPins.Set(places, Box, _ => apart, most);
            Assert.InRange(pins.Count, 0, most);
            Assert.All(pins, pin => Assert.True(pin.At == places[pin.Places[0]] && Box.Contains(pin.At)));
            Assert.All(pins.Skip(1), (pin, i) => Assert.All(pins.Take(i + 1), other => Assert.True(pin.At.PixelsTo(other.At) >= apart)));
        });

    [Fact]
    public void A_place_has_one_pin_the_nearest_or_there_was_no_room_for_its_own() =>
        Gen.Select(Places, Gen.Double[0, 60], Gen.Int[0, 30]).Sample((places, apart, most) =>
        {
            var pins = MapPins.Set(places, Box, _ => apart, most);
            var owners = pins.SelectMany(pin => pin.Places, (pin, place) => (pin, place)).ToDictionary(pair => pair.place, pair => pair.pin);
            for (var place = 0; place < places.Length; place++)
            {
                if (owners.TryGetValue(place, out var pin))
                {
                    Assert.True(pin.At == places[place] || pin.At.PixelsTo(places[place]) < apart);
                }
                else
                {
                    Assert.True(pins.Count == most || !Box.Contains(places[place]));
                    Assert.All(pins.Where(other => other.Places[0] < place), other => Assert.True(other.At.PixelsTo(places[place]) >= apart));
                }
            }
        });

    [Fact]
    public void Nothing_written_covers_anything() =>
        Gen.Select(Gen.Double[0, 100], Gen.Double[0, 100], Gen.Double[1, 40], (x, y, size) => new MapBox(x, y, x + size, y + 10))
            .Array[0, 60].Sample(boxes =>
            {
                var space = new OpenSpace(new MapBox(0, 0, 100, 100));
                var placed = boxes.Where(space.TryTake).ToList();
                Assert.Equal(placed, space.Taken);
                Assert.All(placed, box => Assert.True(box.Right <= 100 && box.Bottom <= 100));
                Assert.All(placed, (box, i) => Assert.DoesNotContain(placed.Take(i), box.Overlaps));
                Assert.All(boxes.Except(placed), box => Assert.False(space.IsFree(box)));
            });
}
