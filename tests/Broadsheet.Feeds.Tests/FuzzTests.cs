using System.Diagnostics;
using System.Text;

namespace Broadsheet.Feeds.Tests;

/// <summary>
/// Runs each reader over damaged input for as many seconds as BROADSHEET_FUZZ_SECONDS says (see <c>bench/fuzz-feeds.sh</c>); skipped
/// without it. A finding prints the seed and salt that make it again.
/// </summary>
public sealed class FuzzTests
{
    private static readonly string Corpus = Path.Combine(AppContext.BaseDirectory, "corpus");

    public static TheoryData<string> Targets => ["xml", "json", "dates", "html", "opml"];

    [Theory]
    [MemberData(nameof(Targets))]
    public void FindsNothing(string target)
    {
        if (!int.TryParse(Environment.GetEnvironmentVariable("BROADSHEET_FUZZ_SECONDS"), out var seconds))
            Assert.Skip("BROADSHEET_FUZZ_SECONDS is not set.");
        var seeds = SeedsOf(target);
        var clock = Stopwatch.StartNew();
        var longest = TimeSpan.Zero;
        for (var salt = 0; clock.Elapsed.TotalSeconds < seconds; salt++)
        {
            var input = Fuzzing.Mutate(seeds[salt % seeds.Length], salt, 1 + (salt % 16));
            var began = clock.Elapsed;
            try
            {
                Run(target, input);
            }
            catch (Exception error)
            {
                Assert.Fail($"{target}, salt {salt}: {error}\n{Convert.ToBase64String(input)}");
            }

            longest = TimeSpan.FromTicks(Math.Max(longest.Ticks, (clock.Elapsed - began).Ticks));
            Assert.True(clock.Elapsed - began < TimeSpan.FromSeconds(5), $"{target}, salt {salt}: took {clock.Elapsed - began}\n{Convert.ToBase64String(input)}");
        }

        TestContext.Current.TestOutputHelper?.WriteLine($"{target}: longest {longest.TotalMilliseconds:F1} ms");
    }

    private static byte[][] SeedsOf(string target) => target switch
    {
        "xml" => [.. Directory.GetFiles(Corpus, "*.xml").Order(StringComparer.Ordinal).Select(File.ReadAllBytes)],
        "json" => [.. Directory.GetFiles(Corpus, "*.json").Order(StringComparer.Ordinal).Select(File.ReadAllBytes)],
        "dates" => [.. FeedDateReaderTests.Readable.Select(row => Encoding.UTF8.GetBytes(row.Data.Item1))],
        "html" => [.. new[] { "<p>One <b>two</b><img src='a.jpg' srcset='b.jpg 2w, c 3w'><a href='x'>y</a></p>", "<table><tr><td>&lt;a&gt;<!-- x --><script>z</script>" }.Select(Encoding.UTF8.GetBytes)],
        _ => [Encoding.UTF8.GetBytes(OpmlDocumentTests.Kept)],
    };

    private static void Run(string target, byte[] input)
    {
        var text = Encoding.UTF8.GetString(input);
        switch (target)
        {
            case "dates":
                FeedDateReader.Read(text);
                break;
            case "html":
                FeedDiscovery.Find(text, "https://harbour.example/");
                Fuzzing.Touch(new FeedReader().Read([.. "<rss><channel><item><description><![CDATA["u8, .. input], new FeedContext()));
                break;
            case "opml":
                var document = OpmlDocument.Parse(input);
                document.Add(new OpmlFeed { XmlUrl = "https://new.example/rss", Folders = ["New"] });
                Assert.NotNull(document.Find("https://new.example/rss"));
                document.Remove("https://new.example/rss");
                break;
            default:
                Fuzzing.Touch(new FeedReader().Read(input, new FeedContext("https://harbour.example/rss")));
                break;
        }
    }
}
