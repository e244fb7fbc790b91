using System.Text.Json;
using Broadsheet.Testing;

namespace Broadsheet.Feeds.Tests;

/// <summary>Whole documents of real publishers.</summary>
public sealed class RealFeedsTests
{
    [Fact]
    public void AllAreReadWithAsManyItemsAsTheyHave()
    {
        if (DevelopmentData.Find("feeds/real/index.jsonl") is not { } index)
        {
            Assert.Skip(DevelopmentData.Absent);
            return;
        }

        var wrong = new List<string>();
        foreach (var line in File.ReadLines(index))
        {
            using var parsed = JsonDocument.Parse(line);
            var row = parsed.RootElement;
            var file = row.GetProperty("file").GetString()!;
            var feed = new FeedReader().Read(File.ReadAllBytes(Path.Combine(Path.GetDirectoryName(index)!, file)), new FeedContext("https://harbour.example/feed"));
            Fuzzing.Touch(feed);
            if (feed.Items.Count < row.GetProperty("items").GetInt32() || feed.Items.Select(item => item.Identity).Distinct().Count() != feed.Items.Count)
                wrong.Add($"{file}: {feed.Items.Count} of {row.GetProperty("items")}");
        }

        Assert.Empty(wrong);
    }
}
