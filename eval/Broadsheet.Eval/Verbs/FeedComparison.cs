using System.Globalization;
using System.Text.Json;
using Broadsheet.Feeds;

namespace Broadsheet.Eval.Verbs;

/// <summary>One value that two readers give differently.</summary>
/// <param name="Document">File name.</param>
/// <param name="Field">What differs.</param>
/// <param name="Theirs">Their value; null when none.</param>
/// <param name="Ours">Our value; null when none.</param>
/// <param name="Feed">Our reading.</param>
/// <param name="TheirsIsBroken">Whether their reader fell back to its second parser, or gave up.</param>
internal sealed record FeedDifference(string Document, string Field, string? Theirs, string? Ours, Feed Feed, bool TheirsIsBroken);

/// <summary>Compares a reading with the stored one of feedparser.</summary>
internal sealed class FeedComparison(string document, Feed feed, JsonElement theirs)
{
    // The stored reading has so many of each list.
    private const int MaxMedia = 5;
    private const int MaxTags = 20;

    private readonly bool isBroken = theirs.GetProperty("bozo").ValueKind == JsonValueKind.String;

    public IEnumerable<FeedDifference> Differences() => Pairs().Where(pair => pair.Theirs != pair.Ours)
        .Select(pair => new FeedDifference(document, pair.Field, pair.Theirs, pair.Ours, feed, isBroken));

    private IEnumerable<(string Field, string? Theirs, string? Ours)> Pairs()
    {
        yield return ("version", Text(theirs, "version"), NonEmpty(feed.Version));
        yield return ("encoding", Text(theirs, "encoding")?.ToLowerInvariant(), feed.Encoding);
        yield return ("wellFormed", theirs.GetProperty("wellFormed").ToString(), feed.IsWellFormed.ToString());
        var entries = theirs.GetProperty("entries");
        yield return ("item count", entries.GetArrayLength().ToString(CultureInfo.InvariantCulture), feed.Items.Count.ToString(CultureInfo.InvariantCulture));
        foreach (var pair in FeedPairs(theirs.GetProperty("feed"), feed.Facts ?? new FeedFacts()))
            yield return pair;
        if (entries.GetArrayLength() != feed.Items.Count)
            yield break;
        for (var i = 0; i < feed.Items.Count; i++)
        {
            foreach (var pair in ItemPairs(entries[i], feed.Items[i]))
                yield return pair;
        }
    }

    private IEnumerable<(string Field, string? Theirs, string? Ours)> FeedPairs(JsonElement their, FeedFacts our)
    {
        yield return ("feed title", Text(their, "title"), NonEmpty(our.Title?.Value));
        yield return ("feed link", Text(their, "link"), our.Link);
        yield return ("feed subtitle", Text(their, "subtitle"), NonEmpty(our.Subtitle?.Value));
        yield return ("feed language", Text(their, "language"), NonEmpty(our.Language));
        yield return ("feed date", Text(their, "updatedParsed"), Moment(our.Updated));
        yield return ("feed self", List(their, "self", 1), feed.SelfUrl);
        yield return ("feed hubs", List(their, "hubs", 9), Join(feed.Hubs, 9));
        yield return ("feed image", Text(their, "image"), our.Image?.Href);
        yield return ("feed ttl", Text(their, "ttl"), NonEmpty(our.Extras.Ttl));
    }

    private static IEnumerable<(string Field, string? Theirs, string? Ours)> ItemPairs(JsonElement their, FeedItem item)
    {
        var our = item.Facts!;
        yield return ("id", Text(their, "id"), NonEmpty(our.Id));
        yield return ("title", Text(their, "title"), NonEmpty(our.Title?.Value));
        if (our.Title is not null && Text(their, "titleType") is { } type)
            yield return ("title type", type, our.Title.Type);
        yield return ("link", Text(their, "link"), our.Link ?? item.Link);
        yield return (our.Published == our.Updated ? "only date" : "published", Text(their, "publishedParsed"), Moment(our.Published));
        yield return ("updated", Text(their, "updatedParsed"), Moment(our.Updated));
        yield return ("author", Text(their, "author"), NonEmpty(AuthorOf(our)));
        yield return ("tags", List(their, "tags", MaxTags), Join(our.Tags.Select(tag => tag.Term).OfType<string>(), MaxTags));
        yield return ("enclosures", Hrefs(their, "enclosures"), Join(our.Links.Where(link => link.Rel == "enclosure").Select(link => link.Href).OfType<string>(), MaxMedia));
        yield return ("media", List(their, "mediaContent", MaxMedia), Join(our.Media.Select(media => media.Url).OfType<string>(), MaxMedia));
        yield return ("thumbnails", List(their, "mediaThumbnail", MaxMedia), Join(our.Thumbnails.Select(media => media.Url).OfType<string>(), MaxMedia));
        yield return ("summary", Has(Number(their, "summaryChars") > 0), Has(our.Bodies.Any(body => body.Text.Value.Length > 0)));
        yield return ("content", Has(Number(their, "contentChars") > 0), Has(our.Bodies.Skip(our.Bodies.Any(body => !body.IsContent) ? 1 : 0).Any(body => body.Text.Value.Length > 0)));
    }

    private static string? AuthorOf(FeedFacts facts) => facts.Authors.Count == 0
        ? null
        : facts.Authors[^1] is var last && last.Stated is { } stated ? stated
        : last.Name is not null && last.Email is not null ? $"{last.Name} ({last.Email})" : last.Name ?? last.Email;

    private static string? Moment(string? stated) =>
        stated is null ? null : FeedDateReader.Read(stated)?.Instant.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);

    private static string Has(bool is_) => is_ ? "some" : "none";

    private static string? NonEmpty(string? text) => string.IsNullOrEmpty(text) ? null : text;

    private static string? Text(JsonElement owner, string name) => owner.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? NonEmpty(value.GetString()) : null;

    private static int Number(JsonElement owner, string name) => owner.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.Number ? value.GetInt32() : 0;

    private static string? List(JsonElement owner, string name, int most) =>
        owner.TryGetProperty(name, out var values) ? Join(values.EnumerateArray().Select(value => value.GetString()).OfType<string>(), most) : null;

    private static string? Hrefs(JsonElement owner, string name) =>
        owner.TryGetProperty(name, out var values) ? Join(values.EnumerateArray().Select(value => Text(value, "href")).OfType<string>(), MaxMedia) : null;

    private static string? Join(IEnumerable<string> values, int most) => NonEmpty(string.Join('\n', values.Take(most)));
}
