using Broadsheet.Server.Accounts;

namespace Broadsheet.Server.Desk;

/// <summary>The rooms of the desk, in the order of its menu. Something new is one line here, and its routes.</summary>
internal static class DeskRooms
{
    /// <summary>Path below the desk, name, and what one must be allowed to see it.</summary>
    public static IReadOnlyList<(string Path, string Name, Scopes Scope)> All { get; } =
    [
        ("", "Queue", Scopes.Read),
        ("/decisions", "Decisions", Scopes.Read),
        ("/topics", "Topics", Scopes.Read),
        ("/feeds", "Feeds", Scopes.Read),
        ("/newsletter", "Newsletter", Scopes.Read),
        ("/now", "Now", Scopes.Read),
        ("/audit", "Audit", Scopes.Decide),
        ("/webhooks", "Webhooks", Scopes.Accounts),
        ("/accounts", "Accounts", Scopes.Accounts),
    ];
}
