using Microsoft.AspNetCore.Razor.TagHelpers;

namespace Rapport.Layout;

/// <summary>
/// What goes on one sheet of paper when the page is printed. A style sheet cannot see how much there is to say, so this one counts:
/// the more letters, the smaller the print (A4 and US Letter, 9, 8 or 7 points).
/// </summary>
[HtmlTargetElement("sheet")]
public sealed class SheetTagHelper : TagHelper
{
    // Measured on printed profiles of invented people, in a wide font: the fullest sheets of 9 points held 4,455 letters and
    // more, those of 8 points 5,636.
    private const int Long = 4_400;
    private const int Longer = 5_500;

    public override async Task ProcessAsync(TagHelperContext context, TagHelperOutput output)
    {
        var inside = (await output.GetChildContentAsync()).GetContent();
        output.TagName = "div";
        output.Attributes.SetAttribute("class", Letters(inside) switch
        {
            > Longer => "sheet longer",
            > Long => "sheet long",
            _ => "sheet",
        });
        output.Content.SetHtmlContent(inside);
    }

    /// <summary>How many letters are read between the tags; a run of white space is one, and so is what is written as an entity.</summary>
    internal static int Letters(ReadOnlySpan<char> html)
    {
        var letters = 0;
        var (isTag, isEntity, wasSpace) = (false, false, true);
        foreach (var c in html)
        {
            if (isTag || c == '<')
            {
                isTag = c != '>';
            }
            else if (isEntity)
            {
                isEntity = c != ';';
            }
            else
            {
                var isSpace = char.IsWhiteSpace(c);
                letters += isSpace && wasSpace ? 0 : 1;
                (isEntity, wasSpace) = (c == '&', isSpace);
            }
        }
        return letters;
    }
}
