using System.Collections.Frozen;
using Broadsheet.Feeds.Links;
using Broadsheet.Feeds.Texts;

namespace Broadsheet.Feeds.Html;

/// <summary>
/// Writes a publisher's HTML anew with what is on our lists and nothing else: no scripts, styles, frames, forms or foreign vocabularies,
/// every tag closed, every '&lt;' of text escaped. Since nothing is passed through unread, there is nothing for a browser to read otherwise.
/// </summary>
internal static class HtmlSanitizer
{
    private const int MaxOpen = 200;

    private static readonly FrozenSet<string>.AlternateLookup<ReadOnlySpan<char>> PlainAttributes = """
        abbr align alt axis border cellpadding cellspacing char charoff colspan color compact controls coords datetime dir face headers height
        hreflang hspace ismap kind label lang loop media muted nowrap open preload rel reversed rowspan rules scope shape size sizes span srclang
        start summary title type valign vspace width
        """.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).ToFrozenSet(StringComparer.OrdinalIgnoreCase)
        .GetAlternateLookup<ReadOnlySpan<char>>();

    private static readonly FrozenSet<string>.AlternateLookup<ReadOnlySpan<char>> AddressAttributes =
        new[] { "href", "src", "cite", "poster", "longdesc" }.ToFrozenSet(StringComparer.OrdinalIgnoreCase).GetAlternateLookup<ReadOnlySpan<char>>();

    /// <summary>Safe HTML; relative addresses are made absolute against <paramref name="baseUrl"/> when there is one.</summary>
    public static string Sanitize(ReadOnlySpan<char> html, string? baseUrl)
    {
        if (html.IndexOfAny('<', '&') < 0)
            return html.ToString();
        var buffer = new CharBuffer(html.Length + 64);
        var open = new List<string>();
        var tokens = new HtmlTokenizer(html);
        for (var token = tokens.Read(); token != HtmlToken.End; token = tokens.Read())
        {
            switch (token)
            {
                case HtmlToken.Text:
                    AppendText(ref buffer, tokens.Value);
                    break;
                case HtmlToken.StartTag when HtmlElements.IsHidden(tokens.Value):
                    if (!tokens.Attributes.EndsWith("/"))
                        tokens.SkipElement(tokens.Value);
                    break;
                case HtmlToken.StartTag when HtmlElements.IsAllowed(tokens.Value):
                    AppendStartTag(ref buffer, tokens.Value, tokens.Attributes, baseUrl, open);
                    break;
                case HtmlToken.EndTag:
                    AppendEndTag(ref buffer, tokens.Value, open);
                    break;
            }
        }

        for (var i = open.Count - 1; i >= 0; i--)
            AppendClose(ref buffer, open[i]);
        return buffer.TakeString();
    }

    /// <summary>Plain text as HTML.</summary>
    public static string Escape(string text) => text.Replace("&", "&amp;", StringComparison.Ordinal)
        .Replace("<", "&lt;", StringComparison.Ordinal).Replace(">", "&gt;", StringComparison.Ordinal);

    private static void AppendText(ref CharBuffer buffer, ReadOnlySpan<char> text)
    {
        while (true)
        {
            var at = text.IndexOfAny('&', '<');
            if (at < 0)
            {
                buffer.Append(text);
                return;
            }

            buffer.Append(text[..at]);
            text = text[at..];
            text = text[(text[0] == '<' ? AppendEscape(ref buffer, "&lt;") : AppendReference(ref buffer, text))..];
        }
    }

    private static int AppendEscape(ref CharBuffer buffer, ReadOnlySpan<char> escape)
    {
        buffer.Append(escape);
        return 1;
    }

    // A reference is kept as it was written, so that "&#38;" is still "&#38;"; anything else is a bare ampersand.
    private static int AppendReference(ref CharBuffer buffer, ReadOnlySpan<char> text)
    {
        var size = HtmlEntities.Measure(text, out var code);
        if (size == 0)
            return AppendEscape(ref buffer, "&amp;");
        if (text[1] == '#' && text[2] == 'X')
        {
            buffer.Append("&#x");
            buffer.Append(text[3..size]);
        }
        else if (text[1] == '#' && code > 0x7F)
        {
            buffer.AppendCodePoint(code is >= 0xD800 and <= 0xDFFF ? 0xFFFD : code);
        }
        else
        {
            buffer.Append(text[..size]);
        }

        return size;
    }

    private static void AppendStartTag(ref CharBuffer buffer, ReadOnlySpan<char> name, ReadOnlySpan<char> attributes, string? baseUrl, List<string> open)
    {
        if (name.Equals("img", StringComparison.OrdinalIgnoreCase) && IsTrackingPixel(attributes))
            return;
        CloseImplied(ref buffer, name, open);
        var isVoid = HtmlElements.IsVoid(name);
        if (!isVoid && open.Count >= MaxOpen)
            return;
        buffer.Append('<');
        AppendLower(ref buffer, name);
        var walk = new HtmlAttributes(attributes);
        while (walk.Read())
            AppendAttribute(ref buffer, walk.Name, walk.Value, baseUrl);
        buffer.Append(isVoid ? " />" : ">");
        if (!isVoid)
            open.Add(Lower(name));
    }

    private static string Lower(ReadOnlySpan<char> name) => name switch
    {
        "p" => "p",
        "a" => "a",
        "div" => "div",
        "span" => "span",
        "li" => "li",
        "strong" => "strong",
        "em" => "em",
        _ => name.ToString().ToLowerInvariant(),
    };

    private static void CloseImplied(ref CharBuffer buffer, ReadOnlySpan<char> name, List<string> open)
    {
        if (open.Count == 0)
            return;
        if (open[^1] == "p" && HtmlElements.ClosesParagraph(name))
            CloseLast(ref buffer, open);
        else if (HtmlElements.ClosesItself(name) && name.Equals(open[^1], StringComparison.OrdinalIgnoreCase))
            CloseLast(ref buffer, open);
    }

    private static void CloseLast(ref CharBuffer buffer, List<string> open)
    {
        AppendClose(ref buffer, open[^1]);
        open.RemoveAt(open.Count - 1);
    }

    private static void AppendClose(ref CharBuffer buffer, string name)
    {
        buffer.Append("</");
        buffer.Append(name);
        buffer.Append('>');
    }

    private static void AppendEndTag(ref CharBuffer buffer, ReadOnlySpan<char> name, List<string> open)
    {
        var level = open.Count - 1;
        while (level >= 0 && !name.Equals(open[level], StringComparison.OrdinalIgnoreCase))
            level--;
        if (level < 0)
            return;
        while (open.Count > level)
            CloseLast(ref buffer, open);
    }

    private static void AppendAttribute(ref CharBuffer buffer, ReadOnlySpan<char> name, ReadOnlySpan<char> value, string? baseUrl)
    {
        if (PlainAttributes.Contains(name))
        {
            // A tag inside an attribute is how markup hides from one parser to appear to the next.
            if (value.Contains('<') || value.Contains("&lt;", StringComparison.OrdinalIgnoreCase))
                return;
            AppendAttributeText(ref buffer, name, value);
            return;
        }

        if (AddressAttributes.Contains(name))
        {
            var address = WebLink.Resolve(HtmlEntities.Decode(value), baseUrl);
            if (address is not null)
                AppendAttributeText(ref buffer, name, EscapeAmpersands(address));
        }
        else if (name.Equals("srcset", StringComparison.OrdinalIgnoreCase))
        {
            var candidates = HtmlImages.ResolveSourceSet(HtmlEntities.Decode(value), baseUrl);
            if (candidates.Length > 0)
                AppendAttributeText(ref buffer, name, EscapeAmpersands(candidates));
        }
    }

    private static string EscapeAmpersands(string address) => address.Replace("&", "&amp;", StringComparison.Ordinal);

    private static void AppendAttributeText(ref CharBuffer buffer, ReadOnlySpan<char> name, ReadOnlySpan<char> value)
    {
        buffer.Append(' ');
        AppendLower(ref buffer, name);
        buffer.Append("=\"");
        while (!value.IsEmpty)
        {
            var at = value.IndexOfAny("&\"<>");
            buffer.Append(at < 0 ? value : value[..at]);
            if (at < 0)
                break;
            value = value[at..];
            value = value[(value[0] switch
            {
                '&' => AppendReference(ref buffer, value),
                '"' => AppendEscape(ref buffer, "&quot;"),
                '<' => AppendEscape(ref buffer, "&lt;"),
                _ => AppendEscape(ref buffer, "&gt;"),
            })..];
        }

        buffer.Append('"');
    }

    private static void AppendLower(ref CharBuffer buffer, ReadOnlySpan<char> name)
    {
        foreach (var c in name)
            buffer.Append(char.ToLowerInvariant(c));
    }

    /// <summary>A picture nobody is meant to see.</summary>
    public static bool IsTrackingPixel(ReadOnlySpan<char> attributes) => IsAtMostOne(attributes, "width") || IsAtMostOne(attributes, "height");

    private static bool IsAtMostOne(ReadOnlySpan<char> attributes, ReadOnlySpan<char> name) =>
        HtmlAttributes.TryGet(attributes, name, out var value) && value.Trim() is "0" or "1" or "1px" or "0px";
}
