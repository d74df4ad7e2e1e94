using Rapport.Registry;
using Rapport.Tests.Support;

namespace Rapport.Tests.Registry;

/// <summary>The file of rejects that nobody named: in the store's folder, under a name that nothing obeys.</summary>
public sealed class RejectsPlaceTests
{
    private static readonly DateTime Now = new(2026, 11, 26, 12, 30, 5, DateTimeKind.Utc);

    [Theory]
    [InlineData("npidata_pfile.csv", "npidata_pfile")]
    [InlineData("/downloads/of november/week 1.csv", "week-1")]
    [InlineData("a\u001b[31mred\u202e.csv", "a--31mred-")]
    [InlineData("line\nbreak\"; rm $HOME.csv", "line-break---rm--HOME")]
    [InlineData("registro-año.csv", "registro-a-o")]
    [InlineData("../../etc/passwd", "passwd")]
    [InlineData("..csv", ".")]
    [InlineData(".csv", "")]
    public async Task Only_plain_letters_of_the_file_s_name_stand_in_it(string file, string of)
    {
        await using var place = await TestStore.Place(Database.Sqlite);
        var path = RejectsPlace.Unasked(place.Location, file, Now);
        Assert.Equal(Path.Combine(place.Folder, $"rejects-{of}-20261126-123005.csv"), path);
    }

    [Fact]
    public async Task A_long_name_is_cut_so_that_the_file_can_be_made()
    {
        await using var place = await TestStore.Place(Database.Sqlite);
        var path = RejectsPlace.Unasked(place.Location, new string('x', 250) + ".csv", Now);
        await using (RejectsPlace.Make(path, force: false))
        {
            Assert.True(File.Exists(path));
        }
        Assert.Equal($"rejects-{new string('x', 100)}-20261126-123005.csv", Path.GetFileName(path));
    }

    [Fact]
    public async Task Two_imports_in_one_second_write_two_files()
    {
        await using var place = await TestStore.Place(Database.Sqlite);
        var paths = new List<string>();
        for (var i = 0; i < 3; i++)
        {
            paths.Add(RejectsPlace.Unasked(place.Location, "weekly.csv", Now));
            await RejectsPlace.Make(paths[^1], force: false).DisposeAsync();
        }
        Assert.Equal(
            ["rejects-weekly-20261126-123005.csv", "rejects-weekly-20261126-123005-2.csv", "rejects-weekly-20261126-123005-3.csv"],
            paths.Select(Path.GetFileName));
    }
}
