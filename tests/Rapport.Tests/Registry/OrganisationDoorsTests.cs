using CsCheck;
using Rapport.Profiles;
using Rapport.Registry;

namespace Rapport.Tests.Registry;

public sealed class OrganisationDoorsTests
{
    [Fact]
    public void The_last_row_of_each_number_stands_in_the_order_of_the_numbers() =>
        Gen.Select(Gen.Int[0, 40], Gen.Long[-3, 3], Gen.Int[0, 5]).Array[0, 2_000].Sample(rows =>
        {
            var doors = new OrganisationDoors();
            var plain = new SortedDictionary<int, (int Ordinal, long Door, DateOnly Date)>();
            foreach (var (ordinal, door, day) in rows)
            {
                var date = new DateOnly(2024, 1, 1).AddDays(day);
                doors.Note(Npi.FromOrdinal(ordinal), door, date, again: plain.ContainsKey(ordinal));
                plain[ordinal] = (ordinal, door, date);
            }
            Assert.Equal(plain.Values, Enumerable.Range(0, doors.Count).Select(at => doors[at]));
        });
}
