using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Broadsheet.Server.Webhooks;

/// <summary>Signs what is sent, as Standard Webhooks 1.0 has it: HMAC-SHA256 over id, moment and body, so that none of the three can be another's.</summary>
internal static class Signature
{
    private const string Prefix = "whsec_";
    private const int ShortestSecret = 24;

    /// <summary>The secret's bytes: what is after <c>whsec_</c> is base64, anything else is taken as it is. Null when there are fewer than 24.</summary>
    public static byte[]? Secret(string text)
    {
        byte[] bytes;
        if (!text.StartsWith(Prefix, StringComparison.Ordinal))
        {
            bytes = Encoding.UTF8.GetBytes(text);
        }
        else
        {
            bytes = new byte[text.Length];
            bytes = Convert.TryFromBase64String(text[Prefix.Length..], bytes, out var length) ? bytes[..length] : [];
        }

        return bytes.Length >= ShortestSecret ? bytes : null;
    }

    /// <summary>The header <c>webhook-signature</c>: one signature for each secret, parted by spaces.</summary>
    public static string Of(IReadOnlyList<byte[]> secrets, string id, DateTimeOffset at, ReadOnlySpan<byte> body)
    {
        var start = Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{id}.{at.ToUnixTimeSeconds()}."));
        var signed = new byte[start.Length + body.Length];
        start.CopyTo(signed, 0);
        body.CopyTo(signed.AsSpan(start.Length));
        return string.Join(' ', secrets.Select(secret => "v1," + Convert.ToBase64String(HMACSHA256.HashData(secret, signed))));
    }

    /// <summary>SHA-256 of a text.</summary>
    public static byte[] Sum(string text) => SHA256.HashData(Encoding.UTF8.GetBytes(text));
}
