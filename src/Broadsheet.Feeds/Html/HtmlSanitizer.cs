using System.Buffers;
using Broadsheet.Feeds.Links;
using Broadsheet.Feeds.Texts;

namespace Broadsheet.Feeds.Html;

/// <summary>
/// Writes a publisher's HTML anew, as its tokens come, with what is on our lists and nothing else: no scripts, styles, frames, forms or foreign
/// vocabularies, every tag closed, every '&lt;' of text escaped. Since nothing is passed through unread, there is nothing for a browser to read
/// otherwise.
/// </summary>
internal ref struct HtmlSanitizer(int capacity, string? baseUrl)
{
    private const int MaxOpen = 200;

    private static readonly NameTable<Worth> Attributes = MakeAttributes();

    private readonly string[] open = ArrayPool<string>.Shared.Rent(MaxOpen);
    private CharBuffer buffer = new(capacity + 64);
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

    /// <summary>Text between tags.</summary>
    public void Text(ReadOnlySpan<char> text)
    {
        while (true)
        {
            var at = text.IndexOfAny('&', '<');
            if (at < 0)
            {
                buffer.Append(text);
                return;
            }

            buffer.Append(text[..at]);
            text = text[at..];
            text = text[(text[0] == '<' ? AppendEscape("&lt;") : AppendReference(text))..];
        }
    }

    /// <summary>A start tag; of a hidden element, what follows up to its end is not to be given to <see cref="Text"/>.</summary>
    public void Start(HtmlTraits traits, string name, ReadOnlySpan<char> attributes)
    {
        if ((traits & HtmlTraits.Allowed) == 0)
            return;
        CloseImplied(traits, name);
        var isVoid = (traits & HtmlTraits.Void) != 0;
        if (!isVoid && openCount >= MaxOpen)
            return;
        buffer.Append('<');
        buffer.Append(name);
        var walk = new HtmlAttributes(attributes);
        while (walk.Read())
            AppendAttribute(walk.Name, walk.Value);
        buffer.Append(isVoid ? " />" : ">");
        if (!isVoid)
            open[openCount++] = name;
    }

    /// <summary>An end tag; closes the elements that are still open inside it, and is left out when it closes none.</summary>
    public void End(string name)
    {
        var level = openCount - 1;
        while (level >= 0 && !ReferenceEquals(open[level], name))
            level--;
        if (level < 0)
            return;
        while (openCount > level)
            CloseLast();
    }

    /// <summary>Closes what is open, and gives all that was written.</summary>
    public string Finish()
    {
        while (openCount > 0)
            CloseLast();
        return buffer.Written.Trim().ToString();
    }

    public void Dispose()
    {
        ArrayPool<string>.Shared.Return(open);
        buffer.Dispose();
    }

    private static NameTable<Worth> MakeAttributes()
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
        return new NameTable<Worth>(worth);
    }

    private int AppendEscape(ReadOnlySpan<char> escape)
    {
        buffer.Append(escape);
        return 1;
    }

    // A reference is kept as it was written, so that "&#38;" is still "&#38;"; anything else is a bare ampersand.
    private int AppendReference(ReadOnlySpan<char> text)
    {
        var size = HtmlEntities.Measure(text, out var code);
        if (size == 0)
            return AppendEscape("&amp;");
        if (text[1] == '#' && text[2] == 'X')
        {
            buffer.Append("&#x");
            buffer.Append(text[3..size]);
        }
        else if (text[1] == '#' && code > 0x7F)
        {
            buffer.AppendCodePoint(code is >= 0xD800 and <= 0xDFFF ? 0xFFFD : code);
        }
        else
        {
            buffer.Append(text[..size]);
        }

        return size;
    }

    private void CloseImplied(HtmlTraits traits, string name)
    {
        if (openCount == 0)
            return;
        var last = open[openCount - 1];
        if ((last == "p" && (traits & HtmlTraits.ClosesParagraph) != 0) || ((traits & HtmlTraits.ClosesItself) != 0 && ReferenceEquals(last, name)))
            CloseLast();
    }

    private void CloseLast()
    {
        buffer.Append("</");
        buffer.Append(open[--openCount]);
        buffer.Append('>');
    }

    private void AppendAttribute(ReadOnlySpan<char> name, ReadOnlySpan<char> value)
    {
        if (!Attributes.TryGet(name, out var written, out var worth))
            return;
        switch (worth)
        {
            case Worth.Plain:
                // A tag inside an attribute is how markup hides from one parser to appear to the next.
                if (!value.Contains('<') && !value.Contains("&lt;", StringComparison.OrdinalIgnoreCase))
                    AppendAttributeText(written, value, keepsReferences: true);
                break;
            case Worth.Address:
                if (WebLink.Resolve(HtmlEntities.Decode(value), baseUrl) is { } address)
                    AppendAttributeText(written, address, keepsReferences: false);
                break;
            case Worth.SourceSet:
                if (HtmlImages.ResolveSourceSet(HtmlEntities.Decode(value), baseUrl) is { Length: > 0 } candidates)
                    AppendAttributeText(written, candidates, keepsReferences: false);
                break;
        }
    }

    private void AppendAttributeText(string name, ReadOnlySpan<char> value, bool keepsReferences)
    {
        buffer.Append(' ');
        buffer.Append(name);
        buffer.Append("=\"");
        while (!value.IsEmpty)
        {
            var at = value.IndexOfAny("&\"<>");
            buffer.Append(at < 0 ? value : value[..at]);
            if (at < 0)
                break;
            value = value[at..];
            value = value[(value[0] switch
            {
                '&' => keepsReferences ? AppendReference(value) : AppendEscape("&amp;"),
                '"' => AppendEscape("&quot;"),
                '<' => AppendEscape("&lt;"),
                _ => AppendEscape("&gt;"),
            })..];
        }

        buffer.Append('"');
    }
}
