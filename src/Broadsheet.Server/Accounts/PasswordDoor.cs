using System.Globalization;

namespace Broadsheet.Server.Accounts;

/// <summary>Lets in who knows the password. A name with too many wrong ones must wait, longer each time, whether anybody has it or not.</summary>
internal sealed class PasswordDoor(AccountBook book, AccountsOptions options, TimeProvider time)
{
    private static readonly TimeSpan FirstWait = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan LongestWait = TimeSpan.FromMinutes(15);

    /// <summary>The account, if name and password are right and the name need not wait; both answers look alike from outside.</summary>
    public Account? Open(string name, string password, string from)
    {
        if (name.Length > Account.LongestName)
            name = name[..Account.LongestName];
        if (MustWait(name, from))
            return null;

        if (!PasswordRules.IsRight(book.PasswordOf(name), password, out var isOld) || book.Find(name) is not { } account)
        {
            book.CountFailure(name);
            book.Audit.Add(name, "sign-in-failed", name, "The name or the password was wrong.", from);
            return null;
        }

        NoteIfKnown(account, password, from);
        if (isOld)
            book.Rehash(account, password);
        // With a second factor only the code makes up for wrong ones: who has the password would guess at it for ever.
        if (!book.SecondFactors.Has(account))
            book.ForgetFailures(name);
        return account;
    }

    /// <summary>Whether there were too many wrong passwords and codes for a name, so that it must wait; noted when so.</summary>
    public bool MustWait(string name, string from)
    {
        var (times, last) = book.FailuresOf(name);
        var wait = WaitAfter(times);
        if (time.GetUtcNow() >= last + wait)
            return false;
        book.Audit.Add(name, "sign-in-refused", name, string.Create(CultureInfo.InvariantCulture, $"Too many wrong passwords ({times}); must wait {wait.TotalSeconds:0} s."), from);
        return true;
    }

    // A password that was taken before it was known, or before there was a list. To keep its owner out would let nobody change it.
    private void NoteIfKnown(Account account, string password, string from)
    {
        try
        {
            if (book.IsKnown(password))
                book.Audit.Add(account.Name, "password-known", account.Name, "The password is known from elsewhere. Another should be taken.", from);
        }
        catch (AccountException trouble)
        {
            book.Audit.Add(account.Name, "password-not-checked", account.Name, trouble.Message, from);
        }
    }

    /// <summary>How long a name must wait after so many wrong passwords.</summary>
    internal TimeSpan WaitAfter(int times)
    {
        if (times < options.FreeTries)
            return TimeSpan.Zero;
        var wait = FirstWait * Math.Pow(2, Math.Min(times - options.FreeTries, 10));
        return wait < LongestWait ? wait : LongestWait;
    }
}
