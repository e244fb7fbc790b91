using Broadsheet.Publishing.Mailing;
using Microsoft.Data.Sqlite;

namespace Broadsheet.Server.Accounts;

/// <summary>The accounts of a site, their sessions and tokens. Any thread may use it at any time.</summary>
public sealed class AccountBook
{
    private const string AccountColumns = "a.number, a.name, a.role, a.password IS NOT NULL, a.external, a.created, a.last_sign_in, a.mail";
    private static readonly TimeSpan SeenTo = TimeSpan.FromMinutes(1);

    private readonly AccountsDatabase database;
    private readonly TimeProvider time;
    private readonly KnownPasswords? known;

    private AccountBook(AccountsDatabase database, TimeProvider time, KnownPasswords? known)
    {
        this.database = database;
        this.time = time;
        this.known = known;
        Audit = new AuditLog(database, time);
        Revisions = new RevisionBook(database, time);
        SecondFactors = new SecondFactorBook(database, time);
    }

    /// <summary>Who did what.</summary>
    public AuditLog Audit { get; }

    /// <summary>Which accounts ask for a code besides the password.</summary>
    public SecondFactorBook SecondFactors { get; }

    /// <summary>Earlier texts of files that were changed at the desk.</summary>
    internal RevisionBook Revisions { get; }

    /// <summary>Opens the accounts of a site.</summary>
    /// <param name="statePath">The site's folder of state (<c>.broadsheet</c>).</param>
    /// <param name="time">The clock.</param>
    /// <param name="known">Passwords that nobody may take; null for those alone that anybody would try.</param>
    /// <exception cref="AccountException">The file cannot be used.</exception>
    public static AccountBook Open(string statePath, TimeProvider time, KnownPasswords? known = null) => new(AccountsDatabase.Open(statePath), time, known);

    /// <summary>All accounts, by name.</summary>
    public IReadOnlyList<Account> All() => database.All($"SELECT {AccountColumns} FROM accounts a ORDER BY a.key", row => ReadAccount(row));

    /// <summary>The account of that name, or null.</summary>
    public Account? Find(string name) =>
        database.All($"SELECT {AccountColumns} FROM accounts a WHERE a.key = $1", row => ReadAccount(row), Account.KeyOf(name)).FirstOrDefault();

    /// <summary>The account of somebody at a provider, or null.</summary>
    internal Account? FindExternal(string external) =>
        database.All($"SELECT {AccountColumns} FROM accounts a WHERE a.external = $1", row => ReadAccount(row), external).FirstOrDefault();

    /// <summary>Makes an account.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="role">What it may do.</param>
    /// <param name="password">Its password; null when it signs in elsewhere.</param>
    /// <param name="external">The account at a provider it belongs to.</param>
    /// <exception cref="AccountException">The name or the password will not do, or the name is taken.</exception>
    public Account Add(string name, Role role, string? password, string? external = null)
    {
        if ((Account.ComplaintAbout(name) ?? (password is null ? null : ComplaintAbout(password, name))) is { } complaint)
            throw new AccountException(complaint);
        try
        {
            database.Execute(
                "INSERT INTO accounts (key, name, role, password, external, created) VALUES ($1, $2, $3, $4, $5, $6)",
                Account.KeyOf(name),
                name,
                Word(role),
                password is null ? null : PasswordRules.Hash(password),
                external,
                AccountsDatabase.Kept(time.GetUtcNow()));
        }
        catch (SqliteException trouble) when (trouble.SqliteErrorCode == 19)
        {
            throw new AccountException($"There is an account '{name}' already.", trouble);
        }

        return Find(name)!;
    }

    /// <summary>Gives an account that was made for somebody at a provider to who came for it. False when somebody came before, or it has a password.</summary>
    internal bool Link(Account account, string external) =>
        database.Execute("UPDATE accounts SET external = $2 WHERE number = $1 AND external IS NULL AND password IS NULL", account.Number, external) == 1;

    /// <summary>Gives an account another role. The last owner stays one.</summary>
    /// <exception cref="AccountException">It is the last owner.</exception>
    public void SetRole(Account account, Role role) => UnlessLastOwner(
        account, role == Role.Owner, "UPDATE accounts SET role = $3 WHERE number = $1", Word(role));

    /// <summary>Removes an account with its sessions and tokens. What it did stays in the logs.</summary>
    /// <exception cref="AccountException">It is the last owner.</exception>
    public void Remove(Account account) => UnlessLastOwner(account, staysOwner: false, "DELETE FROM accounts WHERE number = $1", null);

    /// <summary>Gives an account another password and signs it out everywhere: whoever had the old one is out.</summary>
    /// <exception cref="AccountException">The password will not do.</exception>
    public void SetPassword(Account account, string password)
    {
        if (ComplaintAbout(password, account.Name) is { } complaint)
            throw new AccountException(complaint);
        using var connection = database.Connect();
        using var writing = connection.BeginTransaction(deferred: false);
        Run(writing, "UPDATE accounts SET password = $2 WHERE number = $1", account.Number, PasswordRules.Hash(password));
        Run(writing, "DELETE FROM sessions WHERE account = $1", account.Number);
        Run(writing, "DELETE FROM failures WHERE key = $1", Account.KeyOf(account.Name));
        writing.Commit();
    }

    /// <summary>Says where an account is told when its way in changes; null for nowhere.</summary>
    /// <exception cref="AccountException">It is no address of mail.</exception>
    public void SetMail(Account account, string? address)
    {
        var mail = address is null ? null : (ReaderAddress.Parse(address) ?? throw new AccountException("That is no address of mail.")).ToString();
        database.Execute("UPDATE accounts SET mail = $2 WHERE number = $1", account.Number, mail);
    }

    /// <summary>Whether a password is known from elsewhere.</summary>
    /// <exception cref="AccountException">The file of known ones cannot be used.</exception>
    internal bool IsKnown(string password) => known?.Has(password) == true;

    private string? ComplaintAbout(string password, string name) => PasswordRules.ComplaintAbout(password, name)
        ?? (IsKnown(password) ? "That password is known from elsewhere, and is among the first that would be tried. Take another." : null);

    /// <summary>What is kept of an account's password; null when it has none, or when there is no such account.</summary>
    internal string? PasswordOf(string name) =>
        database.All("SELECT password FROM accounts WHERE key = $1", row => row.IsDBNull(0) ? null : row.GetString(0), Account.KeyOf(name)).FirstOrDefault();

    /// <summary>Keeps a right password anew, by today's rules.</summary>
    internal void Rehash(Account account, string password) =>
        database.Execute("UPDATE accounts SET password = $2 WHERE number = $1", account.Number, PasswordRules.Hash(password));

    /// <summary>Begins a session, with a secret that nobody saw before.</summary>
    /// <returns>The secret; only its sum is kept.</returns>
    internal string Begin(Account account, string from, string agent)
    {
        var secret = Secret.Make();
        var now = AccountsDatabase.Kept(time.GetUtcNow());
        using var connection = database.Connect();
        using var writing = connection.BeginTransaction(deferred: false);
        Run(writing, "INSERT INTO sessions (secret, account, began, last_seen, origin, agent) VALUES ($1, $2, $3, $3, $4, $5)", Secret.Sum(secret), account.Number, now, from, agent.Length > 200 ? agent[..200] : agent);
        Run(writing, "UPDATE accounts SET last_sign_in = $2 WHERE number = $1", account.Number, now);
        writing.Commit();
        return secret;
    }

    /// <summary>The session of a secret that still holds; null when there is none. Notes that it was seen.</summary>
    internal Session? FindSession(string secret, AccountsOptions options)
    {
        var now = time.GetUtcNow();
        var session = database.All(
            $"SELECT {AccountColumns}, s.number, s.began, s.last_seen, s.origin, s.agent FROM sessions s JOIN accounts a ON a.number = s.account WHERE s.secret = $1",
            ReadSession,
            Secret.Sum(secret)).FirstOrDefault();
        if (session is null)
            return null;
        if (now - session.LastSeen > options.IdleTime || now - session.Began > options.LongestSession)
        {
            End(session);
            return null;
        }

        if (now - session.LastSeen >= SeenTo)
            database.Execute("UPDATE sessions SET last_seen = $2 WHERE number = $1", session.Number, AccountsDatabase.Kept(now));
        return session;
    }

    /// <summary>The sessions of an account that hold, the latest first.</summary>
    internal IReadOnlyList<Session> SessionsOf(Account account, AccountsOptions options)
    {
        var now = time.GetUtcNow();
        return database.All(
            $"SELECT {AccountColumns}, s.number, s.began, s.last_seen, s.origin, s.agent FROM sessions s JOIN accounts a ON a.number = s.account WHERE a.number = $1 AND s.last_seen >= $2 AND s.began >= $3 ORDER BY s.number DESC",
            ReadSession,
            account.Number,
            AccountsDatabase.Kept(now - options.IdleTime),
            AccountsDatabase.Kept(now - options.LongestSession));
    }

    /// <summary>Ends a session.</summary>
    internal void End(Session session) => database.Execute("DELETE FROM sessions WHERE number = $1", session.Number);

    /// <summary>Ends all sessions of an account.</summary>
    /// <returns>How many there were.</returns>
    public int EndAll(Account account) => database.Execute("DELETE FROM sessions WHERE account = $1", account.Number);

    /// <summary>Makes a token.</summary>
    /// <returns>The token, which is told this once, and what is known of it.</returns>
    /// <exception cref="AccountException">It is to do what its account may not.</exception>
    public (string Secret, ApiToken Token) AddToken(Account account, string label, Scopes scopes, DateTimeOffset? expires)
    {
        if (scopes == Scopes.None || (scopes & ~RoleScopes.Tokens) != Scopes.None)
            throw new AccountException($"A token is made for one or more of: {string.Join(", ", RoleScopes.Names(RoleScopes.Tokens))}.");
        if ((scopes & ~RoleScopes.Of(account.Role)) != Scopes.None)
            throw new AccountException($"A {Word(account.Role)} may not: {string.Join(", ", RoleScopes.Names(scopes & ~RoleScopes.Of(account.Role)))}.");
        var secret = Secret.Make(Secret.TokenPrefix);
        database.Execute(
            "INSERT INTO tokens (secret, account, label, scopes, created, expires) VALUES ($1, $2, $3, $4, $5, $6)",
            Secret.Sum(secret),
            account.Number,
            label.Length > 100 ? label[..100] : label,
            (long)scopes,
            AccountsDatabase.Kept(time.GetUtcNow()),
            expires is { } end ? AccountsDatabase.Kept(end) : null);
        return (secret, FindToken(secret)!);
    }

    /// <summary>The tokens of an account, or of all, the latest first.</summary>
    public IReadOnlyList<ApiToken> Tokens(Account? account = null) => database.All(
        $"SELECT {AccountColumns}, t.number, t.label, t.scopes, t.created, t.expires, t.last_used FROM tokens t JOIN accounts a ON a.number = t.account WHERE $1 IS NULL OR a.number = $1 ORDER BY t.number DESC",
        ReadToken,
        account?.Number);

    /// <summary>Ends a token.</summary>
    public void Revoke(ApiToken token) => database.Execute("DELETE FROM tokens WHERE number = $1", token.Number);

    /// <summary>The token with that secret, if it still holds. Notes that it was used.</summary>
    internal ApiToken? FindToken(string secret)
    {
        var now = time.GetUtcNow();
        var token = database.All(
            $"SELECT {AccountColumns}, t.number, t.label, t.scopes, t.created, t.expires, t.last_used FROM tokens t JOIN accounts a ON a.number = t.account WHERE t.secret = $1",
            ReadToken,
            Secret.Sum(secret)).FirstOrDefault();
        if (token is null || token.Expires <= now)
            return null;
        if (token.LastUsed is not { } used || now - used >= SeenTo)
            database.Execute("UPDATE tokens SET last_used = $2 WHERE number = $1", token.Number, AccountsDatabase.Kept(now));
        return token;
    }

    /// <summary>Wrong passwords given for a name since the last right one, and when the last was.</summary>
    internal (int Times, DateTimeOffset Last) FailuresOf(string name) =>
        database.All("SELECT times, last FROM failures WHERE key = $1", row => (row.GetInt32(0), AccountsDatabase.Instant(row.GetInt64(1))), Account.KeyOf(name)).FirstOrDefault();

    /// <summary>Counts a wrong password. Who guesses names by the thousand does not make the file grow for ever.</summary>
    internal void CountFailure(string name)
    {
        var now = AccountsDatabase.Kept(time.GetUtcNow());
        using var connection = database.Connect();
        using var writing = connection.BeginTransaction(deferred: false);
        Run(writing, "INSERT INTO failures (key, times, last) VALUES ($1, 1, $2) ON CONFLICT (key) DO UPDATE SET times = times + 1, last = $2", Account.KeyOf(name), now);
        Run(writing, "DELETE FROM failures WHERE last < $1", now - (long)TimeSpan.FromDays(1).TotalMilliseconds);
        writing.Commit();
    }

    /// <summary>Forgets the wrong passwords of a name.</summary>
    internal void ForgetFailures(string name) => database.Execute("DELETE FROM failures WHERE key = $1", Account.KeyOf(name));

    /// <summary>A role as it is written.</summary>
    public static string Word(Role role) => role.ToString().ToLowerInvariant();

    private void UnlessLastOwner(Account account, bool staysOwner, string sql, string? value)
    {
        // The condition is part of the statement: two owners who remove each other at the same moment leave one.
        var changed = database.Execute(
            sql + " AND ($2 OR role <> 'owner' OR (SELECT count(*) FROM accounts WHERE role = 'owner') > 1)" + (value is null ? " AND $3 IS NULL" : ""),
            account.Number,
            staysOwner,
            value);
        if (changed == 0)
            throw new AccountException($"'{account.Name}' is the only owner. Make another one first.");
    }

    private static void Run(SqliteTransaction writing, string sql, params ReadOnlySpan<object?> values) => writing.Connection!.Execute(sql, values);

    private static Account ReadAccount(SqliteDataReader row) => new(
        row.GetInt64(0),
        row.GetString(1),
        Enum.Parse<Role>(row.GetString(2), ignoreCase: true),
        row.GetBoolean(3),
        row.IsDBNull(4) ? null : row.GetString(4),
        AccountsDatabase.Instant(row.GetInt64(5)),
        InstantAt(row, 6),
        row.IsDBNull(7) ? null : row.GetString(7));

    private static Session ReadSession(SqliteDataReader row) =>
        new(row.GetInt64(8), ReadAccount(row), AccountsDatabase.Instant(row.GetInt64(9)), AccountsDatabase.Instant(row.GetInt64(10)), row.GetString(11), row.GetString(12));

    private static ApiToken ReadToken(SqliteDataReader row) => new(
        row.GetInt64(8),
        ReadAccount(row),
        row.GetString(9),
        (Scopes)row.GetInt64(10),
        AccountsDatabase.Instant(row.GetInt64(11)),
        InstantAt(row, 12),
        InstantAt(row, 13));

    private static DateTimeOffset? InstantAt(SqliteDataReader row, int column) => row.IsDBNull(column) ? null : AccountsDatabase.Instant(row.GetInt64(column));
}
