using Broadsheet.Running;
using Broadsheet.Testing;
using CsCheck;

namespace Broadsheet.Tests.Running;

public sealed class RunLogTests
{
    [Fact]
    public void TheSameTroublesAreNamedInWhateverOrderTheNetworkAnswers() =>
        Gen.Shuffle(Enumerable.Range(0, 300).ToArray()).Sample(order =>
        {
            var log = new RunLog(Some.Moment, new Progress<RunProgress>());
            foreach (var number in order)
                log.Trouble($"https://gazette.example/{number:000}", "It is not there.");

            Assert.Equal(Enumerable.Range(0, 100).Select(number => $"https://gazette.example/{number:000}"), log.Report(0, 0).Troubles.Select(trouble => trouble.Url));
        }, iter: 50);

    [Fact]
    public void EachKindOfRejectionIsNamedAndAllAreCounted()
    {
        var log = new RunLog(Some.Moment, new Progress<RunProgress>());
        for (var i = 0; i < 1000; i++)
            log.Reject(Item("off-topic", i));
        log.Reject(Item("no-address", 1));

        var report = log.Report(0, 0);

        Assert.Equal((1000, 1), (report.Rejected["off-topic"], report.Rejected["no-address"]));
        Assert.Equal([.. Enumerable.Range(0, 25).Select(i => Item("off-topic", i)), Item("no-address", 1)], report.TurnedAway);
    }

    private static TurnedAway Item(string code, int number) => new(code, $"Item {number}", $"https://gazette.example/{number}", "https://gazette.example/feed", "Because.");
}
