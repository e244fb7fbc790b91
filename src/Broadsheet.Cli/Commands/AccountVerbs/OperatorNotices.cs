using Broadsheet.Publishing;
using Broadsheet.Publishing.Mailing;
using Broadsheet.Server.Accounts;
using Broadsheet.Site;

namespace Broadsheet.Cli.Commands.AccountVerbs;

/// <summary>Tells by mail what was changed here, in the words of the desk. The change stands in any case; what keeps the mail from going out is one line.</summary>
internal sealed class OperatorNotices(SiteFolder site, AccountBook book, TextWriter errors)
{
    /// <summary>Tells it, to the address that was the account's before.</summary>
    /// <param name="account">The account as it was before.</param>
    /// <param name="what">What was done, such as <see cref="AccountNotice.PasswordChanged"/>.</param>
    /// <param name="cancellation">Gives up waiting for the mail server.</param>
    public async Task TellAsync(Account account, string what, CancellationToken cancellation)
    {
        if (!PressSettings.Read(site).CanMail)
            Complain(account, "the site has no mail server and sender (mail.host, newsletter.from).");
        else if (account.Mail is null)
            Complain(account, "no address is written below that name at the desk.");
        else
            await SendAsync(new AccountNotice(account, what, AccountsCommand.Operator, $"the {AccountsCommand.Here}"), cancellation);
    }

    private async Task SendAsync(AccountNotice notice, CancellationToken cancellation)
    {
        try
        {
            using var mailroom = Mailroom.Open(site, TimeProvider.System);
            await notice.SendAsync(mailroom, site.Masthead.Title, TimeProvider.System.GetUtcNow(), cancellation);
        }
        catch (Exception trouble) when (trouble is MailException or IOException or UnauthorizedAccessException or OperationCanceledException)
        {
            book.Audit.Add(AccountsCommand.Operator, AccountNotice.NotSent, notice.Account.Name, trouble.Message, AccountsCommand.Here);
            Complain(notice.Account, trouble.Message);
        }
    }

    private void Complain(Account account, string reason) => errors.WriteLine($"No mail tells {account.Name} of it: {reason}");
}
