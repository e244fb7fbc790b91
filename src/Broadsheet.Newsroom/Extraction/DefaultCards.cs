namespace Broadsheet.Extraction;

/// <summary>
/// Learns the picture a site shows on articles that have none of their own, by its repetition. Told once per article before articles are
/// made, so that the first of them does without the card too.
/// </summary>
/// <param name="repetition">Articles that must show a picture before it can be a card.</param>
/// <param name="learnt">What an earlier run knew.</param>
public sealed class DefaultCards(int repetition, IEnumerable<CardCount>? learnt = null)
{
    /// <summary>A front page story's photo stands above several articles of the day too, but never above one in twenty of all.</summary>
    private const int OneIn = 20;

    private readonly Dictionary<(string Domain, string Picture), int> _counts = (learnt ?? []).ToDictionary(count => (count.Domain, count.Picture), count => count.Articles);

    private readonly Dictionary<string, int> _articles = (learnt ?? []).GroupBy(count => count.Domain, StringComparer.Ordinal)
        .ToDictionary(group => group.Key, group => group.Sum(count => count.Articles), StringComparer.Ordinal);

    /// <summary>What to remember, in a stable order.</summary>
    public IReadOnlyList<CardCount> Learnt =>
    [
        .. _counts.Select(pair => new CardCount(pair.Key.Domain, pair.Key.Picture, pair.Value))
            .OrderBy(count => count.Domain, StringComparer.Ordinal)
            .ThenBy(count => count.Picture, StringComparer.Ordinal),
    ];

    /// <summary>An article of the provider shows the picture; to be told once for each article.</summary>
    public void Saw(string domain, string pictureUrl)
    {
        var key = (domain, KeyOf(pictureUrl));
        _counts[key] = _counts.GetValueOrDefault(key) + 1;
        _articles[domain] = _articles.GetValueOrDefault(domain) + 1;
    }

    /// <summary>Whether the picture is the provider's card, as far as is known.</summary>
    public bool IsDefault(string domain, string pictureUrl)
    {
        var seen = _counts.GetValueOrDefault((domain, KeyOf(pictureUrl)));
        return seen >= repetition && seen * OneIn >= _articles[domain];
    }

    private static string KeyOf(string url) => WebAddress.TryParse(url, out var address) ? address.Key : url;
}

/// <summary>How many articles of a provider showed a picture.</summary>
/// <param name="Domain">The provider's domain.</param>
/// <param name="Picture">The picture's address, as a key.</param>
/// <param name="Articles">How many articles.</param>
public sealed record CardCount(string Domain, string Picture, int Articles);
