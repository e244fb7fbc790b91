using System.Globalization;
using System.Text;
using Broadsheet.Pages.Html;

namespace Broadsheet.Pages;

/// <summary>Reads the size of an SVG from its root element: width and height in pixels, or else the view box.</summary>
internal static class SvgProbe
{
    public static ImageHeader Read(ReadOnlySpan<byte> bytes)
    {
        var at = bytes.IndexOf("<svg"u8);
        if (at < 0 || !LooksLikeText(bytes[..at]))
            return new(ImageFormat.Unknown, 0, 0, 1, "The bytes are no picture that we know.");
        var tokens = new HtmlTokenizer(Encoding.UTF8.GetString(bytes[at..]));
        if (!tokens.Read())
            return ImageProbe.Short(ImageFormat.Svg);
        var width = Pixels(tokens.Attribute("width"));
        var height = Pixels(tokens.Attribute("height"));
        var (boxWidth, boxHeight) = ViewBox(tokens.Attribute("viewbox").ToString());
        if (width is null && height is not null && boxHeight > 0)
            width = height * boxWidth / boxHeight;
        else if (height is null && width is not null && boxWidth > 0)
            height = width * boxHeight / boxWidth;
        var (w, h) = (width ?? boxWidth, height ?? boxHeight);
        if (!(w > 0 && h > 0))
            return new(ImageFormat.Svg, 0, 0, 1, "The drawing states no size.");
        return new(ImageFormat.Svg, Rounded(w), Rounded(h), 1, null);
    }

    // A declaration, comments, a document type: all of it text.
    private static bool LooksLikeText(ReadOnlySpan<byte> bytes) => bytes.IndexOf((byte)0) < 0 && bytes.IndexOf("<html"u8) < 0;

    private static int Rounded(double side) => side >= int.MaxValue ? int.MaxValue : Math.Max(1, (int)Math.Round(side));

    // CSS: an inch has 96 pixels, 72 points or 25.4 millimetres. Percentages and font sizes say nothing here.
    private static double? Pixels(ReadOnlySpan<char> length)
    {
        length = length.Trim();
        var end = length.Length;
        while (end > 0 && !char.IsAsciiDigit(length[end - 1]) && length[end - 1] != '.')
            end--;
        if (!double.TryParse(length[..end], NumberStyles.Float, CultureInfo.InvariantCulture, out var value) || !double.IsFinite(value))
            return null;
        return length[end..] switch
        {
            "" or "px" => value,
            "pt" => value * 96 / 72,
            "pc" => value * 16,
            "in" => value * 96,
            "cm" => value * 96 / 2.54,
            "mm" => value * 96 / 25.4,
            _ => null,
        };
    }

    private static (double Width, double Height) ViewBox(string text)
    {
        var parts = text.Split([' ', ',', '\t', '\n', '\r'], StringSplitOptions.RemoveEmptyEntries);
        return parts.Length == 4
            && double.TryParse(parts[2], NumberStyles.Float, CultureInfo.InvariantCulture, out var width)
            && double.TryParse(parts[3], NumberStyles.Float, CultureInfo.InvariantCulture, out var height)
            && double.IsFinite(width) && double.IsFinite(height)
            ? (width, height)
            : (0, 0);
    }
}
