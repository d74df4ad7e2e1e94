using Microsoft.AspNetCore.Mvc;

namespace Rapport.Fit;

/// <summary>Who would work well together: the questions.</summary>
internal static class FitFeature
{
    public static void AddServices(IServiceCollection services)
    {
        services.AddSingleton<Answering>();
        services.Configure<MvcOptions>(options => options.Filters.Add<WishesOfVisitor>());
    }
}
