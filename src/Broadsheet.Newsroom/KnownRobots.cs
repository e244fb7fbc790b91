namespace Broadsheet;

/// <summary>What a host's robots.txt asks of us, as it was read; kept from run to run for a day at most.</summary>
/// <param name="Address">Absolute address of the robots.txt.</param>
/// <param name="Rules">The rules that concern us, as a robots.txt of one group; empty when everything may be asked.</param>
/// <param name="ReadAt">When the host gave it.</param>
public sealed record KnownRobots(string Address, string Rules, DateTimeOffset ReadAt)
{
    /// <summary>How long it may be used (RFC 9309 §2.4: not longer than 24 hours).</summary>
    public static readonly TimeSpan Lifetime = TimeSpan.FromHours(24);
}
