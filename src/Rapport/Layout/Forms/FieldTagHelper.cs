using System.Globalization;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.AspNetCore.Mvc.ViewFeatures;
using Microsoft.AspNetCore.Razor.TagHelpers;

namespace Rapport.Layout.Forms;

/// <summary>
/// A line or a box to write in: label, hint, error, control, tied together for those who hear the page.
/// <code>&lt;field for="Words" label="…" hint="…" rows="5" longest="1000" /&gt;</code>
/// </summary>
[HtmlTargetElement("field", TagStructure = TagStructure.WithoutEndTag)]
public sealed class FieldTagHelper : TagHelper
{
    /// <summary>What it is bound to; a form whose fields are not those of a model gives <see cref="Name"/> and <see cref="Value"/>.</summary>
    public ModelExpression? For { get; set; }

    public string? Name { get; set; }

    public string? Value { get; set; }

    public required string Label { get; set; }

    public string? Hint { get; set; }

    /// <summary>More than one makes a box.</summary>
    public int Rows { get; set; } = 1;

    public int? Longest { get; set; }

    public string? Autocomplete { get; set; }

    /// <summary>As a browser knows it: "text", "email", or "password", which is shown to nobody and never comes back with the page.</summary>
    public string Type { get; set; } = "text";

    /// <summary>What is written is for nobody else's eyes: the browser neither keeps it nor sends it to be checked for errors.</summary>
    public bool Secret { get; set; }

    [ViewContext, HtmlAttributeNotBound]
    public ViewContext View { get; set; } = null!;

    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        var name = FormField.NameOf(For, Name);
        FormField.Tell(View, name, Label);
        if (Type == "password")
        {
            FormField.TellNotKept(View, NotKept.Password);
        }
        var bad = FormField.TryGetError(View, name, out var error);
        output.TagName = "div";
        output.TagMode = TagMode.StartTagAndEndTag;
        output.Attributes.SetAttribute("class", bad ? "field bad" : "field");

        var label = new TagBuilder("label");
        label.AddCssClass("name");
        label.Attributes["for"] = name;
        FormField.AppendName(label, name, Label, Hint);
        output.Content.AppendHtml(label);
        if (bad)
        {
            output.Content.AppendHtml(FormField.Error(name, error!));
        }
        output.Content.AppendHtml(Control(name, bad));
    }

    private TagBuilder Control(string name, bool bad)
    {
        // What was sent comes back as it was, also where it could not be used.
        var value = View.ModelState.TryGetValue(name, out var state) && state.AttemptedValue is { } sent
            ? sent
            : For is null ? Value : Convert.ToString(For.Model, CultureInfo.CurrentCulture);
        var control = new TagBuilder(Rows > 1 ? "textarea" : "input");
        control.Attributes["id"] = name;
        control.Attributes["name"] = name;
        if (Longest is { } longest)
        {
            control.Attributes["maxlength"] = longest.ToString(CultureInfo.InvariantCulture);
        }
        if (Autocomplete is { } autocomplete)
        {
            control.Attributes["autocomplete"] = autocomplete;
        }
        if (Secret)
        {
            control.Attributes["autocomplete"] = "off";
            control.Attributes["autocapitalize"] = "none";
            control.Attributes["spellcheck"] = "false";
        }
        FormField.Describe(control, name, Hint, bad);
        if (Rows > 1)
        {
            control.Attributes["rows"] = Rows.ToString(CultureInfo.InvariantCulture);
            // A parser drops the first line break of a box; this one is there to be dropped.
            control.InnerHtml.AppendHtml("\n").Append(value ?? "");
        }
        else
        {
            control.TagRenderMode = TagRenderMode.SelfClosing;
            control.Attributes["type"] = Type;
            control.Attributes["value"] = Type == "password" ? "" : value ?? "";
        }
        return control;
    }
}
