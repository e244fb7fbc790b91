using System.ComponentModel.DataAnnotations;

namespace Broadsheet.Server;

/// <summary>How the live server treats its readers.</summary>
public sealed class ServerOptions
{
    /// <summary>Requests to the API and the search that one address may make in a minute, 1 to 100,000,000. Default: 600.</summary>
    [Range(1, 100_000_000)]
    public int RequestsPerMinute { get; set; } = 600;

    /// <summary>Readers that may follow the stream of events at the same time, 0 to 10,000. Default: 200.</summary>
    [Range(0, 10_000)]
    public int EventReaders { get; set; } = 200;

    /// <summary>
    /// Address at which this server is reached from outside, such as <c>https://gazette.example</c>. With it, feeds that announce a WebSub hub are
    /// subscribed to, and the hub brings their news there. Default: none, and all feeds are polled.
    /// </summary>
    [Url]
    public string? PublicUrl { get; set; }

    /// <summary>Who may read the figures at <c>/metrics</c>: token (a program with an API token of the scope read), loopback (anybody on this machine, without a token) or off. Default: token.</summary>
    public MetricsAccess Metrics { get; set; } = MetricsAccess.Token;
}

/// <summary>Who may read the figures.</summary>
public enum MetricsAccess
{
    /// <summary>A program with an API token of the scope read.</summary>
    Token,

    /// <summary>Anybody on this machine.</summary>
    Loopback,

    /// <summary>Nobody.</summary>
    Off,
}
