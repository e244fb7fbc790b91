using System.ComponentModel.DataAnnotations;

namespace Broadsheet.Server;

/// <summary>How the live server treats its readers.</summary>
public sealed class ServerOptions
{
    /// <summary>Requests to the API and the search that one address may make in a minute, 1 to 1,000,000. Default: 600.</summary>
    [Range(1, 1_000_000)]
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
}
