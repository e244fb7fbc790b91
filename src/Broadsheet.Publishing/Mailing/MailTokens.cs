using System.Buffers.Binary;
using System.Buffers.Text;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Broadsheet.Publishing.Mailing;

/// <summary>
/// Makes and reads what only we can have made: the tokens in links, and the ids of messages. Each says what it is good for, so that
/// none serves for another purpose. HMAC with SHA-256, cut to 128 bits (RFC 2104 §5).
/// </summary>
internal sealed class MailTokens(byte[] secret)
{
    private const int MacLength = 16;
    private const int HeadLength = 17;

    /// <summary>A token for a link.</summary>
    /// <param name="purpose">What it is good for.</param>
    /// <param name="subscriber">For whom.</param>
    /// <param name="expires">Until when; null for ever: the link to leave must work in the oldest mail.</param>
    public string Make(TokenPurpose purpose, long subscriber, DateTimeOffset? expires)
    {
        Span<byte> token = stackalloc byte[HeadLength + MacLength];
        token[0] = (byte)purpose;
        BinaryPrimitives.WriteInt64BigEndian(token[1..], subscriber);
        BinaryPrimitives.WriteInt64BigEndian(token[9..], expires?.ToUnixTimeSeconds() ?? long.MaxValue);
        Mac("token", token[..HeadLength]).CopyTo(token[HeadLength..]);
        return Base64Url.EncodeToString(token);
    }

    /// <summary>For whom a token is; null when it is not ours, for another purpose, or too old.</summary>
    public long? Read(TokenPurpose purpose, string? text, DateTimeOffset at)
    {
        Span<byte> token = stackalloc byte[HeadLength + MacLength];
        if (text is not { Length: 44 } || !Base64Url.IsValid(text) || !Base64Url.TryDecodeFromChars(text, token, out var length) || length != token.Length)
            return null;
        if (!CryptographicOperations.FixedTimeEquals(Mac("token", token[..HeadLength]), token[HeadLength..]) || token[0] != (byte)purpose)
            return null;
        return BinaryPrimitives.ReadInt64BigEndian(token[9..]) >= at.ToUnixTimeSeconds() ? BinaryPrimitives.ReadInt64BigEndian(token[1..]) : null;
    }

    /// <summary>The id of a message, the same whenever it is made again.</summary>
    /// <param name="mailing">The newsletter's name, or that of a letter.</param>
    /// <param name="subscriber">To whom.</param>
    /// <param name="domain">The sender's domain.</param>
    public string MessageId(string mailing, long subscriber, string domain) =>
        string.Create(CultureInfo.InvariantCulture, $"{mailing}.{subscriber:x}.{MessageMac(mailing, subscriber)}@{domain}");

    /// <summary>What a message was and to whom, from its id; null when the id is not ours. What a stranger returns to us cannot be made up.</summary>
    public (string Mailing, long Subscriber)? ReadMessageId(string? id)
    {
        var local = id?.Trim().Trim('<', '>').Split('@')[0].ToLowerInvariant();
        var parts = local?.Split('.');
        if (parts is not { Length: 3 } || !long.TryParse(parts[1], NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var subscriber))
            return null;
        return CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(MessageMac(parts[0], subscriber)), Encoding.UTF8.GetBytes(parts[2])) ? (parts[0], subscriber) : null;
    }

    /// <summary>What remains of an address that was erased, so that it is not taken in again from an old list.</summary>
    public byte[] Remnant(ReaderAddress address) => Mac("address", Encoding.UTF8.GetBytes(address.Key));

    private string MessageMac(string mailing, long subscriber) =>
        Convert.ToHexStringLower(Mac("message", Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{mailing} {subscriber}"))));

    private byte[] Mac(string use, ReadOnlySpan<byte> value)
    {
        using var mac = IncrementalHash.CreateHMAC(HashAlgorithmName.SHA256, secret);
        mac.AppendData(Encoding.ASCII.GetBytes(use));
        mac.AppendData([0]);
        mac.AppendData(value);
        return mac.GetHashAndReset()[..MacLength];
    }
}

/// <summary>What a link is good for.</summary>
internal enum TokenPurpose : byte
{
    /// <summary>To say that one wants the newsletter.</summary>
    Confirm = 1,

    /// <summary>To leave.</summary>
    Unsubscribe = 2,
}
