using System.Text;
using System.Xml;

namespace Broadsheet.Publishing.Website;

/// <summary>
/// The sitemap of what is news now, for search engines that have a section for it (Google News sitemaps): the pages of stories that began
/// in the two days before the newest did. Measured from there and not from the clock, it stays as it is while nothing is new.
/// </summary>
internal sealed class RecentNews(EditionIndex index, SiteAddresses addresses)
{
    private const string Sitemap = "http://www.sitemaps.org/schemas/sitemap/0.9";
    private const string News = "http://www.google.com/schemas/sitemap-news/0.9";

    // The protocol of Google News allows no more.
    private const int MostAddresses = 1000;

    private static readonly TimeSpan Recent = TimeSpan.FromHours(48);

    // A date further ahead is a mistake, and would leave nothing but itself. One that is a little ahead must not wait for its hour: that would be a
    // change without news.
    private static readonly TimeSpan Ahead = TimeSpan.FromDays(1);

    /// <summary>Name of the file below the site.</summary>
    public const string File = "sitemap-news.xml";

    public SitePart Part()
    {
        var stories = Newest();
        var masthead = index.Edition.Masthead;
        var shown = new Fingerprint().Add(addresses.Home).Add(masthead.Title).Add(masthead.Locale);
        foreach (var placed in stories)
            shown.Add(placed.Story.Id).Add(placed.Story.Lead.Title).Add(placed.Story.Lead.Language).Add(placed.Story.Started);
        return new SitePart(File, [new PlannedFile(SiteAddresses.File(File), shown.ToString(), () => Write(stories))]);
    }

    private List<PlacedStory> Newest()
    {
        var last = index.Arrivals.Newest(MostAddresses).Where(placed => placed.Story.Started <= index.Edition.At + Ahead).ToList();
        if (last.Count == 0)
            return last;
        var from = last.Max(placed => placed.Story.Started) - Recent;
        last.RemoveAll(placed => placed.Story.Started < from);
        return last;
    }

    private byte[] Write(List<PlacedStory> stories)
    {
        using var buffer = new MemoryStream();
        using (var xml = XmlWriter.Create(buffer, new XmlWriterSettings { Encoding = new UTF8Encoding(false), Indent = true, NewLineChars = "\n" }))
        {
            xml.WriteStartElement("urlset", Sitemap);
            xml.WriteAttributeString("xmlns", "news", null, News);
            foreach (var placed in stories)
                Write(xml, placed.Story);
            xml.WriteEndElement();
        }

        return buffer.ToArray();
    }

    private void Write(XmlWriter xml, Story story)
    {
        xml.WriteStartElement("url", Sitemap);
        xml.WriteElementString("loc", Sitemap, addresses.Absolute(SiteAddresses.Story(story)));
        xml.WriteStartElement("news", News);
        xml.WriteStartElement("publication", News);
        xml.WriteElementString("name", News, PlainText.Of(index.Edition.Masthead.Title));
        xml.WriteElementString("language", News, LanguageOf(story.Lead.Language ?? index.Edition.Masthead.Locale));
        xml.WriteEndElement();
        xml.WriteElementString("publication_date", News, IsoDate.Of(story.Started));
        xml.WriteElementString("title", News, PlainText.Of(ViewMaker.Title(story.Lead)));
        xml.WriteEndElement();
        xml.WriteEndElement();
    }

    /// <summary>A language as the protocol wants it: two or three letters, but Chinese with its script's region.</summary>
    private static string LanguageOf(string tag)
    {
        var parts = PlainText.Of(tag).ToLowerInvariant().Split('-', '_');
        return parts[0] != "zh" ? parts[0] : parts.Any(part => part is "tw" or "hk" or "mo" or "hant") ? "zh-tw" : "zh-cn";
    }
}
