using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.AspNetCore.Mvc.ViewFeatures;
using Microsoft.AspNetCore.Razor.TagHelpers;

namespace Rapport.Layout.Forms;

/// <summary>
/// One of several, each a row to tap.
/// <code>&lt;choices for="About" label="…" of="Model.Abouts" /&gt;</code>
/// </summary>
[HtmlTargetElement("choices", TagStructure = TagStructure.WithoutEndTag)]
public sealed class ChoicesTagHelper : TagHelper
{
    /// <summary>What it is bound to; a form whose fields are not those of a model gives <see cref="Name"/> and <see cref="Value"/>.</summary>
    public ModelExpression? For { get; set; }

    public string? Name { get; set; }

    public string? Value { get; set; }

    public required string Label { get; set; }

    public string? Hint { get; set; }

    [HtmlAttributeNotBound]
    internal IReadOnlyList<Choice> Choices => (IReadOnlyList<Choice>)Of;

    /// <summary>A list of <see cref="Choice"/>.</summary>
    public required object Of { get; set; }

    [ViewContext, HtmlAttributeNotBound]
    public ViewContext View { get; set; } = null!;

    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        var name = FormField.NameOf(For, Name);
        FormField.Tell(View, name, Label);
        var bad = FormField.TryGetError(View, name, out var error);
        output.TagName = "fieldset";
        output.TagMode = TagMode.StartTagAndEndTag;
        output.Attributes.SetAttribute("class", bad ? "field bad" : "field");

        var legend = new TagBuilder("legend");
        FormField.AppendName(legend, name, Label, Hint);
        output.Content.AppendHtml(legend);
        if (bad)
        {
            output.Content.AppendHtml(FormField.Error(name, error!));
        }
        var rows = new TagBuilder("div");
        rows.AddCssClass("rows");
        for (var i = 0; i < Choices.Count; i++)
        {
            rows.InnerHtml.AppendHtml(Row(name, Choices[i], isFirst: i == 0, bad));
        }
        output.Content.AppendHtml(rows);
    }

    private TagBuilder Row(string name, Choice choice, bool isFirst, bool bad)
    {
        var input = new TagBuilder("input") { TagRenderMode = TagRenderMode.SelfClosing };
        input.Attributes["type"] = "radio";
        // The error summary leads to the first one.
        input.Attributes["id"] = isFirst ? name : $"{name}-{choice.Value.Replace(' ', '-')}";
        input.Attributes["name"] = name;
        input.Attributes["value"] = choice.Value;
        if (string.Equals(For is null ? Value : For.Model as string, choice.Value, StringComparison.Ordinal))
        {
            input.Attributes["checked"] = "checked";
        }
        FormField.Describe(input, name, Hint, bad);
        var row = new TagBuilder("label");
        row.AddCssClass("row");
        row.InnerHtml.AppendHtml(input).Append(" ");
        var text = new TagBuilder("span");
        text.InnerHtml.Append(choice.Text);
        row.InnerHtml.AppendHtml(text);
        return row;
    }
}
