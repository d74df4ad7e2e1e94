using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Rapport.Core.PlainWords;
using Rapport.Layout;
using Rapport.Search.Typing;
using Rapport.Tests.Support;

namespace Rapport.Tests.Search.Typing;

/// <summary>Suggestions as the script of a page and a program meet them.</summary>
public sealed class SuggestionApiTests
{
    [Theory]
    [InlineData("", "pani", "Panic", "Help with")]
    [InlineData("", "emd", "EMDR", "Way of working")]
    [InlineData("", "kais", "Kaiser", "Health plan")]
    [InlineData("", "lmf", "Licensed Marriage and Family Therapist", "Title")]
    [InlineData("", "vietn", "Vietnamese", "Language")]
    [InlineData("/es", "vietn", "Vietnamita", "Idioma")]
    [InlineData("", "wheelc", "No steps to get in", "Getting there")]
    [InlineData("", "marisol", "Marisol Vega", "By name")]
    [InlineData("", "mariso veg", "Marisol Vega", "By name")]
    [InlineData("", "marizol", "Marisol Vega", "By name")]
    public async Task What_is_typed_is_completed_with_words_of_the_page_s_language(string language, string typed, string label, string kind)
    {
        await using var app = await HostedApp.Start(People.Fill);

        using var response = await Post(app, language, JsonSerializer.Serialize(new { text = typed }));
        var suggestions = (await response.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("suggestions").EnumerateArray().ToList();

        Assert.InRange(suggestions.Count, 1, Suggestions.Most);
        Assert.Contains(suggestions, one => one.GetProperty("label").GetString()!.StartsWith(label, StringComparison.OrdinalIgnoreCase)
            && one.GetProperty("kind").GetString()!.StartsWith(kind, StringComparison.Ordinal));
        Assert.True(response.Headers.CacheControl!.NoStore);
    }

    [Fact]
    public async Task Nobody_is_offered_a_phrase_with_gaps()
    {
        await using var app = await HostedApp.Start(People.Fill);

        using var response = await Post(app, "", JsonSerializer.Serialize(new { text = "my dad die" }));

        Assert.DoesNotContain("...", await response.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Nobody_is_named_who_does_not_keep_a_page_or_by_two_letters()
    {
        await using var app = await HostedApp.Start(People.Fill);

        Assert.DoesNotContain("Ruth Example", await Labels(app, "ruth exam"));
        Assert.DoesNotContain("Marisol Vega", await Labels(app, "ma"));
        Assert.Contains("Marisol Vega", await Labels(app, "mar"));
    }

    [Fact]
    public async Task Every_suggestion_is_read_as_what_it_means_once_it_stands_in_the_box()
    {
        await using var app = await HostedApp.Start(People.Fill);
        var reader = app.Services.GetRequiredService<Lazy<PlainReader>>().Value;
        var books = app.Services.GetRequiredService<SuggestionBooks>();
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var language in new[] { Language.English, Language.Spanish })
        {
            foreach (var typed in "an be ca de ed fa gr ho in la me no pa qu re se tr vi".Split(' '))
            {
                foreach (var one in books[language].Complete(typed, 50, _ => 0))
                {
                    Assert.Equal(one.Suggestion.Meanings.ToHashSet(), reader.Read(one.Text).Meanings.ToHashSet());
                    seen.UnionWith(one.Suggestion.Meanings.Select(meaning => meaning.Key));
                }
            }
        }
        Assert.Superset(new HashSet<string>(StringComparer.Ordinal) { "issue", "approach", "insurer", "language", "credential" }, seen);
    }

    [Theory]
    [InlineData("", "oakla", "Oakland, CA")]
    [InlineData("", "9461", "94611 Oakland, CA")]
    [InlineData("", "calif", "California")]
    [InlineData("", "oaklnad", "Oakland, CA")]
    [InlineData("/es", "condado de alamed", "Condado de Alameda, CA")]
    public async Task A_place_is_completed_and_may_be_kept_on_the_way(string language, string typed, string label)
    {
        await using var app = await HostedApp.Start(People.Fill);

        using var response = await app.Browser.GetAsync(new Uri($"{language}/api/v1/suggestions?place={Uri.EscapeDataString(typed)}", UriKind.Relative));
        var answer = await response.Content.ReadFromJsonAsync<JsonElement>();

        Assert.Contains(label, answer.GetProperty("suggestions").EnumerateArray().Select(one => one.GetProperty("text").GetString()));
        Assert.InRange(answer.GetProperty("suggestions").GetArrayLength(), 1, Suggestions.Most);
        Assert.Equal("public, max-age=3600", response.Headers.CacheControl!.ToString());
    }

    [Theory]
    [InlineData("", "None to pick from", "One to pick from")]
    [InlineData("/es", "No hay nada", "Hay una aquí abajo")]
    public async Task How_many_there_are_is_told_in_words(string language, string none, string one)
    {
        await using var app = await HostedApp.Start(People.Fill);

        Assert.Equal(none, await Told("zzzzqq"));
        Assert.Equal(one, await Told("marisol v"));

        async Task<string?> Told(string typed)
        {
            using var response = await Post(app, language, JsonSerializer.Serialize(new { text = typed }));
            return (await response.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("told").GetString();
        }
    }

    [Theory]
    [InlineData("", "body")]
    [InlineData("{}", "text")]
    [InlineData("[]", "body")]
    [InlineData("{ \"text\": 3 }", "body")]
    [InlineData("\"panic\"", "body")]
    public async Task What_cannot_be_read_is_told(string body, string field)
    {
        await using var app = await HostedApp.Start(People.Fill);

        using var response = await Post(app, "", body);

        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        Assert.True((await response.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("errors").TryGetProperty(field, out _));
        Assert.True(response.Headers.CacheControl!.NoStore);
    }

    [Theory]
    [InlineData("")]
    [InlineData("?place=")]
    [InlineData("?text=panic")]
    public async Task Without_a_place_none_is_completed(string query)
    {
        await using var app = await HostedApp.Start(People.Fill);

        using var response = await app.Browser.GetAsync(new Uri("/api/v1/suggestions" + query, UriKind.Relative));

        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        Assert.True(response.Headers.CacheControl!.NoStore);
    }

    [Fact]
    public async Task What_is_typed_stands_in_no_log()
    {
        await using var app = await HostedApp.Start(People.Fill);

        await Labels(app, "panicattackss");

        Assert.DoesNotContain("panicattackss", string.Join('\n', app.Log.Lines), StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task No_other_site_may_ask_through_a_visitor_s_browser()
    {
        await using var app = await HostedApp.Start(People.Fill);
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri("/api/v1/suggestions", UriKind.Relative));
        request.Content = new StringContent("""{ "text": "panic" }""", Encoding.UTF8, "text/plain");
        request.Headers.Add("Sec-Fetch-Site", "cross-site");

        using var response = await app.Browser.SendAsync(request);

        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
    }

    private static async Task<IReadOnlyList<string?>> Labels(HostedApp app, string typed)
    {
        using var response = await Post(app, "", JsonSerializer.Serialize(new { text = typed }));
        var answer = await response.Content.ReadFromJsonAsync<JsonElement>();
        return [.. answer.GetProperty("suggestions").EnumerateArray().Select(one => one.GetProperty("label").GetString())];
    }

    private static Task<HttpResponseMessage> Post(HostedApp app, string language, string body) => app.Browser.PostAsync(
        new Uri(language + "/api/v1/suggestions", UriKind.Relative), new StringContent(body, Encoding.UTF8, "application/json"));
}
