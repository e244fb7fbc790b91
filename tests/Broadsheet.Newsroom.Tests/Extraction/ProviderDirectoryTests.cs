using Broadsheet.Extraction;
using Broadsheet.Feeds;

namespace Broadsheet.Tests.Extraction;

public sealed class ProviderDirectoryTests
{
    private static readonly Organization Listed = new() { Id = "news.gazette.example", Name = "Gazette News", Domain = "news.gazette.example" };

    [Theory]
    [InlineData("www.gazette.example", "gazette.example")]
    [InlineData("markets.gazette.example", "gazette.example")]
    [InlineData("news.gazette.example", "news.gazette.example")]
    [InlineData("www.news.gazette.example", "news.gazette.example")]
    [InlineData("live.news.gazette.example", "news.gazette.example")]
    [InlineData("localhost", "localhost")]
    public void AHostIsCreditedToItsDomainUnlessItIsAnOrganization(string host, string expected) =>
        Assert.Equal(expected, Given.Directory(Listed).DomainOf(host));

    [Fact]
    public void TheOperatorsNameCountsBeforeThePages()
    {
        var provider = Given.Directory(Listed).At("news.gazette.example", ["Something else"]);

        Assert.Equal(("Gazette News", true), (provider.Name, provider.IsListed));
    }

    [Theory]
    [InlineData("The Gazette - News from the harbour", "The Gazette")]
    [InlineData("Gazette | Sport", "Gazette")]
    [InlineData("Gazette RSS Feed", "Gazette")]
    [InlineData("Home", null)]
    [InlineData("@gazette", null)]
    [InlineData("https://gazette.example/", null)]
    [InlineData("All the news from the harbour and the town that nobody else will print for you", null)]
    [InlineData("", null)]
    public void ANameIsFreedOfItsSlogan(string stated, string? expected) => Assert.Equal(expected, ProviderDirectory.CleanName(stated));

    [Fact]
    public void TheNameMostArticlesGaveStays()
    {
        var directory = Given.Directory();
        directory.Learn("gazette.example", "Harbour Gazette");
        directory.Learn("gazette.example", "Harbour Gazette");
        directory.Learn("gazette.example", "Gazette Sport");
        directory.Learn("gazette.example", "gazette.example");

        Assert.Equal("Harbour Gazette", directory.At("gazette.example", ["Gazette Sport"]).Name);
        var reopened = new ProviderDirectory([], Given.RegistrableDomain, directory.Learnt);
        Assert.Equal(directory.Learnt, reopened.Learnt);
    }

    [Fact]
    public void AnAggregatorsTitleIsNotTheOutletsName()
    {
        var feed = new Feed { Title = "Planet Harbour", SiteUrl = "https://planet.example/" };

        Assert.Equal("gazette.example", Given.Make(Given.Material(feed: feed)).Provider.Name);
    }

    [Theory]
    [InlineData("host")]
    [InlineData("twitter:site")]
    public void AHostOrAHandleIsNoName(string from)
    {
        var page = new Broadsheet.Pages.PageMetadata { Publisher = Given.Found("gzt", from: from) };

        Assert.Equal("Harbour Gazette", Given.Make(Given.Material(page: Given.Page(page))).Provider.Name);
    }

    [Fact]
    public void AFeedNamedForItsHostNamesNobody() =>
        Assert.Equal("gazette.example", Given.Make(Given.Material(feed: new Feed { Title = "news.gazette.example", SiteUrl = "https://news.gazette.example/" })).Provider.Name);

    [Fact]
    public void AnOutletNamedByTheItemIsCredited()
    {
        var item = Given.Item() with { Source = new FeedSource("The Gazette", "https://gazette.example") };

        Assert.Equal("The Gazette", Given.Make(Given.Material(item, feed: new Feed { Title = "Search results" })).Provider.Name);
    }
}
