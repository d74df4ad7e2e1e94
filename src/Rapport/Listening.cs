using System.Net;
using System.Net.Sockets;

namespace Rapport;

/// <summary>Where the site listens, and why it cannot.</summary>
internal static class Listening
{
    /// <summary>Every address of the machine.</summary>
    public const string Everywhere = "*";

    /// <summary>Whether it may stand after --host. The server takes any other name for every address of the machine.</summary>
    public static bool IsHost(string text) => text is "localhost" or Everywhere || IPAddress.TryParse(text, out _);

    /// <summary>The address as the server wants it.</summary>
    public static string Url(string host, int port)
    {
        // The server cannot take a free port on the name "localhost", which is two addresses.
        var name = port == 0 && host == "localhost" ? IPAddress.Loopback.ToString() : host;
        return name.Contains(':', StringComparison.Ordinal) ? $"http://[{name}]:{port}" : $"http://{name}:{port}";
    }

    /// <summary>What a failure to listen means, with the mend; null where it means something else.</summary>
    public static string? Problem(Exception e, string host, int port) => Reason(e) switch
    {
        SocketError.AddressAlreadyInUse =>
            $"Port {port} is taken by another program. Choose another: --port {(port < 65535 ? port + 1 : 5080)}.",
        SocketError.AccessDenied =>
            $"This account may not listen on port {port}. Choose one above 1023, like --port 5080, and let the proxy in front have port "
            + $"{port}.",
        SocketError.AddressNotAvailable or SocketError.AddressFamilyNotSupported =>
            $"This machine has no address {host}. Name one of its own after --host, or leave it out.",
        _ => null,
    };

    private static SocketError? Reason(Exception? e) => e switch
    {
        null => null,
        SocketException socket => socket.SocketErrorCode,
        AggregateException many => many.InnerExceptions.Select(Reason).FirstOrDefault(reason => reason is not null),
        _ => Reason(e.InnerException),
    };
}
