using System.CommandLine;
using Rapport.Cli;
using Rapport.Core.Statistics.Meta;

namespace Rapport.Statistics;

/// <summary>The options that say which columns tell what studies found.</summary>
internal sealed class EffectOptions
{
    private static readonly string[] Counts = ["--ai", "--bi", "--ci", "--di"];

    private readonly Dictionary<string, Option<string?>> _columns = new(StringComparer.Ordinal)
    {
        ["--yi"] = Names.One("--yi", "The effects as they are, with --vi."),
        ["--vi"] = Names.One("--vi", "The variances of their errors (squared standard errors)."),
        ["--ri"] = Names.One("--ri", "Correlations, with --ni: put together as Fisher's z."),
        ["--ni"] = Names.One("--ni", "How many people each correlation comes from."),
        ["--ai"] = Names.One("--ai", "With --measure: how many in the first group had the event,"),
        ["--bi"] = Names.One("--bi", "how many of them had it not,"),
        ["--ci"] = Names.One("--ci", "how many in the second group had it,"),
        ["--di"] = Names.One("--di", "and how many of those had it not."),
    };

    private readonly Option<string?> _measure = new("--measure")
    {
        Description = "What is made of the four counts: RR (log risk ratio), OR (log odds ratio) or RD (difference of risks). Where one is 0, a half is added to each of that study's.",
        HelpName = "RR|OR|RD",
    };

    public EffectOptions() => _measure.Validators.Add(Typed.OneOf("RR", "OR", "RD"));

    public void AddTo(Command command)
    {
        foreach (var option in _columns.Values.Take(4))
        {
            command.Add(option);
        }
        command.Add(_measure);
        foreach (var option in _columns.Values.Skip(4))
        {
            command.Add(option);
        }
    }

    /// <summary>The columns that were named; or null, where they do not make an effect.</summary>
    public EffectColumns? Read(ParseResult parsed)
    {
        var given = Given(parsed);
        var measure = parsed.GetValue(_measure)?.ToUpperInvariant();
        EffectScale? scale = (measure, string.Join(' ', given)) switch
        {
            (null, "--yi --vi") => EffectScale.AsGiven,
            (null, "--ri --ni") => EffectScale.FisherZ,
            ("RR", var counts) when counts == string.Join(' ', Counts) => EffectScale.LogRiskRatio,
            ("OR", var counts) when counts == string.Join(' ', Counts) => EffectScale.LogOddsRatio,
            ("RD", var counts) when counts == string.Join(' ', Counts) => EffectScale.RiskDifference,
            _ => null,
        };
        return scale is { } known ? new(known, [.. given.Select(name => parsed.GetValue(_columns[name])!)]) : null;
    }

    /// <summary>What must be added or left out, where the columns do not make an effect.</summary>
    public string Lacking(ParseResult parsed)
    {
        var given = Given(parsed);
        string[][] ways = [["--yi", "--vi"], ["--ri", "--ni"], ["--measure", .. Counts]];
        string[] named = parsed.GetValue(_measure) is not null ? ["--measure", .. given] : given;
        // What was begun is told to its end; what mixes two ways cannot know which is meant.
        return ways.FirstOrDefault(way => named.Length > 0 && named.All(way.Contains)) is { } begun
            ? $"With {string.Join(" and ", named)} say {string.Join(", ", begun.Except(named, StringComparer.Ordinal))} too."
            : "Say where the effects stand, in one of three ways: --yi and --vi; or --ri and --ni; or --measure RR, OR or RD with --ai, --bi, --ci and --di.";
    }

    private string[] Given(ParseResult parsed) => [.. _columns.Keys.Where(name => parsed.GetValue(_columns[name]) is not null)];
}
