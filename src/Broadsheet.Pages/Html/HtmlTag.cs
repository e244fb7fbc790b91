namespace Broadsheet.Pages.Html;

/// <summary>The elements whose meaning matters to us; every other one is <see cref="Other"/>.</summary>
internal enum HtmlTag : byte
{
    Other,
    A,
    Address,
    Article,
    Aside,
    Audio,
    Base,
    Blockquote,
    Body,
    Br,
    Button,
    Dd,
    Div,
    Dl,
    Dt,
    Embed,
    Figcaption,
    Figure,
    Footer,
    Form,
    H1,
    H2,
    H3,
    H4,
    Head,
    Header,
    Hr,
    Html,
    Iframe,
    Img,
    Input,
    Li,
    Link,
    Main,
    Meta,
    Nav,
    Noscript,
    Ol,
    P,
    Picture,
    Pre,
    Script,
    Section,
    Select,
    Source,
    Span,
    Style,
    Svg,
    Table,
    Td,
    Template,
    Textarea,
    Th,
    Time,
    Title,
    Tr,
    Ul,
    Video,
}

internal static class HtmlTags
{
    private const int LongestName = 10;

    public static HtmlTag Parse(ReadOnlySpan<char> name)
    {
        if (name.Length is 0 or > LongestName)
            return HtmlTag.Other;
        Span<char> lower = stackalloc char[name.Length];
        name.ToLowerInvariant(lower);
        return lower switch
        {
            "a" => HtmlTag.A,
            "address" => HtmlTag.Address,
            "article" => HtmlTag.Article,
            "aside" => HtmlTag.Aside,
            "audio" => HtmlTag.Audio,
            "base" => HtmlTag.Base,
            "blockquote" => HtmlTag.Blockquote,
            "body" => HtmlTag.Body,
            "br" => HtmlTag.Br,
            "button" => HtmlTag.Button,
            "dd" => HtmlTag.Dd,
            "div" => HtmlTag.Div,
            "dl" => HtmlTag.Dl,
            "dt" => HtmlTag.Dt,
            "embed" => HtmlTag.Embed,
            "figcaption" => HtmlTag.Figcaption,
            "figure" => HtmlTag.Figure,
            "footer" => HtmlTag.Footer,
            "form" => HtmlTag.Form,
            "h1" => HtmlTag.H1,
            "h2" => HtmlTag.H2,
            "h3" => HtmlTag.H3,
            "h4" => HtmlTag.H4,
            "head" => HtmlTag.Head,
            "header" => HtmlTag.Header,
            "hr" => HtmlTag.Hr,
            "html" => HtmlTag.Html,
            "iframe" => HtmlTag.Iframe,
            "img" => HtmlTag.Img,
            "input" => HtmlTag.Input,
            "li" => HtmlTag.Li,
            "link" => HtmlTag.Link,
            "main" => HtmlTag.Main,
            "meta" => HtmlTag.Meta,
            "nav" => HtmlTag.Nav,
            "noscript" => HtmlTag.Noscript,
            "ol" => HtmlTag.Ol,
            "p" => HtmlTag.P,
            "picture" => HtmlTag.Picture,
            "pre" => HtmlTag.Pre,
            "script" => HtmlTag.Script,
            "section" => HtmlTag.Section,
            "select" => HtmlTag.Select,
            "source" => HtmlTag.Source,
            "span" => HtmlTag.Span,
            "style" => HtmlTag.Style,
            "svg" => HtmlTag.Svg,
            "table" => HtmlTag.Table,
            "td" => HtmlTag.Td,
            "template" => HtmlTag.Template,
            "textarea" => HtmlTag.Textarea,
            "th" => HtmlTag.Th,
            "time" => HtmlTag.Time,
            "title" => HtmlTag.Title,
            "tr" => HtmlTag.Tr,
            "ul" => HtmlTag.Ul,
            "video" => HtmlTag.Video,
            _ => HtmlTag.Other,
        };
    }

    /// <summary>Elements without content, which no end tag closes.</summary>
    public static bool IsVoid(HtmlTag tag) => tag is HtmlTag.Base or HtmlTag.Br or HtmlTag.Embed or HtmlTag.Hr or HtmlTag.Img
        or HtmlTag.Input or HtmlTag.Link or HtmlTag.Meta or HtmlTag.Source;

    /// <summary>Elements whose content is characters up to their own end tag.</summary>
    public static bool IsRawText(HtmlTag tag) => tag is HtmlTag.Script or HtmlTag.Style or HtmlTag.Textarea or HtmlTag.Title or HtmlTag.Iframe;

    /// <summary>Elements whose own end tag closes all that was left open inside them, however much that is.</summary>
    public static bool Encloses(HtmlTag tag) => IsBlock(tag) || tag is HtmlTag.Svg or HtmlTag.Select or HtmlTag.Button or HtmlTag.Noscript
        or HtmlTag.Template or HtmlTag.Video or HtmlTag.Audio;

    /// <summary>Elements that stand on lines of their own, so that the words on both sides of them are apart.</summary>
    public static bool IsBlock(HtmlTag tag) => tag is HtmlTag.Address or HtmlTag.Article or HtmlTag.Aside or HtmlTag.Blockquote or HtmlTag.Body
        or HtmlTag.Br or HtmlTag.Dd or HtmlTag.Div or HtmlTag.Dl or HtmlTag.Dt or HtmlTag.Figcaption or HtmlTag.Figure or HtmlTag.Footer
        or HtmlTag.Form or HtmlTag.H1 or HtmlTag.H2 or HtmlTag.H3 or HtmlTag.H4 or HtmlTag.Header or HtmlTag.Hr or HtmlTag.Li or HtmlTag.Main
        or HtmlTag.Nav or HtmlTag.Ol or HtmlTag.P or HtmlTag.Pre or HtmlTag.Section or HtmlTag.Table or HtmlTag.Td or HtmlTag.Th
        or HtmlTag.Tr or HtmlTag.Ul;
}
