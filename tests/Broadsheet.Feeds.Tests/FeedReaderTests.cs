using System.Text;
using System.Text.Json.Nodes;

namespace Broadsheet.Feeds.Tests;

public sealed class FeedReaderTests
{
    private static readonly FeedContext Context = new("https://harbour.example/feeds/rss.xml", Moment: new DateTimeOffset(2026, 3, 4, 0, 0, 0, TimeSpan.Zero));

    // A strange feed is a new file in the corpus with its expectation beside it.
    public static TheoryData<string> Corpus => [.. Directory.GetFiles(CorpusFolder, "*.expect").Select(file => Path.GetFileNameWithoutExtension(file)!).Order(StringComparer.Ordinal)];

    private static string CorpusFolder => Path.Combine(AppContext.BaseDirectory, "corpus");

    [Theory]
    [MemberData(nameof(Corpus))]
    public void ReadsTheCorpusAsExpected(string file)
    {
        var expected = JsonNode.Parse(File.ReadAllText(Path.Combine(CorpusFolder, file + ".expect")))!.AsObject();

        var feed = FeedView.Of(Read(File.ReadAllBytes(Path.Combine(CorpusFolder, file))));

        Assert.NotEmpty(expected);
        foreach (var (path, value) in expected)
            Assert.True(JsonNode.DeepEquals(value, FeedView.At(feed, path)), $"{path}: expected {value?.ToJsonString()}, got {FeedView.At(feed, path)?.ToJsonString()}");
    }

    [Fact]
    public void NamesLineAndColumnOfAProblem()
    {
        var feed = Read("<rss version='2.0'>\n<channel>\n  <title>5 < 6</title>\n</channel>\n</rss>"u8);

        var problem = Assert.Single(feed.Problems);
        Assert.Equal(("bare-less-than", 3, 12), (problem.Code, problem.Line, problem.Column));
    }

    [Theory]
    [InlineData("{\"version\": \"https://jsonfeed.org/version/1\",\n\"items\": [\n  {\"id\": \"é\"}, 7]}", "not-an-item", 3, 16)]
    [InlineData("\n{\"version\": \"https://jsonfeed.org/version/1\",\n\"items\": [{\"id\": \"é\"}, !]}", "broken-json", 3, 24)]
    [InlineData("<rss>\n<channel><title>A &\u0001 B</title></channel></rss>", "control-character", 2, 20)]
    [InlineData("<rss>\n<channel>\n <title>A</b></title></channel></rss>", "stray-end-tag", 3, 10)]
    [InlineData("<rss>\n<channel>\n <item><title>A</item></channel></rss>", "mismatched-end-tag", 3, 16)]
    [InlineData("<rss>\n<channel>\n <item a=b/></channel></rss>", "unquoted-attribute", 3, 10)]
    [InlineData("<rss>\n<channel>\n <item a/></channel></rss>", "attribute-without-value", 3, 8)]
    [InlineData("<rss>\n<channel><x:y/></channel></rss>", "undeclared-prefix", 2, 10)]
    [InlineData("<rss>\n<channel>", "unclosed-element", 2, 10)]
    [InlineData("<rss>\n<channel><title><![CDATA[A</title>", "unclosed-section", 2, 17)]
    [InlineData("warning\n<rss><channel/></rss>", "text-before-document", 1, 1)]
    [InlineData("<rss>\n<channel>\n<title>A & B</title></channel></rss>", "bare-ampersand", 3, 10)]
    [InlineData("<rss>\n<channel>\n<item><enclosure url='/a?b=1&c=2'/></item></channel></rss>", "bare-ampersand", 3, 29)]
    [InlineData("<rss>\n<channel>\n<item><description>Bread, butter, fish and all that: Q&A</description></item></channel></rss>", "bare-ampersand", 3, 55)]
    [InlineData("<rss>\n<channel>\n<item><description>&lt;p&gt;Q & A&lt;/p&gt;</description></item></channel></rss>", "bare-ampersand", 3, 31)]
    [InlineData("<rss>\n<channel>\n<item><description>&lt;p&gt;A&#x1F;B&lt;/p&gt;</description></item></channel></rss>", "illegal-reference", 3, 30)]
    [InlineData("<rss>\n<channel>\n<item><description><p>A&nbsp;B</p></description></item></channel></rss>", "undeclared-entity", 3, 24)]
    [InlineData("<rss>\n<channel><title>A</title>\n</channel></rss", "unclosed-tag", 3, 11)]
    [InlineData("<!-- ours -->\n<?xml version='1.0'?><rss>\n<channel></channel></rss>", "misplaced-declaration", 2, 1)]
    [InlineData("<rss>\n<channel><title>A&nbsp;B</title></channel></rss>", "undeclared-entity", 2, 18)]
    [InlineData("<rss>\n<channel><title>A&#x1F;B</title></channel></rss>", "illegal-reference", 2, 18)]
    public void NamesThePlaceOfEveryProblem(string document, string code, int line, int column)
    {
        var problem = Read(Encoding.UTF8.GetBytes(document)).Problems.First(one => one.Code == code);

        Assert.Equal((line, column), (problem.Line, problem.Column));
    }

    [Theory]
    [InlineData("<title>A &amp; B &#8217; &#x2019; &quot;&apos;&lt;&gt;</title>")]
    [InlineData("<title><![CDATA[A & B &nbsp;]]></title>")]
    [InlineData("<item><description>&lt;p title=&quot;&apos;&quot;&gt;A &amp;amp; B &amp;nbsp;&amp;#31; and so on to the end of it&lt;/p&gt;</description></item>")]
    [InlineData("<item><description>A, and more than a vector of it, <![CDATA[& B]]></description></item>")]
    [InlineData("<item><description><p>A, and more than a vector of it<!-- & B --></p></description></item>")]
    public void FindsNothingWrongWithReferencesThatXmlKnows(string title) =>
        Assert.Empty(Read(Encoding.UTF8.GetBytes($"<rss><channel>{title}</channel></rss>")).Problems);

    [Theory]
    [InlineData("<feed xmlns='http://www.w3.org/2005/Atom'><link rel='self' href='https://quay.example/feeds/atom'/><entry><link href='../a'/></entry></feed>", "https://quay.example/a")]
    [InlineData("<rss><channel><link>https://quay.example/news/</link><item><link>a</link></item></channel></rss>", "https://quay.example/news/a")]
    [InlineData("<feed xmlns='http://www.w3.org/2005/Atom' xml:base='#top'><link href='https://quay.example/'/><entry><link href='/a'/></entry></feed>", "https://quay.example/a")]
    public void TakesItsOwnAddressForBaseWhereNobodyKnowsWhereItCameFrom(string document, string link) =>
        Assert.Equal(link, new FeedReader().Read(Encoding.UTF8.GetBytes(document), new FeedContext()).Items[0].Link);

    [Theory]
    [InlineData("#top")]
    [InlineData("")]
    [InlineData("javascript:alert(1)")]
    public void PassesOverABaseThatIsNone(string stated) =>
        Assert.Equal("https://harbour.example/a", Read(Encoding.UTF8.GetBytes($"<feed xmlns='http://www.w3.org/2005/Atom' xml:base='{stated}'><entry><link href='/a'/></entry></feed>")).Items[0].Link);

    [Fact]
    public void ReadsJsonAsFarAsItGoes()
    {
        var feed = Read("{\"version\": \"https://jsonfeed.org/version/1.1\", \"title\": \"Harbour\", \"items\": [{\"id\": \"1\", \"title\": \"A\"}, {\"id\": \"2\", \"content_text\": \"cut o"u8);

        Assert.Equal(("Harbour", "1 2"), (feed.Title, string.Join(' ', feed.Items.Select(item => item.Id))));
        Assert.False(feed.IsWellFormed);
    }

    [Theory]
    [InlineData("About <script>", "About <script>")]
    [InlineData("List<String> & <b>bold</b>", "List<String> & <b>bold</b>")]
    [InlineData("It&#8217;s R&amp;D", "It’s R&D")]
    public void TakesTitlesOfJsonForPlainText(string stated, string shown)
    {
        var feed = Read(Encoding.UTF8.GetBytes($$"""{"version": "https://jsonfeed.org/version/1.1", "title": "{{stated}}", "items": [{"id": "1", "title": "{{stated}}", "content_text": "{{stated}}"}]}"""));

        Assert.Equal((shown, shown, stated), (feed.Title, feed.Items[0].Title, feed.Items[0].Text));
    }

    [Fact]
    public void CountsColumnsInCharacters()
    {
        var feed = Read("<rss version='2.0'>\r\n<channel>\r\n<title>Küste 😀 5 < 6</title></channel></rss>"u8);

        var problem = Assert.Single(feed.Problems);
        Assert.Equal(("bare-less-than", 3, 19), (problem.Code, problem.Line, problem.Column));
    }

    [Theory]
    [InlineData("utf-16")]
    [InlineData("utf-16BE")]
    [InlineData("windows-1252")]
    public void ReadsTheSameWhateverItIsWrittenIn(string encoding)
    {
        const string Text = "<rss version='2.0'>\n<channel><title>Café\u00A0</title><item><title>Š < Ÿ</title><description>&lt;p&gt;Straße &amp;amp; Öl\r\n</description>"
            + "</item><item><description>\u000B<![CDATA[<b>é\u001F</b>]]></description></item></rsx>";
        var utf8 = Read(Encoding.UTF8.GetBytes(Text));

        Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);
        var target = Encoding.GetEncoding(encoding);
        var other = new FeedReader().Read([.. target.GetPreamble(), .. target.GetBytes(Text)], Context with { ContentType = $"text/xml; charset={encoding}" });

        Assert.Equal(FeedView.Of(utf8 with { Encoding = "" }).ToJsonString(), FeedView.Of(other with { Encoding = "" }).ToJsonString());
        Assert.Equal(utf8.Items.Select(item => item.ContentMarkup), other.Items.Select(item => item.ContentMarkup));
        Assert.Equal(
            utf8.Problems.Where(problem => problem.Line > 0).Select(problem => (problem.Code, problem.Line, problem.Column)),
            other.Problems.Where(problem => problem.Line > 0).Select(problem => (problem.Code, problem.Line, problem.Column)));
    }

    [Fact]
    public void ReadsControlsOfLatin1AsTheCharactersTheyWereMeantToBe()
    {
        var feed = Read("<rss><channel><title>\u0093Harbour\u0094 \u0080 5\u0081</title></channel></rss>"u8);

        Assert.Equal("“Harbour” € 5\u0081", feed.Title);
    }

    [Theory]
    [InlineData("  &lt;p&gt;A &amp;amp; B&lt;/p&gt; ", "<p>A &amp; B</p>")]
    [InlineData("<![CDATA[<p>A</p>]]>", "<p>A</p>")]
    [InlineData("<![CDATA[]]>", null)]
    [InlineData("<![CDATA[  ]]>", null)]
    [InlineData("<!-- none -->", null)]
    [InlineData("&#32;", null)]
    [InlineData("\u3000", null)]
    public void TellsATextFromNone(string content, string? raw)
    {
        var feed = Read(Encoding.UTF8.GetBytes($"<rss><channel><item><description>{content}</description></item></channel></rss>"));

        Assert.Equal(raw is null ? [] : [raw], feed.Items[0].Facts!.Bodies.Select(body => body.Text.Raw));
    }

    [Theory]
    [InlineData("/a/b?c=1&d=2#e", "https://harbour.example/a/b?c=1&d=2#e")]
    [InlineData("/a/../b", "https://harbour.example/b")]
    [InlineData("/a%7Eb c", "https://harbour.example/a~b%20c")]
    [InlineData("//other.example/a", "https://other.example/a")]
    [InlineData("a", "https://harbour.example/feeds/a")]
    [InlineData("?a", "https://harbour.example/feeds/rss.xml?a")]
    [InlineData("/ø", "https://harbour.example/%C3%B8")]
    public void MakesAddressesInATextAbsolute(string stated, string expected)
    {
        var feed = Read(Encoding.UTF8.GetBytes($"<rss><channel><item><description><![CDATA[<a href=\"{stated}\">x</a>]]></description></item></channel></rss>"));

        Assert.Equal($"<a href=\"{expected.Replace("&", "&amp;", StringComparison.Ordinal)}\">x</a>", feed.Items[0].ContentMarkup);
    }

    [Theory]
    [InlineData("https://a.example/b?c=1&amp;d=2#e", "https://a.example/b?c=1&amp;d=2#e")]
    [InlineData("https://a.example/b?c=1&d=2", "https://a.example/b?c=1&amp;d=2")]
    [InlineData("https://a.example/b?c=&amp;copy;", "https://a.example/b?c=&amp;copy;")]
    [InlineData("https://a.example/b'c>d", "https://a.example/b'c&gt;d")]
    [InlineData("HTTPS://A.example/ø", "HTTPS://A.example/ø")]
    [InlineData(" https://a.example/ ", "https://a.example/")]
    [InlineData("http://a.example/%7Eb", "http://a.example/%7Eb")]
    public void LeavesAbsoluteAddressesInATextAsTheyAreAndSafe(string stated, string expected)
    {
        var feed = Read(Encoding.UTF8.GetBytes($"<rss><channel><item><description><![CDATA[<a href=\"{stated}\">x</a>]]></description></item></channel></rss>"));

        Assert.Equal($"<a href=\"{expected}\">x</a>", feed.Items[0].ContentMarkup);
    }

    [Theory]
    [InlineData("<![CDATA[<p>Łódź &amp; 港 😀</p><img src=a.png>]]>")]
    [InlineData("&lt;p&gt;Łódź &amp;amp; 港&lt;/p&gt;")]
    [InlineData("  plain &amp;amp; text ")]
    [InlineData("")]
    public void GivesMarkupAsUtf8AsWell(string content)
    {
        var document = Encoding.UTF8.GetBytes($"<rss><channel><item><description>{content}</description></item></channel></rss>");
        var (first, second) = (Read(document).Items[0], Read(document).Items[0]);

        Assert.Equal(Encoding.UTF8.GetString(first.ContentMarkupUtf8.Span), first.ContentMarkup ?? "");
        // Whichever is asked for first.
        Assert.Equal(second.ContentMarkup ?? "", Encoding.UTF8.GetString(second.ContentMarkupUtf8.Span));
        Assert.Equal(first.Text, Read(document).Items[0].Text);
    }

    [Fact]
    public void ReadsTwoReferencesToHalvesOfACharacterAsOne()
    {
        var feed = Read("<rss><channel><item><title>a &#xD83D;&#xDE00; &#xD83D;</title><description>&lt;p>&#55357;&#56832; &amp;#55357;&amp;#56832; &amp;#55357;&lt;/p></description></item></channel></rss>"u8);

        Assert.Equal("a 😀 \uFFFD", feed.Items[0].Title);
        Assert.Equal("😀 😀 \uFFFD", feed.Items[0].Text);
    }

    [Fact]
    public void SeesOnlyPicturesABrowserWouldShow()
    {
        var feed = Read("<rss><channel><item><description><![CDATA[<!-- <img src='a.jpg'> --><script>'<img src=b.jpg>'</script><p title=\"<img src='c.jpg'>\"><img src='d.jpg' width=1><img src='e.jpg'>]]></description></item></channel></rss>"u8);

        Assert.Equal("https://harbour.example/feeds/e.jpg", feed.Items[0].Image?.Url);
    }

    [Fact]
    public void CutsAnExcerptTheSameBeforeAndAfterTheWholeTextIsMade()
    {
        var item = $"<item><description>&lt;p&gt;{string.Join(' ', Enumerable.Repeat("harbour  ferry &amp;amp; tide", 60))}&lt;/p&gt;</description></item>";
        var items = Read(Encoding.UTF8.GetBytes($"<rss><channel>{item}{item}</channel></rss>")).Items;

        Assert.StartsWith("harbour ferry & tide harbour", items[1].Text, StringComparison.Ordinal);
        Assert.Equal(items[0].Excerpt, items[1].Excerpt);
        Assert.EndsWith("…", items[0].Excerpt, StringComparison.Ordinal);
    }

    [Fact]
    public void ReadsTheSameBytesTheSameWay()
    {
        var bytes = File.ReadAllBytes(Path.Combine(CorpusFolder, "rss-same-guid-for-all.xml"));

        Assert.Equal(FeedView.Of(Read(bytes)).ToJsonString(), FeedView.Of(Read(bytes)).ToJsonString());
    }

    [Fact]
    public void KeepsIdentitiesApartWhenAllItemsAreAlike()
    {
        var feed = Read("<rss><channel><item><title>A</title></item><item><title>A</title></item><item/></channel></rss>"u8);

        Assert.Equal(3, feed.Items.Select(item => item.Identity).Distinct().Count());
    }

    [Fact]
    public void KeepsAnIdentityWhenNewerItemsComeBeforeIt()
    {
        var before = Read("<rss><channel><item><title>A</title></item></channel></rss>"u8);
        var after = Read("<rss><channel><item><title>B</title></item><item><title>A</title></item></channel></rss>"u8);

        Assert.Equal(before.Items[0].Identity, after.Items[1].Identity);
    }

    [Fact]
    public void DoesNotBelieveADateMoreThanAYearAhead()
    {
        var feed = Read("<rss><channel><item><title>A</title><pubDate>Sat, 01 Jan 2028 00:00:00 GMT</pubDate></item></channel></rss>"u8);

        Assert.Null(feed.Items[0].Published);
    }

    [Fact]
    public void UnzipsWithinItsLimit()
    {
        var reader = new FeedReader(new FeedReaderOptions { MaxBytes = 4096 });
        var small = Zip("<rss><channel><title>Small</title></channel></rss>"u8.ToArray());
        var bomb = Zip(new byte[1 << 20]);

        Assert.Equal("Small", reader.Read(small, Context).Title);
        Assert.Equal("too-large", Assert.Single(reader.Read(bomb, Context).Problems).Code);
    }

    [Fact]
    public void TakesTheLanguageOfTheResponseWhenTheFeedHasNone()
    {
        var context = Context with { Headers = new Dictionary<string, string> { ["Content-Language"] = "de" } };

        Assert.Equal("de", new FeedReader().Read("<rss><channel><title>A</title></channel></rss>"u8, context).Language);
    }

    [Fact]
    public void KeepsAtMostAsManyItemsAsAllowed()
    {
        var reader = new FeedReader(new FeedReaderOptions { MaxItems = 2 });
        var document = Encoding.UTF8.GetBytes("<rss><channel>" + string.Concat(Enumerable.Repeat("<item/>", 5)) + "</channel></rss>");

        var feed = reader.Read(document, Context);

        Assert.Equal(2, feed.Items.Count);
        Assert.Contains(feed.Problems, problem => problem.Code == "too-many-items");
    }

    private static Feed Read(ReadOnlySpan<byte> document) => new FeedReader().Read(document, Context);

    private static byte[] Zip(byte[] bytes)
    {
        using var zipped = new MemoryStream();
        using (var gzip = new System.IO.Compression.GZipStream(zipped, System.IO.Compression.CompressionLevel.Optimal))
            gzip.Write(bytes);
        return zipped.ToArray();
    }
}
