using Broadsheet.Server.Webhooks;

namespace Broadsheet.Server.Tests.Webhooks;

/// <summary>How long an event waits after a try that failed.</summary>
public sealed class WaitingTests
{
    private readonly WebhookOptions options = new();

    [Fact]
    public void ItWaitsLongerEachTimeAndNeverMuchLongerThanTheLongest()
    {
        var waits = Enumerable.Range(1, 12).Select(attempt => options.WaitAfter(attempt, "evt_1", "https://a.example/")).ToList();

        Assert.All(waits.Zip(waits.Skip(1)).TakeWhile(pair => pair.Second < options.LongestWait * 0.8), pair => Assert.True(pair.First < pair.Second));
        Assert.All(waits, wait => Assert.InRange(wait, options.FirstWait * 0.8, options.LongestWait * 1.2));
    }

    [Fact]
    public void EventsOfOneReceiverDoNotAllComeBackTogetherAndTheSameEventAlwaysWaitsAsLong()
    {
        var waits = Enumerable.Range(0, 50).Select(number => options.WaitAfter(1, "evt_" + number, "https://a.example/")).ToList();

        Assert.True(waits.Distinct().Count() > 40);
        Assert.Equal(waits[7], options.WaitAfter(1, "evt_7", "https://a.example/"));
    }
}
