using Broadsheet.Feeds.Links;
using Broadsheet.Feeds.Xml;

namespace Broadsheet.Feeds.Reading;

// The podcast vocabularies: iTunes, Google Play, Podlove.
internal sealed partial class FactsReading
{
    private void ReadItunes(FeedFacts facts, int child, FactsLevel level)
    {
        switch (index[child].Term)
        {
            case XmlTerm.Title:
                StandInForTitle(facts, ReadText(child, "text/plain"));
                break;
            case XmlTerm.Author:
                facts.AddAuthor(NewPerson(facts.Authors, child));
                break;
            case XmlTerm.Owner:
                facts.Publisher = ReadPerson(child);
                break;
            case XmlTerm.Subtitle:
                StandInForSubtitle(facts, ReadText(child, "text/plain"));
                break;
            case XmlTerm.Summary or XmlTerm.Description:
                var summary = ReadText(child, "text/html");
                if (level == FactsLevel.Feed)
                    StandInForSubtitle(facts, summary);
                facts.BodyStandIn ??= summary;
                break;
            case XmlTerm.Image or XmlTerm.Link:
                facts.Image = (AttributeAddress(child, "href") ?? AttributeAddress(child, "url") ?? WebLink.ResolveHttp(Text(child), BaseOf(child))) is { } href && (facts.Image is null || level == FactsLevel.Item)
                    ? new FeedPicture(href)
                    : facts.Image;
                break;
            case XmlTerm.Keywords:
                ReadKeywords(facts, child, "http://www.itunes.com/");
                break;
            case XmlTerm.Category:
                ReadItunesCategory(facts, child);
                break;
            case XmlTerm.Block:
                // Apple takes "Yes" and nothing else; "yes" is what it is usually written.
                facts.Extras.ItunesBlock = Text(child) is "yes" or "Yes";
                break;
            case XmlTerm.Explicit:
                facts.Extras.Explicit = RatingOf(Text(child));
                break;
            case XmlTerm.Duration:
                facts.Extras.Duration = Text(child);
                break;
            case XmlTerm.NewFeedUrl:
                facts.Extras.NewLocation = Address(child);
                break;
            case XmlTerm.Email:
                facts.Publisher ??= ReadPerson(child);
                break;
            default:
                ReadEpisode(facts, child);
                break;
        }
    }

    private void ReadEpisode(FeedFacts facts, int child)
    {
        switch (index[child].Term)
        {
            case XmlTerm.Season:
                facts.Podcast.Season ??= Text(child);
                break;
            case XmlTerm.Episode:
                facts.Podcast.Episode ??= Text(child);
                break;
            case XmlTerm.EpisodeType:
                facts.Podcast.EpisodeType = Text(child).ToLowerInvariant();
                break;
            case XmlTerm.Type:
                facts.Podcast.ShowType = Text(child).ToLowerInvariant();
                break;
            case XmlTerm.Order:
                facts.Podcast.Order = Text(child);
                break;
            case XmlTerm.Complete:
                facts.Podcast.IsComplete = IsYes(Text(child));
                break;
            case XmlTerm.IsClosedCaptioned:
                facts.Podcast.IsClosedCaptioned = IsYes(Text(child));
                break;
        }
    }

    private static bool IsYes(string stated) => stated.Equals("yes", StringComparison.OrdinalIgnoreCase) || stated.Equals("true", StringComparison.OrdinalIgnoreCase);

    private static ExplicitRating RatingOf(string stated) => stated switch
    {
        "yes" or "true" or "explicit" => ExplicitRating.Yes,
        "no" or "false" or "clean" => ExplicitRating.No,
        _ => ExplicitRating.Unclear,
    };

    private void ReadItunesCategory(FeedFacts facts, int child)
    {
        AddTag(facts, new FeedTag(Attribute(child, "text"), "http://www.itunes.com/"));
        for (var nested = index[child].FirstChild; nested != 0; nested = index[nested].NextSibling)
        {
            if (index[nested].Term == XmlTerm.Category)
                AddTag(facts, new FeedTag(Attribute(nested, "text"), "http://www.itunes.com/"));
        }
    }

    private void ReadChapters(FeedFacts facts, int list)
    {
        facts.Extras.HasChapters = true;
        for (var child = index[list].FirstChild; child != 0; child = index[child].NextSibling)
        {
            if (index[child].Term == XmlTerm.Chapter && ReadStart(Attribute(child, "start")) is { } start)
                facts.Extras.Chapters.Add(new FeedChapter(start, Attribute(child, "title"), AttributeAddress(child, "href"), Attribute(child, "image")));
        }
    }
}
