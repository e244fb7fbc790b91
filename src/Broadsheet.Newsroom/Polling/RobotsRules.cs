using System.Globalization;
using System.Text;

namespace Broadsheet.Polling;

/// <summary>What one robots.txt asks of us (RFC 9309), with the widespread Crawl-delay extension.</summary>
public sealed class RobotsRules
{
    /// <summary>Bytes read of a robots.txt; RFC 9309 §2.5 asks for at least 500 KiB.</summary>
    internal const int LargestFile = 512 * 1024;

    private readonly List<Rule> rules;

    private RobotsRules(List<Rule> rules, TimeSpan? crawlDelay)
    {
        this.rules = rules;
        CrawlDelay = crawlDelay;
    }

    /// <summary>Everything may be asked: there is no robots.txt (RFC 9309 §2.3.1.3).</summary>
    public static RobotsRules AllowAll { get; } = new([], null);

    /// <summary>Nothing may be asked: the server could not give its robots.txt (RFC 9309 §2.3.1.4).</summary>
    public static RobotsRules DisallowAll { get; } = new([new Rule("/", IsAllow: false)], null);

    /// <summary>The least pause between two requests that the host asks for, if it does.</summary>
    public TimeSpan? CrawlDelay { get; }

    /// <summary>Reads a robots.txt as it concerns the crawler called <paramref name="product"/> (RFC 9309 §2.2.1); anything not understood is passed over.</summary>
    public static RobotsRules Parse(ReadOnlySpan<byte> file, string product)
    {
        var text = Encoding.UTF8.GetString(file[..Math.Min(file.Length, LargestFile)]);
        var ours = new Group();
        var everyones = new Group();
        var names = new List<string>();
        var isReadingNames = false;
        foreach (var raw in text.AsSpan().TrimStart('\uFEFF').EnumerateLines())
        {
            if (!TrySplit(raw, out var key, out var value))
                continue;
            if (key.Equals("user-agent", StringComparison.OrdinalIgnoreCase))
            {
                if (!isReadingNames)
                    names.Clear();
                names.Add(ProductOf(value));
                isReadingNames = true;
                continue;
            }

            // Only rules end a group's list of names; "Sitemap" and the like belong to no group (§2.2.4).
            if (!IsRule(key))
                continue;
            isReadingNames = false;
            foreach (var name in names)
            {
                if (name.Equals(product, StringComparison.OrdinalIgnoreCase))
                    ours.Add(key, value);
                else if (name == "*")
                    everyones.Add(key, value);
            }

            if (names.Exists(name => name.Equals(product, StringComparison.OrdinalIgnoreCase)))
                ours.IsNamed = true;
        }

        var group = ours.IsNamed ? ours : everyones;
        return new RobotsRules(group.Rules, group.CrawlDelay);
    }

    /// <summary>Whether the path and query may be asked: the longest matching rule decides, Allow wins a tie (§2.2.2).</summary>
    public bool Allows(string pathAndQuery)
    {
        var path = Normalise(pathAndQuery);
        if (path == "/robots.txt")
            return true;
        var longest = -1;
        var isAllowed = true;
        foreach (var rule in rules)
        {
            if (rule.Pattern.Length < longest || (rule.Pattern.Length == longest && !rule.IsAllow) || !Matches(rule.Pattern, path))
                continue;
            longest = rule.Pattern.Length;
            isAllowed = rule.IsAllow;
        }

        return isAllowed;
    }

    /// <summary>The rules as a robots.txt of one group that is read as these rules again; empty when there are none.</summary>
    public override string ToString()
    {
        if (rules.Count == 0 && CrawlDelay is null)
            return "";
        var text = new StringBuilder("User-agent: *\n");
        foreach (var rule in rules)
            text.Append(rule.IsAllow ? "Allow: " : "Disallow: ").Append(rule.Pattern).Append('\n');
        if (CrawlDelay is { } delay)
            text.Append(CultureInfo.InvariantCulture, $"Crawl-delay: {delay.TotalSeconds:0.#######}\n");
        return text.ToString();
    }

    private static bool TrySplit(ReadOnlySpan<char> line, out ReadOnlySpan<char> key, out ReadOnlySpan<char> value)
    {
        var comment = line.IndexOf('#');
        if (comment >= 0)
            line = line[..comment];
        var colon = line.IndexOf(':');
        key = colon < 0 ? default : line[..colon].Trim();
        value = colon < 0 ? default : line[(colon + 1)..].Trim();
        return colon > 0;
    }

    private static bool IsRule(ReadOnlySpan<char> key) =>
        key.Equals("allow", StringComparison.OrdinalIgnoreCase)
        || key.Equals("disallow", StringComparison.OrdinalIgnoreCase)
        || key.Equals("crawl-delay", StringComparison.OrdinalIgnoreCase);

    // "Broadsheet/0.1" and "Broadsheet (news)" mean Broadsheet: the product token ends at the first character it cannot hold.
    private static string ProductOf(ReadOnlySpan<char> value)
    {
        if (value.StartsWith('*'))
            return "*";
        var length = 0;
        while (length < value.Length && (char.IsAsciiLetter(value[length]) || value[length] is '-' or '_'))
            length++;
        return value[..length].ToString();
    }

    // Walks pattern and path side by side; a star is tried shortest first and taken back only to the last star, so the time is bounded
    // by the product of both lengths whatever a hostile file holds.
    private static bool Matches(string pattern, string path)
    {
        var isAnchored = pattern.EndsWith('$');
        var end = isAnchored ? pattern.Length - 1 : pattern.Length;
        int p = 0, t = 0, star = -1, resume = 0;
        while (true)
        {
            if (p == end)
            {
                if (!isAnchored || t == path.Length)
                    return true;
            }
            else if (pattern[p] == '*')
            {
                star = p++;
                resume = t;
                continue;
            }
            else if (t < path.Length && pattern[p] == path[t])
            {
                p++;
                t++;
                continue;
            }

            if (star < 0 || resume >= path.Length)
                return false;
            p = star + 1;
            t = ++resume;
        }
    }

    // Both sides are compared percent-encoded, with upper-case digits and nothing encoded that need not be (§2.2.2).
    private static string Normalise(string path)
    {
        var isPlain = true;
        foreach (var c in path)
            isPlain &= c is > ' ' and < '\u007F' and not '%';
        if (isPlain)
            return path;

        var result = new StringBuilder(path.Length + 16);
        Span<byte> utf8 = stackalloc byte[4];
        for (var i = 0; i < path.Length; i++)
        {
            var c = path[i];
            if (c == '%' && i + 2 < path.Length && char.IsAsciiHexDigit(path[i + 1]) && char.IsAsciiHexDigit(path[i + 2]))
            {
                var value = (char)byte.Parse(path.AsSpan(i + 1, 2), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture);
                if (char.IsAsciiLetterOrDigit(value) || value is '-' or '.' or '_' or '~')
                    result.Append(value);
                else
                    result.Append('%').Append(char.ToUpperInvariant(path[i + 1])).Append(char.ToUpperInvariant(path[i + 2]));
                i += 2;
            }
            else if (c == '%')
            {
                // Left alone it could, with what follows, become an escape that was not meant.
                result.Append("%25");
            }
            else if (c is > ' ' and < '\u007F')
            {
                result.Append(c);
            }
            else
            {
                if (Rune.DecodeFromUtf16(path.AsSpan(i), out var rune, out var used) != System.Buffers.OperationStatus.Done)
                    used = 1;
                foreach (var b in utf8[..rune.EncodeToUtf8(utf8)])
                    result.Append('%').Append(b.ToString("X2", CultureInfo.InvariantCulture));
                i += used - 1;
            }
        }

        return result.ToString();
    }

    private readonly record struct Rule(string Pattern, bool IsAllow);

    private sealed class Group
    {
        public List<Rule> Rules { get; } = [];

        public TimeSpan? CrawlDelay { get; private set; }

        public bool IsNamed { get; set; }

        public void Add(ReadOnlySpan<char> key, ReadOnlySpan<char> value)
        {
            if (key.Equals("crawl-delay", StringComparison.OrdinalIgnoreCase))
            {
                if (double.TryParse(value, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var seconds))
                    CrawlDelay = TimeSpan.FromSeconds(Math.Min(seconds, 24 * 3600));
                return;
            }

            // An empty Disallow forbids nothing.
            if (value.IsEmpty)
                return;
            Rules.Add(new Rule(Normalise(value.ToString()), key.Equals("allow", StringComparison.OrdinalIgnoreCase)));
        }
    }
}
