using System.Collections.Concurrent;
using System.Text;

namespace Broadsheet.Polling;

/// <summary>Knows each host's robots.txt, asked for once a day.</summary>
internal sealed class RobotsBook(TimeProvider time)
{
    // A server in trouble may be well again soon; its pages should not wait a day for that.
    private static readonly TimeSpan TroubleLifetime = TimeSpan.FromMinutes(10);

    // A hostile host's rules are obeyed, but not carried from run to run.
    private const int LargestKept = 64 * 1024;

    private readonly ConcurrentDictionary<string, Entry> entries = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, SemaphoreSlim> gates = new(StringComparer.Ordinal);
    private readonly ConcurrentQueue<KnownRobots> learnt = new();

    /// <summary>The rules for <paramref name="address"/>, read with <paramref name="fetch"/> when they are not known; or why they could not be learned.</summary>
    public async Task<(RobotsRules? Rules, FetchResult.Failed? Trouble)> RulesForAsync(
        Uri address, Func<Uri, CancellationToken, Task<FetchResult>> fetch, CancellationToken cancellation)
    {
        var robots = new Uri(address, "/robots.txt");
        if (Find(robots) is { } known)
            return (known.Rules, known.Trouble);

        // Of several that ask for one host at the same time, the first reads the file for all.
        var gate = gates.GetOrAdd(robots.AbsoluteUri, static _ => new SemaphoreSlim(1, 1));
        await gate.WaitAsync(cancellation);
        try
        {
            var entry = Find(robots) ?? Keep(robots, await fetch(robots, cancellation));
            return (entry.Rules, entry.Trouble);
        }
        finally
        {
            gate.Release();
        }
    }

    /// <summary>Takes over what an earlier run read, unless it is too old or read here since.</summary>
    /// <returns>The rules, when they were taken over.</returns>
    public RobotsRules? Recall(KnownRobots known)
    {
        var now = time.GetUtcNow();
        var until = known.ReadAt + KnownRobots.Lifetime;
        // What was read in the future was read by a clock that was wrong.
        if (until <= now || known.ReadAt > now)
            return null;
        var rules = RobotsRules.Parse(Encoding.UTF8.GetBytes(known.Rules), WebFetcher.Product);
        return entries.TryAdd(known.Address, new Entry(rules, null, until)) ? rules : null;
    }

    /// <summary>What was read since the last time it was taken, by address.</summary>
    public IReadOnlyList<KnownRobots> TakeLearnt()
    {
        var taken = new SortedDictionary<string, KnownRobots>(StringComparer.Ordinal);
        while (learnt.TryDequeue(out var known))
            taken[known.Address] = known;
        return [.. taken.Values];
    }

    private Entry? Find(Uri robots) => entries.TryGetValue(robots.AbsoluteUri, out var known) && known.Until > time.GetUtcNow() ? known : null;

    private Entry Keep(Uri robots, FetchResult result)
    {
        var entry = Read(robots, result);
        entries[robots.AbsoluteUri] = entry;
        if (entry.Rules?.ToString() is { Length: <= LargestKept } rules)
            learnt.Enqueue(new KnownRobots(robots.AbsoluteUri, rules, entry.Until - KnownRobots.Lifetime));
        return entry;
    }

    private Entry Read(Uri robots, FetchResult result)
    {
        var now = time.GetUtcNow();
        return result switch
        {
            FetchResult.Fetched fetched => new(RobotsRules.Parse(fetched.Body.Span, WebFetcher.Product), null, now + KnownRobots.Lifetime),
            FetchResult.Failed failed when IsAbsent(failed.Code) => new(RobotsRules.AllowAll, null, now + KnownRobots.Lifetime),
            FetchResult.Failed { Code: "host-waiting" or "host-resting" } failed => new(null, failed, now),
            // No way to the host at all: its pages would have failed alike, and for the same reason.
            FetchResult.Failed { Code: "refused-address" or "no-such-host" or "no-connection" or "tls" } failed => new(null, failed, now + TroubleLifetime),
            FetchResult.Failed failed => new(null, Trouble(robots, failed), now + TroubleLifetime),
            _ => new(RobotsRules.AllowAll, null, now + KnownRobots.Lifetime),
        };
    }

    // 4xx and endless redirects mean that there is none (RFC 9309 §2.3.1.2-3); 429 is a host in need of rest, not one without rules.
    private static bool IsAbsent(string code) =>
        code is "too-many-redirects" or "redirect-loop" || (code.StartsWith("http-4", StringComparison.Ordinal) && code != "http-429");

    private static FetchResult.Failed Trouble(Uri robots, FetchResult.Failed failed) =>
        new($"Nothing is asked of {robots.Host} because its robots.txt could not be read: {failed.Reason}", "robots-unreachable", failed.RetryAfter);

    private sealed record Entry(RobotsRules? Rules, FetchResult.Failed? Trouble, DateTimeOffset Until);
}
