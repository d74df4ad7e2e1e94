using System.Globalization;
using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using Microsoft.AspNetCore.Builder;
using Microsoft.EntityFrameworkCore;
using Rapport.Layout;
using Rapport.Profiles;
using Rapport.Tests.Support;

namespace Rapport.Tests.House;

/// <summary>
/// Each page in a language that puts every text between marks: what a reader sees outside them is people's own data, a
/// word of a vocabulary (which has both languages in its file) or a text that was forgotten.
/// </summary>
public sealed partial class PseudoLanguageTests
{
    /// <summary>Names that are the same in every language.</summary>
    private static readonly string[] Same = ["Rapport", "Español", "California", "Montana", "Alameda", "Billings", "Yellowstone", "County", "Oakley"];

    [Theory]
    [InlineData("/")]
    [InlineData("/order")]
    [InlineData("/privacy")]
    [InlineData("/crisis")]
    [InlineData("/nowhere", HttpStatusCode.NotFound)]
    [InlineData("/therapists?place=94610&radius=25")]
    [InlineData("/therapists?place=Nowhereville", HttpStatusCode.UnprocessableEntity)]
    [InlineData("/therapists?place=96161&radius=5&format=in-person")]
    [InlineData("/therapists/ca/oakland")]
    [InlineData("/therapists/ca")]
    [InlineData("/therapists/mt/billings")]
    [InlineData("/therapists/ca/oaklnd", HttpStatusCode.NotFound)]
    [InlineData("/places")]
    [InlineData("/therapist/marisol-vega-1")]
    [InlineData("/therapist/ruth-example-6")]
    [InlineData("/therapist/ruth-example-6/remove")]
    [InlineData("/therapist/marisol-vega-1/remove")]
    [InlineData("/therapist/marisol-vega-1/wrong")]
    [InlineData("/list?full=1")]
    [InlineData("/saved?forgotten")]
    [InlineData("/list/handed/cut", HttpStatusCode.NotFound)]
    [InlineData("/list/side-by-side/cut", HttpStatusCode.NotFound)]
    public async Task No_page_shows_a_text_that_was_never_given_to_translate(string address, HttpStatusCode status = HttpStatusCode.OK)
    {
        await using var app = await HostedApp.Start(People.Fill, more: Pseudo);

        var page = await app.Page(address, status);

        Assert.Contains('⟦', page.Body!.TextContent);
        Assert.Empty(Outside(page, await OwnData(app)));
    }

    [Fact]
    public async Task A_form_that_was_sent_wrongly_comes_back_in_translated_words_alone()
    {
        await using var app = await HostedApp.Start(People.Fill, more: Pseudo);

        var start = await app.Post("/", [new("For", "me"), new("Place", "Nowhereville")], HttpStatusCode.UnprocessableEntity);
        var wrong = await app.Post(
            "/therapist/marisol-vega-1/wrong", [new("About", ""), new("InYourWords", "")], HttpStatusCode.UnprocessableEntity);

        Assert.Empty(Outside(start, await OwnData(app)));
        Assert.Empty(Outside(wrong, await OwnData(app)));
    }

    [Fact]
    public async Task A_list_with_people_on_it_is_in_translated_words_alone()
    {
        await using var app = await HostedApp.Start(People.Fill, more: Pseudo);
        for (var id = 1; id <= People.Count; id++)
        {
            (await app.Keep(id, "/list")).Dispose();
        }
        var list = await app.Page("/list");
        using var chosen = await app.Send("/list", [new("person", "1"), new("person", "2"), new("side-by-side", "1")]);

        Assert.Empty(Outside(list, await OwnData(app)));
        Assert.Empty(Outside(await app.Page(list.QuerySelector(".about a[href]")!.GetAttribute("href")!), await OwnData(app)));
        Assert.Empty(Outside(await app.Page(chosen.Headers.Location!.OriginalString), await OwnData(app)));
    }

    [Fact]
    public async Task A_text_written_past_the_translations_is_found()
    {
        var page = await new AngleSharp.Html.Parser.HtmlParser().ParseDocumentAsync(
            "<html><head><title>⟦Order⟧ · Rapport</title></head><body><p>⟦Near ⟦{0}⟧ miles⟧ Forgotten</p><img alt='Picture'></body></html>", TestContext.Current.CancellationToken);

        Assert.Equal(["Forgotten", "Picture"], Outside(page, []));
    }

    private static void Pseudo(WebApplication app) => app.Use((context, next) =>
    {
        CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo(Words.PseudoLanguage);
        return next(context);
    });

    /// <summary>Words outside the marks, without what is the reader's, a person's or a vocabulary's.</summary>
    private static List<string> Outside(IHtmlDocument page, IReadOnlyList<string> own)
    {
        var seen = new StringBuilder(page.Title).Append('\n');
        foreach (var node in page.Body!.Descendants().Where(node => node.ParentElement is not { LocalName: "script" or "style" }))
        {
            if (node is IText && node.ParentElement?.Closest(".map .town, .map .county") is not null)
            {
                // Names of towns and counties, from the table of places.
                continue;
            }
            if (node is IText text)
            {
                seen.Append(text.Data);
            }
            else if (node is IElement element)
            {
                foreach (var name in new[] { "aria-label", "title", "alt", "placeholder" })
                {
                    seen.Append('\n').Append(element.GetAttribute(name)).Append('\n');
                }
            }
        }
        var left = WithoutMarked(seen.ToString());
        foreach (var phrase in own.OrderByDescending(phrase => phrase.Length))
        {
            left = Regex.Replace(left, $@"(?<!\p{{L}}){Regex.Escape(phrase)}(?!\p{{L}})", "\n", RegexOptions.IgnoreCase, TimeSpan.FromMinutes(1));
        }
        return [.. Word().Matches(left).Select(match => match.Value).Where(word => !Same.Contains(word, StringComparer.Ordinal))];
    }

    private static string WithoutMarked(string text)
    {
        var left = new StringBuilder();
        var depth = 0;
        foreach (var letter in text)
        {
            depth += letter == '⟦' ? 1 : 0;
            left.Append(depth == 0 ? letter : ' ');
            depth -= letter == '⟧' ? 1 : 0;
        }
        return left.ToString();
    }

    private static async Task<List<string>> OwnData(HostedApp app)
    {
        await using var db = app.Store.Read();
        var documents = await db.Set<Profile>().Select(profile => profile.Document).ToListAsync(TestContext.Current.CancellationToken);
        return
        [
            .. documents.SelectMany(document => Strings(JsonNode.Parse(document))),
            .. Vocabularies.BuiltIn.All.SelectMany(vocabulary => vocabulary.Terms).SelectMany(term => new[] { term.English, term.Plain("en") })
                .Where(text => text.Length > 0),
        ];
    }

    private static IEnumerable<string> Strings(JsonNode? node) => node switch
    {
        JsonObject members => members.SelectMany(member => Strings(member.Value)),
        JsonArray items => items.SelectMany(Strings),
        JsonValue value when value.TryGetValue<string>(out var text) && text.Length > 1 => [text],
        _ => [],
    };

    // Two capitals are a state, or a person's initials in her round.
    [GeneratedRegex(@"(?<!\p{L})(?!\p{Lu}{2}(?!\p{L}))\p{L}{2,}", RegexOptions.None, 10_000)]
    private static partial Regex Word();
}
