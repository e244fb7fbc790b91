using Broadsheet.Publishing;
using Broadsheet.Publishing.Syndication;
using Broadsheet.Site;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Broadsheet.Server.Hubs;

/// <summary>Tells the site's own hubs of changed feeds beside the runs: no run waits for a hub, and feeds that change again meanwhile are told of once.</summary>
internal sealed partial class HubAnnouncer(LiveSetup setup, ILogger<HubAnnouncer> logger) : BackgroundService
{
    private readonly Lock gate = new();
    private readonly SemaphoreSlim bell = new(0);
    private readonly HashSet<string> waiting = new(StringComparer.Ordinal);
    private HubNotices? notices;

    /// <summary>A printing is out.</summary>
    public void Tell(SiteFolder site, PressReport printed)
    {
        if (!setup.TellsHubs || HubNotices.Of(site) is not { } latest)
            return;
        lock (gate)
        {
            waiting.UnionWith(latest.Changed(printed));
            notices?.Dispose();
            notices = latest;
        }

        bell.Release();
    }

    /// <inheritdoc/>
    public override void Dispose()
    {
        bell.Dispose();
        notices?.Dispose();
        base.Dispose();
    }

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            await bell.WaitAsync(stoppingToken);
            var (latest, feeds) = Take();
            using var telling = latest;
            foreach (var report in latest is null ? [] : await latest.TellAsync(feeds, stoppingToken))
            {
                if (report.Untold > 0)
                    LogTrouble(report.ToString());
                else
                    LogTold(report.Hub, report.Told);
            }
        }
    }

    private (HubNotices? Latest, IReadOnlyList<string> Feeds) Take()
    {
        lock (gate)
        {
            var taken = (notices, ChangedFeeds.InOrder(waiting));
            notices = null;
            waiting.Clear();
            return taken;
        }
    }

    [LoggerMessage(LogLevel.Information, "Told the hub {Hub} of {Feeds} changed feeds.")]
    private partial void LogTold(string hub, int feeds);

    [LoggerMessage(LogLevel.Warning, "{Trouble}")]
    private partial void LogTrouble(string trouble);
}
