using System.Buffers;
using System.Text;
using Broadsheet.Feeds.Links;
using Broadsheet.Feeds.Texts;

namespace Broadsheet.Feeds.Html;

/// <summary>
/// Writes a publisher's HTML anew, as its tokens come, with what is on our lists and nothing else: no scripts, styles, frames, forms or foreign
/// vocabularies, every tag closed, every '&lt;' of text escaped. Since nothing is passed through unread, there is nothing for a browser to read
/// otherwise.
/// </summary>
/// <param name="capacity">Bytes there will be, more or less.</param>
/// <param name="baseUrl">What relative addresses are relative to, if known.</param>
/// <param name="open">Room for the numbers of elements that are open; an element inside as many as fit is left out.</param>
internal ref struct HtmlSanitizer(int capacity, string? baseUrl, Span<byte> open)
{
    /// <summary>Elements that may be open inside each other.</summary>
    public const int MaxOpen = 200;

    private static readonly NameTable<AllowedName> Attributes = MakeAttributes();
    private static readonly SearchValues<byte> MarksOfValue = SearchValues.Create("&\"<>"u8);

    private readonly Span<byte> open = open;
    private readonly WebBase? root = WebBase.OfOrNull(baseUrl);
    private ByteBuffer buffer = new(capacity + (capacity / 8) + 64);
    private int openCount;

    private enum Worth
    {
        Plain,
        Address,
        SourceSet,
    }

    /// <summary>Plain text as HTML.</summary>
    public static string Escape(string text) => text.Replace("&", "&amp;", StringComparison.Ordinal)
        .Replace("<", "&lt;", StringComparison.Ordinal).Replace(">", "&gt;", StringComparison.Ordinal);

    /// <summary>Text: all up to the next '&lt;' that is not where it begins.</summary>
    /// <returns>How many bytes that was.</returns>
    public int Text(ReadOnlySpan<byte> html)
    {
        var length = 0;
        if (html[0] == '<')
        {
            buffer.Append("&lt;"u8);
            length = 1;
        }

        while (true)
        {
            length += buffer.AppendUntil(html[length..], (byte)'&', (byte)'<');
            if (length == html.Length || html[length] == '<')
                return length;
            length += AppendReference(html[length..]);
        }
    }

    /// <summary>A start tag; of a hidden element, what follows up to its end is not to be given to <see cref="Text"/>.</summary>
    public void Start(HtmlElement element, ReadOnlySpan<byte> attributes)
    {
        if ((element.Traits & HtmlTraits.Allowed) == 0)
            return;
        CloseImplied(element);
        var isVoid = (element.Traits & HtmlTraits.Void) != 0;
        if (!isVoid && openCount >= open.Length)
            return;
        if (!isVoid)
            open[openCount++] = element.Number;
        if (attributes.IsEmpty && !isVoid)
        {
            buffer.Append(element.Whole);
            return;
        }

        buffer.Append(element.Opening);
        var walk = new HtmlAttributes(attributes);
        while (walk.Read())
            AppendAttribute(walk.Name, walk.Value);
        if (isVoid)
            buffer.Append(" />"u8);
        else
            buffer.Append((byte)'>');
    }

    /// <summary>An end tag; closes the elements that are still open inside it, and is left out when it closes none.</summary>
    public void End(HtmlElement element)
    {
        var level = openCount - 1;
        while (level >= 0 && open[level] != element.Number)
            level--;
        if (level < 0)
            return;
        while (openCount > level)
            CloseLast();
    }

    /// <summary>Closes what is open, and gives all that was written, as UTF-8.</summary>
    public byte[] Finish()
    {
        while (openCount > 0)
            CloseLast();
        return buffer.ToTrimmedArray();
    }

    public void Dispose() => buffer.Dispose();

    private static NameTable<AllowedName> MakeAttributes()
    {
        const string Plain = """
            abbr align alt axis border cellpadding cellspacing char charoff colspan color compact controls coords datetime dir face headers height
            hreflang hspace ismap kind label lang loop media muted nowrap open preload rel reversed rowspan rules scope shape size sizes span srclang
            start summary title type valign vspace width
            """;
        var worth = new Dictionary<string, Worth>(StringComparer.Ordinal) { ["srcset"] = Worth.SourceSet };
        foreach (var name in Plain.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries))
            worth[name] = Worth.Plain;
        foreach (var name in (string[])["href", "src", "cite", "poster", "longdesc"])
            worth[name] = Worth.Address;
        return new NameTable<AllowedName>(
            [.. worth.Select(pair => KeyValuePair.Create(pair.Key, new AllowedName(new ShortText($" {pair.Key}=\""), pair.Value)))]);
    }

    private int AppendEscape(ReadOnlySpan<byte> escape)
    {
        buffer.Append(escape);
        return 1;
    }

    // A reference is kept as it was written, so that "&#38;" is still "&#38;"; anything else is a bare ampersand.
    private int AppendReference(ReadOnlySpan<byte> text)
    {
        var size = HtmlEntities.Measure(text, out var code);
        if (size == 0)
            return AppendEscape("&amp;"u8);
        if (text[1] == '#' && text[2] == 'X')
        {
            buffer.Append("&#x"u8);
            buffer.Append(text[3..size]);
        }
        else if (text[1] == '#' && code > 0x7F)
        {
            buffer.AppendCodePoint(code);
        }
        else
        {
            buffer.Append(text[..size]);
        }

        return size;
    }

    private void CloseImplied(HtmlElement element)
    {
        if (openCount == 0)
            return;
        var last = HtmlElements.Numbered(open[openCount - 1]);
        if (((last.Traits & HtmlTraits.Paragraph) != 0 && (element.Traits & HtmlTraits.ClosesParagraph) != 0)
            || ((element.Traits & HtmlTraits.ClosesItself) != 0 && ReferenceEquals(last, element)))
            CloseLast();
    }

    private void CloseLast() => buffer.Append(HtmlElements.Numbered(open[--openCount]).Closing);

    private void AppendAttribute(ReadOnlySpan<byte> name, ReadOnlySpan<byte> value)
    {
        if (!Attributes.TryGet(name, out var attribute))
            return;
        switch (attribute.Worth)
        {
            case Worth.Plain:
                // A tag inside an attribute is how markup hides from one parser to appear to the next.
                if (!value.Contains((byte)'<') && !HasEscapedTag(value))
                    AppendAttributeText(attribute.Opening, value, keepsReferences: true);
                break;
            case Worth.Address:
                AppendAddress(attribute.Opening, value);
                break;
            case Worth.SourceSet:
                if (HtmlImages.ResolveSourceSet(HtmlEntities.Decode(value), baseUrl) is { Length: > 0 } candidates)
                    AppendMade(attribute.Opening, candidates);
                break;
        }
    }

    // In any case: "&LT;" is a reference too.
    private static bool HasEscapedTag(ReadOnlySpan<byte> value)
    {
        for (var at = value.IndexOf((byte)'&'); at >= 0; at = value.IndexOf((byte)'&'))
        {
            value = value[(at + 1)..];
            if (value.Length >= 3 && Ascii.EqualsIgnoreCase(value[..3], "lt;"u8))
                return true;
        }

        return false;
    }

    private void AppendAddress(in ShortText opening, ReadOnlySpan<byte> value)
    {
        // Most addresses need not be taken apart to know what they come to.
        if (WebLink.IsPlainHttp(value))
        {
            buffer.Append(opening);
            buffer.Append(value);
            buffer.Append((byte)'"');
        }
        else if (root is not null && root.IsJoinedSimply(value))
        {
            buffer.Append(opening);
            buffer.Append(root.Root);
            buffer.Append(value);
            buffer.Append((byte)'"');
        }
        else if (WebLink.Resolve(HtmlEntities.Decode(value), baseUrl) is { } address)
        {
            AppendMade(opening, address);
        }
    }

    private void AppendMade(in ShortText opening, string value)
    {
        using var utf8 = ByteBuffer.Of(value);
        AppendAttributeText(opening, utf8.Written, keepsReferences: false);
    }

    private void AppendAttributeText(in ShortText opening, ReadOnlySpan<byte> value, bool keepsReferences)
    {
        buffer.Append(opening);
        while (!value.IsEmpty)
        {
            var at = value.IndexOfAny(MarksOfValue);
            buffer.Append(at < 0 ? value : value[..at]);
            if (at < 0)
                break;
            value = value[at..];
            value = value[(value[0] switch
            {
                (byte)'&' => keepsReferences ? AppendReference(value) : AppendEscape("&amp;"u8),
                (byte)'"' => AppendEscape("&quot;"u8),
                (byte)'<' => AppendEscape("&lt;"u8),
                _ => AppendEscape("&gt;"u8),
            })..];
        }

        buffer.Append((byte)'"');
    }

    // What is written before its value, and how the value is read.
    private readonly record struct AllowedName(ShortText Opening, Worth Worth);
}
