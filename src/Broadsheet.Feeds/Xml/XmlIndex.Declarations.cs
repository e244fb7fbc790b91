using System.Text;
using Broadsheet.Feeds.Texts;

namespace Broadsheet.Feeds.Xml;

/// <content>What is no element: comments, instructions, declarations, the document type.</content>
internal sealed partial class XmlIndex
{
    private int SkipPast(int position, ReadOnlySpan<byte> end)
    {
        var rest = text.AsSpan(position, length - position);
        var at = rest.IndexOf(end);
        if (at >= 0)
            return position + at + end.Length;
        problems.Add("unclosed-section", $"'{Utf8Text.Shown(rest, 4)}' is never closed.", position);
        at = rest.IndexOf((byte)'>');
        return at < 0 ? length : position + at + 1;
    }

    private int ReadInstruction(int position)
    {
        // Only white space may have been left out before it, which is noted where it is.
        if (position > 0 && text.AsSpan(position, length - position).StartsWith("<?xml "u8) && !Utf8Text.IsWhiteSpace(text.AsSpan(0, position)))
            problems.Add("misplaced-declaration", "The declaration of XML does not stand first.", position);
        return SkipPast(position, "?>"u8);
    }

    private int ReadDeclaration(int position)
    {
        var rest = text.AsSpan(position, length - position);
        if (rest.StartsWith("<![CDATA["u8))
        {
            var end = rest.IndexOf("]]>"u8);
            if (end >= 0)
                return position + end + 3;
            problems.Add("unclosed-section", "A CDATA section is never closed; the rest of the document was read as its text.", position);
            return length;
        }

        if (rest.StartsWith("<!--"u8))
            return SkipPast(position, "-->"u8);
        return rest.Length >= 9 && Ascii.EqualsIgnoreCase(rest[..9], "<!DOCTYPE"u8) ? SkipDoctype(position) : SkipUnknownDeclaration(position);
    }

    private int SkipUnknownDeclaration(int position)
    {
        if (depth > 0)
            return TakeAsText(position);
        var end = text.AsSpan(position, length - position).IndexOf((byte)'>');
        return end < 0 ? length : position + end + 1;
    }

    // The internal subset is passed over, quotes and nested declarations respected; it may hold anything, and nothing of it is used.
    private int SkipDoctype(int position)
    {
        HasNetscapeDoctype |= Utf8Text.Shown(text.AsSpan(position, length - position), 400).Contains("netscape", StringComparison.OrdinalIgnoreCase);
        var brackets = 0;
        byte quote = 0;
        for (var i = position + 9; i < length; i++)
        {
            var c = text[i];
            if (quote != 0)
            {
                if (c == quote)
                    quote = 0;
            }
            else if (c is (byte)'"' or (byte)'\'')
            {
                quote = c;
            }
            else if (c == '[')
            {
                brackets++;
            }
            else if (c == ']')
            {
                brackets--;
            }
            else if (c == '>' && brackets <= 0)
            {
                return i + 1;
            }
        }

        // Unbalanced quotes: the first '>' is the best guess left.
        return SkipPast(position, ">"u8);
    }
}
