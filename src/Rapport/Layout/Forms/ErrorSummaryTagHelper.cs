using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.AspNetCore.Mvc.ViewFeatures;
using Microsoft.AspNetCore.Razor.TagHelpers;

namespace Rapport.Layout.Forms;

/// <summary>
/// What is to be changed, at the top of the page, each a link to its field; nothing while nothing is wrong.
/// It takes the focus when the page opens, since there is no script to do it.
/// </summary>
[HtmlTargetElement("error-summary", TagStructure = TagStructure.WithoutEndTag)]
public sealed class ErrorSummaryTagHelper : TagHelper
{
    private static readonly Words L = Words.For<ErrorSummaryTagHelper>();

    [ViewContext, HtmlAttributeNotBound]
    public ViewContext View { get; set; } = null!;

    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        var errors = View.ModelState
            .Where(field => field.Value!.Errors.Count > 0)
            .Select(field => (Name: field.Key, Text: field.Value!.Errors[0].ErrorMessage))
            .ToList();
        if (errors.Count == 0)
        {
            output.SuppressOutput();
            return;
        }
        output.TagName = "div";
        output.TagMode = TagMode.StartTagAndEndTag;
        output.Attributes.SetAttribute("class", "errors");
        output.Attributes.SetAttribute("role", "alert");
        output.Attributes.SetAttribute("tabindex", "-1");
        output.Attributes.SetAttribute(new TagHelperAttribute("autofocus", null, HtmlAttributeValueStyle.Minimized));

        var heading = new TagBuilder("h2");
        heading.InnerHtml.Append(L.Many(errors.Count, "One thing to change", "{0} things to change"));
        var calm = new TagBuilder("p");
        calm.InnerHtml.Append(L["Nothing is lost. All you wrote is still here."]);
        var list = new TagBuilder("ul");
        foreach (var (name, text) in errors)
        {
            var link = new TagBuilder("a");
            link.Attributes["href"] = "#" + name;
            link.InnerHtml.Append(text);
            var item = new TagBuilder("li");
            item.InnerHtml.AppendHtml(link);
            list.InnerHtml.AppendHtml(item);
        }
        output.Content.AppendHtml(heading).AppendHtml(calm).AppendHtml(list);
    }
}
