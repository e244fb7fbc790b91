using System.Globalization;
using System.Text;

namespace Broadsheet.Publishing.Records;

/// <summary>
/// Writes a record exactly as the format has it, so that a site which adopts the old files changes none of them.
/// Our own emitter, because no YAML library keeps the old quoting and blank lines.
/// </summary>
public static class RecordWriter
{
    /// <summary>The record's bytes: UTF-8 without a mark, lines ended by <c>\n</c>.</summary>
    public static ReadOnlyMemory<byte> Write(NewsRecord record)
    {
        ArgumentNullException.ThrowIfNull(record);
        var text = new StringBuilder(2048);
        WriteHead(text, record);
        if (record.FeaturedContent is { } player)
            Quoted(text, "featuredContent: ", player).Append('\n');
        WriteProvider(text, record.Provider, "");
        text.Append('\n');
        WriteTopics(text, record.Topics);
        if (record.Images.Count > 0)
        {
            text.Append("images:\n");
            foreach (var image in record.Images)
                WriteImage(text, image, "  ", isCachedShown: true);
            text.Append('\n');
        }

        if (record.Related.Count > 0)
        {
            text.Append("related:\n");
            foreach (var item in record.Related)
                WriteRelated(text, item);
            text.Append('\n');
        }

        if (record.Secured is { } secured)
            Quoted(text, "secured: ", secured);
        text.Append("---\n\n");
        return Encoding.UTF8.GetBytes(text.ToString());
    }

    private static void WriteHead(StringBuilder text, NewsRecord record)
    {
        Plain(text.Append("---\n"), "category: ", record.Category);
        Quoted(text, "title: ", record.Title);
        Quoted(text, "excerpt: ", record.Excerpt);
        Stamp(text, "publishedDateTime: ", record.Published);
        Quoted(text, "originalUrl: ", record.OriginalUrl);
        if (record.WebUrl is { } url)
            Quoted(text, "webUrl: ", url);
        WriteAmp(text, record.Amp, "");
        Plain(text, "type: ", record.Type);
        Number(text, "quality: ", record.Quality);
        Number(text, "heat: ", record.Heat);
        Truth(text, "published: ", record.IsPublished).Append('\n');
    }

    private static void WriteAmp(StringBuilder text, AmpAddresses? amp, string indent)
    {
        if (amp is null)
            return;
        Quoted(text.Append(indent), "ampWebUrl: ", amp.WebUrl);
        Quoted(text.Append(indent), "cdnAmpWebUrl: ", amp.CdnUrl);
    }

    private static void WriteProvider(StringBuilder text, RecordProvider provider, string indent)
    {
        text.Append(indent).Append("provider:\n");
        Plain(text.Append(indent), "  name: ", provider.Name);
        Plain(text.Append(indent), "  domain: ", provider.Domain);
        if (provider.Images.Count == 0)
            return;
        text.Append(indent).Append("  images:\n");
        foreach (var image in provider.Images)
            WriteImage(text, image, indent + "    ", isCachedShown: false);
    }

    private static void WriteTopics(StringBuilder text, IReadOnlyList<string> topics)
    {
        // No record of the old system was without; "topics:" alone would be read as nothing at all.
        text.Append(topics.Count > 0 ? "topics:\n" : "topics: []\n");
        foreach (var topic in topics)
            Plain(text, "  - ", topic);
        text.Append('\n');
    }

    private static void WriteRelated(StringBuilder text, RelatedItem item)
    {
        Quoted(text, "  - title: ", item.Title);
        Quoted(text, "    excerpt: ", item.Excerpt);
        Stamp(text, "    publishedDateTime: ", item.Published);
        if (item.WebUrl is { } url)
            Quoted(text, "    webUrl: ", url);
        WriteAmp(text, item.Amp, "    ");
        Plain(text, "    type: ", item.Type);
        WriteProvider(text, item.Provider with { Images = [] }, "    ");
        Number(text, "    quality: ", item.Quality);
        if (item.Images.Count == 0)
            return;
        text.Append("    images:\n");
        foreach (var image in item.Images)
            WriteImage(text, image, "      ", isCachedShown: true);
    }

    private static void WriteImage(StringBuilder text, RecordPicture image, string indent, bool isCachedShown)
    {
        Quoted(text.Append(indent), "- url: ", image.Url);
        Number(text.Append(indent), "  width: ", image.Width);
        Number(text.Append(indent), "  height: ", image.Height);
        if (isCachedShown)
            Truth(text.Append(indent), "  isCached: ", image.IsCached);
    }

    private static StringBuilder Quoted(StringBuilder text, string key, string value)
    {
        RecordScalar.AppendQuoted(text.Append(key), value);
        return text.Append('\n');
    }

    private static void Plain(StringBuilder text, string key, string value)
    {
        RecordScalar.AppendPlain(text.Append(key), value);
        text.Append('\n');
    }

    private static void Stamp(StringBuilder text, string key, DateTimeOffset value) =>
        text.Append(key).Append(value.UtcDateTime.ToString(RecordScalar.StampFormat, CultureInfo.InvariantCulture)).Append('\n');

    private static void Number(StringBuilder text, string key, int value) =>
        text.Append(key).Append(CultureInfo.InvariantCulture, $"{value}").Append('\n');

    private static StringBuilder Truth(StringBuilder text, string key, bool value) =>
        text.Append(key).Append(value ? "true" : "false").Append('\n');
}
