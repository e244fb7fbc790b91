using System.Text.Json;
using Broadsheet.Site;
using Broadsheet.Storage;

namespace Broadsheet.Cli.Tests;

/// <summary><c>broadsheet stories</c> through the real program: what an editor decides is obeyed, and can be undone.</summary>
public sealed class StoriesCommandTests(RunSample sample) : IDisposable
{
    private readonly SiteCopy site = sample.Site.Copy();

    public void Dispose() => site.Dispose();

    [Fact]
    public async Task AMergeIsObeyedUntilItIsUndone()
    {
        var stories = await ListAsync();
        var (into, other) = (stories[0], stories[1]);
        var before = PageOf(other.Id);

        await DecideAsync("merge", into.Id, SlugOf(other.Articles[0].Path));
        await PublishAsync();
        var merged = (await ListAsync()).Single(story => story.Id == into.Id);
        var redirect = PageOf(other.Id);
        var printed = site.Times();
        await PublishAsync();
        var again = site.Times();
        await DecideAsync("undo");
        await PublishAsync();
        var after = await ListAsync();

        Assert.Equal(into.Articles.Concat(other.Articles).Select(article => article.Id).Order(), merged.Articles.Select(article => article.Id).Order());
        Assert.EndsWith($"<!-- 301 /story/{into.Id}/ -->\n", redirect, StringComparison.Ordinal);
        Assert.Equal(printed, again);
        Assert.Equal(Told(stories), Told(after));
        Assert.Equal(before, PageOf(other.Id));
    }

    [Fact]
    public async Task AStoryTakenBackLeavesWordAtItsAddressUntilItReturns()
    {
        var story = (await ListAsync())[0];
        var before = PageOf(story.Id);

        await DecideAsync("unpublish", story.Id);
        await PublishAsync();
        var gone = PageOf(story.Id);
        await DecideAsync("undo");
        await PublishAsync();

        Assert.EndsWith("<!-- 410 -->\n", gone, StringComparison.Ordinal);
        Assert.DoesNotContain(story.Articles[0].Url, gone, StringComparison.Ordinal);
        Assert.Equal(before, PageOf(story.Id));
    }

    [Fact]
    public async Task AnUpdateThatRemembersStoriesInAnotherWayLeavesThemAsTheyAre()
    {
        await DecideAsync("merge", (await ListAsync())[0].Id, (await ListAsync())[1].Id);
        await PublishAsync();
        var before = site.Fingerprint();
        using (var store = NewsStore.Open(SiteFolder.Open(site.Root).StorePath))
            store.States.Save("clusterer", [.. "BSC3"u8, .. store.States.Find("clusterer")![4..]]);

        var run = await BroadsheetProcess.DoneAsync("run", site.Root, "--replay", SiteCopy.Recording, "--now", SiteCopy.Evening, "--json");
        var next = await BroadsheetProcess.DoneAsync("run", site.Root, "--replay", SiteCopy.Recording, "--now", SiteCopy.Evening, "--json");

        const string note = "The saved clustering state is of another version. It was made anew from the archive; all stories are as they were.";
        Assert.Contains(note, run.Output, StringComparison.Ordinal);
        Assert.DoesNotContain(note, next.Output, StringComparison.Ordinal);
        Assert.Equal(before, site.Fingerprint());
    }

    [Fact]
    public async Task TheArticleThatOpenedAStoryCanLeaveIt()
    {
        var story = (await ListAsync()).First(story => story.Articles.Count >= 4);
        var opener = story.Articles.Single(article => article.Id[1..] == story.Id[1..]);

        await DecideAsync("split", opener.Url);
        await PublishAsync();

        var now = await ListAsync();
        Assert.Equal(opener.Id, Assert.Single(now.Single(other => other.Id == story.Id).Articles).Id);
        var rest = now.Single(other => other.Articles.Any(article => article.Id == story.Articles.First(member => member.Id != opener.Id).Id));
        Assert.Equal(story.Articles.Count - 1, rest.Articles.Count);
    }

    [Fact]
    public async Task ADecisionOutlivesTheFindingOfAllStoriesAnew()
    {
        var story = (await ListAsync()).First(story => story.Articles.Count >= 3);
        var leaving = story.Articles.Last(article => article.Id[1..] != story.Id[1..]);
        await DecideAsync("split", leaving.Id);

        await BroadsheetProcess.DoneAsync("stories", "rebuild", site.Root);
        await PublishAsync();

        Assert.Single((await ListAsync()).Single(other => other.Articles.Any(article => article.Id == leaving.Id)).Articles);
    }

    [Fact]
    public async Task LeadPinHideAndUnpublishAreObeyed()
    {
        var stories = await ListAsync();
        var (led, pinned, dropped) = (stories[0], stories[^1], stories[1]);
        var hidden = stories[0].Articles[1];

        await DecideAsync("lead", led.Articles[2].Id, "--by", "Nell", "--why", "It was there.");
        await DecideAsync("pin", pinned.Id);
        await DecideAsync("unpublish", dropped.Id);
        await DecideAsync("hide", hidden.Path);
        await PublishAsync();

        var now = await ListAsync();
        Assert.Equal(pinned.Id, now[0].Id);
        Assert.Equal(led.Articles[2].Id, now.Single(story => story.Id == led.Id).Articles[0].Id);
        Assert.False(now.Single(story => story.Id == dropped.Id).IsPublished);
        Assert.DoesNotContain(now, story => story.Articles.Any(article => article.Id == hidden.Id));
        Assert.False(File.Exists(Path.Combine(site.Root, hidden.Path)));
        Assert.Contains("Nell: It was there.", (await BroadsheetProcess.DoneAsync("stories", "log", site.Root)).Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task WhatIsHiddenCanBeShownAgain()
    {
        var hidden = (await ListAsync())[0].Articles[1];
        var decision = await DecideAsync("hide", hidden.Path);
        await DecideAsync("note", hidden.Path, "It was an error.");

        await DecideAsync("undo", "--decision", decision);

        Assert.Contains(await ListAsync(), story => story.Articles.Any(article => article.Id == hidden.Id));
    }

    [Theory]
    [InlineData("pin", "no-such-thing")]
    [InlineData("merge", "no-such-thing", "neither")]
    [InlineData("undo")]
    [InlineData("undo", "--decision", "d0000000000000000")]
    public async Task WhatIsNotThereIsToldAndNothingIsDecided(string verb, params string[] arguments)
    {
        string[] names = [.. arguments.TakeWhile(argument => !argument.StartsWith("--", StringComparison.Ordinal))];

        var outcome = await BroadsheetProcess.RunAsync(["stories", verb, .. names, site.Root, .. arguments[names.Length..]]);

        Assert.Equal(5, outcome.ExitCode);
        Assert.NotEmpty(outcome.Errors);
        Assert.False(File.Exists(Path.Combine(site.Root, "_data", "decisions.jsonl")));
    }

    [Fact]
    public async Task AStoryMustKeepAnArticleAndIsNotMergedWithItself()
    {
        var story = (await ListAsync()).First(story => story.Articles.Count == 2);

        var all = await BroadsheetProcess.RunAsync("stories", "split", story.Articles[0].Id, site.Root, "--and", story.Articles[1].Id);
        var self = await BroadsheetProcess.RunAsync("stories", "merge", story.Id, story.Articles[1].Id, site.Root);

        Assert.Contains("one at least must stay", all.Errors, StringComparison.Ordinal);
        Assert.Contains("already", self.Errors, StringComparison.Ordinal);
    }

    private async Task<string> DecideAsync(string verb, params string[] arguments)
    {
        string[] names = [.. arguments.TakeWhile(argument => !argument.StartsWith("--", StringComparison.Ordinal))];
        var outcome = await BroadsheetProcess.DoneAsync(["stories", verb, .. names, site.Root, .. arguments[names.Length..], "--now", SiteCopy.Evening, "--json"]);
        using var document = JsonDocument.Parse(outcome.Output);
        return document.RootElement.GetProperty("id").GetString()!;
    }

    private async Task PublishAsync() => await BroadsheetProcess.DoneAsync("publish", site.Root, "--now", SiteCopy.Evening);

    private async Task<IReadOnlyList<ListedStory>> ListAsync()
    {
        var outcome = await BroadsheetProcess.DoneAsync("stories", "list", site.Root, "--all", "--top", "1000", "--now", SiteCopy.Evening, "--json");
        return JsonSerializer.Deserialize<List<ListedStory>>(outcome.Output, JsonSerializerOptions.Web)!;
    }

    private string PageOf(string story) => File.ReadAllText(Path.Combine(site.Root, "public", "story", story, "index.html"));

    private static string Told(IEnumerable<ListedStory> stories) => JsonSerializer.Serialize(stories);

    private static string SlugOf(string path) => Path.GetFileNameWithoutExtension(path)[11..];

    private sealed record ListedStory(string Id, bool IsPublished, IReadOnlyList<ListedArticle> Articles);

    private sealed record ListedArticle(string Id, string Url, string Path);
}
