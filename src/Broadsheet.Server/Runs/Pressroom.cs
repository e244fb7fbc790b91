using System.Threading.Channels;
using Broadsheet.Decisions;
using Broadsheet.Polling;
using Broadsheet.Publishing;
using Broadsheet.Server.Events;
using Broadsheet.Server.Hubs;
using Broadsheet.Server.Search;
using Broadsheet.Server.Telemetry;
using Broadsheet.Server.Webhooks;
using Broadsheet.Site;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Broadsheet.Server.Runs;

/// <summary>
/// Runs the newsroom when feeds are due, one run at a time, and lays out what comes of it. What was laid out before stays until then; a
/// run that fails is noted, and the next goes on from what is stored. Between and beside the runs it prints what editors decided.
/// </summary>
internal sealed partial class Pressroom(LiveSetup setup, Newsstand stand, ArticleSearch search, NewsWire wire, PressroomStatus status, HubSubscriptions hubs, HubAnnouncer announcer, Telegraph telegraph, NewsMeter meter, ILogger<Pressroom> logger)
    : BackgroundService
{
    // When nothing is due for days, the folder is looked at this often all the same: the operator may have added a feed.
    private static readonly TimeSpan LongestWait = TimeSpan.FromMinutes(15);

    // A run that fails at once must not be tried again at once.
    private static readonly TimeSpan WaitAfterFailure = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan ShortestWait = TimeSpan.FromSeconds(5);

    // Indexed within a second or two.
    private const int MostIndexedFirst = 2000;

    // Held by whoever places articles and prints: a run from the moment it has asked all feeds, or a reprint.
    private readonly SemaphoreSlim placing = new(1, 1);
    private readonly Channel<bool> runSoon = Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });
    private readonly Channel<bool> printSoon = Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });
    private readonly Lock gate = new();
    private readonly EditionMemory editions = new();

    // Nobody waits for a run, and readers do for their answers. An editor waits for a reprint, which is not done there.
    private readonly QuietThreads quiet = new(setup.GivesWay);
    private TaskCompletionSource<string?>? nextPrint;
    private PrintingPress? press;
    private CancellationToken untilStop;
    private NewsSnapshot? toIndex;
    private Task indexing = Task.CompletedTask;

    /// <summary>Has the feeds that are due asked now instead of when it would have been time.</summary>
    public void RunSoon() => runSoon.Writer.TryWrite(true);

    /// <summary>Prints the site again with what was decided until now; several who ask at the same time share one printing.</summary>
    /// <returns>Null when it is printed, or why it could not be. Ends after the stop of the server, too.</returns>
    public Task<string?> PrintSoonAsync()
    {
        lock (gate)
        {
            nextPrint ??= new TaskCompletionSource<string?>(TaskCreationOptions.RunContinuationsAsynchronously);
            printSoon.Writer.TryWrite(true);
            return nextPrint.Task;
        }
    }

    /// <inheritdoc/>
    public override void Dispose()
    {
        placing.Dispose();
        quiet.Dispose();
        base.Dispose();
    }

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        // Readers are answered from the first moment on; reading a large store takes longer than that.
        await Task.Yield();
        untilStop = stoppingToken;
        try
        {
            await PrintAndRunAsync(stoppingToken);
        }
        finally
        {
            await indexing;
        }
    }

    private async Task PrintAndRunAsync(CancellationToken stoppingToken)
    {
        DateTimeOffset? next;
        var site = setup.ReadSite();
        using var web = setup.OpenWeb(NewsroomSettings.Read(site).Polling);
        using (var newsroom = Newsroom.Open(site))
        {
            var at = Now();
            var decisions = newsroom.Decisions;
            Present(newsroom, newsroom.EditionAt(at, editions), decisions);
            next = newsroom.NextPoll(at);
        }

        // What was decided before a crash may not have been printed before it.
        if (File.Exists(new DecisionLog(site.Root).File))
            _ = PrintSoonAsync();
        await Task.WhenAll(RunWhenDueAsync(web, next, stoppingToken), PrintWhenDecidedAsync(stoppingToken));
    }

    private async Task RunWhenDueAsync(WebFetcher web, DateTimeOffset? next, CancellationToken stopping)
    {
        if (!setup.Polls)
        {
            status.Waits(null);
            return;
        }

        while (!stopping.IsCancellationRequested)
        {
            await WaitForAsync(next, stopping);
            next = await quiet.DoAsync(() => TryRunAsync(web, stopping));
        }
    }

    private async Task PrintWhenDecidedAsync(CancellationToken stopping)
    {
        try
        {
            await foreach (var _ in printSoon.Reader.ReadAllAsync(stopping))
            {
                await placing.WaitAsync(stopping);
                try
                {
                    var asked = TakeAsked();
                    asked?.TrySetResult(TryReprint());
                }
                finally
                {
                    placing.Release();
                }
            }
        }
        finally
        {
            // Kept it is all the same; the next start prints it.
            TakeAsked()?.TrySetResult("The server is stopping; it is printed when it starts again.");
        }
    }

    private TaskCompletionSource<string?>? TakeAsked()
    {
        lock (gate)
        {
            // Who asks from now on wants what is decided from now on.
            var asked = nextPrint;
            nextPrint = null;
            return asked;
        }
    }

    private string? TryReprint()
    {
        try
        {
            var site = setup.ReadSite();
            if (site.Problems.HasErrors)
                return site.Problems.All.First(problem => problem.IsError).ToString();
            using var newsroom = Newsroom.Open(site);
            foreach (var note in newsroom.Reconsider())
                LogNote(note);
            var at = NowOrLater();
            var printed = Print(site, newsroom, at);
            status.Printed(printed, at);
            LogReprinted(printed.Written.Count, printed.Removed.Count);
            return printed.Refusal;
        }
#pragma warning disable CA1031 // whatever went wrong: the decision is kept, and the next printing may do better
        catch (Exception trouble)
#pragma warning restore CA1031
        {
            LogNotReprinted(trouble);
            status.Failed(trouble.Message);
            return trouble.Message;
        }
    }

    private async Task WaitForAsync(DateTimeOffset? next, CancellationToken stopping)
    {
        var now = Now();
        var until = next is { } due && due - now < LongestWait ? due : now + LongestWait;
        if (until <= now)
            return;
        using var waiting = CancellationTokenSource.CreateLinkedTokenSource(stopping);
        var time = Task.Delay(until - now, setup.Time, waiting.Token);
        // Said when it is so: whoever sees it may set the clock forward.
        status.Waits(until);
        await Task.WhenAny(time, hubs.WaitForDeliveryAsync(waiting.Token).AsTask(), runSoon.Reader.WaitToReadAsync(waiting.Token).AsTask());
        runSoon.Reader.TryRead(out _);
        await waiting.CancelAsync();
        stopping.ThrowIfCancellationRequested();
    }

    private async Task<DateTimeOffset?> TryRunAsync(WebFetcher web, CancellationToken stopping)
    {
        try
        {
            return await RunAsync(web, stopping);
        }
        catch (OperationCanceledException) when (stopping.IsCancellationRequested)
        {
            LogStopped();
            throw;
        }
#pragma warning disable CA1031 // whatever went wrong: the paper of yesterday stays on the stand, and the next run may do better
        catch (Exception trouble)
#pragma warning restore CA1031
        {
            LogFailed(trouble);
            status.Failed(trouble.Message);
            telegraph.TellFailure(Now(), trouble.Message);
            meter.Failed();
            return Now() + WaitAfterFailure;
        }
    }

    private async Task<DateTimeOffset?> RunAsync(WebFetcher web, CancellationToken stopping)
    {
        using var trace = NewsMeter.Activities.StartActivity("run");
        var at = Now();
        var site = setup.ReadSite();
        if (site.Problems.HasErrors)
            throw new InvalidDataException(site.Problems.All.First(problem => problem.IsError).ToString());
        using var newsroom = Newsroom.Open(site);
        hubs.HandOver(newsroom, web, at);
        var isPlacing = false;
        RunReport run;
        PressReport printed;
        try
        {
            run = await newsroom.RunAsync(web, at, status, stopping, async () =>
            {
                await placing.WaitAsync(stopping);
                isPlacing = true;
            });
            status.Is("printing");
            printed = Print(site, newsroom, Later(at, stand.Current?.Edition.At));
        }
        finally
        {
            if (isPlacing)
                placing.Release();
        }

        meter.Ran(status.Ran(run, printed));
        LogRan(run.Feeds.Count, run.NewArticles, run.Stories, printed.Written.Count);
        foreach (var note in run.Notes)
            LogNote(note);
        if (printed.Refusal is { } refusal)
            LogRefused(refusal);
        if (site.Settings.Section<ServerOptions>("server").PublicUrl is { } publicUrl)
            await hubs.RenewAsync(publicUrl, newsroom, web, stopping);
        var next = newsroom.NextPoll(at);
        var earliest = Now() + ShortestWait;
        return next < earliest ? earliest : next;
    }

    private PressReport Print(SiteFolder site, Newsroom newsroom, DateTimeOffset at)
    {
        using var trace = NewsMeter.Activities.StartActivity("print");
        // Read before the edition is made: what is decided in between must not pass for something that its readers saw.
        var decisions = newsroom.Decisions;
        var edition = newsroom.EditionAt(at, editions);
        press = press?.Reopen(site, newsroom.Seal) ?? PrintingPress.Open(site, newsroom.Seal);
        var printed = press.Print(edition);
        Present(newsroom, edition, decisions);
        announcer.Tell(site, printed);
        return printed;
    }

    private void Present(Newsroom newsroom, Edition edition, DecisionBook decisions)
    {
        var snapshot = new NewsSnapshot(edition, newsroom.FeedsAt(edition.At)) { Decisions = decisions, Hidden = newsroom.HiddenArticles() };
        Index(snapshot);
        wire.Tell(stand.Current, snapshot);
        stand.Present(snapshot);
        telegraph.Tell(edition);
    }

    /// <summary>
    /// What is laid out can be found from the first moment on. Only where no index has been made yet and that would take long, readers come
    /// first: it is made beside them.
    /// </summary>
    private void Index(NewsSnapshot snapshot)
    {
        if (search.IsMade || snapshot.Articles.Count <= MostIndexedFirst)
        {
            TryIndex(snapshot, CancellationToken.None);
            return;
        }

        toIndex = snapshot;
        indexing = indexing.ContinueWith(_ => IndexLatest(), CancellationToken.None, TaskContinuationOptions.None, quiet);
    }

    private void IndexLatest()
    {
        if (Interlocked.Exchange(ref toIndex, null) is { } latest)
            TryIndex(latest, untilStop);
    }

    private void TryIndex(NewsSnapshot snapshot, CancellationToken stopping)
    {
        try
        {
            search.Update(snapshot, stopping);
        }
        catch (OperationCanceledException)
        {
            // The next start makes it.
        }
#pragma warning disable CA1031 // whatever went wrong: the news are out, and the next edition tries again
        catch (Exception trouble)
#pragma warning restore CA1031
        {
            LogNotIndexed(trouble);
            status.Failed(trouble.Message);
        }
    }

    /// <summary>The moment, and never before that of the edition that is out: a reprint during a long run must not be followed by an older paper.</summary>
    private DateTimeOffset NowOrLater() => Later(Now(), stand.Current?.Edition.At);

    private static DateTimeOffset Later(DateTimeOffset one, DateTimeOffset? other) => other > one ? other.Value : one;

    /// <summary>The moment, to the second: what is kept is kept in seconds.</summary>
    private DateTimeOffset Now()
    {
        var now = setup.Time.GetUtcNow();
        return new DateTimeOffset(now.UtcTicks - (now.UtcTicks % TimeSpan.TicksPerSecond), TimeSpan.Zero);
    }

    [LoggerMessage(LogLevel.Information, "Asked {Feeds} feeds: {Articles} new articles, {Stories} stories in all, {Files} files written.")]
    private partial void LogRan(int feeds, int articles, int stories, int files);

    [LoggerMessage(LogLevel.Warning, "{Note}")]
    private partial void LogNote(string note);

    [LoggerMessage(LogLevel.Information, "Printed what was decided: {Files} files written, {Removed} removed.")]
    private partial void LogReprinted(int files, int removed);

    [LoggerMessage(LogLevel.Error, "What was decided is kept, but could not be printed.")]
    private partial void LogNotReprinted(Exception trouble);

    [LoggerMessage(LogLevel.Error, "The search index could not be made.")]
    private partial void LogNotIndexed(Exception trouble);

    [LoggerMessage(LogLevel.Error, "The site was not printed: {Refusal}")]
    private partial void LogRefused(string refusal);

    [LoggerMessage(LogLevel.Error, "A run failed. What was printed before stays; the next run goes on from what is stored.")]
    private partial void LogFailed(Exception trouble);

    [LoggerMessage(LogLevel.Information, "Stopped in the middle of a run. What was read is kept.")]
    private partial void LogStopped();
}
