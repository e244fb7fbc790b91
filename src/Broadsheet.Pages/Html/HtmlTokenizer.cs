using System.Buffers;

namespace Broadsheet.Pages.Html;

/// <summary>What the tokenizer stands on.</summary>
internal enum HtmlTokenKind
{
    StartTag,
    EndTag,

    /// <summary>Characters with their references not yet decoded.</summary>
    Text,

    /// <summary>The content of the raw-text element whose start tag came just before.</summary>
    RawText,
}

/// <summary>
/// Reads the characters of a page once, from the first to the last, in the spirit of the tokenizer of the HTML standard (section 13.2.5).
/// It builds no tree and copies nothing: names and values are spans of the page. Its time is linear in the page's length.
/// </summary>
internal ref struct HtmlTokenizer(ReadOnlySpan<char> html)
{
    // Nobody writes so many; the rest of such a tag is skipped over.
    private const int MaxAttributes = 64;

    private static readonly SearchValues<char> s_nameEnd = SearchValues.Create(" \t\n\r\f/>=");
    private static readonly SearchValues<char> s_tagNameEnd = SearchValues.Create(" \t\n\r\f/>");
    private static readonly SearchValues<char> s_unquotedEnd = SearchValues.Create(" \t\n\r\f>");

    private readonly ReadOnlySpan<char> _html = html;
    private AttributeRanges _attributes;
    private int _attributeCount;
    private int _at;
    private int _tokenStart;
    private int _tokenLength;
    private HtmlTag _rawTextOf;

    // HtmlTag.Other until a frame was found whose end tag is nowhere ahead; looking again each time would take quadratic time.
    private HtmlTag _neverClosed;

    public HtmlTokenKind Kind { get; private set; }

    public HtmlTag Tag { get; private set; }

    /// <summary>The characters of the text under the tokenizer, or the name of the tag as written.</summary>
    public readonly ReadOnlySpan<char> Value => _html.Slice(_tokenStart, _tokenLength);

    /// <summary>Whether the tag ends with a slash; HTML pays no heed to it, SVG does.</summary>
    public bool IsSelfClosing { get; private set; }

    public readonly int AttributeCount => _attributeCount;

    public readonly ReadOnlySpan<char> AttributeName(int index) => _html.Slice(_attributes[index].Name, _attributes[index].NameLength);

    public readonly ReadOnlySpan<char> AttributeValue(int index) => _html.Slice(_attributes[index].Value, _attributes[index].ValueLength);

    /// <summary>The first attribute of that name; an empty span when there is none. The name is given in lower case.</summary>
    public readonly ReadOnlySpan<char> Attribute(ReadOnlySpan<char> name)
    {
        for (var i = 0; i < _attributeCount; i++)
        {
            if (_attributes[i].NameLength == name.Length && AttributeName(i).Equals(name, StringComparison.OrdinalIgnoreCase))
                return AttributeValue(i);
        }

        return default;
    }

    public readonly bool HasAttribute(ReadOnlySpan<char> name)
    {
        for (var i = 0; i < _attributeCount; i++)
        {
            if (_attributes[i].NameLength == name.Length && AttributeName(i).Equals(name, StringComparison.OrdinalIgnoreCase))
                return true;
        }

        return false;
    }

    /// <summary>Moves to the next tag or text; false at the end of the page.</summary>
    public bool Read()
    {
        if (_rawTextOf != HtmlTag.Other)
            return ReadRawText();

        while (_at < _html.Length)
        {
            var rest = _html[_at..];
            if (rest[0] != '<')
            {
                var length = rest.IndexOf('<');
                return Text(length < 0 ? rest.Length : length);
            }

            if (rest.Length < 2)
                return Text(rest.Length);
            var next = rest[1];
            if (char.IsAsciiLetter(next))
                return ReadTag(_at + 1, HtmlTokenKind.StartTag);
            if (next == '/')
            {
                if (rest.Length > 2 && char.IsAsciiLetter(rest[2]))
                    return ReadTag(_at + 2, HtmlTokenKind.EndTag);
                SkipPast(">", 2);
            }
            else if (next == '!')
            {
                SkipMarkupDeclaration(rest);
            }
            else if (next == '?')
            {
                SkipPast(">", 2);
            }
            else
            {
                // A lone "<" is text, as in "profit < loss".
                var length = rest[1..].IndexOf('<');
                return Text(length < 0 ? rest.Length : length + 1);
            }
        }

        return false;
    }

    private bool Text(int length)
    {
        Kind = HtmlTokenKind.Text;
        _tokenStart = _at;
        _tokenLength = length;
        _attributeCount = 0;
        _at += length;
        return true;
    }

    private void SkipMarkupDeclaration(ReadOnlySpan<char> rest)
    {
        if (!rest.StartsWith("<!--"))
        {
            SkipPast(rest.StartsWith("<![CDATA[") ? "]]>" : ">", 2);
            return;
        }

        if (rest.StartsWith("<!-->") || rest.StartsWith("<!--->"))
            SkipPast(">", 4);
        else
            SkipPast("-->", 4);
    }

    private void SkipPast(string end, int from)
    {
        var start = Math.Min(_at + from, _html.Length);
        var length = _html[start..].IndexOf(end, StringComparison.Ordinal);
        _at = length < 0 ? _html.Length : start + length + end.Length;
    }

    private bool ReadTag(int nameStart, HtmlTokenKind kind)
    {
        var rest = _html[nameStart..];
        var length = rest.IndexOfAny(s_tagNameEnd);
        if (length < 0)
        {
            _at = _html.Length;
            return false;
        }

        Kind = kind;
        _tokenStart = nameStart;
        _tokenLength = length;
        Tag = HtmlTags.Parse(rest[..length]);
        if (!ReadAttributes(nameStart + length))
            return false;
        if (kind == HtmlTokenKind.StartTag && HtmlTags.IsRawText(Tag) && Tag != _neverClosed)
            _rawTextOf = Tag;
        return true;
    }

    // The attribute states of the standard. A page that ends inside a tag drops that tag, as browsers do.
    private bool ReadAttributes(int at)
    {
        _attributeCount = 0;
        while (at < _html.Length)
        {
            var c = _html[at];
            if (c == '>')
            {
                IsSelfClosing = _html[at - 1] == '/';
                _at = at + 1;
                return true;
            }

            if (c is ' ' or '\t' or '\n' or '\r' or '\f' or '/')
            {
                at++;
                continue;
            }

            at = ReadAttribute(at);
        }

        _at = _html.Length;
        return false;
    }

    private int ReadAttribute(int at)
    {
        var name = at;
        // A "=" in front belongs to the name.
        var nameLength = _html[(at + 1)..].IndexOfAny(s_nameEnd);
        nameLength = nameLength < 0 ? _html.Length - at : nameLength + 1;
        at = SkipWhiteSpace(name + nameLength);
        var value = name;
        var valueLength = 0;
        if (at < _html.Length && _html[at] == '=')
        {
            at = SkipWhiteSpace(at + 1);
            (value, valueLength, at) = ReadValue(at);
        }

        if (_attributeCount < MaxAttributes)
            _attributes[_attributeCount++] = new(name, nameLength, value, valueLength);
        return at;
    }

    private readonly (int Start, int Length, int Next) ReadValue(int at)
    {
        if (at >= _html.Length)
            return (at, 0, at);
        var quote = _html[at];
        if (quote is '"' or '\'')
        {
            var length = _html[(at + 1)..].IndexOf(quote);
            return length < 0 ? (at + 1, 0, _html.Length) : (at + 1, length, at + length + 2);
        }

        var unquoted = _html[at..].IndexOfAny(s_unquotedEnd);
        return unquoted < 0 ? (at, 0, _html.Length) : (at, unquoted, at + unquoted);
    }

    private readonly int SkipWhiteSpace(int at)
    {
        while (at < _html.Length && _html[at] is ' ' or '\t' or '\n' or '\r' or '\f')
            at++;
        return at;
    }

    private bool ReadRawText()
    {
        var name = NameOf(_rawTextOf);
        _rawTextOf = HtmlTag.Other;
        var from = _at;
        while (true)
        {
            var length = _html[from..].IndexOf("</", StringComparison.Ordinal);
            var end = length < 0 ? _html.Length : from + length;
            if (length >= 0 && !ClosesRawText(end + 2, name))
            {
                from = end + 2;
                continue;
            }

            // "<noscript><iframe src=…></noscript>": one frame that is never closed must not swallow the page.
            if (length < 0 && Tag == HtmlTag.Iframe)
            {
                _neverClosed = HtmlTag.Iframe;
                end = _at;
            }

            Kind = HtmlTokenKind.RawText;
            _tokenStart = _at;
            _tokenLength = end - _at;
            _attributeCount = 0;
            _at = end;
            return true;
        }
    }

    private readonly bool ClosesRawText(int at, ReadOnlySpan<char> name)
    {
        var rest = _html[at..];
        return rest.Length > name.Length
            && rest.StartsWith(name, StringComparison.OrdinalIgnoreCase)
            && s_tagNameEnd.Contains(rest[name.Length]);
    }

    private static string NameOf(HtmlTag rawText) => rawText switch
    {
        HtmlTag.Script => "script",
        HtmlTag.Style => "style",
        HtmlTag.Textarea => "textarea",
        HtmlTag.Iframe => "iframe",
        _ => "title",
    };

    private readonly record struct AttributeRange(int Name, int NameLength, int Value, int ValueLength);

    [System.Runtime.CompilerServices.InlineArray(MaxAttributes)]
    private struct AttributeRanges
    {
        private AttributeRange _first;
    }
}
