using System.Security.Cryptography;
using System.Text;
using Broadsheet.Feeds;
using Broadsheet.Polling;
using Broadsheet.Site;
using Broadsheet.Storage;

namespace Broadsheet.Running;

/// <summary>
/// Asks the sources that are due. A source's new items go to the inbox in the transaction that also keeps its poll state: so an
/// interrupted run has either seen a document and kept its items, or will ask for it again.
/// </summary>
internal sealed class FeedRound(SiteFolder site, NewsStore store, FeedPoller poller, RunLog log)
{
    /// <summary>Does the round.</summary>
    /// <param name="at">The moment of the run.</param>
    /// <param name="cancellation">Stops it; what was read is kept.</param>
    public async Task GoAsync(DateTimeOffset at, CancellationToken cancellation)
    {
        var states = store.Polls.All();
        var due = site.Sources.Count(source => PollSchedule.IsDue(source, states.GetValueOrDefault(source.Url), at));
        log.FeedsNotDue = site.Sources.Count - due;
        log.Progress("feeds", 0, due);
        var outcomes = new Dictionary<string, FeedOutcome>(StringComparer.Ordinal);
        await foreach (var poll in poller.PollAsync(site.Sources, states, at, cancellation))
        {
            outcomes[poll.Source.Url] = Keep(poll, at);
            log.Progress("feeds", outcomes.Count, due);
        }
        log.Feeds.AddRange(site.Sources.Select(source => outcomes.GetValueOrDefault(source.Url)).OfType<FeedOutcome>());
    }

    /// <summary>Takes in what a hub delivered. What is no feed, or of no source of ours, is left to the next poll.</summary>
    public void Take(Delivery delivery, DateTimeOffset at)
    {
        if (site.Sources.FirstOrDefault(source => source.Url == delivery.SourceUrl && !source.IsPaused) is not { } source
            || store.Polls.All().GetValueOrDefault(source.Url) is not { IsRetired: false } state
            || poller.Take(source, state, delivery, at) is not { } poll)
        {
            return;
        }

        Keep(poll, at);
    }

    private FeedOutcome Keep(SourcePoll poll, DateTimeOffset at)
    {
        using var writing = store.Begin();
        var fresh = poll.Feed is null ? 0 : Keep(poll.Source, poll.Feed, at);
        store.Polls.Save(poll.Source.Url, poll.State);
        writing.Commit();
        return new FeedOutcome(
            poll.Source.Url,
            poll.Source.Title ?? poll.Feed?.Title ?? poll.Source.Url,
            poll.Outcome switch { PollOutcome.Read => "ok", PollOutcome.NotModified => "not-modified", PollOutcome.Gone => "gone", _ => "failed" },
            poll.Feed?.Items.Count ?? 0,
            fresh,
            poll.Outcome is PollOutcome.Failed or PollOutcome.Gone ? poll.State.LastReason ?? "The publisher says that the feed is gone." : Forgiven(poll.Feed));
    }

    private int Keep(Source source, Feed feed, DateTimeOffset at)
    {
        var fresh = 0;
        for (var i = 0; i < feed.Items.Count; i++)
        {
            var item = feed.Items[i];
            var content = ContentOf(item);
            if (store.Items.Find(source.Url, item.Identity)?.Content == content)
                continue;
            store.Inbox.Add(new ArrivedItem(source, i, item, feed.Title, feed.Language, feed.SiteUrl, at, content));
            fresh++;
        }
        return fresh;
    }

    private static string Forgiven(Feed? feed) =>
        feed is { Problems: [var first, ..] } ? feed.Problems.Count == 1 ? first.Message : $"{first.Message} And {feed.Problems.Count - 1} more." : "";

    /// <summary>What would make us read an item's page again when it changes. Dates are left out: some feeds restamp all items daily.</summary>
    private static string ContentOf(FeedItem item) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\n', item.Link, item.Title, item.Excerpt))).AsSpan(0, 16));
}
