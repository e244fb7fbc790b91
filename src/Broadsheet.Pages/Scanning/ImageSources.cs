using System.Globalization;
using Broadsheet.Pages.Html;

namespace Broadsheet.Pages.Scanning;

/// <summary>Which address an <c>img</c> or <c>source</c> really shows: lazy loading hides it in many attributes.</summary>
internal static class ImageSources
{
    private const int MaxCandidates = 50;

    /// <summary>The best address the element states; empty when there is none. The width is that of its descriptor.</summary>
    public static string Best(in HtmlTokenizer tokens, out int? width)
    {
        width = null;
        var best = "";
        for (var i = 0; i < tokens.AttributeCount; i++)
        {
            if (tokens.AttributeName(i).EndsWith("srcset", StringComparison.OrdinalIgnoreCase))
            {
                var (url, w) = Largest(HtmlText.Clean(tokens.AttributeValue(i)));
                if (url.Length > 0 && (width is null || w > width))
                    (best, width) = (url, w);
            }
        }

        if (best.Length > 0)
            return best;
        var lazy = Lazy(tokens);
        if (lazy.Length > 0)
            return lazy;
        var source = HtmlText.Clean(tokens.Attribute("src"));
        return IsAddress(source) ? source : "";
    }

    private static string Lazy(in HtmlTokenizer tokens)
    {
        for (var i = 0; i < tokens.AttributeCount; i++)
        {
            var name = tokens.AttributeName(i);
            if (!name.StartsWith("data-", StringComparison.OrdinalIgnoreCase))
                continue;
            var named = name.Contains("src", StringComparison.OrdinalIgnoreCase)
                || name.Contains("original", StringComparison.OrdinalIgnoreCase)
                || name.Contains("lazy", StringComparison.OrdinalIgnoreCase);
            var value = tokens.AttributeValue(i);
            if (named && value.Length > 4 && value.Length < 2000 && LooksLikePicture(value))
                return HtmlText.Clean(value);
        }

        return "";
    }

    private static bool LooksLikePicture(ReadOnlySpan<char> value) =>
        IsAddress(value)
        && value[0] is not ('{' or '[')
        && (value.StartsWith("http", StringComparison.OrdinalIgnoreCase) || value.Contains('/'));

    private static bool IsAddress(ReadOnlySpan<char> value) =>
        value.Length > 0
        && !value.StartsWith("data:", StringComparison.OrdinalIgnoreCase)
        && !value.StartsWith("blob:", StringComparison.OrdinalIgnoreCase)
        && !value.StartsWith("about:", StringComparison.OrdinalIgnoreCase);

    /// <summary>The candidate of a <c>srcset</c> with the largest width or density.</summary>
    internal static (string Url, int? Width) Largest(string srcset)
    {
        var best = ("", (int?)null);
        var bestSize = -1.0;
        foreach (var (url, size, isWidth) in Candidates(srcset))
        {
            if (size > bestSize)
                (bestSize, best) = (size, (url, isWidth ? (int)Math.Min(size, 100_000) : null));
        }

        return best;
    }

    /// <summary>The addresses of a <c>srcset</c>, in its order.</summary>
    internal static IEnumerable<string> All(string srcset) => Candidates(srcset).Select(candidate => candidate.Url);

    private static List<(string Url, double Size, bool IsWidth)> Candidates(string srcset)
    {
        List<(string, double, bool)> candidates = [];
        var rest = srcset.AsSpan();
        while (!rest.IsEmpty && candidates.Count < MaxCandidates)
        {
            rest = rest.TrimStart(", ");
            // A comma may stand inside an address ("/w_800,h_600/a.jpg"); only one before white space, or after the descriptor, parts two.
            var space = rest.IndexOf(' ');
            var url = (space < 0 ? rest : rest[..space]).TrimEnd(',');
            var ended = space > 0 && rest[space - 1] == ',';
            rest = space < 0 ? default : rest[space..].TrimStart();
            var descriptor = ReadOnlySpan<char>.Empty;
            if (!ended && !rest.IsEmpty)
            {
                var comma = rest.IndexOf(',');
                descriptor = (comma < 0 ? rest : rest[..comma]).Trim();
                rest = comma < 0 ? default : rest[(comma + 1)..];
            }

            if (IsAddress(url))
                candidates.Add((url.ToString(), Size(descriptor), descriptor.EndsWith("w")));
        }

        return candidates;
    }

    private static double Size(ReadOnlySpan<char> descriptor)
    {
        if (descriptor.Length < 2 || descriptor[^1] is not ('w' or 'x'))
            return 0;
        return double.TryParse(descriptor[..^1], NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var size) ? size : 0;
    }
}
