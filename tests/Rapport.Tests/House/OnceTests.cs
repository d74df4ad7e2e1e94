using System.Text.RegularExpressions;

namespace Rapport.Tests.House;

/// <summary>What changes something is done once, however often it is sent.</summary>
public sealed partial class OnceTests
{
    /// <summary>Pages whose forms need no key, and why.</summary>
    private static readonly Dictionary<string, string> NeedNone = new(StringComparer.Ordinal)
    {
        ["Accounts/Code"] = "a code of the second factor is taken once",
        ["Accounts/Factor"] = "sent again it has the same answer, which is shown there alone",
        ["Accounts/Link"] = "a link is taken once",
        ["Accounts/Parts"] = "signs in, in a demo",
        ["Accounts/SignIn"] = "signs in: whoever does it twice is in once more, and the answer carries the key",
        ["Accounts/SignOut"] = "signs out",
        ["Fit/Answers"] = "a cookie alone is changed",
        ["Fit/Ask"] = "a cookie alone is changed",
        ["Fit/Choose"] = "a cookie alone is changed",
        ["Layout/Frame"] = "leads away",
        ["Lists/Handed"] = "a cookie alone is changed",
        ["Lists/List"] = "a cookie alone is changed",
        ["Lists/People"] = "a cookie alone is changed",
        ["Near/LookHere"] = "looks",
        ["Privacy/Export"] = "hands out",
        ["Privacy/File"] = "hands out",
        ["Profiles/Style"] = "a cookie alone is changed",
        ["Saved/Code"] = "looks, or deletes what can be deleted once",
        ["Saved/New"] = "its six words stand in the answer alone; a second one is another that ends by itself",
        ["Search/Missing"] = "looks",
        ["Search/Results"] = "looks",
        ["Search/WaysOn"] = "looks",
        ["Site/Left"] = "leads away",
        ["Site/Start"] = "looks",
    };

    [Fact]
    public void Each_form_that_changes_something_carries_a_key_and_no_reason_is_left_over()
    {
        var root = Path.Combine(SourceTree.Root, "src", "Rapport");
        var without = Directory.EnumerateFiles(root, "*.cshtml", SearchOption.AllDirectories)
            .Where(path => Form().Matches(File.ReadAllText(path)).Any(form => !form.Value.EndsWith("<once>", StringComparison.Ordinal)))
            .Select(path => Path.ChangeExtension(Path.GetRelativePath(root, path), null).Replace('\\', '/')).Order(StringComparer.Ordinal);
        Assert.Equal(NeedNone.Keys.Order(StringComparer.Ordinal), without.Except(["Accounts/Overview"]));
    }

    [GeneratedRegex("<form\\b[^>]*method=\"post\"[^>]*>\\s*(<once>)?", RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture)]
    private static partial Regex Form();
}
