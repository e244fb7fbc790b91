using System.Globalization;
using Broadsheet.Feeds.Xml;

namespace Broadsheet.Feeds.Reading;

/// <summary>Reads places: GeoRSS Simple, GML inside <c>georss:where</c>.</summary>
internal sealed class GeoReading(XmlIndex index)
{
    private const int MaxNumbers = 4096;

    public FeedPlace? Read(int element)
    {
        switch (index[element].Term)
        {
            case XmlTerm.Point when index[element].FirstChild == 0:
                return Shape("Point", Pairs(element, swap: true), 1);
            case XmlTerm.Line:
                return Shape("LineString", Pairs(element, swap: true), 2);
            case XmlTerm.Polygon when index[element].FirstChild == 0:
                return Shape("Polygon", Pairs(element, swap: true), 4);
            case XmlTerm.Box:
                return Shape("Box", Pairs(element, swap: true), 2);
            default:
                return ReadGml(element);
        }
    }

    // The shape is the first GML element that names one; its numbers are in the pos or posList below it.
    private FeedPlace? ReadGml(int top)
    {
        var end = index[top].ContentEnd;
        var shape = "";
        var swap = true;
        for (var i = top; i < index.Count && index[i].Open < end; i++)
        {
            ref readonly var element = ref index[i];
            if (index.TryGetAttribute(i, "srsName", out var system))
                swap = !IsLongitudeFirst(system);
            switch (element.Term)
            {
                case XmlTerm.Point:
                    shape = "Point";
                    break;
                case XmlTerm.LineString:
                    shape = "LineString";
                    break;
                case XmlTerm.Polygon:
                    shape = "Polygon";
                    break;
                case XmlTerm.Envelope:
                    shape = "Box";
                    break;
                case XmlTerm.Pos or XmlTerm.PosList when shape.Length > 0:
                    return Shape(shape, Pairs(i, swap), 1);
            }
        }

        return null;
    }

    // Reference systems whose axes are east, north: UTM zones and their kin. Everything else is latitude first, as EPSG:4326 is.
    private static bool IsLongitudeFirst(ReadOnlySpan<char> system)
    {
        var number = system[(system.LastIndexOfAny(":/#") + 1)..];
        return int.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out var code) && code is >= 32601 and <= 32760 or >= 26901 and <= 26999 or >= 25828 and <= 25838 or 3857;
    }

    private static FeedPlace? Shape(string shape, List<(double, double)> pairs, int least) => pairs.Count >= least ? new FeedPlace(shape, pairs) : null;

    private List<(double, double)> Pairs(int element, bool swap)
    {
        var pairs = new List<(double, double)>();
        var numbers = XmlText.Decode(index.Content(element)).Split([' ', ',', '\n', '\t', '\r'], StringSplitOptions.RemoveEmptyEntries);
        for (var i = 0; i + 1 < Math.Min(numbers.Length, MaxNumbers); i += 2)
        {
            if (!double.TryParse(numbers[i], NumberStyles.Float, CultureInfo.InvariantCulture, out var first)
                || !double.TryParse(numbers[i + 1], NumberStyles.Float, CultureInfo.InvariantCulture, out var second))
                return [];
            pairs.Add(swap ? (second, first) : (first, second));
        }

        return pairs;
    }
}
