using System.Text;
using Broadsheet.Feeds.Texts;

namespace Broadsheet.Feeds.Html;

/// <summary>Makes plain text of HTML.</summary>
internal static class HtmlText
{
    /// <summary>The beginning of the text a person would read: tags first stripped, then references resolved once, white space collapsed.</summary>
    public static string Plain(ReadOnlySpan<char> html, int maxLength = int.MaxValue)
    {
        using var utf8 = ByteBuffer.Of(html);
        return Plain(utf8.Written, maxLength);
    }

    /// <summary>As <see cref="Plain(ReadOnlySpan{char}, int)"/>, of UTF-8.</summary>
    public static string Plain(ReadOnlySpan<byte> html, int maxLength = int.MaxValue)
    {
        using var plain = new HtmlPlainWriter(Math.Min(html.Length, maxLength < 100_000 ? maxLength * 2 : html.Length));
        // A character is at most three bytes.
        var enough = (maxLength + 32L) * 3;
        var tokens = new HtmlTokenizer(html);
        for (var token = tokens.Read(); token != HtmlToken.End && plain.Length <= enough; token = tokens.Read())
        {
            if (token == HtmlToken.Text)
            {
                plain.Text(tokens.Value);
            }
            else if (token != HtmlToken.Comment)
            {
                var traits = HtmlElements.Of(tokens.Value).Traits;
                plain.Tag(traits, tokens.Whole);
                if ((traits & HtmlTraits.Hidden) != 0 && token == HtmlToken.StartTag && !tokens.Attributes.EndsWith("/"u8))
                    tokens.SkipElement(tokens.Value);
            }
        }

        return Shorten(plain.Written, maxLength);
    }

    /// <summary>Plain text with its white space collapsed.</summary>
    public static string Collapse(string text, int maxLength = int.MaxValue)
    {
        if (text.Length <= maxLength && HtmlPlainWriter.IsCollapsed(text))
            return text;
        var beginning = maxLength < text.Length / 4 ? maxLength * 4 : text.Length;
        // Not inside a surrogate pair.
        if (beginning < text.Length && char.IsLowSurrogate(text[beginning]))
            beginning++;
        using var utf8 = ByteBuffer.Of(text.AsSpan(0, beginning));
        using var plain = new HtmlPlainWriter(utf8.Length);
        plain.Collapsed(utf8.Written);
        return Shorten(plain.Written, maxLength);
    }

    /// <summary>A text cut to a length, with an ellipsis when something was cut.</summary>
    public static string Shorten(string text, int maxLength) => text.Length <= maxLength ? text : Shorten(text.AsSpan(), maxLength);

    /// <summary>Whether text without a stated type is HTML: it has an element of HTML, or a reference that resolves.</summary>
    public static bool LooksLikeHtml(ReadOnlySpan<char> text)
    {
        var at = text.IndexOfAny('<', '&');
        if (at < 0)
            return false;
        using var utf8 = ByteBuffer.Of(text[at..]);
        var rest = utf8.Written;
        for (at = 0; at >= 0; at = rest.IndexOfAny((byte)'<', (byte)'&'))
        {
            rest = rest[at..];
            if (rest[0] == '&' ? HtmlEntities.Measure(rest, out _) > 0 : BeginsWithKnownTag(rest))
                return true;
            rest = rest[1..];
        }

        return false;
    }

    private static bool BeginsWithKnownTag(ReadOnlySpan<byte> text)
    {
        var tokens = new HtmlTokenizer(text);
        return tokens.Read() is HtmlToken.StartTag or HtmlToken.EndTag && HtmlElements.IsKnown(tokens.Value);
    }

    private static string Shorten(ReadOnlySpan<byte> utf8, int maxLength)
    {
        if (utf8.Length <= maxLength)
            return Encoding.UTF8.GetString(utf8);
        using var characters = new CharBuffer(Math.Min(utf8.Length, maxLength < 100_000 ? (maxLength + 32) * 3 : utf8.Length));
        characters.AppendUtf8(utf8);
        return Shorten(characters.Written, maxLength);
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
