using System.Text;
using Broadsheet.Feeds.Xml;

namespace Broadsheet.Feeds.Reading;

/// <summary>Tells the dialect and version of a document from its root.</summary>
internal static class FeedVersion
{
    public static (FeedFormat Format, string Version) Of(XmlIndex index, int root) => index[root].Term switch
    {
        XmlTerm.Rss => (FeedFormat.Rss, OfRss(index, root)),
        XmlTerm.Rdf => (FeedFormat.Rdf, OfRdf(index, root)),
        XmlTerm.Feed => (FeedFormat.Atom, OfAtom(index, root)),
        XmlTerm.UrlSet or XmlTerm.SitemapIndex => (FeedFormat.Sitemap, "sitemap"),
        XmlTerm.Channel when IsCdf(index, root) => (FeedFormat.Cdf, "cdf"),
        _ => (FeedFormat.Rss, "rss"),
    };

    private static string OfRss(XmlIndex index, int root)
    {
        if (!index.TryGetAttribute(root, "version", out var stated))
            return "rss";
        var version = Encoding.UTF8.GetString(stated).Trim();
        if (version.StartsWith('2'))
            return "rss20";
        return version switch
        {
            "0.90" => "rss090",
            "0.91" => index.HasNetscapeDoctype ? "rss091n" : "rss091u",
            "0.92" => "rss092",
            "0.93" => "rss093",
            "0.94" => "rss094",
            "1.0" => "rss10",
            _ => "rss",
        };
    }

    private static string OfRdf(XmlIndex index, int root)
    {
        // RDF's own namespace is always declared; RSS's says which RSS it is.
        var tag = Encoding.UTF8.GetString(index.Text[index[root].Open..index[root].ContentStart]);
        return tag.Contains("simple/0.9", StringComparison.OrdinalIgnoreCase) ? "rss090" : "rss10";
    }

    private static string OfAtom(XmlIndex index, int root)
    {
        var tag = Encoding.UTF8.GetString(index.Text[index[root].Open..index[root].ContentStart]);
        if (tag.Contains("w3.org/2005/Atom", StringComparison.OrdinalIgnoreCase))
            return "atom10";
        if (!index.TryGetAttribute(root, "version", out var version))
            return tag.Contains("purl.org/atom/ns", StringComparison.OrdinalIgnoreCase) ? "atom03" : "atom";
        return Encoding.UTF8.GetString(version).Trim() switch
        {
            "0.1" => "atom01",
            "0.2" => "atom02",
            "0.3" => "atom03",
            _ => "atom",
        };
    }

    private static bool IsCdf(XmlIndex index, int root) =>
        index.TryGetAttribute(root, "href", out _) || index.TryGetAttribute(root, "base", out _) || index.TryGetAttribute(root, "lastmod", out _)
        || index.Text[index[root].NameStart..index[root].NameEnd].SequenceEqual("CHANNEL"u8);
}
