using System.Globalization;
using Rapport.Layout;

namespace Rapport.Accounts;

/// <summary>A passkey as its owner sees it.</summary>
internal sealed record ShownPasskey(Guid Id, string Name, DateTime MadeAt, DateTime? UsedAt)
{
    private static readonly Words L = Words.For("Rapport.Accounts.ShownPasskey");

    /// <summary>Her own name for it, or its day.</summary>
    public string Title => Name.Length > 0 ? Name : L["Passkey of {0}", Day(MadeAt)];

    /// <summary>When it was made, where its title does not say so, and when it was used last.</summary>
    public string When => (Name.Length > 0, UsedAt) switch
    {
        (true, { } used) => L["added on {0}, last used on {1}", Day(MadeAt), Day(used)],
        (true, null) => L["added on {0}, not used yet", Day(MadeAt)],
        (false, { } used) => L["last used on {0}", Day(used)],
        (false, null) => L["not used yet"],
    };

    private static string Day(DateTime at) => at.ToString("D", CultureInfo.CurrentCulture);
}
