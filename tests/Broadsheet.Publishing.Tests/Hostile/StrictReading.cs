using System.Text;
using System.Text.Json;
using System.Xml;
using System.Xml.Linq;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using AngleSharp.Html.Parser;
using Broadsheet.Feeds;
using Broadsheet.Publishing.Records;
using Broadsheet.Testing;
using YamlDotNet.RepresentationModel;

namespace Broadsheet.Publishing.Tests.Hostile;

/// <summary>Reads each kind of file as its standard has it, forgiving nothing, and looks for what may not be in one of ours.</summary>
internal static class StrictReading
{
    private static readonly HtmlParser Html = new(new HtmlParserOptions { IsStrictMode = true });
    private static readonly JsonDocumentOptions Json = new() { AllowDuplicateProperties = false };
    private static readonly UTF8Encoding Utf8 = new(false, throwOnInvalidBytes: true);
    private static readonly string[] FeedTexts = ["description", "content"];

    /// <summary>Checks a file by the ending of its name.</summary>
    public static void Check(PlannedFile file) => Check(file.Path, file.Render());

    public static void Check(string path, ReadOnlyMemory<byte> content)
    {
        var text = Utf8.GetString(content.Span);
        switch (Path.GetExtension(path))
        {
            case ".html" when path.StartsWith("_newsletters/", StringComparison.Ordinal):
                FrontMatter(text);
                break;
            case ".html":
                Page(path, text);
                break;
            case ".xml" or ".opml":
                Markup(path, text);
                break;
            case ".json":
                JsonDocument.Parse(text, Json).Dispose();
                break;
            case ".md":
                Record(text);
                break;
            case ".css" or ".js" or ".svg" or ".txt" or "":
                break;
            default:
                Assert.Fail($"Nobody reads {path}.");
                break;
        }

        if (Path.GetFileName(path) is "feed.xml" or "atom.xml" or "feed.json")
            Feed(content.Span);
    }

    public static IHtmlDocument Document(string html) => Html.ParseDocument(html);

    private static void Page(string path, string text)
    {
        var page = Document(text);
        Assert.All(page.All, element =>
        {
            Assert.DoesNotContain(element.Attributes, attribute => attribute.Name.StartsWith("on", StringComparison.Ordinal) || attribute.Name is "style" or "srcdoc");
            Assert.DoesNotContain(element.LocalName, new[] { "base", "style", "object", "embed", "svg", "math", "template" });
        });
        Assert.All(page.Forms, form => Assert.Equal("/newsletter/subscribe", form.GetAttribute("action")));
        Assert.All(page.Scripts, script => Assert.True(script.Type == "application/ld+json" || script.Source!.StartsWith("/assets/theme/", StringComparison.Ordinal), path));
        Assert.All(page.QuerySelectorAll("script[type='application/ld+json']"), script => JsonDocument.Parse(script.TextContent, Json).Dispose());
        Assert.Equal(path.Contains("/news/", StringComparison.Ordinal) ? 1 : 0, page.QuerySelectorAll("iframe").Length);
        Assert.Single(page.QuerySelectorAll("h1"));
        var metas = page.QuerySelectorAll("meta[http-equiv]");
        Assert.Equal(page.QuerySelector("meta[http-equiv=refresh]") is { } refresh && refresh.GetAttribute("content")!.StartsWith("0; url=", StringComparison.Ordinal) ? 2 : 1, metas.Length);
        Assert.All(page.QuerySelectorAll("[href], [src]"), AssertHarmless);
        Assert.DoesNotContain(text, c => PlainText.IsInvisibleControl(c) || (char.IsControl(c) && c != '\n'));
    }

    private static void AssertHarmless(IElement element)
    {
        var address = element.GetAttribute("href") ?? element.GetAttribute("src")!;
        var isOurs = address.StartsWith('#') || (address.StartsWith('/') && !address.StartsWith("//", StringComparison.Ordinal));
        Assert.True(isOurs || SafeLink.Of(address) is not null, element.OuterHtml);
    }

    private static void Markup(string path, string text)
    {
        using var reader = XmlReader.Create(new StringReader(text), new XmlReaderSettings { DtdProcessing = DtdProcessing.Prohibit, CheckCharacters = true });
        var document = XDocument.Load(reader);
        foreach (var link in document.Descendants().Where(element => element.Name.LocalName is "link" or "guid" or "loc"))
        {
            var address = link.Attribute("href")?.Value ?? link.Value;
            Assert.True(SafeLink.Of(address) is not null, $"{path}: {address}");
        }

        foreach (var outline in document.Descendants("outline").SelectMany(outline => outline.Attributes()).Where(attribute => attribute.Name.LocalName.EndsWith("Url", StringComparison.Ordinal)))
            Assert.NotNull(SafeLink.Of(outline.Value));
        foreach (var body in document.Descendants().Where(element => FeedTexts.Contains(element.Name.LocalName) || (element.Name.LocalName == "title" && document.Root!.Name.LocalName == "rss")))
        {
            // Readers take these for HTML.
            var page = new HtmlParser().ParseDocument(body.Value);
            Assert.Empty(page.QuerySelectorAll("script, svg, img, iframe, style, base, meta"));
            Assert.All(page.QuerySelectorAll("a"), link => Assert.NotNull(SafeLink.Of(link.GetAttribute("href"))));
            Assert.DoesNotContain(page.All, element => element.Attributes.Any(attribute => attribute.Name.StartsWith("on", StringComparison.Ordinal)));
        }
    }

    private static void Feed(ReadOnlySpan<byte> content)
    {
        var feed = new FeedReader().Read(content, new FeedContext { Moment = Some.Moment });
        Assert.Empty(feed.Problems);
        Assert.NotEmpty(feed.Items);
        Assert.All(feed.Items, item => Assert.StartsWith("https://gazette.example/", item.Id, StringComparison.Ordinal));
    }

    /// <summary>A record is read by our own reader and by a YAML library alike.</summary>
    private static void Record(string text)
    {
        var record = Assert.IsType<RecordReading.Done>(RecordReader.Read(text)).Record;
        var root = FrontMatter(text);
        Assert.Equal(record.Title, ((YamlScalarNode)root["title"]).Value);
        Assert.Equal(record.Provider.Name, ((YamlScalarNode)root["provider"]["name"]).Value);
        Assert.Equal(record.Topics, ((YamlSequenceNode)root["topics"]).Select(topic => ((YamlScalarNode)topic).Value));
        Assert.All(root.Children.Keys.Select(key => ((YamlScalarNode)key).Value!), key => Assert.Matches("^[a-z][A-Za-z]+$", key));
    }

    private static YamlMappingNode FrontMatter(string text)
    {
        Assert.StartsWith("---\n", text, StringComparison.Ordinal);
        var end = text.IndexOf("\n---\n", StringComparison.Ordinal);
        var stream = new YamlStream();
        stream.Load(new StringReader(text[4..(end + 1)]));
        return (YamlMappingNode)Assert.Single(stream.Documents).RootNode;
    }
}
