using System.Globalization;
using System.Net;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Broadsheet.Tests.Polling;

/// <summary>A host of feeds on a loopback address of its own, real HTTP over real sockets in simulated time, which loses patience now and then and keeps a list of complaints.</summary>
internal sealed class LoopbackHost
{
    private readonly TimeProvider clock;
    private readonly TimeSpan pause;
    private readonly Lock gate = new();
    private readonly Dictionary<string, SimulatedFeed> byPath;
    private readonly List<DateTimeOffset> losesPatience;
    private readonly bool saysDates;
    private ConnectionContext? connection;
    private int asking;
    private DateTimeOffset lastLeft = DateTimeOffset.MinValue;
    private DateTimeOffset silentUntil = DateTimeOffset.MinValue;

    public LoopbackHost(int number, int feeds, DateTimeOffset start, TimeSpan length, TimeProvider clock, TimeSpan pause)
    {
        this.clock = clock;
        this.pause = pause;
        // Linux has sixteen million loopback addresses; elsewhere hosts differ by their port.
        Ip = OperatingSystem.IsLinux() ? new IPAddress([127, 0, 1, (byte)(number + 1)]) : IPAddress.Loopback;
        Feeds = [.. Enumerable.Range(0, feeds).Select(i => new SimulatedFeed((number * feeds) + i, $"/feed/{i}", start, length))];
        byPath = Feeds.ToDictionary(feed => feed.Path, StringComparer.Ordinal);
        losesPatience = [.. Enumerable.Range(0, number % 3).Select(i => start.AddHours((13 * number % 80) + (i * 60))).Where(time => time < start + length)];
        // Some at the first question of all, when every other feed of the host is still to be asked in the same run.
        if (number % 10 == 6)
            losesPatience.Add(start);
        saysDates = number % 2 == 1;
    }

    public IPAddress Ip { get; }

    public IReadOnlyList<SimulatedFeed> Feeds { get; }

    /// <summary>Where it is, once the server listens.</summary>
    public string Address { get; private set; } = "";

    public int Requests { get; private set; }

    public int Connections { get; private set; }

    public int NotModified { get; private set; }

    public int TooMany { get; private set; }

    /// <summary>Bytes of documents sent, and of those how many of a feed that had not changed since it was sent last.</summary>
    public long Bytes { get; private set; }

    public long BytesUnchanged { get; private set; }

    public List<string> Complaints { get; } = [];

    /// <summary>Opens all hosts in one server.</summary>
    public static async Task<WebApplication> OpenAsync(IReadOnlyList<LoopbackHost> hosts)
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            foreach (var host in hosts)
                kestrel.Listen(host.Ip, 0, endpoint => endpoint.Use(next => context => host.ConnectAsync(context, next)));
        });
        builder.Logging.ClearProviders();
        var app = builder.Build();
        var byEnd = new Dictionary<IPEndPoint, LoopbackHost>();
        app.Run(context => byEnd[new IPEndPoint(context.Connection.LocalIpAddress!, context.Connection.LocalPort)].AnswerAsync(context));
        await app.StartAsync();
        // Addresses come in the order of the endpoints, of which there is one for each host.
        foreach (var (host, address) in hosts.Zip(app.Urls))
        {
            host.Address = address;
            byEnd.Add(new IPEndPoint(host.Ip, new Uri(address).Port), host);
        }

        return app;
    }

    private async Task ConnectAsync(ConnectionContext opened, ConnectionDelegate next)
    {
        ConnectionContext? before;
        lock (gate)
        {
            Connections++;
            (before, connection) = (connection, opened);
        }

        // A connection that the client has closed is seen to be so a moment later.
        if (before is not null && !before.ConnectionClosed.IsCancellationRequested && !await HasEndedAsync(before))
            Complain("had two connections");
        await next(opened);
    }

    private static async Task<bool> HasEndedAsync(ConnectionContext connection)
    {
        var ended = new TaskCompletionSource();
        await using var registration = connection.ConnectionClosed.Register(ended.SetResult);
        return await Task.WhenAny(ended.Task, Task.Delay(TimeSpan.FromSeconds(2))) == ended.Task;
    }

    private async Task AnswerAsync(HttpContext context)
    {
        if (Interlocked.Increment(ref asking) != 1)
            Complain("was asked two things at a time");
        // Long enough in real time for a second question to show.
        await Task.Yield();
        var document = Decide(context);
        if (document is not null)
        {
            context.Response.ContentType = "application/rss+xml";
            context.Response.ContentLength = document.Length;
        }

        lastLeft = clock.GetUtcNow();
        Interlocked.Decrement(ref asking);
        if (document is not null)
            await context.Response.Body.WriteAsync(document);
    }

    private byte[]? Decide(HttpContext context)
    {
        var now = clock.GetUtcNow();
        Requests++;
        if (now < silentUntil)
            Complain($"was asked at {now:O}, before {silentUntil:O}");
        if (now - lastLeft < pause)
            Complain("had no pause");
        if (losesPatience.Find(time => time <= now) is var time && time != default)
        {
            losesPatience.Remove(time);
            Refuse(context.Response, now);
            return null;
        }

        return Serve(context, byPath[context.Request.Path], now);
    }

    private byte[]? Serve(HttpContext context, SimulatedFeed feed, DateTimeOffset now)
    {
        var count = feed.CountAt(now);
        var (name, asked, value) = feed.Validators switch
        {
            ValidatorKind.ETag => ("ETag", context.Request.Headers.IfNoneMatch, $"W/\"{count.ToString(CultureInfo.InvariantCulture)}\""),
            ValidatorKind.LastModified => ("Last-Modified", context.Request.Headers.IfModifiedSince, feed.LastOf(count).ToString("r", CultureInfo.InvariantCulture)),
            _ => ("", default, ""),
        };
        if (feed.Validators != ValidatorKind.None)
            context.Response.Headers[name] = value;
        if (value.Length > 0 && asked == value)
        {
            NotModified++;
            context.Response.StatusCode = StatusCodes.Status304NotModified;
            return null;
        }

        var document = Encoding.UTF8.GetBytes(feed.Document(count));
        Bytes += document.Length;
        if (feed.Validators != ValidatorKind.None && feed.LastServed == count)
            BytesUnchanged += document.Length;
        feed.LastServed = count;
        return document;
    }

    private void Refuse(HttpResponse response, DateTimeOffset now)
    {
        TooMany++;
        response.StatusCode = StatusCodes.Status429TooManyRequests;
        silentUntil = now.AddMinutes(45);
        if (!saysDates)
        {
            response.Headers.RetryAfter = "2700";
            return;
        }

        // A date has whole seconds, so it asks for a little less.
        silentUntil = silentUntil.AddTicks(-(silentUntil.Ticks % TimeSpan.TicksPerSecond));
        response.Headers.RetryAfter = silentUntil.ToString("r", CultureInfo.InvariantCulture);
    }

    private void Complain(string complaint)
    {
        lock (gate)
            Complaints.Add($"{Address} {complaint}");
    }
}
