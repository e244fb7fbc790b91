using System.Security.Cryptography;
using System.Text;

namespace Broadsheet.Server.Accounts;

/// <summary>Which accounts ask for a code besides the password, and what is needed to judge one.</summary>
public sealed class SecondFactorBook
{
    private const int RecoveryCodes = 10;

    // Without letters that look like digits; 32 of them, so that each is as likely as any other.
    private const string RecoveryLetters = "abcdefghjkmnpqrstuvwxyz23456789z";

    private readonly AccountsDatabase database;
    private readonly TimeProvider time;

    internal SecondFactorBook(AccountsDatabase database, TimeProvider time)
    {
        this.database = database;
        this.time = time;
    }

    /// <summary>Whether an account has one.</summary>
    public bool Has(Account account) => Find(account) is not null;

    /// <summary>Takes it off an account; its password alone lets in again.</summary>
    /// <returns>Whether there was one.</returns>
    public bool Off(Account account)
    {
        ArgumentNullException.ThrowIfNull(account);
        return database.Execute("DELETE FROM second_factors WHERE account = $1", account.Number) > 0;
    }

    /// <summary>The second factor of an account, or null.</summary>
    internal SecondFactor? Find(Account account) => database.All(
        "SELECT f.secret, f.began, (SELECT count(*) FROM recovery_codes c WHERE c.account = f.account) FROM second_factors f WHERE f.account = $1",
        row => new SecondFactor(row.GetString(0), AccountsDatabase.Instant(row.GetInt64(1)), row.GetInt32(2)),
        account.Number).FirstOrDefault();

    /// <summary>Gives an account one, in place of any before.</summary>
    /// <param name="account">The account.</param>
    /// <param name="secret">Its secret, encrypted.</param>
    /// <param name="step">The half minute of the code that it was shown with; that one is used up.</param>
    /// <returns>Codes for who has lost the phone, each good once; only their sums are kept.</returns>
    internal IReadOnlyList<string> Set(Account account, string secret, long step)
    {
        string[] codes = [.. Enumerable.Range(0, RecoveryCodes).Select(_ => RandomNumberGenerator.GetString(RecoveryLetters, 10))];
        using var connection = database.Connect();
        connection.InTransaction(() =>
        {
            connection.Execute("DELETE FROM second_factors WHERE account = $1", account.Number);
            connection.Execute("INSERT INTO second_factors (account, secret, last_step, began) VALUES ($1, $2, $3, $4)", account.Number, secret, step, AccountsDatabase.Kept(time.GetUtcNow()));
            foreach (var code in codes)
                connection.Execute("INSERT INTO recovery_codes (account, code) VALUES ($1, $2)", account.Number, SumOf(code));
        });
        return [.. codes.Select(code => $"{code[..5]}-{code[5..]}")];
    }

    /// <summary>Uses a half minute up. False when its code, or a later one, was used before: who looks over a shoulder comes too late.</summary>
    internal bool Use(Account account, long step) =>
        database.Execute("UPDATE second_factors SET last_step = $2 WHERE account = $1 AND last_step < $2", account.Number, step) == 1;

    /// <summary>Uses a recovery code up. False when it is none, or was used before.</summary>
    internal bool UseRecovery(Account account, string code) =>
        database.Execute("DELETE FROM recovery_codes WHERE account = $1 AND code = $2", account.Number, SumOf(code)) == 1;

    // Fifty random bits, tried through the lock-out or with the file in hand against a slow hash of none: as the tokens.
    private static byte[] SumOf(string code) =>
        SHA256.HashData(Encoding.UTF8.GetBytes(new string([.. code.Where(char.IsAsciiLetterOrDigit)]).ToLowerInvariant()));
}

/// <summary>What is kept of a second factor.</summary>
/// <param name="Secret">Its secret, encrypted with the keys of the site.</param>
/// <param name="Began">Since when it is asked for.</param>
/// <param name="RecoveryLeft">Recovery codes that were not used yet.</param>
public sealed record SecondFactor(string Secret, DateTimeOffset Began, int RecoveryLeft);
