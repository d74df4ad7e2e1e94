using System.IO.Compression;
using System.Net;
using Rapport.Tests.Support;

namespace Rapport.Tests.Layout;

public sealed class SmallAnswersTests
{
    [Theory]
    [InlineData("/therapists?place=94610")]
    [InlineData("/es")]
    public async Task Who_carries_no_cookie_gets_the_same_page_packed(string path)
    {
        await using var app = await HostedApp.Start();
        var plain = await app.Browser.GetByteArrayAsync(path);
        using var packed = await Ask(app, path, "br, gzip");
        Assert.Equal("gzip", Assert.Single(packed.Content.Headers.ContentEncoding));
        Assert.Contains("Accept-Encoding", packed.Headers.Vary);
        var bytes = await packed.Content.ReadAsByteArrayAsync();
        Assert.InRange(bytes.Length, 1, plain.Length / 2);
        using var open = new GZipStream(new MemoryStream(bytes), CompressionMode.Decompress);
        using var page = new MemoryStream();
        await open.CopyToAsync(page);
        Assert.Equal(plain, page.ToArray());
    }

    [Fact]
    public async Task A_page_made_for_one_reader_goes_unpacked()
    {
        await using var app = await HostedApp.Start();
        using var answer = await Ask(app, "/therapists?place=94610", "gzip", cookie: "anything=1");
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Empty(answer.Content.Headers.ContentEncoding);
    }

    private static async Task<HttpResponseMessage> Ask(HostedApp app, string path, string way, string? cookie = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        request.Headers.Add("Accept-Encoding", way);
        if (cookie is not null)
        {
            request.Headers.Add("Cookie", cookie);
        }
        return await app.Browser.SendAsync(request);
    }
}
