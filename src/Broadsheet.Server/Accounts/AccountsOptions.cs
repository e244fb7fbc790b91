using System.ComponentModel.DataAnnotations;

namespace Broadsheet.Server.Accounts;

/// <summary>Who may sign in at the desk, and for how long.</summary>
public sealed class AccountsOptions
{
    /// <summary>A session ends when nothing was asked for this long, 5m to 30d. Default: 12h.</summary>
    [Range(typeof(TimeSpan), "00:05:00", "30.00:00:00")]
    public TimeSpan IdleTime { get; set; } = TimeSpan.FromHours(12);

    /// <summary>A session ends after this long in any case, 5m to 90d. Default: 14d.</summary>
    [Range(typeof(TimeSpan), "00:05:00", "90.00:00:00")]
    public TimeSpan LongestSession { get; set; } = TimeSpan.FromDays(14);

    /// <summary>Tries to sign in that one address has in a minute, 1 to 10,000. Default: 10.</summary>
    [Range(1, 10_000)]
    public int SignInsPerMinute { get; set; } = 10;

    /// <summary>Wrong passwords for one name before it must wait, 1 to 100; the wait begins at 30 seconds and doubles with each further one, up to 15 minutes. Default: 5.</summary>
    [Range(1, 100)]
    public int FreeTries { get; set; } = 5;

    /// <summary>Who must have a second factor besides the password: nobody, owners or everybody. Without one they get no further at the desk than to where it is set up. Default: nobody.</summary>
    public SecondFactorRule SecondFactor { get; set; } = SecondFactorRule.Nobody;

    /// <summary>A file of passwords that are known from elsewhere and that nobody may take, one a line, or one SHA-1 a line (<c>HASH</c> or <c>HASH:count</c>, as Have I Been Pwned gives them); larger than 256 MB it must be of hashes in their order. From the site's folder, or absolute.</summary>
    public string KnownPasswords { get; set; } = "";

    /// <summary>Sign-in by an OpenID Connect provider, beside passwords.</summary>
    public OpenIdOptions OpenId { get; set; } = new();

    /// <summary>Whether an account must have a second factor. Who has no password is asked for more at the provider.</summary>
    internal bool MustHaveSecondFactor(Account account) =>
        account.HasPassword && (SecondFactor == SecondFactorRule.Everybody || (SecondFactor == SecondFactorRule.Owners && account.Role == Role.Owner));
}

/// <summary>Who must have a second factor.</summary>
public enum SecondFactorRule
{
    /// <summary>Whoever wants one has one.</summary>
    Nobody,

    /// <summary>Those who look after accounts.</summary>
    Owners,

    /// <summary>All who sign in with a password.</summary>
    Everybody,
}

/// <summary>An OpenID Connect provider. Off until it has an address.</summary>
public sealed class OpenIdOptions
{
    /// <summary>Address of the provider, such as <c>https://id.example.org</c>; https, except on this machine.</summary>
    public string Authority { get; set; } = "";

    /// <summary>The name we have there.</summary>
    public string ClientId { get; set; } = "";

    /// <summary>The secret we share with it. Better in the environment (<c>BROADSHEET_ACCOUNTS_OPEN_ID_CLIENT_SECRET</c>) or in a file.</summary>
    public string ClientSecret { get; set; } = "";

    /// <summary>A file that holds the secret, outside the folder or in <c>.broadsheet</c>.</summary>
    public string ClientSecretFile { get; set; } = "";

    /// <summary>What the button says.</summary>
    public string ButtonText { get; set; } = "Sign in with single sign-on";

    /// <summary>Scopes to ask for besides <c>openid</c> and <c>profile</c>.</summary>
    public List<string> ExtraScopes { get; set; } = [];

    /// <summary>The claim that names the account. Default: <c>preferred_username</c>.</summary>
    public string NameClaim { get; set; } = "preferred_username";

    /// <summary>The claim whose values give the role, such as <c>groups</c>. Default: <c>roles</c>.</summary>
    public string RoleClaim { get; set; } = "roles";

    /// <summary>Values of that claim that make a reader.</summary>
    public List<string> Readers { get; set; } = [];

    /// <summary>Values that make an editor.</summary>
    public List<string> Editors { get; set; } = [];

    /// <summary>Values that make an owner.</summary>
    public List<string> Owners { get; set; } = [];

    /// <summary>Whether only those get in for whom an account was made before (<c>broadsheet accounts add NAME --openid</c>). Default: false; but without any of the three lists above nobody else gets in anyway.</summary>
    public bool InvitedOnly { get; set; }

    /// <summary>Whether the provider's claims say who is what.</summary>
    internal bool GivesRoles => Readers.Count + Editors.Count + Owners.Count > 0;

    /// <summary>Whether there is a provider.</summary>
    internal bool IsOn => Authority.Length > 0;

    /// <summary>The highest role any of the values gives; null when none does, and then nobody is let in.</summary>
    internal Role? RoleOf(IReadOnlyCollection<string> values)
    {
        if (Owners.Exists(values.Contains))
            return Role.Owner;
        if (Editors.Exists(values.Contains))
            return Role.Editor;
        return Readers.Exists(values.Contains) ? Role.Reader : null;
    }
}
