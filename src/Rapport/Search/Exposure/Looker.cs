using Rapport.Layout;

namespace Rapport.Search.Exposure;

/// <summary>Whether a list goes to somebody who looks at it, as far as a request says so by itself. Nothing of it is kept.</summary>
internal static class Looker
{
    /// <summary>
    /// Every browser calls itself Mozilla. A crawler that says that it is one gives an address at which to read about it, which
    /// no browser does. A page that is fetched in case somebody goes there was not looked at.
    /// </summary>
    public static bool IsPerson(HttpContext context)
    {
        var headers = context.Request.Headers;
        var agent = headers.UserAgent.ToString();
        return agent.StartsWith("Mozilla/", StringComparison.Ordinal)
            && !agent.Contains("://", StringComparison.Ordinal)
            && !headers["Sec-Purpose"].ToString().Contains("prefetch", StringComparison.Ordinal)
            && !HeadAsGet.IsHead(context);
    }
}
