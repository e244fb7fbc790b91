using Broadsheet.Extraction;
using Broadsheet.Pages;
using Broadsheet.Testing;

namespace Broadsheet.Tests.Extraction;

public sealed class ArticleMakerTests
{
    [Fact]
    public void AnItemWithoutItsPageIsEnough()
    {
        var article = Given.Make(Given.Material(page: new VisitedPage(null, null, "The server answered 504.")));

        Assert.Equal("Ferry returns to service", article.Title);
        Assert.Equal(Given.Link, article.WebUrl);
        Assert.Equal("Harbour Gazette", article.Provider.Name);
        Assert.Equal("gazette.example", article.Provider.Domain);
        Assert.Equal("feed", article.Origins["title"]);
        Assert.Equal("The server answered 504.", article.Origins["page"]);
        Assert.Matches("^a[0-9a-f]{16}$", article.Id);
    }

    [Fact]
    public void TheSameMaterialMakesTheSameArticle()
    {
        var material = Given.Material(page: Given.Page(new() { Title = Given.Found("Ferry returns to service") }));

        Assert.Equivalent(Given.Make(material), Given.Make(material), strict: true);
    }

    [Theory]
    [InlineData("http://rss.gazette.example/~r/news/~3/Avaq/index.html")]
    [InlineData("http://feedproxy.google.com/~r/gazette/~3/Avaq/")]
    [InlineData("https://t.co/abc")]
    public void ARedirectorIsKeptAsOriginalAndNeverLinked(string link)
    {
        var article = Given.Make(Given.Material(Given.Item(link: link), Given.Page(finalUrl: Given.Link + "?utm_source=feedburner")));

        Assert.Equal(link, article.OriginalUrl);
        Assert.Equal(Given.Link, article.WebUrl);
        Assert.Equal(Given.Link, article.CanonicalUrl);
        Assert.Equal("gazette.example", article.Provider.Domain);
    }

    [Fact]
    public void ARedirectorThatAnswersItselfIsLeftForTheCanonical()
    {
        const string Redirector = "http://feeds.gazette.example/~r/news/~3/Avaq/";

        Assert.Equal(Given.Link, Given.Make(Given.Material(Given.Item(link: Redirector), Given.Page(new() { Canonical = Given.Found(Given.Link) }, Redirector))).WebUrl);
    }

    [Fact]
    public void ARedirectorIsResolvedByTheFeedsOwnWordWhenThePageIsMissing()
    {
        var item = Given.Item(link: "http://feeds.gazette.example/~r/news/~3/Avaq/") with { CanonicalLink = Given.Link };

        Assert.Equal(Given.Link, Given.Make(Given.Material(item)).WebUrl);
    }

    [Fact]
    public void AnAddressInsideAnAddressIsTheTarget()
    {
        var article = Given.Make(Given.Material(Given.Item(link: "https://www.google.com/url?rct=j&url=https%3A%2F%2Fwww.gazette.example%2Fa-title&ct=ga")));

        Assert.Equal("https://www.gazette.example/a-title", article.WebUrl);
    }

    [Theory]
    [InlineData("https://consent.gazette.example/?continue=x", "Ferry")]
    [InlineData("https://www.gazette.example/", "Harbour Gazette")]
    [InlineData("https://www.gazette.example/login?next=/2026/ferry-returns", "Log in")]
    [InlineData(Given.Link, "Just a moment...")]
    [InlineData(Given.Link, "Access Denied")]
    public void AWallBeforeThePageIsNotBelieved(string reached, string headline)
    {
        var wall = new PageMetadata { Title = Given.Found(headline, 1), Canonical = Given.Found(reached), Excerpt = Given.Found("We use cookies to show you what you did not ask for.") };

        var article = Given.Make(Given.Material(page: Given.Page(wall, reached)));

        Assert.Equal("Ferry returns to service", article.Title);
        Assert.Equal(Given.Link, article.WebUrl);
        Assert.Equal("feed", article.Origins["excerpt"]);
    }

    [Fact]
    public void TheCanonicalIdentifiesAndTheResolvedPageIsLinked()
    {
        var syndicated = new PageMetadata { Canonical = Given.Found("https://agency.example/wire/ferry") };

        var article = Given.Make(Given.Material(page: Given.Page(syndicated)));

        Assert.Equal(Given.Link, article.WebUrl);
        Assert.Equal("https://agency.example/wire/ferry", article.CanonicalUrl);
        Assert.Equal("gazette.example", article.Provider.Domain);
        Assert.Equal(ArticleId.Of(WebAddress.From("http://www.agency.example/wire/ferry/")!), article.Id);
    }

    [Theory]
    [InlineData("https://www.gazette.example/")]
    [InlineData("javascript:alert(1)")]
    public void ACanonicalThatNamesNoArticleIsNotBelieved(string canonical) =>
        Assert.Equal(Given.Link, Given.Make(Given.Material(page: Given.Page(new() { Canonical = Given.Found(canonical) }))).CanonicalUrl);

    [Theory]
    [InlineData("https://amp.gazette.example/2026/ferry-returns")]
    [InlineData("https://m.gazette.example/2026/ferry-returns")]
    public void ATwinForPhonesIsLeftForThePageItself(string reached) =>
        Assert.Equal(Given.Link, Given.Make(Given.Material(page: Given.Page(new() { Canonical = Given.Found(Given.Link) }, reached))).WebUrl);

    [Theory]
    [InlineData(null)]
    [InlineData("javascript:alert(1)")]
    [InlineData("https://bank.example@evil.example/")]
    public void AnItemWithoutASafeAddressIsRejected(string? link) => Assert.Equal("no-address", Given.Reject(Given.Material(Given.Item(link: link))).Code);

    [Fact]
    public void AnItemThatLeadsToAFrontPageIsRejected() =>
        Assert.Equal("home-page", Given.Reject(Given.Material(Given.Item(link: "https://www.gazette.example/?utm_source=rss"))).Code);

    [Theory]
    [InlineData(null)]
    [InlineData("   ")]
    [InlineData("\u200B")]
    [InlineData("Harbour Gazette")]
    public void AnItemWithoutATitleIsRejectedWithTheReason(string? title)
    {
        var rejection = Given.Reject(Given.Material(Given.Item(title), new VisitedPage(null, null, "The server answered 404.")));

        Assert.Equal("no-title", rejection.Code);
        Assert.Equal("Neither the feed nor the page gives https://www.gazette.example/2026/ferry-returns a title (the page could not be read: The server answered 404).", rejection.Sentence);
    }

    [Fact]
    public void AVideoIsWrittenAsTheRecordFormatHasIt()
    {
        var source = new Source { Url = "https://www.youtube.com/feeds/videos.xml?channel_id=UC1", ProviderDomain = "gazette.example", Kind = SourceKind.Curated };
        var item = Given.Item(link: "https://www.youtube.com/watch?v=dQw4w9WgXcQ&feature=youtu.be") with { YouTubeId = "dQw4w9WgXcQ" };

        var article = Given.Make(Given.Material(item, source: source));

        Assert.Equal(ArticleType.Video, article.Type);
        Assert.Null(article.WebUrl);
        Assert.Equal("https://youtube.com/watch?v=dQw4w9WgXcQ", article.OriginalUrl);
        Assert.Equal(
            """<iframe width="800" height="500" frameborder="0" src="https://www.youtube.com/embed/dQw4w9WgXcQ" allow="accelerometer; autoplay; encrypted-media; gyroscope; picture-in-picture" allowfullscreen></iframe>""",
            article.FeaturedContent);
        Assert.Equal([new Picture("https://i.ytimg.com/vi/dQw4w9WgXcQ/maxresdefault.jpg", 1280, 720, false)], article.Images);
        Assert.Equal("gazette.example", article.Provider.Domain);
        Assert.True(article.Sightings[0].IsCurated);
    }

    [Fact]
    public void AVideoWithoutALargeStillShowsTheSmallOne()
    {
        var material = Given.Material(Given.Item(link: "https://youtu.be/dQw4w9WgXcQ")) with
        {
            Pictures = new Dictionary<string, MeasuredPicture> { ["https://i.ytimg.com/vi/dQw4w9WgXcQ/maxresdefault.jpg"] = MeasuredPicture.Refused("The server answered 404.") },
        };

        Assert.Equal([new Picture("https://i.ytimg.com/vi/dQw4w9WgXcQ/hqdefault.jpg", 480, 360, false)], Given.Make(material).Images);
    }

    [Theory]
    [InlineData("https://youtu.be/dQw4w9WgXcQ?si=x")]
    [InlineData("https://www.youtube.com/shorts/dQw4w9WgXcQ")]
    [InlineData("https://m.youtube.com/watch?list=PL1&v=dQw4w9WgXcQ")]
    [InlineData("https://www.youtube-nocookie.com/embed/dQw4w9WgXcQ")]
    public void AVideoIsOneArticleHoweverItIsLinked(string link) =>
        Assert.Equal(ArticleId.Of(WebAddress.From("https://youtube.com/watch?v=dQw4w9WgXcQ")!), Given.Make(Given.Material(Given.Item(link: link))).Id);

    [Theory]
    [InlineData("\"><script>x")]
    [InlineData("short")]
    public void NothingButAVideoIdGoesIntoThePlayer(string id)
    {
        var page = new PageMetadata { Type = Given.Found(PageType.Video), Video = new PageVideo(id, null) };

        var article = Given.Make(Given.Material(Given.Item() with { YouTubeId = id }, Given.Page(page)));

        Assert.Null(article.FeaturedContent);
    }

    [Fact]
    public void AVideoPageOfAnotherSiteIsAVideoThatLinksThere()
    {
        var article = Given.Make(Given.Material(page: Given.Page(new() { Type = Given.Found(PageType.Video) })));

        Assert.Equal(ArticleType.Video, article.Type);
        Assert.Equal(Given.Link, article.WebUrl);
        Assert.Null(article.FeaturedContent);
    }

    [Fact]
    public void ASummaryCutByThePublisherIsBetterThanTheBeginningOfTheText()
    {
        var page = new PageMetadata
        {
            Excerpt = Given.Found("The mayor, Ada Quay, opened the new pier on Monday in front of several hundred people from the town.", from: "first paragraph"),
            Description = Given.Found("The ferry that everybody in the harbour had been waiting for […]"),
        };

        Assert.Equal("The ferry that everybody in the harbour had been waiting for…", Given.Make(Given.Material(Given.Item() with { Excerpt = null }, Given.Page(page))).Excerpt);
        Assert.Equal(page.Excerpt!.Value, Given.Make(Given.Material(Given.Item() with { Excerpt = "NA" }, Given.Page(page with { Description = null }))).Excerpt);
    }

    [Theory]
    [InlineData("Photo: the ferry at the pier.")]
    [InlineData("No live pictures at the moment.")]
    public void AShortBeginningOfATextIsNoSummary(string text) =>
        Assert.Equal("", Given.Make(Given.Material(Given.Item() with { Excerpt = null }, Given.Page(new() { Text = text }))).Excerpt);

    [Fact]
    public void AmpIsNamedOnlyWhenWantedAndAlwaysAsAPair()
    {
        var material = Given.Material(page: Given.Page(new() { AmpUrl = "https://amp.gazette.example/2026/ferry-returns" }));

        Assert.Null(Given.Make(material).AmpWebUrl);
        var article = Given.Make(material, new ExtractionOptions { AmpPages = true });
        Assert.Equal("https://amp.gazette.example/2026/ferry-returns", article.AmpWebUrl);
        Assert.Equal("https://cache.example/amp.gazette.example/2026/ferry-returns", article.CdnAmpWebUrl);
    }

    [Theory]
    [InlineData(Given.Link)]
    [InlineData("http://amp.gazette.example/without-cache")]
    public void APageThatIsItsOwnTwinOrHasNoCacheHasNoAmp(string amp) =>
        Assert.Null(Given.Make(Given.Material(page: Given.Page(new() { AmpUrl = amp })), new ExtractionOptions { AmpPages = true }).AmpWebUrl);

    [Fact]
    public void AuthorsArePeople()
    {
        var page = new PageMetadata
        {
            Authors = Given.Found<IReadOnlyList<string>>(["By Ada Quay", "https://facebook.com/gazette", "Harbour Gazette", "Redaktion", "ada quay", "Reuters", "MM-Redaktion", "Harbour Gazette Sport", "Photograph by Cleo Dock", "Author:", "Ben Pier (ben@gazette.example)", "@benpier"]),
        };

        Assert.Equal(["Ada Quay", "Ben Pier"], Given.Make(Given.Material(page: Given.Page(page))).Authors);
    }

    [Fact]
    public void TagsAreThoseOfFeedAndPageEachOnce()
    {
        var item = Given.Item() with { Tags = ["Harbour", "http://schemas.google.com/blogger/2008/kind#post"] };

        Assert.Equal(["Harbour", "Ferries"], Given.Make(Given.Material(item, Given.Page(new() { Keywords = ["harbour", "Ferries"] }))).Tags);
    }

    [Theory]
    [InlineData("en_us", "en-US")]
    [InlineData("zh-hant-tw", "zh-Hant-TW")]
    [InlineData("DE", "de")]
    public void LanguageTagsAreWrittenAsRecommended(string stated, string expected) =>
        Assert.Equal(expected, Given.Make(Given.Material(page: Given.Page(new() { Language = Given.Found(stated) }))).Language);

    [Fact]
    public void MainTextIsBounded() =>
        Assert.Equal(100, Given.Make(Given.Material(page: Given.Page(new() { Text = new string('x', 500) })), new ExtractionOptions { TextLength = 100 }).Text!.Length);

    [Fact]
    public void AModificationBeforePublicationOrFromTheFutureIsDropped()
    {
        PageMetadata Modified(TimeSpan after) => new() { Modified = Given.Found(new PageDate(Some.Moment + after, true, true)) };

        Assert.Null(Given.Make(Given.Material(page: Given.Page(Modified(TimeSpan.FromHours(-3))))).Modified);
        Assert.Null(Given.Make(Given.Material(page: Given.Page(Modified(TimeSpan.FromHours(3))))).Modified);
        Assert.Equal(Some.Moment.AddHours(-1), Given.Make(Given.Material(page: Given.Page(Modified(TimeSpan.FromHours(-1))))).Modified);
    }
}
