using System.Text.Encodings.Web;
using System.Text.Unicode;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.WebEncoders;
using Rapport.Keeping;
using Rapport.Layout;
using Rapport.Storage;

namespace Rapport.Site;

/// <summary>The pages' common ground: Razor Pages in the feature folders, the frame, the errors.</summary>
internal static class SiteFeature
{
    public static void AddServices(IServiceCollection services, Store store)
    {
        services.AddRazorPages(pages =>
            {
                pages.RootDirectory = "/";
                // Forms of other sites are refused by SameOrigin, which needs no cookie.
                pages.Conventions.ConfigureFilter(new IgnoreAntiforgeryTokenAttribute());
            })
            .AddMvcOptions(mvc =>
            {
                mvc.Filters.Add<OnlyHandledMethods>(int.MinValue);
                mvc.Filters.Add<ReadableForms>(int.MinValue);
                mvc.Filters.Add<OnceOnly>(int.MinValue);
            })
            .AddViewOptions(view => view.HtmlHelperOptions.ClientValidationEnabled = false);
        KeyRing.AddServices(services, store.Location);
        services.AddTransient<ViewWords>();
        services.AddSingleton<ListCookie>();
        services.AddSingleton<LeaveTarget>();
        services.AddSingleton<RunBy>();
        services.AddProblemDetails();
        // "máximo" stays a word in the page's source; what could be markup is still encoded.
        services.Configure<WebEncoderOptions>(web => web.TextEncoderSettings = new TextEncoderSettings(UnicodeRanges.All));
    }

    public static void MapEndpoints(IEndpointRouteBuilder app)
    {
        Asset.Map(app);
        Robots.Map(app);
        Sitemap.Map(app);
        app.MapGet("/leave", Leave.Go);
        app.MapRazorPages();
    }
}
