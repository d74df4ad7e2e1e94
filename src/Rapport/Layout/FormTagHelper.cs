using Microsoft.AspNetCore.Razor.TagHelpers;

namespace Rapport.Layout;

/// <summary>
/// A form that the browser does not fill again. On "Back" it would tick what somebody ticked and write what she wrote, also
/// after she left, also on a page whose address says nothing of it: "no-store" forbids to keep the page, not this.
/// </summary>
[HtmlTargetElement("form")]
public sealed class FormTagHelper : TagHelper
{
    public override void Process(TagHelperContext context, TagHelperOutput output) =>
        output.Attributes.SetAttribute("autocomplete", "off");
}
