using System.CommandLine;
using Rapport.Accounts;
using Rapport.Layout;
using Rapport.Pictures;
using Rapport.Profiles;

namespace Rapport.Organisations;

/// <summary>Practices and other organisations: who belongs to them, and what they say of themselves.</summary>
internal static class OrganisationsFeature
{
    private static readonly Words L = Words.For("Rapport.Organisations.OrganisationsFeature");

    public static IEnumerable<Command> Commands => [OrganisationsCommand.Create()];

    public static void AddServices(IServiceCollection services)
    {
        services.AddSingleton<OrganisationInvitations>();
        services.AddSingleton<OrganisationBook>();
        services.AddSingleton<Memberships>();
        services.AddSingleton<Logos>();
        services.AddSingleton(new LongBody(OrganisationLinks.Root, PictureLimits.MostHeard, OrganisationLinks.LogoEnd));
        services.AddSingleton<ShownMembers>();
        services.AddSingleton<RunBySetting>();
        services.AddHostedService(provider => provider.GetRequiredService<RunBySetting>());
        services.AddHostedService<OrganisationErasure>();
        services.AddSingleton<Workplaces>(provider => async (profile, stop) =>
        {
            var works = new List<Workplace>();
            foreach (var organisation in await provider.GetRequiredService<Memberships>().ShownOf(profile, stop))
            {
                var logo = Logos.SmallAt(await provider.GetRequiredService<Logos>().MarkOf(organisation.Id, stop));
                works.Add(new Workplace(organisation.Name, logo, language => OrganisationLinks.Public(language, organisation.Slug)));
            }
            return works;
        });
        services.AddSingleton(new AccountRoom(
            Roles.None, () => L["Your practice"], () => L["Where you work with others: its words, its members, and who sees that you belong to it."], () => L["Look at it"], OrganisationLinks.Mine));
        services.AddSingleton(new AccountRoom(
            Roles.Operator, () => L["Organizations"], () => L["Practices that have a page here, and who looks after them."], () => L["See all"], OrganisationLinks.All));
    }

    public static void MapEndpoints(IEndpointRouteBuilder routes) => Logos.Map(routes);
}
