using System.Threading.Channels;
using Broadsheet.Server.Events;
using Broadsheet.Testing;

namespace Broadsheet.Server.Tests.Events;

public sealed class NewsWireTests
{
    private static readonly Story One = Some.Story(Some.Article(title: "One"));
    private static readonly Story Two = Some.Story(Some.Article(title: "Two"));
    private static readonly Story Three = Some.Story(Some.Article(title: "Three"));

    private readonly NewsWire wire = new(mostListeners: 2);

    [Fact]
    public void WhatChangedIsTold()
    {
        var events = wire.Listen(seen: null, TestContext.Current.CancellationToken)!;

        wire.Tell(Of(One, Two), Of(One with { Heat = One.Heat + 20 }, Three));

        Assert.Equal(
            [(1, "heat", One.Id, One.Heat), (2, "story", Three.Id, null), (3, "gone", Two.Id, Two.Heat)],
            Read(events).Select(change => ((int)change.Number, change.Kind, change.StoryId, change.HeatBefore)));
    }

    [Fact]
    public void WhatStaysIsNotTold()
    {
        var events = wire.Listen(seen: null, TestContext.Current.CancellationToken)!;

        wire.Tell(Of(One), Of(One));

        Assert.Empty(Read(events));
    }

    [Fact]
    public void AStartIsNoNews()
    {
        var events = wire.Listen(seen: null, TestContext.Current.CancellationToken)!;

        wire.Tell(null, Of(One));

        Assert.Empty(Read(events));
    }

    [Fact]
    public void WhoComesBackIsToldWhatItMissed()
    {
        wire.Tell(Of(), Of(One, Two, Three));

        Assert.Equal([2, 3], Read(wire.Listen(seen: 1, TestContext.Current.CancellationToken)!).Select(change => (int)change.Number));
        Assert.Empty(Read(wire.Listen(seen: null, TestContext.Current.CancellationToken)!));
    }

    [Fact]
    public void AListenerTooManyIsRefusedUntilOneLeaves()
    {
        using var leaves = new CancellationTokenSource();
        var first = wire.Listen(seen: null, leaves.Token)!;
        wire.Listen(seen: null, TestContext.Current.CancellationToken);

        Assert.Null(wire.Listen(seen: null, TestContext.Current.CancellationToken));
        leaves.Cancel();

        Assert.NotNull(wire.Listen(seen: null, TestContext.Current.CancellationToken));
        Assert.True(first.Completion.IsCompleted);
    }

    [Fact]
    public void AListenerThatFallsBehindLosesTheOldest()
    {
        var events = wire.Listen(seen: null, TestContext.Current.CancellationToken)!;
        for (var i = 0; i < 600; i++)
            wire.Tell(Of(), Of(One));

        var read = Read(events);

        Assert.Equal(512, read.Count);
        Assert.Equal(600, read[^1].Number);
    }

    private static NewsSnapshot Of(params Story[] stories) => new(Some.Edition(stories), []);

    private static List<NewsEvent> Read(ChannelReader<NewsEvent> events)
    {
        var read = new List<NewsEvent>();
        while (events.TryRead(out var change))
            read.Add(change);
        return read;
    }
}
