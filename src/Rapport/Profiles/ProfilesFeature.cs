using System.CommandLine;
using Rapport.Profiles.Exports;
using Rapport.Storage;

namespace Rapport.Profiles;

/// <summary>Therapists' profiles: their facts, who may see them, how they change.</summary>
internal static class ProfilesFeature
{
    public static IEnumerable<Command> Commands => [ProfileCommand.Create()];

    public static void AddServices(IServiceCollection services, Store store)
    {
        services.AddSingleton(Vocabularies.Load(store.Location.VocabularyFolder));
        services.AddSingleton<ShownProfiles>();
        services.AddSingleton<ProfileEditor>();
        services.AddSingleton<Drafts>();
        services.AddSingleton<Removals>();
        services.AddSingleton<ToldBursts>();
        services.AddSingleton<Reports>();
        services.AddSingleton<OwnerMail>();
        services.AddHostedService<NetworkErasure>();
        services.AddSingleton<OpeningDay>();
        services.AddHostedService(provider => provider.GetRequiredService<OpeningDay>());
    }

    public static void MapEndpoints(IEndpointRouteBuilder routes)
    {
        ProfileApi.Map(routes);
        ExportApi.Map(routes);
        PhotographAnswer.Map(routes);
    }
}
