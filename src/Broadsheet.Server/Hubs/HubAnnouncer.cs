using Broadsheet.Publishing;
using Broadsheet.Site;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Broadsheet.Server.Hubs;

/// <summary>
/// Tells the site's own hubs of changed feeds beside the runs: no run waits for a hub, and feeds that change again meanwhile are told of once.
/// Hubs that were away are told again when their time has come, also those that another process found away.
/// </summary>
internal sealed partial class HubAnnouncer(LiveSetup setup, ILogger<HubAnnouncer> logger) : BackgroundService
{
    // A hub that answers slowly is told of many feeds in several rounds; between them others may speak.
    private static readonly TimeSpan ShortestWait = TimeSpan.FromSeconds(1);

    private readonly Lock gate = new();
    private readonly Bell bell = new(setup.Time);
    private OwedNotices? owed;
    private SiteFolder? latest;

    /// <summary>A printing is out.</summary>
    public void Tell(SiteFolder site, PressReport printed)
    {
        if (!setup.TellsHubs)
            return;
        lock (gate)
            latest = site;
        try
        {
            using var notices = NoticesOf(site);
            notices?.Keep(printed);
        }
        catch (Exception trouble) when (trouble is IOException or UnauthorizedAccessException)
        {
            // What cannot be kept is told all the same, if this process lives to do it.
            LogTrouble(trouble.Message);
        }

        bell.Ring();
    }

    /// <inheritdoc/>
    public override void Dispose()
    {
        bell.Dispose();
        base.Dispose();
    }

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        DateTimeOffset? due = null;
        while (!stoppingToken.IsCancellationRequested)
        {
            await WaitAsync(due, stoppingToken);
            try
            {
                due = await TellAsync(stoppingToken);
            }
            catch (Exception trouble) when (trouble is IOException or UnauthorizedAccessException)
            {
                LogTrouble(trouble.Message);
                due = null;
            }
        }
    }

    private async Task<DateTimeOffset?> TellAsync(CancellationToken stopping)
    {
        SiteFolder? site;
        lock (gate)
            site = latest;
        using var notices = site is null ? null : NoticesOf(site);
        foreach (var report in notices is null ? [] : await notices.TellAsync(stopping))
        {
            if (report.Untold > 0)
                LogTrouble(report.ToString());
            else
                LogTold(report.Hub, report.Told);
        }

        return notices?.NextDue;
    }

    private HubNotices? NoticesOf(SiteFolder site) => HubNotices.Of(site, setup.Time, place =>
    {
        lock (gate)
            return owed ??= OwedNotices.Of(place);
    });

    private Task WaitAsync(DateTimeOffset? until, CancellationToken stopping)
    {
        var left = until - setup.Time.GetUtcNow();
        return bell.WaitAsync(left < ShortestWait ? ShortestWait : left, stopping);
    }

    [LoggerMessage(LogLevel.Information, "Told the hub {Hub} of {Feeds} changed feeds.")]
    private partial void LogTold(string hub, int feeds);

    [LoggerMessage(LogLevel.Warning, "{Trouble}")]
    private partial void LogTrouble(string trouble);
}
