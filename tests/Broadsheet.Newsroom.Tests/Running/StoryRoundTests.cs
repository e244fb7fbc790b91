using Broadsheet.Clustering;
using Broadsheet.Running;
using Broadsheet.Storage;
using Broadsheet.Testing;
using Broadsheet.Tests.Clustering;

namespace Broadsheet.Tests.Running;

/// <summary>Stories through the real store: what a run leaves is what the next one finds.</summary>
public sealed class StoryRoundTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("broadsheet-").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public void DayByDayIsOneRunOverTheWholeArchive()
    {
        var articles = NewsStream.Of(11, 900, 120, hoursBetween: 1);

        foreach (var day in articles.GroupBy(article => article.Published.UtcDateTime.Date))
            Run("days.db", [.. day]);
        Run("once.db", articles);

        Assert.True(articles[^1].Published - articles[0].Published > TimeSpan.FromDays(30));
        Assert.Equal(Stories("once.db"), Stories("days.db"));
        Assert.Equal(StateOf("once.db"), StateOf("days.db"));
    }

    [Fact]
    public void FindingAllStoriesAnewFindsTheSame()
    {
        var articles = NewsStream.Of(12, 300, 40, hoursBetween: 1);
        foreach (var day in articles.GroupBy(article => article.Published.UtcDateTime.Date))
            Run("days.db", [.. day]);
        var before = Stories("days.db");

        In("days.db", store => new StoryRound(store, new ClusteringOptions()).StartOver([], Log()));

        Assert.Equal(before, Stories("days.db"));
    }

    [Fact]
    public void InWhichOrderARunFoundItsArticlesMakesNoDifference()
    {
        var articles = NewsStream.Of(13, 200, 25);
        var shuffled = articles.ToArray();
        new Random(5).Shuffle(shuffled);

        Run("one.db", articles);
        Run("other.db", shuffled);

        Assert.Equal(Stories("one.db"), Stories("other.db"));
    }

    [Fact]
    public void ALateArticleJoinsItsStoryAndLeavesTheOthersWhereTheyWere()
    {
        var articles = NewsStream.Of(14, 200, 10, hoursBetween: 0.4);
        var late = articles[120];
        Run("one.db", [.. articles.Where(article => article != late)]);
        var before = Stories("one.db");
        var fellows = articles.Where(article => article != late).Where(article => SameEvent(article, late)).Select(article => article.Id).ToHashSet(StringComparer.Ordinal);

        Run("one.db", [late]);

        var after = Stories("one.db");
        var story = after.Single(placed => placed.StartsWith(late.Id, StringComparison.Ordinal))[(late.Id.Length + 1)..];
        Assert.Equal(before, after.Where(placed => !placed.StartsWith(late.Id, StringComparison.Ordinal)));
        Assert.Contains(after, placed => placed.EndsWith(story, StringComparison.Ordinal) && fellows.Contains(placed[..late.Id.Length]));
    }

    /// <summary>The words of its own an event has in <see cref="NewsStream"/> are ten; two articles on it share some in the title and text.</summary>
    private static bool SameEvent(Article one, Article other) =>
        one.Title.Split(' ')[..4].Intersect((other.Title + " " + other.Excerpt).Split(' '), StringComparer.Ordinal).Any();

    /// <summary>What one run does with the articles it found, in a process of its own as far as the store can tell.</summary>
    private void Run(string name, IReadOnlyList<Article> arrived) => In(name, store =>
    {
        using (var writing = store.Begin())
        {
            foreach (var article in arrived)
                store.Articles.Save(article, article.Id, "rules");
            writing.Commit();
        }

        new StoryRound(store, new ClusteringOptions()).Go([], Log());
    });

    private List<string> Stories(string name)
    {
        List<string> placed = [];
        In(name, store => placed = [.. store.Placements.All().Select(placement => $"{placement.ArticleId} {placement.StoryId}")]);
        return placed;
    }

    private byte[] StateOf(string name)
    {
        byte[] state = [];
        In(name, store => state = store.States.Find("clusterer")!);
        return state;
    }

    private void In(string name, Action<NewsStore> work)
    {
        using var store = NewsStore.Open(Path.Combine(folder, name));
        work(store);
    }

    private static RunLog Log() => new(Some.Moment, new Progress<RunProgress>());
}
