using System.Diagnostics;
using System.Globalization;
using Xunit.Sdk;

namespace Rapport.Tests.Support;

/// <summary>
/// Trials that come in two lengths: a short one with every run of the tests, and a long one with <c>./test --long</c>. The
/// one place that says which it is; each tells what it tried, how many cases, and how long that took.
/// </summary>
internal static class Trial
{
    /// <summary>Set to 1 by <c>./test --long</c>.</summary>
    private const string Long = "RAPPORT_LONG";

    /// <summary>A file to which each trial adds a row of a table; <c>./test --long</c> prints it.</summary>
    private const string Results = "RAPPORT_TRIALS";

    private static readonly Lock OneWriter = new();

    public static bool IsLong { get; } = Environment.GetEnvironmentVariable(Long) == "1";

    /// <summary>Runs a trial with as many cases as the run calls for.</summary>
    public static void Run(int inShort, int inLong, Action<int> trial) => Run(inShort, inLong, cases =>
    {
        trial(cases);
        return "";
    });

    /// <summary>Runs a trial that tells what it has found, in a few words for the table.</summary>
    public static void Run(int inShort, int inLong, Func<int, string> trial)
    {
        var cases = IsLong ? inLong : inShort;
        var clock = Stopwatch.StartNew();
        var found = "";
        try
        {
            found = trial(cases);
        }
        catch (Exception e) when (e is not SkipException)
        {
            Tell(cases, clock.Elapsed, "**failed**");
            throw;
        }
        Tell(cases, clock.Elapsed, found.Length == 0 ? "held" : $"held: {found}");
    }

    /// <inheritdoc cref="Run(int, int, Action{int})"/>
    public static async Task Run(int inShort, int inLong, Func<int, Task> trial)
    {
        var cases = IsLong ? inLong : inShort;
        var clock = Stopwatch.StartNew();
        try
        {
            await trial(cases);
        }
        catch (Exception e) when (e is not SkipException)
        {
            Tell(cases, clock.Elapsed, "**failed**");
            throw;
        }
        Tell(cases, clock.Elapsed, "held");
    }

    private static void Tell(int cases, TimeSpan took, string ended)
    {
        if (Environment.GetEnvironmentVariable(Results) is not { Length: > 0 } path)
        {
            return;
        }
        var row = string.Create(CultureInfo.InvariantCulture,
            $"| {Name()} | {cases:N0} | {took.TotalSeconds:N1} | {ended} |\n");
        lock (OneWriter)
        {
            File.AppendAllText(path, row);
        }
    }

    /// <summary>The sentence that the test is called, with what it ran on: "Any search equals a plain scan".</summary>
    private static string Name()
    {
        var name = TestContext.Current.Test!.TestDisplayName;
        var arguments = name.IndexOf('(', StringComparison.Ordinal);
        var method = arguments < 0 ? name : name[..arguments];
        var sentence = method[(method.LastIndexOf('.') + 1)..].Replace('_', ' ');
        return arguments < 0 ? sentence : $"{sentence} {name[arguments..]}";
    }
}
