using System.Text;
using CsCheck;

namespace Broadsheet.Feeds.Tests;

public sealed class OpmlDocumentTests
{
    internal const string Kept = """
        <?xml version='1.0' encoding="UTF-8"?>
        <!-- kept by hand -->
        <opml version="2.0" xmlns:x="https://x.example">
            <head><title>My &amp; feeds</title><ownerName>Ada</ownerName></head>
            <body>
                <outline text='Harbour'>
                    <outline x:colour="blue" type="rss" text="Ferries"
                             xmlUrl="https://harbour.example/rss?a=1&amp;b=2"   />
                    <outline text="Weather" xmlUrl="https://weather.example/rss"></outline>
                </outline>
                <outline text="Note without feed"/>
            </body>
        </opml>

        """;

    [Fact]
    public void ReadsFeedsWithTheirFolders()
    {
        var document = OpmlDocument.Parse(Kept);

        Assert.Equal("My & feeds", document.Title);
        Assert.Equal(["https://harbour.example/rss?a=1&b=2", "https://weather.example/rss"], document.Feeds.Select(feed => feed.XmlUrl));
        Assert.Equal(["Harbour"], document.Feeds[0].Folders);
        Assert.Equal("Ferries", document.Feeds[0].Title);
    }

    [Fact]
    public void WritesBackByteForByteWhatWasNotChanged()
    {
        var bytes = Encoding.UTF8.GetBytes("\uFEFF" + Kept.ReplaceLineEndings("\r\n"));

        Assert.Equal(bytes, OpmlDocument.Parse(bytes).ToBytes());
    }

    [Fact]
    public void ChangesOnlyTheAttributeThatChanged()
    {
        var document = OpmlDocument.Parse(Kept);
        var feed = document.Feeds[0];

        Assert.True(document.Update(feed));
        Assert.Equal(Kept, document.ToString());
        document.Update(feed with { Title = "Boats" });
        Assert.Equal(Kept.Replace("\"Ferries\"", "\"Boats\"", StringComparison.Ordinal), document.ToString().Replace(" title=\"Boats\"", "", StringComparison.Ordinal));
    }

    [Fact]
    public void FindsPlacesBehindLettersOfManyBytes()
    {
        const string Text = "<opml><head><title>Küste 港 😀</title></head><body><outline text='Ålesund 😀' xmlUrl='https://a.example/ø'/><outline text='B' xmlUrl='https://b.example/'/></body></opml>";
        var document = OpmlDocument.Parse(Text);

        document.Update(document.Feeds[1] with { Title = "Ærø" });

        Assert.Equal(("Küste 港 😀", "Ålesund 😀", "https://a.example/ø"), (document.Title, document.Feeds[0].Title, document.Feeds[0].XmlUrl));
        Assert.Equal(Text.Replace("'B'", "'Ærø'", StringComparison.Ordinal).Replace("b.example/'", "b.example/' title=\"Ærø\"", StringComparison.Ordinal), document.ToString());
    }

    [Fact]
    public void KeepsOurOwnSettingsInOurOwnNamespace()
    {
        var document = OpmlDocument.Parse(Kept);
        var feed = document.Feeds[1] with { Kind = "curated", Weight = 1.5, UserAgent = "A \"b\"", Provider = "weather.example", Paused = true, Category = "sky" };

        document.Update(feed);

        Assert.Contains("xmlns:broadsheet=\"https://broadsheet.news/opml\"", document.ToString(), StringComparison.Ordinal);
        Assert.Contains("x:colour=\"blue\"", document.ToString(), StringComparison.Ordinal);
        var again = OpmlDocument.Parse(document.ToBytes()).Find("https://weather.example/rss")!;
        Assert.Equal(feed with { Folders = [] }, again with { Folders = [] });
    }

    [Theory]
    [InlineData("<opml xmlns:b='https://broadsheet.news/opml'><body><outline xmlUrl='https://a.example/rss' b:kind='curated'/></body></opml>", "curated")]
    [InlineData("<opml xmlns:b='urn:other'><body xmlns:b='https://broadsheet.news/opml'><outline xmlUrl='https://a.example/rss' b:kind='curated'/></body></opml>", "curated")]
    [InlineData("<opml xmlns:broadsheet='urn:other'><body><outline xmlUrl='https://a.example/rss' broadsheet:kind='curated'/></body></opml>", null)]
    [InlineData("<opml><body><outline xmlUrl='https://a.example/rss' broadsheet:kind='curated'/></body></opml>", "curated")]
    [InlineData("<opml><body><outline xmlUrl='https://a.example/rss' kind='curated'/></body></opml>", null)]
    public void KnowsOurSettingsByTheirNamespaceWhateverThePrefix(string list, string? kind) =>
        Assert.Equal(kind, Assert.Single(OpmlDocument.Parse(list).Feeds).Kind);

    [Fact]
    public void WritesOurSettingsWithThePrefixTheListHas()
    {
        var document = OpmlDocument.Parse("<opml xmlns:b=\"https://broadsheet.news/opml\"><body>\n<outline xmlUrl=\"https://a.example/rss\" b:kind=\"curated\"/>\n</body></opml>");

        document.Update(document.Feeds[0] with { Kind = "press", Paused = true });
        document.Add(new OpmlFeed { XmlUrl = "https://b.example/rss", Weight = 2 });

        Assert.Contains("<outline xmlUrl=\"https://a.example/rss\" b:kind=\"press\" b:paused=\"true\"/>", document.ToString(), StringComparison.Ordinal);
        Assert.Contains(" b:weight=\"2\"", document.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain("broadsheet:", document.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void TakesAnotherPrefixWhereOursIsSomebodyElses()
    {
        var document = OpmlDocument.Parse("<opml xmlns:broadsheet=\"urn:other\"><body><outline xmlUrl=\"https://a.example/rss\" broadsheet:kind=\"theirs\"/></body></opml>");

        document.Update(document.Feeds[0] with { Kind = "ours" });

        Assert.Contains("broadsheet:kind=\"theirs\"", document.ToString(), StringComparison.Ordinal);
        Assert.Equal("ours", OpmlDocument.Parse(document.ToBytes()).Feeds[0].Kind);
    }

    [Fact]
    public void DoesNotTakeAnAttributeOfAnotherNamespaceForTheAddress() =>
        Assert.Empty(OpmlDocument.Parse("<opml xmlns:x='urn:x'><body><outline x:xmlUrl='https://a.example/rss'/></body></opml>").Feeds);

    [Fact]
    public void RemovesTheLineOfAFeedAndNothingElse()
    {
        var document = OpmlDocument.Parse(Kept);

        Assert.True(document.Remove("https://weather.example/rss"));

        Assert.Equal(Kept.Replace("\n            <outline text=\"Weather\" xmlUrl=\"https://weather.example/rss\"></outline>", "", StringComparison.Ordinal), document.ToString());
        Assert.False(document.Remove("https://weather.example/rss"));
    }

    [Fact]
    public void UndoesAnAdditionByARemoval()
    {
        var document = OpmlDocument.Parse(Kept);

        document.Add(new OpmlFeed { XmlUrl = "https://new.example/rss", Folders = ["Harbour"] });
        Assert.Equal(["Harbour"], document.Find("https://new.example/rss")!.Folders);
        document.Remove("https://new.example/rss");

        Assert.Equal(Kept, document.ToString());
    }

    [Fact]
    public void MakesFoldersThatAreMissing()
    {
        var document = OpmlDocument.Create("Feeds & more");

        document.Add(new OpmlFeed { XmlUrl = "https://a.example/rss", Title = "A", Folders = ["World", "North"] });
        document.Add(new OpmlFeed { XmlUrl = "https://b.example/rss", Folders = ["World"] });

        Assert.Equal("Feeds & more", document.Title);
        Assert.Equal(["World", "North"], document.Feeds[0].Folders);
        Assert.Equal(["World"], document.Feeds[1].Folders);
    }

    [Theory]
    [InlineData("<opml><body><outline text='Harbour'><outline xmlUrl='https://a.example/rss'/><outline ")]
    [InlineData("<opml><body><outline xmlUrl='https://a.example/rss'></body></opml>")]
    [InlineData("<opml><head/>")]
    [InlineData("")]
    // Found by fuzzing: a quote that never ends makes another document of every insertion.
    [InlineData("<?xml version='\n<opml version=\"2.0\" xmln:x=\"https:le>A list</title>\n  </head>\n  <body>\n  </body>\n</opml>\nl version=\"2.0\" xmlns:x=\"https:le>A list</title>\n  </head>\n  <body>\n  </body>\n</")]
    public void AddsToADamagedList(string damaged)
    {
        var document = OpmlDocument.Parse(damaged);
        var before = document.Feeds.Count;

        document.Add(new OpmlFeed { XmlUrl = "https://new.example/rss", Folders = ["New"] });

        Assert.Equal(before + 1, OpmlDocument.Parse(document.ToBytes()).Feeds.Count);
    }

    [Fact]
    public void FindsAgainWhateverWasAdded() =>
        Gen.Select(Gen.String[Gen.Char[' ', '\u2FFF'], 1, 20], Gen.String[Gen.Char[' ', '~'], 1, 20], Gen.Double[-5, 5], Gen.Bool).Sample((title, url, weight, paused) =>
        {
            if (string.IsNullOrWhiteSpace(title) || string.IsNullOrWhiteSpace(url))
                return;
            var feed = new OpmlFeed { XmlUrl = url, Title = title, Weight = weight, Paused = paused };
            var document = OpmlDocument.Create("T");
            document.Add(feed);
            Assert.Equal(feed with { Folders = [] }, OpmlDocument.Parse(document.ToBytes()).Feeds.Single() with { Folders = [] });
        }, iter: 500);
}
