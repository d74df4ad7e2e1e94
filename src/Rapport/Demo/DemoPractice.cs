using Microsoft.EntityFrameworkCore;
using Rapport.Accounts;
using Rapport.Layout;
using Rapport.Mail;
using Rapport.Organisations;
using Rapport.Profiles;
using Rapport.Storage;

namespace Rapport.Demo;

/// <summary>A practice that a demo has from the start: somebody who looks after it, a therapist who shows that she works there, and an invitation to another part.</summary>
internal static class DemoPractice
{
    private const string Name = "Willow Street Counseling";

    /// <summary>Among so many there is one who suits it; in a small demo, perhaps none.</summary>
    private const int LookedAt = 1000;

    /// <param name="db">The transaction in which the invented people are made, or the one after.</param>
    /// <param name="store">Its store, which may lie aside.</param>
    /// <param name="location">Where it will be served, and its keys lie.</param>
    /// <param name="stop">Ends it.</param>
    public static async Task Add(RapportDb db, Store store, StoreLocation location, CancellationToken stop)
    {
        var people = await db.Set<Profile>().Where(profile => profile.Claimed).OrderBy(profile => profile.Id).Take(LookedAt).ToListAsync(stop);
        if ((people.FirstOrDefault(one => SuitsIt(one.Read().Facts, store.Now)) ?? people.FirstOrDefault()) is not { } profile)
        {
            return;
        }
        var keys = KeyRing.Open(location);
        var seal = new AccountSeal(location, keys);
        var organisation = new Organisation
        {
            Id = NewId(store),
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
        await Join(PartsModel.AddressOf(DemoPart.Administrator), PartsModel.AdministratorName, MemberWork.Office, isAdministrator: true, shown: false);
        var therapist = await Join("colleague@demo.example", profile.Read().Facts.Name?.Value.Display() ?? "", MemberWork.Therapist, isAdministrator: false, shown: true);
        db.Add(new ProfileOwner { ProfileId = profile.Id, AccountId = therapist, Since = store.Now, CountedFrom = store.Now, Proof = Proof.Check });
        await new OrganisationInvitations(store, seal, new Outbox(store, keys))
            .Add(db, organisation, PartsModel.AddressOf(DemoPart.Therapist), MemberWork.Therapist, isAdministrator: false, Language.English, stop);

        async Task<Guid> Join(string address, string name, MemberWork does, bool isAdministrator, bool shown)
        {
            var key = seal.KeyOf(address);
            var account = await db.Set<Account>().SingleOrDefaultAsync(one => one.AddressKey == key, stop);
            if (account is null)
            {
                var id = NewId(store);
                account = new Account
                {
                    Id = id,
                    AddressKey = key,
                    Content = seal.Seal(id, new AccountContent(address, name)),
                    Language = Language.English.Code,
                    // No password opens it: there is none of which this is the hash.
                    Password = "",
                    CreatedAt = store.Now,
                };
                db.Add(account);
            }
            db.Add(new OrganisationMember { OrganisationId = organisation.Id, AccountId = account.Id, IsAdministrator = isAdministrator, Does = does, Since = store.Now, Shown = shown });
            return account.Id;
        }
    }

    /// <summary>Takes it out again, with who keeps which profile: the people of another demo are others.</summary>
    public static async Task Empty(RapportDb db, CancellationToken stop)
    {
        await db.Set<OrganisationInvitation>().ExecuteDeleteAsync(stop);
        await db.Set<OrganisationMember>().ExecuteDeleteAsync(stop);
        await db.Set<Organisation>().ExecuteDeleteAsync(stop);
        await db.Set<ProfileOwner>().ExecuteDeleteAsync(stop);
    }

    /// <summary>Has room, said so lately, and works in the state of the practice.</summary>
    private static bool SuitsIt(ProfileFacts facts, DateTime now) =>
        facts.Openings is { } openings && (now - openings.Confirmed).TotalDays < 14 && openings.Value.Any(opening => opening.Kind == "open") && facts.Places?.Value is [{ State: "CA" }, ..];

    private static Guid NewId(Store store) => Guid.CreateVersion7(store.Time.GetUtcNow());
}
