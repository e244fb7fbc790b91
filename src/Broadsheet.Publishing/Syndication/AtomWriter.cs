using System.Xml;

namespace Broadsheet.Publishing.Syndication;

/// <summary>Writes Atom 1.0 (RFC 4287).</summary>
internal static class AtomWriter
{
    public const string File = "atom.xml";

    public static byte[] Write(Channel channel, string self) => FeedXml.Write(xml =>
    {
        xml.WriteStartElement("feed", FeedXml.Atom);
        xml.WriteAttributeString("xmlns", "media", null, FeedXml.Media);
        xml.WriteAttributeString("xml", "lang", null, channel.Language);
        Text(xml, "id", channel.Page);
        Text(xml, "title", channel.Title);
        Text(xml, "subtitle", channel.Description);
        Text(xml, "updated", IsoDate.Of(channel.Updated));
        Link(xml, "self", self, "application/atom+xml");
        Link(xml, "alternate", channel.Page, "text/html");
        foreach (var hub in channel.Hubs)
            Link(xml, "hub", hub, null);
        foreach (var entry in channel.Entries)
            WriteEntry(xml, entry);
        xml.WriteEndElement();
    });

    private static void WriteEntry(XmlWriter xml, ChannelEntry entry)
    {
        xml.WriteStartElement("entry", FeedXml.Atom);
        Text(xml, "id", entry.Id);
        Text(xml, "title", entry.Title);
        Link(xml, "alternate", entry.Link, null);
        if (entry.Link != entry.StoryPage)
            Link(xml, "related", entry.StoryPage, "text/html");
        Text(xml, "published", IsoDate.Of(entry.Published));
        Text(xml, "updated", IsoDate.Of(entry.Updated));
        // An entry needs an author (§4.1.2); without a byline that is its publisher.
        foreach (var author in entry.Authors.Count > 0 ? entry.Authors : [entry.Outlet])
        {
            xml.WriteStartElement("author", FeedXml.Atom);
            Text(xml, "name", author);
            xml.WriteEndElement();
        }

        foreach (var topic in entry.Topics)
        {
            xml.WriteStartElement("category", FeedXml.Atom);
            xml.WriteAttributeString("term", topic);
            xml.WriteEndElement();
        }

        if (entry.Summary.Length > 0)
            Text(xml, "summary", entry.Summary);
        xml.WriteStartElement("content", FeedXml.Atom);
        xml.WriteAttributeString("type", "html");
        xml.WriteString(EntryMarkup.Of(entry));
        xml.WriteEndElement();
        WriteSource(xml, entry);
        FeedXml.WritePicture(xml, entry.Picture);
        xml.WriteEndElement();
    }

    private static void WriteSource(XmlWriter xml, ChannelEntry entry)
    {
        if (entry.OutletFeed is null)
            return;
        xml.WriteStartElement("source", FeedXml.Atom);
        Text(xml, "id", entry.OutletFeed);
        Text(xml, "title", entry.Outlet);
        Text(xml, "updated", IsoDate.Of(entry.Published));
        xml.WriteEndElement();
    }

    private static void Text(XmlWriter xml, string element, string text) => xml.WriteElementString(element, FeedXml.Atom, text);

    private static void Link(XmlWriter xml, string relation, string address, string? type)
    {
        xml.WriteStartElement("link", FeedXml.Atom);
        xml.WriteAttributeString("rel", relation);
        xml.WriteAttributeString("href", address);
        if (type is not null)
            xml.WriteAttributeString("type", type);
        xml.WriteEndElement();
    }
}
