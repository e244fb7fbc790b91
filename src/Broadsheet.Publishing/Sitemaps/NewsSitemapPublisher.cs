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

    /// <summary>All files an edition calls for.</summary>
    public IEnumerable<PlannedFile> Plan(Edition edition) => this.PlanAll(edition);

    /// <inheritdoc/>
    IEnumerable<SitePart> IEditionPublisher.Parts(EditionIndex index, EditionChanges changes) =>
        // The newest of all decides on the dates of an old site.
        changes.IsEverything || changes.Of(PlaceKind.OwnPages).Count > 0 || (options.UtcSince is not null && changes.IsAny) ? [new SitePart("news-sitemap", [Plan(index)])] : [];

    private PlannedFile Plan(EditionIndex index)
    {
        var edition = index.Edition;
        var zone = options.UtcSince is null ? TimeZoneInfo.Utc : PublishedNews.ZoneOf(PublishedNews.Of(edition), options.UtcSince, edition.Masthead) ?? TimeZoneInfo.Utc;
        var home = edition.Masthead.WebUrl ?? edition.Masthead.Url + edition.Masthead.BaseUrl;
        List<(string Location, string Modified)> pages =
        [
            .. index.OwnPages.Newest(int.MaxValue).Select(placed => placed.Story.Lead)
                .OrderByDescending(article => article.Published)
                .ThenBy(article => article.Path, StringComparer.Ordinal)
                .Select(article => ($"{home}/news/{Uri.EscapeDataString(Path.GetFileNameWithoutExtension(article.Path))}/", PublishedNews.WithOffset(article.Published, zone))),
        ];
        var hash = new Fingerprint();
        foreach (var (location, modified) in pages)
            hash.Add(location).Add(modified);
        return new PlannedFile("news-sitemap.xml", hash.ToString(), () => Render(pages));
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
