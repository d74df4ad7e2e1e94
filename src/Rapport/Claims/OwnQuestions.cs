using Microsoft.EntityFrameworkCore;
using Rapport.Profiles;
using Rapport.Storage;

namespace Rapport.Claims;

/// <summary>Questions to the owner of a profile, and her answers in one click.</summary>
internal sealed class OwnQuestions(Store store, OwnProfile own)
{
    /// <summary>How the registry says that it knows nothing there any more.</summary>
    private const string Nothing = "none";

    /// <summary>Of which topic visitors say that something is wrong; what is about none of them goes to whoever runs the site alone.</summary>
    private static readonly Dictionary<string, string> TopicOf = new(StringComparer.Ordinal)
    {
        ["openings"] = "openings",
        ["contact"] = "place",
        ["cost"] = "cost",
        ["place"] = "place",
        ["licence"] = "license",
        ["person"] = "name",
    };

    /// <summary>What waits for her, in the order of the topics.</summary>
    public async Task<IReadOnlyList<OwnQuestion>> Of(Profile profile, CancellationToken stop)
    {
        var document = profile.Read();
        var others = document.Questions.Select(question => (Question: question, Topic: Topics.Asking(question.Field)))
            .Where(asked => asked.Topic is not null)
            .Select(asked => new OwnQuestion(
                asked.Topic!, asked.Question.Field, asked.Question.Source, asked.Question.Says, ProfileFields.Named(asked.Question.Field).Print(document.Facts) ?? "", asked.Question.At, People: 0));
        return [.. others.Concat(await Doubted(profile.Id, document.Facts, stop)).OrderBy(question => Topics.All.ToList().IndexOf(question.Topic)).ThenBy(question => question.At)];
    }

    /// <summary>She says that it is right as it stands. False where it is not asked any more.</summary>
    public async Task<bool> Keep(Guid account, Profile profile, string topic, string? field, Source source, CancellationToken stop)
    {
        if (await Find(profile, topic, field, source, stop) is not { } question)
        {
            return false;
        }
        var facts = profile.Read().Facts;
        // Said anew, it counts as confirmed today; what is not known stays so, and is not asked again.
        await own.Save(
            account, profile, [.. (question.Field is { } one ? [one] : question.Topic.Asks.Select(asked => asked.Field).Where(name => ProfileFields.Named(name).Get(facts) is not null))
                .Select(name => KeyValuePair.Create(name, ProfileFields.Named(name).Print(facts) ?? ""))], stop);
        return true;
    }

    /// <summary>She takes over what the other says. False where it is not asked any more, or says something else by now.</summary>
    /// <exception cref="FieldProblem">It cannot be taken over as it stands: nothing is changed.</exception>
    public async Task<bool> Take(Guid account, Profile profile, string topic, string? field, Source source, string says, CancellationToken stop)
    {
        if (await Find(profile, topic, field, source, stop) is not { CanBeTaken: true } question || question.Says != says)
        {
            return false;
        }
        IReadOnlyList<KeyValuePair<string, string>> values = [new(question.Field!, says == Nothing ? "" : says)];
        if (own.WouldLack(profile, values).Count > 0)
        {
            throw new FieldProblem($"{question.Field}: without it the profile could not be listed.");
        }
        await own.Save(account, profile, values, stop);
        return true;
    }

    private async Task<OwnQuestion?> Find(Profile profile, string topic, string? field, Source source, CancellationToken stop) =>
        (await Of(profile, stop)).FirstOrDefault(question => question.Topic.Id == topic && question.Field == field && question.Source == source);

    /// <summary>What visitors said since she spoke of it last, each network once. Their words are for whoever runs the site; she learns what they are about.</summary>
    private async Task<IEnumerable<OwnQuestion>> Doubted(long profile, ProfileFacts facts, CancellationToken stop)
    {
        var since = store.Now.AddDays(-Doubts.Days);
        await using var db = store.Read();
        var reports = await db.Set<Report>().Where(report => report.ProfileId == profile && report.SettledAt == null && report.At > since)
            .Select(report => new { report.Id, report.About, report.At, report.Teller }).ToListAsync(stop);
        return from report in reports
               where TopicOf.ContainsKey(report.About)
               group report by Topics.Named(TopicOf[report.About])! into said
               let spoken = said.Key.Asks.Select(asked => ProfileFields.Named(asked.Field).Get(facts)).OfType<IFact>().Where(fact => fact.Source == Source.Therapist)
                   .Select(fact => (DateTime?)fact.Confirmed).Max()
               let newer = said.Where(report => spoken is null || report.At > spoken).ToList()
               where newer.Count > 0
               select new OwnQuestion(said.Key, Field: null, Source.ClientReport, Says: "", Here: "", newer.Max(report => report.At), newer.Select(report => report.Teller ?? -report.Id).Distinct().Count());
    }
}
