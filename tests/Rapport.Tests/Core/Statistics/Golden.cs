using System.Globalization;
using System.Text.Json;
using Rapport.Core.Statistics;

namespace Rapport.Tests.Core.Statistics;

/// <summary>
/// Expected results of reference software: JSON files whose numbers carry their tolerance, and the tables they were made
/// from. A block of a file is checked whole, so that no number is left out in silence.
/// </summary>
internal static class Golden
{
    // Numbers without a tolerance are written with twelve digits; counts are met exactly.
    private const double AsWritten = 1e-11;

    /// <summary>Where the files lie: beside the tests, wherever they run.</summary>
    public static string Folder { get; } = Path.Combine(AppContext.BaseDirectory, "Core", "Statistics", "golden");

    /// <summary>A JSON file, or the block of it that the names lead to.</summary>
    public static JsonElement Read(string file, params string[] block)
    {
        using var whole = JsonDocument.Parse(File.ReadAllText(Path.Combine(Folder, file)));
        return block.Aggregate(whole.RootElement, (at, name) => at.GetProperty(name)).Clone();
    }

    /// <summary>A table of plain cells, which are quoted only where they hold a comma.</summary>
    public static Table Table(string file)
    {
        var lines = File.ReadAllLines(Path.Combine(Folder, file)).Select(Cells).ToList();
        var names = lines[0];
        return new Table(names, [.. names.Select((_, column) => lines.Skip(1).Select(cells => cells[column]).ToArray())]);
    }

    /// <summary>Whether this is a number, or a list of numbers, with its tolerance.</summary>
    public static bool IsExpected(JsonElement element) => element.ValueKind is JsonValueKind.Object && element.TryGetProperty("value", out _);

    /// <summary>
    /// Walks a block: each number in it with its tolerance must be matched by what <paramref name="actual"/> gives for its
    /// path ("REML/ci95"): a number, a list, a list of lists, or null where none is expected. Counts and texts, which carry
    /// no tolerance, are handed over too, and must be equal where something is given for them.
    /// </summary>
    /// <param name="block">The block.</param>
    /// <param name="actual">What was reckoned for a path; throws for a path that it does not know.</param>
    /// <param name="untold">Paths that say something about the block and are no result, such as "call".</param>
    /// <returns>How many single numbers were checked.</returns>
    public static int Check(JsonElement block, Func<string, object?> actual, params string[] untold) => Walk(block, "", actual, untold);

    /// <summary>One expected number, list of numbers or list of lists against what was reckoned.</summary>
    /// <returns>How many single numbers were compared.</returns>
    public static int Compare(string path, JsonElement expected, object? actual)
    {
        var tolerated = IsExpected(expected);
        var relative = tolerated && expected.TryGetProperty("rtol", out var rtol) ? rtol.GetDouble() : AsWritten;
        var absolute = tolerated && expected.TryGetProperty("atol", out var atol) ? atol.GetDouble() : 0;
        return Compare(path, tolerated ? expected.GetProperty("value") : expected, actual, relative, absolute);
    }

    private static int Walk(JsonElement at, string path, Func<string, object?> actual, string[] untold)
    {
        if (untold.Contains(path, StringComparer.Ordinal) || untold.Contains(path.Split('/')[^1], StringComparer.Ordinal))
        {
            return 0;
        }
        if (at.ValueKind is JsonValueKind.Object && !IsExpected(at))
        {
            return at.EnumerateObject().Sum(part => Walk(part.Value, path.Length == 0 ? part.Name : $"{path}/{part.Name}", actual, untold));
        }
        if (at.ValueKind is JsonValueKind.Array && at.EnumerateArray().Any(one => one.ValueKind is JsonValueKind.Object))
        {
            return at.EnumerateArray().Select((one, number) => Walk(one, $"{path}/{number}", actual, untold)).Sum();
        }
        return Compare(path, at, actual(path));
    }

    private static int Compare(string path, JsonElement expected, object? actual, double relative, double absolute)
    {
        switch (expected.ValueKind)
        {
            case JsonValueKind.Null:
                Assert.True(actual is null or double.NaN, $"{path}: nothing expected, got {actual}");
                return 1;
            case JsonValueKind.String:
                Assert.Equal(expected.GetString(), actual as string);
                return 0;
            case JsonValueKind.True or JsonValueKind.False:
                Assert.Equal(expected.GetBoolean(), actual);
                return 0;
            case JsonValueKind.Array:
                var list = Assert.IsType<System.Collections.IEnumerable>(actual, exactMatch: false).Cast<object?>().ToList();
                Assert.True(expected.GetArrayLength() == list.Count, $"{path}: {expected.GetArrayLength()} expected, got {list.Count}");
                return expected.EnumerateArray().Select((one, i) => Compare($"{path}[{i}]", one, list[i], relative, absolute)).Sum();
            default:
                var value = expected.GetDouble();
                var number = actual is null ? double.NaN : Convert.ToDouble(actual, CultureInfo.InvariantCulture);
                Assert.True(
                    Math.Abs(number - value) <= absolute + (relative * Math.Abs(value)),
                    string.Create(CultureInfo.InvariantCulture, $"{path}: expected {value:R} within {absolute} + {relative} × |value|, got {number:R}"));
                return 1;
        }
    }

    private static string[] Cells(string line)
    {
        var cells = new List<string>();
        var cell = new System.Text.StringBuilder();
        var quoted = false;
        foreach (var letter in line)
        {
            if (letter == '"')
            {
                quoted = !quoted;
            }
            else if (letter == ',' && !quoted)
            {
                cells.Add(cell.ToString());
                cell.Clear();
            }
            else
            {
                cell.Append(letter);
            }
        }
        return [.. cells, cell.ToString()];
    }
}
