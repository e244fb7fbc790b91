using System.Globalization;
using Broadsheet.Feeds.Links;
using Broadsheet.Feeds.Xml;

namespace Broadsheet.Feeds.Reading;

// The podcast namespace (podcastindex.org/namespace/1.0), all of it.
internal sealed partial class FactsReading
{
    private void ReadPodcast(FeedFacts facts, int child)
    {
        switch (index[child].Term)
        {
            case XmlTerm.Guid:
                facts.Podcast.PodcastGuid = Text(child);
                break;
            case XmlTerm.Medium:
                facts.Podcast.Medium = Text(child);
                break;
            case XmlTerm.Locked:
                facts.Podcast.IsLocked = Text(child).Equals("yes", StringComparison.OrdinalIgnoreCase);
                facts.Podcast.LockOwner = Attribute(child, "owner") ?? Attribute(child, "email");
                break;
            case XmlTerm.Season:
                facts.Podcast.Season = Text(child);
                facts.Podcast.SeasonName = Attribute(child, "name");
                break;
            case XmlTerm.Episode:
                facts.Podcast.Episode = Text(child);
                facts.Podcast.EpisodeLabel = Attribute(child, "display");
                break;
            case XmlTerm.UsesPodping or XmlTerm.Podping:
                facts.Podcast.UsesPodping = (Attribute(child, "usesPodping") ?? Text(child)).Equals("true", StringComparison.OrdinalIgnoreCase);
                break;
            case XmlTerm.License:
                facts.Podcast.License = new FeedLink("license", AttributeAddress(child, "url"), null, Text(child));
                facts.License ??= facts.Podcast.License.Href;
                break;
            case XmlTerm.Location:
                ReadLocation(facts, child);
                break;
            case XmlTerm.UpdateFrequency:
                facts.Podcast.UpdateFrequency = new FeedUpdateFrequency(Text(child), Attribute(child, "complete") is "true", Attribute(child, "dtstart"), Attribute(child, "rrule"));
                break;
            case XmlTerm.Publisher:
                facts.Podcast.Publisher = RemoteItemsOf(child) is [var first, ..] ? first : null;
                break;
            case XmlTerm.Podroll:
                facts.Podcast.Podroll.AddRange(RemoteItemsOf(child));
                break;
            case XmlTerm.LiveItem:
                ReadLiveItem(facts, child);
                break;
            default:
                ReadPodcastList(facts, child);
                break;
        }
    }

    private void ReadPodcastList(FeedFacts facts, int child)
    {
        switch (index[child].Term)
        {
            case XmlTerm.Chapters:
                facts.Podcast.Chapters = LinkOf(child, "chapters", "url");
                break;
            case XmlTerm.Transcript:
                AddLink(facts.Podcast.Transcripts, LinkOf(child, Attribute(child, "rel") ?? "transcript", "url"));
                break;
            case XmlTerm.Funding:
                AddLink(facts.Podcast.Funding, LinkOf(child, "funding", "url"));
                break;
            case XmlTerm.ContentLink:
                AddLink(facts.Podcast.ContentLinks, LinkOf(child, "content", "href"));
                break;
            case XmlTerm.Person when Text(child) is { Length: > 0 } name:
                Add(facts.Podcast.Persons, new FeedPodcastPerson(
                    name, Attribute(child, "role") ?? "host", Attribute(child, "group") ?? "cast", AttributeAddress(child, "href"), AttributeAddress(child, "img")));
                break;
            case XmlTerm.Soundbite:
                ReadSoundbite(facts, child);
                break;
            case XmlTerm.Trailer when LinkOf(child, "trailer", "url") is { } file:
                Add(facts.Podcast.Trailers, new FeedTrailer(Text(child), file, Attribute(child, "pubdate"), Attribute(child, "season")));
                break;
            case XmlTerm.AlternateEnclosure:
                Add(facts.Podcast.AlternateEnclosures, AlternateEnclosureOf(child));
                break;
            case XmlTerm.Value:
                Add(facts.Podcast.Values, ValueOf(child));
                break;
            case XmlTerm.Image or XmlTerm.Images:
                ReadPodcastImages(facts, child);
                break;
            case XmlTerm.SocialInteract:
                Add(facts.Podcast.SocialInteractions, new FeedSocialInteraction(
                    AttributeAddress(child, "uri"), Attribute(child, "protocol"), Attribute(child, "accountId"), AttributeAddress(child, "accountUrl"), Attribute(child, "priority")));
                break;
            case XmlTerm.Block:
                Add(facts.Podcast.Blocks, new FeedPodcastNote(Attribute(child, "id"), Text(child)));
                break;
            case XmlTerm.Txt:
                Add(facts.Podcast.Texts, new FeedPodcastNote(Attribute(child, "purpose"), Text(child)));
                break;
            case XmlTerm.RemoteItem:
                Add(facts.Podcast.RemoteItems, RemoteItemOf(child));
                break;
        }
    }

    private FeedLink? LinkOf(int child, string rel, string name) => AttributeAddress(child, name) is { } href
        ? new FeedLink(rel, href, Attribute(child, "type"), Text(child) is { Length: > 0 } text ? text : null, Attribute(child, "language"), Attribute(child, "length"))
        : null;

    private static void AddLink(List<FeedLink> links, FeedLink? link)
    {
        if (link is not null)
            Add(links, link);
    }

    private void ReadLocation(FeedFacts facts, int child)
    {
        var geo = Attribute(child, "geo");
        Add(facts.Podcast.Locations, new FeedPodcastLocation(Text(child), geo, Attribute(child, "osm"), Attribute(child, "country")));
        facts.Extras.Where ??= GeoReading.OfAddress(geo);
    }

    private void ReadSoundbite(FeedFacts facts, int child)
    {
        if (ReadStart(Attribute(child, "startTime")) is { } start && ReadStart(Attribute(child, "duration")) is { } duration)
            Add(facts.Podcast.Soundbites, new FeedSoundbite(start, duration, Text(child) is { Length: > 0 } title ? title : null));
    }

    private FeedAlternateEnclosure AlternateEnclosureOf(int enclosure)
    {
        var sources = new List<FeedLink>();
        string? integrity = null, integrityType = null;
        for (var child = index[enclosure].FirstChild; child != 0; child = index[child].NextSibling)
        {
            if (index[child].Term == XmlTerm.Source && AttributeAddress(child, "uri") is { } uri)
                Add(sources, new FeedLink("source", uri, Attribute(child, "contentType")));
            else if (index[child].Term == XmlTerm.Integrity)
                (integrity, integrityType) = (Attribute(child, "value"), Attribute(child, "type"));
        }

        return new FeedAlternateEnclosure(Attribute(enclosure, "type"), sources)
        {
            Length = Attribute(enclosure, "length"),
            Bitrate = Attribute(enclosure, "bitrate"),
            Height = Number(Attribute(enclosure, "height")),
            Language = Attribute(enclosure, "lang"),
            Title = Attribute(enclosure, "title"),
            Rel = Attribute(enclosure, "rel"),
            Codecs = Attribute(enclosure, "codecs"),
            IsDefault = Attribute(enclosure, "default") is "true",
            Integrity = integrity,
            IntegrityType = integrityType,
        };
    }

    private FeedValue ValueOf(int value)
    {
        var recipients = new List<FeedValueRecipient>();
        for (var child = index[value].FirstChild; child != 0; child = index[child].NextSibling)
        {
            if (index[child].Term == XmlTerm.ValueRecipient)
                Add(recipients, new FeedValueRecipient(Attribute(child, "name"), Attribute(child, "type"), Attribute(child, "address"), Attribute(child, "split"), Attribute(child, "fee") is "true"));
        }

        return new FeedValue(Attribute(value, "type"), Attribute(value, "method"), Attribute(value, "suggested"), recipients);
    }

    // The newer image has one address; the older images a list as of HTML's srcset: "a.jpg 1500w, b.jpg 600w".
    private void ReadPodcastImages(FeedFacts facts, int child)
    {
        if (AttributeAddress(child, "href") is { } href)
            Add(facts.Podcast.Images, new FeedMedia(href) { Medium = "image", Width = Number(Attribute(child, "width")), Height = Number(Attribute(child, "height")), Type = Attribute(child, "type") });
        foreach (var candidate in (Attribute(child, "srcset") ?? "").Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            var parts = candidate.Split(' ', StringSplitOptions.RemoveEmptyEntries);
            if (parts.Length > 0 && WebLink.ResolveHttp(parts[0], BaseOf(child)) is { } url)
                Add(facts.Podcast.Images, new FeedMedia(url) { Medium = "image", Width = parts.Length > 1 && parts[1].EndsWith('w') ? Number(parts[1][..^1]) : null });
        }

        var largest = facts.Podcast.Images.MaxBy(image => image.Width ?? 0);
        if (largest is not null)
            facts.Image ??= new FeedPicture(largest.Url) { Width = largest.Width, Height = largest.Height };
    }

    private List<FeedRemoteItem> RemoteItemsOf(int parent)
    {
        var items = new List<FeedRemoteItem>();
        for (var child = index[parent].FirstChild; child != 0; child = index[child].NextSibling)
        {
            if (index[child].Term == XmlTerm.RemoteItem)
                Add(items, RemoteItemOf(child));
        }

        return items;
    }

    private FeedRemoteItem RemoteItemOf(int child) => new(
        Attribute(child, "feedGuid"), AttributeAddress(child, "feedUrl"), Attribute(child, "itemGuid"), Attribute(child, "medium"), Attribute(child, "title"));

    // A broadcast is stated as an item is; it is none, because it can end before anyone reads it.
    private void ReadLiveItem(FeedFacts facts, int child)
    {
        if (facts.Podcast.LiveItems.Count >= MaxNotes || isInLiveItem)
            return;
        isInLiveItem = true;
        var item = new FeedFacts();
        Read(item, child, FactsLevel.Item);
        isInLiveItem = false;
        facts.Podcast.LiveItems.Add(new FeedLiveItem(Attribute(child, "status"), Attribute(child, "start"), Attribute(child, "end"), item));
    }

    private bool isInLiveItem;

    // Normal play time: seconds, or [hours:]minutes:seconds, with a fraction.
    private static TimeSpan? ReadStart(string? start)
    {
        if (string.IsNullOrWhiteSpace(start))
            return null;
        var seconds = 0.0;
        foreach (var part in start.Split(':'))
        {
            if (!double.TryParse(part, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var value) || seconds > 1e6)
                return null;
            seconds = (seconds * 60) + value;
        }

        return seconds < 1e7 ? TimeSpan.FromSeconds(seconds) : null;
    }
}
