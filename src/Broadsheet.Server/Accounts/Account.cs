namespace Broadsheet.Server.Accounts;

/// <summary>Somebody who may sign in at the desk.</summary>
/// <param name="Number">Its number; never given twice.</param>
/// <param name="Name">Its name, also in decisions.</param>
/// <param name="Role">What it may do.</param>
/// <param name="HasPassword">Whether it can sign in with a password.</param>
/// <param name="External">The account at the OpenID Connect provider it belongs to (issuer, space, subject); null for a local one.</param>
/// <param name="Created">When it was made.</param>
/// <param name="LastSignIn">When it last signed in; null when never.</param>
/// <param name="Mail">Where it is told when its way in changes; null when nowhere.</param>
public sealed record Account(long Number, string Name, Role Role, bool HasPassword, string? External, DateTimeOffset Created, DateTimeOffset? LastSignIn, string? Mail)
{
    /// <summary>Longest name, in characters.</summary>
    public const int LongestName = 64;

    /// <summary>Why a name cannot be one; null when it can.</summary>
    public static string? ComplaintAbout(string name)
    {
        if (name.Length is 0 or > LongestName)
            return "A name has 1 to 64 characters.";
        // Names stand in decisions, logs and headers; a line break or a look-alike space has no business there.
        return name.All(character => char.IsLetterOrDigit(character) || character is '.' or '-' or '_' or '@' or '+')
            ? null
            : "A name is made of letters, digits and . - _ @ +";
    }

    /// <summary>What names are compared by: nobody may pass for another by a capital.</summary>
    internal static string KeyOf(string name) => name.Normalize().ToLowerInvariant();
}

/// <summary>A signed-in browser.</summary>
/// <param name="Number">Its number.</param>
/// <param name="Account">Whose it is.</param>
/// <param name="Began">When it signed in.</param>
/// <param name="LastSeen">When it last asked for something, to the minute.</param>
/// <param name="From">The address it signed in from.</param>
/// <param name="Agent">What its browser called itself.</param>
public sealed record Session(long Number, Account Account, DateTimeOffset Began, DateTimeOffset LastSeen, string From, string Agent);

/// <summary>A key for programs.</summary>
/// <param name="Number">Its number.</param>
/// <param name="Account">On whose behalf it acts.</param>
/// <param name="Label">What it is for.</param>
/// <param name="Scopes">What it may do, as far as its account may.</param>
/// <param name="Created">When it was made.</param>
/// <param name="Expires">When it ends; null for never.</param>
/// <param name="LastUsed">When it was last used, to the minute; null when never.</param>
public sealed record ApiToken(long Number, Account Account, string Label, Scopes Scopes, DateTimeOffset Created, DateTimeOffset? Expires, DateTimeOffset? LastUsed)
{
    /// <summary>What it may do now that its account may do what it may.</summary>
    public Scopes InForce => Scopes & RoleScopes.Of(Account.Role);
}
