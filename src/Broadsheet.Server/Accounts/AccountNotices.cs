using System.Globalization;
using Broadsheet.Publishing.Mailing;
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
    /// <param name="what">What was done, such as <c>The password was changed</c>.</param>
    /// <param name="caller">Who did it.</param>
    public void Tell(Account account, string what, Caller caller)
    {
        if (ReaderAddress.Parse(account.Mail) is { } to && office is { Mailroom.CanSend: true })
            _ = SendAsync(account.Name, what, to, caller);
    }

    private async Task SendAsync(string name, string what, ReaderAddress to, Caller caller)
    {
        try
        {
            var at = time.GetUtcNow().UtcDateTime.ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture);
            await office!.Mailroom.SendNoticeAsync(
                $"{site.Masthead.Title}: your account {name}",
                $"{what}: account {name} at the desk of {site.Masthead.Title}, {at} UTC, by {caller.Account.Name}, from {caller.From}.\n\nIf you did not expect that, tell whoever runs the site at once.\n",
                to,
                CancellationToken.None);
        }
#pragma warning disable CA1031 // whatever went wrong with the mail: what was changed is changed, and the log has it
        catch (Exception trouble)
#pragma warning restore CA1031
        {
            LogNotSent(name, trouble.Message);
            book.Audit.Add(name, "notice-failed", name, trouble.Message, "");
        }
    }

    [LoggerMessage(LogLevel.Warning, "{Name} could not be told by mail that the account was changed: {Trouble}")]
    private partial void LogNotSent(string name, string trouble);
}
