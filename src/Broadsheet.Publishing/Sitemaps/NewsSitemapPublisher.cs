using System.Text;
using System.Xml;

namespace Broadsheet.Publishing.Sitemaps;

/// <summary>
/// Publishes <c>news-sitemap.xml</c> for those who build their own site from the records: the works that have their page there, which are
/// the videos, the newest first (record format, section 7).
/// </summary>
/// <param name="options">The settings.</param>
public sealed class NewsSitemapPublisher(SitemapOptions options) : IEditionPublisher
{
    private const string Namespace = "http://www.sitemaps.org/schemas/sitemap/0.9";

    /// <inheritdoc/>
    public string Name => "news-sitemap";

    /// <inheritdoc/>
    public IEnumerable<PlannedFile> Plan(Edition edition)
    {
        ArgumentNullException.ThrowIfNull(edition);
        var news = PublishedNews.Of(edition);
        var zone = PublishedNews.ZoneOf(news, options.UtcSince, edition.Masthead) ?? TimeZoneInfo.Utc;
        var home = edition.Masthead.WebUrl ?? edition.Masthead.Url + edition.Masthead.BaseUrl;
        List<(string Location, string Modified)> pages =
        [
            .. news.Where(story => story.Lead.WebUrl is null).Select(story =>
                ($"{home}/news/{Path.GetFileNameWithoutExtension(story.Lead.Path)}/", PublishedNews.WithOffset(story.Lead.Published, zone))),
        ];
        var hash = new Fingerprint();
        foreach (var (location, modified) in pages)
            hash.Add(location).Add(modified);
        yield return new PlannedFile("news-sitemap.xml", hash.ToString(), () => Render(pages));
    }

    private static ReadOnlyMemory<byte> Render(List<(string Location, string Modified)> pages)
    {
        using var bytes = new MemoryStream();
        using (var xml = XmlWriter.Create(bytes, new XmlWriterSettings { Encoding = new UTF8Encoding(false), Indent = true, NewLineChars = "\n" }))
        {
            xml.WriteStartElement("urlset", Namespace);
            foreach (var (location, modified) in pages)
            {
                xml.WriteStartElement("url", Namespace);
                xml.WriteElementString("loc", Namespace, location);
                xml.WriteElementString("lastmod", Namespace, modified);
                xml.WriteElementString("changefreq", Namespace, "hourly");
                xml.WriteElementString("priority", Namespace, "1");
                xml.WriteEndElement();
            }

            xml.WriteEndElement();
        }

        return bytes.ToArray();
    }
}
