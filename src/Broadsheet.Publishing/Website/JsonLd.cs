using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Unicode;

namespace Broadsheet.Publishing.Website;

/// <summary>Describes pages to search engines (schema.org as JSON-LD).</summary>
internal static class JsonLd
{
    // This encoder escapes <, >, & and quotes as \uXXXX, so that no text can end the script element it stands in.
    private static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.Create(UnicodeRanges.All) };

    // The front page's best; it has to stay light.
    private const int MostListed = 10;

    /// <summary>The site and its list of stories.</summary>
    public static string FrontPage(Masthead masthead, SiteAddresses addresses, IReadOnlyList<Story> stories) => Write(json =>
    {
        json.WriteString("@type", "CollectionPage");
        json.WriteString("name", PlainText.Of(masthead.Title));
        json.WriteString("url", addresses.Home);
        json.WriteString("inLanguage", PlainText.Of(masthead.Locale));
        json.WriteStartObject("mainEntity");
        json.WriteString("@type", "ItemList");
        json.WriteStartArray("itemListElement");
        for (var i = 0; i < Math.Min(stories.Count, MostListed); i++)
        {
            json.WriteStartObject();
            json.WriteString("@type", "ListItem");
            json.WriteNumber("position", i + 1);
            json.WriteString("url", addresses.Absolute(SiteAddresses.Story(stories[i])));
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
    });

    /// <summary>A story and its articles, each credited to its publisher.</summary>
    public static string Story(Story story, Masthead masthead, SiteAddresses addresses) => Write(json =>
    {
        json.WriteString("@type", "CollectionPage");
        json.WriteString("name", ViewMaker.Title(story.Lead));
        json.WriteString("url", addresses.Absolute(SiteAddresses.Story(story)));
        json.WriteString("inLanguage", PlainText.Of(masthead.Locale));
        json.WriteStartArray("hasPart");
        foreach (var article in story.Articles)
        {
            json.WriteStartObject();
            WriteArticle(json, article, masthead, addresses);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    });

    /// <summary>A video on our own page.</summary>
    public static string Video(Article article, string? player, Masthead masthead, SiteAddresses addresses) => Write(json =>
    {
        json.WriteString("@type", "VideoObject");
        json.WriteString("name", ViewMaker.Title(article));
        json.WriteString("description", PlainText.Of(article.Excerpt) is { Length: > 0 } excerpt ? excerpt : ViewMaker.Title(article));
        json.WriteString("uploadDate", IsoDate.Of(article.Published));
        if (article.Images.Count > 0 && addresses.Picture(article.Images[0].Url) is { } picture)
            json.WriteString("thumbnailUrl", AbsolutePicture(picture, masthead));
        if (player is not null)
            json.WriteString("embedUrl", player);
    });

    /// <summary>The absolute address of a picture that pages name below the host.</summary>
    public static string AbsolutePicture(string src, Masthead masthead) => src.StartsWith('/') ? masthead.Url.TrimEnd('/') + src : src;

    private static void WriteArticle(Utf8JsonWriter json, Article article, Masthead masthead, SiteAddresses addresses)
    {
        json.WriteString("@type", "NewsArticle");
        json.WriteString("headline", ViewMaker.Title(article));
        if (SafeLink.Of(article.WebUrl) is { } url)
            json.WriteString("url", url);
        json.WriteString("datePublished", IsoDate.Of(article.Published));
        if (article.Images.Count > 0 && addresses.Picture(article.Images[0].Url) is { } picture)
            json.WriteString("image", AbsolutePicture(picture, masthead));
        json.WriteStartObject("publisher");
        json.WriteString("@type", "NewsMediaOrganization");
        json.WriteString("name", PlainText.Of(article.Provider.Name));
        json.WriteEndObject();
    }

    private static string Write(Action<Utf8JsonWriter> members)
    {
        using var sheet = new Utf8Sheet();
        using (var json = new Utf8JsonWriter(sheet, Options))
        {
            json.WriteStartObject();
            json.WriteString("@context", "https://schema.org");
            members(json);
            json.WriteEndObject();
        }

        return Encoding.UTF8.GetString(sheet.Written);
    }
}
