using System.Globalization;
using System.Text;
using Broadsheet.Feeds.Encodings;
using Broadsheet.Feeds.Html;
using Broadsheet.Feeds.Opml;

namespace Broadsheet.Feeds;

/// <summary>
/// A subscription list (OPML 1.0 to 2.0). It is edited in place: what is not changed is written back byte for byte, unknown attributes,
/// comments, indentation and all, so that a list kept by hand stays the hand's.
/// </summary>
public sealed class OpmlDocument
{
    /// <summary>Namespace of our own attributes.</summary>
    public const string Namespace = "https://broadsheet.news/opml";

    /// <summary>The prefix we write for <see cref="Namespace"/> where a document has none of its own.</summary>
    internal const string Prefix = "broadsheet";

    private string text;
    private List<OpmlOutline> outlines;

    private OpmlDocument(string text)
    {
        this.text = text;
        outlines = OpmlOutline.Find(text);
    }

    /// <summary>Title of the list.</summary>
    public string? Title => OpmlOutline.TitleOf(text);

    /// <summary>All feeds in the order of the document, however deep they lie.</summary>
    public IReadOnlyList<OpmlFeed> Feeds => [.. outlines.Where(outline => outline.IsFeed).Select(outline => outline.ToFeed(text, outlines))];

    /// <summary>An empty list.</summary>
    /// <param name="title">Its title.</param>
    public static OpmlDocument Create(string title) => new($"""
        <?xml version="1.0" encoding="UTF-8"?>
        <opml version="2.0">
          <head>
            <title>{HtmlSanitizer.Escape(title)}</title>
          </head>
          <body>
          </body>
        </opml>

        """.ReplaceLineEndings("\n"));

    /// <summary>Reads a list. What is no OPML at all is an empty list; it is made one when a feed is added.</summary>
    /// <param name="document">The bytes of the file.</param>
    public static OpmlDocument Parse(ReadOnlySpan<byte> document)
    {
        var (characters, length, encoding) = FeedEncoding.Decode(document, null, new FeedProblems(1));
        var decoded = new string(characters, 0, length);
        System.Buffers.ArrayPool<char>.Shared.Return(characters);
        var hasMark = document.StartsWith((ReadOnlySpan<byte>)[0xEF, 0xBB, 0xBF]);
        return new OpmlDocument((hasMark ? "\uFEFF" : "") + (encoding == "utf-8" ? decoded : DeclareUtf8(decoded)));
    }

    /// <summary>Reads a list.</summary>
    /// <param name="document">The text of the file.</param>
    public static OpmlDocument Parse(string document)
    {
        ArgumentNullException.ThrowIfNull(document);
        return new OpmlDocument(document);
    }

    /// <summary>The feed with that address, or null.</summary>
    public OpmlFeed? Find(string xmlUrl) => IndexOf(xmlUrl) is var at and >= 0 ? outlines[at].ToFeed(text, outlines) : null;

    /// <summary>Adds a feed at the end of its innermost folder, which is made when it is missing; a known address is updated instead.</summary>
    public void Add(OpmlFeed feed)
    {
        ArgumentNullException.ThrowIfNull(feed);
        if (Update(feed))
            return;
        if (!outlines.Exists(outline => outline.IsBody) || outlines.Exists(outline => !outline.IsClosed))
            WriteAnew();
        Append(feed);
        if (IndexOf(feed.XmlUrl) >= 0)
            return;
        // Half a tag swallowed it: the document is damaged in a way that only shows now.
        WriteAnew();
        Append(feed);
    }

    // A damaged list cannot be edited in place; what could be read of it is kept.
    private void WriteAnew()
    {
        var known = Feeds;
        Replace(Create(Title ?? "Feeds").text);
        foreach (var feed in known)
            Append(feed);
    }

    private void Append(OpmlFeed feed)
    {
        var parent = outlines.FindIndex(outline => outline.IsBody);
        foreach (var folder in feed.Folders)
            parent = FolderIn(parent, folder) is var inner and >= 0 ? inner : parent;
        // In a damaged document each insertion can make another document of it; then there is no place, and it is written anew.
        if (parent < outlines.Count)
            DeclareNamespace(feed, parent);
        if (parent >= outlines.Count)
            return;
        var prefix = outlines[parent].Prefix ?? Prefix;
        Insert(parent, OpmlWriting.Outline(Attributes(feed).Select(attribute => (attribute.IsOurs ? $"{prefix}:{attribute.Name}" : attribute.Name, attribute.Value))));
    }

    /// <summary>Writes the changed values of a known feed into its outline; its place and all other attributes stay.</summary>
    /// <returns>False when no feed has that address.</returns>
    public bool Update(OpmlFeed feed)
    {
        ArgumentNullException.ThrowIfNull(feed);
        if (IndexOf(feed.XmlUrl) < 0)
            return false;
        var before = text;
        if (TryChange(feed))
            return true;
        Replace(before);
        WriteAnew();
        return TryChange(feed);
    }

    // False when a change lost the feed: the document is damaged in a way that only shows now.
    private bool TryChange(OpmlFeed feed)
    {
        var known = Attributes(outlines[IndexOf(feed.XmlUrl)].ToFeed(text, outlines));
        foreach (var (name, value, isOurs) in Attributes(feed))
        {
            if (known.Find(attribute => attribute.Name == name && attribute.IsOurs == isOurs).Value == value)
                continue;
            if (isOurs)
                DeclareNamespace(feed, IndexOf(feed.XmlUrl));
            if (IndexOf(feed.XmlUrl) >= 0)
                SetAttribute(feed.XmlUrl, name, isOurs, value);
            if (IndexOf(feed.XmlUrl) < 0)
                return false;
        }

        return true;
    }

    /// <summary>Takes a feed out, with the line it stands on.</summary>
    /// <returns>False when no feed has that address.</returns>
    public bool Remove(string xmlUrl)
    {
        var at = IndexOf(xmlUrl);
        if (at < 0)
            return false;
        var (start, end) = (outlines[at].Start, outlines[at].End);
        while (start > 0 && text[start - 1] is ' ' or '\t')
            start--;
        if (start > 0 && text[start - 1] == '\n')
            start = start > 1 && text[start - 2] == '\r' ? start - 2 : start - 1;
        Replace(string.Concat(text.AsSpan(0, start), text.AsSpan(end)));
        return true;
    }

    /// <summary>The text of the document.</summary>
    public override string ToString() => text;

    /// <summary>The bytes of the document, UTF-8.</summary>
    public byte[] ToBytes() => Encoding.UTF8.GetBytes(text);

    private static string DeclareUtf8(string decoded)
    {
        var end = decoded.StartsWith("<?xml", StringComparison.Ordinal) ? decoded.IndexOf("?>", StringComparison.Ordinal) : -1;
        return end < 0 ? decoded : string.Concat("<?xml version=\"1.0\" encoding=\"UTF-8\"", decoded.AsSpan(end));
    }

    private static List<(string Name, string? Value, bool IsOurs)> Attributes(OpmlFeed feed) =>
    [
        ("type", "rss", false),
        ("text", feed.Title ?? feed.XmlUrl, false),
        ("title", feed.Title, false),
        ("xmlUrl", feed.XmlUrl, false),
        ("htmlUrl", feed.HtmlUrl, false),
        ("category", feed.Category, true),
        ("kind", feed.Kind, true),
        ("weight", feed.Weight?.ToString(CultureInfo.InvariantCulture), true),
        ("userAgent", feed.UserAgent, true),
        ("provider", feed.Provider, true),
        ("paused", feed.Paused ? "true" : null, true),
    ];

    private int IndexOf(string xmlUrl) => outlines.FindIndex(outline => outline.IsFeed && outline.Value(text, "xmlUrl") == xmlUrl);

    private int FolderIn(int parent, string name)
    {
        var found = outlines.FindIndex(outline => outline.Parent == parent && !outline.IsFeed && outline.Name(text) == name);
        if (found >= 0)
            return found;
        Insert(parent, OpmlWriting.Folder(name));
        return outlines.FindLastIndex(outline => outline.Parent == parent && !outline.IsFeed && outline.Name(text) == name);
    }

    private void Insert(int parent, string outline)
    {
        var owner = outlines[parent];
        var newLine = text.Contains("\r\n", StringComparison.Ordinal) ? "\r\n" : "\n";
        var indent = OpmlWriting.IndentOf(text, owner.Start);
        if (owner.IsEmptyTag)
        {
            var tag = text.AsSpan(owner.Start, owner.End - owner.Start);
            var opened = string.Concat(tag[..^2].TrimEnd(), ">");
            var closed = $"{opened}{newLine}{indent}  {outline}{newLine}{indent}</{owner.ElementName(text)}>";
            Replace(string.Concat(text.AsSpan(0, owner.Start), closed, text.AsSpan(owner.End)));
            return;
        }

        // Before the end tag, on a line of its own; an end tag that shares its line gets one too.
        var at = owner.ContentEnd;
        while (at > owner.ContentStart && text[at - 1] is ' ' or '\t')
            at--;
        var onOwnLine = at > 0 && text[at - 1] == '\n';
        var insertion = onOwnLine ? $"{indent}  {outline}{newLine}" : $"{newLine}{indent}  {outline}{newLine}{indent}";
        Replace(string.Concat(text.AsSpan(0, at), insertion, text.AsSpan(at)));
    }

    private void SetAttribute(string xmlUrl, string name, bool isOurs, string? value)
    {
        var outline = outlines[IndexOf(xmlUrl)];
        var range = outline.Attributes.Find(attribute => attribute.Is(text, isOurs, name));
        if (range is not null && value is not null)
            Replace(string.Concat(text.AsSpan(0, range.ValueStart), OpmlWriting.Escape(value), text.AsSpan(range.ValueEnd)));
        else if (range is not null)
            Replace(string.Concat(text.AsSpan(0, range.NameStart).TrimEnd(), text.AsSpan(Math.Min(range.ValueEnd + 1, text.Length))));
        else if (value is not null)
            Replace(string.Concat(text.AsSpan(0, outline.AttributesEnd), $" {(isOurs ? $"{outline.Prefix ?? Prefix}:{name}" : name)}=\"{OpmlWriting.Escape(value)}\"", text.AsSpan(outline.AttributesEnd)));
    }

    // On the root, where everyone declares; where our prefix is somebody else's, on the outline that needs it, under another name.
    private void DeclareNamespace(OpmlFeed feed, int at)
    {
        if (outlines[at].Prefix is not null || !Attributes(feed).Exists(attribute => attribute.IsOurs && attribute.Value is not null))
            return;
        var root = text.IndexOf("<opml", StringComparison.OrdinalIgnoreCase);
        if (outlines[at].IsPrefixFree && root >= 0)
            Replace(text.Insert(root + 5, $" xmlns:{Prefix}=\"{Namespace}\""));
        else
            Replace(text.Insert(outlines[at].AttributesEnd, $" xmlns:{Prefix}1=\"{Namespace}\""));
    }

    private void Replace(string newText)
    {
        text = newText;
        outlines = OpmlOutline.Find(text);
    }
}
