using System.Text;
using Broadsheet.Feeds;
using Broadsheet.Publishing.Syndication;
using Broadsheet.Testing;

namespace Broadsheet.Publishing.Tests.Syndication;

public sealed class SyndicationPublisherTests
{
    private static readonly Edition Paper = SomeEdition.Create();

    [Theory]
    [InlineData("public/feed.xml", FeedFormat.Rss)]
    [InlineData("public/atom.xml", FeedFormat.Atom)]
    [InlineData("public/feed.json", FeedFormat.Json)]
    [InlineData("public/topic/harbour/feed.xml", FeedFormat.Rss)]
    [InlineData("public/topic/harbour/atom.xml", FeedFormat.Atom)]
    [InlineData("public/provider/harbourgazette.example/feed.json", FeedFormat.Json)]
    public void OurReaderReadsWhatWeWrite(string path, FeedFormat format)
    {
        var file = Plan(Paper)[path];

        var feed = new FeedReader().Read(file.Render().Span, new FeedContext { Moment = Some.Moment });

        Assert.Equal(format, feed.Format);
        Assert.Empty(feed.Problems);
        Assert.NotEmpty(feed.Items);
        Assert.Equal("https://saltmere.example/" + path["public/".Length..], feed.SelfUrl);
        Assert.All(feed.Items, item => Assert.NotNull(item.Published));
        Assert.Equal(feed.Items.Count, feed.Items.Select(item => item.Identity).Distinct().Count());
    }

    [Theory]
    [InlineData("public/feed.xml")]
    [InlineData("public/atom.xml")]
    [InlineData("public/feed.json")]
    public void EntriesSayWhatTheStorySays(string path)
    {
        var story = Paper.Stories[0];

        var feed = new FeedReader().Read(Plan(Paper)[path].Render().Span, new FeedContext { Moment = Some.Moment });

        var item = Assert.Single(feed.Items, item => item.Title == story.Lead.Title);
        Assert.Equal($"https://saltmere.example/story/{story.Id}/", item.Id);
        Assert.Equal(story.Started, item.Published!.Value.Instant);
        Assert.StartsWith(story.Lead.Excerpt, item.Excerpt, StringComparison.Ordinal);
        Assert.Contains("Ada Brook", item.Authors);
    }

    [Fact]
    public void TitlesWithMarkupSurviveReadersThatBelieveInIt()
    {
        const string title = "Why <script> & friends are no AT&T";
        var files = Plan(Some.Edition(Some.Story(Some.Article(title: title, url: "https://gazette.example/a"))));

        foreach (var path in new[] { "public/feed.xml", "public/atom.xml" })
        {
            var feed = new FeedReader().Read(files[path].Render().Span, new FeedContext { Moment = Some.Moment });
            Assert.Equal((path, title), (path, Assert.Single(feed.Items).Title));
        }
    }

    [Fact]
    public void AnIdStaysWhenAnotherArticleLeads()
    {
        var story = Paper.Stories[0];
        var turned = story with { Articles = [story.Articles[1], story.Lead, .. story.Articles.Skip(2)] };

        var before = Ids(Paper);
        var after = Ids(Paper with { Stories = [turned, .. Paper.Stories.Skip(1)] });

        Assert.Equal(before, after);
    }

    [Fact]
    public void NoClockShowsInAFeed()
    {
        var now = Plan(Paper);
        var later = Plan(Paper with { At = Paper.At.AddDays(3) });

        Assert.All(now, file => Assert.Equal(Encoding.UTF8.GetString(file.Value.Render().Span), Encoding.UTF8.GetString(later[file.Key].Render().Span)));
    }

    [Fact]
    public void AHubIsAnnounced()
    {
        var files = Plan(Paper, new SyndicationOptions { Hubs = ["https://hub.example/", "javascript:alert(1)"] });

        Assert.All(new[] { "public/feed.xml", "public/atom.xml" }, path =>
            Assert.Equal(["https://hub.example/"], new FeedReader().Read(files[path].Render().Span, new FeedContext { Moment = Some.Moment }).Hubs));
    }

    [Theory]
    [InlineData("ferry", "Ferry returns,Ferry & cruise")]
    [InlineData("ferry -cruise", "Ferry returns")]
    [InlineData("\"ferry returns\"", "Ferry returns")]
    [InlineData("\"returns ferry\"", "")]
    [InlineData("café", "Café opens")]
    [InlineData("CAFÉ topic:town", "Café opens")]
    [InlineData("topic:\"The Town\"", "Café opens")]
    [InlineData("fer*", "Ferry returns,Ferry & cruise")]
    [InlineData("fer", "")]
    [InlineData("provider:courier.example", "Ferry & cruise")]
    [InlineData("provider:Courier ferry -topic:town", "Ferry & cruise")]
    public void AQueryHasAFeed(string query, string titles)
    {
        var edition = Some.Edition(
            Some.Story(Some.Article(title: "Ferry returns", excerpt: "At last.", published: Some.Moment.AddHours(-1))),
            Some.Story(Some.Article(title: "Ferry & cruise", excerpt: "Both.", published: Some.Moment.AddHours(-2), provider: Some.Provider("Courier", "courier.example"))),
            Some.Story(Some.Article(title: "Café opens", excerpt: "On the quay.", published: Some.Moment.AddHours(-3), topics: [new TopicMatch("The Town", "root", "Town")])))
            with { Topics = [new Topic { Id = "town", Name = "The Town" }] };

        var files = Plan(edition, new SyndicationOptions { Queries = { ["My boats"] = query } });

        Assert.All(new[] { "feed.xml", "atom.xml", "feed.json" }, name =>
        {
            var file = Assert.Single(files, file => file.Key.StartsWith("public/query/", StringComparison.Ordinal) && file.Key.EndsWith("/" + name, StringComparison.Ordinal));
            Assert.Equal(titles, string.Join(',', new FeedReader().Read(file.Value.Render().Span, new FeedContext { Moment = Some.Moment }).Items.Select(item => item.Title)));
        });
    }

    [Theory]
    [InlineData("")]
    [InlineData("-cruise")]
    [InlineData("topic:")]
    [InlineData("\" \"")]
    public void AQueryForNothingInParticularIsNone(string query) =>
        Assert.DoesNotContain(Plan(Paper, new SyndicationOptions { Queries = { ["all"] = query } }), file => file.Key.Contains("/query/", StringComparison.Ordinal));

    [Fact]
    public void TheSourcesCanBeFollowedByAnyReader()
    {
        var opml = System.Xml.Linq.XDocument.Parse(Encoding.UTF8.GetString(Plan(Paper)["public/sources.opml"].Render().Span));

        Assert.Equal(Paper.Sources.Select(source => source.Url).Order(), opml.Descendants("outline").Select(outline => outline.Attribute("xmlUrl")?.Value).OfType<string>().Order());
    }

    [Fact]
    public void StoriesHaveFeedsWhenAsked()
    {
        var files = Plan(Paper, new SyndicationOptions { StoryFeeds = true });

        var feed = new FeedReader().Read(files[$"public/story/{Paper.Stories[0].Id}/atom.xml"].Render().Span, new FeedContext { Moment = Some.Moment });
        Assert.Equal(Paper.Stories[0].Articles.Count, feed.Items.Count);
    }

    private static Dictionary<string, PlannedFile> Plan(Edition edition, SyndicationOptions? options = null) =>
        new SyndicationPublisher(options ?? new SyndicationOptions()).Plan(edition).ToDictionary(file => file.Path, StringComparer.Ordinal);

    private static List<string?> Ids(Edition edition) =>
        [.. new FeedReader().Read(Plan(edition)["public/feed.xml"].Render().Span, new FeedContext { Moment = Some.Moment }).Items.Select(item => item.Id)];
}
