namespace Broadsheet.Cli.Tests;

/// <summary>What a run says of itself at its end.</summary>
public sealed class RunSummaryTests(RunSample sample)
{
    [Fact]
    public void EachItemThatWasTurnedAwayIsNamedWithTheReason()
    {
        var lines = sample.Output.Split('\n');

        var first = Array.FindIndex(lines, line => line.Contains("Orrest in Bloom looks for volunteers", StringComparison.Ordinal));
        Assert.Contains("It has nothing that Kelhaven asks", lines[first], StringComparison.Ordinal);
        Assert.Contains(lines, line => line.StartsWith("Turned away: off-topic", StringComparison.Ordinal));
    }
}
