using System.Collections.Frozen;

namespace Broadsheet.Feeds.Html;

/// <summary>What we know of HTML's elements, by name in any case.</summary>
internal static class HtmlElements
{
    private static readonly Names Void = new("area base br col embed hr img input keygen link meta param source track wbr");

    private static readonly Names Allowed = new("""
        a abbr acronym address article aside audio b bdi bdo big blockquote br caption center cite code col colgroup dd del details dfn dir div
        dl dt em figcaption figure font footer h1 h2 h3 h4 h5 h6 header hgroup hr i img ins kbd li main map mark menu nav ol p picture pre q rp
        rt ruby s samp section small source span strike strong sub summary sup table tbody td tfoot th thead time tr track tt u ul var video wbr
        """);

    // Names that only mean something else to a person than to a browser ("<String>", "<T>", "<you>") are not here: they stay text.
    private static readonly Names Known = new("""
        a abbr acronym address animate applet area article aside audio b base basefont bdi bdo bgsound big blink blockquote body br button
        canvas caption center cite code col colgroup command datalist dd del details dfn dialog dir div dl dt em embed fieldset figcaption
        figure font footer form frame frameset h1 h2 h3 h4 h5 h6 head header hgroup hr html i iframe img input ins kbd keygen label
        layer legend li link listing main map mark marquee math menu menuitem meta meter nav nobr noembed noframes noscript object ol optgroup
        option output p param picture plaintext pre progress q rp rt ruby s samp script section select slot small source spacer span strike
        strong style sub summary sup svg table tbody td template textarea tfoot th thead time title tr track tt u ul var video wbr xml xmp
        """);

    private static readonly Names Block = new("""
        address article aside blockquote body center dd details dialog dir div dl dt fieldset figcaption figure footer form h1 h2 h3 h4 h5 h6
        header hgroup hr li main menu nav ol p pre section summary table tbody td tfoot th thead tr ul br option title
        """);

    private static readonly Names Hidden = new("script style applet");

    private static readonly Names CloseParagraph = new("""
        address article aside blockquote center details dir div dl fieldset figcaption figure footer form h1 h2 h3 h4 h5 h6 header hr main menu
        nav ol p pre section table ul
        """);

    private static readonly Names CloseThemselves = new("li dt dd tr td th option p");

    /// <summary>Has no end tag.</summary>
    public static bool IsVoid(ReadOnlySpan<char> name) => Void.Has(name);

    /// <summary>May leave the sanitiser.</summary>
    public static bool IsAllowed(ReadOnlySpan<char> name) => Allowed.Has(name);

    /// <summary>Is an element of HTML, allowed or not.</summary>
    public static bool IsKnown(ReadOnlySpan<char> name) => Known.Has(name);

    /// <summary>Separates words even when no space stands beside it.</summary>
    public static bool IsBlock(ReadOnlySpan<char> name) => Block.Has(name);

    /// <summary>Its content is for machines.</summary>
    public static bool IsHidden(ReadOnlySpan<char> name) => Hidden.Has(name);

    /// <summary>Its start tag ends a paragraph that is still open.</summary>
    public static bool ClosesParagraph(ReadOnlySpan<char> name) => CloseParagraph.Has(name);

    /// <summary>Its start tag ends an open element of the same name.</summary>
    public static bool ClosesItself(ReadOnlySpan<char> name) => CloseThemselves.Has(name);

    private sealed class Names
    {
        private readonly FrozenSet<string>.AlternateLookup<ReadOnlySpan<char>> lookup;

        public Names(string names) => lookup = names.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)
            .ToFrozenSet(StringComparer.OrdinalIgnoreCase).GetAlternateLookup<ReadOnlySpan<char>>();

        public bool Has(ReadOnlySpan<char> name) => lookup.Contains(name);
    }
}
