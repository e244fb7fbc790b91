using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using Broadsheet.Cli.Terminal;
using Broadsheet.Server.Accounts;

namespace Broadsheet.Cli.Commands.AccountVerbs;

/// <summary><c>broadsheet accounts list</c>: who may sign in.</summary>
internal static class AccountsListCommand
{
    public static Command Create()
    {
        var directory = SiteArguments.Directory();
        var json = SiteArguments.Json();
        var command = new Command("list", "List the accounts with their roles.") { directory, json };
        command.SetAction(parsed =>
        {
            var streams = parsed.InvocationConfiguration;
            return AccountsCommand.InBook(parsed.GetRequiredValue(directory), streams, book =>
            {
                var lines = book.All().Select(account => AccountLine.Of(account, book.Tokens(account).Count)).ToArray();
                if (parsed.GetValue(json))
                    streams.Output.WriteLine(JsonSerializer.Serialize(lines, MachineJson.Default.AccountLineArray));
                else if (lines.Length == 0)
                    streams.Output.WriteLine("There are no accounts, so the desk is closed. Make the first with 'broadsheet accounts add NAME --role owner'.");
                else
                    Show(lines, streams.Output);
                return ExitCode.Done;
            });
        });
        return command.WithExamples(("broadsheet accounts list harbour --json", "for a script"));
    }

    private static void Show(AccountLine[] lines, TextWriter output)
    {
        foreach (var line in lines)
        {
            var seen = line.LastSignIn?.UtcDateTime.ToString("yyyy-MM-dd HH:mm'Z'", CultureInfo.InvariantCulture) ?? "never";
            output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{line.Name}  {line.Role}, signs in by {line.SignsInBy}, last {seen}, {line.Tokens} tokens"));
        }
    }
}

/// <summary>An account as it is listed.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Role">Its role.</param>
/// <param name="SignsInBy"><c>password</c> or <c>openid</c>.</param>
/// <param name="Created">When it was made.</param>
/// <param name="LastSignIn">When it last signed in; null when never.</param>
/// <param name="Tokens">How many tokens it has.</param>
internal sealed record AccountLine(string Name, string Role, string SignsInBy, DateTimeOffset Created, DateTimeOffset? LastSignIn, int Tokens)
{
    /// <summary>The line of an account.</summary>
    public static AccountLine Of(Account account, int tokens) =>
        new(account.Name, AccountBook.Word(account.Role), account.HasPassword ? "password" : "openid", account.Created, account.LastSignIn, tokens);
}
