using System.Buffers;
using Broadsheet.Feeds.Texts;

namespace Broadsheet.Feeds.Html;

/// <summary>Makes plain text of HTML.</summary>
internal static class HtmlText
{
    private static readonly SearchValues<char> OtherSpaces = SearchValues.Create("\t\n\r\u00A0\u2028\u2029\u3000");
    private static readonly SearchValues<char> Spaces = SearchValues.Create(" \t\n\r\u00A0\u2028\u2029\u3000");

    /// <summary>
    /// The text a person would read: tags first stripped, then references resolved once, white space collapsed. Elements that are unknown to
    /// HTML stay: in <c>List&lt;String&gt;</c> they are the text.
    /// </summary>
    public static string Plain(ReadOnlySpan<char> html, int maxLength = int.MaxValue)
    {
        var buffer = new CharBuffer(Math.Min(html.Length, maxLength < 100_000 ? maxLength * 2 : html.Length));
        var tokens = new HtmlTokenizer(html);
        for (var token = tokens.Read(); token != HtmlToken.End; token = tokens.Read())
        {
            if (token == HtmlToken.Text)
                AppendCollapsed(ref buffer, tokens.Value);
            else if (token is HtmlToken.StartTag or HtmlToken.EndTag)
                AppendTag(ref buffer, ref tokens, token);
            if (buffer.Length > maxLength + 32L)
                break;
        }

        var text = Shorten(buffer.Written.Trim(), maxLength);
        buffer.Dispose();
        return text;
    }

    /// <summary>Plain text with its white space collapsed.</summary>
    public static string Collapse(string text, int maxLength = int.MaxValue)
    {
        if (text.Length <= maxLength && IsCollapsed(text))
            return text;
        var buffer = new CharBuffer(Math.Min(text.Length, maxLength < 100_000 ? maxLength + 64 : text.Length));
        AppendWithoutRuns(ref buffer, maxLength < text.Length / 4 ? text.AsSpan(0, maxLength * 4) : text);
        var collapsed = Shorten(buffer.Written.Trim(), maxLength);
        buffer.Dispose();
        return collapsed;
    }

    /// <summary>Whether text without a stated type is HTML: it has an element of HTML, or a reference that resolves.</summary>
    public static bool LooksLikeHtml(ReadOnlySpan<char> text)
    {
        var at = text.IndexOfAny('<', '&');
        while (at >= 0)
        {
            text = text[at..];
            if (text[0] == '&' ? HtmlEntities.Measure(text, out _) > 0 : BeginsWithKnownTag(text))
                return true;
            text = text[1..];
            at = text.IndexOfAny('<', '&');
        }

        return false;
    }

    private static bool BeginsWithKnownTag(ReadOnlySpan<char> text)
    {
        var tokens = new HtmlTokenizer(text);
        return tokens.Read() is HtmlToken.StartTag or HtmlToken.EndTag && HtmlElements.IsKnown(tokens.Value);
    }

    private static bool IsCollapsed(ReadOnlySpan<char> text) =>
        text.IsEmpty || (text[0] != ' ' && text[^1] != ' ' && text.IndexOfAny(OtherSpaces) < 0 && text.IndexOf("  ") < 0);

    private static void AppendTag(ref CharBuffer buffer, ref HtmlTokenizer tokens, HtmlToken token)
    {
        var name = tokens.Value;
        if (!HtmlElements.IsKnown(name))
        {
            AppendCollapsed(ref buffer, tokens.Whole);
            return;
        }

        if (HtmlElements.IsBlock(name))
            AppendSpace(ref buffer);
        if (token == HtmlToken.StartTag && HtmlElements.IsHidden(name) && !tokens.Attributes.EndsWith("/"))
            tokens.SkipElement(name);
    }

    private static void AppendSpace(ref CharBuffer buffer)
    {
        if (buffer.Length > 0 && buffer.Written[^1] != ' ')
            buffer.Append(' ');
    }

    private static void AppendCollapsed(ref CharBuffer buffer, ReadOnlySpan<char> text)
    {
        if (!text.Contains('&'))
        {
            AppendWithoutRuns(ref buffer, text);
            return;
        }

        var decoded = new CharBuffer(text.Length);
        HtmlEntities.AppendDecoded(ref decoded, text);
        AppendWithoutRuns(ref buffer, decoded.Written);
        decoded.Dispose();
    }

    private static void AppendWithoutRuns(ref CharBuffer buffer, ReadOnlySpan<char> text)
    {
        while (!text.IsEmpty)
        {
            var space = text.IndexOfAny(Spaces);
            buffer.Append(space < 0 ? text : text[..space]);
            if (space < 0)
                return;
            AppendSpace(ref buffer);
            text = text[(space + 1)..];
        }
    }

    private static string Shorten(ReadOnlySpan<char> text, int maxLength)
    {
        if (text.Length <= maxLength)
            return text.ToString();
        // Cut between words when there is one near; never inside a surrogate pair.
        var cut = maxLength - 1;
        var space = text[..cut].LastIndexOf(' ');
        if (space > cut - 40)
            cut = space;
        if (cut > 0 && char.IsHighSurrogate(text[cut - 1]))
            cut--;
        return string.Concat(text[..cut].TrimEnd(), "…");
    }
}
