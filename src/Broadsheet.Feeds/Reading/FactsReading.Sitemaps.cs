using Broadsheet.Feeds.Xml;

namespace Broadsheet.Feeds.Reading;

// Sitemaps, their news and their pictures.
internal sealed partial class FactsReading
{
    public void ReadSitemapIndex(FeedFacts feed, int root)
    {
        for (var child = index[root].FirstChild; child != 0; child = index[child].NextSibling)
        {
            if (index[child].Term != XmlTerm.Sitemap)
                continue;
            var entry = new FeedFacts();
            Read(entry, child, FactsLevel.Item);
            if (entry.Link is not null)
                feed.Extras.Children.Add(new FeedLink("child", entry.Link));
        }
    }

    private void ReadNews(FeedFacts facts, int child)
    {
        switch (index[child].Term)
        {
            case XmlTerm.Title:
                StandInForTitle(facts, ReadText(child, "text/plain"));
                break;
            case XmlTerm.PublicationDate:
                facts.Published = Text(child);
                break;
            case XmlTerm.Keywords:
                ReadKeywords(facts, child, null);
                break;
            case XmlTerm.Publication:
                facts.Extras.PublicationName = ChildText(child, XmlTerm.Name);
                facts.Language ??= ChildText(child, XmlTerm.Language);
                break;
            default:
                // The wrapping <news:news>.
                for (var nested = index[child].FirstChild; nested != 0; nested = index[nested].NextSibling)
                {
                    if (index[nested].FirstChild == 0 || index[nested].Term == XmlTerm.Publication)
                        ReadNews(facts, nested);
                }

                break;
        }
    }

    private void ReadSitemapImage(FeedFacts facts, int child)
    {
        for (var nested = index[child].FirstChild; nested != 0; nested = index[nested].NextSibling)
        {
            if (index[nested].Term == XmlTerm.Loc && Address(nested) is { } url)
                facts.AddMedia(new FeedMedia(url) { Medium = "image" });
        }
    }
}
