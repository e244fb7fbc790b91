using Broadsheet.Feeds.Texts;

namespace Broadsheet.Feeds.Html;

/// <summary>
/// Writes down the text of HTML as its tokens come: references resolved once, white space collapsed. Elements that are unknown to HTML stay:
/// in <c>List&lt;String&gt;</c> they are the text.
/// </summary>
internal ref struct HtmlPlainWriter(int capacity)
{
    private CharBuffer written = new(capacity);
    private CharBuffer decoded = new(0);

    public readonly int Length => written.Length;

    public readonly ReadOnlySpan<char> Written => written.Written.Trim();

    /// <summary>Whether text is on one line already.</summary>
    public static bool IsCollapsed(ReadOnlySpan<char> text) =>
        text.IsEmpty || (text[0] != ' ' && text[^1] != ' ' && IndexOfOtherSpace(text) < 0 && text.IndexOf("  ") < 0);

    /// <summary>Text between tags.</summary>
    public void Text(ReadOnlySpan<char> text)
    {
        if (!text.Contains('&'))
        {
            Collapsed(text);
            return;
        }

        decoded.Truncate(0);
        HtmlEntities.AppendDecoded(ref decoded, text);
        Collapsed(decoded.Written);
    }

    /// <summary>A tag; of a hidden element, what follows up to its end is not to be given to <see cref="Text"/>.</summary>
    public void Tag(HtmlTraits traits, ReadOnlySpan<char> whole)
    {
        if ((traits & HtmlTraits.Known) == 0)
            Text(whole);
        else if ((traits & HtmlTraits.Block) != 0)
            Space();
    }

    /// <summary>Text without tags and references. Its words are not looked at one by one: most text has single spaces only.</summary>
    public void Collapsed(ReadOnlySpan<char> text)
    {
        while (true)
        {
            var other = IndexOfOtherSpace(text);
            WithoutRuns(other < 0 ? text : text[..other]);
            if (other < 0)
                return;
            Space();
            text = text[(other + 1)..];
        }
    }

    public void Dispose()
    {
        written.Dispose();
        decoded.Dispose();
    }

    // White space that is no space. Five values and a range are looked for by comparing, seven by a map, which takes several times as long.
    private static int IndexOfOtherSpace(ReadOnlySpan<char> text)
    {
        var first = text.IndexOfAny("\t\n\r\u00A0\u3000");
        var separator = (first < 0 ? text : text[..first]).IndexOfAnyInRange('\u2028', '\u2029');
        return separator < 0 ? first : separator;
    }

    private void WithoutRuns(ReadOnlySpan<char> text)
    {
        while (!text.IsEmpty)
        {
            if (text[0] == ' ')
            {
                Space();
                text = text[1..];
                continue;
            }

            var run = text.IndexOf("  ");
            written.Append(run < 0 ? text : text[..(run + 1)]);
            if (run < 0)
                return;
            text = text[(run + 2)..];
        }
    }

    private void Space()
    {
        if (written.Length > 0 && written.Written[^1] != ' ')
            written.Append(' ');
    }
}
