using AngleSharp.Html.Dom;
using AngleSharp.Html.Dom.Events;
using AngleSharp.Html.Parser;

namespace Rapport.Tests.Support;

/// <summary>
/// Reads a page and refuses one that is no valid HTML in what a parser can tell: the standard's parse errors, two elements
/// of one id, references to elements that are not there, fields without a name to be read out, controls within controls.
/// </summary>
internal static class ValidPage
{
    private const string Control = "a[href], button, select, textarea, summary, input:not([type=hidden])";

    /// <summary>Attributes that hold one id or several.</summary>
    private static readonly string[] References = ["for", "form", "list", "headers", "aria-labelledby", "aria-describedby", "aria-controls", "aria-owns"];

    public static async Task<IHtmlDocument> Read(string text)
    {
        var wrong = new List<string>();
        var parser = new HtmlParser();
        parser.Error += (_, told) =>
        {
            if (told is HtmlErrorEvent error)
            {
                wrong.Add($"{(HtmlParseError)error.Code} at line {error.Position.Line}, column {error.Position.Column}");
            }
        };
        var page = await parser.ParseDocumentAsync(text);
        wrong.AddRange(page.All.Where(element => element.HasAttribute("id")).GroupBy(element => element.Id, StringComparer.Ordinal)
            .Where(same => same.Count() > 1 || string.IsNullOrWhiteSpace(same.Key)).Select(same => $"id \"{same.Key}\" {same.Count()} times"));
        wrong.AddRange(
            from element in page.All
            from name in References
            from id in (element.GetAttribute(name) ?? "").Split(' ', StringSplitOptions.RemoveEmptyEntries)
            where page.GetElementById(id) is null
            select $"{name}=\"{id}\" leads nowhere");
        wrong.AddRange(page.QuerySelectorAll("a[href^='#']").Select(link => link.GetAttribute("href")![1..])
            .Where(id => page.GetElementById(id) is null).Select(id => $"#{id} leads nowhere"));
        wrong.AddRange(page.QuerySelectorAll(Control).Where(control => control.ParentElement?.Closest("a[href], button, summary") is not null)
            .Select(control => $"a control within another: {control.OuterHtml}"));
        wrong.AddRange(page.QuerySelectorAll("img:not([alt]), a[href=''], button:not([form]):not(form button)").Select(element => element.OuterHtml));
        Assert.True(wrong.Count == 0, $"{page.Title}: {string.Join(Environment.NewLine, wrong.Distinct(StringComparer.Ordinal))}");
        return page;
    }
}
