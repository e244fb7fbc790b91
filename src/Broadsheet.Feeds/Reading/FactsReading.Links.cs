using Broadsheet.Feeds.Links;
using Broadsheet.Feeds.Xml;

namespace Broadsheet.Feeds.Reading;

// Links and enclosures.
internal sealed partial class FactsReading
{
    private const int MaxLinks = 200;

    private void ReadLink(FeedFacts facts, int child)
    {
        var rel = Attribute(child, "rel") is { Length: > 0 } stated ? stated : "alternate";
        var type = Attribute(child, "type") ?? (rel == "self" ? "application/atom+xml" : "text/html");
        var href = Attribute(child, "href") ?? Attribute(child, "url") ?? Attribute(child, "uri");
        if (WebLink.Resolve(href, BaseOf(child)) is null && (href is null || Text(child).Length > 0))
        {
            SetTextLink(facts, Text(child), child, rel, type);
            return;
        }

        AddLink(facts, new FeedLink(rel, href, type, Attribute(child, "title"), Attribute(child, "hreflang"), Attribute(child, "length")), BaseOf(child), maySayWhere: !facts.LinkIsText || !HasPrefix(child));
        if (rel == "replies")
            ReadReplies(facts, child, type, href);
    }

    private void SetTextLink(FeedFacts facts, string text, int child, string rel, string type)
    {
        var href = WebLink.Resolve(text, BaseOf(child));
        if (href is null && index[child].AttributeCount == 0)
            return;
        if (href is not null)
        {
            if (rel == "alternate" || facts.Link is null)
                (facts.Link, facts.LinkIsText) = (href, !isAtom && index[child].AttributeCount == 0);
        }

        if (facts.Links.Count < MaxLinks)
            facts.Add(new FeedLink(rel, href, type, Attribute(child, "title"), Attribute(child, "hreflang"), Attribute(child, "length")));
    }

    // RFC 4685, section 4: where the answers are and how many.
    private void ReadReplies(FeedFacts facts, int child, string type, string? href)
    {
        facts.CommentCount ??= Attribute(child, "count");
        if (type.Contains("xml", StringComparison.OrdinalIgnoreCase))
            facts.CommentFeed ??= WebLink.Resolve(href, BaseOf(child));
        else
            facts.Comments ??= WebLink.Resolve(href, BaseOf(child));
    }

    private bool HasPrefix(int element) => index.Text[index[element].NameStart..index[element].NameEnd].Contains((byte)':');

    // In RSS the link is a text; an atom:link beside it is about something else, whatever its relation says (El País: another article).
    private static void AddLink(FeedFacts facts, FeedLink link, string? baseUrl, bool maySayWhere = true)
    {
        var href = WebLink.Resolve(link.Href, baseUrl);
        if (href is null || facts.Links.Count >= MaxLinks)
            return;
        facts.Add(link with { Href = href });
        if (maySayWhere && link.Rel.Equals("alternate", StringComparison.OrdinalIgnoreCase) && link.Type is "text/html" or "application/xhtml+xml" or "html" or "xhtml")
            facts.Link = href;
    }

    private void ReadEnclosure(FeedFacts facts, int child)
    {
        var href = AttributeAddress(child, "url") ?? AttributeAddress(child, "href") ?? AttributeAddress(child, "resource")
            ?? WebLink.Resolve(ChildText(child, XmlTerm.Url), BaseOf(child));
        if (href is null || facts.Links.Count >= MaxLinks)
            return;
        facts.Add(new FeedLink("enclosure", href, Attribute(child, "type") , null, null, Attribute(child, "length")));
    }
}
