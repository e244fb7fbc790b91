using System.Globalization;
using Broadsheet.Site;
using Broadsheet.Storage;
using Broadsheet.Testing;

namespace Broadsheet.Cli.Tests;

/// <summary>Finding stories is all or nothing: killed at any moment, the program leaves the stories there were, and run again it makes those there would be.</summary>
public sealed class KilledStoriesTests
{
    private const int Articles = 3_000;
    private const int Known = 1_000;

    private static readonly string[] Words = [.. "quay ferry mayor budget storm bridge school market tower lamp regatta harbour council strike flood museum train fish signal pilot".Split(' ')];

    [Fact]
    public async Task KilledWhileStoriesAreFoundItEndsAsIfUndisturbed()
    {
        using var calm = SiteCopy.Empty();
        calm.Write("broadsheet.yml", "title: Kelhaven\nurl: http://localhost:8080\n");
        Fill(calm, 0, Known);
        await BroadsheetProcess.DoneAsync("stories", "rebuild", calm.Root);
        Fill(calm, Known, Articles);
        using var harried = calm.Copy();
        var before = Stories(calm);
        await BroadsheetProcess.DoneAsync("stories", "rebuild", calm.Root);
        var expected = Stories(calm);

        // The journal begins to grow while stories are found; a little later the program is anywhere between that and its end.
        var journal = new FileInfo(Path.Combine(harried.Root, ".broadsheet", "store.db-wal"));
        foreach (var later in (int[])[0, 60])
        {
            await BroadsheetProcess.KillWhenAsync(GrowsAsync(journal, TimeSpan.FromMilliseconds(later)), "stories", "rebuild", harried.Root);

            // All or nothing: some of the new stories would be neither.
            var left = Stories(harried);
            Assert.Equal(left.Count == before.Count ? before : expected, left);
        }

        await BroadsheetProcess.DoneAsync("stories", "rebuild", harried.Root);
        Assert.Equal(Articles, expected.Count);
        Assert.Equal(expected, Stories(harried));
    }

    private static async Task GrowsAsync(FileInfo journal, TimeSpan later)
    {
        var size = journal.Exists ? journal.Length : 0;
        do
        {
            await Task.Delay(1, TestContext.Current.CancellationToken);
            journal.Refresh();
        }
        while (!journal.Exists || journal.Length == 0 || journal.Length == size);
        await Task.Delay(later, TestContext.Current.CancellationToken);
    }

    private static void Fill(SiteCopy site, int from, int to)
    {
        using var store = NewsStore.Open(SiteFolder.Open(site.Root).StorePath);
        using var writing = store.Begin();
        for (var i = from; i < to; i++)
        {
            var article = About(i);
            store.Articles.Save(article, article.Id, "rules");
        }

        writing.Commit();
    }

    /// <summary>Five articles an event, whose words nobody else has; one every three minutes.</summary>
    private static Article About(int number)
    {
        var story = number / 5;
        string[] own = [.. Enumerable.Range(0, 4).Select(i => Words[(story + i) % Words.Length] + ((story * 4) + i).ToString("x", CultureInfo.InvariantCulture))];
        return Some.Article(
            id: string.Create(CultureInfo.InvariantCulture, $"a{number:x16}"),
            title: $"{own[number % 4]} {own[(number + 1) % 4]} {own[(number + 2) % 4]} {Words[number % Words.Length]}",
            excerpt: $"{string.Join(' ', own)} and {Words[(number * 7) % Words.Length]} with {Words[(number * 3) % Words.Length]}",
            url: string.Create(CultureInfo.InvariantCulture, $"https://gazette.example/{number}"),
            published: Some.Moment.AddMinutes(3 * number)) with
        {
            Path = string.Create(CultureInfo.InvariantCulture, $"_news/2026-03-04-{number}.md"), Language = "en",
        };
    }

    private static List<string> Stories(SiteCopy site)
    {
        using var store = NewsStore.Open(SiteFolder.Open(site.Root).StorePath);
        return [.. store.Placements.All().Select(placement => $"{placement.ArticleId} {placement.StoryId} {placement.Reason} {placement.Likeness}")];
    }
}
