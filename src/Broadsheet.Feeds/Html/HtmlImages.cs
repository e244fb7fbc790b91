using System.Globalization;
using System.Text;
using Broadsheet.Feeds.Links;
using Broadsheet.Feeds.Texts;

namespace Broadsheet.Feeds.Html;

/// <summary>Reads pictures of HTML.</summary>
internal static class HtmlImages
{
    private const int MaxCandidates = 32;

    /// <summary>A picture nobody is meant to see.</summary>
    public static bool IsTrackingPixel(in HtmlImageTag tag) => IsAtMostOne(tag.Width) || IsAtMostOne(tag.Height);

    /// <summary>The picture of a tag, absolute; null when it names none.</summary>
    public static FeedImage? Read(in HtmlImageTag tag, string? baseUrl)
    {
        var (largest, width) = tag.SourceSet.IsEmpty ? (null, 0) : LargestOf(HtmlEntities.Decode(tag.SourceSet), baseUrl);
        var statedWidth = Number(tag.Width);
        var statedHeight = Number(tag.Height);
        if (largest is not null && width > (statedWidth ?? 0))
            return new FeedImage(largest, width, statedWidth > 0 && statedHeight > 0 ? (int)((long)statedHeight * width / statedWidth.Value) : null);
        var url = Address(tag.Source, baseUrl) ?? Address(tag.DataSource, baseUrl) ?? Address(tag.DataOriginal, baseUrl)
            ?? Address(tag.DataLazySource, baseUrl) ?? largest;
        return url is null ? null : new FeedImage(url, statedWidth, statedHeight);
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
    private static IEnumerable<string> Candidates(string sourceSet)
    {
        var start = 0;
        for (var count = 0; count < MaxCandidates && start < sourceSet.Length;)
        {
            var end = EndOfCandidate(sourceSet.AsSpan(start)) + start;
            var candidate = sourceSet.AsSpan(start, end - start).Trim();
            start = end + 1;
            if (candidate.IsEmpty)
                continue;
            count++;
            yield return candidate.ToString();
        }
    }

    private static int EndOfCandidate(ReadOnlySpan<char> rest)
    {
        for (var at = rest.IndexOf(','); at >= 0; at = rest[(at + 1)..].IndexOf(',') is var next and >= 0 ? at + 1 + next : -1)
        {
            if (at + 1 < rest.Length && rest[at + 1] is ' ' or '\n' or '\t' or '\r')
                return at;
        }

        return rest.Length;
    }

    private static string? Address(ReadOnlySpan<byte> source, string? baseUrl) =>
        source.IsEmpty || (source.Length >= 5 && Ascii.EqualsIgnoreCase(source[..5], "data:"u8)) ? null : WebLink.ResolveHttp(HtmlEntities.Decode(source), baseUrl);

    private static bool IsAtMostOne(ReadOnlySpan<byte> value)
    {
        value = Utf8Text.Trim(value);
        return !value.IsEmpty && value[0] is (byte)'0' or (byte)'1' && (value.Length == 1 || value[1..].SequenceEqual("px"u8));
    }

    private static int? Number(ReadOnlySpan<byte> value)
    {
        value = Utf8Text.Trim(value);
        if (value.Length >= 2 && Ascii.EqualsIgnoreCase(value[^2..], "px"u8))
            value = value[..^2];
        return int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;
    }
}

/// <summary>What a tag of a picture says, found in one walk over its attributes; the first counts where one stands twice.</summary>
internal readonly ref struct HtmlImageTag
{
    public HtmlImageTag(ReadOnlySpan<byte> attributes)
    {
        var walk = new HtmlAttributes(attributes);
        while (walk.Read())
        {
            switch (walk.Name.Length)
            {
                case 3 when Source.IsEmpty && Ascii.EqualsIgnoreCase(walk.Name, "src"u8):
                    Source = walk.Value;
                    break;
                case 5 when Width.IsEmpty && Ascii.EqualsIgnoreCase(walk.Name, "width"u8):
                    Width = walk.Value;
                    break;
                case 6 when Height.IsEmpty && Ascii.EqualsIgnoreCase(walk.Name, "height"u8):
                    Height = walk.Value;
                    break;
                case 6 when SourceSet.IsEmpty && Ascii.EqualsIgnoreCase(walk.Name, "srcset"u8):
                    SourceSet = walk.Value;
                    break;
                case 8 when DataSource.IsEmpty && Ascii.EqualsIgnoreCase(walk.Name, "data-src"u8):
                    DataSource = walk.Value;
                    break;
                case 13 when DataOriginal.IsEmpty && Ascii.EqualsIgnoreCase(walk.Name, "data-original"u8):
                    DataOriginal = walk.Value;
                    break;
                case 13 when DataLazySource.IsEmpty && Ascii.EqualsIgnoreCase(walk.Name, "data-lazy-src"u8):
                    DataLazySource = walk.Value;
                    break;
            }
        }
    }

    public ReadOnlySpan<byte> Source { get; }

    public ReadOnlySpan<byte> SourceSet { get; }

    public ReadOnlySpan<byte> Width { get; }

    public ReadOnlySpan<byte> Height { get; }

    // Where lazy loaders put the address that matters, best first.
    public ReadOnlySpan<byte> DataSource { get; }

    public ReadOnlySpan<byte> DataOriginal { get; }

    public ReadOnlySpan<byte> DataLazySource { get; }
}
