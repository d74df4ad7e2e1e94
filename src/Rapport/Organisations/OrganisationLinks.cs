using Rapport.Layout;

namespace Rapport.Organisations;

/// <summary>Addresses of organisations, as its members, the operator and everybody else see them.</summary>
internal static class OrganisationLinks
{
    /// <summary>Where organisations' own pages begin, and that of a logo ends.</summary>
    public const string Root = "/organisation";

    public const string LogoEnd = "/logo";

    /// <summary>What everybody sees.</summary>
    public static string Public(Language language, string slug) => language.Prefix + "/practice/" + slug;

    /// <summary>Those that one belongs to.</summary>
    public static string Mine(Language language) => language.Prefix + Root;

    /// <summary>One of them.</summary>
    public static string Home(Language language, string slug) => Mine(language) + "/" + slug;

    public static string Said(Language language, string slug) => Home(language, slug) + "/words";

    public static string Logo(Language language, string slug) => Home(language, slug) + LogoEnd;

    public static string Members(Language language, string slug) => Home(language, slug) + "/members";

    public static string Invitations(Language language, string slug) => Home(language, slug) + "/invitations";

    public static string Membership(Language language, string slug) => Home(language, slug) + "/membership";

    /// <summary>Where a mailed invitation leads.</summary>
    public static string Invitation(Language language, string key) => Mine(language) + "/invitation/" + key;

    /// <summary>Behind the button of an invitation, at a clean address.</summary>
    public static string Join(Language language) => Mine(language) + "/join";

    /// <summary>All of them, for whoever runs the site.</summary>
    public static string All(Language language) => language.Prefix + "/organisations";

    public static string New(Language language) => All(language) + "/new";
}
