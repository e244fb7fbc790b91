using Broadsheet.Extraction;
using Broadsheet.Feeds;
using Broadsheet.Pages;

namespace Broadsheet.Tests.Extraction;

public sealed class PictureChooserTests
{
    private const string Photo = "https://img.gazette.example/ferry.jpg";

    private const string Other = "https://img.gazette.example/pier.jpg";

    [Fact]
    public void TheTrueSizeCountsAndNotTheStated()
    {
        var material = Material(Photo, 1200, 800) with { Pictures = new Dictionary<string, MeasuredPicture> { [Photo] = new(640, 427) } };

        Assert.Equal([new Picture(Photo, 640, 427, false)], Given.Make(material).Images);
    }

    [Fact]
    public void OurCopyIsNamedWhenThereIsOne()
    {
        var material = Material(Photo, null, null) with { Pictures = new Dictionary<string, MeasuredPicture> { [Photo] = new(640, 427) { StoreKey = "ab", Url = "https://ours.example/ab.jpg" } } };

        Assert.Equal([new Picture("https://ours.example/ab.jpg", 640, 427, true) { StoreKey = "ab", OriginalUrl = Photo }], Given.Make(material).Images);
    }

    [Theory]
    [InlineData(199, 400)]
    [InlineData(400, 199)]
    [InlineData(0, 0)]
    public void APictureTooSmallOrRefusedLeavesItsPlaceToTheNext(int width, int height)
    {
        var material = Material(Photo, null, null, Given.Item() with { Image = new FeedImage(Other, null, null) }) with
        {
            Pictures = new Dictionary<string, MeasuredPicture> { [Photo] = width == 0 ? MeasuredPicture.Refused("No picture.") : new(width, height), [Other] = new(200, 200) },
        };

        Assert.Equal(Other, Given.Make(material).Images[0].Url);
    }

    [Fact]
    public void APictureThatCannotBeHadLeavesItsPlaceToThePagesSecond()
    {
        var page = Given.Page(new() { LeadImage = Given.Found(new PageImage(Photo, null, null)), SecondImage = Given.Found(new PageImage(Other, 1200, 630)) });

        Assert.Equal([new Picture(Other, 1200, 630, false)], Given.Make(Given.Material(null, page)).Images);
    }

    [Fact]
    public void WithoutMeasuringOnlyAStatedSizeIsTrusted()
    {
        Assert.Equal([new Picture(Photo, 1200, 800, false)], Given.Make(Material(Photo, 1200, 800)).Images);
        Assert.Empty(Given.Make(Material(Photo, null, null)).Images);
    }

    [Theory]
    [InlineData("https://gazette.example/logo.png")]
    [InlineData("https://gazette.example/assets/site-logo.jpg")]
    [InlineData("https://gazette.example/placeholder.jpg")]
    [InlineData("https://gazette.example/img/Gazette_Logo_black_social.gif")]
    [InlineData("https://gazette.example/spacer.gif")]
    [InlineData("https://gazette.example/ferry.svg")]
    [InlineData("https://pixel.wp.com/b.gif")]
    [InlineData("https://0.gravatar.com/avatar/ab?s=96")]
    [InlineData("https://s.w.org/images/core/emoji/72x72/1f600.png")]
    [InlineData("https://feeds.feedburner.com/~r/gazette/~4/Avaq")]
    [InlineData("data:image/gif;base64,R0lGOD")]
    [InlineData("https://www.gazette.example/icons/apple.png")]
    public void WhatIsNoPhotographIsRefused(string url)
    {
        var page = new PageMetadata { LeadImage = Given.Found(new PageImage(url, 1200, 800)), Icons = [new PageIcon("https://www.gazette.example/icons/apple.png", 180, "apple-touch-icon")] };

        Assert.Empty(Given.Make(Given.Material(page: Given.Page(page))).Images);
    }

    [Theory]
    [InlineData(1, 1)]
    [InlineData(400, 1)]
    public void AnAdmittedPixelIsRefused(int width, int height) => Assert.Empty(Given.Maker().PicturesOf(Material(Photo, width, height)));

    [Fact]
    public void ADoubtfulNameCountsOnlyAgainstABetterOne()
    {
        const string Doubtful = "https://img.gazette.example/ferry-aspect-ratio_default.jpg";

        Assert.Equal([Doubtful], Given.Maker().PicturesOf(Material(Doubtful, null, null)));
        Assert.Equal([Photo, Doubtful], Given.Maker().PicturesOf(Material(Doubtful, null, null, Given.Item() with { Image = new FeedImage(Photo, null, null) })));
    }

    [Fact]
    public void ASitesDefaultCardIsLearntByRepetition()
    {
        const string Card = "https://img.gazette.example/social.jpg";
        var cards = new DefaultCards(3);
        var maker = Given.Maker(cards: cards);
        var material = Material(Card, 1200, 630, Given.Item() with { Image = new FeedImage(Photo, 800, 600) });

        Assert.Equal(Card, maker.PicturesOf(material)[0]);
        for (var i = 0; i < 3; i++)
        {
            var (domain, picture) = maker.CardOf(material)!.Value;
            cards.Saw(domain, picture);
        }

        Assert.Equal([Photo], maker.PicturesOf(material));
        Assert.True(new DefaultCards(3, cards.Learnt).IsDefault("gazette.example", Card));
        Assert.False(cards.IsDefault("other.example", Card));
    }

    [Fact]
    public void APhotographAboveAFewOfManyArticlesIsNoCard()
    {
        var cards = new DefaultCards(3);
        for (var i = 0; i < 100; i++)
            cards.Saw("gazette.example", $"https://img.gazette.example/{i}.jpg");
        for (var i = 0; i < 4; i++)
            cards.Saw("gazette.example", Photo);

        Assert.False(cards.IsDefault("gazette.example", Photo));
    }

    private static ArticleMaterial Material(string lead, int? width, int? height, FeedItem? item = null) =>
        Given.Material(item, Given.Page(new() { LeadImage = Given.Found(new PageImage(lead, width, height)) }));
}
