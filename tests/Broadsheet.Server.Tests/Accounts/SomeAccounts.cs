using Broadsheet.Server.Accounts;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Time.Testing;

namespace Broadsheet.Server.Tests.Accounts;

/// <summary>An account book on a real file.</summary>
internal sealed class SomeAccounts : IDisposable
{
    public const string Password = "seven herrings on a quay";

    public SomeAccounts() => Book = AccountBook.Open(Folder, Time);

    public string Folder { get; } = Directory.CreateTempSubdirectory("broadsheet-accounts-").FullName;

    public FakeTimeProvider Time { get; } = new(SampleSite.Evening);

    public AccountBook Book { get; }

    public AccountsOptions Options { get; } = new();

    public string FilePath => Path.Combine(Folder, "accounts.db");

    public void Dispose()
    {
        SqliteConnection.ClearAllPools();
        Directory.Delete(Folder, recursive: true);
    }
}
