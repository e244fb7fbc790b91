using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Options;

namespace Broadsheet.Server.Accounts;

/// <summary>What a password must be, and how it is kept.</summary>
public static class PasswordRules
{
    /// <summary>Fewest characters.</summary>
    public const int Shortest = 12;

    /// <summary>Most characters; more would only cost time to hash.</summary>
    public const int Longest = 256;

    // OWASP Password Storage Cheat Sheet: 210,000 for PBKDF2 with HMAC-SHA-512, which is what the framework uses.
    private static readonly PasswordHasher<string> Hasher = new(Options.Create(new PasswordHasherOptions { IterationCount = 210_000 }));

    // A name that nobody has must take as long to refuse as one that somebody has.
    private static readonly Lazy<string> Nobodys = new(() => Hash(Secret.Make()));

    // Long enough, and the first that is tried all the same.
    private static readonly string[] Usual =
    [
        "password", "passwort", "letmein", "welcome", "iloveyou", "qwerty", "qwertz", "azerty", "asdfgh", "trustno", "administrator", "broadsheet",
        "changeme", "changeit", "newspaper", "editor",
    ];

    /// <summary>Why a password will not do; null when it will.</summary>
    /// <param name="password">The password.</param>
    /// <param name="name">The account's name, which it may not be made of.</param>
    public static string? ComplaintAbout(string password, string name)
    {
        if (password.Length < Shortest)
            return "A password has at least 12 characters. A few words in a row are easy to remember and hard to guess.";
        if (password.Length > Longest)
            return "A password has at most 256 characters.";
        var plain = new string([.. password.Where(char.IsLetterOrDigit)]).ToLowerInvariant();
        var rest = Usual.Append(Account.KeyOf(name)).Where(word => word.Length > 2).Aggregate(plain, (left, word) => left.Replace(word, "", StringComparison.Ordinal));
        if (password.Distinct().Count() < 5 || IsRow(plain) || rest.Count(char.IsLetter) < 4 && rest.Length < 8)
            return "That is one of the first passwords anybody would try. Take another.";
        return null;
    }

    /// <summary>What is kept of a password.</summary>
    internal static string Hash(string password) => Hasher.HashPassword("", password);

    /// <summary>Whether it is the password; takes as long when there is none to compare with.</summary>
    /// <param name="kept">What is kept of it; null when there is none.</param>
    /// <param name="password">What was given.</param>
    /// <param name="isOld">Whether it should be kept anew, by today's rules.</param>
    internal static bool IsRight(string? kept, string password, out bool isOld)
    {
        var result = password.Length > Longest ? PasswordVerificationResult.Failed : Hasher.VerifyHashedPassword("", kept ?? Nobodys.Value, password);
        isOld = result == PasswordVerificationResult.SuccessRehashNeeded;
        return kept is not null && result != PasswordVerificationResult.Failed;
    }

    /// <summary>Neighbours in the alphabet or among the digits, up or down.</summary>
    private static bool IsRow(string plain)
    {
        var steps = plain.Zip(plain.Skip(1), (one, next) => next - one).ToArray();
        return steps.Length > 0 && steps.Count(step => step is 1 or -1 or 0) >= steps.Length * 0.8;
    }
}
