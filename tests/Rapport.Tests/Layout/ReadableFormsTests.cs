using System.Net;
using AngleSharp.Html.Dom;
using Rapport.Tests.Support;

namespace Rapport.Tests.Layout;

/// <summary>Forms that hold what no keyboard writes.</summary>
public sealed class ReadableFormsTests
{
    private static readonly string[] Pages =
        ["/", "/therapists", "/therapists/missing", "/saved", "/list", "/questions/1", "/order", "/account/sign-in", "/account/new", "/account/forgotten", "/claim", "/claim/code"];

    [Theory]
    [InlineData("\uFFFE")]
    [InlineData("\uFFFF")]
    [InlineData("a\0b")]
    [InlineData("\u202Eabc\u0301\u0301\u0301")]
    public async Task What_is_no_letter_fails_on_no_page(string typed)
    {
        await using var app = await HostedApp.Start();
        var sent = 0;
        foreach (var address in Pages)
        {
            foreach (var form in (await app.Page(address)).Forms)
            {
                var fields = form.Elements.OfType<IHtmlElement>().Select(field => field switch
                {
                    IHtmlInputElement { Type: "text" or "search" or "email" or "tel" or "password", Name: { } name } => KeyValuePair.Create(name, typed),
                    IHtmlTextAreaElement { Name: { } name } => KeyValuePair.Create(name, typed),
                    IHtmlInputElement { Type: "hidden", Name: { } name } hidden => KeyValuePair.Create(name, hidden.Value),
                    _ => default,
                }).Where(one => one.Key is not null).ToList();
                if (fields.All(one => one.Value != typed))
                {
                    continue;
                }
                var to = new Uri(form.Action, UriKind.RelativeOrAbsolute) is { IsAbsoluteUri: true } whole ? whole.AbsolutePath : form.Action;
                using var answer = form.Method == "post"
                    ? await app.Send(to, fields)
                    : await app.Browser.GetAsync(new Uri($"{to}?{string.Join('&', fields.Select(one => $"{one.Key}={WebUtility.UrlEncode(one.Value)}"))}", UriKind.Relative), TestContext.Current.CancellationToken);
                Assert.True((int)answer.StatusCode < 500, $"{address}: {form.Action} answers {answer.StatusCode}");
                sent++;
            }
        }
        Assert.True(sent >= 8, $"{sent} forms were sent.");
        Assert.Empty(app.Log.Lines);
    }
}
