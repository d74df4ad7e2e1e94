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

    /// <summary>Each fact with who says it and since when. Who confirmed it is told as a source: it may be another person.</summary>
    public static IReadOnlyList<IReadOnlyList<PersonalValue>> Of(ProfileFacts facts, FieldWords? reads) =>
    [
        .. from field in ProfileFields.All
           let fact = field.Get(facts)
           where fact is not null
           select (IReadOnlyList<PersonalValue>)
           [
               Field(field.Name), new("value", L["Says"], field.Print(facts), reads?.Value(field.Name, facts)), new("source", L["Who says so"], Of(fact.Source)),
               new("confirmed", L["Said last"], fact.Confirmed), new("method", L["How"], fact.Method),
           ],
    ];

    public static IReadOnlyList<IReadOnlyList<PersonalValue>> Of(IReadOnlyList<Question> questions, FieldWords? reads) =>
    [
        .. questions.Select(question => (IReadOnlyList<PersonalValue>)
            [Field(question.Field), new("value", L["Says"], question.Says, question.Source == Source.ClientReport ? null : reads?.Value(question.Field, question.Says)), new("source", L["Who says so"], Of(question.Source)), new("at", L["Said last"], question.At)]),
    ];

    /// <summary>What she wrote of a topic and has not published.</summary>
    public static IReadOnlyList<IReadOnlyList<PersonalValue>> Of(IReadOnlyDictionary<string, string> draft, FieldWords? reads) =>
        [.. draft.Select(said => (IReadOnlyList<PersonalValue>)[Field(said.Key), new("value", L["Says"], said.Value, reads?.Value(said.Key, said.Value))])];

    private static PersonalValue Field(string name) => new("field", L["What"], name, FieldWords.Label(name));
}
