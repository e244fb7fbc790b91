using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;

namespace Broadsheet.Server.Accounts;

/// <summary>Secrets we hand out: 256 random bits, of which only the SHA-256 is kept. Nobody can guess them, so a slow hash would add nothing.</summary>
internal static class Secret
{
    /// <summary>What every API token begins with, so that a scanner for leaked keys knows one.</summary>
    public const string TokenPrefix = "bst_";

    /// <summary>A new one.</summary>
    public static string Make(string prefix = "") => prefix + Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(32));

    /// <summary>What is kept of it.</summary>
    public static byte[] Sum(string secret) => SHA256.HashData(Encoding.UTF8.GetBytes(secret));
}
