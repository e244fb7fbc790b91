using System.Threading.Channels;

namespace Broadsheet.Server.Events;

/// <summary>Tells those who listen what changed from edition to edition.</summary>
/// <param name="mostListeners">How many may listen at the same time.</param>
internal sealed class NewsWire(int mostListeners)
{
    // A listener that falls further behind loses the oldest, and sees so by the numbers.
    private const int Backlog = 512;

    private readonly Lock gate = new();
    private readonly HashSet<Channel<NewsEvent>> listeners = [];
    private readonly Queue<NewsEvent> recent = new();
    private long number;

    /// <summary>Tells what differs between two snapshots. Nothing when there was none before: a start is no news.</summary>
    public void Tell(NewsSnapshot? before, NewsSnapshot after)
    {
        if (before is null)
            return;
        lock (gate)
        {
            foreach (var change in Changes(before.Edition, after.Edition))
                Send(change with { Number = ++number });
        }
    }

    /// <summary>
    /// Listens: first to the events after <paramref name="seen"/> that are still remembered, then to those that come, until
    /// <paramref name="cancellation"/> completes the channel. Null when too many listen.
    /// </summary>
    public ChannelReader<NewsEvent>? Listen(long? seen, CancellationToken cancellation)
    {
        var channel = Channel.CreateBounded<NewsEvent>(new BoundedChannelOptions(Backlog) { FullMode = BoundedChannelFullMode.DropOldest, SingleReader = true });
        lock (gate)
        {
            if (listeners.Count >= mostListeners)
                return null;
            listeners.Add(channel);
            foreach (var old in recent.Where(old => old.Number > (seen ?? number)))
                channel.Writer.TryWrite(old);
        }

        cancellation.Register(() => Leave(channel));
        return channel.Reader;
    }

    private void Leave(Channel<NewsEvent> channel)
    {
        lock (gate)
            listeners.Remove(channel);
        channel.Writer.TryComplete();
    }

    private void Send(NewsEvent change)
    {
        recent.Enqueue(change);
        if (recent.Count > Backlog)
            recent.Dequeue();
        foreach (var listener in listeners)
            listener.Writer.TryWrite(change);
    }

    private static IEnumerable<NewsEvent> Changes(Edition before, Edition after)
    {
        var shown = before.Stories.Where(story => story.IsPublished).ToDictionary(story => story.Id, StringComparer.Ordinal);
        foreach (var story in after.Stories.Where(story => story.IsPublished))
        {
            if (!shown.Remove(story.Id, out var old))
                yield return Event("story", story, heatBefore: null);
            else if (old.Heat != story.Heat)
                yield return Event("heat", story, old.Heat);
        }

        foreach (var story in before.Stories.Where(story => shown.ContainsKey(story.Id)))
            yield return Event("gone", story, story.Heat);

        NewsEvent Event(string kind, Story story, int? heatBefore) => new(0, kind, story.Id, story.Lead.Title, story.Heat, heatBefore, after.At);
    }
}
