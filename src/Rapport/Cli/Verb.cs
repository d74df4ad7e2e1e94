using System.CommandLine;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Unicode;
using Microsoft.Data.Sqlite;
using Npgsql;
using Rapport.Core.Statistics;
using Rapport.Core.Statistics.Mixed;
using Rapport.Storage;
using Spectre.Console;

namespace Rapport.Cli;

/// <summary>How a command ends.</summary>
internal static class ExitCode
{
    public const int Done = 0;

    /// <summary>It could not be done; standard error says why and what to do.</summary>
    public const int Failed = 1;

    /// <summary>The command line itself was wrong.</summary>
    public const int Usage = 2;

    /// <summary>Broken off with Ctrl-C.</summary>
    public const int Interrupted = 130;
}

/// <summary>
/// What all commands share: examples under --help, problems in plain words on standard error, exit codes, and
/// output that a program can read.
/// </summary>
internal static class Verb
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        WriteIndented = true,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Encoder = JavaScriptEncoder.Create(Letters()),
    };

    /// <summary>Standard error, for people: messages and progress never mix with output that a program reads.</summary>
    public static IAnsiConsole Aside { get; } = AnsiConsole.Create(new AnsiConsoleSettings
    {
        Out = new AnsiConsoleOutput(Console.Error),
    });

    /// <summary>Whether somebody watches standard error, so that bars may move there: in a file they would be lines upon lines.</summary>
    public static bool IsWatched => Aside.Profile.Capabilities.Interactive && !Console.IsErrorRedirected;

    public static Option<bool> JsonOption() => new("--json") { Description = "Print JSON for a program to read." };

    /// <summary>Gives the command its action.</summary>
    /// <param name="examples">Lines shown under --help as they are to be typed.</param>
    public static Command Does(
        this Command command, string[] examples, Func<ParseResult, CancellationToken, Task<int>> action)
    {
        Help.Examples.Add(command, examples);
        command.SetAction(async (parsed, stop) =>
        {
            // SQLite and files answer without ever yielding; Ctrl-C is heard only once the action has given its task back.
            await Task.Yield();
            try
            {
                parsed.WarnOfPassword();
                return await action(parsed, stop);
            }
            catch (Exception e) when (e is StoreProblem or TableException or FormulaException or MixedModelException or InvalidDataException)
            {
                return Fail(e.Message);
            }
            catch (SqliteException e)
            {
                return Fail(StoreTrouble.Explain(parsed.Location(), e));
            }
            catch (Exception e) when (e.InnerException is SqliteException inner)
            {
                return Fail(StoreTrouble.Explain(parsed.Location(), inner));
            }
            catch (Exception e) when ((e as NpgsqlException ?? e.InnerException as NpgsqlException) is { } server)
            {
                return Fail($"{parsed.Location().Name} answered: {server.Message.TrimEnd('.')}. Nothing half-written stays.");
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException)
            {
                return Fail(
                    $"{e.Message.TrimEnd('.')}. Mend that (a full disk or a file that this account may not write, most often), then run the "
                    + "same command again.");
            }
            catch (OperationCanceledException) when (stop.IsCancellationRequested)
            {
                return Fail("Stopped. Nothing half-written stays.", ExitCode.Interrupted);
            }
        });
        return command;
    }

    /// <summary>Gives a command that only holds others the lines shown under its --help.</summary>
    public static T Shows<T>(this T command, params string[] examples)
        where T : Command
    {
        Help.Examples.Add(command, examples);
        return command;
    }

    /// <summary>Prints a problem and gives the exit code for it.</summary>
    public static int Fail(string message, int code = ExitCode.Failed)
    {
        // As it stands: a line broken to a width would break the commands that the message tells to type.
        Console.Error.WriteLine(Printed.Text(message));
        return code;
    }

    /// <summary>Prints what an operator should know although the command goes on.</summary>
    public static void Warn(string message) => Console.Error.WriteLine(Printed.Text(message));

    /// <summary>Prints a value as JSON on standard output.</summary>
    public static void PrintJson<T>(T value) => Console.Out.WriteLine(JsonSerializer.Serialize(value, Json));

    // The serializer escapes control characters by itself, but not those that turn the direction of writing.
    private static TextEncoderSettings Letters()
    {
        var letters = new TextEncoderSettings(UnicodeRanges.All);
        letters.ForbidCharacters([.. Printed.Turning]);
        return letters;
    }
}
