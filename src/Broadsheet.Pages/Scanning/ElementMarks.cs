using System.Buffers;
using Broadsheet.Pages.Html;

namespace Broadsheet.Pages.Scanning;

/// <summary>What the class, id and role of an element say about its job.</summary>
internal static class ElementMarks
{
    private static readonly SearchValues<string> s_aside = SearchValues.Create(
        [
            "comment", "sidebar", "footer", "related", "recommend", "newsletter", "cookie", "consent", "breadcrumb", "menu", "navbar",
            "navigation", "share", "sharing", "social", "promo", "advert", "sponsor", "popup", "modal", "most-read", "mostread", "trending",
            "outbrain", "taboola", "disqus", "subscribe", "read-more", "readmore", "readalso", "more-news", "morenews", "latest-news",
            "ticker", "widget", "masthead", "carousel", "teaser", "signup", "sign-up", "toolbar", "search", "login", "paywall-",
            "copyright", "disclaimer", "also-like", "up-next", "upnext", "popular",
        ],
        StringComparison.OrdinalIgnoreCase);

    // A wrapper around everything often mentions what else it holds: "content-with-sidebar".
    private static readonly SearchValues<string> s_wrapper = SearchValues.Create(
        ["article", "content", "main", "body", "wrapper", "container", "layout", "page", "column", "story", "post", "entry", "has-", "with-", "no-"],
        StringComparison.OrdinalIgnoreCase);

    private static readonly SearchValues<string> s_author = SearchValues.Create(["author", "byline", "autor", "auteur"], StringComparison.OrdinalIgnoreCase);

    private static readonly SearchValues<string> s_authorPaths = SearchValues.Create(
        ["/author", "/autor", "/auteur", "/staff/", "/people/", "/journalist", "/by/", "/newsteam/", "/reporter", "/contributor", "/redaktion/", "/writer", "/profile/", "/firma/"],
        StringComparison.OrdinalIgnoreCase);

    private static readonly SearchValues<string> s_standfirst = SearchValues.Create(
        ["standfirst", "subheadline", "sub-headline", "subhead", "article-deck", "deck", "dek", "subtitle", "article-flash", "article-lead", "article__lead", "lead-text", "article-intro", "article__intro", "article-summary"],
        StringComparison.OrdinalIgnoreCase);

    private static readonly SearchValues<string> s_date = SearchValues.Create(
        ["date", "publi", "posted", "timestamp", "datum", "fecha", "time", "data-"],
        StringComparison.OrdinalIgnoreCase);

    public static bool IsAside(HtmlTag tag, ReadOnlySpan<char> marks)
    {
        // Lists and small inline elements are judged by their own parents.
        if (tag is not (HtmlTag.Div or HtmlTag.Section or HtmlTag.Ul or HtmlTag.Ol or HtmlTag.Article or HtmlTag.Li or HtmlTag.P or HtmlTag.Table or HtmlTag.Other))
            return false;
        return marks.ContainsAny(s_aside) && !(tag == HtmlTag.Article || marks.ContainsAny(s_wrapper));
    }

    public static bool IsAuthor(ReadOnlySpan<char> marks) => marks.ContainsAny(s_author);

    /// <summary>Whether an element holds the lines between the headline and the text.</summary>
    public static bool IsStandfirst(ReadOnlySpan<char> marks) => marks.ContainsAny(s_standfirst);

    /// <summary>Whether a link leads to a page about someone who writes.</summary>
    public static bool IsAuthorAddress(ReadOnlySpan<char> address) => address.ContainsAny(s_authorPaths);

    public static bool IsDate(ReadOnlySpan<char> marks) => marks.ContainsAny(s_date);
}
