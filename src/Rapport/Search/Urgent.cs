namespace Rapport.Search;

/// <summary>What may not wait for a first talk.</summary>
internal static class Urgent
{
    /// <summary>Whether such a thing is among what help is wanted with.</summary>
    public static bool In(SearchRequest wanted, SearchKeys keys) => new[] { wanted.Filters, wanted.Nice }
        .SelectMany(asked => asked?.GetValueOrDefault("issue")?.Values ?? []).Any(issue => keys.Words.Issues.Find(issue)?["urgent"] == "yes");
}
