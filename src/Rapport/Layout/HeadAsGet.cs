namespace Rapport.Layout;

/// <summary>
/// Lets a HEAD be answered as a GET wherever one can be asked: routes that name only GET would refuse it. The server itself
/// knows what was asked and sends no body.
/// </summary>
internal static class HeadAsGet
{
    private static readonly object Mark = new();

    /// <summary>Whether only the headers are wanted: what is long to make need not be made.</summary>
    public static bool IsHead(HttpContext context) => context.Items.ContainsKey(Mark);

    public static async Task Answer(HttpContext context, RequestDelegate next)
    {
        var request = context.Request;
        if (!HttpMethods.IsHead(request.Method))
        {
            await next(context);
            return;
        }
        request.Method = HttpMethods.Get;
        context.Items[Mark] = true;
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
