using System.Globalization;
using System.Text;
using Broadsheet.Publishing.Records;

namespace Broadsheet.Publishing.Newsletters;

/// <summary>Writes a newsletter as the record format keeps it: front matter and one HTML document (record format, section 7).</summary>
internal static class NewsletterRecord
{
    /// <summary>Path of the record below the site folder.</summary>
    public static string PathOf(string name) => $"_newsletters/{PathSegment.Of(name)}.html";

    /// <summary>The record's bytes.</summary>
    /// <param name="newsletter">The newsletter.</param>
    /// <param name="html">Its document.</param>
    public static byte[] Write(Newsletter newsletter, ReadOnlySpan<byte> html)
    {
        var head = new StringBuilder("---\n");
        Quoted(head, "title: ", newsletter.Title);
        Quoted(head, "excerpt: ", newsletter.Excerpt);
        head.Append("publishedDateTime: ").Append(newsletter.At.UtcDateTime.ToString(RecordScalar.StampFormat, CultureInfo.InvariantCulture)).Append('\n');
        Quoted(head, "webUrl: ", newsletter.Site.Page);
        head.Append("type: article\n\n");
        if (newsletter.Site.RootTopic is { } topic)
        {
            head.Append("topics:\n  - ");
            RecordScalar.AppendPlain(head, topic);
            head.Append("\n\n");
        }

        return [.. Encoding.UTF8.GetBytes(head.Append("---\n").ToString()), .. html];
    }

    private static void Quoted(StringBuilder text, string key, string value)
    {
        RecordScalar.AppendQuoted(text.Append(key), value);
        text.Append('\n');
    }
}
