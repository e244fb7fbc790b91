using System.Text.Json;
using System.Text.Json.Nodes;

namespace Broadsheet.Publishing.StaticApi;

/// <summary>Describes the files of the API to machines: as JSON Schema (2020-12), and as OpenAPI 3.1, whose schemas are the same.</summary>
public static class ApiDescription
{
    private const string Definitions = "#/$defs/";
    private const string Components = "#/components/schemas/";

    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true, NewLine = "\n" };

    /// <summary>The schema of a page of news in the modern profile; <c>$defs</c> has the one of <c>api/topics/index.json</c> too.</summary>
    public static string JsonSchema() => new JsonObject
    {
        ["$schema"] = "https://json-schema.org/draft/2020-12/schema",
        ["title"] = "A page of news",
        ["$ref"] = Definitions + "Page",
        ["$defs"] = Schemas(Definitions),
    }.ToJsonString(Indented) + "\n";

    /// <summary>The description of a site's files.</summary>
    /// <param name="masthead">The site.</param>
    public static string OpenApi(Masthead masthead)
    {
        ArgumentNullException.ThrowIfNull(masthead);
        return new JsonObject
        {
            ["openapi"] = "3.1.0",
            ["info"] = new JsonObject { ["title"] = PlainText.Of(masthead.Title), ["version"] = "2", ["description"] = "Files; nothing runs behind them. Follow nextPage from page 1 to meet every item once." },
            ["servers"] = new JsonArray(new JsonObject { ["url"] = masthead.Url.TrimEnd('/') + masthead.BaseUrl }),
            ["paths"] = new JsonObject
            {
                ["/api/news/index.json"] = Get("newest", "The newest items", "Page"),
                ["/api/news/page/{page}/index.json"] = Get("page", "A page of items, the newest first", "Page", Parameter("page", "integer", "1, or what nextPage said.")),
                ["/api/news/{topic}/index.json"] = Get("newestOfTopic", "The newest items of a topic", "Page", Parameter("topic", "string", "Id of the topic.")),
                ["/api/news/{topic}/page/{page}/index.json"] = Get("pageOfTopic", "A page of items of a topic", "Page", Parameter("topic", "string", "Id of the topic."), Parameter("page", "integer", "1, or what nextPage said.")),
                ["/api/topics/index.json"] = Get("topics", "The topics and where their news are", "Topics"),
            },
            ["components"] = new JsonObject { ["schemas"] = Schemas(Components) },
        }.ToJsonString(Indented) + "\n";
    }

    private static JsonObject Get(string id, string summary, string schema, params JsonNode[] parameters)
    {
        var get = new JsonObject { ["operationId"] = id, ["summary"] = summary };
        if (parameters.Length > 0)
            get["parameters"] = new JsonArray(parameters);
        get["responses"] = new JsonObject
        {
            ["200"] = new JsonObject
            {
                ["description"] = summary,
                ["content"] = new JsonObject { ["application/json"] = new JsonObject { ["schema"] = new JsonObject { ["$ref"] = Components + schema } } },
            },
            ["404"] = new JsonObject { ["description"] = "There is no such file." },
        };
        return new JsonObject { ["get"] = get };
    }

    private static JsonObject Parameter(string name, string type, string description) => new()
    {
        ["name"] = name, ["in"] = "path", ["required"] = true, ["description"] = description, ["schema"] = new JsonObject { ["type"] = type },
    };

    private static JsonObject Schemas(string root) => new()
    {
        ["Page"] = Record(("page", Integer(1)), ("value", ListOf(Reference(root, "Item"))), ("nextPage", OrNull(Integer(1)))),
        ["Item"] = Record(
            ("path", Text()), ("title", Text()), ("excerpt", Text()), ("sourceUrl", Null()), ("webUrl", OrNull(Text())), ("originalUrl", Text()),
            ("featuredContent", OrNull(Text())), ("highlight", OrNull(Reference(root, "Highlight"))), ("heat", Integer()), ("tags", ListOf(Text())),
            ("images", ListOf(Reference(root, "Image"))), ("content", Text()), ("type", Choice("article", "video")), ("ampWebUrl", OrNull(Text())),
            ("cdnAmpWebUrl", OrNull(Text())), ("publishedDateTime", Instant()), ("updatedDateTime", OrNull(Instant())), ("provider", Reference(root, "Provider")),
            ("locale", Text()), ("categories", ListOf(Text())), ("topics", ListOf(Text())),
            ("id", Text("^a[0-9a-f]{16}$")), ("quality", Integer()), ("authors", ListOf(Text())), ("language", OrNull(Text())), ("story", Reference(root, "Story")),
            ("related", ListOf(Reference(root, "Related"))), ("why", Reference(root, "Why")), ("links", Record(("story", Text()), ("page", OrNull(Text()))))),
        ["Highlight"] = Record(("text", Text()), ("textColor", Text()), ("backgroundColor", Text())),
        ["Image"] = Record(("url", Text()), ("width", Integer(0)), ("height", Integer(0)), ("title", Null()), ("attribution", Null()), ("isCached", new JsonObject { ["type"] = "boolean" })),
        ["Provider"] = Record(("name", Text()), ("domain", Text()), ("images", OrNull(ListOf(Reference(root, "Image")))), ("publishers", Null()), ("authors", Null())),
        ["Story"] = Record(("id", Text("^s[0-9a-f]{16}$")), ("articles", Integer(1)), ("started", Instant()), ("latest", Instant())),
        ["Related"] = Record(
            ("id", Text()), ("path", Text()), ("title", Text()), ("excerpt", Text()), ("webUrl", OrNull(Text())), ("originalUrl", Text()), ("ampWebUrl", OrNull(Text())),
            ("cdnAmpWebUrl", OrNull(Text())), ("type", Choice("article", "video")), ("publishedDateTime", Instant()), ("quality", Integer()), ("provider", Reference(root, "Provider")),
            ("images", ListOf(Reference(root, "Image")))),
        ["Why"] = Record(
            ("lead", Text()), ("published", Text()),
            ("quality", ListOf(Record(("name", Text()), ("points", Integer()), ("evidence", Text())))),
            ("topics", ListOf(Record(("topic", Text()), ("reason", Text()), ("evidence", Text()))))),
        ["Topics"] = Record(("value", ListOf(Reference(root, "Topic")))),
        ["Topic"] = Record(
            ["parent"],
            ("name", Text()), ("shortname", Text()), ("id", Text()), ("parent", Text()), ("hashtags", ListOf(Text())),
            ("services", ListOf(Record(("name", Text()), ("endpoint", Text()))))),
    };

    private static JsonObject Record(params (string Name, JsonNode Schema)[] fields) => Record([], fields);

    private static JsonObject Record(string[] optional, params (string Name, JsonNode Schema)[] fields)
    {
        var properties = new JsonObject();
        foreach (var (name, schema) in fields)
            properties[name] = schema;
        return new JsonObject
        {
            ["type"] = "object",
            ["properties"] = properties,
            ["required"] = new JsonArray([.. fields.Where(field => !optional.Contains(field.Name)).Select(field => JsonValue.Create(field.Name))]),
            // A client must bear more; our own tests must not overlook any.
            ["additionalProperties"] = false,
        };
    }

    private static JsonObject Reference(string root, string name) => new() { ["$ref"] = root + name };

    private static JsonObject ListOf(JsonNode schema) => new() { ["type"] = "array", ["items"] = schema };

    private static JsonObject OrNull(JsonNode schema) => new() { ["anyOf"] = new JsonArray(schema, Null()) };

    private static JsonObject Null() => new() { ["type"] = "null" };

    private static JsonObject Text(string? pattern = null)
    {
        var schema = new JsonObject { ["type"] = "string" };
        if (pattern is not null)
            schema["pattern"] = pattern;
        return schema;
    }

    private static JsonObject Instant() => new() { ["type"] = "string", ["format"] = "date-time" };

    private static JsonObject Choice(params string[] values) => new() { ["type"] = "string", ["enum"] = new JsonArray([.. values.Select(value => JsonValue.Create(value))]) };

    private static JsonObject Integer(long? least = null)
    {
        var schema = new JsonObject { ["type"] = "integer" };
        if (least is { } minimum)
            schema["minimum"] = minimum;
        return schema;
    }
}
