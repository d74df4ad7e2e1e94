using System.Data.Common;
using Microsoft.EntityFrameworkCore;
using Rapport.Layout;
using Rapport.Storage;

namespace Rapport.Organisations;

/// <summary>Which organisation runs this directory, as the operator chose: known beforehand, so that no page asks the database for it. Followed within half a minute.</summary>
internal sealed class RunBySetting(Store store, RunBy shown, ILogger<RunBySetting> log) : RepeatedWork(TimeSpan.FromSeconds(30), "Asking which organisation runs this directory", log)
{
    public const string Key = "run-by";

    /// <summary>What stands in the setting where none is named.</summary>
    public const string Nobody = "none";

    /// <summary>The setting as it stands.</summary>
    public static async Task<string> Chosen(RapportDb db, CancellationToken stop) =>
        await db.Set<Setting>().Where(setting => setting.Key == Key).Select(setting => setting.Value).SingleOrDefaultAsync(stop) ?? Nobody;

    /// <exception cref="StoreProblem">There is no such organisation.</exception>
    public static Task Set(Store store, string slug, CancellationToken stop) => store.Write(async db =>
    {
        if (slug != Nobody && !await db.Set<Organisation>().AnyAsync(organisation => organisation.Slug == slug, stop))
        {
            throw new StoreProblem($"There is no organisation \"{slug}\". \"{store.Location.Command("organisations")}\" lists them, each with the last part of its address; \"{store.Location.Command("organisations new NAME --administrator MAIL")}\" makes one.");
        }
        await Setting.Put(db, Key, slug, store.Now, stop);
    }, stop);

    /// <summary>Reads the last part of an address as an operator types it; null where it is none.</summary>
    public static string? Parse(string typed) =>
        typed.Trim().ToLowerInvariant() is { Length: > 0 and <= 80 } slug && slug.All(letter => char.IsAsciiLetterOrDigit(letter) || letter == '-') ? slug : null;

    /// <summary>Looks which one it is, and what it says now.</summary>
    public async Task Look(CancellationToken stop)
    {
        await using var db = store.Read();
        var slug = await Chosen(db, stop);
        var organisation = slug == Nobody ? null : await db.Set<Organisation>().AsNoTracking().SingleOrDefaultAsync(one => one.Slug == slug, stop);
        shown.Organisation = organisation is null ? null : new RunByOrganisation(
            organisation.Name, language => OrganisationLinks.Public(language, organisation.Slug), organisation.Words,
            organisation.Mail, OrganisationWords.Telephone(organisation), organisation.Web,
            Logos.SmallAt(await Logos.MarkOf(db, organisation.Id, stop)));
    }

    public override async Task StartAsync(CancellationToken cancellationToken)
    {
        // Before the first page. Where the database is gone, that is told elsewhere.
        try
        {
            await Do(cancellationToken);
        }
        catch (Exception e) when (e is DbException or DbUpdateException or InvalidOperationException or TimeoutException or StoreProblem)
        {
            log.LogWarning("Which organisation runs this directory could not be asked, and is asked again: {Reason}", e.Message);
        }
        await base.StartAsync(cancellationToken);
    }

    protected override Task Do(CancellationToken stop) => Look(stop);
}
