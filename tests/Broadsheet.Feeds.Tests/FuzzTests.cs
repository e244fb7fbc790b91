using System.Diagnostics;
using System.Globalization;
using System.Text;
using Broadsheet.Testing;

namespace Broadsheet.Feeds.Tests;

/// <summary>
/// Runs each reader over damaged input for as many seconds as BROADSHEET_FUZZ_SECONDS says (see <c>bench/fuzz-feeds.sh</c>); skipped
/// without it. The same seed (BROADSHEET_FUZZ_SEED) damages in the same way; a finding is saved and becomes a test.
/// </summary>
public sealed class FuzzTests
{
    private const int MaxSeconds = 5;
    private const int HangSeconds = 120;

    // After warming up, what is kept may not become more: caches have an end.
    private const long MaxGrowth = 24 << 20;

    private static readonly string Corpus = Path.Combine(AppContext.BaseDirectory, "corpus");

    public static TheoryData<string> Targets => [.. (Environment.GetEnvironmentVariable("BROADSHEET_FUZZ_TARGETS") is { Length: > 0 } some ? some : "xml json dates html opml").Split(' ')];

    [Theory]
    [MemberData(nameof(Targets))]
    public void FindsNothing(string target)
    {
        if (!int.TryParse(Environment.GetEnvironmentVariable("BROADSHEET_FUZZ_SECONDS"), CultureInfo.InvariantCulture, out var seconds))
            Assert.Skip("BROADSHEET_FUZZ_SECONDS is not set.");
        var seed = int.TryParse(Environment.GetEnvironmentVariable("BROADSHEET_FUZZ_SEED"), CultureInfo.InvariantCulture, out var stated) ? stated : 1;
        var findings = Directory.CreateDirectory(Environment.GetEnvironmentVariable("BROADSHEET_FUZZ_FINDINGS") ?? Path.Combine(Path.GetTempPath(), "broadsheet-fuzz")).FullName;
        var seeds = SeedsOf(target);
        // What ends the process ends it without a word; the file then says which input did.
        using var last = File.OpenHandle(Path.Combine(findings, $"{target}.last"), FileMode.Create, FileAccess.Write);
        byte[] input = [];
        using var watch = new Timer(_ => Hangs(target, findings, input));
        var clock = Stopwatch.StartNew();
        var longest = 0.0;
        var warm = 0L;
        var count = 0;
        for (; clock.Elapsed.TotalSeconds < seconds; count++)
        {
            input = Damaged(seeds, seed, count);
            RandomAccess.Write(last, Encoding.ASCII.GetBytes($"seed {seed} input {count,12}\n"), 0);
            watch.Change(TimeSpan.FromSeconds(HangSeconds), Timeout.InfiniteTimeSpan);
            longest = Math.Max(longest, Cost(target, findings, count, input));
            if (warm == 0 && clock.Elapsed.TotalSeconds > seconds / 4.0)
                warm = GC.GetTotalMemory(forceFullCollection: true);
        }

        watch.Change(Timeout.Infinite, Timeout.Infinite);
        input = [];
        var kept = GC.GetTotalMemory(forceFullCollection: true);
        TestContext.Current.TestOutputHelper?.WriteLine(
            $"fuzz {target}: seed {seed}, {seeds.Length} documents, {count} inputs, longest {longest:F1} ms, kept {warm / 1048576.0:F1} then {kept / 1048576.0:F1} MiB");
        Assert.True(kept < warm + MaxGrowth, $"{target}: kept {warm} bytes, and {kept} at the end");
    }

    // An input is slow when it is slow each time: the first may have had to wait for the compiler.
    private static double Cost(string target, string findings, int number, byte[] input)
    {
        for (var attempt = 1; ; attempt++)
        {
            var (millis, allocated) = Measure(target, findings, number, input);
            if (millis <= MaxSeconds * 1000 && allocated <= 64_000_000 + (100L * input.Length))
                return millis;
            if (attempt == 3)
                Assert.Fail($"{target}, input {number}, saved as {Save(target, findings, input)}: took {millis:F0} ms and {allocated} bytes for {input.Length}");
        }
    }

    private static (double Millis, long Allocated) Measure(string target, string findings, int number, byte[] input)
    {
        var before = GC.GetAllocatedBytesForCurrentThread();
        var spent = new TimeSpent();
        try
        {
            Run(target, input);
        }
        catch (Exception error)
        {
            Assert.Fail($"{target}, input {number}, saved as {Save(target, findings, input)}: {error}");
        }

        return (spent.Milliseconds, GC.GetAllocatedBytesForCurrentThread() - before);
    }

    // Every third input is made of two documents, so that one format stands in another.
    private static byte[] Damaged(byte[][] seeds, int seed, int number)
    {
        var salt = unchecked((seed * 1_000_003) + number);
        var random = new Random(salt);
        var document = seeds[random.Next(seeds.Length)];
        if (number % 3 == 2)
            document = Fuzzing.Cross(document, seeds[random.Next(seeds.Length)], salt);
        return Fuzzing.Mutate(document, salt, random.Next(1, 16));
    }

    private static void Hangs(string target, string findings, byte[] input) =>
        Environment.FailFast($"{target} did not end in {HangSeconds} seconds; the input is {Save(target, findings, input)}");

    private static string Save(string target, string findings, byte[] input)
    {
        var file = Path.Combine(findings, $"{target}-{Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(input).AsSpan(0, 6))}.bin");
        File.WriteAllBytes(file, input);
        return file;
    }

    private static byte[][] SeedsOf(string target) => target switch
    {
        "xml" => [.. Documents(".xml", ".rss", ".atom", ".rdf")],
        "json" => [.. Documents(".json")],
        "dates" => [.. FeedDateReaderTests.Readable.Select(row => Encoding.UTF8.GetBytes(row.Data.Item1))],
        "html" => [.. Fuzzing.Html.Concat(new DirectoryInfo(Corpus).GetFiles("*.xml").Select(file => File.ReadAllText(file.FullName))).Select(Encoding.UTF8.GetBytes)],
        "opml" => [Encoding.UTF8.GetBytes(OpmlDocumentTests.Kept), Encoding.UTF8.GetBytes(OpmlDocument.Create("A list").ToString())],
        _ => throw new ArgumentException($"There is no target {target}."),
    };

    // Our own corpus, and real documents where they are at hand; long ones would only make fewer inputs.
    private static IEnumerable<byte[]> Documents(params string[] extensions)
    {
        var files = Directory.GetFiles(Corpus).Order(StringComparer.Ordinal).ToList();
        if (DevelopmentData.Find("feeds/real/index.jsonl") is { } index)
            files.AddRange(Directory.GetFiles(Path.GetDirectoryName(index)!).Where(file => !file.EndsWith(".jsonl", StringComparison.Ordinal)).Order(StringComparer.Ordinal));
        return files.Where(file => extensions.Contains(Path.GetExtension(file)) && new FileInfo(file).Length < 64 * 1024).Select(File.ReadAllBytes);
    }

    private static void Run(string target, byte[] input)
    {
        switch (target)
        {
            case "dates":
                FeedDateReader.Read(Encoding.UTF8.GetString(input));
                break;
            case "html":
                FeedDiscovery.Find(Encoding.UTF8.GetString(input), "https://harbour.example/");
                Fuzzing.Touch(new FeedReader().Read([.. "<rss><channel><item><description><![CDATA["u8, .. input], new FeedContext()));
                break;
            case "opml":
                var document = OpmlDocument.Parse(input);
                document.Add(new OpmlFeed { XmlUrl = "https://new.example/rss", Folders = ["New"], Paused = true });
                Assert.NotNull(document.Find("https://new.example/rss"));
                Assert.True(document.Update(document.Find("https://new.example/rss")! with { Kind = "curated" }));
                document.Remove("https://new.example/rss");
                break;
            default:
                Fuzzing.Touch(new FeedReader().Read(input, new FeedContext("https://harbour.example/rss")));
                break;
        }
    }
}
