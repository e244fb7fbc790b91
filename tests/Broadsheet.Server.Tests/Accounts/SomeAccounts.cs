using Broadsheet.Server.Accounts;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Time.Testing;

namespace Broadsheet.Server.Tests.Accounts;

/// <summary>An account book on a real file.</summary>
internal sealed class SomeAccounts : IDisposable
{
    public const string Password = "seven herrings on a quay";

    // Hashing is slow on purpose, and most of what an account costs.
    private static readonly Lazy<string> Kept = new(() => PasswordRules.Hash(Password));

    public SomeAccounts() => Book = AccountBook.Open(Folder, Time);

    public string Folder { get; } = Directory.CreateTempSubdirectory("broadsheet-accounts-").FullName;

    public FakeTimeProvider Time { get; } = new(SampleSite.Evening);

    public AccountBook Book { get; }

    public AccountsOptions Options { get; } = new();

    public string FilePath => Path.Combine(Folder, "accounts.db");

    /// <summary>Makes an account with the password that all of them have.</summary>
    public static void Add(AccountBook book, string statePath, string name, Role role)
    {
        book.Add(name, role, password: null);
        using var connection = new SqliteConnection($"Data Source={Path.Combine(statePath, "accounts.db")}");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = "UPDATE accounts SET password = $kept WHERE key = $key";
        command.Parameters.AddWithValue("$kept", Kept.Value);
        command.Parameters.AddWithValue("$key", Account.KeyOf(name));
        Assert.Equal(1, command.ExecuteNonQuery());
    }

    public void Dispose()
    {
        SqliteConnection.ClearAllPools();
        Directory.Delete(Folder, recursive: true);
    }
}
