using System.Diagnostics;
using Microsoft.AspNetCore.Http.Features;

namespace Rapport.Layout;

/// <summary>
/// Requests that the server itself cannot read (a broken first line, a path with %00, no host) reach no page: it answers
/// them with a status and nothing else. It tells of each just before, and then that answer gets the headers of all others.
/// </summary>
internal sealed class Refusals : IObserver<KeyValuePair<string, object?>>
{
    private const string Event = "Microsoft.AspNetCore.Server.Kestrel.BadRequest";

    private Refusals()
    {
    }

    /// <param name="told">Where the server tells of them; lives as long as the application.</param>
    public static void WithHeaders(DiagnosticListener told) => told.Subscribe(new Refusals(), name => name == Event);

    public void OnNext(KeyValuePair<string, object?> value)
    {
        // A body that breaks off is told too, when a page answers it.
        if (value is { Key: Event, Value: IFeatureCollection request }
            && request.Get<IHttpResponseFeature>() is { HasStarted: false } answer
            && request.Get<IHttpResponseBodyFeature>() is { } body
            // Who speaks HTTP/2 is answered in frames, which no line of HTTP/1 may precede.
            && answer.StatusCode != StatusCodes.Status505HttpVersionNotsupported)
        {
            Headers.Put(answer.Headers, answer.StatusCode);
            answer.Headers.Connection = "close";
            // What has begun the server takes as it is; else it would clear them. Nothing is waited for: it writes into memory.
            _ = body.StartAsync();
        }
    }

    public void OnError(Exception error)
    {
    }

    public void OnCompleted()
    {
    }
}
