using System.Globalization;
using Broadsheet.Publishing.Mailing;

namespace Broadsheet.Server.Accounts;

/// <summary>Says by mail that an account's way in was changed.</summary>
/// <param name="Account">The account as it was before; the mail goes to the address that was its own then.</param>
/// <param name="What">What was done, such as <see cref="PasswordChanged"/>.</param>
/// <param name="By">Who did it.</param>
/// <param name="From">Where they did it.</param>
public sealed record AccountNotice(Account Account, string What, string By, string From)
{
    /// <summary>There is another password.</summary>
    public const string PasswordChanged = "The password was changed";

    /// <summary>The account is gone.</summary>
    public const string Removed = "The account was removed";

    /// <summary>Another address is told from now on.</summary>
    public const string MailChanged = "The address that changes are told to was changed";

    /// <summary>A code is asked for besides the password.</summary>
    public const string SecondFactorOn = "A second factor was set up";

    /// <summary>The password alone lets in.</summary>
    public const string SecondFactorOff = "The second factor was taken off";

    /// <summary>A program may act on behalf of the account.</summary>
    public const string TokenMade = "A token was made, with which a program acts on behalf of the account";

    /// <summary>What the audit log calls it when the mail could not be sent.</summary>
    public const string NotSent = "notice-failed";

    /// <summary>Sends it.</summary>
    /// <param name="mailroom">Whose mail server takes it.</param>
    /// <param name="siteTitle">The name of the newspaper.</param>
    /// <param name="at">When it was done.</param>
    /// <param name="cancellation">Stops it.</param>
    /// <exception cref="MailException">The account has no address, no mail server is set, or it does not take the mail.</exception>
    public async Task SendAsync(Mailroom mailroom, string siteTitle, DateTimeOffset at, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(mailroom);
        var to = ReaderAddress.Parse(Account.Mail) ?? throw new MailException($"{Account.Name} has no address of mail.");
        var moment = at.UtcDateTime.ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture);
        await mailroom.SendNoticeAsync(
            $"{siteTitle}: your account {Account.Name}",
            $"{What}: account {Account.Name} at the desk of {siteTitle}, {moment} UTC, by {By}, from {From}.\n\nIf you did not expect that, tell whoever runs the site at once.\n",
            to,
            cancellation);
    }
}
