using Microsoft.AspNetCore.DataProtection;
using Rapport.Keeping;
using Rapport.Storage;

namespace Rapport.Lists;

/// <summary>"Your list": whom somebody keeps, side by side, on paper, handed over.</summary>
internal static class ListsFeature
{
    public static void AddServices(IServiceCollection services)
    {
        services.AddSingleton<PersonRows>();
        services.AddSingleton<CarriedSearch>();
        // Of links, which anybody may open: what lies in a cookie is sealed for that alone.
        services.AddSingleton(provider => new PeopleSeal(
            provider.GetRequiredService<IDataProtectionProvider>(), provider.GetRequiredService<Store>(), "link"));
    }
}
