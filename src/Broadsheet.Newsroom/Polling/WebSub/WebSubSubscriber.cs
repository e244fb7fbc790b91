using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Broadsheet.Polling.WebSub;

/// <summary>
/// The subscriber's side of WebSub (W3C Recommendation, §5 and §7), without the network: what to send to a hub, what to answer it, whether to believe it,
/// and when to renew. The live server gives it requests and the moment.
/// </summary>
public static class WebSubSubscriber
{
    /// <summary>The lease we ask for; a hub may grant another.</summary>
    public static readonly TimeSpan LeaseAsked = TimeSpan.FromDays(10);

    // A hub that did not confirm within this time has lost the request.
    private static readonly TimeSpan ConfirmationTime = TimeSpan.FromHours(1);

    // A refusal may be lifted; asking weekly is no burden.
    private static readonly TimeSpan DenialTime = TimeSpan.FromDays(7);

    // Hubs grant from minutes to months; renewed at four fifths, but at most a day before the end.
    private static readonly TimeSpan EarliestRenewal = TimeSpan.FromDays(1);

    /// <summary>The form to POST to the hub, in order.</summary>
    /// <param name="subscription">The subscription.</param>
    /// <param name="callback">Our address for it, with the token in it.</param>
    /// <param name="isForLeaving">Whether to unsubscribe.</param>
    public static IReadOnlyList<KeyValuePair<string, string>> RequestFor(WebSubSubscription subscription, string callback, bool isForLeaving = false)
    {
        List<KeyValuePair<string, string>> form =
        [
            new("hub.callback", callback),
            new("hub.mode", isForLeaving ? "unsubscribe" : "subscribe"),
            new("hub.topic", subscription.Topic),
        ];
        if (!isForLeaving)
        {
            form.Add(new("hub.lease_seconds", LeaseAsked.TotalSeconds.ToString("0", CultureInfo.InvariantCulture)));
            form.Add(new("hub.secret", subscription.Secret));
        }

        return form;
    }

    /// <summary>Answers a hub that asks whether we meant it (§5.3), or tells us that it refuses (§5.2).</summary>
    /// <param name="subscription">The subscription the callback's token names; null when there is none.</param>
    /// <param name="query">The request's query: <c>hub.mode</c>, <c>hub.topic</c>, <c>hub.challenge</c>, <c>hub.lease_seconds</c>, <c>hub.reason</c>.</param>
    /// <param name="isWanted">Whether we want to be subscribed.</param>
    /// <param name="at">The moment.</param>
    public static WebSubAnswer Answer(WebSubSubscription? subscription, IReadOnlyDictionary<string, string> query, bool isWanted, DateTimeOffset at)
    {
        if (subscription is null || query.GetValueOrDefault("hub.topic") != subscription.Topic)
            return new WebSubAnswer(404, "", subscription);
        var challenge = query.GetValueOrDefault("hub.challenge") ?? "";
        return query.GetValueOrDefault("hub.mode") switch
        {
            "denied" => new(200, "", subscription with { Denied = query.GetValueOrDefault("hub.reason") ?? "", LeaseUntil = null, ConfirmedAt = null }),
            // Only what we asked for is confirmed: a third party may have asked in our name.
            "subscribe" when isWanted && challenge.Length > 0 && subscription.AskedAt is not null =>
                new(200, challenge, subscription with { Denied = null, ConfirmedAt = at, LeaseUntil = at + Lease(query.GetValueOrDefault("hub.lease_seconds")) }),
            "unsubscribe" when !isWanted && challenge.Length > 0 => new(200, challenge, subscription with { LeaseUntil = null, ConfirmedAt = null }),
            _ => new(404, "", subscription),
        };
    }

    /// <summary>
    /// Whether a delivery is the hub's own (§7.1): its <c>X-Hub-Signature</c> is the HMAC of the body under our secret, by SHA-1 (the method most
    /// hubs still use), SHA-256, SHA-384 or SHA-512. A delivery that is not is answered with 2xx all the same and thrown away.
    /// </summary>
    public static bool IsGenuine(WebSubSubscription subscription, string? signature, ReadOnlySpan<byte> body)
    {
        var equals = signature?.IndexOf('=') ?? -1;
        if (equals <= 0)
            return false;
        var secret = Encoding.UTF8.GetBytes(subscription.Secret);
        Span<byte> hash = stackalloc byte[64];
        int length;
        switch (signature.AsSpan(0, equals).Trim())
        {
            case "sha1":
#pragma warning disable CA5350 // The hub chooses; as an HMAC, SHA-1 is not broken.
                length = HMACSHA1.HashData(secret, body, hash);
#pragma warning restore CA5350
                break;
            case "sha256":
                length = HMACSHA256.HashData(secret, body, hash);
                break;
            case "sha384":
                length = HMACSHA384.HashData(secret, body, hash);
                break;
            case "sha512":
                length = HMACSHA512.HashData(secret, body, hash);
                break;
            default:
                return false;
        }

        Span<byte> stated = stackalloc byte[64];
        var digits = signature.AsSpan(equals + 1).Trim();
        return digits.Length == 2 * length
            && Convert.FromHexString(digits, stated, out _, out var written) == System.Buffers.OperationStatus.Done
            && CryptographicOperations.FixedTimeEquals(hash[..length], stated[..written]);
    }

    /// <summary>When to ask the hub next: at once if never asked, again when it stays silent or refused, and before a lease ends.</summary>
    public static DateTimeOffset AskAt(WebSubSubscription subscription, DateTimeOffset at)
    {
        if (subscription.AskedAt is not { } asked)
            return at;
        if (subscription.Denied is not null)
            return asked + DenialTime;
        if (subscription.LeaseUntil is not { } until || subscription.ConfirmedAt is not { } confirmed)
            return asked + ConfirmationTime;

        var before = (until - confirmed) / 5;
        var renewal = until - (before < EarliestRenewal ? before : EarliestRenewal);
        // Asked for renewal already, and not confirmed since.
        return asked > confirmed && asked + ConfirmationTime > renewal ? asked + ConfirmationTime : renewal;
    }

    /// <summary>Whether a hub may be relied on to tell us of news, so that polling becomes the fallback.</summary>
    public static bool IsActive(WebSubSubscription subscription, DateTimeOffset at) => subscription.LeaseUntil > at;

    private static TimeSpan Lease(string? seconds) =>
        long.TryParse(seconds, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            ? TimeSpan.FromSeconds(Math.Clamp(number, 60, 366L * 24 * 3600))
            : LeaseAsked;
}

/// <summary>What to answer a hub, and what to remember.</summary>
/// <param name="Status">HTTP status.</param>
/// <param name="Body">The body, as text/plain.</param>
/// <param name="Subscription">The subscription from now on.</param>
public sealed record WebSubAnswer(int Status, string Body, WebSubSubscription? Subscription);
