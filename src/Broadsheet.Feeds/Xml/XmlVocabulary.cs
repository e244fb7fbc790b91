using System.Buffers;
using System.Collections.Frozen;
using System.Text;
using Broadsheet.Feeds.Texts;

namespace Broadsheet.Feeds.Xml;

/// <summary>
/// A family of namespaces. RSS and Atom of every version are one family (<see cref="Core"/>): documents mix them, declare the wrong one
/// or none, and an item's title is a title in all of them.
/// </summary>
internal enum XmlVocabulary
{
    Core, Foreign, Admin, Content, CreativeCommons, DublinCore, DublinCoreTerms, FeedBurner, GeoRss, Gml, GooglePlay, Itunes, Media, News,
    Podcast, Psc, Rdf, Slash, Syndication, Threading, Wfw, Xhtml, XmlAttributes, YouTube, SitemapImage, Search, Prism, W3CGeo,
}

/// <summary>Finds the vocabulary of a namespace address or, when it was never declared, of its usual prefix.</summary>
internal static class XmlVocabularies
{
    private const int LongestAddress = 200;
    private const int LongestPrefix = 32;

    // Addresses without scheme, "www.", trailing slash or number sign, in lower case: publishers get exactly these wrong.
    private static readonly FrozenDictionary<string, XmlVocabulary> ByAddress = new Dictionary<string, XmlVocabulary>
    {
        [""] = XmlVocabulary.Core,
        ["w3.org/2005/atom"] = XmlVocabulary.Core,
        ["purl.org/atom/ns"] = XmlVocabulary.Core,
        ["purl.org/echo"] = XmlVocabulary.Core,
        ["purl.org/pie"] = XmlVocabulary.Core,
        ["purl.org/rss/1.0"] = XmlVocabulary.Core,
        ["purl.org/rss/1.0/modules/rss091"] = XmlVocabulary.Core,
        ["purl.org/net/rss1.1"] = XmlVocabulary.Core,
        ["my.netscape.com/rdf/simple/0.9"] = XmlVocabulary.Core,
        ["channel.netscape.com/rdf/simple/0.9"] = XmlVocabulary.Core,
        ["my.netscape.com/publish/formats/rss-0.91.dtd"] = XmlVocabulary.Core,
        ["backend.userland.com/rss"] = XmlVocabulary.Core,
        ["backend.userland.com/rss2"] = XmlVocabulary.Core,
        ["backend.userland.com/rss091"] = XmlVocabulary.Core,
        ["blogs.law.harvard.edu/tech/rss"] = XmlVocabulary.Core,
        ["cyber.law.harvard.edu/rss/rss.html"] = XmlVocabulary.Core,
        ["sitemaps.org/schemas/sitemap/0.9"] = XmlVocabulary.Core,
        ["google.com/schemas/sitemap/0.84"] = XmlVocabulary.Core,
        ["google.com/schemas/sitemap/0.9"] = XmlVocabulary.Core,
        ["webns.net/mvcb"] = XmlVocabulary.Admin,
        ["purl.org/rss/1.0/modules/content"] = XmlVocabulary.Content,
        ["backend.userland.com/creativecommonsrssmodule"] = XmlVocabulary.CreativeCommons,
        ["cyber.law.harvard.edu/rss/creativecommonsrssmodule.html"] = XmlVocabulary.CreativeCommons,
        ["creativecommons.org/ns"] = XmlVocabulary.CreativeCommons,
        ["web.resource.org/cc"] = XmlVocabulary.CreativeCommons,
        ["purl.org/dc/elements/1.1"] = XmlVocabulary.DublinCore,
        ["purl.org/dc/elements/1.0"] = XmlVocabulary.DublinCore,
        ["purl.org/dc/terms"] = XmlVocabulary.DublinCoreTerms,
        ["rssnamespace.org/feedburner/ext/1.0"] = XmlVocabulary.FeedBurner,
        ["georss.org/georss"] = XmlVocabulary.GeoRss,
        ["opengis.net/gml/3.2"] = XmlVocabulary.Gml,
        ["opengis.net/gml"] = XmlVocabulary.Gml,
        ["google.com/schemas/play-podcasts/1.0"] = XmlVocabulary.GooglePlay,
        ["itunes.com/dtds/podcast-1.0.dtd"] = XmlVocabulary.Itunes,
        ["example.com/dtds/podcast-1.0.dtd"] = XmlVocabulary.Itunes,
        ["search.yahoo.com/mrss"] = XmlVocabulary.Media,
        ["rssboard.org/media-rss"] = XmlVocabulary.Media,
        ["video.search.yahoo.com/mrss"] = XmlVocabulary.Media,
        ["tools.search.yahoo.com/mrss"] = XmlVocabulary.Media,
        ["google.com/schemas/sitemap-news/0.9"] = XmlVocabulary.News,
        ["google.com/schemas/sitemap-image/1.1"] = XmlVocabulary.SitemapImage,
        ["github.com/podcastindex-org/podcast-namespace/blob/main/docs/1.0.md"] = XmlVocabulary.Podcast,
        ["podcastindex.org/namespace/1.0"] = XmlVocabulary.Podcast,
        ["podlove.org/simple-chapters"] = XmlVocabulary.Psc,
        ["w3.org/1999/02/22-rdf-syntax-ns"] = XmlVocabulary.Rdf,
        ["purl.org/rss/1.0/modules/slash"] = XmlVocabulary.Slash,
        ["purl.org/rss/1.0/modules/syndication"] = XmlVocabulary.Syndication,
        ["purl.org/syndication/thread/1.0"] = XmlVocabulary.Threading,
        ["wellformedweb.org/commentapi"] = XmlVocabulary.Wfw,
        ["w3.org/1999/xhtml"] = XmlVocabulary.Xhtml,
        ["w3.org/xml/1998/namespace"] = XmlVocabulary.XmlAttributes,
        ["youtube.com/xml/schemas/2015"] = XmlVocabulary.YouTube,
        ["w3.org/2003/01/geo/wgs84_pos"] = XmlVocabulary.W3CGeo,
        ["prismstandard.org/namespaces/basic/1.2"] = XmlVocabulary.Prism,
        ["prismstandard.org/namespaces/1.2/basic"] = XmlVocabulary.Prism,
        ["prismstandard.org/namespaces/basic/2.0"] = XmlVocabulary.Prism,
    }.ToFrozenDictionary();

    private static readonly FrozenDictionary<string, XmlVocabulary> ByPrefix = new Dictionary<string, XmlVocabulary>(StringComparer.OrdinalIgnoreCase)
    {
        ["a"] = XmlVocabulary.Core,
        ["atom"] = XmlVocabulary.Core,
        ["atom10"] = XmlVocabulary.Core,
        ["atom03"] = XmlVocabulary.Core,
        ["rss"] = XmlVocabulary.Core,
        ["admin"] = XmlVocabulary.Admin,
        ["content"] = XmlVocabulary.Content,
        ["creativecommons"] = XmlVocabulary.CreativeCommons,
        ["cc"] = XmlVocabulary.CreativeCommons,
        ["dc"] = XmlVocabulary.DublinCore,
        ["dcterms"] = XmlVocabulary.DublinCoreTerms,
        ["feedburner"] = XmlVocabulary.FeedBurner,
        ["georss"] = XmlVocabulary.GeoRss,
        ["gml"] = XmlVocabulary.Gml,
        ["googleplay"] = XmlVocabulary.GooglePlay,
        ["itunes"] = XmlVocabulary.Itunes,
        ["media"] = XmlVocabulary.Media,
        ["news"] = XmlVocabulary.News,
        ["image"] = XmlVocabulary.SitemapImage,
        ["podcast"] = XmlVocabulary.Podcast,
        ["psc"] = XmlVocabulary.Psc,
        ["rdf"] = XmlVocabulary.Rdf,
        ["slash"] = XmlVocabulary.Slash,
        ["sy"] = XmlVocabulary.Syndication,
        ["thr"] = XmlVocabulary.Threading,
        ["wfw"] = XmlVocabulary.Wfw,
        ["xhtml"] = XmlVocabulary.Xhtml,
        ["xml"] = XmlVocabulary.XmlAttributes,
        ["yt"] = XmlVocabulary.YouTube,
        ["geo"] = XmlVocabulary.W3CGeo,
        ["prism"] = XmlVocabulary.Prism,
    }.ToFrozenDictionary(StringComparer.OrdinalIgnoreCase);

    /// <summary>The vocabulary of a namespace address in UTF-8.</summary>
    public static XmlVocabulary OfAddress(ReadOnlySpan<byte> address)
    {
        address = Utf8Text.Trim(address);
        var scheme = address.IndexOf("://"u8);
        if (scheme >= 0)
            address = address[(scheme + 3)..];
        Span<char> lower = stackalloc char[LongestAddress];
        // None of ours has a letter outside ASCII.
        if (Ascii.ToLower(address, lower, out var length) != OperationStatus.Done)
            return XmlVocabulary.Foreign;
        ReadOnlySpan<char> key = lower[..length];
        if (key.StartsWith("www."))
            key = key[4..];
        key = key.TrimEnd("/#");
        return ByAddress.GetAlternateLookup<ReadOnlySpan<char>>().TryGetValue(key, out var vocabulary) ? vocabulary : XmlVocabulary.Foreign;
    }

    /// <summary>The vocabulary a prefix usually stands for.</summary>
    public static XmlVocabulary OfPrefix(ReadOnlySpan<byte> prefix)
    {
        Span<char> name = stackalloc char[LongestPrefix];
        return Ascii.ToUtf16(prefix, name, out var length) == OperationStatus.Done
            && ByPrefix.GetAlternateLookup<ReadOnlySpan<char>>().TryGetValue(name[..length], out var vocabulary) ? vocabulary : XmlVocabulary.Foreign;
    }
}
