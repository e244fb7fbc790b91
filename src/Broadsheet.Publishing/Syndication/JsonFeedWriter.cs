using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Unicode;

namespace Broadsheet.Publishing.Syndication;

/// <summary>Writes JSON Feed 1.1 (jsonfeed.org).</summary>
internal static class JsonFeedWriter
{
    public const string File = "feed.json";

    private static readonly JsonWriterOptions Options = new() { Indented = true, NewLine = "\n", Encoder = JavaScriptEncoder.Create(UnicodeRanges.All) };

    public static byte[] Write(Channel channel, string self)
    {
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer, Options))
        {
            json.WriteStartObject();
            json.WriteString("version", "https://jsonfeed.org/version/1.1");
            json.WriteString("title", channel.Title);
            json.WriteString("home_page_url", channel.Page);
            json.WriteString("feed_url", self);
            json.WriteString("description", channel.Description);
            json.WriteString("language", channel.Language);
            WriteHubs(json, channel.Hubs);
            json.WriteStartArray("items");
            foreach (var entry in channel.Entries)
                WriteItem(json, entry);
            json.WriteEndArray();
            json.WriteEndObject();
        }

        buffer.WriteByte((byte)'\n');
        return buffer.ToArray();
    }

    private static void WriteHubs(Utf8JsonWriter json, IReadOnlyList<string> hubs)
    {
        if (hubs.Count == 0)
            return;
        json.WriteStartArray("hubs");
        foreach (var hub in hubs)
        {
            json.WriteStartObject();
            json.WriteString("type", "WebSub");
            json.WriteString("url", hub);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void WriteItem(Utf8JsonWriter json, ChannelEntry entry)
    {
        json.WriteStartObject();
        json.WriteString("id", entry.Id);
        json.WriteString("url", entry.StoryPage);
        if (entry.Link != entry.StoryPage)
            json.WriteString("external_url", entry.Link);
        json.WriteString("title", entry.Title);
        json.WriteString("content_html", EntryMarkup.Of(entry));
        if (entry.Summary.Length > 0)
            json.WriteString("summary", entry.Summary);
        if (entry.Picture is { } picture)
            json.WriteString("image", picture.Url);
        json.WriteString("date_published", IsoDate.Of(entry.Published));
        json.WriteString("date_modified", IsoDate.Of(entry.Updated));
        json.WriteStartArray("authors");
        foreach (var author in entry.Authors.Count > 0 ? entry.Authors : [entry.Outlet])
        {
            json.WriteStartObject();
            json.WriteString("name", author);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        if (entry.Topics.Count > 0)
        {
            json.WriteStartArray("tags");
            foreach (var topic in entry.Topics)
                json.WriteStringValue(topic);
            json.WriteEndArray();
        }

        // An extension's name begins with an underscore (JSON Feed 1.1, "Extensions").
        json.WriteStartObject("_source");
        json.WriteString("title", entry.Outlet);
        if (entry.OutletFeed is not null)
            json.WriteString("feed_url", entry.OutletFeed);
        json.WriteEndObject();
        json.WriteEndObject();
    }
}
