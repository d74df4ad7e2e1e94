using Microsoft.AspNetCore.Mvc.Filters;
using Microsoft.Net.Http.Headers;
using Rapport.Storage;

namespace Rapport.Layout;

/// <summary>
/// A page that says nothing of its reader, so that anybody on the way may keep it; and must ask each time whether it still
/// holds, for somebody may be taken off the list at any moment. A reader who carries a cookie has told us something: what she
/// sees is kept nowhere. Nor does a browser keep it that shows the page: after "Leave this site" it would come "Back" with it.
/// </summary>
[AttributeUsage(AttributeTargets.Class)]
internal sealed class PublicPageAttribute : Attribute, IAsyncResultFilter
{
    public async Task OnResultExecutionAsync(ResultExecutingContext context, ResultExecutionDelegate next)
    {
        var http = context.HttpContext;
        http.Response.Headers.Append(HeaderNames.Vary, "Sec-Fetch-Mode");
        if (http.Request.Cookies.Count > 0 || http.Request.Headers["Sec-Fetch-Mode"] == "navigate")
        {
            await next();
            return;
        }
        using var page = new MemoryStream();
        var body = http.Response.Body;
        http.Response.Body = page;
        try
        {
            await next();
        }
        finally
        {
            http.Response.Body = body;
        }
        if (http.Response.StatusCode == StatusCodes.Status200OK)
        {
            var store = http.RequestServices.GetRequiredService<Store>().Mark.StoreId;
            var tag = HttpCache.TagOf(store, page.GetBuffer().AsSpan(0, (int)page.Length));
            http.Response.Headers.ETag = tag.ToString();
            http.Response.Headers.CacheControl = "public, no-cache";
            if (HttpCache.HasAlready(http.Request, tag))
            {
                http.Response.StatusCode = StatusCodes.Status304NotModified;
                http.Response.Headers.Remove(HeaderNames.ContentType);
                return;
            }
        }
        page.Position = 0;
        await page.CopyToAsync(body, http.RequestAborted);
    }
}
