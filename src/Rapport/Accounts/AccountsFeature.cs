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
        services.AddHostedService<AccountErasure>();
    }
}
