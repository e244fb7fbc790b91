using System.Buffers.Text;
using System.Text;
using Broadsheet.Feeds.Html;
using Broadsheet.Feeds.Links;
using Broadsheet.Feeds.Texts;
using Broadsheet.Feeds.Xml;

namespace Broadsheet.Feeds.Reading;

// The values of elements: texts, addresses, languages, bases.
internal sealed partial class FactsReading
{
    private string Text(int element)
    {
        var content = index.Content(element);
        NoteReferences(content);
        return XmlText.Decode(content);
    }

    private string? Attribute(int element, ReadOnlySpan<char> name) =>
        index.TryGetAttribute(element, name, out var value) ? Value(value) : null;

    private string? AttributeAddress(int element, ReadOnlySpan<char> name) =>
        index.TryGetAttribute(element, name, out var value) ? WebLink.Resolve(Value(value), BaseOf(element)) : null;

    private string Value(ReadOnlySpan<byte> attribute)
    {
        NoteReferences(attribute);
        return XmlText.Value(attribute);
    }

    private string? Address(int element) => WebLink.Resolve(Text(element), BaseOf(element));

    private string? ChildText(int parent, XmlTerm term)
    {
        for (var child = index[parent].FirstChild; child != 0; child = index[child].NextSibling)
        {
            if (index[child].Term == term)
                return Text(child);
        }

        return null;
    }

    private FeedText? ReadText(int element, string defaultType)
    {
        var stated = Attribute(element, "type");
        var mode = Attribute(element, "mode");
        var type = MediaType(stated ?? defaultType);
        var source = AttributeAddress(element, "src");
        var hasElements = index[element].FirstChild != 0;
        string raw;
        bool? isMarkup = null;
        if (IsBase64(type, mode, hasElements))
        {
            raw = FromBase64(Text(element)) ?? Text(element);
            isMarkup = HtmlText.LooksLikeHtml(raw);
        }
        else if (type == "text/html" && OnlyElement(element) is var wrapper and > 0)
        {
            // Escaped HTML inside one real div: the div is a template's.
            raw = Text(wrapper);
        }
        else if (hasElements || type == "application/xhtml+xml")
        {
            // Markup where text was promised: it is read as what it evidently is.
            NoteReferences(index.Content(element));
            raw = XmlText.Markup(index.Content(element));
            if (isAtom10)
                raw = WithoutWrapper(raw);
            type = hasElements || stated is not null ? "application/xhtml+xml" : type;
        }
        else if ((isAtom || type != "text/plain") && XmlText.IsSurelyText(index.Content(element)))
        {
            NoteReferences(index.Content(element));
            return new FeedText(Kept(index.Content(element)), type, BaseOf(element), LanguageOf(element), isAtom || stated is not null) { Source = source };
        }
        else
        {
            raw = Text(element);
            // RSS has no types, so the text must say; Atom means what it says.
            if (!isAtom && type == "text/plain" && HtmlText.LooksLikeHtml(raw))
                type = "text/html";
        }

        if (raw.Length == 0 && source is null)
            return null;
        return new FeedText(raw, type, BaseOf(element), LanguageOf(element), isAtom || stated is not null, isMarkup) { Source = source };
    }

    private static byte[] Kept(ReadOnlySpan<byte> content)
    {
        content = Utf8Text.Trim(content);
        var kept = GC.AllocateUninitializedArray<byte>(content.Length);
        content.CopyTo(kept);
        return kept;
    }

    private int OnlyElement(int element)
    {
        var child = index[element].FirstChild;
        return child != 0 && index[child].NextSibling == 0 && index[child].FirstChild == 0 && index[child].Vocabulary == XmlVocabulary.Xhtml
            && Utf8Text.IsWhiteSpace(index.Text[index[element].ContentStart..index[child].Open]) && index.Content(child).Contains((byte)'&') ? child : 0;
    }

    private static string MediaType(string type) => type switch
    {
        "text/plain" or "text/html" => type,
        "text" or "plain" => "text/plain",
        "html" => "text/html",
        "xhtml" => "application/xhtml+xml",
        _ => type.ToLowerInvariant() is var lower && lower != type ? MediaType(lower) : type,
    };

    private static bool IsBase64(string type, string? mode, bool hasElements) =>
        mode is not null && mode.Equals("base64", StringComparison.OrdinalIgnoreCase)
        || (!hasElements && !type.StartsWith("text/", StringComparison.Ordinal) && type.Contains('/') && !type.EndsWith("+xml", StringComparison.Ordinal)
            && !type.EndsWith("/xml", StringComparison.Ordinal));

    private static string? FromBase64(string text)
    {
        var bytes = Encoding.UTF8.GetBytes(text);
        if (!Base64.IsValid(bytes))
            return null;
        return Base64.DecodeFromUtf8InPlace(bytes, out var length) == System.Buffers.OperationStatus.Done
            ? Encoding.UTF8.GetString(bytes.AsSpan(0, length)).Trim()
            : null;
    }

    // Atom 1.0 requires a div around XHTML that is not part of it (RFC 4287, section 3.1.1.3).
    private static string WithoutWrapper(string markup)
    {
        if (!markup.StartsWith("<div", StringComparison.OrdinalIgnoreCase))
            return markup;
        using var utf8 = ByteBuffer.Of(markup);
        var tokens = new HtmlTokenizer(utf8.Written);
        if (tokens.Read() != HtmlToken.StartTag || !Ascii.EqualsIgnoreCase(tokens.Value, "div"u8))
            return markup;
        var start = tokens.Position;
        var depth = 1;
        while (true)
        {
            var before = tokens.Position;
            var token = tokens.Read();
            if (token == HtmlToken.End)
                return markup;
            if (token is not (HtmlToken.StartTag or HtmlToken.EndTag) || !Ascii.EqualsIgnoreCase(tokens.Value, "div"u8))
                continue;
            depth += token == HtmlToken.StartTag ? 1 : -1;
            if (depth == 0)
                return tokens.Position == utf8.Length ? Encoding.UTF8.GetString(Utf8Text.Trim(utf8.Written[start..before])) : markup;
        }
    }

    private string? BaseOf(int element)
    {
        if (!index.HasBase)
            return documentBase;
        Span<int> path = stackalloc int[32];
        var depth = 0;
        for (var i = element; i != 0; i = index[i].Parent)
        {
            if (index[i].AttributeCount > 0 && depth < path.Length && index.TryGetAttribute(i, "base", out _))
                path[depth++] = i;
        }

        var result = documentBase;
        for (var i = depth - 1; i >= 0; i--)
        {
            index.TryGetAttribute(path[i], "base", out var stated);
            // Relative to nothing it is no base: "#fragment", "".
            if (WebLink.Resolve(XmlText.Value(stated), result) is { } resolved && WebLink.IsSafeAbsolute(resolved))
                result = resolved;
        }

        return result;
    }

    private string? LanguageOf(int element)
    {
        if (!index.HasLanguage)
            return null;
        for (var i = element; i != 0; i = index[i].Parent)
        {
            if (index[i].AttributeCount > 0 && index.TryGetAttribute(i, "lang", out var language))
                return Utf8Text.Trim(language) is { IsEmpty: false } stated ? Encoding.UTF8.GetString(stated).Replace('_', '-') : null;
        }

        return null;
    }
}
