using System.Text;
using CsCheck;

namespace Broadsheet.Pages.Tests;

public sealed class PageReaderTests
{
    private static readonly DateTimeOffset s_fetched = new(2024, 6, 1, 12, 0, 0, TimeSpan.Zero);

    [Fact]
    public void APageThatSaysNothingGivesNothing()
    {
        var page = Read("");

        Assert.Null(page.Title);
        Assert.Null(page.Published);
        Assert.Null(page.Authors);
        Assert.Null(page.Text);
        Assert.Equal("https://harbour.example/a", page.Canonical?.Value);
    }

    [Theory]
    [InlineData("<meta property='article:published_time' content='2025-01-01T00:00:00Z'>")]
    [InlineData("<div class='comment'><time datetime='2024-01-02'>2 January</time></div>")]
    [InlineData("<a href='/other'><time datetime='2024-01-02'>2 January</time></a>")]
    public void DatesOfTheFutureOfCommentsAndOfOtherArticlesAreNotBelieved(string html)
    {
        var published = Read(html).Published;

        Assert.True(published is null or { Confidence: < 0.1 });
    }

    [Fact]
    public void AChangeBeforeThePublicationIsNotBelieved()
    {
        var page = Read("<meta property='article:published_time' content='2024-05-04T00:00:00Z'><meta property='article:modified_time' content='2024-05-01T00:00:00Z'>");

        Assert.Null(page.Modified);
    }

    [Theory]
    [InlineData("<meta name=author content='https://facebook.com/ann'>", "")]
    [InlineData("<meta name=author content='By Ann Example, political editor'>", "Ann Example")]
    [InlineData("<meta name=author content='Ann Example und Bo Sample'>", "Ann Example; Bo Sample")]
    [InlineData("<meta name=author content='admin'>", "")]
    [InlineData("<meta name=author content='ann@harbour.example'>", "")]
    [InlineData("<h1>News of the quay</h1><p>Von Jana von Muster</p>", "Jana von Muster")]
    [InlineData("<h1>News of the quay</h1><p>By the river stands a Mill</p>", "")]
    public void AuthorsArePeople(string html, string expected) => Assert.Equal(expected, string.Join("; ", Read(html).Authors?.Value ?? []));

    [Theory]
    [InlineData("Harbour Gazette | News from the quay", "Harbour Gazette")]
    [InlineData("harbour.example", "harbour")]
    [InlineData("Harbour Gazette", "Harbour Gazette")]
    public void ThePublishersNameHasNoSloganAndNoDomain(string siteName, string expected) =>
        Assert.Equal(expected, Read($"<meta property='og:site_name' content='{siteName}'>").Publisher?.Value);

    [Fact]
    public void AnAbbreviationIsSpeltOutWhereThePageDoes()
    {
        var page = Read("<meta property='og:site_name' content='HGN'><script type='application/ld+json'>{\"@type\":\"NewsArticle\",\"publisher\":{\"name\":\"Harbour Gazette News\"}}</script>");

        Assert.Equal("Harbour Gazette News", page.Publisher?.Value);
    }

    [Theory]
    [InlineData("a-1.jpg 300w, a-2.jpg 900w", "https://harbour.example/a-2.jpg")]
    [InlineData("/w_300,h_200/a.jpg 300w, /w_900,h_600/a.jpg 900w", "https://harbour.example/w_900,h_600/a.jpg")]
    [InlineData("a.jpg, b.jpg 2x", "https://harbour.example/b.jpg")]
    public void TheLargestPictureOfASourceSetIsTaken(string sourceSet, string expected) =>
        Assert.Equal(expected, Read($"<h1>News of the quay</h1><figure><img src='data:image/gif;base64,AAAA' srcset='{sourceSet}'></figure>").LeadImage?.Value.Url);

    [Theory]
    [InlineData("<meta property='og:image' content='data:image/png;base64,AAAA'>")]
    [InlineData("<meta property='og:image' content='https://harbour.example/'>")]
    [InlineData("<meta property='og:image' content='javascript:alert(1)'>")]
    [InlineData("<img src='https://tracker.example/pixel.gif' width=1 height=1>")]
    public void WhatIsNoPictureIsRefused(string html) => Assert.Null(Read(html).LeadImage);

    [Fact]
    public void TheExcerptEndsWithASentence()
    {
        var sentence = "The ferry came back on Monday with Dr. Example on board. ";
        var page = Read($"<meta name=description content='{string.Concat(Enumerable.Repeat(sentence, 12))}'>");

        Assert.InRange(page.Excerpt!.Value.Length, 200, 300);
        Assert.EndsWith("on board.", page.Excerpt.Value, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("The ferry came back on Monday with all its passengers. Read more...", "The ferry came back on Monday with all its passengers.")]
    [InlineData("Der Lotse konnte die alten Karten am Ende selbst nicht mehr lesen und fuhr nach den Sternen.", "Der Lotse konnte die alten Karten am Ende selbst nicht mehr lesen und fuhr nach den Sternen.")]
    public void AnInvitationToReadMoreIsTakenOffTheEndAlone(string description, string expected) =>
        Assert.Equal(expected, Read($"<meta name=description content='{description}'>").Excerpt?.Value);

    [Fact]
    public void ACookieWallIsNoExcerpt()
    {
        var page = Read("<meta name=description content='This site uses cookies. Please accept cookies to go on.'><article><h1>Ferry returns at last</h1><p>The ferry came back on Monday, late but with all of its passengers well.</p></article>");

        Assert.Equal("The ferry came back on Monday, late but with all of its passengers well.", page.Excerpt?.Value);
    }

    [Fact]
    public void TheMainTextLeavesOutWhatStandsBesideIt()
    {
        var page = Read(
            """
            <nav><p>Home and other places that one may go to from here</p></nav>
            <article><h1>Ferry returns at last</h1>
            <p>The ferry came back on Monday, late but with all of its passengers well.</p>
            <aside><p>Read what our readers said about the ferry in the last few days.</p></aside>
            <p>It will sail again on Thursday, when the harbour master expects calm weather.</p></article>
            <footer><p>All of this belongs to the Harbour Gazette and to nobody else at all.</p></footer>
            """);

        Assert.Equal(
            "The ferry came back on Monday, late but with all of its passengers well.\n\nIt will sail again on Thursday, when the harbour master expects calm weather.",
            page.Text);
    }

    [Theory]
    [InlineData("windows-1252", null, "<meta charset=iso-8859-1>")]
    [InlineData("windows-1252", "text/html; charset=ISO-8859-1", "")]
    [InlineData("windows-1251", null, "<meta http-equiv=Content-Type content='text/html; charset=windows-1251'>")]
    [InlineData("utf-8", "text/html; charset=iso-8859-1", "")]
    [InlineData("shift_jis", null, "<meta charset='shift_jis'>")]
    public void TheEncodingIsFoundWhateverTheLabelSays(string encoding, string? contentType, string label)
    {
        Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);
        var title = encoding switch { "windows-1251" => "Порт", "shift_jis" => "港", _ => "Café" };
        var bytes = Encoding.GetEncoding(encoding).GetBytes($"{label}<title>{title}</title>");

        var page = new PageReader().Read(bytes, "https://harbour.example/a", contentType, s_fetched);

        Assert.Equal(title, page.Title?.Value);
        Assert.Equal(encoding, page.Encoding);
    }

    [Fact]
    public void EverythingConsideredCanBeExplained()
    {
        var reader = new PageReader(new() { Explain = true });

        var page = reader.Read("<title>Ferry</title><meta property='og:title' content='Ferry returns'>"u8, "https://harbour.example/a", null, s_fetched);

        Assert.Equal(["Ferry returns", "Ferry"], page.Candidates.Where(candidate => candidate.Field == "title").Select(candidate => candidate.Value));
        Assert.Empty(Read("<title>Ferry</title>").Candidates);
    }

    [Theory]
    [InlineData("<div>")]
    [InlineData("<p><a href=x>")]
    [InlineData("<meta name=a content=b>")]
    [InlineData("<script type='application/ld+json'>{\"a\":[[[[")]
    [InlineData("<a href=\"")]
    [InlineData("<!--")]
    [InlineData("</div>")]
    [InlineData("<h1>x")]
    [InlineData("<img srcset='a 1w, '>")]
    [InlineData("&#x110000;&amp")]
    [InlineData("<time datetime=2024-01-01>")]
    public void AHostilePageIsReadInBoundedTime(string part)
    {
        var html = Encoding.UTF8.GetBytes(string.Concat(Enumerable.Repeat(part, 300_000)));

        var page = new PageReader(new() { MaxBytes = 2 * 1024 * 1024 }).Read(html, "https://harbour.example/a", null, s_fetched);

        Assert.NotNull(page);
    }

    [Fact]
    public void APageCutOrDamagedAnywhereIsAnswered()
    {
        var whole = Encoding.UTF8.GetBytes(
            """
            <!doctype html><html lang="en"><head><title>Ferry returns | Harbour Gazette</title><meta property="og:image" content="/a.jpg">
            <link rel="canonical" href="/ferry"><script type="application/ld+json">{"@type":"NewsArticle","headline":"Ferry \"returns\"","datePublished":"2024-05-04T10:00:00Z","author":{"name":"Ann Example"}}</script></head>
            <body><h1>Ferry returns</h1><p>By Ann Example</p><time datetime="2024-05-04">4 May</time><img srcset="a.jpg 1w"><p>The ferry returned &amp; all were well&#8230;</p></body></html>
            """);
        var reader = new PageReader(new() { Explain = true });
        Gen.Select(Gen.Int[0, whole.Length], Gen.Int[0, whole.Length - 1], Gen.Byte).Sample((length, at, value) =>
        {
            var bytes = whole.ToArray();
            bytes[at] = value;
            Assert.NotNull(reader.Read(bytes.AsSpan(0, length), "https://harbour.example/a", null, s_fetched));
        });
    }

    [Fact]
    public void AnyAddressIsAnswered() => Gen.String.Sample(url =>
        Assert.NotNull(new PageReader().Read("<link rel=canonical href='x'><img src=a.jpg>"u8, url, null, s_fetched)));

    private static PageMetadata Read(string html) => new PageReader().Read(Encoding.UTF8.GetBytes(html), "https://harbour.example/a", null, s_fetched);
}
