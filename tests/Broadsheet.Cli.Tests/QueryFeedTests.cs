using System.Globalization;
using Broadsheet.Feeds;

namespace Broadsheet.Cli.Tests;

/// <summary>Feeds of an operator's own queries, from the settings to what a reader gets of them.</summary>
public sealed class QueryFeedTests(RunSample sample) : IDisposable
{
    private const string Settings = """

        syndication:
          queries:
            "Ferries & <boats>": ferry* topic:harbour -cruise
            regal: '"the regal"'
            Culture: provider:kelhavenchronicle topic:culture
            airships: zeppelin
        """;

    private readonly SiteCopy site = sample.Site.Copy();

    public void Dispose() => site.Dispose();

    [Fact]
    public async Task EachQueryHasItsFeedsAndOurOwnReaderReadsThem()
    {
        Append(Settings);

        await PublishAsync();

        Assert.Equal(
            ["airships", "culture", "ferries-boats", "regal"],
            Directory.EnumerateDirectories(Path.Combine(site.Root, "public", "query")).Select(Path.GetFileName).Order(StringComparer.Ordinal));
        AssertFeeds("airships", "airships");
        AssertFeeds("culture", "Culture", "Flats plan for the Regal withdrawn", "Whaling log of 1796 found behind a water tank", "Forty-two crews to raise the roof at shanty festival");
        AssertFeeds("ferries-boats", "Ferries & <boats>", "Norrlink bets on Kelhaven: what a £38m ferry terminal buys");
        AssertFeeds("regal", "regal", "Flats plan for the Regal withdrawn", "The Regal's ceiling, seen from underneath with a torch");
    }

    [Fact]
    public async Task AFeedFollowsTheNewsAndGoesWithItsQuery()
    {
        Append(Settings);
        await PublishAsync();
        var times = site.Times();

        await PublishAsync();
        Assert.Equal(times, site.Times());

        var flats = Read("regal", "feed.json").Items.Single(item => item.Title!.StartsWith("Flats", StringComparison.Ordinal)).Id!;
        await BroadsheetProcess.DoneAsync("stories", "unpublish", flats.TrimEnd('/').Split('/')[^1], site.Root, "--now", SiteCopy.Evening);
        await PublishAsync();
        AssertFeeds("regal", "regal", "The Regal's ceiling, seen from underneath with a torch");

        site.Write("broadsheet.yml", File.ReadAllText(Path.Combine(site.Root, "broadsheet.yml")).Replace("    regal:", "    cinema:", StringComparison.Ordinal));
        await PublishAsync();
        AssertFeeds("cinema", "cinema", "The Regal's ceiling, seen from underneath with a torch");
        Assert.False(Directory.Exists(Path.Combine(site.Root, "public", "query", "regal")));
    }

    [Theory]
    [InlineData("""nothing: -cruise""", "syndication.queries.nothing")]
    [InlineData("""{ "Ferry boats": ferry, ferry-boats: boat }""", "syndication.queries.ferry-boats")]
    public async Task AMistakeInAQueryIsNamed(string queries, string named)
    {
        Append($"\nsyndication:\n  queries:\n    {queries}\n");

        var outcome = await BroadsheetProcess.RunAsync("publish", site.Root, "--now", SiteCopy.Evening);

        Assert.Equal(3, outcome.ExitCode);
        Assert.Contains(named, outcome.Errors, StringComparison.Ordinal);
        Assert.False(Directory.Exists(Path.Combine(site.Root, "public", "query")));
    }

    private void AssertFeeds(string folder, string name, params string[] titles)
    {
        foreach (var (file, format) in new[] { ("feed.xml", FeedFormat.Rss), ("atom.xml", FeedFormat.Atom), ("feed.json", FeedFormat.Json) })
        {
            var feed = Read(folder, file);
            Assert.Equal((format, $"{name} · The Harbour Gazette"), (feed.Format, feed.Title));
            Assert.Empty(feed.Problems);
            Assert.Equal($"http://localhost:8080/query/{folder}/{file}", feed.SelfUrl);
            Assert.Equal(titles, feed.Items.Select(item => item.Title));
            Assert.All(feed.Items, item => Assert.NotNull(item.Published));
        }
    }

    private Feed Read(string folder, string file) =>
        new FeedReader().Read(File.ReadAllBytes(Path.Combine(site.Root, "public", "query", folder, file)), new FeedContext { Moment = DateTimeOffset.Parse(SiteCopy.Evening, CultureInfo.InvariantCulture) });

    private void Append(string settings) => site.Write("broadsheet.yml", File.ReadAllText(Path.Combine(site.Root, "broadsheet.yml")) + settings);

    private Task<BroadsheetProcess.Outcome> PublishAsync() => BroadsheetProcess.DoneAsync("publish", site.Root, "--now", SiteCopy.Evening);
}
