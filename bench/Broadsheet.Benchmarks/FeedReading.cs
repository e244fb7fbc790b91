using System.Globalization;
using System.Text;
using BenchmarkDotNet.Attributes;
using Broadsheet.Feeds;

namespace Broadsheet.Benchmarks;

/// <summary>One RSS document, from bytes to items; with and without what is made when first asked for.</summary>
[MemoryDiagnoser]
public class FeedReading
{
    private readonly FeedReader reader = new();
    private readonly FeedContext context = new("https://gazette.example/feed.xml");
    private byte[] document = [];

    [Params(20, 200)]
    public int Items { get; set; }

    [GlobalSetup]
    public void Write()
    {
        var text = new StringBuilder("<?xml version=\"1.0\"?><rss version=\"2.0\"><channel><title>Gazette</title><link>https://gazette.example/</link>");
        for (var i = 0; i < Items; i++)
        {
            text.Append(
                CultureInfo.InvariantCulture,
                $"<item><title>Ferry {i} returns &amp; sails</title><link>https://gazette.example/{i}?utm_source=feed</link><guid>g{i}</guid><pubDate>Wed, 04 Mar 2026 10:{i % 60:00}:00 +0100</pubDate><description><![CDATA[<p class=x>The ferry <b>number {i}</b> resumed its runs after two weeks of repairs in the yard of Łódź &mdash; <a href=/yard/{i}>more</a>.</p>]]></description></item>");
        }
        document = Encoding.UTF8.GetBytes(text.Append("</channel></rss>").ToString());
    }

    [Benchmark(Baseline = true)]
    public int Items_only() => reader.Read(document, context).Items.Count;

    [Benchmark]
    public int With_bodies_sanitised() => reader.Read(document, context).Items.Sum(item => item.ContentMarkupUtf8.Length);

    [Benchmark]
    public int With_every_text() =>
        reader.Read(document, context).Items.Sum(item => (item.Excerpt?.Length ?? 0) + (item.Text?.Length ?? 0) + (item.ContentMarkup?.Length ?? 0));
}
