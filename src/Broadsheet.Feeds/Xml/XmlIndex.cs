using System.Buffers;

namespace Broadsheet.Feeds.Xml;

/// <summary>
/// The elements of a document as positions in its text, found in one pass. Nothing is copied and nothing recurses; what is broken is
/// skipped, closed or taken as text, and noted. There is no DTD: declarations are passed over, so entities cannot grow or reach out.
/// </summary>
internal sealed class XmlIndex : IDisposable
{
    private const int MaxBindings = 256;
    private static readonly SearchValues<char> NameEnds = SearchValues.Create(" \t\n\r/><=\"'");

    private static readonly SearchValues<char> UnquotedEnds = SearchValues.Create(" \t\n\r><");

    private readonly FeedReaderOptions options;
    private readonly FeedProblems problems;
    private readonly char[] text;
    private readonly int length;
    private readonly int[] open;
    private readonly List<Binding> bindings = [];
    private XmlElement[] elements;
    private XmlAttribute[] attributes;
    private int attributeCount;
    private int depth;
    private int tooDeep;

    private XmlIndex(char[] text, int length, FeedReaderOptions options, FeedProblems problems)
    {
        this.text = text;
        this.length = length;
        this.options = options;
        this.problems = problems;
        open = ArrayPool<int>.Shared.Rent(options.MaxDepth + 1);
        elements = ArrayPool<XmlElement>.Shared.Rent(512);
        attributes = ArrayPool<XmlAttribute>.Shared.Rent(256);
        elements[0] = new XmlElement { ContentEnd = length };
        Count = 1;
        open[0] = 0;
    }

    /// <summary>Elements found, the document itself (index 0) included.</summary>
    public int Count { get; private set; }

    /// <summary>Whether any element states a base address or a language of its own; most documents do not, and need not be asked.</summary>
    public bool HasBase { get; private set; }

    /// <summary>See <see cref="HasBase"/>.</summary>
    public bool HasLanguage { get; private set; }

    /// <summary>Whether the document type is Netscape's RSS 0.91.</summary>
    public bool HasNetscapeDoctype { get; private set; }

    public ReadOnlySpan<char> Text => text.AsSpan(0, length);

    public ref readonly XmlElement this[int element] => ref elements[element];

    public static XmlIndex Of(char[] text, int length, FeedReaderOptions options, FeedProblems problems)
    {
        var index = new XmlIndex(text, length, options, problems);
        index.Build();
        return index;
    }

    public void Dispose()
    {
        ArrayPool<int>.Shared.Return(open);
        ArrayPool<XmlElement>.Shared.Return(elements);
        ArrayPool<XmlAttribute>.Shared.Return(attributes);
    }

    public ReadOnlySpan<char> Content(int element) => text.AsSpan(elements[element].ContentStart, elements[element].ContentEnd - elements[element].ContentStart);

    /// <summary>The raw value of an attribute by its local name, whatever its prefix; false when it is not there.</summary>
    public bool TryGetAttribute(int element, ReadOnlySpan<char> localName, out ReadOnlySpan<char> value)
    {
        ref readonly var owner = ref elements[element];
        for (var i = owner.FirstAttribute; i < owner.FirstAttribute + owner.AttributeCount; i++)
        {
            var attribute = attributes[i];
            var name = text.AsSpan(attribute.NameStart, attribute.NameEnd - attribute.NameStart);
            if (name.Length < localName.Length || !name[^localName.Length..].Equals(localName, StringComparison.OrdinalIgnoreCase))
                continue;
            if (name.Length == localName.Length || (name[^(localName.Length + 1)] == ':' && !name.StartsWith("xmlns:")))
            {
                value = text.AsSpan(attribute.ValueStart, attribute.ValueEnd - attribute.ValueStart);
                return true;
            }
        }

        value = default;
        return false;
    }

    /// <summary>All attributes of an element, as positions.</summary>
    public ReadOnlySpan<XmlAttribute> Attributes(int element) => attributes.AsSpan(elements[element].FirstAttribute, elements[element].AttributeCount);

    private void Build()
    {
        var position = 0;
        while (position < length)
        {
            var next = text.AsSpan(position, length - position).IndexOf('<');
            if (next < 0)
                break;
            position += next;
            position = ReadMarkup(position);
        }

        if (depth > 0)
            problems.Add("unclosed-element", $"The document ends inside <{NameOf(open[depth])}>.", length);
        CloseDownTo(0, length);
    }

    private int ReadMarkup(int position)
    {
        var next = position + 1 < length ? text[position + 1] : '\0';
        if (IsNameStart(next))
            return ReadStartTag(position);
        return next switch
        {
            '/' => ReadEndTag(position),
            '!' => ReadDeclaration(position),
            '?' => SkipPast(position, "?>", '>'),
            _ => TakeAsText(position),
        };
    }

    private int TakeAsText(int position)
    {
        problems.Add("bare-less-than", "A '<' that begins no tag was read as text.", position);
        return position + 1;
    }

    private int SkipPast(int position, ReadOnlySpan<char> end, char fallback)
    {
        var rest = text.AsSpan(position, length - position);
        var at = rest.IndexOf(end);
        if (at >= 0)
            return position + at + end.Length;
        problems.Add("unclosed-section", $"'{rest[..Math.Min(4, rest.Length)]}' is never closed.", position);
        at = rest.IndexOf(fallback);
        return at < 0 ? length : position + at + 1;
    }

    private int ReadDeclaration(int position)
    {
        var rest = text.AsSpan(position, length - position);
        if (rest.StartsWith("<![CDATA["))
        {
            var end = rest.IndexOf("]]>");
            if (end >= 0)
                return position + end + 3;
            problems.Add("unclosed-section", "A CDATA section is never closed; the rest of the document was read as its text.", position);
            return length;
        }

        if (rest.StartsWith("<!--"))
            return SkipPast(position, "-->", '>');
        return rest.StartsWith("<!DOCTYPE", StringComparison.OrdinalIgnoreCase) ? SkipDoctype(position) : SkipUnknownDeclaration(position);
    }

    private int SkipUnknownDeclaration(int position)
    {
        if (depth > 0)
            return TakeAsText(position);
        var end = text.AsSpan(position, length - position).IndexOf('>');
        return end < 0 ? length : position + end + 1;
    }

    // The internal subset is passed over, quotes and nested declarations respected; it may hold anything, and nothing of it is used.
    private int SkipDoctype(int position)
    {
        HasNetscapeDoctype |= text.AsSpan(position, Math.Min(400, length - position)).Contains("netscape", StringComparison.OrdinalIgnoreCase);
        var brackets = 0;
        var quote = '\0';
        for (var i = position + 9; i < length; i++)
        {
            var c = text[i];
            if (quote != '\0')
            {
                if (c == quote)
                    quote = '\0';
            }
            else if (c is '"' or '\'')
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
        return SkipPast(position, ">", '>');
    }

    private int ReadEndTag(int position)
    {
        var start = position + 2;
        var rest = text.AsSpan(start, length - start);
        var close = rest.IndexOfAny('>', '<');
        var end = close < 0 ? length : start + close;
        var after = close >= 0 && text[end] == '>' ? end + 1 : end;
        var name = text.AsSpan(start, end - start).Trim();
        if (tooDeep > 0)
        {
            tooDeep--;
            return after;
        }

        for (var level = depth; level > 0; level--)
        {
            if (!NameOf(open[level]).Equals(name, StringComparison.OrdinalIgnoreCase))
                continue;
            if (level != depth)
                problems.Add("mismatched-end-tag", $"</{name}> closes <{NameOf(open[depth])}> as well.", position);
            CloseDownTo(level - 1, position);
            return after;
        }

        problems.Add("stray-end-tag", $"</{name[..Math.Min(40, name.Length)]}> closes nothing.", position);
        return after;
    }

    private void CloseDownTo(int level, int position)
    {
        while (depth > level)
        {
            elements[open[depth]].ContentEnd = position;
            depth--;
        }

        while (bindings.Count > 0 && bindings[^1].Depth > depth)
            bindings.RemoveAt(bindings.Count - 1);
    }

    private ReadOnlySpan<char> NameOf(int element) => text.AsSpan(elements[element].NameStart, elements[element].NameEnd - elements[element].NameStart);

    private int ReadStartTag(int position)
    {
        var nameStart = position + 1;
        var nameLength = text.AsSpan(nameStart, length - nameStart).IndexOfAny(NameEnds);
        var nameEnd = nameLength < 0 ? length : nameStart + nameLength;
        var firstAttribute = attributeCount;
        var after = ReadAttributes(nameEnd, out var selfClosing);
        if (after < 0)
        {
            attributeCount = firstAttribute;
            return TakeAsText(position);
        }

        if (depth >= options.MaxDepth)
        {
            if (tooDeep == 0)
                problems.Add("too-deep", $"Elements more than {options.MaxDepth} deep were read as text.", position);
            if (!selfClosing)
                tooDeep++;
            attributeCount = firstAttribute;
            return after;
        }

        var element = Append(new XmlElement
        {
            Parent = open[depth],
            Open = position,
            NameStart = nameStart,
            NameEnd = nameEnd,
            ContentStart = after,
            ContentEnd = after,
            FirstAttribute = firstAttribute,
            AttributeCount = attributeCount - firstAttribute,
        });
        depth++;
        open[depth] = element;
        if (attributeCount > firstAttribute)
            NoteAttributes(element);
        Name(ref elements[element]);
        if (selfClosing)
            CloseDownTo(depth - 1, after);
        return after;
    }

    private int Append(XmlElement element)
    {
        if (Count == elements.Length)
            elements = Grow(elements, Count);
        var index = Count++;
        elements[index] = element;
        ref var parent = ref elements[element.Parent];
        if (parent.FirstChild == 0)
            parent.FirstChild = index;
        else
            elements[parent.LastChild].NextSibling = index;
        parent.LastChild = index;
        return index;
    }

    private static T[] Grow<T>(T[] full, int count)
    {
        var larger = ArrayPool<T>.Shared.Rent(full.Length * 2);
        full.AsSpan(0, count).CopyTo(larger);
        ArrayPool<T>.Shared.Return(full);
        return larger;
    }

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
                case '>':
                    selfClosing = text[position - 1] == '/';
                    return position + 1;
                case '<':
                    return -1;
                case ' ' or '\t' or '\n' or '\r' or '/' or '"' or '\'' or '=':
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
        var nameLength = text.AsSpan(nameStart, length - nameStart).IndexOfAny(NameEnds);
        var nameEnd = nameLength < 0 ? length : nameStart + nameLength;
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
        if (quote is '"' or '\'')
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
        while (position < length && text[position] is ' ' or '\t' or '\n' or '\r')
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
            if (name.StartsWith("xmlns", StringComparison.OrdinalIgnoreCase) && (name.Length == 5 || name[5] == ':'))
            {
                if (bindings.Count < MaxBindings)
                {
                    var address = text.AsSpan(attribute.ValueStart, attribute.ValueEnd - attribute.ValueStart);
                    var prefixStart = Math.Min(attribute.NameStart + 6, attribute.NameEnd);
                    bindings.Add(new Binding(prefixStart, attribute.NameEnd - prefixStart, XmlVocabularies.OfAddress(address), depth));
                }
            }
            else if (name.EndsWith("base", StringComparison.OrdinalIgnoreCase))
            {
                HasBase = true;
            }
            else if (name.EndsWith("lang", StringComparison.OrdinalIgnoreCase))
            {
                HasLanguage = true;
            }
        }
    }

    private void Name(ref XmlElement element)
    {
        var name = text.AsSpan(element.NameStart, element.NameEnd - element.NameStart);
        var colon = name.IndexOf(':');
        element.Term = XmlTerms.Of(name[(colon + 1)..]);
        element.Vocabulary = colon < 0 ? DefaultVocabulary() : VocabularyOf(name[..colon], element.Open);
    }

    private XmlVocabulary DefaultVocabulary()
    {
        for (var i = bindings.Count - 1; i >= 0; i--)
        {
            // An unknown default namespace is somebody's idea of what RSS or Atom is called.
            if (bindings[i].PrefixLength == 0)
                return bindings[i].Vocabulary == XmlVocabulary.Foreign ? XmlVocabulary.Core : bindings[i].Vocabulary;
        }

        return XmlVocabulary.Core;
    }

    private XmlVocabulary VocabularyOf(ReadOnlySpan<char> prefix, int position)
    {
        for (var i = bindings.Count - 1; i >= 0; i--)
        {
            if (bindings[i].PrefixLength == prefix.Length && text.AsSpan(bindings[i].PrefixStart, prefix.Length).Equals(prefix, StringComparison.Ordinal))
                return bindings[i].Vocabulary;
        }

        if (!prefix.Equals("xml", StringComparison.Ordinal))
            problems.Add("undeclared-prefix", $"The prefix '{prefix[..Math.Min(40, prefix.Length)]}' is not declared; its usual meaning was assumed.", position);
        return XmlVocabularies.OfPrefix(prefix);
    }

    private static bool IsNameStart(char c) => char.IsAsciiLetter(c) || c is '_' or ':' || (c >= 0xC0 && char.IsLetter(c));

    private readonly record struct Binding(int PrefixStart, int PrefixLength, XmlVocabulary Vocabulary, int Depth);
}
