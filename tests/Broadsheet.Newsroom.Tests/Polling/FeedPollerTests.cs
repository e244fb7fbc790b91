using System.Xml.Linq;
using Broadsheet.Feeds;
using Broadsheet.Polling;
using Broadsheet.Testing;
using CsCheck;

namespace Broadsheet.Tests.Polling;

public sealed class FeedPollerTests
{
    private static readonly CancellationToken Cancellation = TestContext.Current.CancellationToken;
    private readonly Dictionary<string, PollState> states = new(StringComparer.Ordinal);
    private DateTimeOffset at = Some.Moment;

    [Fact]
    public async Task ReadsAFeedOnceAndThenOnlyWhatIsNew()
    {
        await using var publisher = await FakePublisher.OpenAsync();
        publisher.On("/feed", FakePublisher.WithETag(Lines.Document("a", "b"), "\"1\""));

        var first = await PollAsync(publisher, "/feed");
        var second = await PollAsync(publisher, "/feed");

        Assert.Equal((PollOutcome.Read, 2), (first.Outcome, first.Feed!.Items.Count));
        Assert.Equal((PollOutcome.NotModified, "not-modified"), (second.Outcome, second.State.LastStatus));
    }

    [Fact]
    public async Task KnowsTheSameBytesWithoutValidators()
    {
        await using var publisher = await FakePublisher.OpenAsync();
        publisher.On("/feed", FakePublisher.Document(Lines.Document("a")));

        await PollAsync(publisher, "/feed");
        var second = await PollAsync(publisher, "/feed");

        Assert.Equal((PollOutcome.NotModified, "unchanged"), (second.Outcome, second.State.LastStatus));
        Assert.Null(second.Feed);
    }

    [Fact]
    public async Task DropsValidatorsEveryEightDays()
    {
        await using var publisher = await FakePublisher.OpenAsync();
        publisher.On("/feed", FakePublisher.WithETag(Lines.Document("a"), "\"1\""));

        for (var day = 0; day < 18; day++, at = at.AddDays(1))
            await PollAsync(publisher, "/feed", wait: TimeSpan.Zero);

        var without = publisher.Requests.Select((request, day) => (request, day)).Where(r => !r.request.Headers.ContainsKey("If-None-Match")).Select(r => r.day);
        Assert.Equal([0, 8, 16], without);
    }

    [Fact]
    public async Task MovesOnlyWhenARedirectHolds()
    {
        await using var publisher = await FakePublisher.OpenAsync();
        publisher.On("/old", FakePublisher.Redirect("/new", 301)).On("/new", FakePublisher.Document(Lines.Document("a")));

        await PollAsync(publisher, "/old");
        var second = await PollAsync(publisher, "/old");
        var third = await PollAsync(publisher, "/old");
        await PollAsync(publisher, "/old");

        Assert.Null(second.State.MovedTo);
        Assert.Equal(publisher.Url("/new"), third.State.MovedTo);
        Assert.Equal(publisher.Url("/old"), third.State.SourceUrl);
        Assert.Equal("/new", publisher.Requests[^1].Path);
        Assert.Equal("/new", publisher.Requests[^2].Path);
        Assert.Equal("/old", publisher.Requests[^3].Path);
    }

    [Fact]
    public async Task DoesNotMoveToAnotherFeed()
    {
        await using var publisher = await FakePublisher.OpenAsync();
        publisher.On("/old", FakePublisher.Document(Lines.Document("a")));
        await PollAsync(publisher, "/old");

        // A captive portal, or a domain that changed hands: each answer is a feed, none is ours.
        publisher.On("/old", FakePublisher.Redirect("/portal", 301));
        for (var i = 0; i < 5; i++)
        {
            publisher.On("/portal", FakePublisher.Document(Lines.Document($"other {i}")));
            Assert.Null((await PollAsync(publisher, "/old")).State.MovedTo);
        }
    }

    [Fact]
    public async Task RetiresAFeedThatIsGoneTwice()
    {
        await using var publisher = await FakePublisher.OpenAsync();
        publisher.On("/feed", FakePublisher.Status(410));

        var first = await PollAsync(publisher, "/feed");
        var second = await PollAsync(publisher, "/feed");

        Assert.Equal((PollOutcome.Gone, false), (first.Outcome, first.State.IsRetired));
        Assert.True(second.State.IsRetired);
        Assert.Empty(await PollAllAsync(publisher, "/feed"));
    }

    [Fact]
    public async Task KeepsAPromiseToAHostForItsOtherFeedsAndForLaterRuns()
    {
        await using var publisher = await FakePublisher.OpenAsync();
        publisher.On("/busy", FakePublisher.Status(429, "Retry-After: 7200")).On("/other", FakePublisher.Document(Lines.Document("a")));

        var results = await PollAllAsync(publisher, "/busy", "/other");
        at = at.AddHours(1.5);
        var later = await PollAllAsync(publisher, "/other", "/third");

        Assert.Equal(["http-429", "host-waiting"], results.Select(result => result.State.LastStatus));
        Assert.All(results, result => Assert.True(result.State.NextPoll >= Some.Moment.AddHours(2).AddSeconds(-5)));
        Assert.Equal("host-waiting", Assert.Single(later).State.LastStatus);
        Assert.Single(publisher.Requests);
    }

    [Fact]
    public async Task AsksAFeedThatOnlyWaitedForItsHostAsSoonAsItMay()
    {
        await using var publisher = await FakePublisher.OpenAsync();
        publisher.On("/busy", FakePublisher.Status(429, "Retry-After: 3600")).On("/daily", FakePublisher.Document(Lines.Document("a")));
        var daily = new PollState
        {
            SourceUrl = publisher.Url("/daily"),
            LastSuccess = at,
            LastNewItem = at,
            Rhythm = Rhythm.Unknown.With([.. Enumerable.Range(0, 30).Select(day => at.AddDays(-day))], at),
        };
        states[daily.SourceUrl] = daily;

        await PollAllAsync(publisher, "/busy", "/daily");

        Assert.Equal(0, states[daily.SourceUrl].FailuresInARow);
        Assert.InRange(states[daily.SourceUrl].NextPoll!.Value, at.AddMinutes(60), at.AddMinutes(61));
    }

    [Fact]
    public async Task ReturnsToTheOldAddressWhenTheNewOneIsLost()
    {
        await using var publisher = await FakePublisher.OpenAsync();
        publisher.On("/old", FakePublisher.Document(Lines.Document("a")));
        states[publisher.Url("/old")] = new PollState { SourceUrl = publisher.Url("/old"), MovedTo = publisher.Url("/new") };

        for (var i = 0; i < 6; i++)
            await PollAsync(publisher, "/old");

        Assert.Equal([.. Enumerable.Repeat("/new", 5), "/old"], publisher.Requests.Select(request => request.Path));
        Assert.Equal("ok", states.Values.Single().LastStatus);
    }

    [Theory]
    [InlineData("", "empty")]
    [InlineData(" \r\n", "empty")]
    [InlineData("<!doctype html><html>", "not-a-feed")]
    public async Task SaysWhatADocumentIsThatIsNoFeed(string document, string code)
    {
        await using var publisher = await FakePublisher.OpenAsync();
        publisher.On("/feed", FakePublisher.Document(document));

        var result = await PollAsync(publisher, "/feed");

        Assert.Equal((PollOutcome.Failed, code), (result.Outcome, result.State.LastStatus));
        Assert.NotNull(result.State.LastReason);
    }

    [Fact]
    public async Task OneBadFeedDoesNotStopTheOthers()
    {
        await using var publisher = await FakePublisher.OpenAsync();
        publisher
            .On("/half", FakePublisher.HalfBody())
            .On("/huge", FakePublisher.Bytes(200L * 1024 * 1024, isLengthStated: true))
            .On("/loop", FakePublisher.Redirect("/loop"))
            .On("/inside", FakePublisher.Redirect("http://169.254.169.254/"))
            .On("/good", FakePublisher.Document(Lines.Document("a")));

        var results = await PollAllAsync(publisher, "/half", "/huge", "/loop", "/inside", "/good");

        Assert.Equal(["half-body", "too-large", "redirect-loop", "refused-address", "ok"], results.Select(result => result.State.LastStatus));
    }

    [Fact]
    public async Task NoticesAFeedThatBecameEmptyAndItsReturn()
    {
        await using var publisher = await FakePublisher.OpenAsync();
        publisher.On("/feed", FakePublisher.Document(Lines.Document("a", "b")));
        var full = await PollAsync(publisher, "/feed");
        for (var i = 0; i < 2; i++)
        {
            publisher.On("/feed", FakePublisher.Document(Lines.Document() + new string('\n', i)));
            await PollAsync(publisher, "/feed");
        }

        Assert.Equal(2, states.Values.Single().EmptyInARow);
        Assert.Equal(HealthVerdict.SilentlyEmpty, FeedHealth.Judge(states.Values.Single(), at).Verdict);

        publisher.On("/feed", FakePublisher.Document(Lines.Document("a", "b")));
        var back = await PollAsync(publisher, "/feed");
        Assert.Equal((0, full.State.LastNewItem), (back.State.EmptyInARow, back.State.LastNewItem));
    }

    [Fact]
    public async Task ReadsEveryFeedOfARealRecordingAlikeEachTime()
    {
        if (DevelopmentData.Find("pages/newsdays.warc.gz") is not { } recording || DevelopmentData.Find("pages/newsdays.opml") is not { } list)
        {
            Assert.Skip(DevelopmentData.Absent);
            return;
        }

        var sources = XDocument.Load(list).Descendants("outline").Select(outline => new Source { Url = outline.Attribute("xmlUrl")!.Value }).ToList();
        var runs = new List<string>();
        for (var i = 0; i < 2; i++)
        {
            var options = new PollingOptions();
            using var web = WebFetcher.Replaying(recording, options, at);
            var poller = new FeedPoller(web, new FeedReader().Read, options);
            var polls = new List<SourcePoll>();
            await foreach (var poll in poller.PollAsync(sources, states, at, Cancellation))
                polls.Add(poll);
            Assert.All(polls, poll => Assert.Equal((PollOutcome.Read, true), (poll.Outcome, poll.Feed?.Items.Count > 0)));
            runs.Add(string.Join('\n', polls.OrderBy(poll => poll.Source.Url, StringComparer.Ordinal).Select(poll => poll.State.ToJson())));
        }

        Assert.True(sources.Count > 500);
        Assert.Equal(runs[0], runs[1]);
    }

    [Fact]
    public async Task LearnsOfHubsFromTheDocumentAndTheHeaders()
    {
        await using var publisher = await FakePublisher.OpenAsync();
        publisher.On("/feed", FakePublisher.Document(Lines.Document("a"), headers: "Link: <https://hub.example/>; rel=hub"));

        Assert.Equal(["https://hub.example/"], (await PollAsync(publisher, "/feed")).State.Hubs);
    }

    [Fact]
    public async Task DoesNotRelyOnAHubThatFailsToBringWhatAPollFinds()
    {
        await using var publisher = await FakePublisher.OpenAsync();
        var url = publisher.Url("/feed");
        publisher.On("/feed", FakePublisher.Document(Lines.Document("a")));
        await PollAsync(publisher, "/feed");
        states[url] = states[url] with { PushedUntil = at.AddDays(10), NextPoll = at };
        var lengths = new List<double>();

        for (var i = 0; i < 3; i++)
        {
            if (i > 0)
                publisher.On("/feed", FakePublisher.Document(Lines.Document("a", $"b{i}")));
            var asked = at;
            await PollAsync(publisher, "/feed");
            lengths.Add((at - asked).TotalHours);
        }

        Assert.InRange(lengths[0], 6, 6.6);
        Assert.InRange(lengths[1], 6, 6.6);
        Assert.InRange(lengths[2], 0.1, 3);
        Assert.Equal(2, states[url].MissedByHub);

        using var web = WebFetcher.OnNetwork(new PollingOptions(), TimeProvider.System);
        var delivered = new FeedPoller(web, Lines.Read, new PollingOptions()).Take(
            new Source { Url = url }, states[url], new Delivery(url, url, null, System.Text.Encoding.UTF8.GetBytes(Lines.Document("c"))), at)!;
        Assert.Equal((0, "delivered"), (delivered.State.MissedByHub, delivered.State.LastStatus));
        Assert.InRange((delivered.State.NextPoll!.Value - at).TotalHours, 6, 6.6);
        Assert.Superset(states[url].Items.ToHashSet(), delivered.State.Items.ToHashSet());
    }

    [Fact]
    public void AStateComesBackFromItsJson() =>
        Gen.Select(Gen.String, Gen.Int[0, 100], Gen.UInt.Array[0, 50], Gen.Int[0, 50_000].Array[0, 50], Gen.Bool).Sample((text, count, items, minutes, flag) =>
        {
            var state = new PollState
            {
                SourceUrl = "https://gazette.example/feed",
                ETag = text.ReplaceLineEndings(""),
                MovedTo = flag ? "https://gazette.example/new" : null,
                FailuresInARow = count,
                IsRetired = flag,
                NextPoll = Some.Moment.AddMinutes(count),
                StatedInterval = TimeSpan.FromMinutes(count),
                SkipHours = [count],
                SkipDays = [DayOfWeek.Sunday],
                Items = items,
                Hubs = ["https://hub.example/"],
                Rhythm = Rhythm.Unknown.With([.. minutes.Select(m => Some.Moment.AddMinutes(-m))], Some.Moment),
            };

            var json = state.ToJson();

            Assert.Equal(json, PollState.FromJson(json).ToJson());
            Assert.Equal(state.Rhythm.Expected(Some.Moment, Some.Moment.AddDays(3)), PollState.FromJson(json).Rhythm.Expected(Some.Moment, Some.Moment.AddDays(3)));
            Assert.DoesNotContain('\n', json);
        });

    private async Task<SourcePoll> PollAsync(FakePublisher publisher, string path, TimeSpan? wait = null)
    {
        var result = Assert.Single(await PollAllAsync(publisher, path));
        at = wait is { } stated ? at + stated : result.State.NextPoll!.Value;
        if (wait is not null)
            states[result.Source.Url] = result.State with { NextPoll = at };
        return result;
    }

    // A fetcher of its own for each run, as each run of the program has.
    private async Task<List<SourcePoll>> PollAllAsync(FakePublisher publisher, params string[] paths)
    {
        var options = new PollingOptions { AllowLoopback = true, HostDelay = TimeSpan.Zero };
        using var web = WebFetcher.OnNetwork(options, TimeProvider.System);
        var poller = new FeedPoller(web, Lines.Read, options);
        var results = new List<SourcePoll>();
        await foreach (var result in poller.PollAsync([.. paths.Select(path => new Source { Url = publisher.Url(path) })], states, at, Cancellation))
        {
            results.Add(result);
            states[result.Source.Url] = result.State;
        }

        return results;
    }
}
