namespace Broadsheet.Server.Webhooks;

/// <summary>A program elsewhere that is told.</summary>
/// <param name="Address">Where it listens.</param>
/// <param name="IsNamed">Whether it stands in the settings; others were added at the desk.</param>
/// <param name="IsPaused">Whether it is told nothing for now. What waited for it waits on; what happens meanwhile is not told.</param>
public sealed record WebhookEndpoint(string Address, bool IsNamed, bool IsPaused)
{
    /// <summary>Most of them: each event is sent to each.</summary>
    public const int Most = 20;

    /// <summary>Why an address cannot be one; null when it can.</summary>
    /// <param name="address">The address.</param>
    /// <param name="allowPrivate">Whether it may be on the local network, and then without TLS.</param>
    public static string? ComplaintAbout(string address, bool allowPrivate)
    {
        if (address.Length > 1000 || !Uri.TryCreate(address, UriKind.Absolute, out var parsed) || parsed.Scheme is not ("https" or "http") || !address.All(letter => letter is > ' ' and < '\u007f'))
            return "That is not an address of the web. Write it like https://example.org/hook.";
        if (parsed.UserInfo.Length > 0)
            return "An address with a password in it would stand in logs. Events are signed instead.";
        return parsed.Scheme == "http" && !allowPrivate ? "Use https: what is told would be read on the way." : null;
    }
}

/// <summary>How an endpoint is doing.</summary>
/// <param name="Endpoint">The endpoint.</param>
/// <param name="LastDelivered">When it last took an event; null when never.</param>
/// <param name="Waiting">Events that wait for it.</param>
/// <param name="Failing">Of those, how many were tried and not taken.</param>
/// <param name="Dead">Events that were given up.</param>
/// <param name="Next">When one is tried next; null when none waits.</param>
/// <param name="LastTrouble">What came of the latest try that it did not take; null when it took all.</param>
public sealed record WebhookStanding(WebhookEndpoint Endpoint, DateTimeOffset? LastDelivered, int Waiting, int Failing, int Dead, DateTimeOffset? Next, string? LastTrouble);
