using System.Text;
using ArchUnitNET.Domain;
using ArchUnitNET.Domain.Extensions;
using ArchUnitNET.Loader;
using Rapport.Core.Places;
using Rapport.Storage;

namespace Rapport.Tests.House;

/// <summary>Which folder may use which. The table is printed into docs/architecture.md, word for word.</summary>
public sealed class ArrowTests
{
    /// <summary>Used by every feature; they use no feature themselves.</summary>
    private static readonly string[] Foundations = ["Accounts", "Audit", "Cli", "Keeping", "Layout", "Mail", "Maps", "Pictures", "Places", "Portraits", "Storage", "Tables"];

    /// <summary>What a feature may use beside the foundations and the core.</summary>
    private static readonly SortedDictionary<string, string[]> Allowed = new(StringComparer.Ordinal)
    {
        ["Claims"] = ["Profiles", "Registry", "Rosters"],
        ["Demo"] = ["Claims", "Organisations", "Privacy", "Profiles", "Registry", "Rosters", "Verification"],
        ["Embed"] = ["Profiles", "Search"],
        ["Fit"] = ["Profiles", "Search", "Statistics"],
        ["Lists"] = ["Profiles", "Search"],
        ["Near"] = ["Profiles", "Search"],
        ["Operators"] = ["Claims", "Embed", "Organisations", "Privacy", "Profiles", "Registry", "Search", "Site"],
        ["Organisations"] = ["Profiles", "Search"],
        ["Privacy"] = ["Claims", "Organisations", "Profiles", "Registry", "Rosters", "Saved", "Search", "Upkeep", "Verification"],
        ["Profiles"] = [],
        ["Registry"] = ["Profiles"],
        ["Rosters"] = ["Profiles", "Registry"],
        ["Saved"] = ["Profiles", "Search"],
        ["Search"] = ["Profiles"],
        ["Site"] = ["Near", "Profiles", "Search"],
        ["Statistics"] = [],
        ["Upkeep"] = ["Claims", "Profiles"],
        ["Verification"] = ["Claims", "Profiles", "Registry", "Rosters"],
    };

    /// <summary>Inside the core: statistics use nothing, places use nothing.</summary>
    private static readonly SortedDictionary<string, string[]> AllowedInCore = new(StringComparer.Ordinal)
    {
        ["Fit"] = ["Statistics"],
        ["Places"] = [],
        ["PlainWords"] = ["Places", "Search"],
        ["Search"] = ["Fit", "Places"],
        ["Statistics"] = [],
        ["Typing"] = ["Places", "PlainWords", "Search"],
    };

    private static readonly Architecture House = new ArchLoader()
        .LoadAssemblies(typeof(RapportDb).Assembly, typeof(GeoPoint).Assembly).Build();

    [Fact]
    public void Features_use_only_what_the_table_allows()
    {
        var astray = Arrows("Rapport").Where(arrow =>
            arrow.To != "Core"
            && !Foundations.Contains(arrow.To)
            && !(Allowed.TryGetValue(arrow.From, out var may) && may.Contains(arrow.To))).ToList();

        Assert.Empty(astray);
    }

    [Fact]
    public void Foundations_use_no_feature()
    {
        var astray = Arrows("Rapport").Where(arrow =>
            Foundations.Contains(arrow.From) && arrow.To != "Core" && !Foundations.Contains(arrow.To)).ToList();

        Assert.Empty(astray);
    }

    [Fact]
    public void What_somebody_keeps_is_known_to_pages_and_knows_none_of_them() =>
        Assert.All(Arrows("Rapport").Where(arrow => arrow.From == "Keeping"), arrow => Assert.Equal("Storage", arrow.To));

    [Fact]
    public void The_core_s_folders_use_only_what_the_table_allows()
    {
        var astray = Arrows("Rapport.Core").Where(arrow =>
            !(AllowedInCore.TryGetValue(arrow.From, out var may) && may.Contains(arrow.To))).ToList();

        Assert.Empty(astray);
    }

    [Fact]
    public void The_table_has_no_folder_that_is_not_there_and_misses_none()
    {
        var folders = Directory.GetDirectories(Path.Combine(SourceTree.Root, "src/Rapport"))
            .Select(path => Path.GetFileName(path)!)
            .Where(name => name is not ("wwwroot" or "Properties"))
            .Order(StringComparer.Ordinal);

        Assert.Equal(folders, Foundations.Concat(Allowed.Keys).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void No_arrow_of_the_table_closes_a_circle()
    {
        foreach (var (feature, uses) in Allowed)
        {
            Assert.DoesNotContain(feature, uses.SelectMany(Reached));
        }

        static IEnumerable<string> Reached(string feature) => Allowed[feature].SelectMany(Reached).Prepend(feature);
    }

    [Fact]
    public void The_architecture_page_prints_this_table()
    {
        var table = new StringBuilder("| feature | may use, beside the foundations and the core |\n|---|---|\n");
        foreach (var (feature, uses) in Allowed)
        {
            table.Append(System.Globalization.CultureInfo.InvariantCulture, $"| {feature} | {(uses.Length == 0 ? "–" : string.Join(", ", uses))} |\n");
        }

        Assert.Contains(table.ToString(), SourceTree.Read("docs/architecture.md"), StringComparison.Ordinal);
    }

    [Fact]
    public void The_loader_sees_the_arrows_that_are_there()
    {
        // A table that allows everything it sees would also pass if it saw nothing.
        Assert.Contains(("Search", "Profiles"), Arrows("Rapport"));
        Assert.Contains(("Profiles", "Storage"), Arrows("Rapport"));
    }

    private static HashSet<(string From, string To)> Arrows(string root)
    {
        var arrows = new HashSet<(string, string)>();
        foreach (var type in House.Types)
        {
            // The loader takes any two type parameters called T for one.
            foreach (var target in type.GetTypeDependencies().Where(target => target is not GenericParameter))
            {
                if (Folder(type, root) is { } from && Folder(target, root) is { } to && from != to)
                {
                    arrows.Add((from, to));
                }
            }
        }
        return arrows;
    }

    /// <summary>The folder right below the root namespace; null for what lies elsewhere or at the root itself.</summary>
    private static string? Folder(IType type, string root)
    {
        var name = type.Namespace?.FullName ?? "";
        return name.StartsWith(root + ".", StringComparison.Ordinal) ? name[(root.Length + 1)..].Split('.')[0] : null;
    }
}
