using System.Globalization;
using System.Security.Cryptography;
using Microsoft.AspNetCore.DataProtection;

namespace Broadsheet.Server.Accounts;

/// <summary>The door behind the password's, for accounts with a second factor. A wrong code counts like a wrong password, and both wait together.</summary>
internal sealed class CodeDoor(AccountBook book, PasswordDoor passwords, IDataProtectionProvider protection, TimeProvider time)
{
    private static readonly TimeSpan TicketHolds = TimeSpan.FromMinutes(5);

    private readonly IDataProtector secrets = protection.CreateProtector("second-factor");
    private readonly IDataProtector tickets = protection.CreateProtector("password-was-right");

    /// <summary>A new secret to be shown, encrypted so that it can travel in a form meanwhile.</summary>
    public string Offer() => secrets.Protect(Convert.ToHexString(OneTimeCode.MakeSecret()));

    /// <summary>The secret of what was offered or kept; null when it is none of ours.</summary>
    public byte[]? Secret(string kept)
    {
        try
        {
            return Convert.FromHexString(secrets.Unprotect(kept));
        }
        catch (CryptographicException)
        {
            return null;
        }
    }

    /// <summary>What a browser brings back with the code: that the password was right, a moment ago, and which it was.</summary>
    public string Ticket(Account account) => tickets.Protect(string.Create(
        CultureInfo.InvariantCulture, $"{AccountsDatabase.Kept(time.GetUtcNow() + TicketHolds)} {PasswordSum(account)} {account.Name}"));

    /// <summary>The account of a ticket; null when it is old, or the password is another since.</summary>
    public Account? Read(string ticket)
    {
        try
        {
            var parts = tickets.Unprotect(ticket).Split(' ', 3);
            return time.GetUtcNow() < AccountsDatabase.Instant(long.Parse(parts[0], CultureInfo.InvariantCulture))
                && book.Find(parts[2]) is { } account && PasswordSum(account) == parts[1] ? account : null;
        }
        catch (CryptographicException)
        {
            return null;
        }
    }

    /// <summary>Whether a code, or a recovery code, lets an account in; it does so once.</summary>
    public bool Open(Account account, string code, string from)
    {
        if (book.SecondFactors.Find(account) is not { } factor || passwords.MustWait(account.Name, from))
            return false;
        var isRight = Secret(factor.Secret) is { } secret && OneTimeCode.Find(secret, code, time.GetUtcNow()) is { } step && book.SecondFactors.Use(account, step);
        if (!isRight && book.SecondFactors.UseRecovery(account, code))
        {
            isRight = true;
            book.Audit.Add(account.Name, "recovery-code-used", account.Name, string.Create(CultureInfo.InvariantCulture, $"{factor.RecoveryLeft - 1} are left."), from);
        }

        if (isRight)
        {
            book.ForgetFailures(account.Name);
            return true;
        }

        book.CountFailure(account.Name);
        book.Audit.Add(account.Name, "sign-in-failed", account.Name, "The code was wrong, or used before.", from);
        return false;
    }

    private string PasswordSum(Account account) => Convert.ToHexString(Accounts.Secret.Sum(book.PasswordOf(account.Name) ?? "")[..8]);
}
