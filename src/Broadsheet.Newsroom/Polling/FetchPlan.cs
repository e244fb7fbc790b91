namespace Broadsheet.Polling;

/// <summary>What a kind of request means on the wire.</summary>
/// <param name="Limit">Bytes read at most, unpacked.</param>
/// <param name="TakesPart">Whether the beginning is of use when there is more; otherwise more is a failure.</param>
/// <param name="Accept">The Accept header.</param>
/// <param name="AsksRobots">Whether robots.txt decides.</param>
internal sealed record FetchPlan(int Limit, bool TakesPart, string Accept, bool AsksRobots)
{
    private const string Feeds =
        "application/atom+xml, application/rss+xml, application/feed+json, application/rdf+xml;q=0.9, application/xml;q=0.8, text/xml;q=0.8, application/json;q=0.7, */*;q=0.5";

    private const string Pictures = "image/avif, image/webp, image/*, */*;q=0.5";

    /// <summary>The plan for <paramref name="kind"/> under the operator's limits.</summary>
    public static FetchPlan For(FetchKind kind, PollingOptions options) => kind switch
    {
        FetchKind.Feed => new(options.FeedBytes, TakesPart: false, Feeds, AsksRobots: false),
        FetchKind.Page => new(options.PageBytes, TakesPart: true, "text/html, application/xhtml+xml, */*;q=0.5", options.ObeyRobots),
        FetchKind.Picture => new(options.PictureBytes, TakesPart: false, Pictures, options.ObeyRobots),
        FetchKind.PictureHeader => new(options.PictureHeaderBytes, TakesPart: true, Pictures, options.ObeyRobots),
        FetchKind.Robots => new(RobotsRules.LargestFile, TakesPart: true, "text/plain, */*;q=0.5", AsksRobots: false),
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "No such kind of request."),
    };
}
