using System.Collections.Frozen;

namespace Broadsheet.Clustering;

/// <summary>The part of a headline that speaks of the event: no "Opinion |" before it, no name of the publisher behind it.</summary>
internal static class Headline
{
    /// <summary>Labels publishers set before a headline, followed by a colon or a bar.</summary>
    private static readonly FrozenSet<string> Labels = new[]
    {
        "analysis", "ap exclusive", "breaking", "breaking news", "briefing", "column", "comment", "commentary", "correction", "corrected",
        "editorial", "exclusive", "explainer", "explained", "fact check", "factbox", "feature", "first on cnn", "gallery", "in pictures",
        "interview", "just in", "letter", "letters", "listen", "live", "live blog", "live updates", "live update", "news analysis", "obituary",
        "op-ed", "opinion", "perspective", "photos", "pictures", "podcast", "poll", "report", "review", "special report", "timeline",
        "update", "updated", "update 1", "update 2", "update 3", "update 4", "update 5", "video", "watch", "watch live", "wrapup",
    }.ToFrozenSet(StringComparer.OrdinalIgnoreCase);

    private static readonly FrozenSet<string>.AlternateLookup<ReadOnlySpan<char>> LabelsBySpan = Labels.GetAlternateLookup<ReadOnlySpan<char>>();

    private static readonly string[] Bars = [" | ", " – ", " — ", " - ", " · ", " :: ", " « ", " » "];

    /// <summary>The headline without labels in front and the publisher behind.</summary>
    public static ReadOnlySpan<char> Core(ReadOnlySpan<char> title, string providerName, string providerDomain) =>
        WithoutPublisher(WithoutLabel(title.Trim()), providerName, providerDomain);

    private static ReadOnlySpan<char> WithoutLabel(ReadOnlySpan<char> title)
    {
        var end = title.IndexOfAny(':', '|');
        if (end > 0 && end <= 16 && LabelsBySpan.Contains(title[..end].Trim()))
            return Or(title[(end + 1)..].Trim(), title);
        // "UPDATE 2-Markets fall": a wire's own way.
        var dash = title.IndexOf('-');
        return dash is > 0 and <= 16 && title[..dash].ContainsAnyInRange('0', '9') && LabelsBySpan.Contains(title[..dash])
            ? Or(title[(dash + 1)..].Trim(), title)
            : title;
    }

    private static ReadOnlySpan<char> WithoutPublisher(ReadOnlySpan<char> title, string name, string domain)
    {
        foreach (var bar in Bars)
        {
            var at = title.LastIndexOf(bar);
            if (at > 0 && IsPublisher(title[(at + bar.Length)..], name, domain))
                return title[..at];
        }

        return title;
    }

    /// <summary>Whether the tail is the publisher's name or the telling part of its domain, whatever the spacing and case.</summary>
    private static bool IsPublisher(ReadOnlySpan<char> tail, string name, string domain) =>
        tail.Length is > 1 and <= 40 && (SameLetters(tail, name) || SameLetters(tail, domain) || SameLetters(tail, FirstLabel(domain)));

    private static ReadOnlySpan<char> FirstLabel(string domain)
    {
        var dot = domain.IndexOf('.', StringComparison.Ordinal);
        return dot < 0 ? domain : domain.AsSpan(0, dot);
    }

    private static bool SameLetters(ReadOnlySpan<char> one, ReadOnlySpan<char> other)
    {
        one = one.StartsWith("The ", StringComparison.OrdinalIgnoreCase) ? one[4..] : one;
        other = other.StartsWith("The ", StringComparison.OrdinalIgnoreCase) ? other[4..] : other;
        var at = 0;
        foreach (var c in one)
        {
            if (!char.IsLetterOrDigit(c))
                continue;
            while (at < other.Length && !char.IsLetterOrDigit(other[at]))
                at++;
            if (at == other.Length || char.ToLowerInvariant(other[at++]) != char.ToLowerInvariant(c))
                return false;
        }

        while (at < other.Length && !char.IsLetterOrDigit(other[at]))
            at++;
        return at == other.Length && at > 0;
    }

    private static ReadOnlySpan<char> Or(ReadOnlySpan<char> value, ReadOnlySpan<char> otherwise) => value.IsEmpty ? otherwise : value;
}
