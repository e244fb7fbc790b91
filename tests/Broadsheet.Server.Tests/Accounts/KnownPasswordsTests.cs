using System.Globalization;
using System.Net;
using System.Security.Cryptography;
using System.Text;
using Broadsheet.Server.Accounts;
using Broadsheet.Server.Tests.Desk;
using CsCheck;

namespace Broadsheet.Server.Tests.Accounts;

/// <summary>Passwords that are known from elsewhere.</summary>
public sealed class KnownPasswordsTests(SampleSite sample) : IDisposable
{
    private readonly string path = Path.GetTempFileName();

    [Theory]
    [InlineData("\n")]
    [InlineData("\r\n")]
    public void SearchedByHalvesAFileHasWhatIsInItAndNothingElse(string end) =>
        Gen.Select(Gen.Int[1, 60], Gen.Int[1, 12], Gen.Bool, Gen.Bool).Sample((count, digits, hasCounts, endsOpen) =>
        {
            string[] words = [.. Enumerable.Range(0, 2 * count).Select(number => string.Create(CultureInfo.InvariantCulture, $"word {number} of {count}"))];
            var lines = words[..count].Select(word => HashOf(word) + (hasCounts ? ":" + new string('7', 1 + (word.Length * digits % 12)) : "")).Order(StringComparer.Ordinal);
            File.WriteAllText(path, string.Join(end, lines) + (endsOpen ? "" : end));
            var known = new KnownPasswords(path, readWhole: 0);
            Assert.All(words[..count], word => Assert.True(known.Has(word), word));
            Assert.All(words[count..], word => Assert.False(known.Has(word), word));
        }, iter: 200, threads: 1);

    [Fact]
    public void ALineOfAnotherKindIsNamed()
    {
        File.WriteAllText(path, HashOf("one") + "\n\n" + HashOf("two").ToLowerInvariant() + ":12\nthree\n");

        Assert.True(new KnownPasswords(path).Has("two"));
        Assert.Contains($"{path} has no SHA-1 in line 4.", Assert.Throws<AccountException>(() => new KnownPasswords(path).Has("four")).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void DisorderIsNoticedWhereItIsMet()
    {
        File.WriteAllText(path, string.Join('\n', Enumerable.Range(0, 100).Select(number => HashOf($"{number}")).OrderDescending(StringComparer.Ordinal)));

        Assert.False(new KnownPasswords(path).Has("none of them"));
        Assert.Contains("is out of order in the line at byte", Assert.Throws<AccountException>(() => new KnownPasswords(path, readWhole: 0).Has("none of them")).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void AListOfPasswordsIsReadInAnyOrder()
    {
        File.WriteAllText(path, "zebra crossing at noon\r\nälter als der Turm\r\na few words in a row");
        var known = new KnownPasswords(path);

        Assert.True(known.Has("älter als der Turm"));
        Assert.True(known.Has("a few words in a row"));
        Assert.False(known.Has("a few words in a"));
        Assert.False(known.Has("A few words in a row"));
        Assert.Contains("too large", new KnownPasswords(path, readWhole: 10).Trouble(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("", "is empty")]
    [InlineData("8846F7EAEE8FB117AD06BDD830B7586C:9\n", "not those of NTLM")]
    public void AFileThatWillNotDoIsRefused(string content, string complaint)
    {
        File.WriteAllText(path, content);

        Assert.Contains(complaint, new KnownPasswords(path).Trouble(), StringComparison.Ordinal);
    }

    [Fact]
    public void WhileTheFileIsMissingNoPasswordIsSet()
    {
        File.Delete(path);
        using var some = new SomeAccounts();
        var book = AccountBook.Open(some.Folder, some.Time, new KnownPasswords(path));

        Assert.Contains($"{path} cannot be read", Assert.Throws<AccountException>(() => book.Add("ruth", Role.Owner, SomeAccounts.Password)).Message, StringComparison.Ordinal);
        Assert.Null(book.Find("ruth"));
    }

    [Fact]
    public void AKnownPasswordIsNeitherTakenNorLeftUnsaid()
    {
        File.WriteAllText(path, "eight herrings on a quay\n");
        using var some = new SomeAccounts();
        var book = AccountBook.Open(some.Folder, some.Time, new KnownPasswords(path));
        var ruth = book.Add("ruth", Role.Owner, SomeAccounts.Password);
        Assert.Throws<AccountException>(() => book.Add("jonas", Role.Editor, "eight herrings on a quay"));
        Assert.Throws<AccountException>(() => book.SetPassword(ruth, "eight herrings on a quay"));
        var door = new PasswordDoor(book, some.Options, some.Time);
        Assert.NotNull(door.Open("ruth", SomeAccounts.Password, "::1"));
        Assert.DoesNotContain(book.Audit.Latest(10), entry => entry.What == "password-known");

        // It became known since.
        File.AppendAllText(path, SomeAccounts.Password + "\n");

        Assert.NotNull(door.Open("ruth", SomeAccounts.Password, "::1"));
        Assert.Contains(book.Audit.Latest(10), entry => entry.What == "password-known");
        File.Delete(path);
        Assert.NotNull(door.Open("ruth", SomeAccounts.Password, "::1"));
    }

    [Fact]
    public async Task TheDeskRefusesAKnownPassword()
    {
        await File.WriteAllTextAsync(path, HashOf("nine herrings on a quay") + ":3\n", TestContext.Current.CancellationToken);
        await using var site = await SiteCopy.StartAsync(sample, polls: false, settings: text => text.Replace("signInsPerMinute:", $"knownPasswords: {path}\n  signInsPerMinute:", StringComparison.Ordinal));
        using var ruth = await Visitor.SignedInAsync(site.Live, Role.Owner, "ruth");
        await ruth.SeeAsync("/desk/me");

        using var known = await ruth.SendAsync("/desk/me", ("do", "password"), ("password", "nine herrings on a quay"), ("present", SomeAccounts.Password));
        Assert.Equal(HttpStatusCode.BadRequest, known.StatusCode);
        Assert.Contains("known from elsewhere", await known.Content.ReadAsStringAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);
        await ruth.DoAsync("/desk/me", ("do", "password"), ("password", "ten herrings on a quay"), ("present", SomeAccounts.Password));
    }

    public void Dispose() => File.Delete(path);

    [System.Diagnostics.CodeAnalysis.SuppressMessage("Security", "CA5350", Justification = "It is the sum that the lists are made of.")]
    private static string HashOf(string word) => Convert.ToHexString(SHA1.HashData(Encoding.UTF8.GetBytes(word)));
}
