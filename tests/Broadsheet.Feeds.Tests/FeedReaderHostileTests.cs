using System.Text;
using CsCheck;

namespace Broadsheet.Feeds.Tests;

/// <summary>Documents made to hurt: nothing throws, nothing is fetched, nothing grows out of proportion.</summary>
public sealed class FeedReaderHostileTests
{
    private static readonly string[] Seeds = [.. Directory.GetFiles(Path.Combine(AppContext.BaseDirectory, "corpus")).Where(file => !file.EndsWith(".expect", StringComparison.Ordinal)).Order(StringComparer.Ordinal)];

    public static TheoryData<string, string> Documents => new()
    {
        { "deep in a text", Item(string.Concat(Enumerable.Repeat("<b>", 100_000))) },
        { "deep in escaped HTML", Item(string.Concat(Enumerable.Repeat("&lt;b&gt;", 100_000))) },
        { "deep at the root", string.Concat(Enumerable.Repeat("<a>", 100_000)) },
        { "deep JSON", new string('[', 100_000) },
        { "deep JSON object", string.Concat(Enumerable.Repeat("{\"a\":", 100_000)) },
        { "many attributes", "<rss><channel><title>T</title><item " + string.Concat(Enumerable.Range(0, 50_000).Select(i => $"a{i}='x' ")) + "><title>A</title></item></channel></rss>" },
        { "many namespaces", "<rss " + string.Concat(Enumerable.Range(0, 10_000).Select(i => $"xmlns:n{i}='x' ")) + "><channel><title>T</title></channel></rss>" },
        { "many items", "<rss><channel><title>T</title>" + string.Concat(Enumerable.Repeat("<item><guid>1</guid></item>", 20_000)) + "</channel></rss>" },
        { "a long title", "<rss><channel><title>" + new string('x', 1 << 20) + "</title></channel></rss>" },
        { "many open angles", Item(new string('<', 200_000)) },
        { "many ampersands", Item(new string('&', 200_000)) },
        { "many end tags", Item(string.Concat(Enumerable.Repeat("</x>", 50_000))) },
        { "many comments that do not end", Item(string.Concat(Enumerable.Repeat("&lt;!--", 20_000))) },
        { "many quotes that do not end", Item(string.Concat(Enumerable.Repeat("&lt;a b=\"", 5_000))) },
        { "many sections that do not end", "<rss><channel><title>T</title>" + string.Concat(Enumerable.Repeat("<!x ", 20_000)) },
        { "billion laughs", Laughs() },
        { "quadratic blow-up", "<!DOCTYPE rss [<!ENTITY a \"" + new string('a', 50_000) + "\">]><rss><channel><title>T</title><item><title>" + string.Concat(Enumerable.Repeat("&a;", 50_000)) + "</title></item></channel></rss>" },
        { "growing by short entities", "<!DOCTYPE rss [<!ENTITY a \"" + new string('a', 199) + "\">]><rss><channel><title>T</title><item><title>" + string.Concat(Enumerable.Repeat("&a;", 100_000)) + "</title></item></channel></rss>" },
    };

    [Theory]
    [MemberData(nameof(Documents))]
    public void StaysWithinProportion(string name, string document)
    {
        var bytes = Encoding.UTF8.GetBytes(document);
        var before = GC.GetAllocatedBytesForCurrentThread();

        var feed = Read(bytes);
        Touch(feed);

        // The largest honest need is several strings of UTF-16 for the same text; a bomb's is a thousand times its size.
        var allocated = GC.GetAllocatedBytesForCurrentThread() - before;
        Assert.True(allocated < 64_000_000 + (40L * bytes.Length), $"{name}: {allocated} bytes for {bytes.Length}");
    }

    [Fact]
    public void DoesNotReadFiles()
    {
        var feed = Read("<!DOCTYPE rss [<!ENTITY x SYSTEM 'file:///etc/passwd'>]><rss><channel><title>[&x;]</title></channel></rss>"u8);

        Assert.Equal("[&x;]", feed.Title);
    }

    [Theory]
    [InlineData("<script>alert(1)</script>")]
    [InlineData("<scr<script>ipt>alert(1)</scr</script>ipt>")]
    [InlineData("<img src=x onerror=alert(1)>")]
    [InlineData("<img src=\"x` `<script>alert(1)</script>\"` `>")]
    [InlineData("<svg><script>alert(1)</script></svg>")]
    [InlineData("<math><mtext><table><mglyph><style><!--</style><img title=\"--&gt;&lt;img src=1 onerror=alert(1)&gt;\">")]
    [InlineData("<noscript><p title=\"</noscript><img src=x onerror=alert(1)>\">")]
    [InlineData("<a href=\"java&#10;script:alert(1)\">x</a>")]
    [InlineData("<a href=\"&#x6A;avascript:alert(1)\">x</a>")]
    [InlineData("<a href=\"data:text/html;base64,PHNjcmlwdD4=\">x</a>")]
    [InlineData("<iframe srcdoc=\"<script>alert(1)</script>\"></iframe>")]
    [InlineData("<form action=\"https://evil.example\"><input name=q></form>")]
    [InlineData("<p style=\"width:expression(alert(1))\">x</p>")]
    [InlineData("<base href=\"https://evil.example/\"><meta http-equiv=refresh content=0>")]
    public void LetsNoScriptThrough(string html)
    {
        var markup = Read(Encoding.UTF8.GetBytes(Item("<![CDATA[" + html + "]]>"))).Items[0].ContentMarkup ?? "";

        Assert.DoesNotMatch("(?i)<script|javascript:|<[^>]*\\son\\w+\\s*=|<iframe|<object|<embed|<base|<meta|<form|srcdoc|expression\\s*\\(|data:text", markup);
    }

    [Fact]
    public void NeverThrowsOnMutatedDocuments() =>
        Gen.Select(Gen.Int[0, Seeds.Length - 1], Gen.Int, Gen.Int[1, 12]).Sample(
            (seed, salt, changes) => Touch(Read(Fuzzing.Mutate(File.ReadAllBytes(Seeds[seed]), salt, changes))), iter: 2000);

    [Fact]
    public void NeverThrowsOnNoise() => Gen.Byte.Array[0, 400].Sample(bytes => Touch(Read(bytes)), iter: 2000);

    [Fact]
    public void SanitisedMarkupIsAlreadySafe() =>
        Gen.OneOf(new[] { "<", ">", "&", "\"", "'", "=", " ", "a", "p", "/", "script", "img", "on", "<!--", "-->", "&lt;", "&#60;", "href", "javascript:", "b", "\n" }.Select(Gen.Const).ToArray<IGen<string>>()).Array[0, 40].Sample(parts =>
        {
            var html = string.Concat(parts);
            var once = MarkupOf(html);
            Assert.Equal(once, MarkupOf(once));
            Assert.DoesNotMatch("(?i)<script|<[^>]*\\son\\w+\\s*=|<[^>]*javascript:", once);
        }, iter: 3000);

    private static string MarkupOf(string html) =>
        Read(Encoding.UTF8.GetBytes(Item("<![CDATA[<i></i>" + html.Replace("]]>", "", StringComparison.Ordinal) + "]]>"))).Items[0].ContentMarkup!["<i></i>".Length..];

    private static string Item(string description) => $"<rss><channel><title>T</title><item><title>A</title><description>{description}</description></item></channel></rss>";

    private static string Laughs()
    {
        var document = new StringBuilder("<!DOCTYPE rss [<!ENTITY l0 \"ha\">");
        for (var i = 1; i < 30; i++)
            document.Append(System.Globalization.CultureInfo.InvariantCulture, $"<!ENTITY l{i} \"&l{i - 1};&l{i - 1};&l{i - 1};&l{i - 1};\">");
        return document.Append("]><rss><channel><title>&l29;</title></channel></rss>").ToString();
    }

    private static Feed Read(ReadOnlySpan<byte> document) => new FeedReader().Read(document, new FeedContext("https://harbour.example/rss"));

    private static void Touch(Feed feed) => Fuzzing.Touch(feed);
}
