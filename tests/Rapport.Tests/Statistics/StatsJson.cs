using System.Globalization;
using System.Text.Json;
using Rapport.Tests.Core.Statistics;
using Rapport.Tests.Support;

namespace Rapport.Tests.Statistics;

/// <summary>What <c>rapport stats … --json</c> prints, looked up by the names of the reference results.</summary>
internal static class StatsJson
{
    /// <summary>Runs the real command on a table of the reference.</summary>
    public static async Task<JsonElement> Of(string command, string table, params string[] options)
    {
        var ended = await RapportProcess.Run(["stats", command, Path.Combine(Golden.Folder, table), .. options, "--json"]);
        Assert.Equal((0, ""), (ended.Code, ended.Error));
        using var json = JsonDocument.Parse(ended.Out);
        return json.RootElement.Clone();
    }

    /// <summary>The value at a path such as "mean_squares/BMS" or "rows/0/icc".</summary>
    public static object? At(JsonElement json, string path)
    {
        foreach (var name in path.Split('/'))
        {
            json = json.ValueKind is JsonValueKind.Array ? json[int.Parse(name, CultureInfo.InvariantCulture)] : json.GetProperty(name);
        }
        return Bare(json);
    }

    private static object? Bare(JsonElement json) => json.ValueKind switch
    {
        JsonValueKind.Array => json.EnumerateArray().Select(Bare).ToList(),
        JsonValueKind.Number => json.GetDouble(),
        JsonValueKind.String => json.GetString(),
        JsonValueKind.Null => null,
        _ => json.GetBoolean(),
    };
}
