using System.Text;
using System.Xml;

namespace Broadsheet.Publishing.Syndication;

/// <summary>Writes XML documents as all our feeds are: UTF-8 without a mark, line feeds, indented for whoever looks.</summary>
internal static class FeedXml
{
    public const string Atom = "http://www.w3.org/2005/Atom";

    public const string Media = "http://search.yahoo.com/mrss/";

    private static readonly XmlWriterSettings Settings = new() { Encoding = new UTF8Encoding(false), Indent = true, NewLineChars = "\n" };

    public static byte[] Write(Action<XmlWriter> content)
    {
        using var buffer = new MemoryStream();
        using (var xml = XmlWriter.Create(buffer, Settings))
            content(xml);
        buffer.WriteByte((byte)'\n');
        return buffer.ToArray();
    }

    /// <summary>The entry's picture (Media RSS 1.5.1).</summary>
    public static void WritePicture(XmlWriter xml, Picture? picture)
    {
        if (picture is null)
            return;
        xml.WriteStartElement("media", "content", Media);
        xml.WriteAttributeString("url", picture.Url);
        xml.WriteAttributeString("medium", "image");
        if (picture is { Width: > 0, Height: > 0 })
        {
            xml.WriteAttributeString("width", XmlConvert.ToString(picture.Width));
            xml.WriteAttributeString("height", XmlConvert.ToString(picture.Height));
        }

        xml.WriteEndElement();
    }
}
