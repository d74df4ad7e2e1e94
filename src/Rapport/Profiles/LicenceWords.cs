using Rapport.Layout;

namespace Rapport.Profiles;

/// <summary>A licence in words: what it is, and how and when it was checked.</summary>
internal sealed class LicenceWords(Vocabularies words, string language, DateOnly today)
{
    private static readonly Words L = Words.For("Rapport.Profiles.LicenceWords");

    /// <summary>"California, Licensed Clinical Social Worker, number LCS98765".</summary>
    public string Name(Licence licence)
    {
        var parts = new List<string> { StateName(licence.State) };
        if (licence.Title is { } title)
        {
            parts.Add(words.Credentials.Find(title)?.Label(language) ?? title);
        }
        if (licence.Number is { } number)
        {
            parts.Add(L["number {0}", number]);
        }
        return string.Join(", ", parts);
    }

    public string State(Licence licence) => StateName(licence.State);

    /// <summary>One line for the side of the page.</summary>
    /// <param name="licence">Which.</param>
    /// <param name="isKept">Its owner keeps the profile: what nobody has looked at yet waits for somebody.</param>
    public string Short(Licence licence, bool isKept) => licence switch
    {
        { Checked: not null } => WasInForce(licence) ? L["License: verified by us"] : L["License: lapsed"],
        { Unverified: not null } => L["License: could not verify it"],
        _ => isKept ? L["License: waits to be checked by us"] : L["License: not checked by us"],
    };

    /// <summary>How it stands, how and when it was checked, and what the check found, a sentence each.</summary>
    /// <param name="licence">Which.</param>
    /// <param name="isKept">Its owner keeps the profile: what nobody has looked at yet waits for somebody.</param>
    public IEnumerable<string> Checks(Licence licence, bool isKept)
    {
        if (Standing(licence) is { } standing)
        {
            yield return standing;
        }
        if (licence.Expires is { } expires)
        {
            yield return licence.Checked >= expires ? L["Ended on {0}.", FactWords.Date(expires)]
                : expires < today ? L["Expired on {0}; may have been renewed since.", FactWords.Date(expires)]
                : L["Valid until {0}.", FactWords.Date(expires)];
        }
        yield return Looked(licence, isKept);
        yield return licence.Discipline switch
        {
            // Who has looked a licence up and noted nothing of this has not said that nothing was there.
            null when licence.Checked is not null || licence.Unverified is not null => L["Discipline: we do not know."],
            null => L["Discipline: nobody has looked."],
            "none listed" => L["Discipline: none listed."],
            { } other => L["Discipline: {0}", other],
        };
    }

    /// <summary>What a look at it came to, when, and against what.</summary>
    public string Looked(Licence licence, bool isKept) => licence switch
    {
        { Checked: { } day } => WasInForce(licence)
            ? L["Verified by us on {0} {1}.", FactWords.Date(day), How(licence)]
            : L["Checked by us on {0} {1}.", FactWords.Date(day), How(licence)],
        { Unverified: { } day } => L["We looked on {0}, and could not verify it.", FactWords.Date(day)],
        _ => isKept ? L["Waits to be checked by us."] : L["Not checked by us."],
    };

    /// <summary>By what was looked up it may not be used.</summary>
    public static bool HasLapsed(Licence licence) => licence.Checked is not null && !WasInForce(licence);

    private static bool WasInForce(Licence licence) => licence.Status is null or "active" && !(licence.Expires < licence.Checked);

    private static string? Standing(Licence licence) => licence.Status switch
    {
        "expired" when licence.Expires is null => L["The board lists it as ended."],
        "inactive" => L["The board lists it as not in use."],
        "suspended" => L["The board has suspended it: no therapy may be given under it."],
        _ => null,
    };

    private string How(Licence licence)
    {
        // What was written before there were codes is shown as it stands.
        var how = licence.CheckedHow ?? Licence.BoardFile;
        var said = words.Checks.Find(how)?.Label(language) ?? how;
        return licence.Against is { } source ? L["{0} (“{1}”)", said, source] : said;
    }

    public string StateName(string code) => Core.Places.State.TryParse(code, out var state)
        ? language == "es" ? state.Spanish : state.English
        : code;
}
