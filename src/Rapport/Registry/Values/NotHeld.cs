namespace Rapport.Registry.Values;

/// <summary>
/// Words that say that a credential is not held yet, or no longer: "PENDING", "TOWARD", "RETIRED", and every
/// <see cref="Standing"/> that is not full. They may be cut, for the registry cuts its column.
/// </summary>
internal static class NotHeld
{
    private const int ShortestCut = 4;

    /// <summary>She had it once. That ends a licence in training too.</summary>
    private static readonly string[] Past =
        ["INACTIVE", "EXPIRED", "LAPSED", "FORMER", "FORMERLY", "RETIRED", "REVOKED", "SUSPENDED", "SURRENDERED"];

    private static readonly string[] Coming =
    [
        "PENDING", "ELIGIBLE", "APPLICANT", "APPLYING", "TRACK", "TOWARDS", "PURSUING", "SEEKING", "PROGRESS", "AWAITING",
        "TRAINING", "LIMITED", "PERMIT", "CONDITIONAL", "UNLICENSED", "NONLICENSED", "PRELICENSED", "PRELICENSURE",
        "SUPERVISED", "UNDER",
    ];

    // Too short to be taken for beginnings.
    private static readonly string[] Whole = ["PRE", "RET", "NOT"];

    /// <summary>What is said of a degree that somebody is still studying for; other words are about a licence.</summary>
    private static readonly string[] Study =
        ["CANDIDATE", "STUDENT", "PENDING", "PROGRESS", "TOWARDS", "PURSUING", "SEEKING", "APPLICANT"];

    private static readonly HashSet<string> Between =
    [
        "IN", "OF", "BY", "FOR", "TO", "THE", "A", "AN", "AS", "ON", "STATUS", "REG", "REGISTERED", "WORKING",
        "LICENSE", "LICENSED", "LICENSURE", "LICENCE",
    ];

    /// <summary>Whether the word, as a key, says so.</summary>
    public static bool Is(string key) => IsOwn(key) || Standings(key).Count > 0;

    public static bool IsPast(string key) => key == "RET" || Begins(key, Past);

    public static bool IsOfStudy(string key) => Begins(key, Study) || (key is "CAN" or "STU");

    /// <summary>All but the dissertation: no doctor, whatever else she is.</summary>
    public static bool IsBeforeDoctorate(string key) => key is "ABD" or "ALLBUTDISSERTATION";

    /// <summary>Whether the word joins such words, and says nothing by itself.</summary>
    public static bool IsBetween(string key) => Between.Contains(key) || key.StartsWith("SUPERV", StringComparison.Ordinal);

    public static bool IsOfLicensure(string key) => key.StartsWith("LICEN", StringComparison.Ordinal);

    /// <summary>The ways to hold a licence that are on the way to it. What may be a supervisor's is none of them.</summary>
    public static IReadOnlyList<Standing> Standings(string key)
    {
        // "X & ASSOCIATES" is a practice.
        if (key == "ASSOCIATES" || IsOwn(key))
        {
            return [];
        }
        var found = Standing.Of(key, afterHyphen: false);
        return found.Any(standing => standing.Full) ? [] : found;
    }

    private static bool IsOwn(string key) =>
        Array.IndexOf(Whole, key) >= 0 || Begins(key, Past)
        || (Begins(key, Coming) && !"SUPERVISOR".StartsWith(key, StringComparison.Ordinal));

    private static bool Begins(string key, string[] words) =>
        key.Length >= ShortestCut && Array.Exists(words, word => word.StartsWith(key, StringComparison.Ordinal));
}
