using Rapport.Accounts;
using Rapport.Claims;
using Rapport.Layout;
using Rapport.Profiles;
using Rapport.Rosters;
using Rapport.Verification;

namespace Rapport.Privacy;

/// <summary>Values of the store as their owner reads them.</summary>
internal static class PersonalWords
{
    private static readonly Words L = Words.For("Rapport.Privacy.PersonalWords");

    public static string Of(LinkPurpose purpose) => purpose switch
    {
        LinkPurpose.Register => L["to open an account"],
        LinkPurpose.Reset => L["to choose a password"],
        LinkPurpose.SetUp => L["to run this site"],
        LinkPurpose.Move => L["to use another mail address"],
        _ => L["for nothing; it was made so that nobody can tell who has an account"],
    };

    public static string Of(Proof proof) => proof switch
    {
        Proof.RosterMail => L["mail to the address that a roster names"],
        Proof.LetterCode => L["code of a letter"],
        Proof.TelephoneCode => L["code on the telephone"],
        Proof.MailDomain => L["mail address that whoever runs this site vouches for"],
        _ => L["somebody looked"],
    };

    public static string Of(ClaimWay way) => way switch
    {
        ClaimWay.Telephone => L["code on the telephone"],
        ClaimWay.Letter => L["code of a letter"],
        ClaimWay.MailDomain => L["mail address that whoever runs this site vouches for"],
        _ => L["somebody looks"],
    };

    public static string Of(ClaimState state) => state switch
    {
        ClaimState.Waiting => L["waits"],
        ClaimState.Proven => L["it is yours"],
        ClaimState.Refused => L["refused"],
        _ => L["you took it back"],
    };

    public static string Of(Standing standing) => standing switch
    {
        Standing.Verified => L["checked and in force"],
        Standing.Waiting => L["waits for somebody to look"],
        Standing.CouldNotVerify => L["could not be checked"],
        _ => L["has ended"],
    };

    public static string Of(Source source) => source switch
    {
        Source.Registry => L["the public registry"],
        Source.LicenceBoard => L["the license board"],
        Source.Organisation => L["an organization"],
        Source.ClientReport => L["visitors"],
        Source.Therapist => L["you"],
        _ => L["whoever runs this site"],
    };

    public static string Of(InvitedBy how) => how == InvitedBy.Mail ? L["by mail"] : L["by letter"];

    public static string Of(Unlisted reasons) => string.Join(", ", new[]
    {
        reasons.HasFlag(Unlisted.LicenceLapsed) ? L["the license has ended"] : null,
        reasons.HasFlag(Unlisted.NotConfirmed) ? L["not said to be right for long"] : null,
        reasons.HasFlag(Unlisted.Paused) ? L["you paused it"] : null,
        reasons.HasFlag(Unlisted.NotYetListed) ? L["you have not listed it yet"] : null,
        reasons.HasFlag(Unlisted.Closed) ? L["you closed your account"] : null,
    }.OfType<string>());

    /// <summary>Each fact with who says it and since when. Who confirmed it is told as a source: it may be another person.</summary>
    public static IReadOnlyList<IReadOnlyList<PersonalValue>> Of(ProfileFacts facts) =>
    [
        .. from field in ProfileFields.All
           let fact = field.Get(facts)
           where fact is not null
           select (IReadOnlyList<PersonalValue>)
           [
               new("field", L["What"], field.Name), new("value", L["Says"], field.Print(facts)), new("source", L["Who says so"], Of(fact.Source)),
               new("confirmed", L["Said last"], fact.Confirmed), new("method", L["How"], fact.Method),
           ],
    ];

    public static IReadOnlyList<IReadOnlyList<PersonalValue>> Of(IReadOnlyList<Question> questions) =>
    [
        .. questions.Select(question => (IReadOnlyList<PersonalValue>)
            [new("field", L["What"], question.Field), new("value", L["Says"], question.Says), new("source", L["Who says so"], Of(question.Source)), new("at", L["Said last"], question.At)]),
    ];
}
