using System.Reflection;
using ArchUnitNET.Domain.Extensions;
using ArchUnitNET.Loader;
using Rapport.Core.Places;

namespace Rapport.Tests.House;

/// <summary>The core takes values and gives values.</summary>
public sealed class CorePurityTests
{
    private static readonly Assembly Core = typeof(GeoPoint).Assembly;

    private static readonly string[] NoInputOrOutput =
    [
        "System.Net", "System.Data", "System.Diagnostics.Process", "System.IO.Pipes", "System.IO.File", "System.IO.Directory",
        "System.Console", "System.Environment", "Microsoft",
    ];

    [Fact]
    public void It_references_the_base_library_and_numbers_only()
    {
        var foreign = Core.GetReferencedAssemblies()
            .Select(reference => reference.Name!)
            .Where(name => !name.StartsWith("System.", StringComparison.Ordinal) && name is not ("netstandard" or "MathNet.Numerics"));

        Assert.Empty(foreign);
    }

    [Fact]
    public void It_touches_no_file_network_database_clock_or_console()
    {
        var touched = new ArchLoader().LoadAssemblies(Core).Build().Types
            .SelectMany(type => type.GetTypeDependencies(), (type, target) => (type.FullName, Target: target.FullName))
            .Where(pair => NoInputOrOutput.Any(name => pair.Target == name || pair.Target.StartsWith(name + ".", StringComparison.Ordinal)))
            .ToList();

        Assert.Empty(touched);
    }

    [Fact]
    public void Its_build_demands_documentation_and_checks_overflow()
    {
        var project = SourceTree.Read("src/Rapport.Core/Rapport.Core.csproj");

        Assert.Contains("Replace('CS1591', '')", project, StringComparison.Ordinal);
        Assert.Contains("<CheckForOverflowUnderflow>true", project, StringComparison.Ordinal);
    }
}
