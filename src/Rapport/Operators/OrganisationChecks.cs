using Microsoft.EntityFrameworkCore;
using Rapport.Cli;
using Rapport.Organisations;
using Rapport.Storage;

namespace Rapport.Operators;

/// <summary>Whether somebody looks after each organisation, and the one that runs the directory is there.</summary>
internal static class OrganisationChecks
{
    public static IReadOnlyList<Check> All { get; } =
    [
        new("organisations are looked after", NeedsStore: true, LookedAfter),
        new("who runs this directory", NeedsStore: true, Runner),
    ];

    private static async Task<Finding> LookedAfter(Visit visit, CancellationToken stop)
    {
        var now = visit.Now;
        await using var db = visit.Store.Read();
        var all = await db.Set<Organisation>().CountAsync(stop);
        var left = await db.Set<Organisation>()
            .Where(organisation => !db.Set<OrganisationMember>().Any(member => member.OrganisationId == organisation.Id && member.IsAdministrator)
                && !db.Set<OrganisationInvitation>().Any(one => one.OrganisationId == organisation.Id && one.IsAdministrator && one.UsedAt == null && one.EndsAt > now))
            .OrderBy(organisation => organisation.Slug).Select(organisation => organisation.Slug).ToListAsync(stop);
        return left.Count == 0
            ? Finding.Good(all == 0 ? "There are none." : $"{Counted.Of(all, "organisation")}.")
            : Finding.Note(
                $"{Counted.Of(left.Count, "organisation")} without anybody who looks after it: {string.Join(", ", left.Take(5))}{(left.Count > 5 ? " …" : "")}.",
                $"Invite somebody: \"{visit.Location.Command($"organisations invite {left[0]} MAIL")}\".");
    }

    private static async Task<Finding> Runner(Visit visit, CancellationToken stop)
    {
        await using var db = visit.Store.Read();
        var slug = await RunBySetting.Chosen(db, stop);
        return slug == RunBySetting.Nobody ? visit.Store.Mark.Kind == StoreKind.Demo ? Finding.Good("No page names one.")
            : Finding.Note(
                "No page names one, so who is told to write to whoever runs the directory finds no address.",
                $"\"{visit.Location.Command("organisations new NAME --administrator MAIL")}\", then \"{visit.Location.Command($"settings set {RunBySetting.Key} NAME-IN-ITS-ADDRESS")}\".")
            : await db.Set<Organisation>().Where(organisation => organisation.Slug == slug).Select(organisation => organisation.Name).SingleOrDefaultAsync(stop) is { } name
            ? Finding.Good($"Pages name {Printed.Line(name)}.")
            : Finding.Note($"The setting names \"{slug}\", which is no organisation: no page names one.", $"\"{visit.Location.Command($"settings set {RunBySetting.Key} {RunBySetting.Nobody}")}\".");
    }
}
