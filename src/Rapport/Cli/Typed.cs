using System.CommandLine.Parsing;
using System.Globalization;
using System.Numerics;

namespace Rapport.Cli;

/// <summary>
/// Reads what is typed on the command line, and says what may be typed, with an example. The parser's own messages name
/// the types of a program instead.
/// </summary>
internal static class Typed
{
    /// <summary>A number that has a value when none is typed.</summary>
    /// <param name="from">The least, itself allowed.</param>
    /// <param name="to">The greatest, itself allowed.</param>
    /// <param name="example">One that is taken.</param>
    public static Func<ArgumentResult, T> Number<T>(T from, T to, T example)
        where T : struct, INumber<T> =>
        result => Read(result, from, to, example) ?? default;

    /// <summary>A number that may be left out.</summary>
    /// <inheritdoc cref="Number{T}(T, T, T)"/>
    public static Func<ArgumentResult, T?> NumberOrNone<T>(T from, T to, T example)
        where T : struct, INumber<T> =>
        result => Read(result, from, to, example);

    /// <summary>A day that may be left out.</summary>
    public static DateOnly? DayOrNone(ArgumentResult result)
    {
        if (result.Tokens is not [{ Value: var text }])
        {
            return null;
        }
        if (DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day))
        {
            return day;
        }
        result.AddError($"{Name(result)} takes a day like 2026-11-26, not \"{text}\".");
        return null;
    }

    /// <summary>Refuses every word but these, in any case.</summary>
    public static Action<OptionResult> OneOf(params string[] words) => result =>
    {
        if (result.Tokens is [{ Value: var text }] && !words.Contains(text, StringComparer.OrdinalIgnoreCase))
        {
            result.AddError($"{result.Option.Name} takes {string.Join(", ", words[..^1])} or {words[^1]}, not \"{text}\".");
        }
    };

    private static T? Read<T>(ArgumentResult result, T from, T to, T example)
        where T : struct, INumber<T>
    {
        if (result.Tokens is not [{ Value: var text }])
        {
            return null;
        }
        if (T.TryParse(text, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number)
            && number >= from && number <= to)
        {
            return number;
        }
        var kind = typeof(T) == typeof(double) ? "number" : "whole number";
        // A bound that is only that of the machine tells nobody anything.
        var bounds = (from == T.CreateSaturating(double.NegativeInfinity), to == T.CreateSaturating(double.PositiveInfinity)) switch
        {
            (true, _) => "",
            (_, true) => string.Create(CultureInfo.InvariantCulture, $", {from} or more"),
            _ => string.Create(CultureInfo.InvariantCulture, $" from {from} to {to}"),
        };
        result.AddError(string.Create(
            CultureInfo.InvariantCulture, $"{Name(result)} takes a {kind}{bounds}, like {example}, not \"{text}\"."));
        return null;
    }

    private static string Name(ArgumentResult result) =>
        result.Parent is OptionResult option ? option.Option.Name : result.Argument.Name;
}
