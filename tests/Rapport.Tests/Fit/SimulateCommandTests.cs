using System.Xml.Linq;
using Rapport.Tests.Support;

namespace Rapport.Tests.Fit;

/// <summary><c>rapport simulate</c> as it is typed.</summary>
public sealed class SimulateCommandTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("rapport-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task Policies_stand_side_by_side_and_runs_and_pictures_are_written_whole()
    {
        var runs = Path.Combine(_folder, "runs.csv");
        string[] asked = ["simulate", "--worlds", "reference,early leavers", "--policies", "hand,priced", "--seeds", "1-2", "--clients", "600", "--csv", runs, "--plots", _folder];
        var ended = await RapportProcess.Run(asked);

        Assert.Equal((0, ""), (ended.Code, ended.Error));
        Assert.Contains("early leavers: 600 clients, 2 seeds", ended.Out, StringComparison.Ordinal);
        Assert.Contains("first 150", ended.Out, StringComparison.Ordinal);
        Assert.Contains("Therapists' own parts were never used", ended.Out, StringComparison.Ordinal);
        var lines = await File.ReadAllLinesAsync(runs);
        Assert.Equal(1 + (2 * 3 * 2), lines.Length);
        Assert.All(lines, line => Assert.Equal(24, line.Split(',').Length));
        Assert.Equal("svg", XDocument.Load(Path.Combine(_folder, "city-early-leavers.svg")).Root!.Name.LocalName);
        Assert.Equal(3, Directory.GetFileSystemEntries(_folder).Length);

        Assert.Contains("is there already", (await RapportProcess.Run(asked)).Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("does not know \"paradise\"", "--worlds", "paradise")]
    [InlineData("does not know \"best\"", "--policies", "best")]
    [InlineData("--seeds takes 1-6 or 1,4,9", "--seeds", "6-1")]
    [InlineData("--seeds takes 1-6 or 1,4,9", "--seeds", "1,1")]
    [InlineData("--clients takes a number from 500", "--clients", "3")]
    [InlineData("ends in .csv", "--csv", "runs.txt")]
    [InlineData("There is no folder", "--plots", "nowhere")]
    public async Task What_is_typed_wrongly_is_told_in_words(string told, params string[] options)
    {
        var ended = await RapportProcess.Run(["simulate", .. options]);

        Assert.NotEqual(0, ended.Code);
        Assert.Contains(told, ended.Error, StringComparison.Ordinal);
    }
}
