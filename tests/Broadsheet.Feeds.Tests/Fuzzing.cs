using System.Text;

namespace Broadsheet.Feeds.Tests;

/// <summary>Damages documents, and asks everything of what was read.</summary>
internal static class Fuzzing
{
    private static readonly byte[][] Snippets =
    [
        .. new[]
        {
            "<", ">", "&", "\"", "<![CDATA[", "]]>", "<!--", "-->", "<item>", "</item>", "<title>", "</channel>", "&#", "&#xD800;", "&amp;", "<!DOCTYPE x [", "<?xml", "?>",
            "xml:base='", "encoding=\"utf-16\"", "\0", "\uFEFF", "{", "[", "\"items\":", "xmlns:a='x'", "<a:b", "<b/>", "12:61", "9999", "-", "&lt;script&gt;",
        }.Select(Encoding.UTF8.GetBytes),
        [0xFF], [0xC3], [0x80, 0x80], [0xE2, 0x80],
    ];

    /// <summary>The document with some bytes changed, taken out, doubled or put in; the same for the same salt.</summary>
    public static byte[] Mutate(byte[] document, int salt, int changes)
    {
        var random = new Random(salt);
        var bytes = new List<byte>(document);
        for (var i = 0; i < changes && bytes.Count > 0; i++)
        {
            var at = random.Next(bytes.Count);
            switch (random.Next(5))
            {
                case 0:
                    bytes[at] = (byte)random.Next(256);
                    break;
                case 1:
                    bytes.RemoveRange(at, Math.Min(random.Next(1, 40), bytes.Count - at));
                    break;
                case 2:
                    bytes.InsertRange(at, Snippets[random.Next(Snippets.Length)]);
                    break;
                case 3:
                    bytes.InsertRange(at, bytes.GetRange(at, Math.Min(random.Next(1, 200), bytes.Count - at)));
                    break;
                default:
                    bytes.RemoveRange(at, bytes.Count - at);
                    break;
            }
        }

        return [.. bytes];
    }

    /// <summary>The beginning of one document and the end of another; the same for the same salt.</summary>
    public static byte[] Cross(byte[] first, byte[] second, int salt)
    {
        var random = new Random(salt);
        return [.. first.AsSpan(0, random.Next(first.Length + 1)), .. second.AsSpan(random.Next(second.Length + 1))];
    }

    /// <summary>Pieces of pages to damage.</summary>
    public static readonly string[] Html =
    [
        "<p>One <b>two</b><img src='a.jpg' srcset='b.jpg 2w, c 3w'><a href='x'>y</a></p>",
        "<table><tr><td>&lt;a&gt;<!-- x --><script>z</script>",
        "<svg><style><a title=\"</style><img src=x onerror=y>\"></svg><math><mi xlink:href='javascript:x'>",
        "<p style='color: red; width: expression(x)'>a&nbsp;&#8217;&amp;amp;<br/><hr>",
        "<head><base href=/x/><link rel=alternate type='application/rss+xml' href='feed' title=\"A\"></head><body><a href=/feed.xml>RSS</a>",
        "<iframe src='https://video.example/1'></iframe><noscript><p title='</noscript><img src=x>'></noscript><template><b>",
    ];

    /// <summary>Makes everything that is made when first asked for.</summary>
    public static int Touch(Feed feed)
    {
        var size = feed.Title?.Length ?? 0;
        foreach (var item in feed.Items)
        {
            size += item.Identity.Length + (item.Excerpt?.Length ?? 0) + (item.Text?.Length ?? 0) + (item.ContentMarkup?.Length ?? 0) + (item.Image?.Url.Length ?? 0);
            foreach (var body in item.Facts!.Bodies)
                size += body.Text.Value.Length;
        }

        return size;
    }
}
