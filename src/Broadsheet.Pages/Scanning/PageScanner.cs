using Broadsheet.Pages.Html;

namespace Broadsheet.Pages.Scanning;

/// <summary>
/// Reads a page's characters once and collects every signal. Elements that are left open are closed by their ancestors;
/// everything collected is bounded, so that a hostile page costs no more than an honest one of its length.
/// </summary>
internal ref partial struct PageScanner
{
    // Far above any real page (p95 of elements is 1,768), far below trouble.
    private const int MaxDepth = 512;
    private const int MaxElements = 100_000;
    private const int MaxText = 1_000_000;
    private const int MaxOfAKind = 2_000;
    private const int MaxImages = 200;
    private const int MaxJsonLdBlocks = 64;
    private const int MaxShortText = 500;
    private const int MaxHomeLink = 60;
    private const int MaxHomeLinks = 10;

    private readonly PageSignals _signals = new();
    private readonly OpenElement[] _open = new OpenElement[MaxDepth];
    private HtmlTokenizer _tokens;
    private int _depth;
    private int _blockStart;
    private int _blockLinkLength;
    private bool _rawIsJsonLd;
    private string? _pictureSource;
    private int? _pictureWidth;

    private PageScanner(ReadOnlySpan<char> html) => _tokens = new(html);

    public static PageSignals Scan(ReadOnlySpan<char> html)
    {
        var scanner = new PageScanner(html);
        scanner.Run();
        return scanner._signals;
    }

    private void Run()
    {
        _signals.Parents.Add(0);
        _signals.IsAside.Add(false);
        while (_tokens.Read())
        {
            switch (_tokens.Kind)
            {
                case HtmlTokenKind.StartTag:
                    Start();
                    break;
                case HtmlTokenKind.EndTag:
                    End(_tokens.Tag);
                    break;
                case HtmlTokenKind.Text:
                    AddText();
                    break;
                default:
                    AddRawText();
                    break;
            }
        }

        while (_depth > 0)
            Pop();
        CloseBlock();
    }

    private readonly Place Place => _depth == 0 ? Place.None : _open[_depth - 1].Place;

    /// <summary>The number of the innermost open element.</summary>
    private readonly int Innermost => _depth == 0 ? 0 : _open[_depth - 1].Number;

    private void AddText()
    {
        var place = Place;
        if ((place & (Place.Unread | Place.Svg)) != 0 || _signals.Text.Length > MaxText)
            return;
        var before = _signals.Text.Length;
        HtmlText.Append(_signals.Text, _tokens.Value);
        if ((place & Place.Link) != 0)
            _blockLinkLength += _signals.Text.Length - before;
    }

    private void AddRawText()
    {
        var raw = _tokens.Value;
        if (_rawIsJsonLd && _signals.JsonLd.Count < MaxJsonLdBlocks)
            _signals.JsonLd.Add(raw.ToString());
        _rawIsJsonLd = false;
        if (_tokens.Tag == HtmlTag.Title && (Place & Place.Svg) == 0 && string.IsNullOrEmpty(_signals.DocumentTitle))
            _signals.DocumentTitle = HtmlText.Clean(raw);
    }

    private void Start()
    {
        var tag = _tokens.Tag;
        if ((Place & Place.Svg) != 0)
        {
            // A drawing ends where the page goes on (13.2.6.5 of the standard), and in it a slash does close an element.
            if (HtmlTags.IsBlock(tag))
                End(HtmlTag.Svg);
            else if (_tokens.IsSelfClosing && tag is HtmlTag.Other or HtmlTag.Svg or HtmlTag.A)
                return;
        }

        if (HtmlTags.IsBlock(tag))
            Border(tag);
        switch (tag)
        {
            case HtmlTag.Html:
                _signals.Language ??= NullIfEmpty(HtmlText.Clean(_tokens.Attribute("lang"))) ?? NullIfEmpty(HtmlText.Clean(_tokens.Attribute("xml:lang")));
                _signals.IsAmp |= _tokens.HasAttribute("amp") || _tokens.HasAttribute("⚡");
                return;
            case HtmlTag.Head or HtmlTag.Body:
                return;
            case HtmlTag.Meta:
                AddMeta();
                return;
            case HtmlTag.Link:
                AddLink();
                return;
            case HtmlTag.Base:
                _signals.BaseHref ??= NullIfEmpty(HtmlText.Clean(_tokens.Attribute("href")));
                return;
            case HtmlTag.Script:
                _rawIsJsonLd = _tokens.Attribute("type").Contains("ld+json", StringComparison.OrdinalIgnoreCase);
                break;
            case HtmlTag.Img:
                AddImage();
                return;
            case HtmlTag.Source:
                AddPictureSource();
                return;
            case HtmlTag.Iframe:
            case HtmlTag.Embed:
            case HtmlTag.Video:
            case HtmlTag.Audio:
                AddEmbed();
                break;
            case HtmlTag.Picture:
                (_pictureSource, _pictureWidth) = (null, null);
                break;
        }

        // What an iframe holds is raw text and was passed over; if it is never closed, it must not hide what follows.
        if (HtmlTags.IsVoid(tag) || tag == HtmlTag.Iframe || (tag == HtmlTag.Svg && _tokens.IsSelfClosing))
            return;
        Push(tag);
    }

    private void Push(HtmlTag tag)
    {
        // A paragraph or item ends where the next begins; so does a link that was never closed.
        if (tag is HtmlTag.P or HtmlTag.Li && _depth > 0 && _open[_depth - 1].Tag == tag)
            Pop();
        else if (tag == HtmlTag.A && (Place & Place.Link) != 0)
            End(HtmlTag.A);
        if (_depth == MaxDepth || _signals.Parents.Count >= MaxElements)
            return;
        var parent = _depth == 0 ? 0 : _open[_depth - 1].Number;
        var number = _signals.Parents.Count;
        _signals.Parents.Add(parent);
        var marks = Marks();
        var property = HtmlText.Clean(_tokens.Attribute("itemprop"));
        var element = new OpenElement
        {
            Tag = tag,
            Number = number,
            Marks = marks,
            Start = _signals.Text.Length,
            Property = property,
            Value = property.Length > 0 || tag is HtmlTag.Time or HtmlTag.A ? StatedValue() : null,
            Rel = tag == HtmlTag.A ? HtmlText.Clean(_tokens.Attribute("rel")) : "",
            Place = PlaceOf(tag, marks, property),
        };
        _signals.IsAside.Add((element.Place & Place.Aside) != 0);
        element.Place |= Place;
        _open[_depth++] = element;
    }

    private readonly Place PlaceOf(HtmlTag tag, string marks, string property)
    {
        var place = tag switch
        {
            HtmlTag.Nav or HtmlTag.Footer or HtmlTag.Aside => Place.Aside,
            HtmlTag.A => Place.Link,
            HtmlTag.Figure or HtmlTag.Picture or HtmlTag.Figcaption => Place.Figure,
            HtmlTag.Article => Place.Article,
            HtmlTag.Main => Place.Main,
            HtmlTag.Noscript => Place.Noscript | Place.Unread,
            HtmlTag.Svg => Place.Svg,
            HtmlTag.H1 or HtmlTag.H2 or HtmlTag.H3 or HtmlTag.H4 => Place.Heading,
            HtmlTag.Button or HtmlTag.Select or HtmlTag.Template or HtmlTag.Script or HtmlTag.Style or HtmlTag.Textarea
                or HtmlTag.Iframe or HtmlTag.Video or HtmlTag.Audio => Place.Unread,
            _ => Place.None,
        };
        if (marks.Length > 0 && ElementMarks.IsAside(tag, marks))
            place |= Place.Aside;
        if (property is "author" or "creator")
            place |= Place.Author;
        else if (property is "publisher" or "provider")
            place |= Place.Publisher;
        else if (property is "comment")
            place |= Place.Aside;
        return place;
    }

    private void End(HtmlTag tag)
    {
        if (HtmlTags.IsBlock(tag))
            Border(tag);
        if (tag is HtmlTag.Other or HtmlTag.Html or HtmlTag.Body)
        {
            // Unknown elements are told apart only by depth; the innermost is the likely one.
            if (tag == HtmlTag.Other && _depth > 0 && _open[_depth - 1].Tag == HtmlTag.Other)
                Pop();
            return;
        }

        // A stray end tag must not close what encloses it: look no further than a few levels for inline elements.
        var lowest = HtmlTags.Encloses(tag) ? 0 : Math.Max(0, _depth - 8);
        for (var i = _depth - 1; i >= lowest; i--)
        {
            if (_open[i].Tag != tag)
                continue;
            while (_depth > i)
                Pop();
            return;
        }
    }

    private void Pop()
    {
        var element = _open[--_depth];
        var wanted = element.Tag is HtmlTag.H1 or HtmlTag.H2 or HtmlTag.Time
            || element.Property.Length > 0
            || element.Rel.Length > 0
            || element.Marks.Length > 0
            || (element.Tag == HtmlTag.A && ElementMarks.IsAuthorAddress(element.Value));
        var length = _signals.Text.Length - element.Start;
        if (element.Tag == HtmlTag.A && element.Value is not null && length is > 1 and < MaxHomeLink && _signals.HomeLinks.Count < MaxHomeLinks && IsRoot(element.Value))
            _signals.HomeLinks.Add(HtmlText.Trimmed(_signals.Text, element.Start).Replace('\n', ' '));
        if (!wanted)
            return;
        if (element.Tag is HtmlTag.H1 or HtmlTag.H2)
            AddHeading(element, length);
        if (length > MaxShortText)
            return;
        if (length > 20 && (element.Place & Place.Link) == 0 && ElementMarks.IsStandfirst(element.Marks) && _signals.Standfirsts.Count < MaxOfAKind)
            _signals.Standfirsts.Add(new(HtmlText.Trimmed(_signals.Text, element.Start).Replace('\n', ' '), element.Place, element.Start, element.Number));
        var isAuthor = element.Property is "author" or "creator"
            || element.Rel.Contains("author", StringComparison.OrdinalIgnoreCase)
            || ElementMarks.IsAuthor(element.Marks)
            || (element.Property == "name" && (element.Place & Place.Author) != 0)
            || (element.Tag == HtmlTag.A && ElementMarks.IsAuthorAddress(element.Value));
        var isDate = element.Tag == HtmlTag.Time || (length is > 5 and < 120 && ElementMarks.IsDate(element.Marks));
        if (!isAuthor && !isDate && element.Property.Length == 0)
            return;
        var text = HtmlText.Trimmed(_signals.Text, element.Start);
        if (isAuthor && text.Length > 0 && _signals.Bylines.Count < MaxOfAKind)
            _signals.Bylines.Add(new(text, BylineOrigin(element), element.Place, element.Start, element.Number));
        if (isDate && _signals.Times.Count < MaxOfAKind)
            _signals.Times.Add(new(element.Value, text, element.Place, element.Marks + " " + element.Property, element.Start, element.Number, element.Tag == HtmlTag.Time));
        if (element.Property.Length > 0 && _signals.ItemProperties.Count < MaxOfAKind)
            _signals.ItemProperties.Add(new(element.Property, element.Value ?? text, element.Place, element.Number));
    }

    private static bool IsRoot(string address)
    {
        if (address is "/" or "./")
            return true;
        var scheme = address.IndexOf("//", StringComparison.Ordinal);
        return scheme is 0 or 5 or 6 && address.IndexOf('/', scheme + 2) is var slash && (slash < 0 || slash == address.Length - 1) && !address.Contains('?', StringComparison.Ordinal);
    }

    private static string BylineOrigin(in OpenElement element) => element switch
    {
        { Property: "name" } => "itemprop author name",
        { Property: "author" or "creator" } => "itemprop author",
        { Rel.Length: > 0 } when element.Rel.Contains("author", StringComparison.OrdinalIgnoreCase) => "rel=author",
        { Tag: HtmlTag.A } when ElementMarks.IsAuthorAddress(element.Value) => "author link",
        _ => "byline",
    };

    private readonly void AddHeading(in OpenElement element, int length)
    {
        if (length is 0 or > 1000 || _signals.Headings.Count >= MaxOfAKind)
            return;
        var text = HtmlText.Trimmed(_signals.Text, element.Start).Replace('\n', ' ');
        if (text.Length > 0)
            _signals.Headings.Add(new(element.Tag == HtmlTag.H1 ? 1 : 2, text, element.Place, element.Marks + " " + element.Property, element.Start, element.Number));
    }

    /// <summary>Between two blocks the text of the first one ends, and the words on both sides are apart.</summary>
    private void Border(HtmlTag tag)
    {
        // One line break is a line of the same paragraph; old pages part paragraphs with two.
        if (tag == HtmlTag.Br)
        {
            var text = _signals.Text;
            if (text.Length == 0 || text[^1] != '\n')
            {
                if (text.Length > 0)
                    text.Append('\n');
                return;
            }
        }

        CloseBlock();
    }

    private void CloseBlock()
    {
        var text = _signals.Text;
        var end = text.Length;
        var start = _blockStart;
        while (start < end && text[start] is ' ' or '\n')
            start++;
        while (end > start && text[end - 1] is ' ' or '\n')
            end--;
        if (end > start && _signals.Blocks.Count < MaxElements)
        {
            var (tag, number) = NearestBlock();
            _signals.Blocks.Add(new(start, end - start, _blockLinkLength, tag, number, Place));
        }

        if (text.Length > 0 && text[^1] != '\n')
            text.Append('\n');
        _blockStart = text.Length;
        _blockLinkLength = 0;
    }

    private readonly (HtmlTag Tag, int Number) NearestBlock()
    {
        for (var i = _depth - 1; i >= 0; i--)
        {
            if (HtmlTags.IsBlock(_open[i].Tag))
                return (_open[i].Tag, _open[i].Number);
        }

        return (HtmlTag.Body, 0);
    }

    private readonly string Marks()
    {
        var marks = _tokens.Attribute("class");
        var id = _tokens.Attribute("id");
        var role = _tokens.Attribute("role");
        if (marks.IsEmpty && id.IsEmpty && role.IsEmpty)
            return "";
        return marks.Length + id.Length + role.Length > 500 ? "" : string.Concat(marks, " ", id, role.IsEmpty ? "" : string.Concat(" role-", role));
    }

    private static string? NullIfEmpty(string value) => value.Length == 0 ? null : value;

    private struct OpenElement
    {
        public HtmlTag Tag;
        public int Number;
        public int Start;
        public Place Place;
        public string Marks;
        public string Property;
        public string Rel;
        public string? Value;
    }
}
