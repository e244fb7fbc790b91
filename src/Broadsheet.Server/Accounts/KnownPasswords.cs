using System.Buffers;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Broadsheet.Server.Accounts;

/// <summary>
/// A file of passwords that are known from elsewhere, which no account may have: one a line, or one SHA-1 a line as <c>HASH</c> or <c>HASH:count</c>, which
/// is how Have I Been Pwned gives them. It is never held in memory, and asked anew each time, so that it may be replaced at any moment.
/// </summary>
/// <param name="path">Path of the file.</param>
/// <param name="readWhole">A file of up to so many bytes is read from the first line to the last, in whatever order; a larger one must be of hashes in their order, and is searched by halves.</param>
public sealed class KnownPasswords(string path, long readWhole = KnownPasswords.ReadWhole)
{
    // Half a second of reading, once for each password that is set or was right.
    private const long ReadWhole = 256_000_000;
    private const int HashDigits = SHA1.HashSizeInBytes * 2;

    // 40 digits, a colon, a number, the end of the line; more is no line of such a file.
    private const int LongestLine = 128;

    /// <summary>The passwords of a site's setting; null when it has none.</summary>
    /// <param name="options">The settings.</param>
    /// <param name="root">The site's folder, from which the path is read.</param>
    public static KnownPasswords? Of(AccountsOptions options, string root)
    {
        ArgumentNullException.ThrowIfNull(options);
        return options.KnownPasswords.Length == 0 ? null : new KnownPasswords(Path.GetFullPath(options.KnownPasswords, root));
    }

    /// <summary>What is wrong with the file as far as its first lines tell; null when nothing is.</summary>
    public string? Trouble()
    {
        try
        {
            Has("");
            return null;
        }
        catch (AccountException trouble)
        {
            return trouble.Message;
        }
    }

    /// <summary>Whether a password is one of them.</summary>
    /// <exception cref="AccountException">The file is not there, cannot be read, or is not what it should be; names the file and the place.</exception>
    [SuppressMessage("Security", "CA5350", Justification = "It is the sum that the lists of known passwords are made of.")]
    public bool Has(string password)
    {
        try
        {
            using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, LongestLine, FileOptions.RandomAccess);
            var first = new byte[Math.Min(file.Length, LongestLine)];
            file.ReadExactly(first);
            if (first.Length == 0)
                throw Wrong("is empty", "Write a password or the SHA-1 of one on each line");
            var line = FirstLineOf(first);
            var isHashes = HashOf(line) is not null;
            if (!isHashes && line.IndexOf(':', StringComparison.Ordinal) == 32 && line[..32].All(char.IsAsciiHexDigit))
                throw Wrong("has hashes of another kind in line 1", "Take those of SHA-1, not those of NTLM");
            var wanted = SHA1.HashData(Encoding.UTF8.GetBytes(password));
            if (file.Length <= readWhole)
                return isHashes ? HasHash(wanted) : File.ReadLines(path).Contains(password, StringComparer.Ordinal);
            return isHashes ? HasHash(file, wanted) : throw Wrong("is too large for a list of passwords", "Write their SHA-1 instead, sorted (LC_ALL=C sort)");
        }
        catch (Exception trouble) when (trouble is IOException or UnauthorizedAccessException)
        {
            throw new AccountException($"accounts.knownPasswords: {path} cannot be read: {trouble.Message} Put it there, let {Environment.UserName} read it, or leave the setting out.", trouble);
        }
    }

    private bool HasHash(byte[] wanted)
    {
        var number = 0;
        foreach (var line in File.ReadLines(path))
        {
            number++;
            if (line.Length == 0)
                continue;
            if ((HashOf(line) ?? throw Wrong(string.Create(CultureInfo.InvariantCulture, $"has no SHA-1 in line {number}"), "Write one in 40 digits on each line")).AsSpan().SequenceEqual(wanted))
                return true;
        }

        return false;
    }

    // The line that is looked for begins at from or later, and before to.
    private bool HasHash(FileStream file, byte[] wanted)
    {
        var (from, to) = (0L, file.Length);
        byte[] least = new byte[SHA1.HashSizeInBytes], most = [.. Enumerable.Repeat(byte.MaxValue, SHA1.HashSizeInBytes)];
        while (from < to)
        {
            var middle = from + ((to - from) / 2);
            var (start, next, line) = LineAfter(file, from, middle);
            if (start >= to)
            {
                to = middle;
                continue;
            }

            var where = string.Create(CultureInfo.InvariantCulture, $"in the line at byte {start:N0}");
            var hash = HashOf(line) ?? throw Wrong("has no SHA-1 " + where, "Write one in 40 digits on each line");
            if (Compare(hash, least) < 0 || Compare(hash, most) > 0)
                throw Wrong("is out of order " + where, "Sort it (LC_ALL=C sort), or take the one that is ordered by hash");
            var side = Compare(wanted, hash);
            if (side == 0)
                return true;
            if (side < 0)
                (to, most) = (middle, hash);
            else
                (from, least) = (next, hash);
        }

        return false;
    }

    /// <summary>The first line that begins at a place or later, and where the one after it begins. A line begins at <paramref name="from"/>.</summary>
    private static (long Start, long Next, string Line) LineAfter(FileStream file, long from, long place)
    {
        Span<byte> window = stackalloc byte[2 * LongestLine];
        // A line begins where the one before ends, which may be just before the place.
        var look = Math.Max(from, place - 1);
        var text = window[..RandomAccess.Read(file.SafeFileHandle, window, look)];
        var start = look == from ? 0 : text.IndexOf((byte)'\n') + 1;
        if (start == 0 && look != from)
            return look + text.Length == file.Length ? (file.Length, file.Length, "") : (look, look, "");
        var length = text[start..].IndexOf((byte)'\n');
        return (look + start, length < 0 ? file.Length : look + start + length + 1, FirstLineOf(text[start..]));
    }

    private static string FirstLineOf(ReadOnlySpan<byte> text) =>
        Encoding.UTF8.GetString(text.IndexOf((byte)'\n') is var end and >= 0 ? text[..end] : text).TrimEnd('\r').TrimStart('\uFEFF');

    /// <summary>The SHA-1 of a line, with or without a count; null when there is none.</summary>
    private static byte[]? HashOf(string line)
    {
        var digits = line.AsSpan(0, Math.Min(line.Length, HashDigits));
        var hash = new byte[SHA1.HashSizeInBytes];
        return digits.Length == HashDigits
            && (line.Length == HashDigits || (line[HashDigits] == ':' && !line.AsSpan(HashDigits + 1).ContainsAnyExceptInRange('0', '9')))
            && Convert.FromHexString(digits, hash, out _, out _) == OperationStatus.Done ? hash : null;
    }

    private static int Compare(byte[] one, byte[] other) => one.AsSpan().SequenceCompareTo(other);

    private AccountException Wrong(string what, string remedy) => new($"accounts.knownPasswords: {path} {what}. {remedy}.");
}
