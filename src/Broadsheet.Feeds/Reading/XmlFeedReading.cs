using Broadsheet.Feeds.Links;
using Broadsheet.Feeds.Xml;

namespace Broadsheet.Feeds.Reading;

/// <summary>Finds the feed and its items in an <see cref="XmlIndex"/>.</summary>
internal sealed class XmlFeedReading(XmlIndex index, FeedContext context, FeedReaderOptions options, FeedProblems problems)
{
    public FeedFacts Feed { get; } = new();

    public List<FeedFacts> Items { get; } = [];

    public FeedFormat Format { get; private set; }

    public string Version { get; private set; } = "";

    /// <summary>False when the document is no feed at all.</summary>
    public bool TryRead()
    {
        var root = FindRoot();
        if (root == 0)
            return false;
        (Format, Version) = FeedVersion.Of(index, root);
        var address = BaseAddress();
        var reading = ReadingFrom(address);
        ReadFeed(reading, root);
        ReadItems(address is null && OwnAddress() is { } own ? ReadingFrom(own) : reading, root);
        return true;
    }

    private FactsReading ReadingFrom(string? address) => new(index, problems, address, isAtom: Format == FeedFormat.Atom, isAtom10: Version == "atom10");

    // Where a file on disk came from, it says itself.
    private string? OwnAddress() => Feed.Links.FirstOrDefault(link => link.Rel == "self" && WebLink.IsHttp(link.Href))?.Href ?? (WebLink.IsHttp(Feed.Link) ? Feed.Link : null);

    private string? BaseAddress()
    {
        var location = context.Header("content-location");
        return location is null ? context.Url : WebLink.Resolve(location, context.Url) ?? context.Url;
    }

    // Markup before the root (PHP's warnings are HTML) must not hide it, so the first element of the right name is it, wherever it stands.
    private int FindRoot()
    {
        var fallback = 0;
        for (var i = 1; i < index.Count; i++)
        {
            ref readonly var element = ref index[i];
            if (element.Vocabulary is not (XmlVocabulary.Core or XmlVocabulary.Rdf or XmlVocabulary.Foreign))
                continue;
            switch (element.Term)
            {
                case XmlTerm.Rss or XmlTerm.Rdf or XmlTerm.Feed or XmlTerm.UrlSet or XmlTerm.SitemapIndex:
                    return i;
                case XmlTerm.Channel when fallback == 0:
                    fallback = i;
                    break;
                case XmlTerm.Item or XmlTerm.Entry when fallback == 0:
                    fallback = index[i].Parent;
                    break;
            }
        }

        return fallback;
    }

    private void ReadFeed(FactsReading reading, int root)
    {
        reading.Read(Feed, root, FactsLevel.Feed);
        if (Format is FeedFormat.Rss or FeedFormat.Rdf)
        {
            for (var child = index[root].FirstChild; child != 0; child = index[child].NextSibling)
            {
                if (index[child].Term == XmlTerm.Channel && index[child].Vocabulary is XmlVocabulary.Core or XmlVocabulary.Foreign)
                    reading.Read(Feed, child, FactsLevel.Feed);
            }
        }

        if (Format == FeedFormat.Sitemap)
            reading.ReadSitemapIndex(Feed, root);
    }

    private void ReadItems(FactsReading reading, int root)
    {
        var end = index[root].ContentEnd;
        for (var i = root + 1; i < index.Count && index[i].Open < end; i++)
        {
            ref readonly var element = ref index[i];
            if (!IsItem(element) || IsInsideMarkup(i))
                continue;
            if (Items.Count >= options.MaxItems)
            {
                problems.Add("too-many-items", $"Items beyond the first {options.MaxItems} were left out.", element.Open);
                return;
            }

            var facts = new FeedFacts();
            reading.Read(facts, i, FactsLevel.Item);
            Items.Add(facts);
        }
    }

    private bool IsItem(in XmlElement element) => Format == FeedFormat.Sitemap
        ? element is { Term: XmlTerm.Url, Vocabulary: XmlVocabulary.Core or XmlVocabulary.Foreign }
        : element.Term is XmlTerm.Item or XmlTerm.Entry && element.Vocabulary is XmlVocabulary.Core;

    // An <item> in the middle of a description is somebody's markup. Items in items are read: a publisher nests the ones it relates.
    private bool IsInsideMarkup(int element)
    {
        for (var parent = index[element].Parent; parent != 0; parent = index[parent].Parent)
        {
            if (index[parent].Term is XmlTerm.Description or XmlTerm.Content or XmlTerm.Summary or XmlTerm.Encoded or XmlTerm.Title)
                return true;
        }

        return false;
    }
}
