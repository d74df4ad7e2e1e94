using Rapport.Registry;
using Rapport.Registry.Reading;

namespace Rapport.Tests.Registry.Reading;

/// <summary>Of the rows of one number the last that can be read counts, and each of them is counted once.</summary>
public sealed class RepeatedNumberTests : IDisposable
{
    private const string First = "Provider First Name";
    private const string Last = "Provider Last Name (Legal Name)";
    private const string Updated = "Last Update Date";
    private const string Code = "Healthcare Provider Taxonomy Code_1";

    private static readonly (string, string)[] BadDate = [(Updated, "2024-02-30")];
    private static readonly (string, string)[] NoName = [(Last, "")];
    private static readonly (string, string)[] NoText = [("Provider Credential Text", "LC\uFFFDSW")];
    private static readonly (string, string)[] BadDateElsewhere = [(Code, "122300000X"), (Updated, "soon")];

    private readonly RegistryFiles _files = new();

    public void Dispose() => _files.Dispose();

    [Fact]
    public void A_bad_row_after_a_good_one_is_told_and_takes_nothing_from_it()
    {
        foreach (var bad in new[] { BadDate, NoName, NoText, BadDateElsewhere })
        {
            var (kept, counts, rejects) = Read(Row("ONE"), Row("TWO", bad));
            Assert.Equal("One", kept);
            Assert.Equal((2, 1, 1), (counts.Read, counts.Therapists, counts.Rejected));
            Assert.Single(rejects);
            Assert.DoesNotContain("the same NPI", rejects[0], StringComparison.Ordinal);
        }
    }

    [Fact]
    public void The_last_good_row_counts_wherever_the_bad_ones_stand()
    {
        var (kept, counts, rejects) = Read(
            Row("ONE"), Row("TWO", NoName), Row("THREE"), Row("FOUR", BadDate), Row("FIVE", NoName));
        Assert.Equal("Three", kept);
        Assert.Equal((5, 1, 4), (counts.Read, counts.Therapists, counts.Rejected));
        Assert.Equal(2, rejects.Count(line => line.Contains("stands again on line 4", StringComparison.Ordinal)));
        Assert.Contains(rejects, line => line.Contains("not a date", StringComparison.Ordinal));
        Assert.Contains(rejects, line => line.Contains("a person without a last name", StringComparison.Ordinal));
    }

    [Fact]
    public void A_good_row_after_a_bad_one_counts()
    {
        var (kept, counts, _) = Read(Row("ONE", BadDate), Row("TWO"));
        Assert.Equal("Two", kept);
        Assert.Equal((2, 1, 1), (counts.Read, counts.Therapists, counts.Rejected));
    }

    [Fact]
    public void Where_every_row_is_bad_nobody_is_taken()
    {
        var (kept, counts, rejects) = Read(Row("ONE", NoName), Row("TWO", BadDate));
        Assert.Null(kept);
        Assert.Equal((2, 2), (counts.Read, counts.Rejected));
        Assert.Equal(2, rejects.Length);
    }

    [Fact]
    public void A_bad_row_of_another_state_takes_nothing_from_the_good_one()
    {
        var (kept, counts, _) = Read(
            Row("ONE"),
            Row("TWO", [.. NoName, ("Provider Business Practice Location Address State Name", "OR"), ("Provider License Number State Code_1", "OR")]));
        Assert.Equal("One", kept);
        Assert.Equal((2, 1, 1), (counts.Read, counts.Therapists, counts.Rejected));
    }

    [Fact]
    public void A_good_row_of_another_specialty_counts_when_it_is_the_last()
    {
        var (kept, counts, _) = Read(Row("ONE"), Row("TWO", (Code, "122300000X")), Row("THREE", BadDate));
        Assert.Null(kept);
        Assert.Equal((3, 1, 2), (counts.Read, counts.OtherSpecialty, counts.Rejected));
    }

    private static Dictionary<string, string> Row(string first, params (string Column, string Value)[] changes) =>
        RegistryFiles.Person("MCDONALD", [(First, first), .. changes]);

    private (string? Kept, RowCounts Counts, string[] Rejects) Read(params Dictionary<string, string>[] rows)
    {
        var (records, counts, rejects) = RegistryParts.Read(_files.Write(rows), ["CA"]);
        return (
            records.OfType<TherapistRow>().SingleOrDefault()?.Name.First, counts,
            rejects.Split('\n', StringSplitOptions.RemoveEmptyEntries)[1..]);
    }
}
