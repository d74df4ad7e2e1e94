using System.Text.Json;
using Rapport.Tests.Support;

namespace Rapport.Tests.Registry;

/// <summary>A file that a broken download cut off is taken in as far as it goes, and never looks like a success.</summary>
public sealed class CutOffFileTests
{
    [Theory]
    [InlineData("inside quotes")]
    [InlineData("between columns")]
    public async Task A_cut_off_file_is_told_with_its_line_and_fails(string where)
    {
        await using var test = await TestStore.Place(Database.Sqlite);
        var sample = RegistryParts.Sample("npidata-330.csv");
        var whole = await File.ReadAllBytesAsync(sample);
        var file = Path.Combine(test.Folder, "cut.csv");
        var text = System.Text.Encoding.UTF8.GetString(whole[..^400]);
        text = text[..(text.LastIndexOf("\",\"", StringComparison.Ordinal) + (where == "inside quotes" ? 3 : 1))];
        await File.WriteAllTextAsync(file, text);

        var ended = await RapportProcess.Run(["import", "nppes", file, "--json", .. test.Arguments]);

        Assert.Equal(1, ended.Code);
        Assert.Contains("cut off in line", ended.Error, StringComparison.Ordinal);
        using var report = JsonDocument.Parse(ended.Out);
        Assert.True(report.RootElement.GetProperty("truncated").GetBoolean());
        Assert.True(report.RootElement.GetProperty("therapists").GetInt32() > 0);
    }
}
