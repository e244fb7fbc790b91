using System.Security.Cryptography;
using System.Text;

namespace Broadsheet.Securing;

/// <summary>The key of a site's sealed provenance.</summary>
public sealed class SecuredKey
{
    /// <summary>What OWASP asks of PBKDF2 with SHA-256 (2023). Paid once a run.</summary>
    private const int Rounds = 600_000;

    /// <summary>The same for all sites: the key must come out the same on every machine, from the passphrase alone.</summary>
    private static readonly byte[] Salt = Encoding.ASCII.GetBytes("broadsheet secured 1");

    private SecuredKey(byte[] bytes) => Bytes = bytes;

    internal byte[] Bytes { get; }

    /// <summary>
    /// Reads a key: 32, 48 or 64 bytes in base64 (AES-SIV with 128, 192 or 256 bits), as <c>openssl rand -base64 64</c> makes them; or a
    /// passphrase of at least 12 characters, stretched to 64 bytes by PBKDF2 (RFC 8018). Null when it is neither.
    /// </summary>
    /// <param name="text">The text of the variable or file; white space around it, and line ends within base64, do not count.</param>
    public static SecuredKey? Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        const int shortestPassphrase = 12;
        text = text.Trim();
        var buffer = new byte[text.Length];
        if (Convert.TryFromBase64String(text, buffer, out var length) && length is 32 or 48 or 64)
            return new SecuredKey(buffer[..length]);
        return text.Length < shortestPassphrase ? null : new SecuredKey(Rfc2898DeriveBytes.Pbkdf2(text, Salt, Rounds, HashAlgorithmName.SHA256, 64));
    }
}
