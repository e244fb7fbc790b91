namespace Broadsheet.Publishing.Syndication;

/// <summary>Writes the list of sources as OPML 2.0, so that any reader can follow what we follow.</summary>
internal static class OpmlWriter
{
    public const string File = "sources.opml";

    public static byte[] Write(string title, IReadOnlyList<Source> sources) => FeedXml.Write(xml =>
    {
        xml.WriteStartElement("opml");
        xml.WriteAttributeString("version", "2.0");
        xml.WriteStartElement("head");
        xml.WriteElementString("title", title);
        xml.WriteEndElement();
        xml.WriteStartElement("body");
        foreach (var group in sources.Where(source => SafeLink.Of(source.Url) is not null).GroupBy(source => PlainText.Of(source.Category), StringComparer.Ordinal))
        {
            if (group.Key.Length > 0)
            {
                xml.WriteStartElement("outline");
                xml.WriteAttributeString("text", group.Key);
            }

            foreach (var source in group)
            {
                var name = PlainText.Of(source.Title) is { Length: > 0 } stated ? stated : source.Url;
                xml.WriteStartElement("outline");
                xml.WriteAttributeString("type", "rss");
                xml.WriteAttributeString("text", name);
                xml.WriteAttributeString("title", name);
                xml.WriteAttributeString("xmlUrl", source.Url);
                if (SafeLink.Of(source.SiteUrl) is { } site)
                    xml.WriteAttributeString("htmlUrl", site);
                xml.WriteEndElement();
            }

            if (group.Key.Length > 0)
                xml.WriteEndElement();
        }

        // An outline is required (OPML 2.0, "The <body> element").
        if (sources.Count == 0)
        {
            xml.WriteStartElement("outline");
            xml.WriteAttributeString("text", title);
            xml.WriteEndElement();
        }

        xml.WriteEndElement();
        xml.WriteEndElement();
    });
}
