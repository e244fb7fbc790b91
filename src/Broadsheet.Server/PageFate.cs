using System.Text;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Http;

namespace Broadsheet.Server;

/// <summary>
/// What became of a page, as the last line of what is left in its place tells: <c>&lt;!-- 301 /story/s0123456789abcdef/ --&gt;</c> or
/// <c>&lt;!-- 410 --&gt;</c>. Any web server can serve such a page as it is; this one answers with the status itself.
/// </summary>
/// <param name="Status">The HTTP status.</param>
/// <param name="Target">Where it leads, below the host.</param>
internal sealed partial record PageFate(int Status, string? Target)
{
    private const int LongestLine = 2048;

    /// <summary>Reads the last line of a page; null when the page is simply there.</summary>
    public static PageFate? Of(ReadOnlySpan<byte> page)
    {
        if (!page.EndsWith(" -->\n"u8))
            return null;
        var line = Line().Match(Encoding.Latin1.GetString(page[Math.Max(0, page.Length - LongestLine)..]));
        if (!line.Success)
            return null;
        return line.Groups["target"] is { Success: true, Value: var target }
            ? new PageFate(StatusCodes.Status301MovedPermanently, target)
            : new PageFate(StatusCodes.Status410Gone, null);
    }

    // A target begins with one slash, so that it never leads to another host.
    [GeneratedRegex(@"</html>\s*<!-- (410|301 (?<target>/(?![/\\])[!-;=?-~]*)) -->\n\z", RegexOptions.CultureInvariant)]
    private static partial Regex Line();
}
