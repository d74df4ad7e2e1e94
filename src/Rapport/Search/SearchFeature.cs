using System.CommandLine;
using Rapport.Search.Exposure;
using Rapport.Search.PlainWords;
using Rapport.Search.Typing;
using Rapport.Storage;

namespace Rapport.Search;

/// <summary>Finding therapists: the index, its pages, its API, its command.</summary>
internal static class SearchFeature
{
    public static IEnumerable<Command> Commands => [SearchCommand.Create(), IndexCommand.Create()];

    public static void AddServices(IServiceCollection services)
    {
        services.AddSingleton<SearchKeys>();
        services.AddSingleton(provider => SpokenWords.Of(provider.GetRequiredService<SearchKeys>(), provider.GetRequiredService<Store>().Location.VocabularyFolder));
        services.AddSingleton(provider => provider.GetRequiredService<SpokenWords>().Reader);
        services.AddSingleton(provider => SuggestionBooks.Of(provider.GetRequiredService<SpokenWords>()));
        services.AddSingleton<Suggestions>();
        services.AddSingleton<HeardCounts>();
        services.AddHostedService<HeardKeeping>();
        services.AddSingleton<ShowingCounts>();
        services.AddHostedService<ShowingKeeping>();
        services.AddSingleton<FitReleases>();
        services.AddSingleton<Searches>();
        services.AddSingleton<SearchTokens>();
        services.AddSingleton<Snapshots>();
        services.AddHostedService(provider => provider.GetRequiredService<Snapshots>());
    }

    public static void MapEndpoints(IEndpointRouteBuilder routes)
    {
        SearchApi.Map(routes);
        SuggestionApi.Map(routes);
        HealthApi.Map(routes);
    }
}
