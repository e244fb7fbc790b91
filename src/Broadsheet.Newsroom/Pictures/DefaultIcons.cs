using System.Security.Cryptography;

namespace Broadsheet.Pictures;

/// <summary>
/// Learns the icons that publishing systems put on every site: the same bytes at several unrelated domains.
/// </summary>
/// <param name="learnt">What an earlier run knew.</param>
public sealed class DefaultIcons(IEnumerable<IconSighting>? learnt = null)
{
    /// <summary>Two papers of one house share an icon; four domains with one are the publishing system's.</summary>
    private const int Domains = 4;

    private readonly SortedDictionary<string, SortedSet<string>> _seen = Open(learnt ?? []);

    /// <summary>What to remember, in a stable order.</summary>
    public IReadOnlyList<IconSighting> Learnt => [.. _seen.SelectMany(icon => icon.Value.Select(domain => new IconSighting(icon.Key, domain)))];

    /// <summary>Takes note of the icon, and says whether it is known to be nobody's.</summary>
    public bool IsDefault(string domain, ReadOnlySpan<byte> icon)
    {
        var key = Convert.ToHexStringLower(SHA256.HashData(icon));
        if (!_seen.TryGetValue(key, out var domains))
            _seen[key] = domains = new(StringComparer.Ordinal);
        // Enough to know; a set must not grow with every site of the web.
        if (domains.Count < Domains)
            domains.Add(domain);
        return domains.Count >= Domains;
    }

    private static SortedDictionary<string, SortedSet<string>> Open(IEnumerable<IconSighting> learnt)
    {
        SortedDictionary<string, SortedSet<string>> seen = new(StringComparer.Ordinal);
        foreach (var (icon, domain) in learnt)
        {
            if (!seen.TryGetValue(icon, out var domains))
                seen[icon] = domains = new(StringComparer.Ordinal);
            domains.Add(domain);
        }
        return seen;
    }
}

/// <summary>That a domain shows an icon.</summary>
/// <param name="Icon">SHA-256 of the icon's bytes, in lower-case hexadecimal.</param>
/// <param name="Domain">The provider's domain.</param>
public sealed record IconSighting(string Icon, string Domain);
