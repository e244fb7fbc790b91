using System.Buffers;

namespace Broadsheet.Feeds.Html;

/// <summary>What a <see cref="HtmlTokenizer"/> stands on.</summary>
internal enum HtmlToken
{
    End,
    Text,
    StartTag,
    EndTag,
    Comment,
}

/// <summary>Cuts HTML into tags and text, forwards only. What does not look like a tag to a browser is text.</summary>
internal ref struct HtmlTokenizer(ReadOnlySpan<char> html)
{
    private readonly ReadOnlySpan<char> html = html;
    private int position;

    /// <summary>The text, or the name of the tag as written.</summary>
    public ReadOnlySpan<char> Value { get; private set; }

    /// <summary>Everything between a start tag's name and its end.</summary>
    public ReadOnlySpan<char> Attributes { get; private set; }

    /// <summary>The tag as written, from '&lt;' to '&gt;'.</summary>
    public ReadOnlySpan<char> Whole { get; private set; }

    /// <summary>Where the next token begins.</summary>
    public readonly int Position => position;

    public HtmlToken Read()
    {
        if (position >= html.Length)
            return HtmlToken.End;
        if (html[position] == '<')
        {
            var markup = ReadMarkup();
            if (markup != HtmlToken.Text)
                return markup;
        }

        // A '<' that is no markup belongs to the text after it.
        var start = position;
        var next = html[(position + 1)..].IndexOf('<');
        position = next < 0 ? html.Length : position + 1 + next;
        Value = html[start..position];
        return HtmlToken.Text;
    }

    /// <summary>Moves past the end tag of the element just begun, or to the end when there is none.</summary>
    public void SkipElement(ReadOnlySpan<char> name)
    {
        while (position < html.Length)
        {
            var at = html[position..].IndexOf("</");
            if (at < 0)
                break;
            position += at + 2;
            var rest = html[position..];
            if (!rest.StartsWith(name, StringComparison.OrdinalIgnoreCase))
                continue;
            if (rest.Length > name.Length && char.IsAsciiLetterOrDigit(rest[name.Length]))
                continue;
            var close = rest.IndexOf('>');
            position = close < 0 ? html.Length : position + close + 1;
            return;
        }

        position = html.Length;
    }

    private HtmlToken ReadMarkup()
    {
        var rest = html[position..];
        if (rest.Length < 2)
            return HtmlToken.Text;
        if (char.IsAsciiLetter(rest[1]))
            return ReadTag(rest, 1);
        if (rest[1] == '/' && rest.Length > 2 && char.IsAsciiLetter(rest[2]))
            return ReadTag(rest, 2);
        return rest[1] is '!' or '?' ? ReadDeclaration(rest) : HtmlToken.Text;
    }

    private HtmlToken ReadDeclaration(ReadOnlySpan<char> rest)
    {
        var end = rest.StartsWith("<!--") ? EndOf(rest, "-->") is var comment and > 0 ? comment : EndOf(rest, ">")
            : rest.StartsWith("<![") ? EndOf(rest, "]>")
            : rest[1] == '?' || (rest.Length > 2 && (char.IsAsciiLetter(rest[2]) || rest[2] is '-' or '>')) ? EndOf(rest, ">")
            : 0;
        if (end == 0)
            return HtmlToken.Text;
        Value = rest[2..Math.Max(end - 1, 2)];
        position += end;
        return HtmlToken.Comment;
    }

    private static int EndOf(ReadOnlySpan<char> rest, ReadOnlySpan<char> close)
    {
        var at = rest[2..].IndexOf(close);
        return at < 0 ? 0 : at + 2 + close.Length;
    }

    private HtmlToken ReadTag(ReadOnlySpan<char> rest, int nameStart)
    {
        var nameEnd = nameStart;
        while (nameEnd < rest.Length && rest[nameEnd] is not (' ' or '\t' or '\n' or '\r' or '\f' or '/' or '>' or '<' or '"' or '\''))
            nameEnd++;
        var end = EndOfTag(rest, nameEnd);
        var closed = end < rest.Length && rest[end] == '>';
        if (!closed && end >= rest.Length && nameEnd >= rest.Length)
            return HtmlToken.Text;
        Value = rest[nameStart..nameEnd];
        Attributes = rest[nameEnd..end];
        Whole = rest[..(closed ? end + 1 : end)];
        position += closed ? end + 1 : end;
        return nameStart == 1 ? HtmlToken.StartTag : HtmlToken.EndTag;
    }

    // Quotes protect '>' only where a value may stand, as in a browser; a tag that meets '<' outside of them was never closed.
    private static int EndOfTag(ReadOnlySpan<char> rest, int position)
    {
        var start = position;
        while (position < rest.Length)
        {
            var next = rest[position..].IndexOfAny("<>\"'");
            if (next < 0)
                return rest.Length;
            position += next;
            var c = rest[position];
            if (c is '>' or '<')
                return position;
            var close = 0;
            if (rest[start..position].TrimEnd() is [.., '='])
            {
                close = rest[(position + 1)..].IndexOf(c) + 1;
                if (close == 0)
                {
                    var angle = rest[position..].IndexOf('>');
                    return angle < 0 ? rest.Length : position + angle;
                }

                // What was quoted says nothing of the next quote.
                start = position + close + 1;
            }

            position += close + 1;
        }

        return position;
    }
}

/// <summary>Walks the attributes of a start tag.</summary>
internal ref struct HtmlAttributes(ReadOnlySpan<char> attributes)
{
    private static readonly SearchValues<char> BeforeName = SearchValues.Create(" \t\n\r\f/\"'=");
    private static readonly SearchValues<char> AfterName = SearchValues.Create(" \t\n\r\f/=");

    private ReadOnlySpan<char> rest = attributes;

    /// <summary>The name as written.</summary>
    public ReadOnlySpan<char> Name { get; private set; }

    /// <summary>The value as written, without quotes, references not resolved.</summary>
    public ReadOnlySpan<char> Value { get; private set; }

    public bool Read()
    {
        var start = rest.IndexOfAnyExcept(BeforeName);
        if (start < 0)
            return false;
        rest = rest[start..];
        var end = rest.IndexOfAny(AfterName);
        Name = end < 0 ? rest : rest[..end];
        rest = rest[Name.Length..];
        Value = default;
        var after = rest.TrimStart();
        if (after.IsEmpty || after[0] != '=')
            return true;
        after = after[1..].TrimStart();
        if (!after.IsEmpty && after[0] is '"' or '\'')
        {
            var close = after[1..].IndexOf(after[0]);
            Value = close < 0 ? after[1..] : after[1..(close + 1)];
            rest = close < 0 ? default : after[(close + 2)..];
            return true;
        }

        var stop = after.IndexOfAny(" \t\n\r\f");
        Value = stop < 0 ? after : after[..stop];
        rest = stop < 0 ? default : after[stop..];
        return true;
    }

    /// <summary>The raw value of one attribute; null when the tag does not have it.</summary>
    public static bool TryGet(ReadOnlySpan<char> attributes, ReadOnlySpan<char> name, out ReadOnlySpan<char> value)
    {
        var walk = new HtmlAttributes(attributes);
        while (walk.Read())
        {
            if (!walk.Name.Equals(name, StringComparison.OrdinalIgnoreCase))
                continue;
            value = walk.Value;
            return true;
        }

        value = default;
        return false;
    }
}
