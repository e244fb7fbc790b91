using System.Buffers;
using System.Text;
using Broadsheet.Feeds.Texts;

namespace Broadsheet.Feeds.Xml;

/// <summary>
/// The elements of a document as positions in its bytes, found in one pass. Nothing is copied and nothing recurses; what is broken is
/// skipped, closed or taken as text, and noted. There is no DTD: declarations are passed over, so entities cannot grow or reach out.
/// </summary>
internal sealed partial class XmlIndex : IDisposable
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

    private bool IsNameStart(byte first, int position)
    {
        if (first < 0x80)
            return (uint)((first | 0x20) - 'a') <= 'z' - 'a' || first is (byte)'_' or (byte)':';
        Rune.DecodeFromUtf8(text.AsSpan(position, length - position), out var rune, out _);
        return rune.Value >= 0xC0 && rune.IsBmp && Rune.IsLetter(rune);
    }

    private static string Shown(ReadOnlySpan<byte> name) => Encoding.UTF8.GetString(name);
}
