using Rapport.Accounts;
using Rapport.Layout;
using Rapport.Mail;
using Rapport.Organisations;
using Rapport.Profiles;
using Rapport.Storage;

namespace Rapport.Demo;

/// <summary>
/// Two organisations that a demo has from the start: a practice with somebody who looks after it, a therapist who shows that she works there,
/// and an invitation to another part; and an office of doctors with one who recommends therapists.
/// </summary>
internal sealed class DemoPractice(Store store, AccountSeal seal, Outbox outbox, DemoAccounts accounts)
{
    private const string Name = "Willow Street Counseling";

    private const string DoctorsName = "Harbor Family Doctors";

    /// <summary>Adds them in the transaction in which the invented people are made, or the one after.</summary>
    /// <returns>The profile of the therapist who works there; null where nobody suits.</returns>
    public async Task<Profile?> Add(RapportDb db, IReadOnlyList<Profile> people, CancellationToken stop)
    {
        if ((people.FirstOrDefault(one => SuitsIt(one.Read().Facts, store.Now)) ?? (people is [var first, ..] ? first : null)) is not { } profile)
        {
            return null;
        }
        var organisation = new Organisation
        {
            Id = NewId(),
            Slug = Organisation.SlugOf(Name, []),
            Name = Name,
            Kind = OrganisationKind.Therapists,
            WordsEnglish = "We are a small practice. You can call in the morning, and somebody answers. If none of us suits you, we help you find who does.",
            WordsSpanish = "Somos un consultorio pequeño. Puede llamar por la mañana y alguien le contesta. Si nadie aquí le conviene, le ayudamos a encontrar a otra persona.",
            Mail = "office@willow-street.example",
            Telephone = "5105550142",
            MadeAt = store.Now,
        };
        db.Add(organisation);
        await Join(organisation, PartsModel.AddressOf(DemoPart.Administrator), PartsModel.NameOf(DemoPart.Administrator), MemberWork.Office, isAdministrator: true, shown: false);
        var therapist = await Join(organisation, "colleague@demo.example", profile.Read().Facts.Name?.Value.Display() ?? "", MemberWork.Therapist, isAdministrator: false, shown: true);
        db.Add(new ProfileOwner { ProfileId = profile.Id, AccountId = therapist, Since = store.Now, CountedFrom = store.Now, Proof = Proof.Check, KnownAs = ProfileOwner.Known(profile.Read().Facts) });
        await new OrganisationInvitations(store, seal, outbox)
            .Add(db, organisation, PartsModel.AddressOf(DemoPart.Therapist), MemberWork.Therapist, isAdministrator: false, Language.English, stop);
        var doctors = new Organisation
        {
            Id = NewId(),
            Slug = Organisation.SlugOf(DoctorsName, [organisation.Slug]),
            Name = DoctorsName,
            Kind = OrganisationKind.Recommends,
            WordsEnglish = "We are family doctors. When talking to somebody would help you, we look for a therapist together with you.",
            WordsSpanish = "Somos médicos de familia. Cuando hablar con alguien le ayudaría, buscamos terapeuta junto con usted.",
            Mail = "desk@harbor-doctors.example",
            Telephone = "5105550177",
            MadeAt = store.Now,
        };
        db.Add(doctors);
        await Join(doctors, PartsModel.AddressOf(DemoPart.Recommender), PartsModel.NameOf(DemoPart.Recommender), MemberWork.Recommends, isAdministrator: true, shown: true);
        return profile;

        async Task<Guid> Join(Organisation to, string address, string name, MemberWork does, bool isAdministrator, bool shown)
        {
            var account = await accounts.Of(db, address, name, stop);
            db.Add(new OrganisationMember { OrganisationId = to.Id, AccountId = account.Id, IsAdministrator = isAdministrator, Does = does, Since = store.Now, Shown = shown });
            return account.Id;
        }
    }

    /// <summary>Has room, said so lately, and works in the state of the practice.</summary>
    private static bool SuitsIt(ProfileFacts facts, DateTime now) =>
        facts.Openings is { } openings && (now - openings.Confirmed).TotalDays < 14 && openings.Value.Any(opening => opening.Kind == "open") && facts.Places?.Value is [{ State: "CA" }, ..];

    private Guid NewId() => Guid.CreateVersion7(store.Time.GetUtcNow());
}
