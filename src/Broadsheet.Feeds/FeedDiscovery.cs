using System.Text;
using Broadsheet.Feeds.Discovery;
using Broadsheet.Feeds.Encodings;
using Broadsheet.Feeds.Html;
using Broadsheet.Feeds.Links;
using Broadsheet.Feeds.Texts;

namespace Broadsheet.Feeds;

/// <summary>
/// Finds the feeds a page offers: those it declares, those it links to, those its host is known to have, and where they usually are.
/// Nothing is fetched; whether a candidate is a feed is for the caller to find out, best first.
/// </summary>
public static class FeedDiscovery
{
    private const int MaxCandidates = 40;

    // A declaration is worth more than any link, a link more than any guess; order within a page breaks ties.
    private const int Declared = 100;
    private const int Known = 80;
    private const int Linked = 40;
    private const int Guessed = 10;

    private static readonly string[] UsualPlaces =
        ["feed", "feed/", "rss", "rss.xml", "feed.xml", "atom.xml", "index.xml", "feed.json", "?feed=rss2", "feeds/posts/default"];

    /// <summary>Candidates in a page, best first.</summary>
    /// <param name="page">The bytes of the page.</param>
    /// <param name="url">Absolute address of the page.</param>
    /// <param name="contentType">Its Content-Type header.</param>
    public static IReadOnlyList<FeedCandidate> Find(ReadOnlySpan<byte> page, string url, string? contentType = null)
    {
        var (text, length, _) = FeedEncoding.Decode(page, contentType, new FeedProblems(1));
        var candidates = Find(text.AsSpan(0, length), url);
        System.Buffers.ArrayPool<char>.Shared.Return(text);
        return candidates;
    }

    /// <summary>Candidates in a page, best first.</summary>
    /// <param name="page">The text of the page.</param>
    /// <param name="url">Absolute address of the page.</param>
    public static IReadOnlyList<FeedCandidate> Find(ReadOnlySpan<char> page, string url)
    {
        ArgumentNullException.ThrowIfNull(url);
        var found = new List<FeedCandidate>();
        foreach (var (address, title) in KnownHosts.FeedsOf(url))
            Add(found, new FeedCandidate(address, title, null, Known));
        ReadPage(page, url, found);
        if (Uri.TryCreate(url, UriKind.Absolute, out var root))
        {
            foreach (var place in UsualPlaces)
                Add(found, new FeedCandidate(new Uri(root, "/" + place).AbsoluteUri, null, null, Guessed - found.Count) { IsGuess = true });
        }

        return [.. found.OrderByDescending(candidate => candidate.Score)];
    }

    private static void ReadPage(ReadOnlySpan<char> page, string url, List<FeedCandidate> found)
    {
        var baseUrl = url;
        using var utf8 = ByteBuffer.Of(page);
        var tokens = new HtmlTokenizer(utf8.Written);
        for (var token = tokens.Read(); token != HtmlToken.End; token = tokens.Read())
        {
            if (token != HtmlToken.StartTag)
                continue;
            var name = tokens.Value;
            if (Ascii.EqualsIgnoreCase(name, "base"u8))
                baseUrl = Address(tokens.Attributes, url) ?? baseUrl;
            else if (Ascii.EqualsIgnoreCase(name, "link"u8))
                ReadLink(tokens.Attributes, baseUrl, found);
            else if (Ascii.EqualsIgnoreCase(name, "a"u8))
                ReadAnchor(tokens.Attributes, baseUrl, found);
            else if (HtmlElements.IsHidden(name))
                tokens.SkipElement(name);
        }
    }

    private static void ReadLink(ReadOnlySpan<byte> attributes, string baseUrl, List<FeedCandidate> found)
    {
        var type = Text(attributes, "type"u8)?.Trim().ToLowerInvariant();
        var rel = Text(attributes, "rel"u8) ?? "";
        var isFeedType = type is "application/rss+xml" or "application/atom+xml" or "application/rdf+xml" or "application/feed+json" or "application/x.atom+xml"
            or "application/rss" or "text/rss+xml" || (type is "application/json" or "text/xml" or "application/xml" && Address(attributes, baseUrl) is { } xml && LooksLikeFeed(xml));
        var isFeedRel = rel.Split(' ', StringSplitOptions.RemoveEmptyEntries).Any(word => word.Equals("feed", StringComparison.OrdinalIgnoreCase));
        // WordPress declares its API with the type of a feed.
        if ((!isFeedType && !isFeedRel) || Address(attributes, baseUrl) is not { } address || address.Contains("/wp-json/", StringComparison.OrdinalIgnoreCase)
            || address.Contains("/oembed", StringComparison.OrdinalIgnoreCase))
            return;
        var title = Text(attributes, "title"u8);
        Add(found, new FeedCandidate(address, title, type, Declared - (5 * Math.Min(found.Count, 10)) - Penalty(address, title)));
    }

    private static void ReadAnchor(ReadOnlySpan<byte> attributes, string baseUrl, List<FeedCandidate> found)
    {
        if (Address(attributes, baseUrl) is { } address && LooksLikeFeed(address))
            Add(found, new FeedCandidate(address, Text(attributes, "title"u8), null, Linked - Math.Min(found.Count, 10) - Penalty(address, null)));
    }

    // Comments and podcasts are feeds too, but seldom the one that is looked for.
    private static int Penalty(string address, string? title) =>
        (Mentions(address, title, "comment") ? 50 : 0) + (Mentions(address, title, "podcast") ? 10 : 0);

    private static bool Mentions(string address, string? title, string word) =>
        address.Contains(word, StringComparison.OrdinalIgnoreCase) || (title?.Contains(word, StringComparison.OrdinalIgnoreCase) ?? false);

    private static bool LooksLikeFeed(string address)
    {
        var start = address.IndexOf("://", StringComparison.Ordinal);
        var slash = start < 0 ? -1 : address.IndexOf('/', start + 3);
        if (slash < 0)
            return address.Contains("//feeds.", StringComparison.OrdinalIgnoreCase) || address.Contains("//rss.", StringComparison.OrdinalIgnoreCase);
        // What stands behind the path says which feed, not whether (YouTube: videos.xml?channel_id=…).
        var end = address.AsSpan(slash).IndexOfAny('?', '#');
        var path = (end < 0 ? address[slash..] : address[slash..(slash + end)]).ToLowerInvariant();
        return path.EndsWith(".rss", StringComparison.Ordinal) || path.EndsWith(".rdf", StringComparison.Ordinal) || path.EndsWith(".atom", StringComparison.Ordinal)
            || path.EndsWith("/feed", StringComparison.Ordinal) || path.EndsWith("/feed/", StringComparison.Ordinal) || path.EndsWith("/rss", StringComparison.Ordinal)
            || path.EndsWith("/rss/", StringComparison.Ordinal) || path.EndsWith("/atom", StringComparison.Ordinal)
            || (path.EndsWith(".xml", StringComparison.Ordinal) && (path.Contains("rss", StringComparison.Ordinal) || path.Contains("feed", StringComparison.Ordinal)
                || path.Contains("atom", StringComparison.Ordinal) || path.EndsWith("/index.xml", StringComparison.Ordinal)))
            || (path.EndsWith(".json", StringComparison.Ordinal) && path.Contains("feed", StringComparison.Ordinal));
    }

    private static string? Text(ReadOnlySpan<byte> attributes, ReadOnlySpan<byte> name) =>
        HtmlAttributes.TryGet(attributes, name, out var value) ? HtmlEntities.Decode(value) : null;

    private static string? Address(ReadOnlySpan<byte> attributes, string baseUrl)
    {
        var href = Text(attributes, "href"u8)?.Trim();
        if (href is not null && href.StartsWith("feed:", StringComparison.OrdinalIgnoreCase))
            href = href.AsSpan(5).StartsWith("//") ? "https:" + href[5..] : href[5..];
        return WebLink.ResolveHttp(href, baseUrl);
    }

    private static void Add(List<FeedCandidate> found, FeedCandidate candidate)
    {
        if (found.Count < MaxCandidates && !found.Exists(known => known.Url == candidate.Url))
            found.Add(candidate);
    }
}

/// <summary>An address that may be a feed.</summary>
/// <param name="Url">Absolute address.</param>
/// <param name="Title">What the page calls it.</param>
/// <param name="Type">Media type the page gives it.</param>
/// <param name="Score">How likely it is the feed that is looked for; only the order matters.</param>
public sealed record FeedCandidate(string Url, string? Title, string? Type, int Score)
{
    /// <summary>Whether nothing names it: it is only where feeds usually are.</summary>
    public bool IsGuess { get; init; }
}
