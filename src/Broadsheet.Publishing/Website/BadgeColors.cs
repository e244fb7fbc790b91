using System.Globalization;

namespace Broadsheet.Publishing.Website;

/// <summary>A badge's colours, made readable.</summary>
internal readonly record struct BadgeColors(string Text, string Background)
{
    // WCAG 2.2, success criterion 1.4.3.
    private const double LeastContrast = 4.5;

    /// <summary>The operator's colours; black or white text where theirs cannot be read on the background. Null when they are no hexadecimal triples.</summary>
    public static BadgeColors? Of(Highlight highlight)
    {
        if (Luminance(highlight.BackgroundColor) is not { } background || Luminance(highlight.TextColor) is not { } text)
            return null;
        if (Contrast(text, background) >= LeastContrast)
            return new(highlight.TextColor, highlight.BackgroundColor);
        return new(Contrast(0, background) >= Contrast(1, background) ? "#000000" : "#ffffff", highlight.BackgroundColor);
    }

    private static double Contrast(double one, double other) => (Math.Max(one, other) + 0.05) / (Math.Min(one, other) + 0.05);

    private static double? Luminance(string color)
    {
        if (color.Length != 7 || color[0] != '#' || !int.TryParse(color.AsSpan(1), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var rgb))
            return null;
        return (0.2126 * Linear(rgb >> 16)) + (0.7152 * Linear((rgb >> 8) & 255)) + (0.0722 * Linear(rgb & 255));
    }

    private static double Linear(int channel)
    {
        var value = channel / 255.0;
        return value <= 0.04045 ? value / 12.92 : Math.Pow((value + 0.055) / 1.055, 2.4);
    }
}
