using System.Buffers;
using System.Collections.Frozen;
using System.Text;
using Broadsheet.Pages.Suffixes;

namespace Broadsheet.Pages;

/// <summary>
/// Which part of a host a registry gives to anyone (<c>co.uk</c>, <c>github.io</c>), and which part one owner registered:
/// the algorithm of publicsuffix.org, with wildcards and exceptions, over a built-in list or a newer one from a file.
/// </summary>
public sealed class PublicSuffixList
{
    private static readonly Lazy<PublicSuffixList> s_builtIn = new(ReadBuiltIn);

    private static readonly SearchValues<char> s_notInHosts = SearchValues.Create("/:@[] ");

    private readonly FrozenDictionary<string, Rule>.AlternateLookup<ReadOnlySpan<char>> _lookup;

    private PublicSuffixList(Dictionary<string, Rule> rules) =>
        _lookup = rules.ToFrozenDictionary(StringComparer.Ordinal).GetAlternateLookup<ReadOnlySpan<char>>();

    [Flags]
    private enum Rule : byte
    {
        None = 0,
        Suffix = 1,
        Wildcard = 2,
        Exception = 4,
    }

    /// <summary>The list that came with this version.</summary>
    public static PublicSuffixList BuiltIn => s_builtIn.Value;

    /// <summary>
    /// Reads a list in the format of publicsuffix.org (a rule a line, <c>//</c> before comments). Lines that are no rule are passed over.
    /// </summary>
    public static PublicSuffixList Read(TextReader list)
    {
        ArgumentNullException.ThrowIfNull(list);
        var rules = new Dictionary<string, Rule>(StringComparer.Ordinal);
        while (list.ReadLine() is { } line)
        {
            var end = line.AsSpan().IndexOfAny(' ', '\t');
            var rule = (end < 0 ? line : line[..end]).Trim().ToLowerInvariant();
            if (rule.Length == 0 || rule.StartsWith("//", StringComparison.Ordinal))
                continue;
            if (rule[0] == '!')
                Add(rules, rule[1..], Rule.Exception);
            else if (rule.StartsWith("*.", StringComparison.Ordinal))
                Add(rules, rule[2..], Rule.Wildcard);
            else
                Add(rules, rule, Rule.Suffix);
        }

        return new(rules);
    }

    /// <summary>
    /// The domain its owner registered: one label more than the public suffix, in the form (Unicode or <c>xn--</c>) the host is in,
    /// lower case. Null for a public suffix itself, for an IP address and for what is no host.
    /// </summary>
    public string? RegistrableDomain(string? host)
    {
        var name = Normal(host);
        if (name is null)
            return null;
        var suffix = SuffixStart(name);
        if (suffix <= 0)
            return null;
        var before = name.LastIndexOf('.', suffix - 2);
        return name[(before + 1)..];
    }

    /// <summary>The public suffix of a host, such as <c>co.uk</c>; null for an IP address and for what is no host.</summary>
    public string? PublicSuffix(string? host) => Normal(host) is { } name ? name[SuffixStart(name)..] : null;

    /// <summary>Where the longest rule that fits begins. A name whose top label no rule knows has that label as its suffix.</summary>
    private int SuffixStart(string name)
    {
        var previous = -1;
        for (var start = 0; ; )
        {
            if (_lookup.TryGetValue(name.AsSpan(start), out var rule))
            {
                if ((rule & Rule.Exception) != 0)
                    return name.IndexOf('.', start) + 1;
                if ((rule & Rule.Wildcard) != 0 && previous >= 0)
                    return previous;
                if ((rule & Rule.Suffix) != 0)
                    return start;
            }

            var dot = name.IndexOf('.', start);
            if (dot < 0)
                return start;
            previous = start;
            start = dot + 1;
        }
    }

    private static string? Normal(string? host)
    {
        if (string.IsNullOrEmpty(host) || host.Length > 1_000)
            return null;
        var name = host.Trim().TrimEnd('.').ToLowerInvariant();
        if (name.Length == 0 || name[0] == '.' || name.Contains("..", StringComparison.Ordinal) || name.AsSpan().ContainsAny(s_notInHosts))
            return null;
        // No top-level domain ends in a digit, so this is an IPv4 address.
        return char.IsAsciiDigit(name[^1]) ? null : name;
    }

    private static void Add(Dictionary<string, Rule> rules, string suffix, Rule rule)
    {
        rules[suffix] = rules.GetValueOrDefault(suffix) | rule;
        if (Ascii.IsValid(suffix))
            return;
        var ascii = string.Join('.', suffix.Split('.').Select(Punycode.ToAscii));
        rules[ascii] = rules.GetValueOrDefault(ascii) | rule;
    }

    // The format is described in make-suffixes.py, which writes the file.
    private static PublicSuffixList ReadBuiltIn()
    {
        using var stream = typeof(PublicSuffixList).Assembly.GetManifestResourceStream("Broadsheet.Pages.suffixes.txt")
            ?? throw new InvalidOperationException("The built-in list of suffixes is missing from the assembly.");
        using var lines = new StreamReader(stream, Encoding.UTF8);
        var rules = new Dictionary<string, Rule>(StringComparer.Ordinal);
        var parents = new List<string>();
        while (lines.ReadLine() is { } line)
        {
            var depth = line.AsSpan().IndexOfAnyExcept('.');
            var label = line.AsSpan(depth).TrimEnd("-*!").ToString();
            var marks = line.AsSpan(depth + label.Length);
            parents.RemoveRange(depth, parents.Count - depth);
            var suffix = depth == 0 ? label : $"{label}.{parents[depth - 1]}";
            parents.Add(suffix);
            var rule = marks.Contains('!') ? Rule.Exception : marks.Contains('-') ? Rule.None : Rule.Suffix;
            if (marks.Contains('*'))
                rule |= Rule.Wildcard;
            if (rule != Rule.None)
                Add(rules, suffix, rule);
        }

        return new(rules);
    }
}
