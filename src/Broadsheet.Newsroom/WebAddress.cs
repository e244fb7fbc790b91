using System.Buffers;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text;
using Broadsheet.Feeds;

namespace Broadsheet;

/// <summary>
/// The http or https address of a page, taken apart. Reads what browsers read (WHATWG URL: backslashes, stray blanks, any host in the wild),
/// never throws, and refuses what a reader must not be sent to: other schemes, and addresses with a name or password in them.
/// </summary>
public sealed record WebAddress
{
    /// <summary>No publisher needs more, and everything longer that was seen was an attack or a session dump.</summary>
    private const int LongestText = 4096;

    private static readonly SearchValues<char> InsideIpv6 = SearchValues.Create("0123456789abcdef:.");

    private static readonly SearchValues<char> NeverInHosts = SearchValues.Create("<>\"'`{}|^%[]:/?#@\\,;!$&()*+=~");

    private static readonly IdnMapping Idn = new() { AllowUnassigned = true, UseStd3AsciiRules = false };

    private WebAddress(bool isSecure, string host, int? port, string path, string query, string? hashBang)
    {
        (IsSecure, Host, Port, Path, Query, HashBang) = (isSecure, host, port, path, query, hashBang);
    }

    /// <summary>Whether it is https.</summary>
    public bool IsSecure { get; }

    /// <summary>Host in lower case, international names in their ASCII form (RFC 5891) where they have one.</summary>
    public string Host { get; }

    /// <summary>The port, when it is not the scheme's own.</summary>
    public int? Port { get; }

    /// <summary>Path from the first slash on, dot segments resolved (RFC 3986 §5.2.4), at least <c>/</c>.</summary>
    public string Path { get; }

    /// <summary>Query without the question mark, as written; empty when there is none.</summary>
    public string Query { get; }

    /// <summary>What follows <c>#!</c>: the one kind of fragment that names another page.</summary>
    public string? HashBang { get; }

    /// <summary>Whether it is the front page of its host.</summary>
    public bool IsHomePage => HashBang is null && AddressKey.QueryOf(this).Length == 0 && AddressKey.PathOf(Path).Length == 0;

    /// <summary>
    /// What tells this page from all others, whichever way it is written: without scheme, <c>www.</c>, <c>m.</c> and <c>amp.</c>,
    /// fragment, tracking parameters, index file and slash at the end; parameters in order of their names. Not an address to visit.
    /// </summary>
    public string Key => AddressKey.Of(this);

    /// <summary>The host without <c>www.</c>, <c>m.</c>, <c>mobile.</c> and <c>amp.</c>.</summary>
    public string SiteHost => AddressKey.HostOf(Host);

    /// <summary>Reads an address.</summary>
    /// <param name="text">What the publisher wrote.</param>
    /// <param name="address">The address.</param>
    /// <returns>False when it is none that a reader could follow safely.</returns>
    public static bool TryParse([NotNullWhen(true)] string? text, [NotNullWhen(true)] out WebAddress? address)
    {
        address = null;
        if (text is null || text.Length > LongestText)
            return false;
        var rest = Tidy(text);
        if (!TakeScheme(ref rest, out var isSecure))
            return false;

        var end = rest.IndexOfAny('/', '?', '#');
        var authority = end < 0 ? rest : rest[..end];
        var tail = end < 0 ? "" : rest[end..];
        if (!TakeHost(authority, isSecure, out var host, out var port))
            return false;

        var (path, query, hashBang) = Split(tail);
        address = new WebAddress(isSecure, host, port, AddressPath.Resolve(AddressPath.Escape(path)), AddressPath.Escape(query), hashBang);
        return true;
    }

    /// <summary>The address, or null when there is none that a reader could follow safely.</summary>
    public static WebAddress? From(string? text) => TryParse(text, out var address) ? address : null;

    /// <summary>Whether two addresses lead to the same page.</summary>
    public static bool AreSame(string? one, string? other) =>
        TryParse(one, out var first) && TryParse(other, out var second) && first.Key == second.Key;

    /// <summary>The same address without what only serves to watch the reader.</summary>
    public WebAddress WithoutTracking() => Query.Length == 0 ? this : From(TrackingParameters.Remove(ToString())) ?? this;

    /// <summary>The address as one would link to it.</summary>
    public override string ToString()
    {
        var text = new StringBuilder(IsSecure ? "https://" : "http://").Append(Host);
        if (Port is { } port)
            text.Append(CultureInfo.InvariantCulture, $":{port}");
        text.Append(Path);
        if (Query.Length > 0)
            text.Append('?').Append(Query);
        if (HashBang is not null)
            text.Append("#!").Append(HashBang);
        return text.ToString();
    }

    /// <summary>As browsers do: blanks around it and line breaks inside it are the markup's, not the address's.</summary>
    private static string Tidy(string text)
    {
        var trimmed = text.AsSpan().Trim().Trim('\0');
        if (trimmed.IndexOfAny("\t\r\n\\") < 0)
            return trimmed.ToString();
        var tidy = new StringBuilder(trimmed.Length);
        var inQuery = false;
        foreach (var c in trimmed)
        {
            inQuery |= c is '?' or '#';
            if (c is not ('\t' or '\r' or '\n'))
                tidy.Append(c == '\\' && !inQuery ? '/' : c);
        }
        return tidy.ToString().Trim();
    }

    private static bool TakeScheme(ref string rest, out bool isSecure)
    {
        isSecure = rest.StartsWith("https:", StringComparison.OrdinalIgnoreCase);
        if (!isSecure && !rest.StartsWith("http:", StringComparison.OrdinalIgnoreCase))
            return false;
        var after = rest.AsSpan(isSecure ? 6 : 5);
        if (!after.StartsWith("//"))
            return false;
        rest = after.TrimStart('/').ToString();
        return true;
    }

    private static bool TakeHost(string authority, bool isSecure, out string host, out int? port)
    {
        (host, port) = ("", null);
        // A name before the host is how https://bank.example@evil.example dresses up.
        if (authority.Contains('@', StringComparison.Ordinal))
            return false;
        var name = authority;
        var colon = authority.LastIndexOf(':');
        if (colon >= 0 && colon > authority.LastIndexOf(']'))
        {
            name = authority[..colon];
            var digits = authority[(colon + 1)..];
            if (digits.Length > 0)
            {
                if (!int.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out var number) || number is < 1 or > 65535)
                    return false;
                port = number == (isSecure ? 443 : 80) ? null : number;
            }
        }
        host = AsciiHost(name);
        return host.Length is > 0 and <= 253 && IsHost(host);
    }

    /// <summary>Label by label, since one that the standard refuses (an underscore, a hyphen at the end) must not spoil the others.</summary>
    private static string AsciiHost(string name)
    {
        var lower = name.TrimEnd('.').ToLowerInvariant();
        if (Ascii.IsValid(lower))
            return lower;
        return string.Join('.', lower.Replace('。', '.').Split('.').Select(AsciiLabel));
    }

    private static string AsciiLabel(string label)
    {
        if (Ascii.IsValid(label) || label.Length > 63)
            return label;
        try
        {
            return Idn.GetAscii(label);
        }
        catch (ArgumentException)
        {
            // IdnMapping is stricter than the registries were; such a host is kept as it stands.
            return label;
        }
    }

    private static bool IsHost(string host)
    {
        if (host[0] == '[')
            return host[^1] == ']' && host.AsSpan(1, host.Length - 2).IndexOfAnyExcept(InsideIpv6) < 0 && host.Length > 3;
        if (host[0] == '.' || host.Contains("..", StringComparison.Ordinal) || host.AsSpan().ContainsAny(NeverInHosts))
            return false;
        return !host.Any(c => char.IsControl(c) || char.IsWhiteSpace(c) || char.IsSurrogate(c));
    }

    private static (string Path, string Query, string? HashBang) Split(string tail)
    {
        string? hashBang = null;
        var hash = tail.IndexOf('#', StringComparison.Ordinal);
        if (hash >= 0)
        {
            if (tail.AsSpan(hash).StartsWith("#!") && tail.Length > hash + 2)
                hashBang = AddressPath.Escape(tail[(hash + 2)..]);
            tail = tail[..hash];
        }
        var mark = tail.IndexOf('?', StringComparison.Ordinal);
        return mark < 0 ? (tail, "", hashBang) : (tail[..mark], tail[(mark + 1)..], hashBang);
    }
}
