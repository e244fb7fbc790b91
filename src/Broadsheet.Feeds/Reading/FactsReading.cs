using System.Globalization;
using Broadsheet.Feeds.Links;
using Broadsheet.Feeds.Xml;

namespace Broadsheet.Feeds.Reading;

/// <summary>What kind of thing the facts are about; the same element can mean different things.</summary>
internal enum FactsLevel
{
    Feed,
    Item,
    Source,
}

/// <summary>Reads the children of one element into <see cref="FeedFacts"/>. Elements of elements are read only where a format nests them.</summary>
internal sealed partial class FactsReading(XmlIndex index, FeedProblems problems, string? documentBase, bool isAtom, bool isAtom10)
{
    // Media RSS nests group > content > thumbnail; nothing else is deeper.
    private const int MaxMediaDepth = 3;

    private readonly GeoReading geo = new(index);

    public void Read(FeedFacts facts, int element, FactsLevel level)
    {
        ReadAttributes(facts, element, level);
        for (var child = index[element].FirstChild; child != 0; child = index[child].NextSibling)
            ReadChild(facts, child, level, 0);
        if (facts.BodyStandIn is { } standIn && facts.BodyList is null)
            facts.Add(new FeedBody(standIn, false));
    }

    private void ReadAttributes(FeedFacts facts, int element, FactsLevel level)
    {
        if (index[element].AttributeCount == 0)
            return;
        if (index[element].Term is XmlTerm.Feed or XmlTerm.Rss or XmlTerm.Rdf && index.HasLanguage)
            facts.Language = Attribute(element, "lang") is { Length: > 0 } language ? language.Replace('_', '-') : facts.Language;
        if (level == FactsLevel.Item && Attribute(element, "about") is { Length: > 0 } about)
            facts.Id ??= about;
        // CDF keeps these in attributes.
        if (index[element].Term is XmlTerm.Channel or XmlTerm.Item && Attribute(element, "href") is { Length: > 0 } href)
            AddLink(facts, new FeedLink("alternate", href, "text/html"), BaseOf(element));
        if (Attribute(element, "lastmod") is { Length: > 0 } changed)
            facts.Updated = changed;
    }

    private void ReadChild(FeedFacts facts, int child, FactsLevel level, int mediaDepth)
    {
        ref readonly var element = ref index[child];
        switch (element.Vocabulary)
        {
            case XmlVocabulary.Core:
                ReadCore(facts, child, level);
                break;
            case XmlVocabulary.DublinCore or XmlVocabulary.DublinCoreTerms or XmlVocabulary.Prism:
                ReadDublinCore(facts, child, level);
                break;
            case XmlVocabulary.Content when element.Term == XmlTerm.Encoded:
                AddBody(facts, child, "text/html", isContent: true);
                break;
            case XmlVocabulary.Media:
                ReadMedia(facts, child, level, mediaDepth);
                break;
            case XmlVocabulary.Itunes or XmlVocabulary.GooglePlay:
                ReadItunes(facts, child, level);
                break;
            case XmlVocabulary.FeedBurner when element.Term == XmlTerm.BrowserFriendly:
                facts.Info = ReadText(child, "text/plain");
                break;
            case XmlVocabulary.FeedBurner when element.Term == XmlTerm.OrigLink:
                facts.OriginalLink = Address(child);
                break;
            case XmlVocabulary.CreativeCommons when element.Term == XmlTerm.License:
                facts.License = AttributeAddress(child, "resource") ?? Address(child);
                break;
            case XmlVocabulary.Wfw when element.Term == XmlTerm.Comment:
                facts.CommentApi = Address(child);
                break;
            case XmlVocabulary.Wfw when element.Term == XmlTerm.CommentRss:
                facts.CommentFeed = Address(child);
                break;
            case XmlVocabulary.Slash:
                ReadSlash(facts, child);
                break;
            case XmlVocabulary.Syndication:
                ReadRhythm(facts.Extras, child);
                break;
            case XmlVocabulary.Xhtml when element.Term == XmlTerm.Body:
                AddBody(facts, child, "application/xhtml+xml", isContent: true);
                break;
            case XmlVocabulary.Admin when element.Term == XmlTerm.GeneratorAgent:
                facts.Extras.GeneratorUrl ??= AttributeAddress(child, "resource");
                break;
            case XmlVocabulary.Admin when element.Term == XmlTerm.ErrorReportsTo:
                facts.Extras.ErrorReportsTo ??= AttributeAddress(child, "resource");
                break;
            case XmlVocabulary.Threading:
                ReadThreading(facts, child);
                break;
            case XmlVocabulary.GeoRss or XmlVocabulary.Gml or XmlVocabulary.W3CGeo:
                geo.Read(child, facts.Extras);
                break;
            case XmlVocabulary.Podcast:
                ReadPodcast(facts, child);
                break;
            case XmlVocabulary.Psc when element.Term == XmlTerm.Chapters:
                ReadChapters(facts, child);
                break;
            case XmlVocabulary.YouTube when element.Term == XmlTerm.VideoId:
                facts.Extras.YouTubeId = Text(child);
                break;
            case XmlVocabulary.News:
                ReadNews(facts, child);
                break;
            case XmlVocabulary.SitemapImage when element.Term == XmlTerm.Image:
                ReadSitemapImage(facts, child);
                break;
        }
    }

    private void ReadCore(FeedFacts facts, int child, FactsLevel level)
    {
        switch (index[child].Term)
        {
            case XmlTerm.Title:
                SetTitle(facts, child);
                break;
            case XmlTerm.Link:
                ReadLink(facts, child);
                break;
            case XmlTerm.Id or XmlTerm.Identifier:
                facts.Id = Text(child) is { Length: > 0 } id ? ResolveId(id, child) : facts.Id;
                break;
            case XmlTerm.Guid:
                ReadGuid(facts, child);
                break;
            case XmlTerm.Description:
                AddSummary(facts, child, level, "text/html");
                break;
            case XmlTerm.Summary or XmlTerm.Abstract:
                AddSummary(facts, child, level, "text/plain");
                break;
            case XmlTerm.Tagline or XmlTerm.Subtitle:
                facts.Subtitle = ReadText(child, "text/plain") ?? facts.Subtitle;
                break;
            case XmlTerm.Content:
                AddBody(facts, child, "text/plain", isContent: true);
                break;
            case XmlTerm.Encoded or XmlTerm.FullItem:
                AddBody(facts, child, "text/html", isContent: true);
                break;
            case XmlTerm.Body:
                AddBody(facts, child, "application/xhtml+xml", isContent: true);
                break;
            case XmlTerm.Info:
                facts.Info = ReadText(child, "text/plain");
                break;
            case XmlTerm.Rights or XmlTerm.Copyright:
                facts.Rights = ReadText(child, "text/plain");
                break;
            case XmlTerm.Author or XmlTerm.Creator or XmlTerm.Person:
                facts.AddAuthor(NewPerson(facts.Authors, child));
                break;
            case XmlTerm.ManagingEditor:
                facts.ManagingEditor = Text(child);
                facts.AddAuthor(NewPerson(facts.Authors, child));
                break;
            case XmlTerm.Contributor:
                facts.AddContributor(NewPerson(facts.Contributors, child));
                break;
            case XmlTerm.WebMaster:
                facts.WebMaster = Text(child);
                facts.Publisher = ReadPerson(child);
                break;
            case XmlTerm.Category or XmlTerm.Subject or XmlTerm.Keywords:
                ReadCategory(facts, child, null);
                break;
            case XmlTerm.Tags:
                ReadKeywords(facts, child, null);
                break;
            case XmlTerm.Source:
                ReadSource(facts, child);
                break;
            case XmlTerm.Image:
                // RSS 1.0 has a reference in the channel and the image itself beside it; the one that says more is it.
                facts.Image = index[child].FirstChild != 0 || facts.Image is null ? ReadImage(child) ?? facts.Image : facts.Image;
                break;
            case XmlTerm.Enclosure:
                ReadEnclosure(facts, child);
                break;
            case XmlTerm.Comments:
                facts.Comments = Address(child);
                break;
            case XmlTerm.Language:
                facts.Language = Text(child) is { Length: > 0 } language ? language : facts.Language;
                break;
            case XmlTerm.License:
                facts.License = AttributeAddress(child, "resource") ?? Address(child);
                break;
            case XmlTerm.Loc:
                SetTextLink(facts, Text(child), child, "alternate", "text/html");
                break;
            case XmlTerm.Group:
                ReadMediaChildren(facts, child, level, 1);
                break;
            case XmlTerm.Channel or XmlTerm.Item or XmlTerm.Entry:
                break;
            default:
                if (!ReadDate(facts, child))
                    ReadFeedOnly(facts.Extras, child);
                break;
        }
    }

    private bool ReadDate(FeedFacts facts, int child)
    {
        switch (index[child].Term)
        {
            case XmlTerm.PubDate or XmlTerm.Published or XmlTerm.Issued:
                facts.Published = Text(child) is { Length: > 0 } published ? published : facts.Published;
                return true;
            case XmlTerm.Updated or XmlTerm.Modified or XmlTerm.LastBuildDate or XmlTerm.LastMod or XmlTerm.Date:
                facts.Updated = Text(child) is { Length: > 0 } updated ? updated : facts.Updated;
                return true;
            case XmlTerm.Created:
                facts.Created = Text(child);
                return true;
            case XmlTerm.ExpirationDate or XmlTerm.Expires:
                facts.Expired = Text(child);
                return true;
            default:
                return false;
        }
    }

    private void ReadTexts(List<string> texts, int parent, XmlTerm term)
    {
        for (var child = index[parent].FirstChild; child != 0; child = index[child].NextSibling)
        {
            if (index[child].Term == term && texts.Count < 48)
                texts.Add(Text(child));
        }
    }

    private void ReadSlash(FeedFacts facts, int child)
    {
        switch (index[child].Term)
        {
            case XmlTerm.Comments:
                facts.CommentCount = Text(child);
                break;
            case XmlTerm.Section:
                facts.Extras.Section = Text(child);
                break;
            case XmlTerm.Department:
                facts.Extras.Department = Text(child);
                break;
        }
    }

    private void ReadThreading(FeedFacts facts, int child)
    {
        if (index[child].Term == XmlTerm.InReplyTo)
        {
            facts.Extras.InReplyTo = new FeedReply(
                Attribute(child, "ref"), AttributeAddress(child, "href"), AttributeAddress(child, "source"), Attribute(child, "type"));
        }
        else if (index[child].Term == XmlTerm.Total)
        {
            facts.CommentCount = Text(child);
        }
    }

    private void SetTitle(FeedFacts facts, int child)
    {
        // The first title wins: what comes later is a template's mistake.
        if (facts.Title is not { Raw.Length: > 0 } || facts.TitleStandsIn)
            (facts.Title, facts.TitleStandsIn) = (ReadText(child, "text/plain"), false);
    }

    private static void StandInForTitle(FeedFacts facts, FeedText? title)
    {
        if (facts.Title is null)
            (facts.Title, facts.TitleStandsIn) = (title, true);
    }

    private static void StandInForSubtitle(FeedFacts facts, FeedText? subtitle)
    {
        if (facts.Subtitle is null)
            (facts.Subtitle, facts.SubtitleStandsIn) = (subtitle, true);
    }

    private void ReadGuid(FeedFacts facts, int child)
    {
        var id = Text(child);
        if (id.Length == 0)
            return;
        facts.Id = id;
        facts.PermaLinkStated = Attribute(child, "isPermaLink");
        var isPermaLink = facts.PermaLinkStated is null || facts.PermaLinkStated.Equals("true", StringComparison.OrdinalIgnoreCase);
        facts.GuidIsLink = isPermaLink && facts.Link is null;
        if (facts.GuidIsLink && WebLink.IsHttp(id))
            facts.Link = id;
    }

    // Atom ids are addresses, and some are written relative; a guid is a string.
    private string ResolveId(string id, int child) =>
        isAtom && id.Contains('/') && !id.Contains(':') ? WebLink.Resolve(id, BaseOf(child)) ?? id : id;

    private void AddSummary(FeedFacts facts, int child, FactsLevel level, string type)
    {
        if (level == FactsLevel.Item)
            AddBody(facts, child, type, isContent: false);
        else
            SetSubtitle(facts, ReadText(child, type));
    }

    private static void SetSubtitle(FeedFacts facts, FeedText? subtitle)
    {
        if (subtitle is not null && (facts.Subtitle is null || facts.SubtitleStandsIn))
            (facts.Subtitle, facts.SubtitleStandsIn) = (subtitle, false);
    }

    private void AddBody(FeedFacts facts, int child, string type, bool isContent)
    {
        if (facts.Bodies.Count < 16 && ReadText(child, type) is { } text)
            facts.Add(new FeedBody(text, isContent));
    }

    private void ReadSource(FeedFacts facts, int child)
    {
        var source = new FeedFacts();
        if (index[child].FirstChild != 0)
            Read(source, child, FactsLevel.Source);
        else
            source.Title = ReadText(child, "text/plain");
        if (AttributeAddress(child, "url") is { } url)
            source.Add(new FeedLink("self", url));
        facts.Source = source;
    }

    private FeedPicture? ReadImage(int child)
    {
        if (index[child].FirstChild == 0)
            return (AttributeAddress(child, "href") ?? AttributeAddress(child, "url") ?? AttributeAddress(child, "resource") ?? Address(child)) is { } href
                ? new FeedPicture(href)
                : null;
        var url = WebLink.Resolve(ChildText(child, XmlTerm.Url), BaseOf(child)) ?? AttributeAddress(child, "href");
        return new FeedPicture(url)
        {
            Link = WebLink.Resolve(ChildText(child, XmlTerm.Link), BaseOf(child)),
            Title = ChildText(child, XmlTerm.Title),
            Description = ChildText(child, XmlTerm.Description),
            Width = Number(ChildText(child, XmlTerm.Width)),
            Height = Number(ChildText(child, XmlTerm.Height)),
        };
    }

    private static int? Number(string? text) =>
        int.TryParse(text, NumberStyles.AllowLeadingWhite | NumberStyles.AllowTrailingWhite, CultureInfo.InvariantCulture, out var number) ? number : null;
}
