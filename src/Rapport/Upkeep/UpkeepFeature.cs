using Rapport.Accounts;

namespace Rapport.Upkeep;

/// <summary>Keeping one's own profile true in two minutes.</summary>
internal static class UpkeepFeature
{
    public static void AddServices(IServiceCollection services)
    {
        services.AddSingleton(new AddressFollower(UpkeepLinks.EndMailed));
        services.AddSingleton<UpkeepLinks>();
        services.AddSingleton<UpkeepWishes>();
        services.AddSingleton<PlayedReminder>();
        // It follows the one that gives the profile.
        services.AddSingleton(provider => new PlayedPart(DemoPart.Therapist, provider.GetRequiredService<PlayedReminder>().Begin));
        services.AddSingleton<UpkeepRounds>();
        services.AddHostedService(provider => provider.GetRequiredService<UpkeepRounds>());
    }
}
