using System.CommandLine;
using Rapport.Core.PlainWords;
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
        // Made when it is first needed: most pages read no words, and to make it takes half a second.
        services.AddSingleton(provider => new Lazy<PlainReader>(() =>
        {
            var keys = provider.GetRequiredService<SearchKeys>();
            return PhraseBooks.Reader(keys, SaidFile.Load(provider.GetRequiredService<Store>().Location.VocabularyFolder, keys));
        }));
        services.AddSingleton<SuggestionBooks>();
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
