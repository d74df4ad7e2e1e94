using System.Buffers.Binary;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Threading.RateLimiting;
using Microsoft.AspNetCore.RateLimiting;

namespace Rapport.Layout;

/// <summary>
/// Holds back a network that asks for far more than people do, so that a script does not take the directory from everybody
/// else. Who asked is known in memory alone, for as long as the window lasts, and is written nowhere.
/// </summary>
internal static class NetworkLimits
{
    /// <summary>What searches, by a page or for a program.</summary>
    public const string Search = "search";

    /// <summary>What somebody may mean who has begun to type.</summary>
    public const string Typing = "typing";

    /// <summary>Everybody at once.</summary>
    public const string Export = "export";

    /// <summary>A line of IPv6 is given a block of this size at least, and takes another address in it when it likes.</summary>
    private const int BitsV6 = 64;

    public static void AddServices(IServiceCollection services)
    {
        services.AddSingleton<Limits>();
        services.AddHostedService(provider => provider.GetRequiredService<Limits>());
        services.AddSingleton<Counts>();
    }

    /// <summary>
    /// Counts a request whose route has a limit, and refuses it once there were too many. The framework's own middleware counts in the same way, but
    /// its timer runs on after the host has ended.
    /// </summary>
    public static async Task Hold(HttpContext context, RequestDelegate next)
    {
        if (context.GetEndpoint()?.Metadata.GetMetadata<EnableRateLimitingAttribute>()?.PolicyName is not { } limit)
        {
            await next(context);
            return;
        }
        using var lease = context.RequestServices.GetRequiredService<Counts>().Of(limit).AttemptAcquire(context);
        await (lease.IsAcquired ? next(context) : Tell(context, lease));
    }

    /// <summary>
    /// The network of an address; null where a limit would be shared by people who have nothing to do with each other: this
    /// machine itself, through which a proxy asks for all when it is not believed, and an address that is not known.
    /// </summary>
    public static Network? NetworkOf(IPAddress? address)
    {
        var plain = address is { IsIPv4MappedToIPv6: true } ? address.MapToIPv4() : address;
        if (plain is null || IPAddress.IsLoopback(plain))
        {
            return null;
        }
        var bytes = plain.GetAddressBytes();
        return plain.AddressFamily == AddressFamily.InterNetwork
            ? new Network(false, BinaryPrimitives.ReadUInt32BigEndian(bytes))
            : new Network(true, BinaryPrimitives.ReadUInt64BigEndian(bytes.AsSpan(0, BitsV6 / 8)));
    }

    /// <summary>
    /// The block that one household or one office is given at most: of IPv6 its first 48 bits. For what must not be tried often, where one line with many
    /// networks would pass.
    /// </summary>
    public static Network? BlockOf(IPAddress? address) =>
        NetworkOf(address) is { } network ? network.IsV6 ? network with { Bits = network.Bits >> 16 << 16 } : network : null;

    private static RateLimitPartition<Share> Partition(HttpContext context, Limit limit, TimeSpan window)
    {
        var permits = context.RequestServices.GetRequiredService<Limits>().Of(limit);
        if (permits == 0 || NetworkOf(context.Connection.RemoteIpAddress) is not { } network)
        {
            return RateLimitPartition.GetNoLimiter(default(Share));
        }
        // The number with it: another choice of the operator begins a new count.
        return RateLimitPartition.GetFixedWindowLimiter(new Share(network, permits), share => new FixedWindowRateLimiterOptions
        {
            PermitLimit = share.Permits,
            Window = window,
            QueueLimit = 0,
        });
    }

    /// <summary>Programs hear it as a problem; for people the page of errors says it.</summary>
    private static async Task Tell(HttpContext context, RateLimitLease lease)
    {
        var wait = lease.TryGetMetadata(MetadataName.RetryAfter, out var after) ? after : TimeSpan.FromMinutes(1);
        var seconds = Math.Max(1, (long)Math.Ceiling(wait.TotalSeconds)).ToString(CultureInfo.InvariantCulture);
        context.Response.StatusCode = StatusCodes.Status429TooManyRequests;
        context.Response.Headers.RetryAfter = seconds;
        if (ForPrograms.Is(context.Request))
        {
            await TypedResults.Problem(
                $"Your network asked for more than this directory gives in so short a time. Try again in {seconds} seconds (Retry-After), "
                + "and ask more slowly from then on.",
                statusCode: StatusCodes.Status429TooManyRequests).ExecuteAsync(context);
        }
    }

    /// <summary>What one network may still ask for.</summary>
    private readonly record struct Share(Network Network, int Permits);

    /// <summary>What each network asked for within the window, by limit.</summary>
    private sealed class Counts : IDisposable
    {
        private readonly Dictionary<string, PartitionedRateLimiter<HttpContext>> _counts = new(StringComparer.Ordinal)
        {
            [Search] = Within(TimeSpan.FromMinutes(1), Limits.Searches),
            [Typing] = Within(TimeSpan.FromMinutes(1), Limits.Searches),
            [Export] = Within(TimeSpan.FromHours(1), Limits.Exports),
        };

        public PartitionedRateLimiter<HttpContext> Of(string limit) => _counts[limit];

        public void Dispose()
        {
            foreach (var count in _counts.Values)
            {
                count.Dispose();
            }
        }

        private static PartitionedRateLimiter<HttpContext> Within(TimeSpan window, Limit limit) =>
            PartitionedRateLimiter.Create<HttpContext, Share>(context => Partition(context, limit, window));
    }
}

/// <summary>An address of IPv4, or the first half of one of IPv6.</summary>
internal readonly record struct Network(bool IsV6, ulong Bits);
