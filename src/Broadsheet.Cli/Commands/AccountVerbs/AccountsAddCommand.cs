using System.CommandLine;
using Broadsheet.Cli.Terminal;
using Broadsheet.Server.Accounts;

namespace Broadsheet.Cli.Commands.AccountVerbs;

/// <summary><c>broadsheet accounts add</c>: makes an account.</summary>
internal static class AccountsAddCommand
{
    public static Command Create()
    {
        var name = new Argument<string>("NAME") { Description = "The name to sign in with; it stands in decisions, too." };
        var directory = SiteArguments.Directory();
        var role = AccountsCommand.RoleOption("What it may do: look (reader), decide about stories, topics and feeds (editor), or also look after accounts (owner).");
        role.Required = true;
        var openId = new Option<bool>("--openid") { Description = "Without a password: for who comes with that name from the OpenID Connect provider. The first who does has it." };
        var command = new Command("add", "Make an account. The password is asked for, or read from standard input.") { name, directory, role, openId };
        command.SetAction(parsed =>
        {
            var streams = parsed.InvocationConfiguration;
            return AccountsCommand.InBook(parsed.GetRequiredValue(directory), streams, book =>
            {
                var wanted = parsed.GetRequiredValue(name);
                if (Account.ComplaintAbout(wanted) is { } complaint)
                    throw new AccountException(complaint);
                var isInvited = parsed.GetValue(openId);
                var password = isInvited ? null : PasswordPrompt.Ask(streams);
                if (password is null && !isInvited)
                    return ExitCode.Failed;
                var account = book.Add(wanted, parsed.GetValue(role), password);
                book.Audit.Add(AccountsCommand.Operator, isInvited ? "account-invited" : "account-added", account.Name, AccountBook.Word(account.Role), AccountsCommand.Here);
                streams.Output.WriteLine($"Added {account.Name}, {AccountBook.Word(account.Role)}. The desk is at /desk of a site that is served.");
                return ExitCode.Done;
            });
        });
        return command.WithExamples(
            ("broadsheet accounts add ruth --role owner", "asks for a password"),
            ("pass show desk | broadsheet accounts add ruth harbour --role editor", "takes the first line of it"),
            ("broadsheet accounts add jonas --role editor --openid", "invites who has that name at the provider"));
    }
}
