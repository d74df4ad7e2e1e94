using System.Security.Cryptography;
using Microsoft.AspNetCore.Razor.TagHelpers;

namespace Rapport.Layout;

/// <summary>In a form that changes something: a key by lot, so that it is done once however often it is sent (<see cref="OnceOnly"/>).</summary>
[HtmlTargetElement("once", TagStructure = TagStructure.WithoutEndTag)]
public sealed class OnceTagHelper : TagHelper
{
    /// <summary>The name of the field.</summary>
    internal const string Field = "Once";

    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        output.TagName = "input";
        output.TagMode = TagMode.StartTagOnly;
        output.Attributes.SetAttribute("type", "hidden");
        output.Attributes.SetAttribute("name", Field);
        output.Attributes.SetAttribute("value", RandomNumberGenerator.GetHexString(32, lowercase: true));
    }
}
