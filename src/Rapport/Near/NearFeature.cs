namespace Rapport.Near;

/// <summary>Pages of places: who works in a town, a county, a state.</summary>
internal static class NearFeature
{
    public static void AddServices(IServiceCollection services) => services.AddSingleton<CountedPlaces>();
}
