using System.Buffers.Binary;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Broadsheet.Server.Accounts;

/// <summary>Codes that an app on a phone shows for half a minute each (TOTP, RFC 6238, with what all such apps take: SHA-1, six digits).</summary>
internal static class OneTimeCode
{
    /// <summary>How long each is shown.</summary>
    public static readonly TimeSpan Shown = TimeSpan.FromSeconds(30);

    private const int Digits = 6;
    private const string Letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

    // 160 bits, as RFC 4226 recommends: 32 letters without padding.
    private const int SecretBytes = 20;

    /// <summary>A new secret.</summary>
    public static byte[] MakeSecret() => RandomNumberGenerator.GetBytes(SecretBytes);

    /// <summary>The secret as apps take it (Base32, RFC 4648 §6).</summary>
    public static string Written(ReadOnlySpan<byte> secret)
    {
        var text = new StringBuilder();
        for (var bit = 0; bit < secret.Length * 8; bit += 5)
        {
            // The 16 bits that begin with the byte of the first of five.
            var two = (secret[bit / 8] << 8) | (bit / 8 + 1 < secret.Length ? secret[(bit / 8) + 1] : 0);
            text.Append(Letters[(two >> (11 - (bit % 8))) & 31]);
        }

        return text.ToString();
    }

    /// <summary>What a phone opens to take the secret over.</summary>
    public static string Link(string site, string name, ReadOnlySpan<byte> secret) =>
        $"otpauth://totp/{Uri.EscapeDataString(site)}:{Uri.EscapeDataString(name)}?secret={Written(secret)}&issuer={Uri.EscapeDataString(site)}";

    /// <summary>The half minute of a moment, counted from 1970.</summary>
    public static long StepOf(DateTimeOffset at) => (long)Math.Floor(at.ToUnixTimeSeconds() / Shown.TotalSeconds);

    /// <summary>The half minute that a code is of; null when it is none of now, the one before, and the one after: clocks differ.</summary>
    public static long? Find(ReadOnlySpan<byte> secret, string code, DateTimeOffset at)
    {
        var given = Encoding.UTF8.GetBytes(code.Replace(" ", "", StringComparison.Ordinal));
        long? found = null;
        for (var step = StepOf(at) - 1; step <= StepOf(at) + 1; step++)
        {
            if (CryptographicOperations.FixedTimeEquals(given, Encoding.UTF8.GetBytes(At(secret, step, Digits))))
                found ??= step;
        }

        return found;
    }

    /// <summary>The code of a half minute.</summary>
    [SuppressMessage("Security", "CA5350", Justification = "RFC 6238: no app takes another. What is known against SHA-1 does not touch HMAC.")]
    public static string At(ReadOnlySpan<byte> secret, long step, int digits = Digits)
    {
        Span<byte> counter = stackalloc byte[8];
        BinaryPrimitives.WriteInt64BigEndian(counter, step);
        Span<byte> sum = stackalloc byte[HMACSHA1.HashSizeInBytes];
        HMACSHA1.HashData(secret, counter, sum);
        var number = BinaryPrimitives.ReadInt32BigEndian(sum[(sum[^1] & 15)..]) & int.MaxValue;
        return (number % (int)Math.Pow(10, digits)).ToString(CultureInfo.InvariantCulture).PadLeft(digits, '0');
    }
}
