using Broadsheet.Polling;
using Broadsheet.Testing;
using Microsoft.Extensions.Time.Testing;

namespace Broadsheet.Tests.Polling;

public sealed class HostTurnsTests
{
    private const string Host = "gazette.example";
    private static readonly CancellationToken Cancellation = TestContext.Current.CancellationToken;
    private static readonly HostAnswer Fine = new(IsHostFault: false, RetryAfter: null);
    private static readonly HostAnswer Fault = new(IsHostFault: true, RetryAfter: null);

    private readonly FakeTimeProvider clock = new(Some.Moment);
    private readonly HostTurns turns;

    public HostTurnsTests() => turns = new HostTurns(new PollingOptions(), clock);

    [Fact]
    public async Task GiveOneTurnAtATimeInTheOrderOfAsking()
    {
        await turns.EnterAsync(Host, Cancellation);
        var second = turns.EnterAsync(Host, Cancellation).AsTask();
        var third = turns.EnterAsync(Host, Cancellation).AsTask();
        var other = turns.EnterAsync("other.example", Cancellation).AsTask();

        Assert.True(other.IsCompleted);
        Assert.False(second.IsCompleted);
        turns.Leave(Host, Fine);
        clock.Advance(TimeSpan.FromSeconds(1));
        await second;
        Assert.False(third.IsCompleted);
    }

    [Theory]
    [InlineData(0, 1)]
    [InlineData(10, 10)]
    [InlineData(3600, 60)]
    public async Task PauseAsLongAsWeOrTheHostWant(int floorSeconds, int expectedSeconds)
    {
        turns.SetFloor(Host, TimeSpan.FromSeconds(floorSeconds), isJustAsked: true);
        clock.Advance(TimeSpan.FromMinutes(5));
        await TakeTurnAsync(Fine);

        var next = turns.EnterAsync(Host, Cancellation).AsTask();

        clock.Advance(TimeSpan.FromSeconds(expectedSeconds - 0.1));
        Assert.False(next.IsCompleted);
        clock.Advance(TimeSpan.FromSeconds(0.1));
        Assert.Null(await next);
    }

    [Fact]
    public async Task WaitForAShortRetryAfterAndRefuseDuringALongOne()
    {
        await TakeTurnAsync(new HostAnswer(false, TimeSpan.FromSeconds(20)));
        var next = turns.EnterAsync(Host, Cancellation).AsTask();
        clock.Advance(TimeSpan.FromSeconds(19));
        Assert.False(next.IsCompleted);
        clock.Advance(TimeSpan.FromSeconds(1));
        Assert.Null(await next);
        turns.Leave(Host, new HostAnswer(false, TimeSpan.FromHours(1)));

        var refusal = await turns.EnterAsync(Host, Cancellation);

        Assert.Equal(new FetchResult.Failed("gazette.example asked us to wait; it is left alone for 60 minutes.", "host-waiting", TimeSpan.FromHours(1)), refusal);
    }

    [Fact]
    public async Task LetAFailingHostRestLongerEachTime()
    {
        for (var i = 0; i < 4; i++)
            await TakeTurnAsync(Fault);
        Assert.Equal(TimeSpan.FromMinutes(2), (await turns.EnterAsync(Host, Cancellation))?.RetryAfter);

        clock.Advance(TimeSpan.FromMinutes(2));
        await TakeTurnAsync(Fault);
        Assert.Equal(TimeSpan.FromMinutes(4), (await turns.EnterAsync(Host, Cancellation))?.RetryAfter);

        clock.Advance(TimeSpan.FromMinutes(4));
        await TakeTurnAsync(Fine);
        await TakeTurnAsync(Fault);
        Assert.Null(await turns.EnterAsync(Host, Cancellation).AsTask().WaitAsync(TimeSpan.FromSeconds(10), Advancing(), Cancellation));
    }

    [Fact]
    public async Task GiveTheTurnBackWhenTheWaitIsCalledOff()
    {
        await TakeTurnAsync(Fine);
        using var stop = new CancellationTokenSource();
        var waiting = turns.EnterAsync(Host, stop.Token).AsTask();
        await stop.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => waiting);

        clock.Advance(TimeSpan.FromSeconds(1));

        Assert.Null(await turns.EnterAsync(Host, Cancellation));
    }

    [Theory]
    [InlineData("http://Gazette.example/a", "gazette.example")]
    [InlineData("https://gazette.example:443/b", "gazette.example")]
    [InlineData("https://gazette.example:8443/b", "gazette.example:8443")]
    [InlineData("https://b\u00FCcher.example/", "xn--bcher-kva.example")]
    public void KnowAHostByItsName(string address, string key) => Assert.Equal(key, HostTurns.KeyOf(new Uri(address)));

    private TimeProvider Advancing()
    {
        clock.Advance(TimeSpan.FromSeconds(1));
        return TimeProvider.System;
    }

    private async Task TakeTurnAsync(HostAnswer answer)
    {
        var turn = turns.EnterAsync(Host, Cancellation).AsTask();
        clock.Advance(TimeSpan.FromSeconds(1));
        Assert.Null(await turn);
        turns.Leave(Host, answer);
    }
}
