using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;
using Broadsheet.Feeds;

namespace Broadsheet.Eval.Verbs;

/// <summary>Writes a reading in the neutral form that feed suites of several parsers were converted to.</summary>
internal sealed partial class FeedContract(Utf8JsonWriter json)
{
    public void Write(Feed feed, FeedContext context)
    {
        json.WriteStartObject();
        Text("version", feed.Version);
        Text("encoding", feed.Encoding);
        json.WriteBoolean("wellFormed", feed.IsWellFormed);
        WriteHeaders(context);
        json.WriteStartObject("feed");
        if (feed.Facts is { } facts)
            WriteFeed(facts, feed);
        json.WriteEndObject();
        json.WriteStartArray("entries");
        foreach (var item in feed.Items)
            WriteItem(item);
        json.WriteEndArray();
        if (feed.Facts is { Extras.Children.Count: > 0 })
            WriteLinks("children", feed.Facts.Extras.Children);
        json.WriteStartArray("problems");
        foreach (var problem in feed.Problems)
            json.WriteStringValue($"{problem.Line}:{problem.Column} {problem.Code}");
        json.WriteEndArray();
        json.WriteEndObject();
    }

    private void WriteHeaders(FeedContext context)
    {
        if (context.Headers is not { Count: > 0 } headers)
            return;
        json.WriteStartObject("headers");
        foreach (var (name, value) in headers)
            json.WriteString(name.ToLowerInvariant(), value);
        json.WriteEndObject();
        Text("etag", context.Header("etag"));
        Date("modified", context.Header("last-modified"));
    }

    private void WriteFeed(FeedFacts facts, Feed feed)
    {
        WriteCommon(facts);
        WriteText("subtitle", facts.Subtitle);
        WriteText("info", facts.Info);
        Text("selfLink", feed.SelfUrl);
        Text("siteUrl", feed.SiteUrl);
        Texts("hubs", feed.Hubs);
        Text("managingEditor", facts.ManagingEditor);
        Text("webMaster", facts.WebMaster);
        if (facts.Image is { } image)
            WriteImage(image);
        else if (facts.Media.FirstOrDefault(media => media.Url is not null)?.Url is { } picture)
            WriteImage(new FeedPicture(picture));
        var extras = facts.Extras;
        WriteGenerator(extras);
        Text("icon", extras.Icon);
        Text("logo", extras.Logo);
        Text("docs", extras.Docs);
        Text("ttl", extras.Ttl);
        if (feed.TimeToLive is { } ttl)
            json.WriteNumber("ttlMinutes", (int)ttl.TotalMinutes);
        Text("rating", extras.Rating);
        Texts("skipHours", extras.SkipHours);
        Texts("skipDays", extras.SkipDays);
        Text("newLocation", extras.NewLocation);
        Date("validityStart", extras.ValidFrom);
        Date("validityEnd", extras.ValidTo);
        WriteCloud(extras.Cloud);
        WriteTextInput(extras.TextInput);
    }

    private void WriteGenerator(FeedExtras extras)
    {
        Text("generator", extras.Generator);
        if (extras.Generator is null && extras.GeneratorUrl is null)
            return;
        json.WriteStartObject("generatorDetail");
        Text("name", extras.Generator);
        Text("href", extras.GeneratorUrl);
        Text("version", extras.GeneratorVersion);
        json.WriteEndObject();
    }

    private void WriteCloud(FeedCloud? cloud)
    {
        if (cloud is null)
            return;
        json.WriteStartObject("cloud");
        Text("domain", cloud.Domain);
        Text("port", cloud.Port);
        Text("path", cloud.Path);
        Text("registerProcedure", cloud.RegisterProcedure);
        Text("protocol", cloud.Protocol);
        json.WriteEndObject();
    }

    private void WriteTextInput(FeedTextInput? input)
    {
        if (input is null)
            return;
        json.WriteStartObject("textInput");
        Text("title", input.Title);
        Text("description", input.Description);
        Text("name", input.Name);
        Text("link", input.Link);
        json.WriteEndObject();
    }

    private void WriteItem(FeedItem item)
    {
        var facts = item.Facts!;
        json.WriteStartObject();
        WriteCommon(facts, item.Link);
        WriteBodies(facts);
        WriteText("subtitle", facts.Subtitle);
        Text("guidIsLinkRaw", facts.PermaLinkStated);
        json.WriteBoolean("guidIsLink", facts.GuidIsLink);
        Text("identity", item.Identity);
        Text("canonicalUrl", item.CanonicalLink);
        Text("plainTitle", item.Title);
        Text("excerpt", item.Excerpt);
        Text("snippet", SnippetOf(facts));
        Text("comments", facts.Comments);
        if (item.Image is { } image)
            WriteImage(new FeedPicture(image.Url) { Width = image.Width, Height = image.Height });
        if (facts.Source is { } source)
            WriteSource(source);
        WriteMedia("mediaContent", facts.Media);
        WriteMedia("mediaThumbnail", facts.Thumbnails);
        Text("wfwComment", facts.CommentApi);
        Text("wfwCommentRss", facts.CommentFeed);
        WriteItemExtras(facts.Extras);
        json.WriteEndObject();
    }

    // A summary that comes after a content is one more content, and the content doubles as the summary: the suites' convention.
    private void WriteBodies(FeedFacts facts)
    {
        FeedText? summary = null;
        var summaryIsStated = false;
        var contents = new List<FeedText>();
        foreach (var body in facts.Bodies)
        {
            if (body.IsContent || summaryIsStated)
            {
                contents.Add(body.Text);
                if (body.Text.Type is "text/plain" or "text/html" or "application/xhtml+xml")
                    summary ??= body.Text;
            }
            else
            {
                summary = body.Text;
                summaryIsStated = true;
            }
        }

        WriteText("summary", summary);
        if (contents.Count == 0)
            return;
        json.WriteStartArray("content");
        foreach (var content in contents)
            WriteDetail(content);
        json.WriteEndArray();
    }

    // rss-parser's convention: tags dropped where they stand, line breaks kept, the content if there is one.
    private static string? SnippetOf(FeedFacts facts)
    {
        if (facts.Bodies.Count == 0)
            return null;
        var raw = facts.Bodies.OrderBy(body => !body.IsContent).First().Text.Value;
        raw = BlockTag().Replace(raw, "$1\n$2");
        return System.Net.WebUtility.HtmlDecode(AnyTag().Replace(raw, "")).Trim();
    }

    [GeneratedRegex(@"([^\n])</?(?:h|br|p|ul|ol|li|blockquote|section|table|tr|div)[\s\S]*?>([^\n])")]
    private static partial Regex BlockTag();

    [GeneratedRegex(@"<[\s\S]*?>")]
    private static partial Regex AnyTag();

    private void WriteItemExtras(FeedExtras extras)
    {
        if (extras.Media is { } media)
            WriteMediaNotes(media);
        WriteChapters(extras);
    }

    private void WriteMediaNotes(FeedMediaNotes media)
    {
        if (media.Credits.Count > 0)
        {
            json.WriteStartArray("mediaCredit");
            foreach (var credit in media.Credits)
            {
                json.WriteStartObject();
                Text("content", credit.Content);
                Text("role", credit.Role);
                Text("scheme", credit.Scheme);
                json.WriteEndObject();
            }

            json.WriteEndArray();
        }

        WriteNote("mediaLicense", media.License, "href", "type");
        WriteNote("mediaCopyright", media.Copyright, "url", "type");
        WriteNote("mediaPlayer", media.Player, "url", "type");
        WriteNote("mediaRating", media.Rating, "href", "scheme");
        WriteRestriction(media.Restriction);
    }

    private void WriteNote(string name, FeedMediaNote? note, string hrefName, string kindName)
    {
        if (note is null)
            return;
        json.WriteStartObject(name);
        Text("content", note.Content);
        Text(hrefName, note.Href);
        Text(kindName, note.Kind);
        json.WriteEndObject();
    }

    private void WriteRestriction(FeedMediaRestriction? note)
    {
        if (note is null)
            return;
        json.WriteStartObject("mediaRestriction");
        Texts("content", note.Content.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(country => country.ToLowerInvariant()));
        Text("type", note.Type);
        Text("relationship", note.Relationship);
        json.WriteEndObject();
    }

    private void WriteChapters(FeedExtras extras)
    {
        if (!extras.HasChapters)
            return;
        json.WriteStartObject("pscChapters");
        json.WriteStartArray("chapters");
        foreach (var chapter in extras.Chapters)
        {
            json.WriteStartObject();
            json.WriteNumber("startParsed", chapter.Start.TotalSeconds);
            Text("title", chapter.Title);
            Text("href", chapter.Href);
            Text("image", chapter.Image);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    private void WriteSource(FeedFacts source)
    {
        json.WriteStartObject("source");
        WriteCommon(source);
        WriteText("subtitle", source.Subtitle);
        Text("href", source.Links.FirstOrDefault(link => link.Rel == "self")?.Href ?? source.Link);
        WriteGenerator(source.Extras);
        Text("icon", source.Extras.Icon);
        Text("logo", source.Extras.Logo);
        json.WriteEndObject();
    }

    private void WriteCommon(FeedFacts facts, string? link = null)
    {
        WriteText("title", facts.Title);
        WriteText("rights", facts.Rights);
        Text("id", facts.Id);
        Text("link", facts.Link ?? link);
        if (facts.Links.Count > 0)
            WriteLinks("links", facts.Links);
        Texts("allLinks", facts.Links.Where(candidate => candidate is { Rel: "alternate", Href: not null }).Select(candidate => candidate.Href!));
        Date("published", facts.Published);
        Date("updated", facts.Updated);
        Date("created", facts.Created);
        Date("expired", facts.Expired);
        Text("language", facts.Language);
        Text("license", facts.License);
        WritePersons("authors", facts.Authors);
        WritePersons("contributors", facts.Contributors);
        WriteOnePerson("author", facts.Authors.Count == 0 ? null : facts.Authors[^1]);
        WriteOnePerson("publisher", facts.Publisher);
        WriteTags(facts.Tags);
        WriteLinks("enclosures", facts.Links.Where(candidate => candidate.Rel == "enclosure"));
        Text("itunesDuration", facts.Extras.Duration);
        if (facts.Extras.ItunesBlock is { } block)
            json.WriteNumber("itunesBlock", block ? 1 : 0);
        if (facts.Extras.Explicit != ExplicitRating.Unstated)
            WriteExplicit(facts.Extras.Explicit);
        if (facts.Extras.InReplyTo is { } reply)
            WriteReply(reply);
        if (facts.Extras.Where is { } place)
            WritePlace(place);
    }

    private void WriteExplicit(ExplicitRating rating)
    {
        if (rating == ExplicitRating.Yes)
            json.WriteNumber("itunesExplicit", 1);
        else if (rating == ExplicitRating.No)
            json.WriteBoolean("itunesExplicit", false);
        else
            json.WriteNull("itunesExplicit");
    }

    private void WriteReply(FeedReply reply)
    {
        json.WriteStartObject("inReplyTo");
        Text("ref", reply.Ref);
        Text("href", reply.Href);
        Text("source", reply.Source);
        Text("type", reply.Type);
        json.WriteEndObject();
    }

    private void WritePlace(FeedPlace place)
    {
        json.WriteStartObject("where");
        Text("type", place.Shape);
        json.WritePropertyName("coordinates");
        if (place.Shape == "Point")
        {
            WritePair(place.Coordinates[0]);
        }
        else
        {
            json.WriteStartArray();
            if (place.Shape == "Polygon")
                json.WriteStartArray();
            foreach (var pair in place.Coordinates)
                WritePair(pair);
            if (place.Shape == "Polygon")
                json.WriteEndArray();
            json.WriteEndArray();
        }

        json.WriteEndObject();
    }

    private void WritePair((double Longitude, double Latitude) pair)
    {
        json.WriteStartArray();
        json.WriteNumberValue(pair.Longitude);
        json.WriteNumberValue(pair.Latitude);
        json.WriteEndArray();
    }

    private void WriteTags(IReadOnlyList<FeedTag> tags)
    {
        if (tags.Count == 0)
            return;
        json.WriteStartArray("tags");
        foreach (var tag in tags)
        {
            json.WriteStartObject();
            Text("term", tag.Term);
            Text("scheme", tag.Scheme);
            Text("label", tag.Label);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private void WritePersons(string name, IReadOnlyList<FeedPerson> persons)
    {
        if (persons.Count == 0)
            return;
        json.WriteStartArray(name);
        foreach (var person in persons)
            WritePerson(person);
        json.WriteEndArray();
    }

    private void WriteOnePerson(string name, FeedPerson? person)
    {
        if (person is null)
            return;
        Text(name, person.Stated ?? (person.Name is not null && person.Email is not null ? $"{person.Name} ({person.Email})" : person.Name ?? person.Email));
        json.WritePropertyName(name + "Detail");
        WritePerson(person);
    }

    private void WritePerson(FeedPerson person)
    {
        json.WriteStartObject();
        Text("name", person.Name);
        Text("email", person.Email);
        Text("href", person.Href);
        Text("raw", person.Stated);
        json.WriteEndObject();
    }

    private void WriteLinks(string name, IEnumerable<FeedLink> links)
    {
        json.WriteStartArray(name);
        foreach (var link in links)
        {
            json.WriteStartObject();
            Text("rel", link.Rel);
            Text("href", link.Href);
            Text("type", link.Type);
            Text("title", link.Title);
            Text("hreflang", link.HrefLang);
            Text("length", link.Length);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private void WriteImage(FeedPicture image)
    {
        json.WriteStartObject("image");
        Text("href", image.Href);
        Text("link", image.Link);
        Text("title", image.Title);
        Text("description", image.Description);
        if (image.Width is { } width)
            json.WriteNumber("width", width);
        if (image.Height is { } height)
            json.WriteNumber("height", height);
        json.WriteEndObject();
    }

    private void WriteMedia(string name, IReadOnlyList<FeedMedia> media)
    {
        if (media.Count == 0)
            return;
        json.WriteStartArray(name);
        foreach (var one in media)
        {
            json.WriteStartObject();
            Text("url", one.Url);
            Text("type", one.Type);
            Text("medium", one.Medium);
            Text("width", one.Width?.ToString(CultureInfo.InvariantCulture));
            Text("height", one.Height?.ToString(CultureInfo.InvariantCulture));
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private void WriteText(string name, FeedText? text)
    {
        if (text is null)
            return;
        json.WriteString(name, text.Value);
        json.WritePropertyName(name + "Detail");
        WriteDetail(text);
    }

    private void WriteDetail(FeedText text)
    {
        json.WriteStartObject();
        Text("type", text.Type);
        Text("value", text.Value);
        Text("base", text.Base);
        Text("language", text.Language);
        Text("src", text.Source);
        json.WriteEndObject();
    }

    private void Date(string name, string? stated)
    {
        if (string.IsNullOrEmpty(stated))
            return;
        json.WriteString(name, stated);
        if (FeedDateReader.Read(stated) is { } date)
            json.WriteString(name + "Parsed", date.Instant.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture));
    }

    private void Text(string name, string? value)
    {
        if (value is not null)
            json.WriteString(name, value);
    }

    private void Texts(string name, IEnumerable<string> values)
    {
        json.WriteStartArray(name);
        foreach (var value in values)
            json.WriteStringValue(value);
        json.WriteEndArray();
    }
}
