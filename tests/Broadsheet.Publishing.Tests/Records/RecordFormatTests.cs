using System.Text;
using Broadsheet.Publishing.Records;
using Broadsheet.Testing;
using CsCheck;
using YamlDotNet.RepresentationModel;

namespace Broadsheet.Publishing.Tests.Records;

public sealed class RecordFormatTests
{
    private const string Whole = """
        ---
        category: news
        title: "Ferry \"Aurora\" returns"
        excerpt: "Two weeks late.\n    \n"
        publishedDateTime: 2026-03-04T05:06:07Z
        originalUrl: "http://feeds.example/~r/1"
        webUrl: "https://gazette.example/ferry"
        ampWebUrl: "https://amp.gazette.example/ferry"
        cdnAmpWebUrl: "https://amp-gazette-example.cdn.ampproject.org/c/s/amp.gazette.example/ferry"
        type: article
        quality: 173
        heat: 193
        published: true

        featuredContent: "<iframe src=\"https://video.example/1\"></iframe>"

        provider:
          name: The Gazette & Sons
          domain: gazette.example
          images:
            - url: "https://site.example/gazette.example-50x50.jpg"
              width: 50
              height: 50

        topics:
          - Harbour
          - Town Voice

        images:
          - url: "https://gazette.example/ferry.jpg"
            width: 1100
            height: 619
            isCached: true

        related:
          - title: "Ferry: the crew’s view"
            excerpt: ""
            publishedDateTime: 2026-03-04T06:00:00Z
            webUrl: "https://courier.example/crew"
            type: article
            provider:
              name: Courier
              domain: courier.example
            quality: 90
            images:
              - url: "https://courier.example/crew.jpg"
                width: 640
                height: 480
                isCached: false
          - title: "Aurora, filmed"
            excerpt: "A minute at the quay."
            publishedDateTime: 2026-03-04T07:00:00Z
            ampWebUrl: "https://a.example/amp"
            cdnAmpWebUrl: "https://a-example.cdn.ampproject.org/c/s/a.example/amp"
            type: video
            provider:
              name: Quay TV
              domain: quay.example
            quality: 70

        secured: "AAAA;BBBB"
        ---


        """;

    [Fact]
    public void AWholeRecordComesBackByteForByte()
    {
        var record = Read(Whole);

        Assert.Equal(Whole, Write(record));
        Assert.Equal(2, record.Related.Count);
        Assert.Equal("Two weeks late.\n    \n", record.Excerpt);
    }

    [Fact]
    public void WindowsLineEndsAreReadAndWrittenAsLineFeeds() =>
        Assert.Equal(Whole, Write(Read(Whole.Replace("\n", "\r\n", StringComparison.Ordinal))));

    [Fact]
    public void WithoutAKeyTheSecuredLineIsAbsent()
    {
        var text = Write(Read(Whole) with { Secured = null });

        Assert.EndsWith("quality: 70\n\n---\n\n", text, StringComparison.Ordinal);
        Assert.Null(Read(text).Secured);
    }

    [Fact]
    public void ARecordWithoutTopicsSaysSo()
    {
        var text = Write(Read(Whole) with { Topics = [] });

        Assert.Contains("\n\ntopics: []\n\n", text, StringComparison.Ordinal);
        Assert.Empty(Read(text).Topics);
    }

    [Theory]
    [InlineData("quality: 173", "quality: good", "a whole number after \"quality:\"", 11)]
    [InlineData("heat: 193\n", "", "\"heat: \"", 12)]
    [InlineData("published: true", "published: yes", "true or false after \"published:\"", 13)]
    [InlineData("title: \"Ferry \\\"Aurora\\\" returns\"", "title: Ferry", "a value in double quotes", 3)]
    [InlineData("T05:06:07Z", " 05:06:07", "a moment such as", 5)]
    [InlineData("cdnAmpWebUrl: \"https://amp-g", "other: \"https://amp-g", "\"cdnAmpWebUrl: \"", 9)]
    [InlineData("secured: \"AAAA;BBBB\"\n---\n\n", "secured: \"AAAA;BBBB\"\n---\n\nA body.", "the end of the file", 64)]
    [InlineData("secured: \"AAAA;BBBB\"\n---\n\n", "", "\"---\"", 61)]
    public void ADeviationIsNamedWithItsLine(string was, string now, string problem, int line)
    {
        Assert.Contains(was, Whole, StringComparison.Ordinal);

        var failed = Assert.IsType<RecordReading.Failed>(RecordReader.Read(Whole.Replace(was, now, StringComparison.Ordinal)));

        Assert.Contains(problem, failed.Problem, StringComparison.Ordinal);
        Assert.Equal(line, failed.Line);
    }

    [Theory]
    [InlineData("O'Reilly", "O'Reilly")]
    [InlineData("Bed & Bath", "Bed & Bath")]
    [InlineData("9news.com.au", "9news.com.au")]
    [InlineData("Le Théâtre", "Le Théâtre")]
    [InlineData("News: now", "\"News: now\"")]
    [InlineData("Now #1", "\"Now #1\"")]
    [InlineData("@home", "\"@home\"")]
    [InlineData("yes", "\"yes\"")]
    [InlineData("1984", "\"1984\"")]
    [InlineData("12:30", "\"12:30\"")]
    [InlineData("2026-03-04", "\"2026-03-04\"")]
    [InlineData("two\nlines", "\"two\\nlines\"")]
    [InlineData("", "\"\"")]
    [InlineData("ends with:", "\"ends with:\"")]
    public void AProviderNameIsQuotedOnlyWhenPlainWouldBeMisread(string name, string written)
    {
        var text = Write(Read(Whole) with { Provider = new RecordProvider(name, "a.example") });

        Assert.Contains($"  name: {written}\n", text, StringComparison.Ordinal);
        Assert.Equal(name, Read(text).Provider.Name);
    }

    [Fact]
    public void AnyTextComesBackThroughUsAndThroughAYamlLibrary() =>
        Gen.Select(Texts, Texts, Texts).Sample((title, name, topic) =>
        {
            var record = Read(Whole) with { Title = title, Provider = new RecordProvider(name, "a.example"), Topics = [topic] };

            var text = Write(record);

            Assert.Equal((title, name, topic), (Read(text).Title, Read(text).Provider.Name, Read(text).Topics[0]));
            var yaml = new YamlStream();
            yaml.Load(new StringReader(text));
            var root = (YamlMappingNode)yaml.Documents[0].RootNode;
            Assert.Equal(title, ((YamlScalarNode)root["title"]).Value);
            Assert.Equal(name, ((YamlScalarNode)root["provider"]["name"]).Value);
            Assert.Equal(topic, ((YamlScalarNode)root["topics"][0]).Value);
        });

    [Fact]
    public void HalfACharacterIsWrittenAsTheReplacementCharacter() =>
        Assert.Equal("a\uFFFDb", Read(Write(Read(Whole) with { Title = "a\ud800b" })).Title);

    [Fact]
    public void EveryRecordOfTheOldSystemComesBack()
    {
        if (DevelopmentData.Find("sites/power-apps-2021/_news") is not { } folder)
        {
            Assert.Skip(DevelopmentData.Absent);
            return;
        }

        foreach (var file in Directory.EnumerateFiles(folder, "*.md"))
        {
            var raw = File.ReadAllText(file).Replace("\r\n", "\n", StringComparison.Ordinal);
            Assert.Equal(raw, Write(Read(raw)));
        }
    }

    private static readonly string[] Marks =
    [
        " ", "a", "é", "\u00a0", "\"", "\\", "\n", "\r", "\t", "\0", "\x1b", "\x7f", "\x85", "\u2028", "\u2029", "\uFEFF", "---", ": ", " #",
        "- ", "{{", "%}", "'", "<", "&", "*", "!", "|", ">", "~", "null", "true", "1", "e5", "0x", "😀", "👩‍🚀", "[", ",", "`", "@",
    ];

    /// <summary>Ordinary characters mixed with all that YAML, Liquid and the web give a meaning to.</summary>
    private static readonly Gen<string> Texts = Gen.OneOf(
        Gen.Int[0, Marks.Length - 1].Select(i => Marks[i]),
        Gen.String[Gen.Char['a', 'z'], 0, 5]).Array[0, 8].Select(string.Concat);

    private static NewsRecord Read(string text) => RecordReader.Read(text) switch
    {
        RecordReading.Done done => done.Record,
        RecordReading.Failed failed => throw new InvalidOperationException($"line {failed.Line}: {failed.Problem}"),
        _ => throw new InvalidOperationException(),
    };

    private static string Write(NewsRecord record) => Encoding.UTF8.GetString(RecordWriter.Write(record).Span);
}
