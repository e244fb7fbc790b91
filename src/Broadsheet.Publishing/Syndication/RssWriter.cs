using System.Globalization;
using System.Net;
using System.Xml;

namespace Broadsheet.Publishing.Syndication;

/// <summary>Writes RSS 2.0, by the RSS Advisory Board's specification and best practices profile.</summary>
internal static class RssWriter
{
    private const string DublinCore = "http://purl.org/dc/elements/1.1/";

    public const string File = "feed.xml";

    public static byte[] Write(Channel channel, string self) => FeedXml.Write(xml =>
    {
        xml.WriteStartElement("rss");
        xml.WriteAttributeString("version", "2.0");
        xml.WriteAttributeString("xmlns", "atom", null, FeedXml.Atom);
        xml.WriteAttributeString("xmlns", "dc", null, DublinCore);
        xml.WriteAttributeString("xmlns", "media", null, FeedXml.Media);
        xml.WriteStartElement("channel");
        xml.WriteElementString("title", Title(channel.Title));
        xml.WriteElementString("link", channel.Page);
        xml.WriteElementString("description", Title(channel.Description));
        xml.WriteElementString("language", channel.Language);
        if (channel.Entries.Count > 0)
            xml.WriteElementString("lastBuildDate", Date(channel.Updated));
        WriteLink(xml, "self", self, "application/rss+xml");
        foreach (var hub in channel.Hubs)
            WriteLink(xml, "hub", hub, null);
        foreach (var entry in channel.Entries)
            WriteItem(xml, entry);
        xml.WriteEndElement();
        xml.WriteEndElement();
    });

    private static void WriteItem(XmlWriter xml, ChannelEntry entry)
    {
        xml.WriteStartElement("item");
        xml.WriteElementString("title", Title(entry.Title));
        xml.WriteElementString("link", entry.Link);
        xml.WriteStartElement("guid");
        xml.WriteAttributeString("isPermaLink", entry.Id == entry.StoryPage ? "true" : "false");
        xml.WriteString(entry.Id);
        xml.WriteEndElement();
        xml.WriteElementString("pubDate", Date(entry.Published));
        foreach (var author in entry.Authors)
            // <author> would need an address, which is nobody's business.
            xml.WriteElementString("dc", "creator", DublinCore, author);
        foreach (var topic in entry.Topics)
            xml.WriteElementString("category", topic);
        xml.WriteElementString("description", EntryMarkup.Of(entry));
        if (entry.OutletFeed is not null)
        {
            xml.WriteStartElement("source");
            xml.WriteAttributeString("url", entry.OutletFeed);
            xml.WriteString(entry.Outlet);
            xml.WriteEndElement();
        }

        FeedXml.WritePicture(xml, entry.Picture);
        xml.WriteEndElement();
    }

    private static void WriteLink(XmlWriter xml, string relation, string address, string? type)
    {
        xml.WriteStartElement("atom", "link", FeedXml.Atom);
        xml.WriteAttributeString("rel", relation);
        xml.WriteAttributeString("href", address);
        if (type is not null)
            xml.WriteAttributeString("type", type);
        xml.WriteEndElement();
    }

    /// <summary>RSS does not say whether a title is text or markup, and most readers take it for markup: what looks like markup is escaped once more.</summary>
    private static string Title(string title) => title.AsSpan().ContainsAny('<', '&') ? WebUtility.HtmlEncode(title) : title;

    private static string Date(DateTimeOffset instant) => instant.UtcDateTime.ToString("ddd, dd MMM yyyy HH:mm:ss '+0000'", CultureInfo.InvariantCulture);
}
