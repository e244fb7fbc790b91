using Broadsheet.Polling;
using Broadsheet.Publishing;
using Broadsheet.Server.Events;
using Broadsheet.Server.Hubs;
using Broadsheet.Server.Search;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Broadsheet.Server.Runs;

/// <summary>
/// Runs the newsroom when feeds are due, one run at a time, and lays out what comes of it. What was laid out before stays until then; a
/// run that fails is noted, and the next goes on from what is stored.
/// </summary>
internal sealed partial class Pressroom(LiveSetup setup, Newsstand stand, ArticleSearch search, NewsWire wire, PressroomStatus status, HubSubscriptions hubs, ILogger<Pressroom> logger)
    : BackgroundService
{
    // When nothing is due for days, the folder is looked at this often all the same: the operator may have added a feed.
    private static readonly TimeSpan LongestWait = TimeSpan.FromMinutes(15);

    // A run that fails at once must not be tried again at once.
    private static readonly TimeSpan WaitAfterFailure = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan ShortestWait = TimeSpan.FromSeconds(5);

    private PrintingPress? press;

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        // Readers are answered from the first moment on; reading a large store takes longer than that.
        await Task.Yield();
        DateTimeOffset? next;
        var site = setup.ReadSite();
        using var web = setup.OpenWeb(NewsroomSettings.Read(site).Polling);
        using (var newsroom = Newsroom.Open(site))
        {
            var at = Now();
            Present(newsroom, newsroom.EditionAt(at));
            next = newsroom.NextPoll(at);
        }

        if (!setup.Polls)
        {
            status.Waits(null);
            return;
        }

        while (!stoppingToken.IsCancellationRequested)
        {
            await WaitForAsync(next, stoppingToken);
            next = await TryRunAsync(web, stoppingToken);
        }
    }

    private async Task WaitForAsync(DateTimeOffset? next, CancellationToken stopping)
    {
        var now = Now();
        var until = next is { } due && due - now < LongestWait ? due : now + LongestWait;
        status.Waits(until);
        if (until <= now)
            return;
        using var waiting = CancellationTokenSource.CreateLinkedTokenSource(stopping);
        await Task.WhenAny(Task.Delay(until - now, setup.Time, waiting.Token), hubs.WaitForDeliveryAsync(waiting.Token).AsTask());
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
            return Now() + WaitAfterFailure;
        }
    }

    private async Task<DateTimeOffset?> RunAsync(WebFetcher web, CancellationToken stopping)
    {
        var at = Now();
        var site = setup.ReadSite();
        if (site.Problems.HasErrors)
            throw new InvalidDataException(site.Problems.All.First(problem => problem.IsError).ToString());
        using var newsroom = Newsroom.Open(site);
        hubs.HandOver(newsroom, web, at);
        var run = await newsroom.RunAsync(web, at, status, stopping);
        status.Is("printing");
        var edition = newsroom.EditionAt(at);
        press = press?.Reopen(site, newsroom.Seal) ?? PrintingPress.Open(site, newsroom.Seal);
        var printed = press.Print(edition);
        Present(newsroom, edition);
        status.Ran(run, printed);
        LogRan(run.Feeds.Count, run.NewArticles, run.Stories, printed.Written.Count);
        if (printed.Refusal is { } refusal)
            LogRefused(refusal);
        if (site.Settings.Section<ServerOptions>("server").PublicUrl is { } publicUrl)
            await hubs.RenewAsync(publicUrl, newsroom, web, stopping);
        var next = newsroom.NextPoll(at);
        var earliest = Now() + ShortestWait;
        return next < earliest ? earliest : next;
    }

    private void Present(Newsroom newsroom, Edition edition)
    {
        var snapshot = new NewsSnapshot(edition, newsroom.FeedsAt(edition.At));
        search.Update(snapshot);
        wire.Tell(stand.Current, snapshot);
        stand.Present(snapshot);
    }

    /// <summary>The moment, to the second: what is kept is kept in seconds.</summary>
    private DateTimeOffset Now()
    {
        var now = setup.Time.GetUtcNow();
        return new DateTimeOffset(now.UtcTicks - (now.UtcTicks % TimeSpan.TicksPerSecond), TimeSpan.Zero);
    }

    [LoggerMessage(LogLevel.Information, "Asked {Feeds} feeds: {Articles} new articles, {Stories} stories in all, {Files} files written.")]
    private partial void LogRan(int feeds, int articles, int stories, int files);

    [LoggerMessage(LogLevel.Error, "The site was not printed: {Refusal}")]
    private partial void LogRefused(string refusal);

    [LoggerMessage(LogLevel.Error, "A run failed. What was printed before stays; the next run goes on from what is stored.")]
    private partial void LogFailed(Exception trouble);

    [LoggerMessage(LogLevel.Information, "Stopped in the middle of a run. What was read is kept.")]
    private partial void LogStopped();
}
