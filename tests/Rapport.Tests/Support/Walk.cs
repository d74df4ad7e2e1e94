using System.Net;
using AngleSharp.Html.Dom;

namespace Rapport.Tests.Support;

/// <summary>Goes from page to page as a browser without scripts does.</summary>
internal static class Walk
{
    /// <summary>Sends the page's first form with what it carries, and these fields.</summary>
    public static Task<IHtmlDocument> Send(HostedApp app, IHtmlDocument page, params (string Name, string Value)[] fields) =>
        Send(app, (IHtmlFormElement)page.QuerySelector("form[method=post]")!, fields);

    /// <summary>The same with a form of one's choice.</summary>
    public static Task<IHtmlDocument> Send(HostedApp app, IHtmlFormElement form, params (string Name, string Value)[] fields) => Send(
        app, form.GetAttribute("action")!,
        [.. form.QuerySelectorAll("input[type=hidden]").Select(field => (field.GetAttribute("name")!, field.GetAttribute("value") ?? "")), .. fields]);

    /// <summary>Sends fields, and follows where they lead.</summary>
    public static async Task<IHtmlDocument> Send(HostedApp app, string address, params (string Name, string Value)[] fields)
    {
        var answer = await app.Send(address, fields.Select(field => KeyValuePair.Create(field.Name, field.Value)));
        if (answer.Headers.Location is not { } next)
        {
            // A page that asks back is a page like others.
            return await HostedApp.Read(answer, answer.StatusCode == HttpStatusCode.UnprocessableEntity ? answer.StatusCode : HttpStatusCode.OK);
        }
        answer.Dispose();
        return await app.Page(next.OriginalString);
    }
}
