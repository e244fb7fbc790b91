using System.Text;
using Broadsheet.Publishing.Records;
using Broadsheet.Site;
using Broadsheet.Testing;

namespace Broadsheet.Publishing.Tests.Records;

public sealed class RecordsPublisherTests
{
    [Fact]
    public void TheLeadCarriesTheHeatAndEachListsTheOthers()
    {
        var story = Some.Story(Some.Article(title: "Lead", quality: 90), Some.Article(title: "Second", quality: 100), Some.Article(title: "Third", quality: 80));

        var records = Publish(new RecordsOptions(), story);

        Assert.Equal([130, -1, -1], records.Select(record => record.Heat));
        Assert.Equal([true, false, false], records.Select(record => record.IsPublished));
        Assert.Equal(["Second", "Third"], records[0].Related.Select(item => item.Title));
        Assert.Equal(["Second", "Lead"], records[2].Related.Select(item => item.Title));
    }

    [Fact]
    public void AGiantStoryIsNotCopiedIntoEachOfItsRecords()
    {
        var story = Some.Story([.. Enumerable.Range(0, 350).Select(i => Some.Article(title: $"Ferry {i:000}"))]);

        var records = Publish(new RecordsOptions { Related = 20 }, story);

        Assert.Equal(100 + (20 * 349), records[0].Heat);
        Assert.All(records, record => Assert.Equal(20, record.Related.Count));
        Assert.All(records, record => Assert.DoesNotContain(record.Title, record.Related.Select(item => item.Title)));
    }

    [Theory]
    [InlineData(null, "_news/2026-03-04-old.md")]
    [InlineData(10, "_news/2026-03-04-old.md")]
    [InlineData(40, "_archive/news/2026-03-04-old.md")]
    public void WholeMonthsMoveToTheArchive(int? daysLater, string path)
    {
        // At the end of February in the site's zone, which is in March in UTC.
        var old = Some.Article(title: "Old", published: new DateTimeOffset(2026, 3, 1, 3, 0, 0, TimeSpan.Zero));
        var edition = Some.Edition(Some.Story(old), Some.Story(Some.Article(title: "New", published: Some.Moment))) with
        {
            Masthead = Some.Masthead() with { TimeZone = "America/Los_Angeles" },
            At = new DateTimeOffset(2026, 3, 1, 8, 0, 0, TimeSpan.Zero).AddDays(daysLater ?? 4000),
        };

        var files = new RecordsPublisher(new RecordsOptions { ArchiveAfter = daysLater is null ? null : TimeSpan.FromDays(30) }).Plan(edition).ToList();

        Assert.Equal([path, "_news/2026-03-04-new.md"], files.Select(file => file.Path));
        Assert.Equal(path == old.Path ? null : old.Path, files[0].MovedFrom);
    }

    [Fact]
    public void AnArchiveIsReadBackUnderTheOldNames()
    {
        var root = Directory.CreateTempSubdirectory("records").FullName;
        try
        {
            var record = new RecordsPublisher(new RecordsOptions()).Plan(Some.Edition(Some.Story(Some.Article()))).Single().Render().ToArray();
            foreach (var path in new[] { "_news/both.md", "_archive/news/both.md", "_archive/news/old.md" })
            {
                Directory.CreateDirectory(Path.GetDirectoryName(Path.Combine(root, path))!);
                File.WriteAllBytes(Path.Combine(root, path), record);
            }

            Assert.Equal(["_news/both.md", "_news/old.md"], RecordFolder.Read(root, new SiteProblems(), isArchiveRead: true).Select(read => read.Path));
            Assert.Equal(["_news/both.md"], RecordFolder.Read(root, new SiteProblems()).Select(read => read.Path));
        }
        finally
        {
            Directory.Delete(root, recursive: true);
        }
    }

    [Fact]
    public void AForeignSealIsCarriedThroughAndOthersAreSealed()
    {
        var story = Some.Story(Some.Article() with { ForeignSecured = "AAAA;BBBB" }, Some.Article(title: "Second"));

        Assert.Equal(["AAAA;BBBB", null], Publish(new RecordsOptions(), story).Select(record => record.Secured));
        Assert.Equal(["AAAA;BBBB", "sealed Second"], Publish(new RecordsOptions(), story, (_, article) => "sealed " + article.Title).Select(record => record.Secured));
    }

    [Fact]
    public void RecordsOfAStoryAreAdoptedAsThatStory()
    {
        var published = Some.Story(Some.Article(title: "Lead", quality: 100), Some.Article(title: "Second", quality: 90), Some.Article(title: "Third", quality: 80));
        var records = published.Articles.Zip(Publish(new RecordsOptions(), published), (article, record) => (article.Path, record));

        var story = Assert.Single(new RecordAdoption(new AdoptionOptions(), []).Adopt(records));

        Assert.Equal(["Lead", "Second", "Third"], story.Articles.Select(article => article.Title));
        Assert.Equal((140, true, published.Lead.Path), (story.Heat, story.IsPublished, story.Lead.Path));
    }

    [Theory]
    [InlineData("https://www.youtube.com/watch?v=1", null, 1)]
    [InlineData("https://blog.example/news/1", null, 1)]
    [InlineData("https://blog.example/news/1", "<iframe src=\"https://www.youtube.com/embed/1\"></iframe>", 2)]
    [InlineData("https://blog.example/shop/1", null, 0)]
    public void CuratedSourcesAreKnownByTheAddress(string address, string? player, int sightings)
    {
        var options = new AdoptionOptions { CuratedSources = ["https://blog.example/news/", "youtube.com"] };
        var record = Publish(new RecordsOptions(), Some.Story(Some.Article(url: address) with { FeaturedContent = player }))[0];

        Assert.Equal(sightings, new RecordAdoption(options, []).Adopt("_news/a.md", record).Sightings.Count(sighting => sighting.IsCurated));
    }

    [Fact]
    public void TwoRecordsOfOneAddressStayApart()
    {
        var record = Publish(new RecordsOptions(), Some.Story(Some.Article()))[0];

        var stories = new RecordAdoption(new AdoptionOptions(), []).Adopt([("_news/a.md", record), ("_news/b.md", record)]);

        Assert.Equal(2, stories.Select(story => story.Id).Distinct().Count());
    }

    private static List<NewsRecord> Publish(RecordsOptions options, Story story, Func<Story, Article, string>? seal = null) =>
    [
        .. new RecordsPublisher(options, seal).Plan(Some.Edition(story))
            .Select(file => Assert.IsType<RecordReading.Done>(RecordReader.Read(Encoding.UTF8.GetString(file.Render().Span))).Record),
    ];
}
