using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using Broadsheet.Cli.Terminal;
using Broadsheet.Server.Accounts;

namespace Broadsheet.Cli.Commands.AccountVerbs;

/// <summary><c>broadsheet accounts token</c>: keys with which programs act on behalf of an account.</summary>
internal static class AccountsTokenCommands
{
    public static Command Create() => new Command("token", "Make, list and end the keys with which programs act on behalf of an account.")
    {
        Make(),
        List(),
        Revoke(),
    }.WithExamples(("broadsheet accounts token create ruth --label \"our bot\" --scope read", "told this once; only its hash is kept"));

    private static Command Make()
    {
        var name = new Argument<string>("NAME") { Description = "The account on whose behalf it acts." };
        var directory = SiteArguments.Directory();
        var label = new Option<string>("--label") { Description = "What it is for.", HelpName = "TEXT", DefaultValueFactory = _ => "" };
        var scopes = new Option<string[]>("--scope") { Description = "What it may do: read, decide, topics, feeds. Several times for several.", Required = true }.AcceptOnlyFromAmong([.. RoleScopes.Names(RoleScopes.Tokens)]);
        var days = new Option<int?>("--days") { Description = "Ends after so many days; never when left out.", HelpName = "NUMBER" };
        days.Validators.Add(result =>
        {
            if (result.GetValue(days) is < 1 or > 3650)
                result.AddError("--days: write a number from 1 to 3650.");
        });
        var command = new Command("create", "Make a token and tell it, this once.") { name, directory, label, scopes, days };
        command.SetAction((parsed, cancellation) =>
        {
            var streams = parsed.InvocationConfiguration;
            return AccountsCommand.OnAccountAsync(parsed.GetRequiredValue(directory), parsed.GetRequiredValue(name), streams, async (book, account, notices) =>
            {
                var wanted = parsed.GetRequiredValue(scopes).Select(scope => RoleScopes.Find(scope) ?? Scopes.None).Aggregate(Scopes.None, (all, one) => all | one);
                var expires = parsed.GetValue(days) is { } left ? TimeProvider.System.GetUtcNow().AddDays(left) : (DateTimeOffset?)null;
                var (secret, token) = book.AddToken(account, parsed.GetRequiredValue(label), wanted, expires);
                book.Audit.Add(AccountsCommand.Operator, "token-created", account.Name, $"{string.Join(' ', RoleScopes.Names(token.Scopes))} {token.Label}".TrimEnd(), AccountsCommand.Here);
                streams.Output.WriteLine(secret);
                streams.Error.WriteLine("Keep it: it is not shown again. Send it as 'Authorization: Bearer …'.");
                await notices.TellAsync(account, AccountNotice.TokenMade, cancellation);
                return ExitCode.Done;
            });
        });
        return command.WithExamples(
            ("broadsheet accounts token create ruth --scope read --scope decide --days 90", "for an MCP client that may decide"));
    }

    private static Command List()
    {
        var directory = SiteArguments.Directory();
        var json = SiteArguments.Json();
        var command = new Command("list", "List the tokens of all accounts.") { directory, json };
        command.SetAction(parsed =>
        {
            var streams = parsed.InvocationConfiguration;
            return AccountsCommand.InBook(parsed.GetRequiredValue(directory), streams, book =>
            {
                var lines = book.Tokens().Select(TokenLine.Of).ToArray();
                if (parsed.GetValue(json))
                {
                    streams.Output.WriteLine(JsonSerializer.Serialize(lines, MachineJson.Default.TokenLineArray));
                    return ExitCode.Done;
                }

                foreach (var line in lines)
                    streams.Output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{line.Number}  {line.Account}  {string.Join(' ', line.Scopes)}  {line.Label}"));
                return ExitCode.Done;
            });
        });
        return command.WithExamples(("broadsheet accounts token list", "with the numbers that 'revoke' takes"));
    }

    private static Command Revoke()
    {
        var number = new Argument<long>("NUMBER") { Description = "The token's number, as 'list' tells it." };
        var directory = SiteArguments.Directory();
        var command = new Command("revoke", "End a token at once.") { number, directory };
        command.SetAction(parsed =>
        {
            var streams = parsed.InvocationConfiguration;
            return AccountsCommand.InBook(parsed.GetRequiredValue(directory), streams, book =>
            {
                var wanted = parsed.GetRequiredValue(number);
                if (book.Tokens().FirstOrDefault(token => token.Number == wanted) is not { } token)
                {
                    streams.Error.WriteLine(string.Create(CultureInfo.InvariantCulture, $"There is no token {wanted}."));
                    return ExitCode.NotFound;
                }

                book.Revoke(token);
                book.Audit.Add(AccountsCommand.Operator, "token-revoked", token.Account.Name, token.Label, AccountsCommand.Here);
                streams.Output.WriteLine($"The token '{token.Label}' of {token.Account.Name} is ended.");
                return ExitCode.Done;
            });
        });
        return command.WithExamples(("broadsheet accounts token revoke 3", "holds at once"));
    }
}

/// <summary>A token as it is listed.</summary>
/// <param name="Number">Its number.</param>
/// <param name="Account">On whose behalf it acts.</param>
/// <param name="Label">What it is for.</param>
/// <param name="Scopes">What it may do.</param>
/// <param name="Created">When it was made.</param>
/// <param name="Expires">When it ends; null for never.</param>
/// <param name="LastUsed">When it was last used; null when never.</param>
internal sealed record TokenLine(long Number, string Account, string Label, IReadOnlyList<string> Scopes, DateTimeOffset Created, DateTimeOffset? Expires, DateTimeOffset? LastUsed)
{
    /// <summary>The line of a token.</summary>
    public static TokenLine Of(ApiToken token) => new(token.Number, token.Account.Name, token.Label, RoleScopes.Names(token.InForce), token.Created, token.Expires, token.LastUsed);
}
