using System.Globalization;
using System.Net;
using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.EntityFrameworkCore;
using Rapport.Cli;
using Rapport.Storage;

namespace Rapport.Profiles;

/// <summary>How a report ended.</summary>
internal enum ReportOutcome
{
    /// <summary>Kept for the operator.</summary>
    Kept,

    /// <summary>There is no such profile.</summary>
    Unknown,

    /// <summary>Too many from this network; it was not kept.</summary>
    TooMany,
}

/// <summary>
/// "Something is wrong here": kept for the operator to settle; a question to the therapist, never a fact. What several say
/// at once is told by <see cref="Doubts"/>.
/// </summary>
internal sealed class Reports(Store store, IDataProtectionProvider protection)
{
    /// <summary>What can be wrong, as stored in <see cref="Report.About"/>, in the order in which it is offered.</summary>
    public static readonly IReadOnlyList<string> Abouts =
        ["openings", "contact", "cost", "place", "licence", "person", "other"];

    /// <summary>A few sentences; who has more to say is asked by the operator.</summary>
    public const int LongestWords = 1000;

    /// <summary>From one network in an hour: one person who found several errors, not a campaign.</summary>
    public const int MostPerHour = 5;

    /// <summary>From one network in a day.</summary>
    public const int MostPerDay = 20;

    private const int MostQuestions = 100;

    private readonly IDataProtector _seal = protection.CreateProtector("Rapport.Profiles.Reports", "v1");
    private readonly Networks _networks = new(store.Location);

    /// <summary>Somebody says that something is wrong.</summary>
    /// <exception cref="ArgumentException">The subject is not one of <see cref="Abouts"/>, or the words are too long.</exception>
    public Task<ReportOutcome> Say(
        long profileId, string about, string? words, IPAddress? from, CancellationToken stop = default)
    {
        if (!Abouts.Contains(about, StringComparer.Ordinal))
        {
            throw new ArgumentException($"\"{about}\" is not a subject of a report.", nameof(about));
        }
        var said = string.IsNullOrWhiteSpace(words) ? null : Printed.Text(words).Trim();
        if (said?.Length > LongestWords)
        {
            throw new ArgumentException("The words are too long.", nameof(words));
        }
        return store.Write(async db =>
        {
            if (!await db.Set<Profile>().AnyAsync(profile => profile.Id == profileId, stop))
            {
                return ReportOutcome.Unknown;
            }
            var network = _networks.Pseudonym(from);
            var dayAgo = store.Now.AddDays(-1);
            var hourAgo = store.Now.AddHours(-1);
            var before = await db.Set<Report>()
                .Where(report => report.Network == network && report.At > dayAgo)
                .Select(report => report.At)
                .ToListAsync(stop);
            if (before.Count >= MostPerDay || before.Count(at => at > hourAgo) >= MostPerHour)
            {
                return ReportOutcome.TooMany;
            }
            db.Add(new Report
            {
                ProfileId = profileId,
                About = about,
                Said = said is null ? null : _seal.Protect(Encoding.UTF8.GetBytes(said)),
                At = store.Now,
                Network = network,
                Teller = _networks.Teller(from, string.Create(CultureInfo.InvariantCulture, $"{profileId} {about}")),
            });
            return ReportOutcome.Kept;
        }, stop);
    }

    /// <summary>What somebody wrote in her own words; null where she added none.</summary>
    /// <exception cref="StoreProblem">The key that sealed it is gone.</exception>
    public string? WordsOf(Report report)
    {
        try
        {
            return report.Said is { } said ? Encoding.UTF8.GetString(KeyRing.Seals(said) ? _seal.Unprotect(said) : said) : null;
        }
        catch (CryptographicException e)
        {
            throw new StoreProblem($"The words of a report cannot be read: the key that sealed them is not in {store.Location.KeyFolder}. Put your copy of that folder back.", e);
        }
    }

    /// <summary>Reports, newest first; those that are settled only when asked for.</summary>
    public async Task<IReadOnlyList<Report>> List(bool settledToo, int most = 1000, CancellationToken stop = default)
    {
        await using var db = store.Read();
        return await db.Set<Report>().AsNoTracking()
            .Where(report => settledToo || report.SettledAt == null)
            .OrderByDescending(report => report.Id)
            .Take(most)
            .ToListAsync(stop);
    }

    /// <summary>
    /// What is asked of a profile's owner because visitors reported it, oldest first. The words of a report stay with the
    /// report: they were written for whoever runs the directory.
    /// </summary>
    public static async Task<IReadOnlyList<Question>> Questions(RapportDb db, long profileId, CancellationToken stop = default)
    {
        var open = await db.Set<Report>().AsNoTracking()
            .Where(report => report.ProfileId == profileId && report.SettledAt == null)
            .OrderBy(report => report.Id).Take(MostQuestions)
            .Select(report => new { report.Id, report.About, report.At }).ToListAsync(stop);
        return [.. open.Select(report => new Question(
            report.About, string.Create(CultureInfo.InvariantCulture, $"this is wrong or has changed (report {report.Id})"), Source.ClientReport, report.At))];
    }

    /// <summary>One report; null when there is none of that number.</summary>
    public async Task<Report?> Find(long reportId, CancellationToken stop = default)
    {
        await using var db = store.Read();
        return await db.Set<Report>().AsNoTracking().SingleOrDefaultAsync(report => report.Id == reportId, stop);
    }

    /// <summary>An operator settles one, saying how; false when there is no such report, or it was settled before.</summary>
    public Task<bool> Settle(long reportId, string how, CancellationToken stop = default)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(how);
        return store.Write(async db =>
        {
            if (await db.Set<Report>().FindAsync([reportId], stop) is not { SettledAt: null } report)
            {
                return false;
            }
            report.SettledAt = store.Now;
            report.Settled = how;
            report.Teller = null;
            return true;
        }, stop);
    }
}
