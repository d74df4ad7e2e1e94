using Rapport.Layout;

namespace Rapport.Organisations;

/// <summary>What pages say of organisations, in the reader's language.</summary>
internal static class OrganisationWords
{
    private static readonly Words L = Words.For("Rapport.Organisations.OrganisationWords");

    public static string Of(OrganisationKind kind) => kind switch
    {
        OrganisationKind.Therapists => L["Therapists work here together"],
        OrganisationKind.Recommends => L["They help people find a therapist"],
        _ => L["They run this directory"],
    };

    public static string Of(MemberWork does) => does switch
    {
        MemberWork.Therapist => L["Therapist"],
        MemberWork.Recommends => L["Helps people find a therapist"],
        _ => L["Works in the office"],
    };

    /// <summary>A member's name, also where her account has none.</summary>
    public static string Name(NamedMember member) => member.Name.Length > 0 ? member.Name : L["No name given"];

    /// <summary>Its number to call: digits, and as it is read.</summary>
    public static (string Digits, string Text)? Telephone(Organisation organisation) =>
        organisation.Telephone is { Length: 10 } digits ? (digits, $"({digits[..3]}) {digits[3..6]}-{digits[6..]}") : null;

    /// <summary>The address of its site, as it is read.</summary>
    public static string Web(string address) => new Uri(address) is { PathAndQuery: "/" } site ? site.Host : address;
}
