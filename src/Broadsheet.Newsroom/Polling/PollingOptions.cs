using System.ComponentModel.DataAnnotations;

namespace Broadsheet.Polling;

/// <summary>How publishers are asked: limits of size and time, and how often is polite.</summary>
public sealed class PollingOptions
{
    /// <summary>Address of our site, told to publishers in the user agent so that they can complain. Default: none.</summary>
    public string? ContactUrl { get; set; }

    /// <summary>Hosts asked at the same time, 1 to 256; each host still sees one connection. Default 16.</summary>
    [Range(1, 256)]
    public int Concurrency { get; set; } = 16;

    /// <summary>Pause between two requests to one host, 0 to 5 minutes. Default 1 second.</summary>
    [Range(typeof(TimeSpan), "00:00:00", "00:05:00")]
    public TimeSpan HostDelay { get; set; } = TimeSpan.FromSeconds(1);

    /// <summary>The longest crawl-delay of a robots.txt that is waited for, 0 to 1 hour; a longer one counts as this. Default 1 minute.</summary>
    [Range(typeof(TimeSpan), "00:00:00", "01:00:00")]
    public TimeSpan LongestCrawlDelay { get; set; } = TimeSpan.FromMinutes(1);

    /// <summary>
    /// How long one run waits for a host that asked for patience, 0 to 1 hour; beyond it the request is given up and comes with a later run.
    /// Default 30 seconds.
    /// </summary>
    [Range(typeof(TimeSpan), "00:00:00", "01:00:00")]
    public TimeSpan Patience { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>How long a host is left alone that says "too many requests" without saying how long, 1 second to 1 day. Default 10 minutes.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "1.00:00:00")]
    public TimeSpan UnstatedRetryAfter { get; set; } = TimeSpan.FromMinutes(10);

    /// <summary>The longest Retry-After that is believed, 1 minute to 7 days. Default 1 day.</summary>
    [Range(typeof(TimeSpan), "00:01:00", "7.00:00:00")]
    public TimeSpan LongestRetryAfter { get; set; } = TimeSpan.FromDays(1);

    /// <summary>Failures of a host in a row (no connection, time-out, 5xx) after which it is left to rest, 1 to 100. Default 4.</summary>
    [Range(1, 100)]
    public int FailuresBeforeRest { get; set; } = 4;

    /// <summary>The first rest of a failing host, doubled each time to at most an hour, 1 second to 1 hour. Default 2 minutes.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "01:00:00")]
    public TimeSpan FirstRest { get; set; } = TimeSpan.FromMinutes(2);

    /// <summary>Time for one exchange, from connecting to the last byte, 1 second to 10 minutes. Default 30 seconds.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "00:10:00")]
    public TimeSpan TimeLimit { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>Redirects followed for one request, 0 to 20. Default 5.</summary>
    [Range(0, 20)]
    public int Redirects { get; set; } = 5;

    /// <summary>Largest feed in bytes, unpacked, 64 KiB to 256 MiB; a larger one is refused. Default 16 MiB.</summary>
    [Range(64 * 1024, 256 * 1024 * 1024)]
    public int FeedBytes { get; set; } = 16 * 1024 * 1024;

    /// <summary>Bytes read of a page, unpacked, 64 KiB to 64 MiB; the rest is left unread. Default 4 MiB.</summary>
    [Range(64 * 1024, 64 * 1024 * 1024)]
    public int PageBytes { get; set; } = 4 * 1024 * 1024;

    /// <summary>Largest picture in bytes, 64 KiB to 128 MiB; a larger one is refused. Default 16 MiB.</summary>
    [Range(64 * 1024, 128 * 1024 * 1024)]
    public int PictureBytes { get; set; } = 16 * 1024 * 1024;

    /// <summary>Bytes read to learn a picture's size, 1 KiB to 1 MiB. Default 64 KiB: enough for a JPEG with a large colour profile.</summary>
    [Range(1024, 1024 * 1024)]
    public int PictureHeaderBytes { get; set; } = 64 * 1024;

    /// <summary>Whether robots.txt decides on pages and pictures. Feeds are asked for by the operator. Default true.</summary>
    public bool ObeyRobots { get; set; } = true;

    /// <summary>Whether addresses of this machine (loopback) may be asked; for trying things out. Default false.</summary>
    public bool AllowLoopback { get; set; }

    /// <summary>Interval for a feed whose rhythm is not known yet, 1 minute to 1 day. Default 1 hour.</summary>
    [Range(typeof(TimeSpan), "00:01:00", "1.00:00:00")]
    public TimeSpan FirstInterval { get; set; } = TimeSpan.FromHours(1);

    /// <summary>Shortest interval between two polls of a feed, 2 minutes to 1 day. Default 10 minutes.</summary>
    [Range(typeof(TimeSpan), "00:02:00", "1.00:00:00")]
    public TimeSpan ShortestInterval { get; set; } = TimeSpan.FromMinutes(10);

    /// <summary>Longest interval between two polls of a feed, 1 hour to 7 days. Default 1 day.</summary>
    [Range(typeof(TimeSpan), "01:00:00", "7.00:00:00")]
    public TimeSpan LongestInterval { get; set; } = TimeSpan.FromDays(1);

    /// <summary>
    /// Shortest interval between two polls of a feed whose hub brings us its news, 10 minutes to 7 days; a hub that fails to is not relied on.
    /// Default 6 hours.
    /// </summary>
    [Range(typeof(TimeSpan), "00:10:00", "7.00:00:00")]
    public TimeSpan PushedInterval { get; set; } = TimeSpan.FromHours(6);

    /// <summary>
    /// How much news is let come together before a feed is asked again, in items, 0.1 to 10.
    /// Lower is fresher and asks more often. Default 0.4.
    /// </summary>
    [Range(0.1, 10.0)]
    public double ItemsPerPoll { get; set; } = 0.4;

    /// <summary>How often validators are forgotten, 1 to 60 days, because some servers answer 304 for ever. Default 8 days.</summary>
    [Range(typeof(TimeSpan), "1.00:00:00", "60.00:00:00")]
    public TimeSpan ValidatorLifetime { get; set; } = TimeSpan.FromDays(8);

    /// <summary>Polls over which a permanent redirect must hold before it is kept, 1 to 20. Default 3.</summary>
    [Range(1, 20)]
    public int RedirectsBeforeMove { get; set; } = 3;

    /// <summary>Answers 410 in a row after which a feed is retired, 1 to 10. Default 2.</summary>
    [Range(1, 10)]
    public int GoneBeforeRetired { get; set; } = 2;
}
