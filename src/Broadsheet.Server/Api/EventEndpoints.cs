using System.Globalization;
using System.Net.ServerSentEvents;
using System.Threading.Channels;
using Broadsheet.Server.Events;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Hosting;

namespace Broadsheet.Server.Api;

/// <summary>The stream of what changes.</summary>
internal static class EventEndpoints
{
    // Proxies close what is silent for a minute.
    private static readonly TimeSpan LongestSilence = TimeSpan.FromSeconds(25);
    private static readonly TimeSpan Reconnection = TimeSpan.FromSeconds(10);
    private static readonly SseItem<NewsEvent?> Alive = new(null, "alive") { ReconnectionInterval = Reconnection };

    public static void MapEvents(this RouteGroupBuilder api) =>
        api.MapGet("/events", Listen).WithName("listenToEvents").WithTags("events")
            .WithSummary("Server-sent events: stories published, heat changed, stories gone. A client that comes back with Last-Event-ID gets what it missed.");

    private static Results<ServerSentEventsResult<NewsEvent?>, ProblemHttpResult> Listen(
        NewsWire wire, TimeProvider time, IHostApplicationLifetime lifetime, HttpContext http, [FromHeader(Name = "Last-Event-ID")] string? lastEventId)
    {
        long? seen = long.TryParse(lastEventId, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;
        // A reader who listens for hours must not hold up the end of the server.
        var ends = CancellationTokenSource.CreateLinkedTokenSource(http.RequestAborted, lifetime.ApplicationStopping);
        http.Response.RegisterForDispose(ends);
        if (wire.Listen(seen, ends.Token) is not { } events)
            return Problem.Unavailable("Too many readers follow the events. Ask for the stories from time to time instead.");
        // Proxies that collect before they send on would keep news back (nginx).
        http.Response.Headers["X-Accel-Buffering"] = "no";
        return TypedResults.ServerSentEvents(ItemsAsync(events, time));
    }

    private static async IAsyncEnumerable<SseItem<NewsEvent?>> ItemsAsync(ChannelReader<NewsEvent> events, TimeProvider time)
    {
        // Tells the reader, and every proxy between, that the stream is open.
        yield return Alive;
        var waiting = events.WaitToReadAsync(CancellationToken.None).AsTask();
        while (true)
        {
            if (await Task.WhenAny(waiting, Task.Delay(LongestSilence, time, CancellationToken.None)) != waiting)
            {
                yield return Alive;
                continue;
            }

            if (!await waiting)
                yield break;
            while (events.TryRead(out var change))
                yield return new SseItem<NewsEvent?>(change, change.Kind) { EventId = change.Number.ToString(CultureInfo.InvariantCulture), ReconnectionInterval = Reconnection };
            waiting = events.WaitToReadAsync(CancellationToken.None).AsTask();
        }
    }
}
