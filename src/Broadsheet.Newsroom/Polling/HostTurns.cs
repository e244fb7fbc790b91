using System.Collections.Concurrent;
using System.Globalization;

namespace Broadsheet.Polling;

/// <summary>
/// Gives out turns to ask a host: one at a time, with a pause between, whatever is asked (feeds, pages, pictures) and by whom.
/// Remembers for the whole host when it asked for patience and when it is better left to rest.
/// </summary>
internal sealed class HostTurns
{
    private static readonly TimeSpan LongestRest = TimeSpan.FromHours(1);

    private readonly ConcurrentDictionary<string, Host> hosts = new(StringComparer.Ordinal);
    private readonly PollingOptions options;
    private readonly TimeProvider time;
    private readonly bool isUnhurried;

    /// <summary>Turns on the network, in the time of <paramref name="time"/>, whose timers must run.</summary>
    public HostTurns(PollingOptions options, TimeProvider time)
        : this(options, time, isUnhurried: false)
    {
    }

    private HostTurns(PollingOptions options, TimeProvider time, bool isUnhurried)
    {
        this.options = options;
        this.time = time;
        this.isUnhurried = isUnhurried;
    }

    /// <summary>Turns on a recording: nobody is disturbed, so nothing waits and no host needs rest, which also keeps a replay free of timing.</summary>
    public static HostTurns ForReplay(PollingOptions options) => new(options, TimeProvider.System, isUnhurried: true);

    /// <summary>The name under which a host's turns are kept; http and https share it.</summary>
    public static string KeyOf(Uri address) =>
        address.IsDefaultPort ? address.IdnHost : string.Create(CultureInfo.InvariantCulture, $"{address.IdnHost}:{address.Port}");

    /// <summary>
    /// Waits for the turn. Null when it is ours, and then <see cref="Leave"/> must follow; otherwise the reason why the host is not asked now.
    /// </summary>
    public async ValueTask<FetchResult.Failed?> EnterAsync(string name, CancellationToken cancellation)
    {
        if (isUnhurried)
            return null;
        var host = hosts.GetOrAdd(name, static _ => new Host());
        await host.Gate.WaitAsync(cancellation);
        try
        {
            var refusal = Wait(name, host, out var wait);
            if (refusal is not null)
                host.Gate.Release();
            else if (wait > TimeSpan.Zero)
                await Task.Delay(wait, time, cancellation);
            return refusal;
        }
        catch
        {
            host.Gate.Release();
            throw;
        }
    }

    /// <summary>Gives the turn back and learns from the answer.</summary>
    public void Leave(string name, HostAnswer answer)
    {
        if (isUnhurried)
            return;
        var host = hosts[name];
        lock (host)
        {
            var now = time.GetUtcNow();
            host.NotBefore = now + (host.Floor > options.HostDelay ? host.Floor : options.HostDelay);
            if (answer.RetryAfter is { } wait)
                host.HoldUntil = Later(host.HoldUntil, now + wait);
            host.Failures = answer.IsHostFault ? host.Failures + 1 : 0;
            if (host.Failures >= options.FailuresBeforeRest)
                host.RestUntil = now + Rest(host.Failures - options.FailuresBeforeRest);
        }

        host.Gate.Release();
    }

    /// <summary>Leaves a host alone for some time from now, as an earlier run was asked to.</summary>
    public void Hold(string name, TimeSpan wait)
    {
        if (isUnhurried || wait <= TimeSpan.Zero)
            return;
        var host = hosts.GetOrAdd(name, static _ => new Host());
        lock (host)
            host.HoldUntil = Later(host.HoldUntil, time.GetUtcNow() + wait);
    }

    /// <summary>Sets the least pause between two requests, as the host's robots.txt asks.</summary>
    /// <param name="name">The host.</param>
    /// <param name="floor">The pause.</param>
    /// <param name="isJustAsked">Whether the host has just been asked, so that the pause begins now.</param>
    public void SetFloor(string name, TimeSpan floor, bool isJustAsked)
    {
        if (isUnhurried)
            return;
        var host = hosts.GetOrAdd(name, static _ => new Host());
        lock (host)
        {
            host.Floor = floor < options.LongestCrawlDelay ? floor : options.LongestCrawlDelay;
            if (isJustAsked)
                host.NotBefore = Later(host.NotBefore, time.GetUtcNow() + host.Floor);
        }
    }

    private FetchResult.Failed? Wait(string name, Host host, out TimeSpan wait)
    {
        lock (host)
        {
            var now = time.GetUtcNow();
            wait = Later(host.NotBefore, host.HoldUntil) - now;
            if (host.HoldUntil - now is var hold && hold > options.Patience)
                return new FetchResult.Failed($"{name} asked us to wait; it is left alone for {InWords(hold)}.", "host-waiting", hold);
            if (host.RestUntil - now is var rest && rest > TimeSpan.Zero)
                return new FetchResult.Failed($"{name} failed {host.Failures} times in a row; it is left to rest for {InWords(rest)}.", "host-resting", rest);
            return null;
        }
    }

    private TimeSpan Rest(int times)
    {
        var rest = options.FirstRest * Math.Pow(2, Math.Min(times, 12));
        return rest < LongestRest ? rest : LongestRest;
    }

    private static DateTimeOffset Later(DateTimeOffset a, DateTimeOffset b) => a > b ? a : b;

    private static string InWords(TimeSpan span) =>
        span >= TimeSpan.FromMinutes(2)
            ? string.Create(CultureInfo.InvariantCulture, $"{Math.Ceiling(span.TotalMinutes):0} minutes")
            : string.Create(CultureInfo.InvariantCulture, $"{Math.Ceiling(span.TotalSeconds):0} seconds");

    // The gate is the turn; everything else is read and written under a lock on the host, because a hold may come from outside the turn.
    private sealed class Host
    {
        public SemaphoreSlim Gate { get; } = new(1, 1);

        public DateTimeOffset NotBefore { get; set; }

        public DateTimeOffset HoldUntil { get; set; }

        public DateTimeOffset RestUntil { get; set; }

        public TimeSpan Floor { get; set; }

        public int Failures { get; set; }
    }
}

/// <summary>What an answer says about the host that gave it.</summary>
/// <param name="IsHostFault">Whether the host itself is in trouble (no connection, time-out, 5xx), not just the one address.</param>
/// <param name="RetryAfter">How long it asks to be left alone.</param>
internal readonly record struct HostAnswer(bool IsHostFault, TimeSpan? RetryAfter);
