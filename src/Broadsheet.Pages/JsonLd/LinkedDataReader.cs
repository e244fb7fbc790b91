using Broadsheet.Pages.Html;
using Broadsheet.Pages.Scanning;

namespace Broadsheet.Pages.JsonLd;

/// <summary>
/// Finds the article in a page's JSON-LD: through lists, <c>@graph</c> and <c>mainEntity</c>, with <c>@id</c> references resolved,
/// types in any case or as full addresses, and values in any of the shapes that publishers write.
/// </summary>
internal sealed class LinkedDataReader
{
    private const int MaxNodes = 2_000;
    private const int MaxAuthors = 30;

    private readonly List<JsonValue> _nodes = [];
    private readonly Dictionary<string, JsonValue> _byId = new(StringComparer.Ordinal);

    public static LinkedData Read(IReadOnlyList<string> blocks, string pageUrl)
    {
        if (blocks.Count == 0)
            return LinkedData.None;
        var reader = new LinkedDataReader();
        foreach (var block in blocks)
        {
            if (LenientJson.Read(block) is { } value)
                reader.Collect(value);
        }

        return reader.Choose(pageUrl);
    }

    private void Collect(JsonValue root)
    {
        var queue = new Queue<JsonValue>();
        queue.Enqueue(root);
        while (queue.TryDequeue(out var value) && _nodes.Count < MaxNodes)
        {
            foreach (var item in value.Items)
                queue.Enqueue(item);
            if (!value.IsObject)
                continue;
            _nodes.Add(value);
            foreach (var (name, member) in value.Members)
            {
                if (name is "@graph" or "mainEntity" or "mainEntityOfPage" or "video" or "associatedMedia" or "about" or "itemReviewed"
                    or "author" or "publisher" or "image" or "logo" or "isPartOf" or "provider" or "sourceOrganization")
                    queue.Enqueue(member);
            }

            // A node with an id alone is a reference, not the thing.
            if (value["@id"]?.Text is { } id && value.Members.Count > 1)
                _byId.TryAdd(id, value);
        }
    }

    private LinkedData Choose(string pageUrl)
    {
        JsonValue? article = null, video = null, page = null;
        string? site = null, organization = null;
        LinkedImage? logo = null;
        List<string> others = [];
        var best = 0;
        foreach (var node in _nodes)
        {
            var type = TypeOf(node);
            var worth = Worth(type);
            if (worth > 0)
            {
                worth += IsOf(node, pageUrl) ? 50 : 0;
                worth += node["headline"] is null ? 0 : 10;
                worth += node["datePublished"] is null ? 0 : 10;
                if (worth > best)
                    (best, article) = (worth, node);
            }

            if (type == "videoobject")
                video ??= node;
            else if (type is "webpage" or "itempage" or "collectionpage")
                page ??= node;
            else if (type == "website")
                site ??= Clean(node["name"]);
            else if (type.EndsWith("organization", StringComparison.Ordinal) && node["name"] is not null)
                organization ??= Clean(node["name"]);
            if (!type.EndsWith("organization", StringComparison.Ordinal))
                continue;
            logo ??= ImageOf(node["logo"]);
            if (others.Count < MaxAuthors)
                others.AddRange([.. TextsOf(node["legalName"]), .. TextsOf(node["alternateName"])]);
        }

        return new(
            article is null ? null : Read(article),
            video is null ? null : Read(video),
            page is null ? null : Read(page),
            site,
            organization,
            logo,
            others);
    }

    private static int Worth(string type) => type switch
    {
        "newsarticle" or "reportagenewsarticle" or "analysisnewsarticle" or "opinionnewsarticle" or "backgroundnewsarticle"
            or "reviewnewsarticle" or "askpublicnewsarticle" or "advertisercontentarticle" => 30,
        "liveblogposting" => 29,
        "article" or "blogposting" or "report" or "techarticle" or "scholarlyarticle" or "satiricalarticle" or "socialmediaposting" => 28,
        "review" or "recipe" or "podcastepisode" or "creativework" => 12,
        _ => type.EndsWith("article", StringComparison.Ordinal) ? 26 : 0,
    };

    // "https://schema.org/NewsArticle", "schema:NewsArticle", "newsarticle", ["Article", "NewsArticle"] are all seen.
    private static string TypeOf(JsonValue node)
    {
        var best = "";
        foreach (var value in node["@type"]?.Each() ?? [])
        {
            var type = value.Text?.Trim() ?? "";
            type = type[(type.LastIndexOfAny(['/', '#', ':']) + 1)..].ToLowerInvariant();
            if (best.Length == 0 || Worth(type) > Worth(best))
                best = type;
        }

        return best;
    }

    private static bool IsOf(JsonValue node, string pageUrl)
    {
        foreach (var name in (ReadOnlySpan<string>)["url", "mainEntityOfPage", "@id"])
        {
            var value = node[name];
            var url = value?.Text ?? value?["@id"]?.Text ?? value?["url"]?.Text;
            if (url is not null && WebAddress.SamePage(url, pageUrl))
                return true;
        }

        return false;
    }

    private LinkedArticle Read(JsonValue node) => new()
    {
        Type = TypeOf(node),
        Headline = Clean(node["headline"]),
        Name = Clean(node["name"]) ?? Clean(node["title"]),
        Description = Clean(node["description"]),
        Published = Clean(node["datePublished"]) ?? Clean(node["uploadDate"]),
        Created = Clean(node["dateCreated"]),
        Modified = Clean(node["dateModified"]),
        Url = Clean(node["url"]),
        MainEntityOfPage = Clean(node["mainEntityOfPage"]) ?? Clean(Resolve(node["mainEntityOfPage"])?["@id"]) ?? Clean(node["mainEntityOfPage"]?["url"]),
        Authors = NamesOf(node["author"] ?? node["creator"]),
        Publisher = NamesOf(node["publisher"]).FirstOrDefault(),
        PublisherLogo = ImageOf(Resolve(node["publisher"])?["logo"]),
        Images = [.. ImagesOf(node["image"])],
        Thumbnail = ImageOf(node["thumbnailUrl"])?.Url ?? ImageOf(node["thumbnail"])?.Url,
        Section = Clean(node["articleSection"]),
        Keywords = TextsOf(node["keywords"]),
        Language = Clean(node["inLanguage"]) ?? Clean(node["inLanguage"]?["name"]),
        EmbedUrl = Clean(node["embedUrl"]),
        ContentUrl = Clean(node["contentUrl"]),
        Body = Clean(node["articleBody"]),
        IsAccessibleForFree = Clean(node["isAccessibleForFree"])?.ToLowerInvariant() switch
        {
            "true" or "http://schema.org/true" or "https://schema.org/true" or "yes" or "1" => true,
            "false" or "http://schema.org/false" or "https://schema.org/false" or "no" or "0" => false,
            _ => null,
        },
    };

    private JsonValue? Resolve(JsonValue? value)
    {
        if (value is { IsList: true })
            value = value.Items.Count > 0 ? value.Items[0] : null;
        return value?["@id"]?.Text is { } id && value.Members.Count == 1 && _byId.TryGetValue(id, out var node) ? node : value;
    }

    private List<string> NamesOf(JsonValue? value)
    {
        List<string> names = [];
        foreach (var item in value?.Each() ?? [])
        {
            var node = Resolve(item);
            foreach (var name in (node is { IsObject: true } ? node["name"] : node)?.Each() ?? [])
            {
                if (Clean(name) is { } text && names.Count < MaxAuthors)
                    names.Add(text);
            }
        }

        return names;
    }

    private static List<string> TextsOf(JsonValue? value) =>
        [.. (value?.Each() ?? []).Select(Clean).OfType<string>().Take(MaxAuthors)];

    private IEnumerable<LinkedImage> ImagesOf(JsonValue? value) =>
        (value?.Each() ?? []).Take(MaxAuthors).Select(image => ImageOf(image)).OfType<LinkedImage>();

    private LinkedImage? ImageOf(JsonValue? value)
    {
        var node = Resolve(value);
        if (node is null)
            return null;
        if (node.Text is { Length: > 0 } address)
            return new(HtmlText.Clean(address), null, null);
        var url = Clean(node["url"]) ?? Clean(node["contentUrl"]) ?? Clean(node["@id"]);
        return url is null ? null : new(url, Pixels(node["width"]), Pixels(node["height"]));
    }

    // 1200, "1200", "1200px" and {"@type": "QuantitativeValue", "value": 1200} are all seen.
    private static int? Pixels(JsonValue? value) =>
        PageScanner.Number(value?.Text ?? value?["value"]?.Text ?? "") is { } pixels and > 0 ? pixels : null;

    /// <summary>The text of a value, or of the first of a list; null when it is empty.</summary>
    private static string? Clean(JsonValue? value)
    {
        if (value is { IsList: true })
            value = value.Items.Count > 0 ? value.Items[0] : null;
        var text = value?.Text is { } raw ? HtmlText.Clean(raw) : "";
        return text.Length == 0 ? null : text;
    }
}
