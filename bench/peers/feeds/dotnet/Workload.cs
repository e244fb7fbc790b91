using System.Globalization;
using System.Text;

namespace Broadsheet.Bench.Peers;

/// <summary>
/// Writes feeds as publishers write them: RSS with escaped HTML, RSS with CDATA and Media RSS, RDF, Atom with HTML; the same bytes each time.
/// </summary>
internal static class Workload
{
    private const int Feeds = 300;
    private const int ItemsEach = 25;

    private static readonly string[] Words =
        """
        harbour ferry council tide market storm bridge school crane winter budget vote museum fish quay light river street coast boat signal
        engine letter garden island winner record season player coach doctor nurse price power water train station plan court police witness
        Küste Hafen Straße café été niño Ålesund Łódź море порт 港 船
        """.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);

    public static void Write(string folder)
    {
        Directory.CreateDirectory(folder);
        for (var feed = 0; feed < Feeds; feed++)
            File.WriteAllText(Path.Combine(folder, string.Create(CultureInfo.InvariantCulture, $"{feed:D4}.xml")), Document(feed), new UTF8Encoding(false));
    }

    private static string Document(int feed)
    {
        var random = new Random(feed);
        var xml = new StringBuilder("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");
        switch (feed % 4)
        {
            case 0 or 1:
                xml.Append("<rss version=\"2.0\" xmlns:content=\"http://purl.org/rss/1.0/modules/content/\" xmlns:dc=\"http://purl.org/dc/elements/1.1/\" xmlns:media=\"http://search.yahoo.com/mrss/\">\n<channel>\n");
                xml.Append(CultureInfo.InvariantCulture, $"<title>{Sentence(random, 3)}</title>\n<link>https://paper{feed}.example/</link>\n<description>{Sentence(random, 8)}</description>\n");
                for (var item = 0; item < ItemsEach; item++)
                    AppendRss(xml, random, feed, item);
                return xml.Append("</channel>\n</rss>\n").ToString();
            case 2:
                xml.Append("<rdf:RDF xmlns:rdf=\"http://www.w3.org/1999/02/22-rdf-syntax-ns#\" xmlns=\"http://purl.org/rss/1.0/\" xmlns:dc=\"http://purl.org/dc/elements/1.1/\">\n");
                xml.Append(CultureInfo.InvariantCulture, $"<channel rdf:about=\"https://paper{feed}.example/\"><title>{Sentence(random, 3)}</title><link>https://paper{feed}.example/</link></channel>\n");
                for (var item = 0; item < ItemsEach; item++)
                {
                    xml.Append(CultureInfo.InvariantCulture, $"<item rdf:about=\"https://paper{feed}.example/{item}\"><title>{Sentence(random, 8)}</title><link>https://paper{feed}.example/{item}</link>");
                    xml.Append(CultureInfo.InvariantCulture, $"<description>{Escape(Html(random, 2))}</description><dc:date>2026-03-{1 + (item % 28):D2}T10:00:00Z</dc:date></item>\n");
                }

                return xml.Append("</rdf:RDF>\n").ToString();
            default:
                xml.Append(CultureInfo.InvariantCulture, $"<feed xmlns=\"http://www.w3.org/2005/Atom\">\n<title>{Sentence(random, 3)}</title><id>urn:paper:{feed}</id><updated>2026-03-03T10:00:00Z</updated>\n");
                for (var item = 0; item < ItemsEach; item++)
                {
                    xml.Append(CultureInfo.InvariantCulture, $"<entry><id>urn:paper:{feed}:{item}</id><title>{Sentence(random, 8)}</title><link rel=\"alternate\" type=\"text/html\" href=\"https://paper{feed}.example/{item}\"/>");
                    xml.Append(CultureInfo.InvariantCulture, $"<updated>2026-03-{1 + (item % 28):D2}T10:00:00+01:00</updated><author><name>{Sentence(random, 2)}</name></author><summary>{Sentence(random, 20)}</summary>");
                    xml.Append(CultureInfo.InvariantCulture, $"<content type=\"html\">{Escape(Html(random, 6))}</content></entry>\n");
                }

                return xml.Append("</feed>\n").ToString();
        }
    }

    private static void AppendRss(StringBuilder xml, Random random, int feed, int item)
    {
        xml.Append(CultureInfo.InvariantCulture, $"<item>\n<title>{Sentence(random, 9)}</title>\n<link>https://paper{feed}.example/{item}?utm_source=rss&amp;id={item}</link>\n<guid isPermaLink=\"false\">{feed}-{item}</guid>\n");
        xml.Append(CultureInfo.InvariantCulture, $"<pubDate>Tue, {1 + (item % 28):D2} Mar 2026 09:39:21 GMT</pubDate>\n<dc:creator>{Sentence(random, 2)}</dc:creator>\n<category>{Sentence(random, 1)}</category>\n<category>{Sentence(random, 1)}</category>\n");
        xml.Append(CultureInfo.InvariantCulture, $"<description>{Escape("<p>" + Sentence(random, 30) + " &amp; more</p>")}</description>\n");
        if (feed % 4 == 1)
        {
            xml.Append(CultureInfo.InvariantCulture, $"<content:encoded><![CDATA[{Html(random, 10)}]]></content:encoded>\n");
            xml.Append(CultureInfo.InvariantCulture, $"<media:content url=\"https://img.example/{feed}/{item}.jpg\" medium=\"image\" width=\"1200\" height=\"630\"><media:title>{Sentence(random, 5)}</media:title></media:content>\n");
        }

        xml.Append("</item>\n");
    }

    private static string Html(Random random, int paragraphs)
    {
        var html = new StringBuilder();
        for (var i = 0; i < paragraphs; i++)
            html.Append(CultureInfo.InvariantCulture, $"<p class=\"x\">{Sentence(random, 25)} <a href=\"/more/{i}\">{Sentence(random, 3)}</a> {Sentence(random, 25)}&nbsp;&mdash; {Sentence(random, 8)}.</p>\n");
        return html.Append("<img src=\"/i.jpg\" width=\"600\" height=\"400\" alt=\"\"/>").ToString();
    }

    private static string Sentence(Random random, int words) => string.Join(' ', Enumerable.Range(0, words).Select(_ => Words[random.Next(Words.Length)]));

    private static string Escape(string html) =>
        html.Replace("&", "&amp;", StringComparison.Ordinal).Replace("<", "&lt;", StringComparison.Ordinal).Replace(">", "&gt;", StringComparison.Ordinal);
}
