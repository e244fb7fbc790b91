using System.Globalization;
using Broadsheet.Feeds.Links;

namespace Broadsheet.Feeds.Html;

/// <summary>Reads pictures of HTML.</summary>
internal static class HtmlImages
{
    // Where lazy loaders put the address that matters, best first.
    private static readonly string[] SourceNames = ["src", "data-src", "data-original", "data-lazy-src"];

    /// <summary>A picture nobody is meant to see.</summary>
    public static bool IsTrackingPixel(ReadOnlySpan<char> attributes) => IsAtMostOne(attributes, "width") || IsAtMostOne(attributes, "height");

    /// <summary>The picture of a tag's attributes, absolute; null when it names none.</summary>
    public static FeedImage? Read(ReadOnlySpan<char> attributes, string? baseUrl)
    {
        var (largest, width) = HtmlAttributes.TryGet(attributes, "srcset", out var set)
            ? LargestOf(HtmlEntities.Decode(set), baseUrl)
            : (null, 0);
        var statedWidth = Number(attributes, "width");
        var statedHeight = Number(attributes, "height");
        if (largest is not null && width > (statedWidth ?? 0))
            return new FeedImage(largest, width, statedWidth > 0 && statedHeight > 0 ? (int)((long)statedHeight * width / statedWidth.Value) : null);
        foreach (var name in SourceNames)
        {
            if (!HtmlAttributes.TryGet(attributes, name, out var source) || source.StartsWith("data:", StringComparison.OrdinalIgnoreCase))
                continue;
            var url = WebLink.ResolveHttp(HtmlEntities.Decode(source), baseUrl);
            if (url is not null)
                return new FeedImage(url, statedWidth, statedHeight);
        }

        return largest is null ? null : new FeedImage(largest, statedWidth, statedHeight);
    }

    /// <summary>A srcset with absolute addresses; candidates that are no web addresses are left out.</summary>
    public static string ResolveSourceSet(string sourceSet, string? baseUrl)
    {
        var candidates = new List<string>();
        foreach (var candidate in Candidates(sourceSet))
        {
            var space = candidate.IndexOfAny([' ', '\t', '\n']);
            var url = WebLink.Resolve(space < 0 ? candidate : candidate[..space], baseUrl);
            if (url is not null)
                candidates.Add(space < 0 ? url : url + " " + candidate[space..].Trim());
        }

        return string.Join(", ", candidates);
    }

    private static (string? Url, int Width) LargestOf(string sourceSet, string? baseUrl)
    {
        string? largest = null;
        var width = -1;
        foreach (var candidate in Candidates(sourceSet))
        {
            var space = candidate.LastIndexOf(' ');
            var stated = 0;
            if (space > 0 && candidate.EndsWith('w'))
                _ = int.TryParse(candidate.AsSpan(space + 1, candidate.Length - space - 2), NumberStyles.None, CultureInfo.InvariantCulture, out stated);
            if (stated <= width)
                continue;
            var url = WebLink.ResolveHttp(space < 0 ? candidate : candidate[..space], baseUrl);
            if (url is not null)
                (largest, width) = (url, stated);
        }

        return (largest, Math.Max(width, 0));
    }

    // Commas stand inside addresses too (image servers); only one followed by space separates.
    private static IEnumerable<string> Candidates(string sourceSet) =>
        sourceSet.Split([", ", ",\n", ",\t", ",\r"], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Take(32);

    private static bool IsAtMostOne(ReadOnlySpan<char> attributes, ReadOnlySpan<char> name) =>
        HtmlAttributes.TryGet(attributes, name, out var value) && value.Trim() is "0" or "1" or "1px" or "0px";

    private static int? Number(ReadOnlySpan<char> attributes, ReadOnlySpan<char> name)
    {
        if (!HtmlAttributes.TryGet(attributes, name, out var value))
            return null;
        value = value.Trim();
        if (value.EndsWith("px", StringComparison.OrdinalIgnoreCase))
            value = value[..^2];
        return int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;
    }
}
