namespace Rapport.Saved;

/// <summary>Searches kept under six words.</summary>
internal static class SavedFeature
{
    public static void AddServices(IServiceCollection services)
    {
        services.AddSingleton<SavedSearches>();
        services.AddHostedService<SavedErasure>();
    }
}
