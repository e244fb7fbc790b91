using Broadsheet.Feeds.Xml;

namespace Broadsheet.Feeds.Reading;

// Media RSS (rssboard.org/media-rss). Its elements may stand in an item, a group or one object; they are read as of the item.
internal sealed partial class FactsReading
{
    private const int MaxNotes = 100;

    private void ReadMediaChildren(FeedFacts facts, int parent, FactsLevel level, int depth)
    {
        if (depth > MaxMediaDepth)
            return;
        for (var child = index[parent].FirstChild; child != 0; child = index[child].NextSibling)
        {
            // A dc:identifier inside a picture is the picture's; the item has its own.
            if (index[child].Vocabulary is XmlVocabulary.Media or XmlVocabulary.GeoRss or XmlVocabulary.Gml or XmlVocabulary.W3CGeo || index[parent].Vocabulary == XmlVocabulary.Core)
                ReadChild(facts, child, level, depth);
        }
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
            case XmlTerm.Title:
                facts.MediaNotes.Title ??= ReadText(child, "text/plain");
                StandInForTitle(facts, facts.MediaNotes.Title);
                break;
            case XmlTerm.Description:
                // Of a picture it is the caption; an item without words of its own has no other.
                facts.MediaNotes.Description ??= ReadText(child, "text/plain");
                facts.BodyStandIn ??= facts.MediaNotes.Description;
                break;
            case XmlTerm.Keywords:
                ReadKeywords(facts, child, null);
                break;
            case XmlTerm.Category:
                ReadCategory(facts, child, "http://search.yahoo.com/mrss/category_schema");
                break;
            default:
                ReadMediaNote(facts, child);
                break;
        }
    }

    private void ReadMediaNote(FeedFacts facts, int child)
    {
        switch (index[child].Term)
        {
            case XmlTerm.Credit:
                Add(facts.MediaNotes.Credits, new FeedCredit(Text(child), Attribute(child, "role"), Attribute(child, "scheme")));
                break;
            case XmlTerm.License:
                facts.MediaNotes.License = Note(child, "href", "type");
                break;
            case XmlTerm.Copyright:
                facts.MediaNotes.Copyright = Note(child, "url", "type");
                break;
            case XmlTerm.Player:
                facts.MediaNotes.Player = Note(child, "url", "type");
                break;
            case XmlTerm.Rating:
                facts.MediaNotes.Rating = Note(child, "href", "scheme");
                break;
            case XmlTerm.Adult:
                facts.MediaNotes.Rating ??= new FeedMediaNote(Text(child) is "true" ? "adult" : "nonadult", null, "urn:simple");
                break;
            case XmlTerm.Restriction:
                facts.MediaNotes.Restriction = new FeedMediaRestriction(Text(child), Attribute(child, "type"), Attribute(child, "relationship"));
                break;
            case XmlTerm.Rights:
                facts.MediaNotes.Rights = Attribute(child, "status");
                break;
            case XmlTerm.Status:
                facts.MediaNotes.Status = new FeedMediaNote(Attribute(child, "reason") ?? "", null, Attribute(child, "state"));
                break;
            case XmlTerm.Embed:
                facts.MediaNotes.Embed = Note(child, "url", "type");
                break;
            case XmlTerm.Community:
                facts.MediaNotes.Community = CommunityOf(child);
                break;
            case XmlTerm.Hash:
                Add(facts.MediaNotes.Hashes, new FeedMediaNote(Text(child), null, Attribute(child, "algo") ?? "md5"));
                break;
            case XmlTerm.Text:
                Add(facts.MediaNotes.Texts, new FeedMediaNote(Text(child), null, MediaType(Attribute(child, "type") ?? "plain")));
                break;
            case XmlTerm.Price:
                Add(facts.MediaNotes.Prices, new FeedMediaNote($"{Attribute(child, "price")} {Attribute(child, "currency")}".Trim(), AttributeAddress(child, "info"), Attribute(child, "type")));
                break;
            default:
                ReadMediaList(facts, child);
                break;
        }
    }

    private void ReadMediaList(FeedFacts facts, int child)
    {
        switch (index[child].Term)
        {
            case XmlTerm.Comments:
                ReadTexts(facts.MediaNotes.Comments, child, XmlTerm.Comment);
                break;
            case XmlTerm.Responses:
                AddLinks(facts, child, XmlTerm.Response, "response");
                break;
            case XmlTerm.BackLinks:
                AddLinks(facts, child, XmlTerm.BackLink, "backlink");
                break;
            case XmlTerm.Subtitle:
                AddMediaLink(facts, new FeedLink("subtitle", AttributeAddress(child, "href"), Attribute(child, "type"), null, Attribute(child, "lang")));
                break;
            case XmlTerm.PeerLink:
                AddMediaLink(facts, new FeedLink("peer", AttributeAddress(child, "href"), Attribute(child, "type")));
                break;
            case XmlTerm.Location:
                ReadMediaChildren(facts, child, FactsLevel.Item, MaxMediaDepth);
                break;
            case XmlTerm.Scenes:
                ReadScenes(facts, child);
                break;
        }
    }

    private void AddLinks(FeedFacts facts, int list, XmlTerm term, string rel)
    {
        for (var child = index[list].FirstChild; child != 0; child = index[child].NextSibling)
        {
            if (index[child].Term == term)
                AddMediaLink(facts, new FeedLink(rel, Address(child)));
        }
    }

    private static void AddMediaLink(FeedFacts facts, FeedLink link)
    {
        if (link.Href is not null)
            Add(facts.MediaNotes.Links, link);
    }

    private void ReadScenes(FeedFacts facts, int list)
    {
        for (var child = index[list].FirstChild; child != 0; child = index[child].NextSibling)
        {
            if (index[child].Term == XmlTerm.Scene && ReadStart(ChildText(child, XmlTerm.SceneStartTime)) is { } start)
                Add(facts.MediaNotes.Scenes, new FeedChapter(start, ChildText(child, XmlTerm.SceneTitle), null, null));
        }
    }

    private FeedMediaCommunity CommunityOf(int community)
    {
        string? average = null, count = null, views = null, favorites = null, tags = null;
        for (var child = index[community].FirstChild; child != 0; child = index[child].NextSibling)
        {
            switch (index[child].Term)
            {
                case XmlTerm.StarRating:
                    (average, count) = (Attribute(child, "average"), Attribute(child, "count"));
                    break;
                case XmlTerm.Statistics:
                    (views, favorites) = (Attribute(child, "views"), Attribute(child, "favorites"));
                    break;
                case XmlTerm.Tags:
                    tags = Text(child);
                    break;
            }
        }

        return new FeedMediaCommunity(average, count, views, favorites, tags);
    }

    private FeedMediaNote Note(int child, string href, string kind) => new(Text(child), AttributeAddress(child, href), Attribute(child, kind));

    private static void Add<T>(List<T> list, T one)
    {
        if (list.Count < MaxNotes)
            list.Add(one);
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
        Expression = Attribute(child, "expression"),
        Bitrate = Attribute(child, "bitrate"),
        FrameRate = Attribute(child, "framerate"),
        SamplingRate = Attribute(child, "samplingrate"),
        Channels = Attribute(child, "channels"),
        Language = Attribute(child, "lang"),
        Time = Attribute(child, "time"),
    };
}
