using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Threading.RateLimiting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.RateLimiting;

namespace Broadsheet.Server.Api;

/// <summary>Keeps one reader from asking so much that the others wait.</summary>
internal static class ReaderLimit
{
    /// <summary>Name of the policy.</summary>
    public const string Policy = "reader";

    /// <summary>Name of the policy of the way in.</summary>
    public const string SignIn = "sign-in";

    /// <summary>Adds the policies: so many requests a minute and address, in six windows.</summary>
    public static void Add(RateLimiterOptions limiter, int requestsPerMinute, int signInsPerMinute)
    {
        limiter.RejectionStatusCode = StatusCodes.Status429TooManyRequests;
        limiter.OnRejected = RefuseAsync;
        AddPolicy(limiter, Policy, requestsPerMinute);
        AddPolicy(limiter, SignIn, signInsPerMinute);
    }

    private static void AddPolicy(RateLimiterOptions limiter, string name, int requestsPerMinute) =>
        limiter.AddPolicy(name, context => RateLimitPartition.GetSlidingWindowLimiter(
            KeyOf(context.Connection.RemoteIpAddress),
            _ => new SlidingWindowRateLimiterOptions { PermitLimit = requestsPerMinute, Window = TimeSpan.FromMinutes(1), SegmentsPerWindow = 6 }));

    /// <summary>A household has a /64 of IPv6 addresses and could be a new reader with each request.</summary>
    public static string KeyOf(IPAddress? address)
    {
        if (address is null)
            return "";
        if (address.IsIPv4MappedToIPv6)
            address = address.MapToIPv4();
        return address.AddressFamily == AddressFamily.InterNetworkV6
            ? Convert.ToHexString(address.GetAddressBytes().AsSpan(0, 8))
            : address.ToString();
    }

    private static async ValueTask RefuseAsync(OnRejectedContext context, CancellationToken cancellation)
    {
        // A tenth of the minute is the window that frees the next requests.
        const int Seconds = 10;
        var response = context.HttpContext.Response;
        response.Headers.RetryAfter = Seconds.ToString(CultureInfo.InvariantCulture);
        await TypedResults.Problem(
            "Too many requests from your address. Wait as long as Retry-After says.", statusCode: StatusCodes.Status429TooManyRequests, title: "Too many requests.")
            .ExecuteAsync(context.HttpContext);
    }
}
