using System.Security.Cryptography;
using System.Text;

namespace Broadsheet;

/// <summary>Our subscription to one topic at one hub (W3C WebSub): a hub then tells us of news, and polling becomes the fallback.</summary>
public sealed record WebSubSubscription
{
    /// <summary>The feed, by the address it gives as its own (rel=self).</summary>
    public required string Topic { get; init; }

    /// <summary>The hub's address.</summary>
    public required string Hub { get; init; }

    /// <summary>Names the subscription in our callback address; not to be guessed, or anyone could confirm for us.</summary>
    public required string Token { get; init; }

    /// <summary>Shared with the hub, which signs what it delivers with it.</summary>
    public required string Secret { get; init; }

    /// <summary>When we last asked the hub.</summary>
    public DateTimeOffset? AskedAt { get; init; }

    /// <summary>When the hub confirmed.</summary>
    public DateTimeOffset? ConfirmedAt { get; init; }

    /// <summary>When it ends unless renewed.</summary>
    public DateTimeOffset? LeaseUntil { get; init; }

    /// <summary>Why the hub refused, if it did.</summary>
    public string? Denied { get; init; }

    /// <summary>
    /// A new subscription. Token and secret are derived from the site's key, so that they survive a restart, and cannot be guessed
    /// without it.
    /// </summary>
    /// <param name="topic">The feed.</param>
    /// <param name="hub">The hub.</param>
    /// <param name="siteKey">A secret of the site, at least 16 bytes.</param>
    public static WebSubSubscription To(string topic, string hub, ReadOnlySpan<byte> siteKey)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(siteKey.Length, 16, nameof(siteKey));
        return new WebSubSubscription
        {
            Topic = topic,
            Hub = hub,
            Token = Derive(siteKey, "token", topic, hub)[..32],
            Secret = Derive(siteKey, "secret", topic, hub),
        };
    }

    private static string Derive(ReadOnlySpan<byte> siteKey, string purpose, string topic, string hub) =>
        Convert.ToHexStringLower(HMACSHA256.HashData(siteKey, Encoding.UTF8.GetBytes($"websub {purpose}\n{topic}\n{hub}")));
}

/// <summary>The subscription to a source's feed.</summary>
/// <param name="SourceUrl">The source.</param>
/// <param name="Subscription">The subscription.</param>
public sealed record SourceSubscription(string SourceUrl, WebSubSubscription Subscription);

/// <summary>What a hub delivered, and proved to be its own.</summary>
/// <param name="SourceUrl">The source it belongs to.</param>
/// <param name="Topic">The feed's own address; the base of relative ones.</param>
/// <param name="ContentType">The Content-Type as sent.</param>
/// <param name="Document">The feed.</param>
public sealed record Delivery(string SourceUrl, string Topic, string? ContentType, ReadOnlyMemory<byte> Document);
