using Broadsheet.Polling;
using Broadsheet.Site;

namespace Broadsheet.Server;

/// <summary>What a live site is started with.</summary>
public sealed record LiveSetup
{
    /// <summary>Reads the site folder; asked again before each run, so that changed topics, feeds and settings take effect without a restart.</summary>
    public required Func<SiteFolder> ReadSite { get; init; }

    /// <summary>Address to listen on, such as <c>http://localhost:8080</c>; port 0 takes a free one.</summary>
    public required string Address { get; init; }

    /// <summary>Opens the web for the runs, once.</summary>
    public required Func<PollingOptions, WebFetcher> OpenWeb { get; init; }

    /// <summary>Whether feeds are polled; otherwise the site is only served.</summary>
    public bool Polls { get; init; } = true;

    /// <summary>Whether the site's hubs are told of changed feeds; not when the web is a recording.</summary>
    public bool TellsHubs { get; init; } = true;

    /// <summary>Whether runs are done with lower priority than answers.</summary>
    public bool GivesWay { get; init; } = true;

    /// <summary>The clock.</summary>
    public required TimeProvider Time { get; init; }

    /// <summary>Whether what happens is logged to the console.</summary>
    public bool Logs { get; init; } = true;
}
