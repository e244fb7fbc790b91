using System.Security.Cryptography;
using System.Text;

namespace Broadsheet;

/// <summary>Makes the id of an article.</summary>
public static class ArticleId
{
    /// <summary><c>a</c> and the first 16 hexadecimal digits of the SHA-256 of the address's key.</summary>
    public static string Of(WebAddress canonical)
    {
        ArgumentNullException.ThrowIfNull(canonical);
        return Of(canonical.Key);
    }

    /// <summary>The same of any text, for articles that have no address of their own.</summary>
    public static string Of(string key) => "a" + Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(key)).AsSpan(0, 8));
}
