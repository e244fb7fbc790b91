using System.Net;
using System.Text.Json;
using Broadsheet.Decisions;
using Broadsheet.Server.Accounts;

namespace Broadsheet.Server.Tests.Desk;

/// <summary>What editors do at the desk, through a real server.</summary>
public sealed class DeskTests(SampleSite sample)
{
    private static readonly CancellationToken Cancellation = TestContext.Current.CancellationToken;

    [Fact]
    public async Task TwoStoriesAreMergedAndTheUndoPartsThem()
    {
        await using var site = await SiteCopy.StartAsync(sample, polls: false);
        using var ruth = await Visitor.SignedInAsync(site.Live, Role.Editor);
        var (one, other) = await TwoStoriesAsync(site);
        await ruth.SeeAsync($"/desk/stories/{one}");

        var done = await ruth.DoAsync("/desk/decisions", ("do", $"merge {other}"), ("story", one), ("seen", ruth.Field("seen")), ("why", "one event"), ("back", $"/desk/stories/{one}"));

        // The answer comes when it is printed, so both the API and the page say so at once.
        Assert.StartsWith($"/desk/stories/{one}?done=d", done, StringComparison.Ordinal);
        Assert.Equal(one, (await site.JsonAsync($"/api/v2/stories/{one}")).GetProperty("story").GetProperty("story").GetProperty("id").GetString());
        Assert.Equal(HttpStatusCode.PermanentRedirect, (await site.AskAsync($"/api/v2/stories/{other}")).StatusCode);
        Assert.Contains("You merged", await ruth.SeeAsync(done), StringComparison.Ordinal);
        var decision = Assert.Single(new DecisionLog(site.Root).Read());
        Assert.Equal(("some-editor", "one event"), (decision.By, decision.Why));

        await ruth.DoAsync("/desk/decisions", ("do", "undo"), ("decision", decision.Id), ("back", "/desk"));

        Assert.Equal(HttpStatusCode.OK, (await site.AskAsync($"/api/v2/stories/{other}")).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await site.AskAsync($"/story/{other}/")).StatusCode);
        Assert.Contains("taken back", await ruth.SeeAsync("/desk/decisions"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task ACorrectionIsOnThePublicPageWhenTheEditorIsAnswered()
    {
        await using var site = await SiteCopy.StartAsync(sample, polls: false);
        using var ruth = await Visitor.SignedInAsync(site.Live, Role.Editor);
        var (one, _) = await TwoStoriesAsync(site);
        var article = await LeadOfAsync(site, one);
        var page = await ruth.SeeAsync($"/desk/articles/{article}");
        Assert.Contains("Correct it", page, StringComparison.Ordinal);

        await ruth.DoAsync(
            "/desk/decisions",
            ("do", $"correct {article}"), ("story", one), ("seen", ruth.Field("seen")), ("corrects", "all"), ("title", "A headline that an editor wrote"), ("excerpt", "And its summary."),
            ("topic", "Kelhaven"), ("topic", "Culture"), ("published", "2026-03-05T09:30"));

        using var story = await site.AskAsync($"/story/{one}/");
        Assert.Contains("A headline that an editor wrote", await story.Content.ReadAsStringAsync(Cancellation), StringComparison.Ordinal);
        var json = (await site.JsonAsync($"/api/v2/articles/{article}")).GetProperty("article");
        Assert.Equal(["Kelhaven", "Culture"], json.GetProperty("topics").EnumerateArray().Select(topic => topic.GetString()));
        Assert.Equal(new DateTimeOffset(2026, 3, 5, 9, 30, 0, TimeSpan.Zero), json.GetProperty("published").GetDateTimeOffset());
        var correct = Assert.IsType<Decision.Correct>(Assert.Single(new DecisionLog(site.Root).Read()));
        // What the form carried and did not change is no correction.
        Assert.Null(correct.Picture);
    }

    [Fact]
    public async Task WhoDecidesOnAnOldViewSeesBothAndMayInsist()
    {
        await using var site = await SiteCopy.StartAsync(sample, polls: false);
        using var ruth = await Visitor.SignedInAsync(site.Live, Role.Editor, "ruth");
        using var jonas = await Visitor.SignedInAsync(site.Live, Role.Editor, "jonas");
        var (one, _) = await TwoStoriesAsync(site);
        await ruth.SeeAsync($"/desk/stories/{one}");
        await jonas.SeeAsync($"/desk/stories/{one}");
        var seen = jonas.Field("seen");
        await ruth.DoAsync("/desk/decisions", ("do", "pin"), ("story", one), ("seen", ruth.Field("seen")));

        using var late = await jonas.SendAsync("/desk/decisions", ("do", "unpublish"), ("story", one), ("seen", seen), ("why", "advertising"));
        var both = await late.Content.ReadAsStringAsync(Cancellation);

        Assert.Equal(HttpStatusCode.Conflict, late.StatusCode);
        Assert.Contains("ruth", both, StringComparison.Ordinal);
        Assert.Contains("advertising", both, StringComparison.Ordinal);
        Assert.Single(new DecisionLog(site.Root).Read());

        // A form that carried the old view as well would be refused for ever.
        var fresh = Assert.Single(System.Text.RegularExpressions.Regex.Matches(both, "name=\"seen\" value=\"([^\"]+)\"").AsEnumerable()).Groups[1].Value;
        await jonas.DoAsync("/desk/decisions", ("do", "unpublish"), ("story", one), ("seen", fresh), ("why", "advertising"));
        Assert.Equal(2, new DecisionLog(site.Root).Read().Count);
    }

    [Fact]
    public async Task TwoWhoUndoTheSameDoNotUndoOneAnother()
    {
        await using var site = await SiteCopy.StartAsync(sample, polls: false);
        using var ruth = await Visitor.SignedInAsync(site.Live, Role.Editor);
        var (one, _) = await TwoStoriesAsync(site);
        await ruth.SeeAsync($"/desk/stories/{one}");
        await ruth.DoAsync("/desk/decisions", ("do", "pin"), ("story", one));
        var pin = new DecisionLog(site.Root).Read()[0].Id;

        var answers = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => ruth.SendAsync("/desk/decisions", ("do", "undo"), ("decision", pin))));

        Assert.Equal(1, answers.Count(answer => answer.StatusCode == HttpStatusCode.Redirect));
        Assert.Equal(3, answers.Count(answer => answer.StatusCode == HttpStatusCode.Conflict));
        Assert.False((await site.JsonAsync($"/api/v2/stories/{one}")).GetProperty("isPinned").GetBoolean());

        var undo = new DecisionLog(site.Root).Read()[^1].Id;
        await ruth.DoAsync("/desk/decisions", ("do", "undo"), ("decision", undo));
        Assert.True((await site.JsonAsync($"/api/v2/stories/{one}")).GetProperty("isPinned").GetBoolean());
    }

    [Fact]
    public async Task AHiddenArticleIsInTheHiddenListAndComesBack()
    {
        await using var site = await SiteCopy.StartAsync(sample, polls: false);
        using var ruth = await Visitor.SignedInAsync(site.Live, Role.Editor);
        var (one, _) = await TwoStoriesAsync(site);
        var article = await LeadOfAsync(site, one);
        await ruth.SeeAsync($"/desk/stories/{one}");

        await ruth.DoAsync("/desk/decisions", ("do", $"hide {article}"), ("story", one));

        Assert.Equal(HttpStatusCode.NotFound, (await site.AskAsync($"/api/v2/articles/{article}")).StatusCode);
        Assert.Contains("Bring back", await ruth.SeeAsync("/desk?show=hidden"), StringComparison.Ordinal);
        await ruth.DoAsync("/desk/decisions", ("do", "undo"), ("decision", ruth.Field("decision")));
        Assert.Equal(HttpStatusCode.OK, (await site.AskAsync($"/api/v2/articles/{article}")).StatusCode);
    }

    [Fact]
    public async Task EveryKindOfDecisionCanBeMadeAndLeavesItsTrace()
    {
        await using var site = await SiteCopy.StartAsync(sample, polls: false);
        using var ruth = await Visitor.SignedInAsync(site.Live, Role.Owner);
        var story = (await site.JsonAsync("/api/v2/stories?limit=50")).GetProperty("value").EnumerateArray()
            .First(item => item.GetProperty("story").GetProperty("articles").GetInt32() >= 3).GetProperty("story").GetProperty("id").GetString()!;
        var coverage = (await site.JsonAsync($"/api/v2/stories/{story}")).GetProperty("coverage").EnumerateArray().ToArray();
        var follower = coverage.First(article => !article.GetProperty("isLead").GetBoolean()).GetProperty("id").GetString()!;
        await ruth.SeeAsync($"/desk/stories/{story}");
        (string, string)[][] forms =
        [
            [("do", "pin")], [("do", "unpin")], [("do", "unpublish")], [("do", "publish")], [("do", $"lead {follower}")], [("do", "note"), ("text", "The operator calls back.")],
            [("do", "split"), ("article", follower)], [("do", "hide")],
        ];

        foreach (var form in forms)
            await ruth.DoAsync("/desk/decisions", [.. form, ("story", story)]);

        Assert.Equal(
            [typeof(Decision.Pin), typeof(Decision.Unpin), typeof(Decision.Unpublish), typeof(Decision.Publish), typeof(Decision.SetLead), typeof(Decision.Note), typeof(Decision.Split), typeof(Decision.Hide)],
            new DecisionLog(site.Root).Read().Select(decision => decision.GetType()));
        var audit = await ruth.SeeAsync("/desk/audit");
        foreach (var decision in new DecisionLog(site.Root).Read())
            Assert.Contains(decision.Id, audit, StringComparison.Ordinal);
        Assert.False((await site.JsonAsync($"/api/v2/stories/{story}")).GetProperty("isPublished").GetBoolean());
    }

    [Theory]
    [InlineData("split", 400)]
    [InlineData("lead a0000000000000000", 404)]
    [InlineData("merge s0000000000000000", 404)]
    [InlineData("correct a0000000000000000", 404)]
    [InlineData("crown", 400)]
    [InlineData("note", 400)]
    public async Task WhatMakesNoSenseDecidesNothing(string wanted, int status)
    {
        var site = await sample.UntouchedAsync();
        using var ruth = await Visitor.SignedInAsync(site.Live, Role.Editor, "who-errs");
        var (one, _) = await TwoStoriesAsync(site);
        await ruth.SeeAsync($"/desk/stories/{one}");

        using var answer = await ruth.SendAsync("/desk/decisions", ("do", wanted), ("story", one));

        Assert.Equal(status, (int)answer.StatusCode);
        Assert.Empty(new DecisionLog(site.Root).Read());
    }

    [Fact]
    public async Task ATopicIsTriedSavedAndTakenBack()
    {
        await using var site = await SiteCopy.StartAsync(sample, polls: false);
        using var ruth = await Visitor.SignedInAsync(site.Live, Role.Editor);
        var file = Path.Combine(site.Root, "_data", "topics", "06-sport.yaml");
        var before = await File.ReadAllTextAsync(file, Cancellation);
        await ruth.SeeAsync("/desk/topics/edit?file=06-sport.yaml");
        var seen = ruth.Field("seen");
        var wider = before.Replace("keywords:\n", "keywords:\n  - ferry\n", StringComparison.Ordinal);

        using var tried = await ruth.SendAsync("/desk/topics/edit", ("file", "06-sport.yaml"), ("seen", seen), ("text", wider), ("do", "try"));
        var trial = WebUtility.HtmlDecode(await tried.Content.ReadAsStringAsync(Cancellation));
        Assert.Contains("+ Sport", trial, StringComparison.Ordinal);
        Assert.Equal(before, await File.ReadAllTextAsync(file, Cancellation));

        await ruth.DoAsync("/desk/topics/edit", ("file", "06-sport.yaml"), ("seen", seen), ("text", wider), ("do", "save"));
        Assert.Contains((await site.JsonAsync("/api/v2/articles?topic=sport&limit=100")).GetProperty("value").EnumerateArray(), article => article.GetProperty("title").GetString()!.Contains("ferry", StringComparison.OrdinalIgnoreCase));

        // The editor who had the old text open is told, and loses nothing.
        using var late = await ruth.SendAsync("/desk/topics/edit", ("file", "06-sport.yaml"), ("seen", seen), ("text", before + "# mine\n"), ("do", "save"));
        Assert.Equal(HttpStatusCode.Conflict, late.StatusCode);
        Assert.Contains("# mine", await late.Content.ReadAsStringAsync(Cancellation), StringComparison.Ordinal);

        var page = await ruth.SeeAsync("/desk/topics/edit?file=06-sport.yaml");
        var earlier = System.Text.RegularExpressions.Regex.Match(page, "text=(\\d+)").Groups[1].Value;
        Assert.DoesNotContain("- ferry", await ruth.SeeAsync($"/desk/topics/edit?file=06-sport.yaml&text={earlier}"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task ATopicWithAMistakeIsNotSaved()
    {
        await using var site = await SiteCopy.StartAsync(sample, polls: false);
        using var ruth = await Visitor.SignedInAsync(site.Live, Role.Editor);
        var file = Path.Combine(site.Root, "_data", "topics", "06-sport.yaml");
        var before = await File.ReadAllTextAsync(file, Cancellation);
        await ruth.SeeAsync("/desk/topics/edit?file=06-sport.yaml");

        using var answer = await ruth.SendAsync("/desk/topics/edit", ("file", "06-sport.yaml"), ("seen", ruth.Field("seen")), ("text", "taxonomy: topic\n_id: Sport!\n"), ("do", "save"));

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Contains("cannot stand in an address", await answer.Content.ReadAsStringAsync(Cancellation), StringComparison.Ordinal);
        Assert.Equal(before, await File.ReadAllTextAsync(file, Cancellation));
    }

    [Fact]
    public async Task FeedsArePausedResumedAddedAndAskedAgain()
    {
        await using var site = await SiteCopy.StartAsync(sample, polls: false);
        using var ruth = await Visitor.SignedInAsync(site.Live, Role.Editor);
        await ruth.SeeAsync("/desk/feeds");
        var url = ruth.Field("url");

        await ruth.DoAsync("/desk/feeds", ("do", "pause"), ("url", url));
        Assert.True(await IsPausedAsync(site, url));
        Assert.Contains("Resume", await ruth.SeeAsync("/desk/feeds"), StringComparison.Ordinal);
        await ruth.DoAsync("/desk/feeds", ("do", "resume"), ("url", url));
        Assert.False(await IsPausedAsync(site, url));

        await ruth.DoAsync("/desk/feeds", ("do", "add"), ("url", "https://new.example/feed.xml"), ("title", "New & <b>bold</b>"), ("kind", "curated"), ("folder", "Newspapers"));
        var page = await ruth.SeeAsync("/desk/feeds");
        Assert.Contains("New &amp; &lt;b&gt;bold&lt;/b&gt;", page, StringComparison.Ordinal);

        await ruth.DoAsync("/desk/feeds", ("do", "retry"), ("url", url));
        using var unknown = await ruth.SendAsync("/desk/feeds", ("do", "retry"), ("url", "https://unknown.example/"));
        Assert.Equal(HttpStatusCode.NotFound, unknown.StatusCode);
    }

    [Fact]
    public async Task AFeedThatIsAskedAgainIsAskedByTheNextRunWhichBeginsNow()
    {
        await using var site = await SiteCopy.StartAsync(sample);
        await site.LetTimePassUntilAsync(status => status.GetProperty("doing").GetString() == "waiting" && status.GetProperty("lastRun").ValueKind == JsonValueKind.Object);
        var before = (await site.JsonAsync("/status")).GetProperty("lastRun").GetProperty("at").GetDateTimeOffset();
        using var ruth = await Visitor.SignedInAsync(site.Live, Role.Editor);
        await ruth.SeeAsync("/desk/feeds");
        site.Time.Advance(TimeSpan.FromSeconds(2));

        await ruth.DoAsync("/desk/feeds", ("do", "retry"), ("url", ruth.Field("url")));

        // The clock stands still: only the asking can have begun the run.
        await SampleSite.UntilAsync(async () => (await site.JsonAsync("/status")).GetProperty("lastRun").GetProperty("at").GetDateTimeOffset() > before);
        Assert.True((await site.JsonAsync("/status")).GetProperty("lastRun").GetProperty("feedsAsked").GetInt32() >= 1);
    }

    [Theory]
    [InlineData("/desk")]
    [InlineData("/desk?show=all&q=ferry")]
    [InlineData("/desk?show=waiting")]
    [InlineData("/desk/decisions")]
    [InlineData("/desk/topics")]
    [InlineData("/desk/topics/edit?file=01-harbour.yaml")]
    [InlineData("/desk/feeds")]
    [InlineData("/desk/newsletter")]
    [InlineData("/desk/feeds/edit")]
    [InlineData("/desk/now")]
    [InlineData("/desk/audit")]
    [InlineData("/desk/accounts")]
    [InlineData("/desk/me")]
    public async Task EveryPageIsShown(string path)
    {
        var site = await sample.UntouchedAsync();
        using var ruth = await Visitor.SignedInAsync(site.Live, Role.Owner, "who-looks");

        Assert.Contains("<h1", await ruth.SeeAsync(path), StringComparison.Ordinal);
    }

    [Fact]
    public async Task ADecisionIsPrintedWhileARunWaitsForASlowFeed()
    {
        await using var slow = await Testing.FakePublisher.OpenAsync();
        var asked = new TaskCompletionSource();
        slow.On("/feed.xml", async context =>
        {
            asked.TrySetResult();
            await Task.Delay(Timeout.Infinite, context.RequestAborted).ContinueWith(_ => { }, TaskScheduler.Default);
        });
        await using var site = await SiteCopy.StartAsync(
            sample,
            openWeb: options =>
            {
                options.AllowLoopback = true;
                return Polling.WebFetcher.OnNetwork(options, TimeProvider.System);
            },
            prepare: root => File.WriteAllText(Path.Combine(root, "feeds.opml"), $"<opml version=\"2.0\"><body><outline type=\"rss\" text=\"Slow\" xmlUrl=\"{slow.Url("/feed.xml")}\" /></body></opml>"));
        await asked.Task.WaitAsync(TimeSpan.FromSeconds(30), Cancellation);
        using var ruth = await Visitor.SignedInAsync(site.Live, Role.Editor);
        var (one, _) = await TwoStoriesAsync(site);
        await ruth.SeeAsync($"/desk/stories/{one}");

        await ruth.DoAsync("/desk/decisions", ("do", "unpublish"), ("story", one));

        Assert.Equal("feeds", (await site.JsonAsync("/status")).GetProperty("doing").GetString());
        Assert.Equal(HttpStatusCode.Gone, (await site.AskAsync($"/story/{one}/")).StatusCode);
    }

    private static async Task<bool> IsPausedAsync(SiteCopy site, string url) =>
        (await site.JsonAsync("/api/v2/feeds")).GetProperty("value").EnumerateArray().Single(feed => feed.GetProperty("url").GetString() == url).GetProperty("isPaused").GetBoolean();

    private static async Task<(string One, string Other)> TwoStoriesAsync(SiteCopy site)
    {
        var stories = (await site.JsonAsync("/api/v2/stories?limit=2")).GetProperty("value").EnumerateArray().Select(story => story.GetProperty("story").GetProperty("id").GetString()!).ToArray();
        return (stories[0], stories[1]);
    }

    private static async Task<string> LeadOfAsync(SiteCopy site, string story) =>
        (await site.JsonAsync($"/api/v2/stories/{story}")).GetProperty("story").GetProperty("id").GetString()!;
}
