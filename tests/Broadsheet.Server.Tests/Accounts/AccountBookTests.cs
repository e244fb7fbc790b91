using System.Text;
using Broadsheet.Server.Accounts;
using CsCheck;
using Microsoft.Data.Sqlite;

namespace Broadsheet.Server.Tests.Accounts;

/// <summary>The file of accounts.</summary>
public sealed class AccountBookTests
{
    [Fact]
    public void AnAccountIsFoundWhateverTheCaseOfItsName()
    {
        using var some = new SomeAccounts();
        some.Book.Add("Ruth", Role.Owner, SomeAccounts.Password);

        Assert.Equal("Ruth", some.Book.Find("rUTH")?.Name);
        Assert.Throws<AccountException>(() => some.Book.Add("RUTH", Role.Reader, SomeAccounts.Password));
    }

    [Theory]
    [InlineData("")]
    [InlineData("two words")]
    [InlineData("line\r\nSet-Cookie: x=1")]
    [InlineData("<script>")]
    [InlineData("zero\u200bwidth")]
    [InlineData("a/../b")]
    public void ANameThatCouldMeanSomethingElsewhereIsRefused(string name)
    {
        using var some = new SomeAccounts();

        Assert.Throws<AccountException>(() => some.Book.Add(name, Role.Reader, SomeAccounts.Password));
    }

    [Fact]
    public void TheLastOwnerStays()
    {
        using var some = new SomeAccounts();
        var ruth = some.Book.Add("ruth", Role.Owner, SomeAccounts.Password);

        Assert.Throws<AccountException>(() => some.Book.Remove(ruth));
        Assert.Throws<AccountException>(() => some.Book.SetRole(ruth, Role.Editor));
        some.Book.SetRole(ruth, Role.Owner);

        some.Book.Add("jonas", Role.Owner, SomeAccounts.Password);
        some.Book.SetRole(ruth, Role.Editor);
        some.Book.Remove(ruth);
        Assert.Equal(["jonas"], some.Book.All().Select(account => account.Name));
    }

    [Fact]
    public async Task TwoOwnersWhoRemoveEachOtherLeaveOne()
    {
        for (var round = 0; round < 10; round++)
        {
            using var some = new SomeAccounts();
            var owners = new[] { "ruth", "jonas" }.Select(name => some.Book.Add(name, Role.Owner, password: null)).ToArray();

            var removals = owners.Select(owner => Task.Run(() => Assert.IsType<bool>(Removes(some.Book, owner)), TestContext.Current.CancellationToken));
            await Task.WhenAll(removals);

            Assert.Single(some.Book.All(), account => account.Role == Role.Owner);
        }

        static bool Removes(AccountBook book, Account account)
        {
            try
            {
                book.Remove(account);
                return true;
            }
            catch (AccountException)
            {
                return false;
            }
        }
    }

    [Fact]
    public void ASessionIsKnownByItsSecretUntilItEnds()
    {
        using var some = new SomeAccounts();
        var ruth = some.Book.Add("ruth", Role.Owner, SomeAccounts.Password);
        var secret = some.Book.Begin(ruth, "192.0.2.1", "a browser");

        Assert.Equal("ruth", some.Book.FindSession(secret, some.Options)?.Account.Name);
        Assert.Null(some.Book.FindSession(secret + "x", some.Options));
        some.Book.End(some.Book.FindSession(secret, some.Options)!);
        Assert.Null(some.Book.FindSession(secret, some.Options));
    }

    [Fact]
    public void ASessionEndsWhenIdleAndInAnyCaseSomeDay()
    {
        using var some = new SomeAccounts();
        var ruth = some.Book.Add("ruth", Role.Owner, SomeAccounts.Password);
        var idle = some.Book.Begin(ruth, "", "");
        some.Time.Advance(some.Options.IdleTime + TimeSpan.FromSeconds(1));
        Assert.Null(some.Book.FindSession(idle, some.Options));

        var busy = some.Book.Begin(ruth, "", "");
        var hours = 0;
        for (; hours < 1000 && some.Book.FindSession(busy, some.Options) is not null; hours++)
            some.Time.Advance(TimeSpan.FromHours(1));
        Assert.Equal(some.Options.LongestSession.TotalHours + 1, hours);
    }

    [Fact]
    public void AnotherPasswordEndsAllSessions()
    {
        using var some = new SomeAccounts();
        var ruth = some.Book.Add("ruth", Role.Owner, SomeAccounts.Password);
        var secret = some.Book.Begin(ruth, "", "");

        some.Book.SetPassword(ruth, "eight herrings on a quay");

        Assert.Null(some.Book.FindSession(secret, some.Options));
        Assert.True(PasswordRules.IsRight(some.Book.PasswordOf("ruth"), "eight herrings on a quay", out _));
        Assert.False(PasswordRules.IsRight(some.Book.PasswordOf("ruth"), SomeAccounts.Password, out _));
    }

    [Fact]
    public void ATokenMayWhatItIsForAsFarAsItsAccountMay()
    {
        using var some = new SomeAccounts();
        var jonas = some.Book.Add("jonas", Role.Editor, SomeAccounts.Password);
        some.Book.Add("ruth", Role.Owner, SomeAccounts.Password);
        var (secret, token) = some.Book.AddToken(jonas, "bot", Scopes.Read | Scopes.Decide, some.Time.GetUtcNow().AddDays(1));

        Assert.StartsWith("bst_", secret, StringComparison.Ordinal);
        Assert.Equal(Scopes.Read | Scopes.Decide, token.InForce);
        some.Book.SetRole(jonas, Role.Reader);
        Assert.Equal(Scopes.Read, some.Book.FindToken(secret)?.InForce);
        some.Time.Advance(TimeSpan.FromDays(1));
        Assert.Null(some.Book.FindToken(secret));
        Assert.Throws<AccountException>(() => some.Book.AddToken(some.Book.Find("jonas")!, "", Scopes.Decide, null));
        Assert.Throws<AccountException>(() => some.Book.AddToken(some.Book.Find("ruth")!, "", Scopes.Accounts, null));
    }

    [Fact]
    public void ARemovedAccountTakesItsSessionsAndTokensAlong()
    {
        using var some = new SomeAccounts();
        some.Book.Add("ruth", Role.Owner, SomeAccounts.Password);
        var jonas = some.Book.Add("jonas", Role.Editor, SomeAccounts.Password);
        var session = some.Book.Begin(jonas, "", "");
        var (token, _) = some.Book.AddToken(jonas, "", Scopes.Read, null);

        some.Book.Remove(jonas);
        // Whoever takes the name next is somebody else.
        some.Book.Add("jonas", Role.Owner, SomeAccounts.Password);

        Assert.Null(some.Book.FindSession(session, some.Options));
        Assert.Null(some.Book.FindToken(token));
    }

    [Fact]
    public void NoSecretStandsInTheFile()
    {
        using var some = new SomeAccounts();
        var ruth = some.Book.Add("ruth", Role.Owner, SomeAccounts.Password);
        string[] secrets = [SomeAccounts.Password, some.Book.Begin(ruth, "", ""), some.Book.AddToken(ruth, "", Scopes.Read, null).Secret];
        SqliteConnection.ClearAllPools();

        var bytes = string.Concat(Directory.EnumerateFiles(some.Folder).Select(file => Encoding.Latin1.GetString(File.ReadAllBytes(file))));

        Assert.Contains("ruth", bytes, StringComparison.Ordinal);
        Assert.All(secrets, secret => Assert.DoesNotContain(secret, bytes, StringComparison.Ordinal));
    }

    [Fact]
    public void OnlyItsOwnerMayReadTheFile()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Rights of files are another matter there.");
        using var some = new SomeAccounts();

        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, OperatingSystem.IsWindows() ? default : File.GetUnixFileMode(some.FilePath));
    }

    [Fact]
    public void TheAuditLogIsOnlyAddedTo()
    {
        using var some = new SomeAccounts();
        some.Book.Audit.Add("ruth", "signed-in", "ruth", "", "192.0.2.1");
        using var connection = new SqliteConnection($"Data Source={some.FilePath}");
        connection.Open();

        foreach (var sql in new[] { "DELETE FROM audit", "UPDATE audit SET who = 'nobody'", "REPLACE INTO audit (number, at, who, what, subject, detail, origin) VALUES (1, 0, '', '', '', '', '')" })
        {
            using var command = connection.CreateCommand();
#pragma warning disable CA2100 // the constants above
            command.CommandText = "PRAGMA recursive_triggers = ON; " + sql;
#pragma warning restore CA2100
            Assert.Throws<SqliteException>(() => command.ExecuteNonQuery());
        }

        Assert.Equal("signed-in", Assert.Single(some.Book.Audit.Latest(10)).What);
    }

    [Fact]
    public void ADamagedFileIsSaidSo()
    {
        var folder = Directory.CreateTempSubdirectory("broadsheet-accounts-").FullName;
        File.WriteAllText(Path.Combine(folder, "accounts.db"), string.Concat(Enumerable.Repeat("no database ", 500)));

        var trouble = Assert.Throws<AccountException>(() => AccountBook.Open(folder, TimeProvider.System));

        Assert.Contains("accounts.db", trouble.Message, StringComparison.Ordinal);
        SqliteConnection.ClearAllPools();
        Directory.Delete(folder, recursive: true);
    }

    [Fact]
    public void RevisionsAreKeptTheLatestFiftyOfEachFile()
    {
        using var some = new SomeAccounts();
        for (var i = 0; i < 60; i++)
            some.Book.Revisions.Add("a.yaml", "ruth", $"{i}", $"{i + 1}");
        some.Book.Revisions.Add("b.yaml", "ruth", null, "b");

        Assert.Equal(Enumerable.Range(11, 50).Reverse().Select(i => $"{i}"), some.Book.Revisions.Of("a.yaml").Select(revision => revision.After).Take(50));
        Assert.Equal(50, some.Book.Revisions.Of("a.yaml").Count);
        Assert.Null(Assert.Single(some.Book.Revisions.Of("b.yaml")).Before);
    }
}

/// <summary>What a password must be.</summary>
public sealed class PasswordRulesTests
{
    [Theory]
    [InlineData("short")]
    [InlineData("aaaaaaaaaaaaaaaa")]
    [InlineData("abababababab")]
    [InlineData("123456789012")]
    [InlineData("abcdefghijkl")]
    [InlineData("password1234")]
    [InlineData("Password-Password-1")]
    [InlineData("ruthruth1234")]
    [InlineData("Broadsheet123")]
    [InlineData("changeme!changeme!")]
    public void WhatIsTriedFirstIsRefused(string password) => Assert.NotNull(PasswordRules.ComplaintAbout(password, "ruth"));

    [Theory]
    [InlineData("seven herrings on a quay")]
    [InlineData("Xk9#vL2$pQ7!")]
    [InlineData("über den Hafen nach Süden")]
    [InlineData("correct horse battery staple")]
    public void WhatIsHardToGuessIsTaken(string password) => Assert.Null(PasswordRules.ComplaintAbout(password, "ruth"));

    [Fact]
    public void OnlyThePasswordItselfIsRight()
    {
        var kept = PasswordRules.Hash(SomeAccounts.Password);

        Assert.True(PasswordRules.IsRight(kept, SomeAccounts.Password, out _));
        Assert.False(PasswordRules.IsRight(kept, SomeAccounts.Password + " ", out _));
        Assert.False(PasswordRules.IsRight(kept, SomeAccounts.Password.ToUpperInvariant(), out _));
        Assert.False(PasswordRules.IsRight(null, SomeAccounts.Password, out _));
        Assert.False(PasswordRules.IsRight(kept, new string('x', 100_000), out _));
    }
}

/// <summary>The door that opens to a password.</summary>
public sealed class PasswordDoorTests
{
    [Fact]
    public void ARightPasswordOpensAndIsNoted()
    {
        using var some = new SomeAccounts();
        some.Book.Add("ruth", Role.Owner, SomeAccounts.Password);
        var door = new PasswordDoor(some.Book, some.Options, some.Time);

        Assert.Equal("ruth", door.Open("RUTH", SomeAccounts.Password, "")?.Name);
        Assert.Null(door.Open("ruth", "wrong", "192.0.2.1"));
        Assert.Equal(("sign-in-failed", "192.0.2.1"), some.Book.Audit.Latest(1).Select(entry => (entry.What, entry.From)).Single());
    }

    [Theory]
    [InlineData("ruth")]
    [InlineData("nobody")]
    public void TooManyWrongPasswordsMustWait(string name)
    {
        using var some = new SomeAccounts();
        some.Book.Add("ruth", Role.Owner, SomeAccounts.Password);
        var door = new PasswordDoor(some.Book, some.Options, some.Time);
        for (var i = 0; i < some.Options.FreeTries; i++)
            Assert.Null(door.Open(name, "wrong", ""));

        Assert.Null(door.Open(name, SomeAccounts.Password, ""));
        Assert.Equal("sign-in-refused", some.Book.Audit.Latest(1)[0].What);

        some.Time.Advance(TimeSpan.FromSeconds(31));
        Assert.Equal(name == "ruth", door.Open(name, SomeAccounts.Password, "") is not null);
    }

    [Fact]
    public void TheWaitNeverShrinksAndNeverPassesAQuarterOfAnHour()
    {
        using var some = new SomeAccounts();
        var door = new PasswordDoor(some.Book, some.Options, some.Time);

        Gen.Int[0, 10_000].Sample(times =>
            door.WaitAfter(times) <= door.WaitAfter(times + 1) && door.WaitAfter(times) <= TimeSpan.FromMinutes(15) && (door.WaitAfter(times) > TimeSpan.Zero) == (times >= some.Options.FreeTries));
    }
}
