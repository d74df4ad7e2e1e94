using Microsoft.AspNetCore.Identity;
using Rapport.Layout;

namespace Rapport.Accounts;

/// <summary>Who can sign in, and how.</summary>
internal static class AccountsFeature
{
    public static void AddServices(IServiceCollection services)
    {
        services.AddSingleton<AccountSeal>();
        services.AddSingleton<Passwords>();
        services.AddSingleton<AccountDoor>();
        services.AddSingleton<Sessions>();
        services.AddSingleton<PassingCookie>();
        services.AddIdentityCore<Account>().AddUserStore<KnownPasskeys>();
        services.AddScoped<IPasskeyHandler<Account>, PasskeyHandler<Account>>();
        services.AddOptions<IdentityPasskeyOptions>().Configure<PublicAddress>(PasskeyDoor.Configure);
        services.AddScoped<PasskeyDoor>();
        services.AddHostedService<AccountErasure>();
    }
}
