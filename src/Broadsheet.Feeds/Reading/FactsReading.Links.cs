using Broadsheet.Feeds.Links;
using Broadsheet.Feeds.Xml;

namespace Broadsheet.Feeds.Reading;

// Links, enclosures and media.
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

        AddLink(facts, new FeedLink(rel, href, type, Attribute(child, "title"), Attribute(child, "hreflang"), Attribute(child, "length")), BaseOf(child));
    }

    private void SetTextLink(FeedFacts facts, string text, int child, string rel, string type)
    {
        var href = WebLink.Resolve(text, BaseOf(child));
        if (href is null && index[child].AttributeCount == 0)
            return;
        if (href is not null)
        {
            if (rel == "alternate" || facts.Link is null)
                facts.Link = href;
        }

        if (facts.Links.Count < MaxLinks)
            facts.Add(new FeedLink(rel, href, type, Attribute(child, "title"), Attribute(child, "hreflang"), Attribute(child, "length")));
    }

    private static void AddLink(FeedFacts facts, FeedLink link, string? baseUrl)
    {
        var href = WebLink.Resolve(link.Href, baseUrl);
        if (href is null || facts.Links.Count >= MaxLinks)
            return;
        facts.Add(link with { Href = href });
        if (link.Rel.Equals("alternate", StringComparison.OrdinalIgnoreCase) && link.Type is "text/html" or "application/xhtml+xml" or "html" or "xhtml")
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

    private void ReadMediaChildren(FeedFacts facts, int parent, FactsLevel level, int depth)
    {
        if (depth > MaxMediaDepth)
            return;
        for (var child = index[parent].FirstChild; child != 0; child = index[child].NextSibling)
            ReadChild(facts, child, level, depth);
    }

    private void ReadMedia(FeedFacts facts, int child, FactsLevel level, int depth)
    {
        switch (index[child].Term)
        {
            case XmlTerm.Content:
                facts.AddMedia(MediaOf(child));
                ReadMediaChildren(facts, child, level, depth + 1);
                break;
            case XmlTerm.Group:
                ReadMediaChildren(facts, child, level, depth + 1);
                break;
            case XmlTerm.Thumbnail:
                facts.AddThumbnail(MediaOf(child));
                break;
            case XmlTerm.Title when facts.Title is null:
                facts.Title = ReadText(child, "text/plain");
                titleIsForeign = true;
                break;
            case XmlTerm.Description when facts.Bodies.Count == 0 && level == FactsLevel.Item:
                AddBody(facts, child, "text/plain", isContent: false);
                break;
            case XmlTerm.Keywords:
                ReadKeywords(facts, child, null);
                break;
            case XmlTerm.Category:
                ReadCategory(facts, child, "http://search.yahoo.com/mrss/category_schema");
                break;
            case XmlTerm.Credit:
                facts.Extras.Credits.Add(new FeedCredit(Text(child), Attribute(child, "role"), Attribute(child, "scheme")));
                break;
            case XmlTerm.License:
                facts.Extras.MediaLicense = new FeedMediaNote(Text(child), AttributeAddress(child, "href"), Attribute(child, "type"));
                break;
            case XmlTerm.Player:
                facts.Extras.MediaPlayer = new FeedMediaNote(Text(child), AttributeAddress(child, "url"), null);
                break;
            case XmlTerm.Rating:
                facts.Extras.MediaRating = new FeedMediaNote(Text(child), null, Attribute(child, "scheme"));
                break;
            case XmlTerm.Restriction:
                facts.Extras.MediaRestriction = new FeedMediaNote(Text(child), Attribute(child, "type"), Attribute(child, "relationship"));
                break;
        }
    }

    private FeedMedia MediaOf(int child) => new(AttributeAddress(child, "url") ?? Address(child))
    {
        Type = Attribute(child, "type"),
        Medium = Attribute(child, "medium"),
        Width = Number(Attribute(child, "width")),
        Height = Number(Attribute(child, "height")),
        FileSize = Attribute(child, "fileSize"),
        Duration = Attribute(child, "duration"),
        IsDefault = Attribute(child, "isDefault") is "true",
    };
}
