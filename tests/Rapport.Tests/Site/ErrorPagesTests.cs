using System.Net;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Rapport.Tests.Support;

namespace Rapport.Tests.Site;

public sealed class ErrorPagesTests
{
    [Theory]
    [InlineData("/nowhere", "There is no page here")]
    [InlineData("/es/nowhere", "Aquí no hay ninguna página")]
    public async Task An_unknown_address_is_a_page_in_the_frame(string address, string heading)
    {
        await using var app = await HostedApp.Start();
        var page = await app.Page(address, HttpStatusCode.NotFound);
        Assert.Equal(heading, page.QuerySelector("h1")!.TextContent);
        Assert.NotNull(page.QuerySelector("header .mark"));
    }

    [Fact]
    public async Task An_unknown_address_of_the_interface_is_a_problem_for_programs()
    {
        await using var app = await HostedApp.Start();
        using var answer = await app.Browser.GetAsync(new Uri("/api/v1/nothing", UriKind.Relative));
        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
        Assert.Equal("application/problem+json", answer.Content.Headers.ContentType!.MediaType);
        using var problem = JsonDocument.Parse(await answer.Content.ReadAsStringAsync());
        Assert.Equal(404, problem.RootElement.GetProperty("status").GetInt32());
    }

    [Theory]
    [InlineData("PUT", "/", "GET, HEAD, POST")]
    [InlineData("DELETE", "/order", "GET, HEAD")]
    [InlineData("POST", "/crisis", "GET, HEAD")]
    [InlineData("TRACE", "/", "GET, HEAD, POST")]
    [InlineData("OPTIONS", "/es/order", "GET, HEAD")]
    [InlineData("BREW", "/therapists", "GET, HEAD, POST")]
    [InlineData("TRACE", "/leave", "GET")]
    [InlineData("OPTIONS", "/favicon.ico", "GET")]
    public async Task A_method_that_a_page_does_not_know_is_refused_and_the_known_ones_named(
        string method, string address, string allowed)
    {
        await using var app = await HostedApp.Start();
        using var request = new HttpRequestMessage(new HttpMethod(method), new Uri(address, UriKind.Relative));
        using var answer = await app.Browser.SendAsync(request);
        Assert.Equal(HttpStatusCode.MethodNotAllowed, answer.StatusCode);
        Assert.Equal(allowed, string.Join(", ", answer.Content.Headers.Allow));
        var page = await HostedApp.Read(answer, HttpStatusCode.MethodNotAllowed);
        var heading = address.StartsWith("/es", StringComparison.Ordinal) ? "Eso no funciona aquí" : "That does not work here";
        Assert.Equal(heading, page.QuerySelector("h1")!.TextContent);
        Assert.Equal($"{heading} · Rapport", page.Title);
    }

    [Theory]
    [InlineData(200)]
    [InlineData(302)]
    [InlineData(404)]
    [InlineData(500)]
    [InlineData(503)]
    [InlineData(599)]
    [InlineData(-1)]
    public async Task The_page_of_an_error_that_did_not_happen_is_not_there(int code)
    {
        await using var app = await HostedApp.Start();
        using var answer = await app.Browser.GetAsync(new Uri($"/error/{code}", UriKind.Relative));
        Assert.False(answer.Headers.Contains("Retry-After"));
        var page = await HostedApp.Read(answer, HttpStatusCode.NotFound);
        Assert.Equal("There is no page here", page.QuerySelector("h1")!.TextContent);
    }

    [Theory]
    [InlineData("cross-site", "https://elsewhere.example")]
    [InlineData("same-site", "null")]
    [InlineData(null, "https://elsewhere.example")]
    [InlineData(null, "null")]
    public async Task A_form_that_another_site_sends_is_refused(string? fetchSite, string origin)
    {
        await using var app = await HostedApp.Start();
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri("/", UriKind.Relative))
        {
            Content = new FormUrlEncodedContent([new("Place", "94610")]),
        };
        request.Headers.Add("Origin", origin);
        if (fetchSite is not null)
        {
            request.Headers.Add("Sec-Fetch-Site", fetchSite);
        }
        var page = await HostedApp.Read(await app.Browser.SendAsync(request), HttpStatusCode.BadRequest);
        Assert.Equal("We could not read that", page.QuerySelector("h1")!.TextContent);
    }

    [Fact]
    public async Task A_form_of_our_own_from_a_browser_that_says_its_origin_alone_is_taken()
    {
        await using var app = await HostedApp.Start();
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri("/", UriKind.Relative))
        {
            Content = new FormUrlEncodedContent([new("Place", "94610")]),
        };
        request.Headers.Add("Origin", app.Address.GetLeftPart(UriPartial.Authority));
        using var answer = await app.Browser.SendAsync(request);
        Assert.Equal(HttpStatusCode.Found, answer.StatusCode);
    }

    [Theory]
    [InlineData("/")]
    [InlineData("/therapists")]
    [InlineData("/es/therapists")]
    [InlineData("/therapist/ruth-example-6/wrong")]
    [InlineData("/therapist/ruth-example-6/remove")]
    public async Task A_form_that_cannot_be_read_is_refused_and_never_taken_for_an_empty_one(string address)
    {
        await using var app = await HostedApp.Start(People.Fill);
        var many = string.Join('&', Enumerable.Range(0, 5_000).Select(i => $"a{i}=b"));
        var endless = "Words=" + new string('x', 400_000);
        Assert.Equal(HttpStatusCode.BadRequest, await Sent("x", "multipart/form-data"));
        Assert.Equal(HttpStatusCode.BadRequest, await Sent("--b\r\nContent-Dis", "multipart/form-data; boundary=b"));
        Assert.Equal(HttpStatusCode.BadRequest, await Sent(many, "application/x-www-form-urlencoded"));
        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, await Sent(endless, "application/x-www-form-urlencoded", chunked: true));
        Assert.Equal(HttpStatusCode.UnsupportedMediaType, await Sent("place=94610", null));
        Assert.Equal(HttpStatusCode.UnsupportedMediaType, await Sent("{}", "application/json"));
        Assert.Equal(HttpStatusCode.UnsupportedMediaType, await Sent("place=94610", "application/x-www-form-urlencoded; charset=utf-7"));
        Assert.Equal(HttpStatusCode.UnsupportedMediaType, await Sent("place=94610", "application/x-www-form-urlencoded; charset=\"UTF-16\""));
        Assert.Equal(HttpStatusCode.UnsupportedMediaType, await Sent("--b\r\n\r\n--b--", "multipart/form-data; boundary=b; charset=utf-7"));
        Assert.Equal(HttpStatusCode.UnsupportedMediaType, await Sent(
            "--b\r\nContent-Disposition: form-data; name=\"a\"\r\nContent-Type: text/plain; charset=utf-7\r\n\r\nx\r\n--b--\r\n",
            "multipart/form-data; boundary=b"));
        Assert.Empty(app.Log.Lines);
        await app.Page("/therapist/ruth-example-6/remove");

        async Task<HttpStatusCode> Sent(string body, string? type, bool chunked = false)
        {
            using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(address, UriKind.Relative))
            {
                Content = new ByteArrayContent(System.Text.Encoding.ASCII.GetBytes(body)),
            };
            if (type is not null)
            {
                request.Content.Headers.TryAddWithoutValidation("Content-Type", type);
            }
            request.Headers.TransferEncodingChunked = chunked;
            using var answer = await app.Browser.SendAsync(request);
            var page = await answer.Content.ReadAsStringAsync();
            Assert.True(page.Contains("<h1>", StringComparison.Ordinal), $"{address} with {type}: {answer.StatusCode} without a page");
            return answer.StatusCode;
        }
    }

    [Theory]
    [InlineData("/api/v1/unreadable", "application/problem+json", 408)]
    [InlineData("/api/v1/unreadable", "application/problem+json", 400)]
    [InlineData("/unreadable", "text/html", 408)]
    [InlineData("/unreadable", "text/html", 413)]
    public async Task Whatever_cannot_be_read_anywhere_is_answered_with_its_own_status_and_is_no_failure_in_the_log(
        string address, string type, int status)
    {
        await using var app = await HostedApp.Start(more: app =>
            app.Map(address, branch => branch.Run(_ => throw new BadHttpRequestException("Not read.", status))));
        using var answer = await app.Browser.PostAsync(new Uri(address, UriKind.Relative), null);
        Assert.Equal(status, (int)answer.StatusCode);
        Assert.Equal(type, answer.Content.Headers.ContentType!.MediaType);
        Assert.Empty(app.Log.Lines);
    }

    [Fact]
    public async Task A_body_without_end_is_refused()
    {
        await using var app = await HostedApp.Start();
        var page = await HostedApp.Read(
            await app.Send("/", [new("Place", new string('x', 400_000))]), HttpStatusCode.RequestEntityTooLarge);
        Assert.Equal("That was too long", page.QuerySelector("h1")!.TextContent);
    }

    [Fact]
    public async Task With_the_database_gone_the_crisis_page_stands_and_the_rest_says_what_is_known()
    {
        await using var app = await HostedApp.Start(People.Fill);
        app.LoseDatabase();
        await app.Page("/");
        await app.Page("/crisis");
        await app.Page("/es/crisis");
        await app.Page("/order");
        var page = await app.Page("/therapist/marisol-vega-1", HttpStatusCode.ServiceUnavailable);
        Assert.Equal("The list cannot be read just now", page.QuerySelector("h1")!.TextContent);
        Assert.NotEmpty(page.QuerySelectorAll(".crisis a[href='tel:988']"));
        await app.Page("/therapists?place=94610", HttpStatusCode.ServiceUnavailable);
        await app.Post("/therapist/ruth-example-6/remove", [], HttpStatusCode.ServiceUnavailable);
        using var answer = await app.Browser.GetAsync(new Uri("/api/v1/profiles/1", UriKind.Relative));
        Assert.Equal(HttpStatusCode.ServiceUnavailable, answer.StatusCode);
        Assert.Equal("application/problem+json", answer.Content.Headers.ContentType!.MediaType);
    }
}
