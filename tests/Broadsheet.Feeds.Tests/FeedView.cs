using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;

namespace Broadsheet.Feeds.Tests;

/// <summary>A feed as a tree of values, so that an expectation can name any of them by its path.</summary>
internal static class FeedView
{
    private static readonly JsonSerializerOptions Facts = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Converters = { new JsonStringEnumConverter() },
        IncludeFields = true,
    };

    public static JsonObject Of(Feed feed) => new()
    {
        ["format"] = feed.Format.ToString(),
        ["version"] = feed.Version,
        ["encoding"] = feed.Encoding,
        ["wellFormed"] = feed.IsWellFormed,
        ["title"] = feed.Title,
        ["siteUrl"] = feed.SiteUrl,
        ["selfUrl"] = feed.SelfUrl,
        ["language"] = feed.Language,
        ["hubs"] = Texts(feed.Hubs),
        ["ttlMinutes"] = feed.TimeToLive?.TotalMinutes,
        ["skipHours"] = Texts(feed.SkipHours.Select(hour => hour.ToString(CultureInfo.InvariantCulture))),
        ["skipDays"] = Texts(feed.SkipDays.Select(day => day.ToString())),
        ["problems"] = Texts(feed.Problems.Select(problem => problem.Code)),
        ["facts"] = JsonSerializer.SerializeToNode(feed.Facts, Facts),
        ["items"] = new JsonArray([.. feed.Items.Select(Of)]),
    };

    /// <summary>The value at a path such as <c>items[0].title</c> or <c>items.length</c>.</summary>
    public static JsonNode? At(JsonNode root, string path)
    {
        var node = (JsonNode?)root;
        foreach (var step in path.Replace("]", "", StringComparison.Ordinal).Split('.', '['))
        {
            node = node switch
            {
                JsonArray array when step == "length" => array.Count,
                JsonArray array => int.Parse(step, CultureInfo.InvariantCulture) < array.Count ? array[int.Parse(step, CultureInfo.InvariantCulture)] : null,
                JsonObject owner => owner[step],
                _ => null,
            };
        }

        return node;
    }

    private static JsonNode Of(FeedItem item) => new JsonObject
    {
        ["identity"] = item.Identity,
        ["id"] = item.Id,
        ["title"] = item.Title,
        ["excerpt"] = item.Excerpt,
        ["text"] = item.Text,
        ["contentMarkup"] = item.ContentMarkup,
        ["link"] = item.Link,
        ["canonicalLink"] = item.CanonicalLink,
        ["published"] = Moment(item.Published),
        ["publishedOrigin"] = item.Published?.Origin.ToString(),
        ["updated"] = Moment(item.Updated),
        ["authors"] = Texts(item.Authors),
        ["tags"] = Texts(item.Tags),
        ["image"] = item.Image?.Url,
        ["imageWidth"] = item.Image?.Width,
        ["source"] = item.Source?.Title,
        ["youTubeId"] = item.YouTubeId,
        ["facts"] = JsonSerializer.SerializeToNode(item.Facts, Facts),
    };

    private static string? Moment(FeedDate? date) => date?.Instant.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);

    private static JsonArray Texts(IEnumerable<string> texts) => new([.. texts.Select(text => JsonValue.Create(text))]);
}
