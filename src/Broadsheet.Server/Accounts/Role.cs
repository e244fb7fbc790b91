namespace Broadsheet.Server.Accounts;

/// <summary>What an account may do; each may what those before it may.</summary>
public enum Role
{
    /// <summary>Sees the desk and changes nothing.</summary>
    Reader,

    /// <summary>Decides about stories, edits topics and feeds.</summary>
    Editor,

    /// <summary>Looks after accounts, too.</summary>
    Owner,
}

/// <summary>What is behind the desk, in the parts an API token may be made for.</summary>
[Flags]
public enum Scopes
{
    /// <summary>Nothing.</summary>
    None = 0,

    /// <summary>To see the desk: stories that are not published, decisions, feeds.</summary>
    Read = 1,

    /// <summary>To decide about stories.</summary>
    Decide = 2,

    /// <summary>To edit topics, and to try changed rules over the archive.</summary>
    Topics = 4,

    /// <summary>To edit, pause and retry feeds.</summary>
    Feeds = 8,

    /// <summary>To look after accounts. No token has it.</summary>
    Accounts = 16,
}

/// <summary>Which role may what.</summary>
public static class RoleScopes
{
    /// <summary>All that a role may.</summary>
    public static Scopes Of(Role role) => role switch
    {
        Role.Owner => Scopes.Read | Scopes.Decide | Scopes.Topics | Scopes.Feeds | Scopes.Accounts,
        Role.Editor => Scopes.Read | Scopes.Decide | Scopes.Topics | Scopes.Feeds,
        _ => Scopes.Read,
    };

    /// <summary>All that a token may be made for.</summary>
    public static Scopes Tokens => Scopes.Read | Scopes.Decide | Scopes.Topics | Scopes.Feeds;

    /// <summary>The single scopes in a set, by the names they have outside.</summary>
    public static IReadOnlyList<string> Names(Scopes scopes) =>
        [.. Enum.GetValues<Scopes>().Where(scope => scope != Scopes.None && scopes.HasFlag(scope)).Select(scope => scope.ToString().ToLowerInvariant())];

    /// <summary>The scope of that name, or null.</summary>
    public static Scopes? Find(string name) =>
        Enum.GetValues<Scopes>().Where(scope => scope != Scopes.None && scope.ToString().Equals(name, StringComparison.OrdinalIgnoreCase)).Select(scope => (Scopes?)scope).FirstOrDefault();
}
