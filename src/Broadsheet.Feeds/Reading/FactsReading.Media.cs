using Broadsheet.Feeds.Xml;

namespace Broadsheet.Feeds.Reading;

// Media RSS.
internal sealed partial class FactsReading
{
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
