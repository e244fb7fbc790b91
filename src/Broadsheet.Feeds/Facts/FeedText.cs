using System.Text;
using Broadsheet.Feeds.Html;
using Broadsheet.Feeds.Texts;
using Broadsheet.Feeds.Xml;

namespace Broadsheet.Feeds;

/// <summary>
/// Text as a feed states it: markup of a type, with the base address and language in force where it stands. Decoding and sanitising are done
/// when they are first asked for, because most items of a poll are old acquaintances and nobody asks.
/// </summary>
public sealed class FeedText
{
    // The text, or until it is asked for what stands in the document: content of an element as UTF-8. One field, so that threads see one or the other.
    private object source;

    private HtmlBody? body;

    internal FeedText(string raw, string type, string? baseUrl, string? language, bool typeStated, bool? isMarkup = null)
        : this((object)raw, type, baseUrl, language, typeStated, isMarkup)
    {
    }

    internal FeedText(byte[] content, string type, string? baseUrl, string? language, bool typeStated)
        : this(content, type, baseUrl, language, typeStated, null)
    {
    }

    private FeedText(object source, string type, string? baseUrl, string? language, bool typeStated, bool? isMarkup)
    {
        this.source = source;
        Type = type;
        Base = baseUrl;
        Language = language;
        IsTypeStated = typeStated;
        IsMarkup = isMarkup ?? type is "text/html" or "application/xhtml+xml";
    }

    /// <summary>The text with the document's own escaping removed; not safe to show.</summary>
    public string Raw
    {
        get
        {
            var stands = source;
            if (stands is string made)
                return made;
            var raw = XmlText.Decode((byte[])stands);
            source = raw;
            return raw;
        }
    }

    /// <summary>Media type of <see cref="Value"/>: <c>text/plain</c>, <c>text/html</c>, <c>application/xhtml+xml</c> or what the feed says.</summary>
    public string Type { get; }

    /// <summary>Address that relative addresses in the text are relative to.</summary>
    public string? Base { get; }

    /// <summary>Language in force, as stated.</summary>
    public string? Language { get; }

    /// <summary>Address of content kept elsewhere (Atom's <c>src</c>).</summary>
    public string? Source { get; internal init; }

    /// <summary>Whether the feed said what type the text is; otherwise it was told from the text.</summary>
    public bool IsTypeStated { get; }

    /// <summary>Whether <see cref="Value"/> is HTML.</summary>
    public bool IsMarkup { get; }

    /// <summary>Sanitised HTML when <see cref="IsMarkup"/>, else the plain text.</summary>
    public string Value => IsMarkup ? BodyOf(withPlain: false).Markup : Raw;

    /// <summary>Safe HTML whatever the type.</summary>
    public string Markup => IsMarkup ? Value : HtmlSanitizer.Escape(Raw);

    /// <summary>As <see cref="Markup"/>, in UTF-8: for those who store, print or send it, and need no string.</summary>
    public ReadOnlyMemory<byte> MarkupUtf8 => IsMarkup ? BodyOf(withPlain: false).MarkupUtf8 : Encoding.UTF8.GetBytes(Markup);

    /// <summary>The pictures in it, when it is HTML.</summary>
    internal IReadOnlyList<FeedImage> Images => IsMarkup ? BodyOf(withPlain: false).Images : [];

    /// <summary>The text a person would read, on one line.</summary>
    /// <param name="maxLength">Most characters; a longer text ends with an ellipsis.</param>
    public string Plain(int maxLength = int.MaxValue)
    {
        if (!IsMarkup)
            return HtmlText.Collapse(Raw, maxLength);
        if (body?.Plain is { } known)
            return HtmlText.Shorten(known, maxLength);
        if (maxLength == int.MaxValue && body is null && BodyOf(withPlain: true).Plain is { } made)
            return made;
        // Who asks for the beginning may not want the rest.
        var html = Utf8(out var opened);
        var plain = HtmlText.Plain(html, maxLength);
        opened.Dispose();
        return plain;
    }

    private HtmlBody BodyOf(bool withPlain)
    {
        if (body is { } made)
            return made;
        var html = Utf8(out var opened);
        made = HtmlBody.Read(html, Base, withPlain);
        opened.Dispose();
        return body = made;
    }

    // Without making a string of what is only passed on.
    private ReadOnlySpan<byte> Utf8(out ByteBuffer opened)
    {
        if (source is byte[] content)
            return XmlText.Open(content, out opened);
        opened = ByteBuffer.Of(Raw);
        return opened.Written;
    }
}
