namespace Rapport.Tests.Support;

/// <summary>
/// Public data that lies beside the repository, not in it. Tests that read it are skipped where it is absent; rows of
/// our own in the same layout always run.
/// </summary>
internal static class SharedData
{
    /// <summary>The path of a file of it, or the test is skipped.</summary>
    public static string Require(string name)
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "Rapport.slnx")))
        {
            folder = folder.Parent;
        }
        var path = folder?.Parent is { } beside ? Path.Combine(beside.FullName, "shared", "data", name) : null;
        Assert.SkipUnless(path is not null && File.Exists(path), $"There is no ../shared/data/{name} beside the repository.");
        return path!;
    }
}
