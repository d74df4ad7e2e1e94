using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using System.Text.RegularExpressions;

namespace Rapport.Statistics;

/// <summary>Options that name columns of the table.</summary>
internal static partial class Names
{
    /// <summary>An option that takes one column.</summary>
    public static Option<string?> One(string option, string description) => new(option) { Description = description, HelpName = "COLUMN" };

    /// <summary>An option that takes several columns, parted by commas, or numbered from a first to a last (i1-i6).</summary>
    /// <param name="option">As it is typed, with its dashes.</param>
    /// <param name="description">What stands under --help.</param>
    /// <param name="least">How many there must be.</param>
    public static Option<string[]> Several(string option, string description, int least) => new(option)
    {
        Description = description,
        HelpName = "A,B,…",
        AllowMultipleArgumentsPerToken = false,
        CustomParser = result => Read(result, option, least),
    };

    // "i1-i6" and "i01-i12" are all from the first to the last.
    private static IEnumerable<string> Each(string name)
    {
        if (Run().Match(name) is not { Success: true } run
            || int.Parse(run.Groups["from"].Value, CultureInfo.InvariantCulture) is var from && int.Parse(run.Groups["to"].Value, CultureInfo.InvariantCulture) is var to && from >= to)
        {
            return [name];
        }
        var width = run.Groups["from"].Value.StartsWith('0') ? run.Groups["from"].Length : 1;
        return Enumerable.Range(from, to - from + 1).Select(number => run.Groups["name"].Value + number.ToString(new string('0', width), CultureInfo.InvariantCulture));
    }

    [GeneratedRegex(@"^(?<name>\D.*?)(?<from>\d{1,3})-\k<name>(?<to>\d{1,3})$", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Run();

    [GeneratedRegex(@"^(?<name>\D.*?)\d{1,3}-\k<name>\d{1,3}$", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Backward();

    private static string[]? Read(ArgumentResult result, string option, int least)
    {
        string[] names = [.. result.Tokens
            .SelectMany(token => token.Value.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
            .SelectMany(Each)];
        if (names.FirstOrDefault(name => name.Contains('-', StringComparison.Ordinal) && Backward().IsMatch(name)) is { } backward)
        {
            result.AddError($"{option}: \"{backward}\" goes from a lower to a higher number of one name, like i1-i6.");
        }
        else if (names.Length < least)
        {
            result.AddError($"{option} takes {(least == 1 ? "a text or more" : $"the names of {least} columns or more")}, parted by commas{(least > 1 ? ", or i1-i6 for all from the first to the last" : "")}.");
        }
        else if (names.GroupBy(name => name, StringComparer.Ordinal).FirstOrDefault(same => same.Count() > 1) is { } twice)
        {
            result.AddError($"{option} names \"{twice.Key}\" twice.");
        }
        return names;
    }
}
