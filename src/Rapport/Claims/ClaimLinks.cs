using System.Globalization;
using Rapport.Layout;

namespace Rapport.Claims;

/// <summary>Addresses of taking over and keeping one's own profile.</summary>
internal static class ClaimLinks
{
    /// <summary>Where pictures are sent to.</summary>
    public const string PortraitPath = "/profile/portrait";

    /// <summary>What somebody was invited to.</summary>
    public static string Entry(Language language) => language.Prefix + "/claim/entry";

    /// <summary>Finding one's own record without an invitation, and how that stands.</summary>
    public static string Find(Language language) => language.Prefix + "/claim";

    /// <summary>How it is proven that a record is one's own.</summary>
    public static string Record(Language language, long profile) => string.Create(CultureInfo.InvariantCulture, $"{language.Prefix}/claim/record/{profile}");

    /// <summary>For who finds no record.</summary>
    public static string Unfound(Language language) => language.Prefix + "/claim/new";

    /// <summary>Claims at the desk.</summary>
    public static string Desk(Language language) => language.Prefix + "/desk/claims";

    /// <summary>One of them.</summary>
    public static string Desk(Language language, Guid claim) => Desk(language) + "/" + claim;

    /// <summary>One's own profile.</summary>
    public static string Own(Language language) => language.Prefix + "/profile";

    /// <summary>One topic of it.</summary>
    public static string Topic(Language language, string topic) => language.Prefix + "/profile/" + topic;

    /// <summary>What stands for one's own face.</summary>
    public static string Portrait(Language language) => language.Prefix + PortraitPath;

    /// <summary>What changed in it: of one topic or of all, the newest or those before a number.</summary>
    public static string History(Language language, string? topic = null, long? before = null)
    {
        string[] asked = [.. topic is null ? Array.Empty<string>() : [$"topic={topic}"], .. before is null ? Array.Empty<string>() : [string.Create(CultureInfo.InvariantCulture, $"before={before}")]];
        return language.Prefix + "/profile/history" + (asked.Length > 0 ? "?" + string.Join('&', asked) : "");
    }

    /// <summary>Openings, a pause, and that it is still right: two minutes, also by a mailed link.</summary>
    public static string Upkeep(Language language) => language.Prefix + "/upkeep";

    /// <summary>It, as clients would see it.</summary>
    public static string Preview(Language language) => language.Prefix + "/profile/preview";
}
