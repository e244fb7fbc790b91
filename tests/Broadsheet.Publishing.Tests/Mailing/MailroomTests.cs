using Broadsheet.Publishing.Mailing;
using Broadsheet.Site;
using Broadsheet.Testing;

namespace Broadsheet.Publishing.Tests.Mailing;

/// <summary>What is kept of a newsletter that is made, and of one that is not.</summary>
public sealed class MailroomTests : IDisposable
{
    private static readonly DateTimeOffset Slot = Some.Moment.AddMinutes(-5);
    private readonly string root = Directory.CreateTempSubdirectory("broadsheet-mailroom-").FullName;
    private readonly Mailroom mailroom;

    public MailroomTests()
    {
        File.WriteAllText(Path.Combine(root, "broadsheet.yml"), "title: The Gazette\nurl: https://gazette.example\nnewsletter:\n  schedule: daily\n");
        mailroom = Mailroom.Open(SiteFolder.Open(root, null, new Dictionary<string, string>()), TimeProvider.System);
    }

    public void Dispose()
    {
        mailroom.Dispose();
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        Directory.Delete(root, recursive: true);
    }

    /// <summary>Otherwise each minute of the next hours would look again, and send what came too late for the morning.</summary>
    [Fact]
    public void ATimeOfTheScheduleWithoutNewsIsDealtWith()
    {
        Assert.IsType<MakingResult.TooLittle>(mailroom.Make(Some.Edition(), Slot));

        Assert.Equal(Slot, mailroom.Store.LastSlot);
    }

    [Fact]
    public void WhatIsWantedNowAndNotThereLeavesTheScheduleAlone()
    {
        Assert.IsType<MakingResult.TooLittle>(mailroom.Make(Some.Edition(), slot: null));

        Assert.Null(mailroom.Store.LastSlot);
    }

    /// <summary>The record is a file of the site from then on; its editors may have written into it.</summary>
    [Fact]
    public void ARecordIsFiledOnceAndThenLeftAlone()
    {
        var edition = Some.Edition(Some.Story(Some.Article(title: "Ferry returns", quality: 95, topics: [new("Harbour", "root", "x")])));
        var name = Assert.IsType<MakingResult.Made>(mailroom.Make(edition, Slot)).Newsletter.Name;
        var record = Path.Combine(root, "_newsletters", name + ".html");
        Assert.Contains("Ferry returns", File.ReadAllText(record), StringComparison.Ordinal);
        File.WriteAllText(record, "corrected by hand");

        Assert.IsType<MakingResult.Existing>(mailroom.Make(edition, slot: null));
        Assert.Equal("corrected by hand", File.ReadAllText(record));

        // A crash may have come between keeping it and filing it.
        File.Delete(record);
        mailroom.Make(edition, slot: null);
        Assert.Contains("Ferry returns", File.ReadAllText(record), StringComparison.Ordinal);
    }
}
