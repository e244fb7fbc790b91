using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using Broadsheet.Polling;

namespace Broadsheet.Server.Webhooks;

/// <summary>Takes events to their endpoints. Whatever an endpoint does is an answer, and the event waits or is given up.</summary>
public sealed class Courier : IDisposable
{
    private const int AtOnce = 100;
    private static readonly TimeSpan Kept = TimeSpan.FromDays(30);
    private static readonly TimeSpan LongestRetryAfter = TimeSpan.FromDays(1);

    private readonly WebhookSettings settings;
    private readonly WebhookStore store;
    private readonly TimeProvider time;
    private readonly HttpMessageInvoker web;

    /// <summary>A courier on the network.</summary>
    /// <param name="settings">Where to, and what to sign with.</param>
    /// <param name="store">What waits.</param>
    /// <param name="time">The clock of waits and limits; its timers must run.</param>
    public Courier(WebhookSettings settings, WebhookStore store, TimeProvider time)
    {
        ArgumentNullException.ThrowIfNull(settings);
        this.settings = settings;
        this.store = store;
        this.time = time;
        var allowPrivate = settings.Options.AllowPrivate;
        web = new HttpMessageInvoker(GuardedTransport.Create(settings.Options.TimeLimit, address => allowPrivate || AddressGuard.IsPublic(address)));
    }

    /// <inheritdoc/>
    public void Dispose() => web.Dispose();

    /// <summary>Keeps what differs between an edition and what was told before, to be sent. The first edition is the beginning and no news.</summary>
    /// <returns>How many events that made.</returns>
    public int Tell(Edition edition) => NewsTeller.Tell(store, settings.Options, edition);

    /// <summary>Sends what is due: endpoints side by side, so that a slow one holds up itself alone.</summary>
    public async Task<CourierReport> RoundAsync(CancellationToken cancellation)
    {
        var endpoints = store.Endpoints(settings.Options.Endpoints);
        store.TidyUp([.. endpoints.Select(endpoint => endpoint.Address)], time.GetUtcNow() - Kept);
        var reports = await Task.WhenAll(endpoints.Where(endpoint => !endpoint.IsPaused).Select(endpoint => RoundAsync(endpoint.Address, cancellation)));
        return new CourierReport(reports.Sum(report => report.Delivered), reports.Sum(report => report.Failed), reports.Sum(report => report.Dead));
    }

    /// <summary>Sends one event that is kept nowhere, to see whether it arrives.</summary>
    /// <returns>Whether it did, and what was answered.</returns>
    public async Task<(bool IsDelivered, string Answer)> TryAsync(string endpoint, CancellationToken cancellation)
    {
        var now = time.GetUtcNow();
        var body = NewsTeller.BodyOf(WebhookEvent.Test, now, "{}"u8.ToArray());
        var attempt = await SendAsync(endpoint, "evt_test_" + now.ToUnixTimeMilliseconds().ToString(CultureInfo.InvariantCulture), body, cancellation);
        return (attempt.IsDelivered, attempt.Answer);
    }

    private async Task<CourierReport> RoundAsync(string endpoint, CancellationToken cancellation)
    {
        var report = new CourierReport(0, 0, 0);
        // What fails is due later, so that this ends.
        var due = new Queue<(WebhookDelivery, byte[])>();
        while (true)
        {
            if (due.Count == 0)
                due = new(store.Due(endpoint, time.GetUtcNow(), AtOnce));
            if (!due.TryDequeue(out var next))
                return report;
            var (delivery, body) = next;
            var options = settings.Options;
            var number = delivery.Attempts + 1;
            var wait = options.WaitAfter(number, delivery.EventId, endpoint);
            store.Begin(delivery, time.GetUtcNow() + wait);
            var attempt = await SendAsync(endpoint, delivery.EventId, body, cancellation);
            var now = time.GetUtcNow();
            if (attempt.IsDelivered)
            {
                store.End(delivery, "delivered", attempt.Answer, now);
                report = report with { Delivered = report.Delivered + 1 };
                continue;
            }

            var isOver = attempt.IsFinal || number >= options.Attempts;
            store.End(delivery, isOver ? "dead" : "waiting", attempt.Answer, now + (attempt.RetryAfter > wait ? attempt.RetryAfter.Value : wait));
            report = isOver ? report with { Dead = report.Dead + 1 } : report with { Failed = report.Failed + 1 };
            // Who does not answer now will not in a second; the rest comes with the next round.
            if (attempt.IsAway)
                return report;
        }
    }

    private async Task<Attempt> SendAsync(string endpoint, string id, byte[] body, CancellationToken cancellation)
    {
        using var limit = new CancellationTokenSource(settings.Options.TimeLimit, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellation);
        var now = time.GetUtcNow();
        using var message = new HttpRequestMessage(HttpMethod.Post, endpoint) { Content = new ByteArrayContent(body) };
        message.Content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        message.Headers.TryAddWithoutValidation("User-Agent", WebFetcher.Product);
        message.Headers.TryAddWithoutValidation("webhook-id", id);
        message.Headers.TryAddWithoutValidation("webhook-timestamp", now.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture));
        message.Headers.TryAddWithoutValidation("webhook-signature", Signature.Of(settings.Secrets, id, now, body));
        try
        {
            // What it answers besides the status is not read.
            using var response = await web.SendAsync(message, either.Token);
            return Judge(response, now);
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            return new Attempt(false, string.Create(CultureInfo.InvariantCulture, $"It did not answer within {settings.Options.TimeLimit.TotalSeconds} s.")) { IsAway = true };
        }
        catch (Exception trouble) when (trouble is HttpRequestException or IOException)
        {
            return new Attempt(false, trouble is HttpRequestException { InnerException: IOException inner } ? inner.Message : trouble.Message) { IsAway = true };
        }
    }

    private static Attempt Judge(HttpResponseMessage response, DateTimeOffset now)
    {
        var status = (int)response.StatusCode;
        var answer = string.Create(CultureInfo.InvariantCulture, $"{status} {response.StatusCode}");
        if (status is >= 200 and < 300)
            return new Attempt(true, answer);
        var wait = response.Headers.RetryAfter switch
        {
            { Delta: { } delta } => delta,
            { Date: { } date } => date - now,
            _ => (TimeSpan?)null,
        };
        return new Attempt(false, status is >= 300 and < 400 ? answer + "; redirects are not followed, so that an event does not end up elsewhere" : answer)
        {
            // "Gone" is meant: the receiver wants no more of it.
            IsFinal = response.StatusCode == HttpStatusCode.Gone,
            IsAway = status is 429 or >= 500,
            RetryAfter = wait > LongestRetryAfter ? LongestRetryAfter : wait,
        };
    }

    private sealed record Attempt(bool IsDelivered, string Answer)
    {
        public bool IsFinal { get; init; }

        public bool IsAway { get; init; }

        public TimeSpan? RetryAfter { get; init; }
    }
}

/// <summary>What a round did.</summary>
/// <param name="Delivered">Events that arrived.</param>
/// <param name="Failed">That did not, and are tried again.</param>
/// <param name="Dead">That were given up.</param>
public sealed record CourierReport(int Delivered, int Failed, int Dead);
