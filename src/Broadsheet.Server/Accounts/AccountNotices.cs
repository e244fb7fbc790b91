using Broadsheet.Server.Mail;
using Broadsheet.Site;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Broadsheet.Server.Accounts;

/// <summary>Tells by mail that an account's way in was changed, so that nobody takes one over in silence. Without an address or a mail server the audit log says it alone.</summary>
internal sealed partial class AccountNotices(IServiceProvider services, SiteFolder site, AccountBook book, TimeProvider time, ILogger<AccountNotices> logger)
{
    private readonly PostOffice? office = services.GetService<PostOffice>();

    /// <summary>Tells it, to the address that was the account's before. Whoever changed it does not wait for the mail server.</summary>
    /// <param name="account">The account as it was before.</param>
    /// <param name="what">What was done, such as <see cref="AccountNotice.PasswordChanged"/>.</param>
    /// <param name="caller">Who did it.</param>
    public void Tell(Account account, string what, Caller caller)
    {
        if (account.Mail is not null && office is { Mailroom.CanSend: true })
            _ = SendAsync(new AccountNotice(account, what, caller.Account.Name, caller.From), time.GetUtcNow());
    }

    private async Task SendAsync(AccountNotice notice, DateTimeOffset at)
    {
        try
        {
            await notice.SendAsync(office!.Mailroom, site.Masthead.Title, at, CancellationToken.None);
        }
#pragma warning disable CA1031 // whatever went wrong with the mail: what was changed is changed, and the log has it
        catch (Exception trouble)
#pragma warning restore CA1031
        {
            LogNotSent(notice.Account.Name, trouble.Message);
            book.Audit.Add(notice.Account.Name, AccountNotice.NotSent, notice.Account.Name, trouble.Message, "");
        }
    }

    [LoggerMessage(LogLevel.Warning, "{Name} could not be told by mail that the account was changed: {Trouble}")]
    private partial void LogNotSent(string name, string trouble);
}
