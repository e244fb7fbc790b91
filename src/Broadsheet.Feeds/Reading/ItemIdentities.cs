using System.Security.Cryptography;
using System.Text;

namespace Broadsheet.Feeds.Reading;

/// <summary>
/// Gives every item of one document an identity of its own that is the same at the next poll. Ids are only believed as far as they differ:
/// feeds exist that give one guid to every item, or have the same link for all.
/// </summary>
internal sealed class ItemIdentities(int capacity)
{
    private readonly HashSet<string> taken = new(capacity, StringComparer.Ordinal);

    private readonly Dictionary<string, int> copies = new(StringComparer.Ordinal);

    public string Next(string? id, string? canonicalLink, string? title, FeedText? text)
    {
        var first = id ?? canonicalLink;
        if (first is not null && taken.Add(first))
            return first;
        if (id is not null && canonicalLink is not null && canonicalLink != id && taken.Add($"{id}|{canonicalLink}"))
            return $"{id}|{canonicalLink}";
        // Nothing else to go by: what it says. Position would change with every new item.
        var content = $"{first}|{Digest($"{title}\n{text?.Raw}")}";
        if (taken.Add(content))
            return content;
        // Counted per content, since a hostile document can repeat one item as often as its size allows.
        var copy = copies.GetValueOrDefault(content, 1);
        do
            copy++;
        while (!taken.Add($"{content}|{copy}"));
        copies[content] = copy;
        return $"{content}|{copy}";
    }

    private static string Digest(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)).AsSpan(0, 12));
}
