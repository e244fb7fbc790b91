using System.Text.Json;

namespace Broadsheet.Cli.Tests;

/// <summary><c>broadsheet feeds</c> through the real program.</summary>
public sealed class FeedsCommandTests
{
    private const string NewFeed = "https://lifeboat.example/news.rss";

    [Fact]
    public async Task AddedChangedAndRemovedTheListIsAsTheHandLeftIt()
    {
        using var site = SiteCopy.OfSample();
        var file = Path.Combine(site.Root, "feeds.opml");
        var before = await File.ReadAllTextAsync(file, TestContext.Current.CancellationToken);

        await BroadsheetProcess.DoneAsync("feeds", "add", NewFeed, site.Root, "--title", "Lifeboat & Crew", "--kind", "curated", "--folder", "Official");
        await BroadsheetProcess.DoneAsync("feeds", "add", NewFeed, site.Root, "--weight", "2.5", "--paused", "true");
        var listed = await ListAsync(site);
        await BroadsheetProcess.DoneAsync("feeds", "remove", NewFeed, site.Root);

        var added = listed.Single(feed => feed.GetProperty("xmlUrl").GetString() == NewFeed);
        Assert.Equal("Lifeboat & Crew", added.GetProperty("title").GetString());
        Assert.Equal("curated", added.GetProperty("kind").GetString());
        Assert.Equal("Official", added.GetProperty("folders")[0].GetString());
        Assert.Equal(2.5, added.GetProperty("weight").GetDouble());
        Assert.True(added.GetProperty("paused").GetBoolean());
        Assert.Equal(12, listed.Length);
        Assert.Equal(before, await File.ReadAllTextAsync(file, TestContext.Current.CancellationToken));
    }

    [Theory]
    [InlineData(2, "add", "ftp://example.org/feed")]
    [InlineData(2, "add", NewFeed, "--weight", "11")]
    [InlineData(2, "add", NewFeed, "--kind", "dull")]
    [InlineData(5, "remove", "https://nobody.example/feed")]
    [InlineData(5, "import", "/no/such/file.opml")]
    public async Task WhatCannotBeDoneIsToldAndChangesNothing(int exit, string verb, string argument, params string[] options)
    {
        using var site = SiteCopy.OfSample();
        var before = site.Fingerprint();

        var outcome = await BroadsheetProcess.RunAsync(["feeds", verb, argument, site.Root, .. options]);

        Assert.Equal(exit, outcome.ExitCode);
        Assert.NotEmpty(outcome.Errors);
        Assert.Equal(before, site.Fingerprint());
    }

    [Fact]
    public async Task AFolderWithoutASiteIsRefused()
    {
        using var nothing = SiteCopy.Empty();

        var outcome = await BroadsheetProcess.RunAsync("feeds", "add", NewFeed, nothing.Root);

        Assert.Equal(3, outcome.ExitCode);
        Assert.Contains("There is no site here", outcome.Errors, StringComparison.Ordinal);
        Assert.Empty(Directory.GetFiles(nothing.Root));
    }

    [Fact]
    public async Task WhatIsExportedCanBeImported()
    {
        using var site = SiteCopy.OfSample();
        using var other = SiteCopy.Empty();
        other.Write("broadsheet.yml", "title: Other\nurl: https://other.example\n");
        other.Write("feeds.opml", $"<opml version=\"2.0\"><body><outline xmlUrl=\"{NewFeed}\"/></body></opml>");

        other.Write("all.opml", (await BroadsheetProcess.DoneAsync("feeds", "export", site.Root)).Output);
        var import = await BroadsheetProcess.DoneAsync("feeds", "import", Path.Combine(other.Root, "all.opml"), other.Root);
        var again = await BroadsheetProcess.DoneAsync("feeds", "import", Path.Combine(other.Root, "all.opml"), other.Root);
        var plain = await BroadsheetProcess.DoneAsync("feeds", "export", site.Root, "--plain");

        Assert.StartsWith("11 feeds added, 0 were", import.Output, StringComparison.Ordinal);
        Assert.StartsWith("0 feeds added, 11 were", again.Output, StringComparison.Ordinal);
        var (theirs, ours) = (await ListAsync(site), await ListAsync(other));
        Assert.Equal(theirs.Select(feed => feed.GetRawText()), ours.Skip(1).Select(feed => feed.GetRawText()));
        Assert.DoesNotContain("broadsheet", plain.Output, StringComparison.Ordinal);
    }

    [Theory]
    // The first three are declared by their pages, one of them with a host of its own; the last is a feed itself.
    [InlineData("https://www.wraybusiness.example/", "https://www.wraybusiness.example/latest.atom", "atom10")]
    [InlineData("harboureye.example", "https://www.youtube.com/feeds/videos.xml?channel_id=UCkelhavenHarbourEyeXyz", "atom10")]
    [InlineData("www.orrestmercury.example", "https://www.orrestmercury.example/rss/all", "rss20")]
    [InlineData("https://www.northshore-institute.example/news/feed.json", "https://www.northshore-institute.example/news/feed.json", "json11")]
    public async Task ThePagesFeedIsFoundAndRead(string page, string feed, string version)
    {
        var outcome = await BroadsheetProcess.DoneAsync("feeds", "find", page, "--replay", SiteCopy.Recording, "--now", SiteCopy.Evening, "--json");

        using var document = JsonDocument.Parse(outcome.Output);
        var first = document.RootElement.GetProperty("feeds")[0];
        Assert.Equal(feed, first.GetProperty("url").GetString());
        Assert.Equal(version, first.GetProperty("version").GetString());
        Assert.InRange(first.GetProperty("items").GetInt32(), 1, 100);
    }

    [Fact]
    public async Task WhatWasFoundCanBeAddedAtOnce()
    {
        using var site = SiteCopy.Empty();
        site.Write("broadsheet.yml", "title: Other\nurl: https://other.example\n");

        await BroadsheetProcess.DoneAsync("feeds", "find", "www.orrestmercury.example", "--add", site.Root, "--replay", SiteCopy.Recording, "--now", SiteCopy.Evening);

        var feed = Assert.Single(await ListAsync(site));
        Assert.Equal("https://www.orrestmercury.example/rss/all", feed.GetProperty("xmlUrl").GetString());
    }

    [Fact]
    public async Task APageWithoutFeedIsToldWithTheReason()
    {
        var outcome = await BroadsheetProcess.RunAsync("feeds", "find", "https://nobody.example/", "--replay", SiteCopy.Recording, "--now", SiteCopy.Evening);

        Assert.Equal(5, outcome.ExitCode);
        Assert.StartsWith("https://nobody.example/: ", outcome.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task HealthTellsTheNeverAskedFromTheWell()
    {
        using var site = SiteCopy.OfSample();
        await BroadsheetProcess.DoneAsync("run", site.Root, "--replay", SiteCopy.Recording, "--now", SiteCopy.Evening);
        await BroadsheetProcess.DoneAsync("feeds", "add", NewFeed, site.Root);

        var soon = await HealthAsync(site, "2026-03-07T19:00:00Z");
        var muchLater = await HealthAsync(site, "2026-06-07T19:00:00Z");

        Assert.Equal("New", soon[NewFeed]);
        Assert.Equal("Ok", soon["https://www.orrestmercury.example/rss/all"]);
        Assert.NotEqual("Ok", muchLater["https://www.orrestmercury.example/rss/all"]);
    }

    private static async Task<Dictionary<string, string>> HealthAsync(SiteCopy site, string now)
    {
        using var document = JsonDocument.Parse((await BroadsheetProcess.DoneAsync("feeds", "health", site.Root, "--now", now, "--json")).Output);
        return document.RootElement.EnumerateArray().ToDictionary(feed => feed.GetProperty("sourceUrl").GetString()!, feed => feed.GetProperty("verdict").GetString()!, StringComparer.Ordinal);
    }

    private static async Task<JsonElement[]> ListAsync(SiteCopy site)
    {
        using var document = JsonDocument.Parse((await BroadsheetProcess.DoneAsync("feeds", "list", site.Root, "--json")).Output);
        return [.. document.RootElement.EnumerateArray().Select(feed => feed.Clone())];
    }
}
