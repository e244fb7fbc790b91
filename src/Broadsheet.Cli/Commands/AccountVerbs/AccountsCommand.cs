using System.CommandLine;
using Broadsheet.Cli.Terminal;
using Broadsheet.Server.Accounts;

namespace Broadsheet.Cli.Commands.AccountVerbs;

/// <summary><c>broadsheet accounts</c>: who may sign in at the editor's desk.</summary>
internal static class AccountsCommand
{
    /// <summary>Where the audit log says that something was done here.</summary>
    public const string Here = "command line";

    public static Command Create() => new Command("accounts", "Say who may sign in at the editor's desk, and make keys for programs.")
    {
        AccountsListCommand.Create(),
        AccountsAddCommand.Create(),
        AccountsChangeCommands.Password(),
        AccountsChangeCommands.Role(),
        AccountsChangeCommands.SignOut(),
        AccountsChangeCommands.Remove(),
        AccountsChangeCommands.SecondFactor(),
        AccountsTokenCommands.Create(),
        AccountsAuditCommand.Create(),
    }.WithExamples(
        ("broadsheet accounts add ruth --role owner", "the first one; asks for a password"),
        ("broadsheet accounts add jonas harbour --role editor < password.txt", "from a script"),
        ("broadsheet accounts token create ruth --label \"our bot\" --scope read --scope decide", "tells the token this once"));

    /// <summary>Works on the accounts of a site. What cannot be done is printed with the reason.</summary>
    public static int InBook(string directory, InvocationConfiguration streams, Func<AccountBook, int> work) =>
        InBookAsync(directory, streams, (book, _) => Task.FromResult(work(book))).GetAwaiter().GetResult();

    /// <summary>Works on the accounts of a site, and has what was changed told. What cannot be done is printed with the reason.</summary>
    public static async Task<int> InBookAsync(string directory, InvocationConfiguration streams, Func<AccountBook, OperatorNotices, Task<int>> work)
    {
        if (SiteArguments.Open(directory, settings: null, streams) is not { } site)
            return ExitCode.SiteMistake;
        try
        {
            var book = AccountBook.Open(site.StatePath, TimeProvider.System, KnownPasswords.Of(site.Settings.Section<AccountsOptions>("accounts"), site.Root));
            return await work(book, new OperatorNotices(site, book, streams.Error));
        }
        catch (Exception trouble) when (trouble is AccountException or IOException or UnauthorizedAccessException)
        {
            streams.Error.WriteLine(trouble.Message);
            return ExitCode.Failed;
        }
    }

    /// <summary>Works on one account of a site.</summary>
    public static Task<int> OnAccountAsync(string directory, string name, InvocationConfiguration streams, Func<AccountBook, Account, OperatorNotices, Task<int>> work) => InBookAsync(directory, streams, (book, notices) =>
    {
        if (book.Find(name) is { } account)
            return work(book, account, notices);
        streams.Error.WriteLine($"There is no account '{name}'. 'broadsheet accounts list' shows all.");
        return Task.FromResult(ExitCode.NotFound);
    });

    /// <summary>Who acts, for the audit log.</summary>
    public static string Operator => Environment.UserName;

    public static Option<Role> RoleOption(string description)
    {
        var role = new Option<Role>("--role") { Description = description, HelpName = "reader|editor|owner" };
        role.CustomParser = result =>
        {
            if (result.Tokens.Count == 1 && Enum.TryParse<Role>(result.Tokens[0].Value, ignoreCase: true, out var found) && Enum.IsDefined(found) && !char.IsAsciiDigit(result.Tokens[0].Value[0]))
                return found;
            result.AddError("--role: write reader, editor or owner.");
            return Role.Reader;
        };
        return role;
    }
}
