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
    public string Short(Licence licence) => licence.Checked is null ? L["License: not checked by us"] : L["License: checked by us"];

    /// <summary>How it stands, how and when it was checked, and what the check found, a sentence each.</summary>
    public IEnumerable<string> Checks(Licence licence)
    {
        if (Standing(licence) is { } standing)
        {
            yield return standing;
        }
        if (licence.Expires is { } expires)
        {
            yield return expires < today
                ? L["Expired on {0}; may have been renewed since.", FactWords.Date(expires)]
                : L["Valid until {0}.", FactWords.Date(expires)];
        }
        yield return licence.Checked is { } day
            ? L["Checked on {0} {1}.", FactWords.Date(day), How(licence)]
            : L["Not checked by us."];
        yield return licence.Discipline switch
        {
            // Who has looked a licence up and noted nothing of this has not said that nothing was there.
            null when licence.Checked is not null => L["Discipline: we do not know."],
            null => L["Discipline: nobody has looked."],
            "none listed" => L["Discipline: none listed."],
            { } other => L["Discipline: {0}", other],
        };
    }

    private static string? Standing(Licence licence) => licence.Status switch
    {
        "inactive" => L["The board lists it as not in use."],
        "suspended" => L["The board has suspended it: no therapy may be given under it."],
        _ => null,
    };

    private string How(Licence licence)
    {
        // What was written before there were codes is shown as it stands.
        var how = licence.CheckedHow ?? Licence.BoardFile;
        return words.Checks.Find(how)?.Label(language) ?? how;
    }

    public string StateName(string code) => Core.Places.State.TryParse(code, out var state)
        ? language == "es" ? state.Spanish : state.English
        : code;
}
