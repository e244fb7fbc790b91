using System.Buffers;
using System.Text;
using Broadsheet.Feeds.Texts;

namespace Broadsheet.Feeds.Xml;

/// <summary>
/// The elements of a document as positions in its bytes, found in one pass. Nothing is copied and nothing recurses; what is broken is
/// skipped, closed or taken as text, and noted. There is no DTD: declarations are passed over, so entities cannot grow or reach out.
/// </summary>
internal sealed class XmlIndex : IDisposable
{
    private const int MaxBindings = 256;
    private const int NamesKnown = 64;

    private static readonly SearchValues<byte> UnquotedEnds = SearchValues.Create(" \t\n\r><"u8);

    private readonly FeedReaderOptions options;
    private readonly FeedProblems problems;
    private readonly byte[] text;
    private readonly int length;
    private readonly int[] open;
    private readonly KnownName[] names;
    private readonly List<Binding> bindings = [];
    private int scope;
    private XmlVocabulary defaultVocabulary = XmlVocabulary.Core;
    private XmlElement[] elements;
    private XmlAttribute[] attributes;
    private int attributeCount;
    private int depth;
    private int tooDeep;

    private XmlIndex(DocumentText document, FeedReaderOptions options, FeedProblems problems)
    {
        text = document.Rented;
        length = document.Length;
        this.options = options;
        this.problems = problems;
        open = ArrayPool<int>.Shared.Rent(options.MaxDepth + 1);
        elements = ArrayPool<XmlElement>.Shared.Rent(512);
        attributes = ArrayPool<XmlAttribute>.Shared.Rent(256);
        names = ArrayPool<KnownName>.Shared.Rent(NamesKnown);
        names.AsSpan(0, NamesKnown).Clear();
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

    /// <summary>The whole document, as UTF-8.</summary>
    public ReadOnlySpan<byte> Text => text.AsSpan(0, length);

    public ref readonly XmlElement this[int element] => ref elements[element];

    /// <summary>Finds the elements. The document stays the caller's, and must live as long as the index.</summary>
    public static XmlIndex Of(DocumentText document, FeedReaderOptions options, FeedProblems problems)
    {
        var index = new XmlIndex(document, options, problems);
        index.Build();
        return index;
    }

    public void Dispose()
    {
        ArrayPool<int>.Shared.Return(open);
        ArrayPool<XmlElement>.Shared.Return(elements);
        ArrayPool<XmlAttribute>.Shared.Return(attributes);
        ArrayPool<KnownName>.Shared.Return(names);
    }

    /// <summary>What stands between the tags of an element, as UTF-8.</summary>
    public ReadOnlySpan<byte> Content(int element) => text.AsSpan(elements[element].ContentStart, elements[element].ContentEnd - elements[element].ContentStart);

    /// <summary>The raw value of an attribute by its local name, whatever its prefix; false when it is not there.</summary>
    public bool TryGetAttribute(int element, ReadOnlySpan<char> localName, out ReadOnlySpan<byte> value)
    {
        ref readonly var owner = ref elements[element];
        for (var i = owner.FirstAttribute; i < owner.FirstAttribute + owner.AttributeCount; i++)
        {
            var attribute = attributes[i];
            var name = text.AsSpan(attribute.NameStart, attribute.NameEnd - attribute.NameStart);
            if (name.Length < localName.Length || !Ascii.EqualsIgnoreCase(name[^localName.Length..], localName))
                continue;
            if (name.Length == localName.Length || (name[^(localName.Length + 1)] == ':' && !name.StartsWith("xmlns:"u8)))
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
            var next = text.AsSpan(position, length - position).IndexOf((byte)'<');
            if (next < 0)
                break;
            position = ReadMarkup(position + next);
        }

        if (depth > 0)
            problems.Add("unclosed-element", $"The document ends inside <{Shown(NameOf(open[depth]))}>.", length);
        CloseDownTo(0, length);
    }

    private int ReadMarkup(int position)
    {
        var next = position + 1 < length ? text[position + 1] : (byte)0;
        if (next == '/')
            return ReadEndTag(position);
        if (IsNameStart(next, position + 1))
            return ReadStartTag(position);
        return next switch
        {
            (byte)'!' => ReadDeclaration(position),
            (byte)'?' => ReadInstruction(position),
            _ => TakeAsText(position),
        };
    }

    private int TakeAsText(int position)
    {
        problems.Add("bare-less-than", "A '<' that begins no tag was read as text.", position);
        return position + 1;
    }

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

    private int ReadEndTag(int position)
    {
        var start = position + 2;
        if (tooDeep == 0 && depth > 0)
        {
            // As it should be, and nearly always is: the name of the innermost element and nothing else.
            var expected = NameOf(open[depth]);
            if (length - start > expected.Length && text[start + expected.Length] == '>' && text.AsSpan(start, expected.Length).SequenceEqual(expected))
            {
                CloseDownTo(depth - 1, position);
                return start + expected.Length + 1;
            }
        }

        var rest = text.AsSpan(start, length - start);
        var close = rest.IndexOfAny((byte)'>', (byte)'<');
        var end = close < 0 ? length : start + close;
        var after = close >= 0 && text[end] == '>' ? end + 1 : end;
        var name = Utf8Text.Trim(text.AsSpan(start, end - start));
        if (after == end && problems.Notes("unclosed-tag"))
            problems.Add("unclosed-tag", $"</{Utf8Text.Shown(name, 40)} has no '>'.", position);
        if (tooDeep > 0)
        {
            tooDeep--;
            return after;
        }

        for (var level = depth; level > 0; level--)
        {
            if (!Utf8Text.EqualsIgnoreCase(NameOf(open[level]), name))
                continue;
            if (level != depth && problems.Notes("mismatched-end-tag"))
                problems.Add("mismatched-end-tag", $"</{Shown(name)}> closes <{Shown(NameOf(open[depth]))}> as well.", position);
            CloseDownTo(level - 1, position);
            return after;
        }

        if (problems.Notes("stray-end-tag"))
            problems.Add("stray-end-tag", $"</{Utf8Text.Shown(name, 40)}> closes nothing.", position);
        return after;
    }

    private void CloseDownTo(int level, int position)
    {
        while (depth > level)
        {
            elements[open[depth]].ContentEnd = position;
            depth--;
        }

        if (bindings.Count > 0 && bindings[^1].Depth > depth)
            CloseBindings();
    }

    private void CloseBindings()
    {
        while (bindings.Count > 0 && bindings[^1].Depth > depth)
            bindings.RemoveAt(bindings.Count - 1);
        OpenScope();
    }

    private void OpenScope()
    {
        scope++;
        defaultVocabulary = DefaultVocabulary();
    }

    private ReadOnlySpan<byte> NameOf(int element) => text.AsSpan(elements[element].NameStart, elements[element].NameEnd - elements[element].NameStart);

    private int ReadStartTag(int position)
    {
        var nameStart = position + 1;
        var nameEnd = EndOfName(nameStart);
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

    private int EndOfName(int position)
    {
        while (position < length && !IsNameEnd(text[position]))
            position++;
        return position;
    }

    // White space, '/', '>', '<', '=' and the quotes.
    private static bool IsNameEnd(byte b)
    {
        const ulong Ends = (1UL << ' ') | (1UL << '\t') | (1UL << '\n') | (1UL << '\r') | (1UL << '/') | (1UL << '>') | (1UL << '<') | (1UL << '=') | (1UL << '"')
            | (1UL << '\'');
        return b < 64 && (Ends >> b & 1) != 0;
    }

    private int Append(in XmlElement element)
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

    // A document has few names and many elements: each name is looked up once, and once more wherever namespaces change.
    private void Name(ref XmlElement element)
    {
        var name = text.AsSpan(element.NameStart, element.NameEnd - element.NameStart);
        ref var known = ref names[((name.Length * 7) + (name[0] * 31) + name[^1] + (name[name.Length / 2] * 3)) & (NamesKnown - 1)];
        if (known.Length != name.Length || !text.AsSpan(known.Start, known.Length).SequenceEqual(name))
        {
            var colon = name.IndexOf((byte)':');
            known = new KnownName { Start = element.NameStart, Length = name.Length, Colon = colon, Term = XmlTerms.Of(name[(colon + 1)..]), Scope = -1 };
        }

        element.Term = known.Term;
        if (known.Scope != scope)
        {
            known.Scope = scope;
            known.Vocabulary = known.Colon < 0 ? defaultVocabulary : VocabularyOf(name[..known.Colon], element.Open, ref known);
        }

        element.Vocabulary = known.Vocabulary;
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

    private XmlVocabulary VocabularyOf(ReadOnlySpan<byte> prefix, int position, ref KnownName known)
    {
        for (var i = bindings.Count - 1; i >= 0; i--)
        {
            if (bindings[i].PrefixLength == prefix.Length && text.AsSpan(bindings[i].PrefixStart, prefix.Length).SequenceEqual(prefix))
                return bindings[i].Vocabulary;
        }

        if (!prefix.SequenceEqual("xml"u8) && problems.Notes("undeclared-prefix"))
        {
            problems.Add("undeclared-prefix", $"The prefix '{Utf8Text.Shown(prefix, 40)}' is not declared; its usual meaning was assumed.", position);
            // It is told of wherever it stands.
            known.Scope = -1;
        }

        return XmlVocabularies.OfPrefix(prefix);
    }

    private bool IsNameStart(byte first, int position)
    {
        if (first < 0x80)
            return (uint)((first | 0x20) - 'a') <= 'z' - 'a' || first is (byte)'_' or (byte)':';
        Rune.DecodeFromUtf8(text.AsSpan(position, length - position), out var rune, out _);
        return rune.Value >= 0xC0 && rune.IsBmp && Rune.IsLetter(rune);
    }

    private static string Shown(ReadOnlySpan<byte> name) => Encoding.UTF8.GetString(name);

    private struct KnownName
    {
        public int Start, Length, Colon, Scope;
        public XmlTerm Term;
        public XmlVocabulary Vocabulary;
    }

    private readonly record struct Binding(int PrefixStart, int PrefixLength, XmlVocabulary Vocabulary, int Depth);
}
