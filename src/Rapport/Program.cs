using System.CommandLine;
using System.CommandLine.Parsing;
using Rapport;
using Rapport.Cli;

var parsed = CommandLine.Root().Parse(args);
return parsed.Errors.Count > 0 ? Usage(parsed) : await parsed.InvokeAsync();

static int Usage(ParseResult parsed)
{
    foreach (var error in parsed.Errors)
    {
        Verb.Fail(error.Message);
    }
    return Verb.Fail($"Try \"{string.Join(' ', CommandPath(parsed).Prepend("./rapport"))} --help\".", ExitCode.Usage);
}

static IEnumerable<string> CommandPath(ParseResult parsed)
{
    var names = new Stack<string>();
    for (var result = parsed.CommandResult; result?.Parent is not null; result = result.Parent as CommandResult)
    {
        names.Push(result.Command.Name);
    }
    return names;
}
