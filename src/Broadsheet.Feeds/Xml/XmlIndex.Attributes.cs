using System.Text;

namespace Broadsheet.Feeds.Xml;

/// <content>The attributes of a start tag.</content>
internal sealed partial class XmlIndex
{
    // Returns the position after '>', or -1 when the tag turns out to be text ("a<b and more" up to the next tag).
    private int ReadAttributes(int position, out bool selfClosing)
    {
        selfClosing = false;
        var first = attributeCount;
        while (position < length)
        {
            var c = text[position];
            switch (c)
            {
                case (byte)'>':
                    selfClosing = text[position - 1] == '/';
                    return position + 1;
                case (byte)'<':
                    return -1;
                case (byte)' ' or (byte)'\t' or (byte)'\n' or (byte)'\r' or (byte)'/' or (byte)'"' or (byte)'\'' or (byte)'=':
                    position++;
                    break;
                default:
                    position = ReadAttribute(position, first);
                    break;
            }
        }

        return -1;
    }

    private int ReadAttribute(int nameStart, int first)
    {
        var nameEnd = EndOfName(nameStart);
        var position = SkipSpace(nameEnd);
        var valueStart = nameEnd;
        var valueEnd = nameEnd;
        if (position < length && text[position] == '=')
        {
            position = SkipSpace(position + 1);
            (valueStart, valueEnd, position) = ReadValue(position);
        }
        else
        {
            position = nameEnd;
            problems.Add("attribute-without-value", "An attribute has no value.", nameStart);
        }

        if (attributeCount - first >= options.MaxAttributes)
        {
            problems.Add("too-many-attributes", $"Attributes beyond the first {options.MaxAttributes} of an element were ignored.", nameStart);
            return position;
        }

        if (attributeCount == attributes.Length)
            attributes = Grow(attributes, attributeCount);
        attributes[attributeCount++] = new XmlAttribute(nameStart, nameEnd, valueStart, valueEnd);
        return position;
    }

    private (int Start, int End, int After) ReadValue(int position)
    {
        if (position >= length)
            return (length, length, length);
        var quote = text[position];
        if (quote is (byte)'"' or (byte)'\'')
        {
            var end = text.AsSpan(position + 1, length - position - 1).IndexOf(quote);
            if (end >= 0)
                return (position + 1, position + 1 + end, position + end + 2);
        }

        problems.Add("unquoted-attribute", "An attribute's value has no quotes.", position);
        var stop = text.AsSpan(position, length - position).IndexOfAny(UnquotedEnds);
        var after = stop < 0 ? length : position + stop;
        return (position, after > position && text[after - 1] == '/' && after < length && text[after] == '>' ? after - 1 : after, after);
    }

    private int SkipSpace(int position)
    {
        while (position < length && text[position] is (byte)' ' or (byte)'\t' or (byte)'\n' or (byte)'\r')
            position++;
        return position;
    }

    private void NoteAttributes(int element)
    {
        ref readonly var owner = ref elements[element];
        for (var i = owner.FirstAttribute; i < owner.FirstAttribute + owner.AttributeCount; i++)
        {
            var attribute = attributes[i];
            var name = text.AsSpan(attribute.NameStart, attribute.NameEnd - attribute.NameStart);
            if (name.Length >= 5 && Ascii.EqualsIgnoreCase(name[..5], "xmlns"u8) && (name.Length == 5 || name[5] == ':'))
            {
                if (bindings.Count < MaxBindings)
                {
                    var address = text.AsSpan(attribute.ValueStart, attribute.ValueEnd - attribute.ValueStart);
                    var prefixStart = Math.Min(attribute.NameStart + 6, attribute.NameEnd);
                    bindings.Add(new Binding(prefixStart, attribute.NameEnd - prefixStart, XmlVocabularies.OfAddress(address), depth));
                    OpenScope();
                }
            }
            else if (name.Length >= 4 && Ascii.EqualsIgnoreCase(name[^4..], "base"u8))
            {
                HasBase = true;
            }
            else if (name.Length >= 4 && Ascii.EqualsIgnoreCase(name[^4..], "lang"u8))
            {
                HasLanguage = true;
            }
        }
    }
}
