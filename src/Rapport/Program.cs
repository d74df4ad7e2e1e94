using System.CommandLine;
using Rapport.Cli;
using Rapport.Operators;
using Rapport.Profiles;
using Rapport.Registry;
using Rapport.Search;
using Rapport.Site;

var root = new RootCommand("Rapport: a directory of therapists that an organisation can run on its own machine.")
{
    StoreOptions.Data,
    StoreOptions.Db,
    ServeCommand.Create(),
};
foreach (var command in ProfilesFeature.Commands.Concat(SearchFeature.Commands).Concat(RegistryFeature.Commands))
{
    root.Add(command);
}
foreach (var command in OperatorsFeature.Commands)
{
    root.Add(command);
}
var parsed = root.Parse(args);
return parsed.Errors.Count > 0 ? Usage(parsed) : await parsed.InvokeAsync();

static int Usage(ParseResult parsed)
{
    foreach (var error in parsed.Errors)
    {
        Verb.Fail(error.Message);
    }
    return Verb.Fail($"Try \"./rapport {string.Join(' ', CommandPath(parsed))} --help\".".Replace("  ", " ", StringComparison.Ordinal), ExitCode.Usage);
}

static IEnumerable<string> CommandPath(ParseResult parsed)
{
    var names = new Stack<string>();
    for (var result = parsed.CommandResult; result?.Parent is not null; result = result.Parent as System.CommandLine.Parsing.CommandResult)
    {
        names.Push(result.Command.Name);
    }
    return names;
}
