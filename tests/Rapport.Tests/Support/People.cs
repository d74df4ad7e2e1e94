using Rapport.Profiles;
using Rapport.Storage;

namespace Rapport.Tests.Support;

/// <summary>A handful of invented people around Oakland, each with something that a page must get right.</summary>
internal static class People
{
    /// <summary>How many of them are listed when the registry's people are.</summary>
    public const int Count = 6;

    /// <summary>Fills a store: five who keep their own page, and one from the registry, listed as facts only.</summary>
    public static async Task Fill(Store store)
    {
        var now = store.Now;
        await ProfileBuilder.Marisol(now).SaveTo(store);
        await Therapist(now, "Daniel", "Okafor", "he/him", "LMFT", "marriage-and-family-therapist", "94610")
            .With((facts, said) => facts with
            {
                Openings = said.Of<IReadOnlyList<Opening>>([new Opening { Kind = "open" }]),
                Times = said.Of<IReadOnlyList<string>>(["evenings"]),
                Insurers = said.Of<IReadOnlyList<InsurancePlan>>([new InsurancePlan("medi-cal")]),
                Issues = said.Of<IReadOnlyList<string>>(["grief", "low-mood"]),
                Who = said.Of<IReadOnlyList<string>>(["individual", "couple"]),
                WhoIHelp = said.Of("Most people come to me after a loss nobody else can see. I am quiet at first. Later we make a plan you can keep."),
            }).SaveTo(store);
        await Therapist(now.AddDays(-9), "Thuy", "Tran", "she/her", "LPCC", "counselor", null)
            .With((facts, said) => facts with
            {
                Formats = said.Of<IReadOnlyList<string>>(["online"]),
                OnlineStates = said.Of<IReadOnlyList<string>>(["CA"]),
                Openings = said.Of<IReadOnlyList<Opening>>([new Opening { Kind = "waiting-list", Weeks = 3 }]),
                Fees = said.Of<IReadOnlyList<Fee>>([new Fee("individual", 9000, 9000, 50)]),
                Issues = said.Of<IReadOnlyList<string>>(["worry"]),
                WhoIHelp = said.Of("Worry is loud and it is often wrong. I teach small things you can try between our talks, and we look at what happened."),
            }).SaveTo(store);
        await Therapist(now.AddDays(-40), "Ana María", "de la Peña-Fitzgerald", "she/her", "PhD", "psychologist", "94501")
            .With((facts, said) => facts with
            {
                Openings = said.Of<IReadOnlyList<Opening>>([new Opening { Kind = "full", Until = new DateOnly(2027, 1, 15) }]),
                Ages = said.Of<IReadOnlyList<string>>(["children-6-12", "teens"]),
                Languages = said.Of<IReadOnlyList<SpokenLanguage>>([new SpokenLanguage("es", "native")]),
                WhoIHelp = said.Of("Trabajo con niños y adolescentes, y con sus familias, cuando la casa se ha puesto difícil."),
            }).SaveTo(store);
        await Therapist(now, "Sam", "Reyes", "they/them", "LCSW", "social-worker", "94610").SaveTo(store);
        await ProfileBuilder.FromRegistry(now.AddDays(-20), "Ruth", "Example").SaveTo(store);
        await Visibility.Set(store, RegistryListing.FactsOnly);
    }

    private static ProfileBuilder Therapist(
        DateTime confirmed, string first, string last, string pronouns, string credential, string profession, string? zip) =>
        ProfileBuilder.Named(confirmed, first, last).With((facts, said) => facts with
        {
            Pronouns = said.Of(pronouns),
            Credentials = said.Of(new Credentials([credential], credential)),
            Professions = said.Of<IReadOnlyList<string>>([profession]),
            Licences = said.Of<IReadOnlyList<Licence>>([new Licence { State = "CA" }]),
            Formats = said.Of<IReadOnlyList<string>>(["in-person"]),
            Places = zip is null ? null : said.Of<IReadOnlyList<PracticePlace>>(
            [
                new PracticePlace { Line1 = "1 Lake Ave", City = zip == "94501" ? "Alameda" : "Oakland", State = "CA", Zip = zip, Telephone = "5105550111" },
            ]),
        });
}
