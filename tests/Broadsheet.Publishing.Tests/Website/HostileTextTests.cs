using System.Text.Json;
using System.Xml.Linq;
using AngleSharp.Dom;
using AngleSharp.Html.Parser;
using Broadsheet.Testing;

namespace Broadsheet.Publishing.Tests.Website;

/// <summary>What publishers may write, and what must not become of it on any page or in any feed.</summary>
public sealed class HostileTextTests
{
    private const string Marker = "pwned";

    public static TheoryData<string> Titles { get; } =
    [
        "<script>pwned()</script>",
        "</script><script>pwned()</script>",
        "<!--<script>pwned()",
        "--><img src=x onerror=pwned()>",
        "\"><svg onload=pwned()>",
        "' onmouseover='pwned()",
        "\" autofocus onfocus=\"pwned()",
        "</title><script>pwned()</script>",
        "</textarea><script>pwned()</script>",
        "]]><script>pwned()</script><![CDATA[",
        "<?xml version=\"1.0\"?><!DOCTYPE x [<!ENTITY e SYSTEM \"file:///etc/passwd\">]>&e;",
        "&lt;script&gt;pwned()&lt;/script&gt;",
        "{{ site | json }} {% include 'pwned' %} {% raw %}",
        "{{ '<script>pwned()</script>' | raw }}",
        "---\ntitle: pwned\n---",
        "line one\r\nline two\u2028line three\u2029\u0085",
        "../../../../etc/passwd",
        "..\\..\\pwned",
        "javascript:pwned()",
        "\u202egnihton\u202c \u2066isolated\u2069 \u200f",
        "nul\0bell\u0007escape\u001b[31m",
        "half \ud83d a pair, \udc00 the other",
        "\ufffe\uffff\ufeff",
        "🧨 émoji and ḿarks",
        "=cmd|'/c calc'!A1",
        new string('a', 5000),
        "<style>*{display:none}</style>",
        "<base href=//evil.example>",
        "<meta http-equiv=refresh content=0;url=//evil.example>",
        "<iframe srcdoc='<script>pwned()</script>'>",
        "\\u003cscript\\u003epwned()\\u003c/script\\u003e",
        "",
    ];

    public static TheoryData<string> Addresses { get; } =
    [
        "javascript:pwned()",
        "JaVaScRiPt:pwned()",
        "java\nscript:pwned()",
        " javascript:pwned()",
        "data:text/html,<script>pwned()</script>",
        "vbscript:pwned()",
        "file:///etc/passwd",
        "//evil.example/pwned",
        "https://evil.example/\" onclick=\"pwned()",
        "https://evil.example/<script>pwned()</script>",
        "https://bank.example@evil.example/pwned",
        "https://evil.example/\u202epwned",
        "https:pwned",
        "/pwned",
        "../pwned",
        "",
    ];

    [Theory]
    [MemberData(nameof(Titles))]
    public void TextStaysText(string text)
    {
        foreach (var file in Site.Plan(With(text, "https://gazette.example/a")).Values)
            Check(file);
    }

    [Theory]
    [MemberData(nameof(Addresses))]
    public void AddressesThatAreNoWebPagesAreNotLinked(string address)
    {
        foreach (var file in Site.Plan(With("A headline", address)).Values)
            Check(file);
    }

    [Fact]
    public void NoNameOfAFileLeavesTheSite()
    {
        foreach (var title in Titles)
        {
            Assert.All(Site.Plan(With(title.Data, title.Data)).Keys, path =>
            {
                Assert.StartsWith("public/", path, StringComparison.Ordinal);
                Assert.DoesNotContain(path.Split('/'), segment => segment is "" or "." or "..");
                Assert.All(path, c => Assert.True(c >= ' ' && c is not ('\\' or ':' or '*' or '?' or '"' or '<' or '>' or '|'), path));
            });
        }
    }

    private static void Check(PlannedFile file)
    {
        var text = file.Text();
        if (file.Path.EndsWith(".html", StringComparison.Ordinal))
            CheckPage(file.Path, text);
        else if (file.Path.EndsWith(".xml", StringComparison.Ordinal) || file.Path.EndsWith(".opml", StringComparison.Ordinal))
            CheckXml(file.Path, text);
        else if (file.Path.EndsWith(".json", StringComparison.Ordinal))
            JsonDocument.Parse(text);
    }

    private static void CheckPage(string path, string text)
    {
        var page = new HtmlParser().ParseDocument(text);
        Assert.All(page.All, element =>
        {
            Assert.DoesNotContain(element.Attributes, attribute => attribute.Name.StartsWith("on", StringComparison.Ordinal) || attribute.Name is "style" or "srcdoc");
            Assert.DoesNotContain(element.LocalName, new[] { "base", "style", "object", "embed", "form" });
        });
        Assert.All(page.Scripts, script => Assert.True(script.Type == "application/ld+json" || script.Source!.StartsWith("/assets/theme/", StringComparison.Ordinal), path));
        Assert.All(page.QuerySelectorAll("script[type='application/ld+json']"), script => JsonDocument.Parse(script.TextContent));
        Assert.Equal(path.Contains("/news/", StringComparison.Ordinal) ? 1 : 0, page.QuerySelectorAll("iframe").Length);
        Assert.Single(page.QuerySelectorAll("meta[http-equiv]"));
        Assert.All(page.QuerySelectorAll("[href], [src]"), CheckAddress);
        Assert.DoesNotContain(text, c => PlainText.IsInvisibleControl(c) || c == '\0' || (c < ' ' && c != '\n'));
    }

    private static void CheckAddress(IElement element)
    {
        var address = element.GetAttribute("href") ?? element.GetAttribute("src")!;
        var isOurs = address.StartsWith('#') || (address.StartsWith('/') && !address.StartsWith("//", StringComparison.Ordinal));
        Assert.True(isOurs || SafeLink.Of(address) is not null, element.OuterHtml);
    }

    private static void CheckXml(string path, string text)
    {
        var document = XDocument.Parse(text);
        Assert.Null(document.DocumentType);
        foreach (var link in document.Descendants().Where(element => element.Name.LocalName is "link" or "guid"))
        {
            var address = link.Attribute("href")?.Value ?? link.Value;
            Assert.True(SafeLink.Of(address) is not null, $"{path}: {address}");
        }

        foreach (var body in document.Descendants().Where(element => element.Name.LocalName is "description" or "content" || (element.Name.LocalName == "title" && document.Root!.Name.LocalName == "rss")))
        {
            // Readers take these for HTML.
            var page = new HtmlParser().ParseDocument(body.Value);
            Assert.Empty(page.QuerySelectorAll("script, svg, img, iframe, style, base, meta"));
            Assert.All(page.QuerySelectorAll("a"), link => Assert.True(SafeLink.Of(link.GetAttribute("href")) is not null));
            Assert.DoesNotContain(page.All, element => element.Attributes.Any(attribute => attribute.Value.StartsWith("javascript", StringComparison.OrdinalIgnoreCase) || attribute.Name.StartsWith("on", StringComparison.Ordinal)));
        }
    }

    /// <summary>An edition that says the text, and links the address, wherever one can come from outside.</summary>
    internal static Edition With(string text, string address)
    {
        var provider = new Provider { Name = text, Domain = text, Images = [new Picture(address, 50, 50, false)] };
        var article = Some.Article(id: "a0000000000000001", title: text, excerpt: text, url: address, provider: provider, topics: [new("Harbour", "root", text), new(text, "keyword", text)]) with
        {
            Authors = [text],
            Language = text,
            Images = [new Picture(address, 640, 480, false)],
            Quality = new QualityScore(70, [new QualitySignal(text, 70, text)]),
            Sightings = [new Sighting(address, text, true, Some.Moment)],
            CanonicalUrl = address,
        };
        var other = article with { Id = "a0000000000000002", Provider = Some.Provider(), Published = article.Published.AddMinutes(5) };
        var video = article with
        {
            Id = "a0000000000000003",
            Path = "_news/" + text + ".md",
            Type = ArticleType.Video,
            WebUrl = null,
            FeaturedContent = $"<iframe onload=\"{Marker}()\" src=\"https://www.youtube-nocookie.com/embed/x\"></iframe>{text}",
        };
        var story = Some.Story(article, other, video) with { LeadReason = text, PublishReason = text };
        var edition = Some.Edition(story);
        return edition with
        {
            Masthead = edition.Masthead with { Title = text, Description = text, Contact = text },
            Topics = [.. edition.Topics, new Topic { Id = text, Name = text, ShortName = text, Parent = "Harbour", Highlight = new Highlight(text, text, text) }],
            Organizations = [new Organization { Id = text, Name = text, Domain = text, Description = text, Country = text }],
            Sources = [new Source { Url = address, Title = text, SiteUrl = address, Category = text }, new Source { Url = "https://gazette.example/feed", Title = text, Category = text }],
            Placements = new Dictionary<string, Placement> { [other.Id] = new(other.Id, story.Id, 0.5, [text], null, 0, "joined") },
        };
    }
}
