using System.Globalization;
using System.Runtime.CompilerServices;
using System.Threading.Channels;
using Broadsheet.Polling.Recording;

namespace Broadsheet.Polling;

/// <summary>
/// Asks publishers, politely: one connection to a host, conditional requests, an honest name, limits of size and time, public addresses only.
/// Whatever a publisher does comes back as a <see cref="FetchResult"/>.
/// </summary>
public sealed class WebFetcher : IDisposable
{
    /// <summary>The name by which robots.txt files know us.</summary>
    public const string Product = "Broadsheet";

    private readonly HttpMessageInvoker web;
    private readonly HostTurns turns;
    private readonly RobotsBook robots;
    private readonly PollingOptions options;
    private readonly TimeProvider time;
    private readonly string userAgent;
    private readonly RobotsMemory memory;

    /// <summary>A fetcher on any transport; owns it.</summary>
    internal WebFetcher(HttpMessageHandler transport, HostTurns turns, PollingOptions options, TimeProvider time, RobotsMemory memory = RobotsMemory.RecallsAndLearns)
    {
        this.memory = memory;
        web = new HttpMessageInvoker(transport);
        this.turns = turns;
        this.options = options;
        this.time = time;
        robots = new RobotsBook(time);
        userAgent = options.ContactUrl is { Length: > 0 } contact ? $"{Product}/0.1 (+{contact})" : $"{Product}/0.1";
    }

    /// <summary>Asks the network. The timers of <paramref name="time"/> must run: pauses and limits are kept in its time.</summary>
    public static WebFetcher OnNetwork(PollingOptions options, TimeProvider time) =>
        new(GuardedTransport.Create(options), new HostTurns(options, time), options, time);

    /// <summary>Asks the network and keeps every exchange in a WARC file (gzip, one member per record), dated <paramref name="at"/>.</summary>
    public static WebFetcher Recording(string path, PollingOptions options, TimeProvider time, DateTimeOffset at) =>
        new(new RecordingHandler(GuardedTransport.Create(options), WarcWriter.Create(path, at)), new HostTurns(options, time), options, time, RobotsMemory.Learns);

    /// <summary>Answers from a WARC file and touches no network; nothing waits. Of several answers the last up to <paramref name="at"/> is given.</summary>
    /// <exception cref="InvalidDataException">The file is no WARC file.</exception>
    public static WebFetcher Replaying(string path, PollingOptions options, DateTimeOffset at) =>
        new(new ReplayHandler(WarcIndex.Open(path), at), HostTurns.ForReplay(options), options, new RecordedMoment(at), RobotsMemory.None);

    /// <summary>Asks for one thing, when it is its host's turn.</summary>
    /// <exception cref="OperationCanceledException"><paramref name="cancellation"/> was asked for.</exception>
    public async Task<FetchResult> FetchAsync(FetchRequest request, CancellationToken cancellation)
    {
        if (!Uri.TryCreate(request.Url, UriKind.Absolute, out var address))
            return new FetchResult.Failed("This is not an address.", "bad-address");

        var plan = FetchPlan.For(request.Kind, options);
        var seen = new HashSet<string>(StringComparer.Ordinal);
        Uri? movedTo = null;
        var isStillPermanent = true;
        while (true)
        {
            if (!IsWeb(address))
                return new FetchResult.Failed($"\"{address.Scheme}:\" is not asked; only http and https are.", "refused-scheme");
            if (!seen.Add(address.AbsoluteUri))
                return new FetchResult.Failed("The server redirects in a circle.", "redirect-loop");
            if (seen.Count > options.Redirects + 1)
                return new FetchResult.Failed(string.Create(CultureInfo.InvariantCulture, $"The server redirects more than {options.Redirects} times."), "too-many-redirects");
            if (plan.AsksRobots && await RobotsRefusalAsync(address, cancellation) is { } refusal)
                return refusal;

            var answer = await AskInTurnAsync(address, token => AskAsync(address, request, plan, movedTo, token), cancellation);
            if (answer.Result is { } result)
                return result;
            isStillPermanent &= answer.IsPermanent;
            address = answer.Next!;
            movedTo = isStillPermanent ? address : movedTo;
        }
    }

    /// <summary>Sends a form, when it is its host's turn. Null when it was accepted (2xx); a redirect is not followed.</summary>
    /// <exception cref="OperationCanceledException"><paramref name="cancellation"/> was asked for.</exception>
    public async Task<FetchResult.Failed?> PostAsync(string url, IReadOnlyList<KeyValuePair<string, string>> form, CancellationToken cancellation)
    {
        if (!Uri.TryCreate(url, UriKind.Absolute, out var address) || !IsWeb(address))
            return new FetchResult.Failed("This is not an address of the web.", "bad-address");
        var answer = await AskInTurnAsync(address, async token =>
        {
            using var message = new HttpRequestMessage(HttpMethod.Post, address) { Content = new FormUrlEncodedContent(form) };
            message.Headers.TryAddWithoutValidation("User-Agent", userAgent);
            using var response = await web.SendAsync(message, token);
            return (int)response.StatusCode is >= 200 and < 300
                ? default
                : new Answer(ResponseReader.FailureOf(response, options, time.GetUtcNow()), null, IsPermanent: false, IsHostFault: (int)response.StatusCode >= 500);
        }, cancellation);
        return answer.Result as FetchResult.Failed;
    }

    /// <summary>
    /// Asks for many things: hosts side by side, the requests of one host in their order. Answers come as they come, so the order between hosts
    /// says nothing; whoever needs one must sort.
    /// </summary>
    public async IAsyncEnumerable<(FetchRequest Request, FetchResult Result)> FetchAllAsync(
        IReadOnlyCollection<FetchRequest> requests, [EnumeratorCancellation] CancellationToken cancellation = default)
    {
        // Hosts with much to ask come first, because their pauses decide how long the whole takes.
        var hosts = requests
            .GroupBy(request => Uri.TryCreate(request.Url, UriKind.Absolute, out var address) ? HostTurns.KeyOf(address) : "", StringComparer.Ordinal)
            .OrderByDescending(host => host.Count());
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        // Many workers write, the caller reads; bounded, so that bodies do not pile up before a slow reader.
        var answers = Channel.CreateBounded<(FetchRequest, FetchResult)>(new BoundedChannelOptions(options.Concurrency) { SingleReader = true });
        var work = FetchHostsAsync(hosts, answers.Writer, stop.Token);
        try
        {
            await foreach (var answer in answers.Reader.ReadAllAsync(cancellation))
                yield return answer;
        }
        finally
        {
            await stop.CancelAsync();
            await work;
        }
    }

    /// <summary>The moment in the fetcher's own time.</summary>
    internal DateTimeOffset Now => time.GetUtcNow();

    /// <summary>Leaves the host of <paramref name="url"/> alone for some time from now, as an earlier run was asked to.</summary>
    internal void Hold(string url, TimeSpan wait)
    {
        if (Uri.TryCreate(url, UriKind.Absolute, out var address))
            turns.Hold(HostTurns.KeyOf(address), wait);
    }

    /// <summary>
    /// Takes over what earlier runs read of robots.txt files. A recording reads them anew, or a replay would lack them; a replay knows only its own.
    /// </summary>
    internal void Recall(IEnumerable<KnownRobots> known)
    {
        if (memory != RobotsMemory.RecallsAndLearns)
            return;
        foreach (var file in known)
        {
            if (robots.Recall(file)?.CrawlDelay is { } floor)
                turns.SetFloor(HostTurns.KeyOf(new Uri(file.Address)), floor, isJustAsked: false);
        }
    }

    /// <summary>What was read of robots.txt files since the last time this was asked, by address; nothing from a replay.</summary>
    internal IReadOnlyList<KnownRobots> TakeLearntRobots() => memory == RobotsMemory.None ? [] : robots.TakeLearnt();

    /// <inheritdoc/>
    public void Dispose() => web.Dispose();

    private static bool IsWeb(Uri address) => address.Scheme == Uri.UriSchemeHttp || address.Scheme == Uri.UriSchemeHttps;

    private async Task FetchHostsAsync(
        IEnumerable<IGrouping<string, FetchRequest>> hosts, ChannelWriter<(FetchRequest, FetchResult)> answers, CancellationToken cancellation)
    {
        try
        {
            var parallel = new ParallelOptions { MaxDegreeOfParallelism = options.Concurrency, CancellationToken = cancellation, TaskScheduler = TaskScheduler.Current };
            await Parallel.ForEachAsync(hosts, parallel, async (host, token) =>
            {
                foreach (var request in host)
                    await answers.WriteAsync((request, await FetchAsync(request, token)), token);
            });
            answers.Complete();
        }
        catch (Exception trouble)
        {
            // The reader sees it; throwing here too would hide the reader's own exception.
            answers.Complete(trouble);
        }
    }

    private async Task<FetchResult.Failed?> RobotsRefusalAsync(Uri address, CancellationToken cancellation)
    {
        var (rules, trouble) = await robots.RulesForAsync(address, ReadRobotsAsync, cancellation);
        if (rules is null)
            return trouble;
        return rules.Allows(address.PathAndQuery)
            ? null
            : new FetchResult.Failed($"The robots.txt of {address.Host} asks us not to read this address.", "refused-by-robots");
    }

    private async Task<FetchResult> ReadRobotsAsync(Uri robotsFile, CancellationToken cancellation)
    {
        var result = await FetchAsync(new FetchRequest { Url = robotsFile.AbsoluteUri, Kind = FetchKind.Robots }, cancellation);
        if (result is FetchResult.Fetched fetched && RobotsRules.Parse(fetched.Body.Span, Product).CrawlDelay is { } floor)
            turns.SetFloor(HostTurns.KeyOf(robotsFile), floor, isJustAsked: true);
        return result;
    }

    private async Task<Answer> AskInTurnAsync(Uri address, Func<CancellationToken, Task<Answer>> ask, CancellationToken cancellation)
    {
        var host = HostTurns.KeyOf(address);
        if (await turns.EnterAsync(host, cancellation) is { } refusal)
            return Answer.Of(refusal);
        var answer = default(Answer);
        try
        {
            answer = await AskInTimeAsync(ask, cancellation);
            return answer;
        }
        finally
        {
            turns.Leave(host, new HostAnswer(answer.IsHostFault, (answer.Result as FetchResult.Failed)?.RetryAfter));
        }
    }

    private async Task<Answer> AskAsync(Uri address, FetchRequest request, FetchPlan plan, Uri? movedTo, CancellationToken cancellation)
    {
        using var message = MessageFor(address, request, plan);
        using var response = await web.SendAsync(message, cancellation);
        return await JudgeAsync(address, response, request, plan, movedTo, cancellation);
    }

    private async Task<Answer> AskInTimeAsync(Func<CancellationToken, Task<Answer>> ask, CancellationToken cancellation)
    {
        using var limit = new CancellationTokenSource(options.TimeLimit, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellation, limit.Token);
        try
        {
            return await ask(either.Token);
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            var seconds = options.TimeLimit.TotalSeconds;
            return Answer.OfHostFault(new(string.Create(CultureInfo.InvariantCulture, $"The server was not done within {seconds:0.#} seconds."), "time-out"));
        }
        catch (Exception trouble) when (trouble is HttpRequestException or IOException or InvalidDataException)
        {
            var failure = ResponseReader.FailureOf(trouble);
            return failure.Code is "refused-address" or "bad-encoding" or "too-large" ? Answer.Of(failure) : Answer.OfHostFault(failure);
        }
    }

    private async Task<Answer> JudgeAsync(
        Uri address, HttpResponseMessage response, FetchRequest request, FetchPlan plan, Uri? movedTo, CancellationToken cancellation)
    {
        var status = (int)response.StatusCode;
        var now = time.GetUtcNow();
        if (ResponseReader.RedirectOf(response) is { } location)
        {
            return location.Length > 0 && Uri.TryCreate(address, location, out var next)
                ? new Answer(null, next, ResponseReader.IsPermanent(response.StatusCode), IsHostFault: false)
                : Answer.Of(new FetchResult.Failed("The server redirects to nowhere.", "bad-redirect"));
        }

        if (status == 304 && (request.ETag ?? request.LastModified) is not null)
        {
            return Answer.Of(new FetchResult.NotModified
            {
                Freshness = ResponseReader.FreshnessOf(response, now),
                LastModified = ResponseReader.HeaderOf(response, "Last-Modified"),
                MovedTo = movedTo?.AbsoluteUri,
            });
        }

        if (status == 410)
            return Answer.Of(new FetchResult.Gone());
        if (status is < 200 or > 299)
            return new Answer(ResponseReader.FailureOf(response, options, now), null, IsPermanent: false, IsHostFault: status >= 500);
        return Answer.Of(await TakeAsync(address, response, request, plan, movedTo, cancellation));
    }

    private async Task<FetchResult> TakeAsync(
        Uri address, HttpResponseMessage response, FetchRequest request, FetchPlan plan, Uri? movedTo, CancellationToken cancellation)
    {
        var contentType = ResponseReader.HeaderOf(response, "Content-Type");
        if (request.Kind == FetchKind.Page && !ResponseReader.MayBePage(contentType))
            return new FetchResult.Failed($"The address leads to {contentType}, not to a page.", "not-a-page");
        if (!plan.TakesPart && response.Content.Headers.ContentLength > plan.Limit)
            return TooLarge(plan);

        var content = await response.Content.ReadAsStreamAsync(cancellation);
        var (body, isMore) = await BodyReader.ReadAsync(content, ResponseReader.HeaderOf(response, "Content-Encoding"), plan.Limit, cancellation);
        if (isMore && !plan.TakesPart)
            return TooLarge(plan);
        return new FetchResult.Fetched(body, address.AbsoluteUri)
        {
            ContentType = contentType,
            ETag = ResponseReader.HeaderOf(response, "ETag"),
            LastModified = ResponseReader.HeaderOf(response, "Last-Modified"),
            Freshness = ResponseReader.FreshnessOf(response, time.GetUtcNow()),
            Headers = ResponseReader.DocumentHeadersOf(response),
            Links = response.Headers.NonValidated.TryGetValues("Link", out var links) ? [.. links] : [],
            MovedTo = movedTo?.AbsoluteUri,
            IsPartial = isMore,
        };
    }

    private HttpRequestMessage MessageFor(Uri address, FetchRequest request, FetchPlan plan)
    {
        var message = new HttpRequestMessage(HttpMethod.Get, address);
        var headers = message.Headers;
        headers.TryAddWithoutValidation("User-Agent", request.UserAgent ?? userAgent);
        headers.TryAddWithoutValidation("Accept", plan.Accept);
        headers.TryAddWithoutValidation("Accept-Encoding", "gzip, deflate, br");
        if (request.ETag is not null)
            headers.TryAddWithoutValidation("If-None-Match", request.ETag);
        if (request.LastModified is not null)
            headers.TryAddWithoutValidation("If-Modified-Since", request.LastModified);
        return message;
    }

    private static FetchResult.Failed TooLarge(FetchPlan plan) =>
        new(string.Create(CultureInfo.InvariantCulture, $"The answer is larger than {plan.Limit / 1024:N0} KiB."), "too-large");

    /// <summary>What a fetcher has to do with the robots.txt files that other runs read.</summary>
    internal enum RobotsMemory
    {
        None,
        Learns,
        RecallsAndLearns,
    }

    /// <summary>One answer on the way: an end, or the next address.</summary>
    private readonly record struct Answer(FetchResult? Result, Uri? Next, bool IsPermanent, bool IsHostFault)
    {
        public static Answer Of(FetchResult result) => new(result, null, false, false);

        public static Answer OfHostFault(FetchResult.Failed failure) => new(failure, null, false, true);
    }
}
