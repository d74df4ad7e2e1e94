using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Html;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.AspNetCore.Mvc.ViewFeatures;
using Microsoft.AspNetCore.Razor.TagHelpers;

namespace Rapport.Layout.Forms;

/// <summary>
/// What is to be changed, at the top of the page, each with the name of its field and a link to it; nothing while nothing is wrong.
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
        output.Content.AppendHtml(heading).AppendHtml(new InTheirOrder(View, errors));
    }

    /// <summary>What is still there, and the list. Written last, when the fields below it have said their order and how they are called.</summary>
    private sealed class InTheirOrder(ViewContext view, IReadOnlyList<(string Name, string Text)> errors) : IHtmlContent
    {
        public void WriteTo(TextWriter writer, HtmlEncoder encoder)
        {
            var calm = new TagBuilder("p");
            calm.InnerHtml.Append(FormField.LostOn(view) switch
            {
                NotKept.Password => L["All you wrote is still here, but no password: type it once more."],
                NotKept.File => L["All you wrote is still here, but no file: choose it once more."],
                _ => L["Nothing is lost. All you wrote is still here."],
            });
            calm.WriteTo(writer, encoder);
            var fields = FormField.Told(view);
            var list = new TagBuilder("ul");
            foreach (var (name, text) in errors.OrderBy(error => fields.IndexOf(error.Name) is >= 0 and var at ? at : int.MaxValue))
            {
                var link = new TagBuilder("a");
                link.Attributes["href"] = "#" + name;
                var says = new TagBuilder("span");
                if (errors.Count > 1 && fields.TryGetValue(name, out var label))
                {
                    var which = new TagBuilder("b");
                    which.InnerHtml.Append(label.EndsWith('?') ? label : label + ":");
                    says.InnerHtml.AppendHtml(which).Append(" ");
                }
                says.InnerHtml.Append(text);
                link.InnerHtml.AppendHtml(says);
                var item = new TagBuilder("li");
                item.InnerHtml.AppendHtml(link);
                list.InnerHtml.AppendHtml(item);
            }
            list.WriteTo(writer, encoder);
        }
    }
}
