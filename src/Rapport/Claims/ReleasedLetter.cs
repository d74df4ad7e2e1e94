using Rapport.Layout;

namespace Rapport.Claims;

/// <summary>What somebody is told whose account a profile was taken from.</summary>
internal static class ReleasedLetter
{
    private static readonly Words L = Words.For("Rapport.Claims.ReleasedLetter");

    public static string Says(Language language) => language.Say(() => L["Whoever runs this directory has taken a profile from your account. If it was yours, write to them."]);
}
