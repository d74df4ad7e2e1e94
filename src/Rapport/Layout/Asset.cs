using System.IO.Compression;
using System.Security.Cryptography;

namespace Rapport.Layout;

/// <summary>A file that pages bring with them, under an address that changes with its content and is kept for good.</summary>
internal sealed class Asset
{
    private readonly string _type;
    private readonly byte[] _plain;
    private readonly Lazy<byte[]> _brotli;
    private readonly Lazy<byte[]> _gzip;

    /// <param name="parts">Names of more files of the kind, which follow it in the one that is served.</param>
    private Asset(string name, string extension, string type, params string[] parts)
    {
        _plain = [.. parts.Prepend(name).SelectMany(part => Read($"{part}.{extension}"))];
        _type = type;
        _brotli = new(() => Packed(to => new BrotliStream(to, CompressionLevel.SmallestSize)));
        _gzip = new(() => Packed(to => new GZipStream(to, CompressionLevel.SmallestSize)));
        Address = $"/{name}.{Convert.ToHexStringLower(SHA256.HashData(_plain).AsSpan(0, 5))}.{extension}";
    }

    public static Asset Style { get; } = new("style", "css", "text/css; charset=utf-8", "lists", "manner", "fit", "account", "organisation", "desk");

    public static Asset Mark { get; } = new("mark", "svg", "image/svg+xml");

    /// <summary>The mark, 1,200 by 630, for links that are handed on: networks show no drawing that is not a picture.</summary>
    public static Asset Preview { get; } = new("preview", "png", "image/png");

    public static Asset LeaveScript { get; } = new("leave", "js", "text/javascript; charset=utf-8");

    /// <summary>Suggestions beneath a box, as one types.</summary>
    public static Asset TypingScript { get; } = new("typing", "js", "text/javascript; charset=utf-8");

    /// <summary>Signing in with a passkey, and adding one.</summary>
    public static Asset PasskeyScript { get; } = new("passkey", "js", "text/javascript; charset=utf-8");

    public static IReadOnlyList<Asset> All { get; } = [Style, Mark, Preview, LeaveScript, TypingScript, PasskeyScript];

    /// <summary>Where it is served.</summary>
    public string Address { get; }

    public static void Map(IEndpointRouteBuilder app)
    {
        foreach (var asset in All)
        {
            app.MapMethods(asset.Address, [HttpMethods.Get, HttpMethods.Head], asset.Send);
        }
        // Asked for by browsers that did not read the page.
        app.MapGet("/favicon.ico", () => Results.Redirect(Mark.Address));
    }

    private static byte[] Read(string file)
    {
        using var stream = typeof(Asset).Assembly.GetManifestResourceStream(file)
            ?? throw new InvalidOperationException($"The program lacks its file {file}.");
        var bytes = new byte[stream.Length];
        stream.ReadExactly(bytes);
        return bytes;
    }

    private Task Send(HttpContext context)
    {
        var accepted = context.Request.Headers.AcceptEncoding.ToString();
        var (bytes, encoding) = accepted switch
        {
            // A picture is packed already.
            _ when _type == "image/png" => (_plain, null),
            _ when accepted.Contains("br", StringComparison.Ordinal) => (_brotli.Value, "br"),
            _ when accepted.Contains("gzip", StringComparison.Ordinal) => (_gzip.Value, "gzip"),
            _ => (_plain, null),
        };
        var response = context.Response;
        response.ContentType = _type;
        response.ContentLength = bytes.Length;
        response.Headers.CacheControl = "public, max-age=31536000, immutable";
        response.Headers.Vary = "Accept-Encoding";
        if (encoding is not null)
        {
            response.Headers.ContentEncoding = encoding;
        }
        return HttpMethods.IsHead(context.Request.Method) ? Task.CompletedTask : response.Body.WriteAsync(bytes).AsTask();
    }

    private byte[] Packed(Func<Stream, Stream> packer)
    {
        using var result = new MemoryStream();
        using (var packing = packer(result))
        {
            packing.Write(_plain);
        }
        return result.ToArray();
    }
}
