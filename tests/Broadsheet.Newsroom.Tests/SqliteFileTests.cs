using Broadsheet.Storage;
using Microsoft.Data.Sqlite;

namespace Broadsheet.Tests;

public sealed class SqliteFileTests : IDisposable
{
    private static readonly string[] Versions = ["CREATE TABLE one (n INTEGER);", "CREATE TABLE two (n INTEGER); INSERT INTO one VALUES (2);"];
    private readonly SqliteConnection connection = SqliteFile.Open(":memory:");

    public void Dispose() => connection.Dispose();

    [Fact]
    public void ANewFileGoesAllSteps()
    {
        Assert.True(connection.TryUpgrade(Versions));
        Assert.True(connection.TryUpgrade(Versions));

        Assert.Equal([2], connection.All("SELECT n FROM one", row => row.GetInt32(0)));
        Assert.Equal(2, Version());
    }

    [Fact]
    public void AnOlderFileGoesTheStepsItLacksAndKeepsWhatItHas()
    {
        connection.TryUpgrade(Versions[..1]);
        connection.Execute("INSERT INTO one VALUES ($1)", 1);

        Assert.True(connection.TryUpgrade(Versions));

        Assert.Equal([1, 2], connection.All("SELECT n FROM one ORDER BY n", row => row.GetInt32(0)));
    }

    [Fact]
    public void AFileOfANewerProgramIsLeftAlone()
    {
        connection.TryUpgrade(Versions);

        Assert.False(connection.TryUpgrade(Versions[..1]));
        Assert.Equal(2, Version());
    }

    [Fact]
    public void AStepThatFailsLeavesNothingOfItself()
    {
        Assert.Throws<SqliteException>(() => connection.TryUpgrade([Versions[0], "INSERT INTO one VALUES (1); INSERT INTO none VALUES (1);"]));

        Assert.Equal(1, Version());
        Assert.Empty(connection.All("SELECT n FROM one", row => row.GetInt32(0)));
    }

    [Theory]
    [InlineData(3)]
    [InlineData(8)]
    [InlineData(14)]
    public void WhereRightsAreMissingABackupWouldMendNothing(int code) =>
        Assert.Contains("chown", SqliteFile.Remedy(new SqliteException("refused", code), "Restore it."), StringComparison.Ordinal);

    [Theory]
    [InlineData(11)]
    [InlineData(26)]
    public void DamageIsMendedAsTheCallerSays(int code) =>
        Assert.Equal("Restore it.", SqliteFile.Remedy(new SqliteException("damaged", code), "Restore it."));

    [Fact]
    public void AStoreThatCannotBeOpenedNamesTheUser()
    {
        var root = Directory.CreateTempSubdirectory().FullName;
        try
        {
            var path = Path.Combine(root, "store.db");
            Directory.CreateDirectory(path);

            var refusal = Assert.Throws<StoreException>(() => NewsStore.Open(path));

            Assert.Contains($"{Environment.UserName}, must be able to write", refusal.Message, StringComparison.Ordinal);
        }
        finally
        {
            Directory.Delete(root, recursive: true);
        }
    }

    private int Version() => connection.All("PRAGMA user_version", row => row.GetInt32(0))[0];
}
