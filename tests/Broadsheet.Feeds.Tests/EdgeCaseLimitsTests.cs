using System.Text.Json;
using System.Text.RegularExpressions;
using Broadsheet.Testing;

namespace Broadsheet.Feeds.Tests;

/// <summary>Edge cases that state how long they may take, how much memory, and what must not come through.</summary>
public sealed class EdgeCaseLimitsTests
{
    [Fact]
    public void AreKeptByEveryCase()
    {
        if (DevelopmentData.Find("feeds/edge-cases.jsonl") is not { } cases)
        {
            Assert.Skip(DevelopmentData.Absent);
            return;
        }

        new FeedReader().Read("<rss><channel><item><title>Warm</title></item></channel></rss>"u8, new FeedContext());
        var broken = new List<string>();
        var limited = 0;
        foreach (var line in File.ReadLines(cases))
        {
            using var parsed = JsonDocument.Parse(line);
            var one = parsed.RootElement;
            var bytes = File.ReadAllBytes(Path.Combine(Path.GetDirectoryName(cases)!, "edge", one.GetProperty("file").GetString()!));
            var before = GC.GetAllocatedBytesForCurrentThread();
            var spent = new TimeSpent();

            var feed = new FeedReader().Read(bytes, new FeedContext(one.GetProperty("url").GetString()));
            Fuzzing.Touch(feed);

            var millis = spent.Milliseconds;
            var megabytes = (GC.GetAllocatedBytesForCurrentThread() - before) >> 20;
            limited += one.TryGetProperty("maxMillis", out _) ? 1 : 0;
            if (one.TryGetProperty("maxMillis", out var maxMillis) && millis > maxMillis.GetInt32())
                broken.Add($"{one.GetProperty("id")}: {millis:F0} ms");
            if (one.TryGetProperty("maxMegabytes", out var maxMegabytes) && megabytes > maxMegabytes.GetInt32())
                broken.Add($"{one.GetProperty("id")}: {megabytes} MiB");
            if (one.TryGetProperty("forbid", out var forbidden))
                broken.AddRange(forbidden.EnumerateArray().Where(pattern => ShownBy(feed).Any(text => Regex.IsMatch(text, pattern.GetString()!))).Select(pattern => $"{one.GetProperty("id")}: {pattern}"));
        }

        Assert.Empty(broken);
        Assert.True(limited > 0);
    }

    // What a document asks for cannot be fetched by a library that knows neither network nor files.
    [Fact]
    public void NothingCanBeFetched() =>
        Assert.DoesNotContain(typeof(FeedReader).Assembly.GetReferencedAssemblies(), name => name.Name!.StartsWith("System.Net", StringComparison.Ordinal)
            || name.Name.StartsWith("System.IO.FileSystem", StringComparison.Ordinal) || name.Name.StartsWith("System.Xml", StringComparison.Ordinal));

    private static IEnumerable<string> ShownBy(Feed feed) =>
        feed.Items.SelectMany(item => (string?[])[item.Title, item.Link, item.Excerpt, item.Text, item.ContentMarkup, item.Image?.Url]).Append(feed.Title).OfType<string>();
}
