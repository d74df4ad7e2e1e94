using System.CommandLine;
using System.CommandLine.Parsing;

namespace Rapport.Statistics;

/// <summary>Options that name columns of the table.</summary>
internal static class Names
{
    /// <summary>An option that takes one column.</summary>
    public static Option<string?> One(string option, string description) => new(option) { Description = description, HelpName = "COLUMN" };

    /// <summary>An option that takes several columns, parted by commas.</summary>
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

    private static string[]? Read(ArgumentResult result, string option, int least)
    {
        string[] names = [.. result.Tokens
            .SelectMany(token => token.Value.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))];
        if (names.Length < least)
        {
            result.AddError($"{option} takes the names of {least} columns or more, parted by commas.");
        }
        else if (names.GroupBy(name => name, StringComparer.Ordinal).FirstOrDefault(same => same.Count() > 1) is { } twice)
        {
            result.AddError($"{option} names \"{twice.Key}\" twice.");
        }
        return names;
    }
}
