using Broadsheet.Site;
using Broadsheet.Storage;
using Broadsheet.Testing;

namespace Broadsheet.Cli.Tests.Embeddings;

/// <summary>Stories with a second opinion, through the real program and a real model.</summary>
public sealed class SecondOpinionTests : IDisposable
{
    private const string Plain = "title: Kelhaven\nurl: http://localhost:8080\n";
    private const string Asking = Plain + "clustering:\n  embeddings:\n    model: tiny.onnx\n    vocabulary: vocab.txt\n    band: 1\n";

    private readonly SiteCopy site = SiteCopy.Empty();

    public SecondOpinionTests() => TinyModel.Write(site.Root);

    public void Dispose() => site.Dispose();

    /// <summary>The same thing in other words comes together, other things in the same words stay apart.</summary>
    [Fact]
    public async Task TheModelDecidesWhatWordsLeaveOpen()
    {
        Fill(All);
        var byWords = await StoriesAsync(Plain);
        var byMeaning = await StoriesAsync(Asking);

        Assert.NotEqual(byWords[0], byWords[1]);
        Assert.Equal(byWords[2], byWords[3]);
        Assert.Equal(byMeaning[0], byMeaning[1]);
        Assert.NotEqual(byMeaning[2], byMeaning[3]);
        Assert.Contains("a second opinion decided: 1 alike in meaning to the story, enough.", await ExplainedAsync(All[1]), StringComparison.Ordinal);
        Assert.Contains("a second opinion decided: 0 alike in meaning, too little.", await ExplainedAsync(All[3]), StringComparison.Ordinal);
        Assert.Contains("\"secondOpinion\": 1,", await ExplainedAsync(All[1], "--json"), StringComparison.Ordinal);
        Assert.DoesNotContain("secondOpinion", await ExplainedAsync(All[0], "--json"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task ARunAtATimeIsOneRunOverAll()
    {
        Fill(All);
        var atOnce = await PlacementsAsync();
        var vectors = Vectors();
        Assert.Equal(atOnce, await PlacementsAsync());
        Assert.Equal(All.Length, vectors);
        Assert.Equal(vectors, Vectors());

        using var other = SiteCopy.Empty();
        TinyModel.Write(other.Root);
        other.Write("broadsheet.yml", Asking);
        foreach (var articles in (Article[][])[All[..1], All[1..3], All[3..]])
        {
            Fill(articles, other);
            // Any run places what is not placed yet; this one has no feed to ask.
            await BroadsheetProcess.DoneAsync("run", other.Root, "--now", "2026-03-04T18:00:00Z");
        }

        using var store = NewsStore.Open(SiteFolder.Open(other.Root).StorePath);
        Assert.Equal(atOnce, Placements(store));
    }

    [Fact]
    public async Task AModelThatFailsIsNamedAndTheRunGoesOn()
    {
        Fill(All);
        site.Write("tiny.onnx", "no model at all");
        site.Write("broadsheet.yml", Asking);
        var complaint = $"Stories are made without the second opinion of clustering.embeddings: {Path.Combine(site.Root, "tiny.onnx")} cannot be run";

        var run = await BroadsheetProcess.DoneAsync("run", site.Root, "--now", "2026-03-04T18:00:00Z");
        var placed = Stories();
        var rebuilt = await BroadsheetProcess.DoneAsync("stories", "rebuild", site.Root);

        Assert.Contains(complaint, Unwrapped(run.Output), StringComparison.Ordinal);
        Assert.Contains(complaint, rebuilt.Errors, StringComparison.Ordinal);
        Assert.Equal(placed, Stories());
        Assert.Equal(placed, await StoriesAsync(Plain));
    }

    [Fact]
    public async Task WrongSettingsAreNamedWithFileLineAndRemedy()
    {
        site.Write("broadsheet.yml", Asking.Replace("    vocabulary: vocab.txt\n", "", StringComparison.Ordinal));
        var half = await BroadsheetProcess.RunAsync("run", site.Root);
        Assert.Equal(3, half.ExitCode);
        Assert.Contains("broadsheet.yml:5: clustering.embeddings.model: A sentence model cannot be read without its vocabulary. Write 'vocabulary: PATH'", half.Errors, StringComparison.Ordinal);

        site.Write("broadsheet.yml", Asking.Replace("tiny.onnx", "lost.onnx", StringComparison.Ordinal));
        var lost = await BroadsheetProcess.DoneAsync("check", site.Root);
        Assert.Contains("Look at: broadsheet.yml:5: clustering.embeddings.model: There is no file", lost.Output, StringComparison.Ordinal);
    }

    private static readonly Article[] All =
    [
        Alike(1, "Ferry halts at Kelhaven quay after fire"),
        Alike(2, "Boat stops at Kelhaven pier after crash"),
        Alike(3, "Council debates near Ostmouth town"),
        Alike(4, "Storm rages off Ostmouth"),
    ];

    private static Article Alike(int number, string title) => Some.Article(
        id: $"a{number:x16}", title: title, excerpt: "", url: $"https://gazette.example/{number}", published: Some.Moment.AddMinutes(number)) with
    {
        Path = $"_news/2026-03-04-{number}.md", Language = "en",
    };

    private void Fill(IReadOnlyList<Article> articles, SiteCopy? into = null)
    {
        using var store = NewsStore.Open(SiteFolder.Open((into ?? site).Root).StorePath);
        using var writing = store.Begin();
        foreach (var article in articles)
            store.Articles.Save(article, article.Id, "rules");
        writing.Commit();
    }

    private async Task<IReadOnlyList<string>> StoriesAsync(string settings)
    {
        site.Write("broadsheet.yml", settings);
        await BroadsheetProcess.DoneAsync("stories", "rebuild", site.Root);
        return Stories();
    }

    private async Task<IReadOnlyList<string>> PlacementsAsync()
    {
        await StoriesAsync(Asking);
        using var store = NewsStore.Open(SiteFolder.Open(site.Root).StorePath);
        return Placements(store);
    }

    private async Task<string> ExplainedAsync(Article article, params string[] more) =>
        Unwrapped((await BroadsheetProcess.DoneAsync(["explain", article.Id, site.Root, .. more])).Output);

    /// <summary>As it would be on a terminal without an edge.</summary>
    private static string Unwrapped(string output) => string.Join(' ', output.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));

    private IReadOnlyList<string> Stories()
    {
        using var store = NewsStore.Open(SiteFolder.Open(site.Root).StorePath);
        return [.. store.Placements.All().Select(placement => placement.StoryId)];
    }

    private int Vectors()
    {
        using var store = NewsStore.Open(SiteFolder.Open(site.Root).StorePath);
        return store.Vectors.Count();
    }

    private static string[] Placements(NewsStore store) =>
        [.. store.Placements.All().Select(placement => $"{placement.ArticleId} {placement.StoryId} {placement.Reason} {placement.Likeness} {placement.RunnerUpLikeness} {placement.SecondOpinion}")];
}
