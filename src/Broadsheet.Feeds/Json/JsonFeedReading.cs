using System.Globalization;
using System.Text.Json;
using Broadsheet.Feeds.Links;
using Broadsheet.Feeds.Reading;
using Broadsheet.Feeds.Texts;

namespace Broadsheet.Feeds.Json;

/// <summary>Reads JSON Feed 1.0 and 1.1. Values of the wrong type are left out, numbers as ids are believed.</summary>
internal static class JsonFeedReading
{
    private const int MaxDepth = 64;
    private static readonly JsonDocumentOptions Lenient = new()
    {
        AllowTrailingCommas = true,
        CommentHandling = JsonCommentHandling.Skip,
        MaxDepth = MaxDepth,
    };

    /// <summary>The feed, or null when the document is no JSON Feed.</summary>
    /// <param name="text">The whole document; white space may stand before it.</param>
    /// <param name="context">Where it was received.</param>
    /// <param name="options">How much of it is read.</param>
    /// <param name="problems">Told what had to be forgiven.</param>
    public static Feed? Read(ReadOnlyMemory<byte> text, FeedContext context, FeedReaderOptions options, FeedProblems problems)
    {
        var start = text.Length - Utf8Text.TrimStart(text.Span).Length;
        var json = text[start..];
        JsonDocument document;
        try
        {
            document = JsonDocument.Parse(json, Lenient);
        }
        catch (JsonException broken)
        {
            problems.Add("broken-json", "The JSON breaks here; what comes after was not read.", start + PositionOf(broken, json.Span));
            if (JsonRepair.Close(json.Span) is not { } closed)
                return null;
            json = closed;
            document = JsonDocument.Parse(json, Lenient);
        }

        using (document)
        {
            var feed = Read(document.RootElement, new ItemPositions(json, start), context, options, problems);
            return feed is null ? null : feed with { IsWellFormed = !problems.Any, Problems = problems.InDocumentOrder(text.Span) };
        }
    }

    // The parser counts lines, and bytes in them.
    private static int PositionOf(JsonException broken, ReadOnlySpan<byte> json)
    {
        var start = 0;
        for (var line = broken.LineNumber ?? 0; line > 0 && json[start..].IndexOf((byte)'\n') is var end and >= 0; line--)
            start += end + 1;
        var position = (int)Math.Min(start + (broken.BytePositionInLine ?? 0), json.Length);
        // A column is between characters.
        while (position < json.Length && (json[position] & 0xC0) == 0x80)
            position++;
        return position;
    }

    // Where items begin is only asked when one of them is wrong.
    private sealed class ItemPositions(ReadOnlyMemory<byte> json, int start)
    {
        private List<int>? positions;

        public int Of(int item)
        {
            positions ??= JsonRepair.PositionsIn(json.Span, "items");
            return item < positions.Count ? start + positions[item] : -1;
        }
    }

    private static Feed? Read(JsonElement root, ItemPositions positions, FeedContext context, FeedReaderOptions options, FeedProblems problems)
    {
        if (root.ValueKind != JsonValueKind.Object)
            return null;
        var version = String(root, "version");
        if (version is null && !root.TryGetProperty("items", out _))
            return null;
        if (version is null || !version.Contains("jsonfeed.org", StringComparison.OrdinalIgnoreCase))
            problems.Add("no-version", "The document does not say which version of JSON Feed it is.");
        var facts = ReadFeed(root, context.Url);
        var items = new List<FeedFacts>();
        var index = -1;
        foreach (var item in Array(root, "items"))
        {
            index++;
            if (item.ValueKind == JsonValueKind.Object && items.Count < options.MaxItems)
            {
                items.Add(ReadItem(item, context.Url));
                continue;
            }

            if (item.ValueKind == JsonValueKind.Object)
            {
                problems.Add("too-many-items", $"Items beyond the first {options.MaxItems} were left out.", positions.Of(index));
                break;
            }

            problems.Add("not-an-item", "An item is no object and was left out.", positions.Of(index));
        }

        var shortVersion = version is not null && version.TrimEnd('/').EndsWith("1.1", StringComparison.Ordinal) ? "json11" : "json1";
        return FeedMaking.Make(FeedFormat.Json, shortVersion, facts, items, context, options);
    }

    private static FeedFacts ReadFeed(JsonElement root, string? baseUrl)
    {
        var facts = new FeedFacts
        {
            Title = Text(root, "title", "text/plain", baseUrl),
            Subtitle = Text(root, "description", "text/plain", baseUrl),
            Language = String(root, "language"),
            Link = WebLink.Resolve(String(root, "home_page_url"), baseUrl),
        };
        AddLink(facts, "alternate", facts.Link, "text/html");
        AddLink(facts, "self", WebLink.Resolve(String(root, "feed_url"), baseUrl), "application/feed+json");
        AddLink(facts, "next", WebLink.Resolve(String(root, "next_url"), baseUrl), "application/feed+json");
        facts.Extras.Icon = WebLink.Resolve(String(root, "icon"), baseUrl);
        facts.Image = facts.Extras.Icon is { } icon ? new FeedPicture(icon) : null;
        facts.Extras.Logo = WebLink.Resolve(String(root, "favicon"), baseUrl);
        foreach (var hub in Array(root, "hubs"))
            AddLink(facts, "hub", WebLink.Resolve(String(hub, "url"), baseUrl), null);
        ReadAuthors(facts, root, baseUrl);
        return facts;
    }

    private static FeedFacts ReadItem(JsonElement item, string? baseUrl)
    {
        var facts = new FeedFacts
        {
            Id = String(item, "id") ?? String(item, "url"),
            Title = Text(item, "title", "text/plain", baseUrl),
            Link = WebLink.Resolve(String(item, "url") ?? String(item, "external_url"), baseUrl),
            Published = String(item, "date_published"),
            Updated = String(item, "date_modified"),
            Language = String(item, "language"),
        };
        AddLink(facts, "alternate", facts.Link, "text/html");
        AddLink(facts, "related", WebLink.Resolve(String(item, "external_url"), baseUrl), null);
        AddBody(facts, Text(item, "summary", "text/plain", baseUrl), isContent: false);
        AddBody(facts, Text(item, "content_html", "text/html", baseUrl) ?? Text(item, "content_text", "text/plain", baseUrl), isContent: true);
        if (WebLink.Resolve(String(item, "image") ?? String(item, "banner_image"), baseUrl) is { } image)
            facts.Image = new FeedPicture(image);
        foreach (var tag in Array(item, "tags"))
        {
            if (tag.ValueKind == JsonValueKind.String && tag.GetString() is { Length: > 0 } term)
                facts.Add(new FeedTag(term));
        }

        foreach (var attachment in Array(item, "attachments"))
            ReadAttachment(facts, attachment, baseUrl);
        ReadAuthors(facts, item, baseUrl);
        return facts;
    }

    private static void ReadAttachment(FeedFacts facts, JsonElement attachment, string? baseUrl)
    {
        if (WebLink.Resolve(String(attachment, "url"), baseUrl) is not { } url)
            return;
        facts.Add(new FeedLink("enclosure", url, String(attachment, "mime_type"), String(attachment, "title"), null, String(attachment, "size_in_bytes")));
        facts.Extras.Duration ??= String(attachment, "duration_in_seconds");
    }

    private static void ReadAuthors(FeedFacts facts, JsonElement owner, string? baseUrl)
    {
        foreach (var author in Array(owner, "authors"))
            AddAuthor(facts, author, baseUrl);
        if (facts.Authors.Count == 0 && owner.TryGetProperty("author", out var single))
            AddAuthor(facts, single, baseUrl);
    }

    private static void AddAuthor(FeedFacts facts, JsonElement author, string? baseUrl)
    {
        if (author.ValueKind == JsonValueKind.String && author.GetString() is { Length: > 0 } alone)
            facts.AddAuthor(new FeedPerson(alone));
        else if (String(author, "name") is not null || String(author, "url") is not null)
            facts.AddAuthor(new FeedPerson(String(author, "name"), null, WebLink.Resolve(String(author, "url"), baseUrl)));
    }

    private static void AddBody(FeedFacts facts, FeedText? text, bool isContent)
    {
        if (text is not null)
            facts.Add(new FeedBody(text, isContent));
    }

    private static void AddLink(FeedFacts facts, string rel, string? href, string? type)
    {
        if (href is not null)
            facts.Add(new FeedLink(rel, href, type));
    }

    // JSON Feed says of every text what it is: only content_html is HTML, and a title that speaks of <script> means the word.
    private static FeedText? Text(JsonElement owner, string name, string type, string? baseUrl) =>
        String(owner, name)?.Trim() is { Length: > 0 } text ? new FeedText(text, type, baseUrl, null, typeStated: true) : null;

    private static string? String(JsonElement owner, string name)
    {
        if (owner.ValueKind != JsonValueKind.Object || !owner.TryGetProperty(name, out var value))
            return null;
        try
        {
            return value.ValueKind switch
            {
                JsonValueKind.String => value.GetString(),
                JsonValueKind.Number when value.TryGetInt64(out var number) => number.ToString(CultureInfo.InvariantCulture),
                JsonValueKind.Number => value.GetRawText(),
                _ => null,
            };
        }
        catch (InvalidOperationException)
        {
            // Half a surrogate pair.
            return null;
        }
    }

    private static IEnumerable<JsonElement> Array(JsonElement owner, string name) =>
        owner.ValueKind == JsonValueKind.Object && owner.TryGetProperty(name, out var value)
            ? value.ValueKind switch
            {
                JsonValueKind.Array => value.EnumerateArray(),
                JsonValueKind.Object or JsonValueKind.String => [value],
                _ => [],
            }
            : [];
}
