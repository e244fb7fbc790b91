using System.Globalization;
using System.Text.Json;
using Broadsheet.Testing;
using Microsoft.AspNetCore.Http;

namespace Broadsheet.Cli.Tests;

/// <summary><c>broadsheet feeds health</c> after weeks of runs: six feeds that begin alike and go six ways.</summary>
public sealed class FeedsHealthTests
{
    private static readonly DateTimeOffset Start = new(2026, 3, 2, 18, 0, 0, TimeSpan.Zero);

    [Fact]
    public async Task WhatBecameOfEachFeedIsToldAndTheQuietFromTheDead()
    {
        await using var publisher = await FakePublisher.OpenAsync();
        using var site = SiteCopy.Empty();
        site.Write("broadsheet.yml", "title: Kelhaven\nurl: http://localhost:8080\npolling:\n  allowLoopback: true\n  hostDelay: 0s\n");
        site.Write("feeds.opml", $"""
            <opml version="2.0" xmlns:broadsheet="https://broadsheet.news/opml"><head/><body>
              {string.Concat(((string[])["well", "lost", "gone", "sloppy", "silent", "shaky"]).Select(name =>
                  $"<outline type=\"rss\" text=\"The {name}\" xmlUrl=\"{publisher.Url($"/{name}.xml")}\" broadsheet:kind=\"curated\" broadsheet:provider=\"{name}.example\"/>\n"))}
            </body></opml>
            """);
        async Task RunOnDayAsync(int day)
        {
            publisher.On("/well.xml", Feed("The ferry is late", day)).On("/sloppy.xml", Feed("Fish & ships", day)).On("/silent.xml", Feed("Nothing more", 0));
            publisher.On("/lost.xml", day == 0 ? Feed("Found", 0) : FakePublisher.Status(404)).On("/gone.xml", day == 0 ? Feed("Still here", 0) : FakePublisher.Status(410));
            publisher.On("/shaky.xml", day == 11 ? FakePublisher.Status(404) : Feed("The ferry sways", day));
            await BroadsheetProcess.DoneAsync("run", site.Root, "--now", Day(day));
        }

        foreach (var day in (int[])[0, 2, 11])
            await RunOnDayAsync(day);
        var table = (await BroadsheetProcess.DoneAsync("feeds", "health", site.Root, "--now", Day(11))).Output;
        await RunOnDayAsync(40);
        var late = await HealthAsync(publisher, site, Day(40));

        Assert.Equal(
            [
                "The gone | retired | gone | 7.5 | 03-02 18:00Z",
                "The lost | quiet | 2 × http-404 | 7.5 | 03-02 18:00Z",
                "The silent | quiet | unchanged | 7.5 | 03-13 18:00Z",
                "The shaky | quiet | 1 × http-404 | 7.5 | 03-04 18:00Z",
                "The well | ok | ok | 7.3 | 03-13 18:00Z",
                "The sloppy | ok | ok | 7.3 | 03-13 18:00Z",
            ],
            RowsOf(table).Select(row => row[..row.LastIndexOf(" | ", StringComparison.Ordinal)]));
        // When it will be asked next depends on its address; the one that is gone will not be.
        Assert.Equal(["–", "03-1", "03-1", "03-1", "03-1", "03-1"], RowsOf(table).Select(row => row.Split(" | ")[^1]).Select(next => next[..Math.Min(next.Length, 4)]));
        Assert.Contains("The silent: Nothing new for 11 days; at its own rhythm of 7.5 items a week", table, StringComparison.Ordinal);
        Assert.Contains("The sloppy: Faults forgiven: 3.", table, StringComparison.Ordinal);

        Assert.Equal(
            [
                "gone Retired gone 0 7.5 0 2026-03-02T18:00:00",
                "lost Dead http-404 3 7.5 0 2026-03-02T18:00:00",
                "shaky Ok ok 0 4.1 0 2026-04-11T18:00:00",
                "silent Dead unchanged 0 7.5 0 2026-04-11T18:00:00",
                "sloppy Ok ok 0 5 3 2026-04-11T18:00:00",
                "well Ok ok 0 5 0 2026-04-11T18:00:00",
            ],
            late.OrderBy(feed => feed.Key, StringComparer.Ordinal).Select(feed => string.Join(' ', feed.Key, Text(feed.Value, "verdict"), Text(feed.Value, "lastStatus"),
                feed.Value.GetProperty("failuresInARow"), feed.Value.GetProperty("itemsPerWeek"), feed.Value.GetProperty("problemCount"), Text(feed.Value, "lastSuccess")![..19])));
        Assert.All(late, feed => Assert.Equal(feed.Key == "gone", Text(feed.Value, "nextPoll") is null));
        Assert.All(late.Values, feed => Assert.True(Text(feed, "nextPoll") is not { } next || DateTimeOffset.Parse(next, CultureInfo.InvariantCulture) > Start.AddDays(40)));
    }

    private static string? Text(JsonElement feed, string name) => feed.GetProperty(name).GetString();

    private static IEnumerable<string> RowsOf(string table) =>
        table.Split('\n').Where(line => line.Contains("The ", StringComparison.Ordinal) && line.StartsWith("  ", StringComparison.Ordinal))
            .Select(line => string.Join(" | ", line.Split("  ", StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)));

    private static string Day(int day) => Start.AddDays(day).ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);

    // An item a day for two weeks up to the day; all of the same page, so that the runs are short.
    private static RequestDelegate Feed(string title, int day) => FakePublisher.Document(BrokenWeb.Feed([.. Enumerable.Range(0, 14).Select(back =>
        $"<item><title>{title}</title><link>http://localhost:1/</link><guid>{day - back}</guid><pubDate>{Start.AddDays(day - back).AddHours(-2):R}</pubDate></item>")]));

    private static async Task<Dictionary<string, JsonElement>> HealthAsync(FakePublisher publisher, SiteCopy site, string now)
    {
        using var document = JsonDocument.Parse((await BroadsheetProcess.DoneAsync("feeds", "health", site.Root, "--now", now, "--json")).Output);
        return document.RootElement.EnumerateArray().ToDictionary(feed => feed.GetProperty("sourceUrl").GetString()![publisher.Url("/").Length..^4], feed => feed.Clone(), StringComparer.Ordinal);
    }
}
