using System.Collections.Concurrent;

namespace Broadsheet.Polling;

/// <summary>Knows each host's robots.txt, asked for once a day.</summary>
internal sealed class RobotsBook(TimeProvider time)
{
    // RFC 9309 §2.4: not longer than 24 hours.
    private static readonly TimeSpan Lifetime = TimeSpan.FromHours(24);

    // A server in trouble may be well again soon; its pages should not wait a day for that.
    private static readonly TimeSpan TroubleLifetime = TimeSpan.FromMinutes(10);

    private readonly ConcurrentDictionary<string, Entry> entries = new(StringComparer.Ordinal);

    /// <summary>The rules for <paramref name="address"/>, read with <paramref name="fetch"/> when they are not known; or why they could not be learned.</summary>
    public async Task<(RobotsRules? Rules, FetchResult.Failed? Trouble)> RulesForAsync(
        Uri address, Func<Uri, CancellationToken, Task<FetchResult>> fetch, CancellationToken cancellation)
    {
        var robots = new Uri(address, "/robots.txt");
        if (entries.TryGetValue(robots.AbsoluteUri, out var known) && known.Until > time.GetUtcNow())
            return (known.Rules, known.Trouble);

        var entry = Read(robots, await fetch(robots, cancellation));
        entries[robots.AbsoluteUri] = entry;
        return (entry.Rules, entry.Trouble);
    }

    private Entry Read(Uri robots, FetchResult result)
    {
        var now = time.GetUtcNow();
        return result switch
        {
            FetchResult.Fetched fetched => new(RobotsRules.Parse(fetched.Body.Span, WebFetcher.Product), null, now + Lifetime),
            FetchResult.Failed failed when IsAbsent(failed.Code) => new(RobotsRules.AllowAll, null, now + Lifetime),
            FetchResult.Failed { Code: "host-waiting" or "host-resting" } failed => new(null, failed, now),
            // No way to the host at all: its pages would have failed alike, and for the same reason.
            FetchResult.Failed { Code: "refused-address" or "no-such-host" or "no-connection" or "tls" } failed => new(null, failed, now + TroubleLifetime),
            FetchResult.Failed failed => new(null, Trouble(robots, failed), now + TroubleLifetime),
            _ => new(RobotsRules.AllowAll, null, now + Lifetime),
        };
    }

    // 4xx and endless redirects mean that there is none (RFC 9309 §2.3.1.2-3); 429 is a host in need of rest, not one without rules.
    private static bool IsAbsent(string code) =>
        code is "too-many-redirects" or "redirect-loop" || (code.StartsWith("http-4", StringComparison.Ordinal) && code != "http-429");

    private static FetchResult.Failed Trouble(Uri robots, FetchResult.Failed failed) =>
        new($"Nothing is asked of {robots.Host} because its robots.txt could not be read: {failed.Reason}", "robots-unreachable", failed.RetryAfter);

    private sealed record Entry(RobotsRules? Rules, FetchResult.Failed? Trouble, DateTimeOffset Until);
}
