using System.Text.Json;
using Rapport.Profiles;
using Rapport.Storage;
using Rapport.Verification;

namespace Rapport.Demo;

/// <summary>Behind each licence that the page of an invented person calls verified stands the record of a look at it, as on a real site.</summary>
internal static class DemoChecks
{
    /// <summary>Adds them.</summary>
    /// <param name="db">The transaction.</param>
    /// <param name="people">Whose.</param>
    /// <param name="now">UTC.</param>
    public static void Add(RapportDb db, IEnumerable<Profile> people, DateTime now)
    {
        var today = DateOnly.FromDateTime(now);
        foreach (var profile in people)
        {
            var facts = profile.Read().Facts;
            db.AddRange((facts.Licences?.Value ?? [])
                // One that has run out was looked at so long ago that nobody knows more than its page says.
                .Where(licence => licence is { Number: not null, Checked: not null } && !LicenceWords.HasLapsed(licence) && !(licence.Expires < today))
                .Select(licence => Look(profile.Id, facts, licence, now)));
        }
    }

    private static LicenceCheck Look(long profile, ProfileFacts facts, Licence licence, DateTime now)
    {
        var day = licence.Checked!.Value;
        var at = day.ToDateTime(new TimeOnly(12, 0), DateTimeKind.Utc);
        return new LicenceCheck
        {
            Id = Guid.CreateVersion7(new DateTimeOffset(at < now ? at : now)),
            ProfileId = profile,
            State = licence.State,
            Number = licence.Number!,
            Standing = Standing.Verified,
            Board = JsonSerializer.Serialize(new BoardSays(facts.Name?.Value.Display() ?? "", licence.Title, licence.Number!, licence.Status ?? "active", licence.Expires, licence.Discipline)),
            Source = licence.Against ?? LicenceCheck.LookedUp,
            How = licence.CheckedHow ?? Licence.BoardFile,
            At = at < now ? at : now,
            Ends = licence.Expires,
            // So near its end it was looked at a second time already.
            Due = licence.Expires is not { } ends ? day.AddDays(Checks.DaysWithoutEnd) : ends.AddDays(-Checks.DaysBefore) > DateOnly.FromDateTime(now) ? ends.AddDays(-Checks.DaysBefore) : ends,
            IsNewest = true,
        };
    }
}
