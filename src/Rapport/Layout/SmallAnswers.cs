using System.IO.Compression;
using Microsoft.AspNetCore.ResponseCompression;

namespace Rapport.Layout;

/// <summary>
/// Sends a page packed to whoever carries no cookie: a list of twenty people is a sixth as long on a slow line. How long a packed page is
/// tells something about what stands in it, so a page that is made for one reader goes unpacked.
/// </summary>
internal static class SmallAnswers
{
    public static void AddServices(IServiceCollection services)
    {
        services.AddResponseCompression(options =>
        {
            options.EnableForHttps = true;
            options.Providers.Add<GzipCompressionProvider>();
            options.MimeTypes = ResponseCompressionDefaults.MimeTypes.Concat(["application/x-ndjson", "text/csv"]);
        });
        // Each page is packed anew, on the machine that also answers the next one.
        services.Configure<GzipCompressionProviderOptions>(options => options.Level = CompressionLevel.Fastest);
    }

    public static void Use(IApplicationBuilder app) =>
        app.UseWhen(
            context => HttpMethods.IsGet(context.Request.Method) && context.Request.Cookies.Count == 0,
            unknown => unknown.UseResponseCompression());
}
