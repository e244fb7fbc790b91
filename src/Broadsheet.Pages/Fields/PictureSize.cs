using System.Globalization;
using System.Text.RegularExpressions;

namespace Broadsheet.Pages.Fields;

/// <summary>The width that the address of a resized picture tells: <c>/1200x675/</c>, <c>w_1280</c>, <c>?width=720</c>, <c>-1024x498.jpg</c>.</summary>
internal static partial class PictureSize
{
    private const int LongestAddress = 2_000;

    /// <summary>Width in pixels; null when the address tells none. It is what was asked of the server, seldom what the file has.</summary>
    public static int? WidthIn(string url)
    {
        if (url.Length > LongestAddress)
            return null;
        int? width = null;
        // What stands last in the address is what was done last to the picture.
        foreach (var match in Sizes().EnumerateMatches(url))
        {
            var digits = url.AsSpan(match.Index, match.Length);
            var start = digits.IndexOfAnyInRange('0', '9');
            var length = digits[start..].IndexOfAnyExceptInRange('0', '9');
            width = int.Parse(length < 0 ? digits[start..] : digits.Slice(start, length), NumberStyles.None, CultureInfo.InvariantCulture);
        }

        return width;
    }

    [GeneratedRegex(@"(?<![0-9A-Za-z])[1-9][0-9]{2,3}x[0-9]{1,4}(?![0-9])|(?<=[/_,?&;.\-])(?:w|width|imwidth|s)[=_/:]?[1-9][0-9]{2,3}(?=[^0-9A-Za-z]|$)", RegexOptions.CultureInvariant)]
    private static partial Regex Sizes();
}
