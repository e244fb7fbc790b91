using Broadsheet.Publishing.Records;
using Broadsheet.Publishing.Sitemaps;
using Broadsheet.Publishing.StaticApi;
using Broadsheet.Publishing.Syndication;
using Broadsheet.Publishing.Tests.Website;
using Broadsheet.Publishing.Website;
using Broadsheet.Testing;

namespace Broadsheet.Publishing.Tests.Hostile;

/// <summary>What publishers may write, and what must not become of it in any file we publish.</summary>
public sealed class HostileTextTests
{
    private static readonly WebsitePublisher[] Websites = [.. Theme.BuiltIn.Select(theme => new WebsitePublisher(new WebsiteOptions(), Theme.Load(theme), hasNewsletter: true))];
    private static readonly SyndicationPublisher Feeds = new(new SyndicationOptions { StoryFeeds = true });
    private static readonly RecordsPublisher Records = new(new RecordsOptions());
    private static readonly StaticApiPublisher[] Apis = [new(new ApiOptions()), new(new ApiOptions { Profile = ApiProfile.Compat })];

    public static TheoryData<string> Texts { get; } = [.. HostileTexts.All];

    [Fact]
    public void ThereAreEnough() => Assert.InRange(HostileTexts.All.Count, 200, 500);

    /// <summary>Whole newspapers of such texts. Those that are no addresses have a good one, because pages show what they leave out otherwise.</summary>
    [Fact]
    public void EveryFileIsStillWhatItSeems()
    {
        foreach (var texts in HostileTexts.All.Chunk(40))
        {
            var edition = HostileEdition.Of(texts, text => HostileTexts.Addresses.Contains(text) ? text : "https://gazette.example/a");
            Assert.All(Websites[0].Plan(edition).Concat(FrontPages(edition)).Concat(Others(edition)), StrictReading.Check);
        }
    }

    /// <summary>Sites whose own name, topics and sources are such texts.</summary>
    [Theory]
    [MemberData(nameof(Texts))]
    public void ASiteMayHaveAnyName(string text)
    {
        var edition = HostileEdition.With(text, text);
        Assert.All(FrontPages(edition).Concat(Others(edition)).Where(file => !IsOfOneThing(file.Path)), StrictReading.Check);
    }

    /// <summary>Nothing is lost either: what was written is what is read, but for characters that cannot stand in a line.</summary>
    [Theory]
    [MemberData(nameof(Texts))]
    public void TheTextIsReadBackAsItWas(string text)
    {
        var edition = HostileEdition.With(text, "https://gazette.example/a");
        var shown = PlainText.Of(text) is { Length: > 0 } plain ? plain : "https://gazette.example/a";

        var front = StrictReading.Document(Websites[0].Plan(edition).Single(file => file.Path == "public/index.html").Text());
        Assert.Equal(shown, front.QuerySelector(".lead .headline a")!.TextContent);
        var record = Assert.IsType<RecordReading.Done>(RecordReader.Read(Records.Plan(edition).Single(file => file.Path == "_news/other.md").Text())).Record;
        Assert.Equal(Whole(text), record.Title);
    }

    [Fact]
    public void NoNameOfAFileLeavesTheSite()
    {
        foreach (var text in HostileTexts.All)
        {
            Assert.All(Websites[0].Plan(HostileEdition.With(text, text)).Concat(Feeds.Plan(HostileEdition.With(text, text))), file =>
            {
                SitePath.Check(file.Path);
                Assert.StartsWith("public/", file.Path, StringComparison.Ordinal);
                Assert.All(file.Path, c => Assert.True(c >= ' ' && c is not ('\\' or ':' or '*' or '?' or '"' or '<' or '>' or '|'), file.Path));
            });
        }
    }

    /// <summary>Other themes have most of their templates from the first.</summary>
    private static IEnumerable<PlannedFile> FrontPages(Edition edition) => Websites.SelectMany(website => website.Plan(edition).Where(file => file.Path == "public/index.html"));

    private static bool IsOfOneThing(string path) => path.Split('/') is ["public", "story" or "provider" or "topic" or "day" or "news", _, ..];

    private static IEnumerable<PlannedFile> Others(Edition edition) =>
    [
        .. Feeds.Plan(edition),
        .. Records.Plan(edition),
        .. Apis.SelectMany(api => api.Plan(edition)),
        .. new NewsSitemapPublisher(new SitemapOptions()).Plan(edition),
    ];

    /// <summary>Half a surrogate pair is no character; UTF-8 has none.</summary>
    private static string Whole(string text) => System.Text.Encoding.UTF8.GetString(System.Text.Encoding.UTF8.GetBytes(text));
}
