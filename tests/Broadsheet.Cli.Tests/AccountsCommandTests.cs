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
}
