using Broadsheet.Feeds.Texts;

namespace Broadsheet.Feeds.Html;

/// <summary>What we know of an element.</summary>
[Flags]
internal enum HtmlTraits
{
    None = 0,

    /// <summary>Has no end tag.</summary>
    Void = 1,

    /// <summary>May leave the sanitiser.</summary>
    Allowed = 2,

    /// <summary>Is an element of HTML, allowed or not.</summary>
    Known = 4,

    /// <summary>Separates words even when no space stands beside it.</summary>
    Block = 8,

    /// <summary>Its content is for machines.</summary>
    Hidden = 16,

    /// <summary>Its start tag ends a paragraph that is still open.</summary>
    ClosesParagraph = 32,

    /// <summary>Its start tag ends an open element of the same name.</summary>
    ClosesItself = 64,

    /// <summary>A picture.</summary>
    Picture = 128,

    /// <summary>A paragraph.</summary>
    Paragraph = 256,
}

/// <summary>An element of HTML.</summary>
internal sealed class HtmlElement(string name, HtmlTraits traits, byte number)
{
    private readonly ShortText opening = new("<" + name);
    private readonly ShortText whole = new($"<{name}>");
    private readonly ShortText closing = new($"</{name}>");

    public string Name { get; } = name;

    public HtmlTraits Traits { get; } = traits;

    /// <summary>Tells it from all others.</summary>
    public byte Number { get; } = number;

    /// <summary>The start tag up to its name, in lower case.</summary>
    public ref readonly ShortText Opening => ref opening;

    /// <summary>The start tag without attributes.</summary>
    public ref readonly ShortText Whole => ref whole;

    /// <summary>The end tag.</summary>
    public ref readonly ShortText Closing => ref closing;
}

/// <summary>What we know of HTML's elements, by name in any case.</summary>
internal static class HtmlElements
{
    private const string Void = "area base br col embed hr img input keygen link meta param source track wbr";

    private const string Allowed = """
        a abbr acronym address article aside audio b bdi bdo big blockquote br caption center cite code col colgroup dd del details dfn dir div
        dl dt em figcaption figure font footer h1 h2 h3 h4 h5 h6 header hgroup hr i img ins kbd li main map mark menu nav ol p picture pre q rp
        rt ruby s samp section small source span strike strong sub summary sup table tbody td tfoot th thead time tr track tt u ul var video wbr
        """;

    // Names that only mean something else to a person than to a browser ("<String>", "<T>", "<you>") are not here: they stay text.
    private const string Known = """
        a abbr acronym address animate applet area article aside audio b base basefont bdi bdo bgsound big blink blockquote body br button
        canvas caption center cite code col colgroup command datalist dd del details dfn dialog dir div dl dt em embed fieldset figcaption
        figure font footer form frame frameset h1 h2 h3 h4 h5 h6 head header hgroup hr html i iframe img input ins kbd keygen label
        layer legend li link listing main map mark marquee math menu menuitem meta meter nav nobr noembed noframes noscript object ol optgroup
        option output p param picture plaintext pre progress q rp rt ruby s samp script section select slot small source spacer span strike
        strong style sub summary sup svg table tbody td template textarea tfoot th thead time title tr track tt u ul var video wbr xml xmp
        """;

    private const string Block = """
        address article aside blockquote body center dd details dialog dir div dl dt fieldset figcaption figure footer form h1 h2 h3 h4 h5 h6
        header hgroup hr li main menu nav ol p pre section summary table tbody td tfoot th thead tr ul br option title
        """;

    private const string Hidden = "script style applet";

    private const string ClosesParagraph = """
        address article aside blockquote center details dir div dl fieldset figcaption figure footer form h1 h2 h3 h4 h5 h6 header hr main menu
        nav ol p pre section table ul
        """;

    private const string ClosesItself = "li dt dd tr td th option p";

    // Each at its number; the first is under every name that is none of HTML.
    private static readonly HtmlElement[] All = [new("", HtmlTraits.None, 0), .. Make()];

    private static readonly NameTable<HtmlElement> Table = new([.. All.Skip(1).Select(element => KeyValuePair.Create(element.Name, element))]);

    /// <summary>The element of a name; one without traits when it is none of HTML.</summary>
    public static HtmlElement Of(ReadOnlySpan<byte> name) => Table.TryGet(name, out var element) ? element : All[0];

    /// <summary>The element of a <see cref="HtmlElement.Number"/>.</summary>
    public static HtmlElement Numbered(byte number) => All[number];

    /// <summary>Has no end tag.</summary>
    public static bool IsVoid(ReadOnlySpan<byte> name) => (Of(name).Traits & HtmlTraits.Void) != 0;

    /// <summary>Is an element of HTML, allowed or not.</summary>
    public static bool IsKnown(ReadOnlySpan<byte> name) => (Of(name).Traits & HtmlTraits.Known) != 0;

    /// <summary>Its content is for machines.</summary>
    public static bool IsHidden(ReadOnlySpan<byte> name) => (Of(name).Traits & HtmlTraits.Hidden) != 0;

    private static IEnumerable<HtmlElement> Make()
    {
        var traits = new Dictionary<string, HtmlTraits>(StringComparer.Ordinal);
        foreach (var (names, trait) in ((string, HtmlTraits)[])[
            (Void, HtmlTraits.Void), (Allowed, HtmlTraits.Allowed), (Known, HtmlTraits.Known), (Block, HtmlTraits.Block), (Hidden, HtmlTraits.Hidden),
            (ClosesParagraph, HtmlTraits.ClosesParagraph), (ClosesItself, HtmlTraits.ClosesItself), ("img", HtmlTraits.Picture), ("p", HtmlTraits.Paragraph)])
        {
            foreach (var name in names.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries))
                traits[name] = traits.GetValueOrDefault(name) | trait;
        }

        return traits.Select((pair, index) => new HtmlElement(pair.Key, pair.Value, checked((byte)(index + 1))));
    }
}
