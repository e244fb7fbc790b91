using System.Xml.Linq;
using Broadsheet.Publishing.Website;
using Broadsheet.Testing;

namespace Broadsheet.Publishing.Tests.Website;

/// <summary>The sitemap for search engines' news sections, as the protocol of Google News has it.</summary>
public sealed class RecentNewsTests
{
    private const string File = "public/sitemap-news.xml";
    private static readonly XNamespace Sitemap = "http://www.sitemaps.org/schemas/sitemap/0.9";
    private static readonly XNamespace News = "http://www.google.com/schemas/sitemap-news/0.9";

    [Fact]
    public void AStoryIsNamedAsTheProtocolWantsIt()
    {
        var story = Some.Story(Some.Article(title: "Ferry & crew <return>") with { Language = "de-AT" });

        var url = Assert.Single(Read(Some.Edition(story)));

        Assert.Equal($"https://gazette.example/story/{story.Id}/", url.Element(Sitemap + "loc")?.Value);
        var news = url.Element(News + "news")!;
        Assert.Equal(("The Gazette", "de"), (news.Element(News + "publication")?.Element(News + "name")?.Value, news.Element(News + "publication")?.Element(News + "language")?.Value));
        Assert.Equal(("2026-03-04T11:00:00Z", "Ferry & crew <return>"), (news.Element(News + "publication_date")?.Value, news.Element(News + "title")?.Value));
    }

    [Theory]
    [InlineData("en-us", "en")]
    [InlineData("zh-Hant-HK", "zh-tw")]
    [InlineData("zh", "zh-cn")]
    [InlineData("fil", "fil")]
    public void LanguagesAreWrittenAsTheProtocolWantsThem(string tag, string language) =>
        Assert.Equal(language, Assert.Single(Read(Some.Edition(Some.Story(Some.Article() with { Language = tag })))).Descendants(News + "language").Single().Value);

    [Theory]
    [InlineData(1, 48, 0, 2)]
    [InlineData(1, 50, 0, 1)]
    [InlineData(1, 40, 30, 2)]
    [InlineData(1, 40, 500, 2)]
    [InlineData(-2, 40, 0, 2)]
    [InlineData(-2, 40, 3, 2)]
    [InlineData(-30, 40, 0, 1)]
    public void TheLastTwoDaysCountFromTheNewest(int newestHoursAgo, int otherHoursAgo, int silentFor, int listed)
    {
        var edition = Some.Edition(
            Some.Story(Some.Article(title: "Newest", published: Some.Moment.AddHours(-newestHoursAgo))),
            Some.Story(Some.Article(title: "Other", published: Some.Moment.AddHours(-otherHoursAgo)))) with { At = Some.Moment.AddHours(silentFor) };

        Assert.Equal(listed, Read(edition).Count);
    }

    [Fact]
    public void NoMoreThanAThousandAreListedAndTheseAreTheNewest()
    {
        var stories = Enumerable.Range(0, 1100).Select(i => Some.Story(Some.Article(title: $"Report {i}", published: Some.Moment.AddMinutes(-i)))).ToArray();

        var listed = Read(Some.Edition(stories)).ConvertAll(url => url.Descendants(News + "title").Single().Value);

        Assert.Equal(1000, listed.Count);
        Assert.Equal(("Report 0", "Report 999"), (listed[0], listed[^1]));
    }

    [Fact]
    public void OnlyWhatHasAPageIsListed() =>
        Assert.Empty(Read(Some.Edition(Some.Story(Some.Article()) with { IsPublished = false })));

    [Fact]
    public void TheIndexNamesItUnlessItIsSwitchedOff()
    {
        var edition = Some.Edition(Some.Story(Some.Article()));
        var without = Site.Plan(edition, new WebsiteOptions { NewsSitemap = false });

        Assert.Contains("/sitemap-news.xml<", Site.Page(edition, "sitemap.xml"), StringComparison.Ordinal);
        Assert.DoesNotContain("sitemap-news", without["public/sitemap.xml"].Text(), StringComparison.Ordinal);
        Assert.DoesNotContain(File, without.Keys);
    }

    private static List<XElement> Read(Edition edition) => [.. XDocument.Parse(Site.Plan(edition)[File].Text()).Root!.Elements(Sitemap + "url")];
}
