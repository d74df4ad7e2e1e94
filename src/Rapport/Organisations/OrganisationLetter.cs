using Rapport.Layout;
using Rapport.Mail;

namespace Rapport.Organisations;

/// <summary>Mails to who is invited into an organisation, and to who was removed from it. Which one stands behind the mail, not in its subject.</summary>
internal static class OrganisationLetter
{
    private static readonly Words L = Words.For("Rapport.Organisations.OrganisationLetter");

    public static Letter Of(string to, Language language, string organisation, bool isAdministrator, string key) => language.Say(() => new Letter(
        to, language.Code, L["You are invited"],
        [
            isAdministrator ? L["{0} has a place in this directory. You are asked to look after it.", organisation] : L["{0} asks you to join it in this directory.", organisation],
            L["Nobody sees that you belong to it until you say so. The link works once, and for 14 days."],
        ],
        L["Look at it"], OrganisationLinks.Invitation(language, key),
        L["Do you not know who that is? Then leave this mail alone. Nothing happens without you."]));

    public static Letter Removed(string to, Language language, string organisation) => language.Say(() => new Letter(
        to, language.Code, L["A change in where you belong"],
        [L["You do not belong to {0} in this directory any more. Somebody who looks after it has removed you. Your account and your profile stay as they are.", organisation]],
        L["See where you belong"], OrganisationLinks.Mine(language), L["Was it a mistake? Ask whoever looks after it to invite you again."]));
}
