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

    public static TheoryData<string, string> Queries => [.. QueryCases.All.Select(one => (one.Query, one.Found))];

    [Theory]
    [MemberData(nameof(Queries))]
    public void AQueryHasAFeedOfWhatASearchForItFinds(string query, string expected)
    {
        var letters = QueryCases.Articles.ToDictionary(one => one.Value.Title, one => one.Key, StringComparer.Ordinal);
        var edition = Some.Edition([.. QueryCases.Articles.Values.Select(article => Some.Story(article))]) with { Topics = QueryCases.Topics };

        var files = Plan(edition, new SyndicationOptions { Queries = { ["Mine"] = query } }).Where(file => file.Key.StartsWith("public/query/mine/", StringComparison.Ordinal)).ToList();

        Assert.True(files.Count is 3 || (files.Count == 0 && expected.Length == 0));
        Assert.All(files, file =>
        {
            var feed = new FeedReader().Read(file.Value.Render().Span, new FeedContext { Moment = Some.Moment });
            Assert.Empty(feed.Problems);
            Assert.Equal(expected, string.Concat(feed.Items.Select(item => letters[item.Title!]).Order()));
        });
    }

    /// <summary>One of its articles must have it all, as one is found by a search.</summary>
    [Theory]
    [InlineData("quay", 1)]
    [InlineData("quay ferry", 0)]
    [InlineData("quay -ferry", 1)]
    [InlineData("lighthouse", 0)]
    public void AStoryFitsByOneOfItsArticlesAndNotByTheirText(string query, int stories)
    {
        var story = Some.Story(Some.Article(title: "Ferry returns", excerpt: "At last."), Some.Article(title: "Boat at the quay", excerpt: "Again.") with { Text = "By the lighthouse." });

        Assert.Equal(3 * stories, Plan(Some.Edition(story), new SyndicationOptions { Queries = { ["Mine"] = query } })
            .Where(file => file.Key.StartsWith("public/query/", StringComparison.Ordinal))
            .Sum(file => new FeedReader().Read(file.Value.Render().Span, new FeedContext { Moment = Some.Moment }).Items.Count));
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
