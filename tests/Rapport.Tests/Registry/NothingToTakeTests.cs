using Rapport.Tests.Support;

namespace Rapport.Tests.Registry;

/// <summary>A file of which nobody can be taken in never looks like a success, and fills no disk with its rejects.</summary>
public sealed class NothingToTakeTests
{
    private static readonly string Columns = File.ReadLines(RegistryParts.Sample("npidata-330.csv")).First();

    [Theory]
    [InlineData(0, "has no row below its columns")]
    [InlineData(3, "None of the 3 rows of the file could be taken")]
    [InlineData(150_000, "None of the first 100,000 rows can be read")]
    public async Task Rows_of_commas_are_told_and_fail(int rows, string told)
    {
        var row = new string(',', Columns.Split("\",\"").Length - 1) + "\n";
        var (ended, rejects) = await Import(Columns + "\n" + string.Concat(Enumerable.Repeat(row, rows)));

        Assert.Equal(1, ended.Code);
        Assert.Contains(told, Told.Flat(ended.Error), StringComparison.Ordinal);
        Assert.True(rejects < 20_000_000, $"{rejects} bytes of rejects");
    }

    [Fact]
    public async Task Zeros_left_by_a_broken_download_are_called_that()
    {
        var (ended, _) = await Import(new string('\0', 5_000));

        Assert.Equal(1, ended.Code);
        Assert.Contains("nothing but zero bytes: the download broke off", Told.Flat(ended.Error), StringComparison.Ordinal);
    }

    private static async Task<(Ended Ended, long Rejects)> Import(string text)
    {
        await using var test = await TestStore.Place(Database.Sqlite);
        var file = Path.Combine(test.Folder, "file.csv");
        await File.WriteAllTextAsync(file, text);
        var ended = await RapportProcess.Run(["import", "nppes", file, .. test.Arguments]);
        return (ended, new DirectoryInfo(test.Folder).EnumerateFiles("rejects-*").Sum(one => one.Length));
    }
}
