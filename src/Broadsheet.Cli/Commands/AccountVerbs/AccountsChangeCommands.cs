using System.CommandLine;
using System.Globalization;
using Broadsheet.Cli.Terminal;
using Broadsheet.Server.Accounts;

namespace Broadsheet.Cli.Commands.AccountVerbs;

/// <summary>The verbs that change one account.</summary>
internal static class AccountsChangeCommands
{
    public static Command Password() =>
        Change("password", "Give an account another password and sign it out everywhere.", [], (book, account, streams, _) =>
        {
            if (PasswordPrompt.Ask(streams) is not { } password)
                return new Outcome(ExitCode.Failed);
            book.SetPassword(account, password);
            Note(book, "password-changed", account, "");
            streams.Output.WriteLine($"{account.Name} has a new password, and is signed out everywhere.");
            return new Outcome(ExitCode.Done, AccountNotice.PasswordChanged);
        }).WithExamples(("broadsheet accounts password ruth", "asks for it"));

    public static Command Role()
    {
        var role = AccountsCommand.RoleOption("The new role.");
        role.Required = true;
        return Change("role", "Give an account another role; it holds at once.", [role], (book, account, streams, parsed) =>
        {
            book.SetRole(account, parsed.GetValue(role));
            Note(book, "role-changed", account, $"{AccountBook.Word(account.Role)} to {AccountBook.Word(parsed.GetValue(role))}");
            streams.Output.WriteLine($"{account.Name} is {AccountBook.Word(parsed.GetValue(role))} now.");
            return new Outcome(ExitCode.Done);
        }).WithExamples(("broadsheet accounts role jonas --role reader", "may look only"));
    }

    public static Command SignOut() =>
        Change("sign-out", "Sign an account out everywhere. Its tokens stay.", [], (book, account, streams, _) =>
        {
            var ended = book.EndAll(account);
            Note(book, "signed-out-everywhere", account, "");
            streams.Output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{ended} sessions of {account.Name} ended."));
            return new Outcome(ExitCode.Done);
        }).WithExamples(("broadsheet accounts sign-out ruth", "after a laptop was lost"));

    public static Command Remove() =>
        Change("remove", "Remove an account with its sessions and tokens. What it decided stays.", [], (book, account, streams, _) =>
        {
            book.Remove(account);
            Note(book, "account-removed", account, AccountBook.Word(account.Role));
            streams.Output.WriteLine($"{account.Name} is gone.");
            return new Outcome(ExitCode.Done, AccountNotice.Removed);
        }).WithExamples(("broadsheet accounts remove jonas", "the last owner stays"));

    public static Command SecondFactor() => new Command("second-factor", "The code that an account is asked for besides its password. It is set up at the desk.")
    {
        Change("off", "Take it off an account: for who has lost the phone and the recovery codes.", [], (book, account, streams, _) =>
        {
            if (!book.SecondFactors.Off(account))
            {
                streams.Output.WriteLine($"{account.Name} has none.");
                return new Outcome(ExitCode.Done);
            }

            Note(book, "second-factor-off", account, "");
            streams.Output.WriteLine($"The password of {account.Name} lets in without a code now.");
            return new Outcome(ExitCode.Done, AccountNotice.SecondFactorOff);
        }).WithExamples(("broadsheet accounts second-factor off ruth", "the password stays as it is")),
    }.WithExamples(("broadsheet accounts second-factor off ruth", "for who has lost the phone"));

    private static Command Change(string verb, string description, Option[] own, Func<AccountBook, Account, InvocationConfiguration, ParseResult, Outcome> change)
    {
        var name = new Argument<string>("NAME") { Description = "The account's name." };
        var directory = SiteArguments.Directory();
        var command = new Command(verb, description) { name, directory };
        foreach (var option in own)
            command.Add(option);
        command.SetAction((parsed, cancellation) => AccountsCommand.OnAccountAsync(
            parsed.GetRequiredValue(directory),
            parsed.GetRequiredValue(name),
            parsed.InvocationConfiguration,
            async (book, account, notices) =>
            {
                var outcome = change(book, account, parsed.InvocationConfiguration, parsed);
                if (outcome.Told is { } what)
                    await notices.TellAsync(account, what, cancellation);
                return outcome.ExitCode;
            }));
        return command;
    }

    private static void Note(AccountBook book, string what, Account account, string detail) =>
        book.Audit.Add(AccountsCommand.Operator, what, account.Name, detail, AccountsCommand.Here);

    /// <summary>What came of a change.</summary>
    /// <param name="ExitCode">How the program ends.</param>
    /// <param name="Told">What the account's own address is told; null for nothing.</param>
    private sealed record Outcome(int ExitCode, string? Told = null);
}
