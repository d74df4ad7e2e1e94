using System.CommandLine;
using System.CommandLine.Parsing;
using Rapport;
using Rapport.Cli;
using Rapport.Pictures;

if (args is [PictureProcess.Word, var shape])
{
    // This process draws one picture for another one, and ends.
    return PictureProcess.Serve(shape);
}
var parsed = CommandLine.Root().Parse(args);
return parsed.Errors.Count > 0 ? Usage(parsed) : await parsed.InvokeAsync();

static int Usage(ParseResult parsed)
{
    // A wrong name for a command is told as that, and not as a missing command too.
    var errors = parsed.CommandResult.Command is { Action: null, Subcommands.Count: > 0 }
        ? [(parsed.UnmatchedTokens is [var wrong, ..] ? $"There is no \"{wrong}\" here. There is" : "Say what to do") + $": {Below(parsed)}."]
        : parsed.Errors.Select(error => error.Message).Distinct();
    foreach (var error in errors)
    {
        Verb.Fail(error);
    }
    return Verb.Fail($"Try \"{string.Join(' ', CommandPath(parsed).Prepend("./rapport"))} --help\".", ExitCode.Usage);
}

static string Below(ParseResult parsed) => string.Join(", ", parsed.CommandResult.Command.Subcommands.Select(command => command.Name));

static IEnumerable<string> CommandPath(ParseResult parsed)
{
    var names = new Stack<string>();
    for (var result = parsed.CommandResult; result?.Parent is not null; result = result.Parent as CommandResult)
    {
        names.Push(result.Command.Name);
    }
    return names;
}
