using System.Text;
using System.Xml;

namespace Broadsheet.Publishing.Website;

/// <summary>Sitemap index, a sitemap per month of stories, one of the standing pages, and robots.txt (sitemaps.org 0.9).</summary>
internal sealed class Sitemaps(EditionIndex index, SiteAddresses addresses, WebsiteOptions options)
{
    private const string Namespace = "http://www.sitemaps.org/schemas/sitemap/0.9";

    // The protocol allows 50,000; a busy month stays well below, and a cut one still names the earliest.
    private const int MostAddresses = 50_000;

    public IEnumerable<SitePart> Parts(EditionChanges changes)
    {
        yield return new SitePart("sitemap", [Index([.. index.Arrivals.Months.Select(NameOf)]), Standing(), Robots()]);
        foreach (var month in changes.IsEverything ? [.. index.Arrivals.Months] : changes.Of(PlaceKind.Arrivals))
            yield return new SitePart("sitemap/" + IsoDate.Month(month), index.Arrivals[month] is { Count: > 0 } stories ? [Month(NameOf(month), stories)] : []);
    }

    private static string NameOf(DateOnly month) => $"sitemap-{IsoDate.Month(month)}.xml";

    private PlannedFile Index(List<string> names)
    {
        List<string> all = ["sitemap-pages.xml", .. options.NewsSitemap ? [RecentNews.File] : Array.Empty<string>(), .. names];
        var shown = new Fingerprint().Add(addresses.Home);
        all.ForEach(name => shown.Add(name));
        return new PlannedFile(SiteAddresses.File("sitemap.xml"), shown.ToString(), () => Write("sitemapindex", xml =>
        {
            foreach (var name in all)
                WriteEntry(xml, "sitemap", name, null);
        }));
    }

    private PlannedFile Standing()
    {
        List<string> pages =
        [
            "", "about/", "sources/", "archive/",
            .. index.Edition.Topics.Select(SiteAddresses.Topic).Distinct(StringComparer.Ordinal),
            .. index.ByProvider.Keys,
            .. index.ByDay.Keys.Select(SiteAddresses.Day),
        ];
        var shown = new Fingerprint().Add(addresses.Home);
        pages.ForEach(page => shown.Add(page));
        return new PlannedFile(SiteAddresses.File("sitemap-pages.xml"), shown.ToString(), () => Write("urlset", xml =>
        {
            foreach (var page in pages.Take(MostAddresses))
                WriteEntry(xml, "url", page, null);
        }));
    }

    private PlannedFile Month(string name, IReadOnlyList<PlacedStory> stories)
    {
        var shown = new Fingerprint().Add(addresses.Home);
        foreach (var placed in stories)
            shown.Add(placed.Story.Id).Add(placed.Latest);
        return new PlannedFile(SiteAddresses.File(name), shown.ToString(), () => Write("urlset", xml =>
        {
            foreach (var placed in stories.Take(MostAddresses))
                WriteEntry(xml, "url", SiteAddresses.Story(placed.Story), placed.Latest);
        }));
    }

    private PlannedFile Robots() => new(
        SiteAddresses.File("robots.txt"),
        new Fingerprint().Add(addresses.Home).ToString(),
        () => Encoding.UTF8.GetBytes($"User-agent: *\nAllow: /\n\nSitemap: {addresses.Absolute("sitemap.xml")}\n"));

    private void WriteEntry(XmlWriter xml, string element, string address, DateTimeOffset? changed)
    {
        xml.WriteStartElement(element, Namespace);
        xml.WriteElementString("loc", Namespace, addresses.Absolute(address));
        if (changed is { } at)
            xml.WriteElementString("lastmod", Namespace, IsoDate.Of(at));
        xml.WriteEndElement();
    }

    private static byte[] Write(string root, Action<XmlWriter> entries)
    {
        using var buffer = new MemoryStream();
        using (var xml = XmlWriter.Create(buffer, new XmlWriterSettings { Encoding = new UTF8Encoding(false), Indent = true, NewLineChars = "\n" }))
        {
            xml.WriteStartElement(root, Namespace);
            entries(xml);
            xml.WriteEndElement();
        }

        return buffer.ToArray();
    }
}
