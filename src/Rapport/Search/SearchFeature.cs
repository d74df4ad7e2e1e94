using System.CommandLine;

namespace Rapport.Search;

/// <summary>Finding therapists: the index, its pages, its API, its command.</summary>
internal static class SearchFeature
{
    public static IEnumerable<Command> Commands => [SearchCommand.Create()];

    public static void AddServices(IServiceCollection services)
    {
        services.AddSingleton<SearchKeys>();
        services.AddSingleton<Searches>();
        services.AddSingleton<SearchTokens>();
        services.AddSingleton<Snapshots>();
        services.AddHostedService(provider => provider.GetRequiredService<Snapshots>());
    }

    public static void MapEndpoints(IEndpointRouteBuilder routes)
    {
        SearchApi.Map(routes);
        HealthApi.Map(routes);
    }
}
