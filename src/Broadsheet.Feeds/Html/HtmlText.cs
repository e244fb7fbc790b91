namespace Broadsheet.Feeds.Html;

/// <summary>Makes plain text of HTML.</summary>
internal static class HtmlText
{
    /// <summary>The beginning of the text a person would read: tags first stripped, then references resolved once, white space collapsed.</summary>
    public static string Plain(ReadOnlySpan<char> html, int maxLength = int.MaxValue)
    {
        using var plain = new HtmlPlainWriter(Math.Min(html.Length, maxLength < 100_000 ? maxLength * 2 : html.Length));
        var tokens = new HtmlTokenizer(html);
        for (var token = tokens.Read(); token != HtmlToken.End && plain.Length <= maxLength + 32L; token = tokens.Read())
        {
            if (token == HtmlToken.Text)
            {
                plain.Text(tokens.Value);
            }
            else if (token != HtmlToken.Comment)
            {
                var traits = HtmlElements.Of(tokens.Value, out _);
                plain.Tag(traits, tokens.Whole);
                if ((traits & HtmlTraits.Hidden) != 0 && token == HtmlToken.StartTag && !tokens.Attributes.EndsWith("/"))
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
        using var plain = new HtmlPlainWriter(Math.Min(text.Length, maxLength < 100_000 ? maxLength + 64 : text.Length));
        plain.Collapsed(maxLength < text.Length / 4 ? text.AsSpan(0, maxLength * 4) : text);
        return Shorten(plain.Written, maxLength);
    }

    /// <summary>A text cut to a length, with an ellipsis when something was cut.</summary>
    public static string Shorten(string text, int maxLength) => text.Length <= maxLength ? text : Shorten(text.AsSpan(), maxLength);

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
