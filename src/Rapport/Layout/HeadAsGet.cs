namespace Rapport.Layout;

/// <summary>
/// Lets a HEAD be answered as a GET wherever one can be asked: routes that name only GET would refuse it. The server itself
/// knows what was asked and sends no body.
/// </summary>
internal static class HeadAsGet
{
    public static async Task Answer(HttpContext context, RequestDelegate next)
    {
        var request = context.Request;
        if (!HttpMethods.IsHead(request.Method))
        {
            await next(context);
            return;
        }
        request.Method = HttpMethods.Get;
        try
        {
            await next(context);
        }
        finally
        {
            request.Method = HttpMethods.Head;
        }
    }
}
