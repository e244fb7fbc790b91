namespace Broadsheet.Server.Accounts;

/// <summary>Something about accounts cannot be done; the message says why, for whoever asked.</summary>
public sealed class AccountException : Exception
{
    /// <summary>Makes one.</summary>
    public AccountException(string message)
        : base(message)
    {
    }

    /// <summary>Makes one.</summary>
    public AccountException(string message, Exception inner)
        : base(message, inner)
    {
    }
}
