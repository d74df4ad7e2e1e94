using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Rapport.Accounts;
using Rapport.Audit;
using Rapport.Claims;
using Rapport.Tests.Organisations;
using Rapport.Tests.Support;

namespace Rapport.Tests.Audit;

/// <summary>No page of those who check or run shows what is another's without writing it down.</summary>
public sealed class AuditedRoutesTests
{
    /// <summary>Pages that show nothing of anybody, and why.</summary>
    private static readonly Dictionary<string, string> ShowsNobody = new(StringComparer.Ordinal)
    {
        ["organisations/new"] = "an empty form",
        ["files/{file:guid}"] = "what was agreed to is written down when it is read, and before when it was listed",
    };

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Each_page_of_a_role_leaves_an_entry_when_it_is_looked_at()
    {
        await using var practices = await Practices.Start();
        var app = practices.App;
        var (_, key) = await practices.Account("vera@example.org", "Vera Ortiz", Roles.Verifier | Roles.Operator);
        var (operating, _) = await practices.Account("otto@example.org", "Otto Lind", Roles.Operator);
        var (ana, _) = await practices.Account("ana@example.org", "Ana Vega", profile: 1);
        var (bea, _) = await practices.Account("bea@example.org", "Bea Lund");
        Assert.Equal(Started.Done, await app.Services.GetRequiredService<Claiming>().Start(bea, 1, ClaimWay.Check, "please look", Stop));
        await app.Services.GetRequiredService<Rapport.Privacy.OpenedFiles>().Ask(operating, "bea@example.org", "A court asks for it, case 12.", Stop);
        using var browser = practices.Browser(key);
        var routes = app.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
            .Where(route => AccessRules.Of(route) is Access.Verifier or Access.Operator).Select(route => route.RoutePattern.RawText!.Trim('/'))
            .Where(route => !route.StartsWith("es/", StringComparison.Ordinal)).Distinct(StringComparer.Ordinal).ToList();
        Assert.Superset(ShowsNobody.Keys.ToHashSet(StringComparer.Ordinal), routes.ToHashSet(StringComparer.Ordinal));
        foreach (var route in routes.Where(route => !ShowsNobody.ContainsKey(route)))
        {
            var before = await Count(app);
            await Practices.Page(browser, "/" + route.Replace("/{claim:guid?}", "", StringComparison.Ordinal).Replace("{profile:long?}", "1", StringComparison.Ordinal));
            Assert.True(await Count(app) > before, route);
        }
        // Whose claim was read, and whose profile it is about, and whose licence: each stands there.
        var trail = app.Services.GetRequiredService<AuditTrail>();
        await using var db = app.Store.Read();
        foreach (var (person, act) in new[] { (bea, AuditAct.ReadClaim), (ana, AuditAct.ReadClaim), (ana, AuditAct.ReadLicence), (bea, AuditAct.ListedFiles) })
        {
            var owner = trail.PseudonymOf(person)!;
            Assert.True(await db.Set<AuditEntry>().AnyAsync(entry => entry.Owner == owner && entry.Act == act, Stop), $"{act}");
        }
    }

    private static async Task<int> Count(HostedApp app)
    {
        await using var db = app.Store.Read();
        return await db.Set<AuditEntry>().CountAsync(Stop);
    }
}
