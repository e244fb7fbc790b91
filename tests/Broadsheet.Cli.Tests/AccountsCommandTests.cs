using System.Globalization;
using System.Text;
using Broadsheet.Server.Accounts;
using Broadsheet.Testing;
using Microsoft.Data.Sqlite;

namespace Broadsheet.Cli.Tests;

/// <summary><c>broadsheet accounts</c> through the program.</summary>
public sealed class AccountsCommandTests : IDisposable
{
    private const string Password = "seven herrings on a quay\n";
    private readonly string site = Directory.CreateTempSubdirectory("broadsheet-accounts-").FullName;

    public AccountsCommandTests() => File.WriteAllText(Path.Combine(site, "broadsheet.yml"), "title: Some Paper\nurl: https://paper.example\n");

    public void Dispose() => Directory.Delete(site, recursive: true);

    [Fact]
    public async Task TheFirstOwnerIsMadeAndWhatHappenedIsInTheLog()
    {
        Assert.Contains("desk is closed", (await BroadsheetProcess.DoneAsync("accounts", "list", site)).Output, StringComparison.Ordinal);

        var added = await BroadsheetProcess.TypedAsync(Password, "accounts", "add", "ruth", site, "--role", "owner");
        Assert.Equal(0, added.ExitCode);
        Assert.DoesNotContain("herrings", added.Output + added.Errors, StringComparison.Ordinal);
        var token = (await BroadsheetProcess.DoneAsync("accounts", "token", "create", "ruth", site, "--scope", "read", "--scope", "decide", "--label", "our bot")).Output.Trim();
        Assert.StartsWith("bst_", token, StringComparison.Ordinal);

        Assert.Contains("ruth  owner, signs in by password, last never, 1 tokens", (await BroadsheetProcess.DoneAsync("accounts", "list", site)).Output, StringComparison.Ordinal);
        Assert.Contains("1  ruth  read decide  our bot", (await BroadsheetProcess.DoneAsync("accounts", "token", "list", site)).Output, StringComparison.Ordinal);
        var log = (await BroadsheetProcess.DoneAsync("accounts", "audit", site)).Output;
        Assert.Contains("account-added  ruth (owner)  command line", log, StringComparison.Ordinal);
        Assert.Contains("token-created  ruth (read decide our bot)", log, StringComparison.Ordinal);
        Assert.DoesNotContain(token, log, StringComparison.Ordinal);
    }

    [Fact]
    public async Task WhatCannotBeDoneIsSaidAndChangesNothing()
    {
        Assert.Equal(2, (await BroadsheetProcess.TypedAsync(Password, "accounts", "add", "ruth", site, "--role", "king")).ExitCode);
        Assert.Equal(2, (await BroadsheetProcess.TypedAsync(Password, "accounts", "add", "ruth", site)).ExitCode);
        Assert.Equal(1, (await BroadsheetProcess.TypedAsync("short\n", "accounts", "add", "ruth", site, "--role", "owner")).ExitCode);
        Assert.Equal(1, (await BroadsheetProcess.TypedAsync("", "accounts", "add", "ruth", site, "--role", "owner")).ExitCode);
        Assert.Equal(5, (await BroadsheetProcess.RunAsync("accounts", "remove", "ruth", site)).ExitCode);
        Assert.Equal(0, (await BroadsheetProcess.TypedAsync(Password, "accounts", "add", "ruth", site, "--role", "owner")).ExitCode);

        var removed = await BroadsheetProcess.RunAsync("accounts", "remove", "ruth", site);

        Assert.Equal(1, removed.ExitCode);
        Assert.Contains("only owner", removed.Errors, StringComparison.Ordinal);
        Assert.Equal(5, (await BroadsheetProcess.RunAsync("accounts", "token", "revoke", "7", site)).ExitCode);
        Assert.Equal(5, (await BroadsheetProcess.RunAsync("accounts", "second-factor", "off", "nobody", site)).ExitCode);
        Assert.Contains("ruth has none", (await BroadsheetProcess.RunAsync("accounts", "second-factor", "off", "ruth", site)).Output, StringComparison.Ordinal);
    }

    [Fact]
    [System.Diagnostics.CodeAnalysis.SuppressMessage("Security", "CA5350", Justification = "It is the sum that the lists are made of.")]
    public async Task APasswordThatIsKnownFromElsewhereIsRefusedAndTheDoctorLooksAtTheList()
    {
        var list = Path.Combine(site, "known.txt");
        File.AppendAllText(Path.Combine(site, "broadsheet.yml"), "accounts:\n  knownPasswords: known.txt\n");
        var missing = await BroadsheetProcess.TypedAsync(Password, "accounts", "add", "ruth", site, "--role", "owner");
        Assert.Equal(1, missing.ExitCode);
        Assert.Contains($"accounts.knownPasswords: {list} cannot be read", missing.Errors, StringComparison.Ordinal);
        Assert.Contains("passwords: accounts.knownPasswords", (await BroadsheetProcess.RunAsync("doctor", site, "--offline")).Output, StringComparison.Ordinal);

        // The SHA-1 of the password, and its count.
        File.WriteAllText(list, Convert.ToHexString(System.Security.Cryptography.SHA1.HashData("seven herrings on a quay"u8)) + ":17\n");
        var known = await BroadsheetProcess.TypedAsync(Password, "accounts", "add", "ruth", site, "--role", "owner");
        Assert.Equal(1, known.ExitCode);
        Assert.Contains("known from elsewhere", known.Errors, StringComparison.Ordinal);
        Assert.Equal(0, (await BroadsheetProcess.TypedAsync("eight herrings on a quay\n", "accounts", "add", "ruth", site, "--role", "owner")).ExitCode);
        Assert.Contains("compared with the file", (await BroadsheetProcess.RunAsync("doctor", site, "--offline")).Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task WhoseWayInIsChangedIsToldByMailAsTheDeskDoes()
    {
        await using var sink = SmtpSink.Open();
        await WithMailAsync(sink);

        var changed = await BroadsheetProcess.TypedAsync("eight herrings on a quay\n", "accounts", "password", "ruth", site);
        var token = await BroadsheetProcess.DoneAsync("accounts", "token", "create", "ruth", site, "--scope", "read");
        await BroadsheetProcess.DoneAsync("accounts", "role", "ruth", site, "--role", "editor");
        await BroadsheetProcess.DoneAsync("accounts", "second-factor", "off", "ruth", site);
        GiveSecondFactor();
        await BroadsheetProcess.DoneAsync("accounts", "second-factor", "off", "ruth", site);
        await BroadsheetProcess.DoneAsync("accounts", "remove", "ruth", site);

        Assert.All(sink.Mails, mail => Assert.Equal("ruth@paper.example", Assert.Single(mail.To)));
        Assert.Collection(
            sink.Mails.Select(mail => Encoding.UTF8.GetString(mail.Bytes)),
            told => Assert.Contains("The password was changed: account ruth at the desk of Some Paper", told, StringComparison.Ordinal),
            told => Assert.Contains("A token was made", told, StringComparison.Ordinal),
            told => Assert.Contains("The second factor was taken off", told, StringComparison.Ordinal),
            told => Assert.Contains("The account was removed", told, StringComparison.Ordinal));
        Assert.Contains("from the command line", Encoding.UTF8.GetString(sink.Mails[0].Bytes).ReplaceLineEndings(" "), StringComparison.Ordinal);
        Assert.DoesNotContain("No mail", changed.Errors + token.Errors, StringComparison.Ordinal);
        Assert.Equal(0, changed.ExitCode);
        // What only the operator may see is in no mail.
        Assert.All(sink.Mails, mail => Assert.DoesNotContain(token.Output.Trim(), Encoding.UTF8.GetString(mail.Bytes), StringComparison.Ordinal));
    }

    [Fact]
    public async Task AMailThatIsRefusedIsSaidInOneLineAndTheChangeStands()
    {
        await using var sink = SmtpSink.Open();
        sink.AnswerMail = _ => "550 5.7.1 Not from here";
        await WithMailAsync(sink);

        var changed = await BroadsheetProcess.TypedAsync("eight herrings on a quay\n", "accounts", "password", "ruth", site);

        Assert.Equal(0, changed.ExitCode);
        Assert.Contains("has a new password", changed.Output, StringComparison.Ordinal);
        Assert.Equal("No mail tells ruth of it: The mail server refuses it: 550 5.7.1 Not from here\n", changed.Errors);
        Assert.Equal(["notice-failed", "password-changed"], Book.Audit.Latest(2).Select(entry => entry.What));
    }

    [Fact]
    public async Task WithoutAMailServerOrAnAddressItIsSaidThatNobodyWasTold()
    {
        Book.Add("ruth", Role.Owner, Password.Trim());
        var serverless = await BroadsheetProcess.DoneAsync("accounts", "token", "create", "ruth", site, "--scope", "read");
        await using var sink = SmtpSink.Open();
        SetMail(sink.Port);
        var addressless = await BroadsheetProcess.DoneAsync("accounts", "token", "create", "ruth", site, "--scope", "read");

        Assert.EndsWith("No mail tells ruth of it: the site has no mail server and sender (mail.host, newsletter.from).\n", serverless.Errors, StringComparison.Ordinal);
        Assert.EndsWith("No mail tells ruth of it: no address is written below that name at the desk.\n", addressless.Errors, StringComparison.Ordinal);
        Assert.Equal(0, sink.Connections);
        Assert.Equal(2, Book.Tokens().Count);
    }

    private AccountBook Book => AccountBook.Open(Path.Combine(site, ".broadsheet"), TimeProvider.System);

    private async Task WithMailAsync(SmtpSink sink)
    {
        SetMail(sink.Port);
        foreach (var name in new[] { "ruth", "jonas" })
            Assert.Equal(0, (await BroadsheetProcess.TypedAsync(Password, "accounts", "add", name, site, "--role", "owner")).ExitCode);
        Book.SetMail(Book.Find("ruth")!, "ruth@paper.example");
    }

    /// <summary>As the desk keeps one; the program can only take it off.</summary>
    private void GiveSecondFactor()
    {
        using var connection = new SqliteConnection($"Data Source={Path.Combine(site, ".broadsheet/accounts.db")};Pooling=False");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = "INSERT INTO second_factors (account, secret, last_step, began) SELECT number, 'kept', 1, 1 FROM accounts WHERE key = 'ruth'";
        Assert.Equal(1, command.ExecuteNonQuery());
    }

    private void SetMail(int port) => File.AppendAllText(
        Path.Combine(site, "broadsheet.yml"),
        string.Create(CultureInfo.InvariantCulture, $"newsletter:\n  from: news@paper.example\nmail:\n  host: 127.0.0.1\n  port: {port}\n  tls: none\n"));
}
