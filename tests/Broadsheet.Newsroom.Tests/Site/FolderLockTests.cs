using Broadsheet.Site;

namespace Broadsheet.Tests.Site;

public sealed class FolderLockTests : IDisposable
{
    private readonly string root = Directory.CreateTempSubdirectory("broadsheet-lock-").FullName;

    private SiteFolder Site => SiteFolder.Open(root);

    [Fact]
    public void WhoComesSecondIsToldWhoPollsAndWhatToDo()
    {
        using var first = FolderLock.ToPoll(Site, "broadsheet serve");

        var busy = Assert.Throws<FolderBusyException>(() => FolderLock.ToPoll(Site, "broadsheet run"));

        Assert.StartsWith($"Process {Environment.ProcessId} on {Environment.MachineName} (broadsheet serve) polls {root} already", busy.Message, StringComparison.Ordinal);
        Assert.Contains("stop it first", busy.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void TheRightIsFreeAgainAndWhatIsLeftOfItIsHarmless()
    {
        FolderLock.ToPoll(Site, "broadsheet serve").Dispose();
        Assert.NotEmpty(Directory.GetFiles(Site.StatePath));

        using var second = FolderLock.ToPoll(Site, "broadsheet run");
    }

    [Fact]
    public async Task PrintingWaitsForPrinting()
    {
        var first = FolderLock.ToPrint(Site);
        var second = Task.Run(() => FolderLock.ToPrint(Site), TestContext.Current.CancellationToken);
        await Task.Delay(200, TestContext.Current.CancellationToken);
        Assert.False(second.IsCompleted);

        first.Dispose();

        (await second).Dispose();
    }

    [Fact]
    public void PollingAndPrintingAreTwoRights()
    {
        using var polling = FolderLock.ToPoll(Site, "broadsheet serve");
        using var printing = FolderLock.ToPrint(Site);
    }

    public void Dispose() => Directory.Delete(root, recursive: true);
}
