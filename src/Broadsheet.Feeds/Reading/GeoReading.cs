using System.Globalization;
using Broadsheet.Feeds.Xml;

namespace Broadsheet.Feeds.Reading;

/// <summary>Reads places: GeoRSS Simple, GML inside <c>georss:where</c>, W3C geo, and <c>geo:</c> addresses (RFC 5870).</summary>
internal sealed class GeoReading(XmlIndex index)
{
    private const int MaxNumbers = 4096;

    // Latitude and longitude are two elements of one owner; the first waits for the second.
    private FeedExtras? owner;
    private double? latitude;
    private double? longitude;

    /// <summary>Reads the place an element states into what is known of its owner.</summary>
    public void Read(int element, FeedExtras extras)
    {
        if (owner != extras)
            (owner, latitude, longitude) = (extras, null, null);
        extras.Where = Read(element, extras.Where);
    }

    private FeedPlace? Read(int element, FeedPlace? known)
    {
        switch (index[element].Term)
        {
            case XmlTerm.Point when index[element].FirstChild == 0:
                return Shape("Point", Pairs(element, swap: true), 1, known);
            case XmlTerm.Line:
                return Shape("LineString", Pairs(element, swap: true), 2, known);
            case XmlTerm.Polygon when index[element].FirstChild == 0:
                return Shape("Polygon", Pairs(element, swap: true), 4, known);
            case XmlTerm.Box:
                return Shape("Box", Pairs(element, swap: true), 2, known);
            case XmlTerm.Circle:
                return Circle(element) ?? known;
            case XmlTerm.Lat or XmlTerm.Long:
                return Coordinate(element, known);
            case XmlTerm.Elev:
                return known is null ? null : known with { Elevation = Number(element) };
            case XmlTerm.Radius:
                return known is null ? null : known with { Radius = Number(element) };
            case XmlTerm.FeatureName:
                return known is null ? null : known with { Name = XmlText.Decode(index.Content(element)) };
            case XmlTerm.Where when index[element].FirstChild is var inner and > 0 && index[inner].Vocabulary == XmlVocabulary.GeoRss && index[inner].Term != XmlTerm.Where:
                return Read(inner, known);
            default:
                return index[element].Vocabulary == XmlVocabulary.W3CGeo ? PointOf(element, known) : ReadGml(element) ?? known;
        }
    }

    /// <summary>The point of a <c>geo:latitude,longitude[,altitude][;…]</c>; null when it is none.</summary>
    public static FeedPlace? OfAddress(string? address)
    {
        if (address is null || !address.StartsWith("geo:", StringComparison.OrdinalIgnoreCase))
            return null;
        var parts = address[4..].Split(';')[0].Split(',');
        return parts.Length >= 2 && Number(parts[0]) is { } north && Number(parts[1]) is { } east ? new FeedPlace("Point", [(east, north)]) : null;
    }

    private FeedPlace? Coordinate(int element, FeedPlace? known)
    {
        if (index[element].Term == XmlTerm.Lat)
            latitude = Number(element);
        else
            longitude = Number(element);
        return latitude is { } north && longitude is { } east ? new FeedPlace("Point", [(east, north)]) : known;
    }

    private FeedPlace? PointOf(int element, FeedPlace? known)
    {
        for (var child = index[element].FirstChild; child != 0; child = index[child].NextSibling)
        {
            if (index[child].Term is XmlTerm.Lat or XmlTerm.Long)
                known = Coordinate(child, known);
        }

        return known;
    }

    private FeedPlace? Circle(int element)
    {
        var numbers = Numbers(element);
        return numbers.Count == 3 ? new FeedPlace("Point", [(numbers[1], numbers[0])]) { Radius = numbers[2] } : null;
    }

    // The shape is the first GML element that names one; its numbers are in the positions below it.
    private FeedPlace? ReadGml(int top)
    {
        var end = index[top].ContentEnd;
        var shape = "";
        var swap = true;
        var pairs = new List<(double, double)>();
        for (var i = top; i < index.Count && index[i].Open < end; i++)
        {
            ref readonly var element = ref index[i];
            if (index.TryGetAttribute(i, "srsName", out var system))
                swap = !IsLongitudeFirst(XmlText.Value(system));
            switch (element.Term)
            {
                case XmlTerm.Point or XmlTerm.LineString or XmlTerm.Polygon or XmlTerm.Envelope when shape.Length == 0:
                    shape = ShapeOf(element.Term);
                    break;
                case XmlTerm.PosList or XmlTerm.Coordinates when shape.Length > 0:
                    return Shape(shape, Pairs(i, swap), LeastOf(shape), null);
                case XmlTerm.Pos or XmlTerm.Lowercorner or XmlTerm.Uppercorner when shape.Length > 0 && pairs.Count < MaxNumbers:
                    pairs.AddRange(Pairs(i, swap));
                    break;
                case XmlTerm.LinearRing when pairs.Count > 0:
                    // A hole; the outline is the place.
                    return Shape(shape, pairs, LeastOf(shape), null);
            }
        }

        return Shape(shape, pairs, LeastOf(shape), null);
    }

    private static string ShapeOf(XmlTerm term) => term switch
    {
        XmlTerm.Point => "Point",
        XmlTerm.LineString => "LineString",
        XmlTerm.Polygon => "Polygon",
        _ => "Box",
    };

    private static int LeastOf(string shape) => shape switch
    {
        "Polygon" => 4,
        "Point" => 1,
        _ => 2,
    };

    // Reference systems whose axes are east, north: UTM zones and their kin. Everything else is latitude first, as EPSG:4326 is.
    private static bool IsLongitudeFirst(ReadOnlySpan<char> system)
    {
        var number = system[(system.LastIndexOfAny(":/#") + 1)..];
        return int.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out var code) && code is >= 32601 and <= 32760 or >= 26901 and <= 26999 or >= 25828 and <= 25838 or 3857;
    }

    private static FeedPlace? Shape(string shape, List<(double, double)> pairs, int least, FeedPlace? known) => pairs.Count >= least ? new FeedPlace(shape, pairs) : known;

    private List<(double, double)> Pairs(int element, bool swap)
    {
        var numbers = Numbers(element);
        var pairs = new List<(double, double)>(numbers.Count / 2);
        for (var i = 0; i + 1 < numbers.Count; i += 2)
            pairs.Add(swap ? (numbers[i + 1], numbers[i]) : (numbers[i], numbers[i + 1]));
        return pairs;
    }

    // Empty when one of them is no number: half a place is none.
    private List<double> Numbers(int element)
    {
        var numbers = new List<double>();
        foreach (var part in XmlText.Decode(index.Content(element)).Split([' ', ',', '\n', '\t', '\r'], StringSplitOptions.RemoveEmptyEntries))
        {
            if (numbers.Count >= MaxNumbers)
                break;
            if (Number(part) is not { } number)
                return [];
            numbers.Add(number);
        }

        return numbers;
    }

    private double? Number(int element) => Number(XmlText.Decode(index.Content(element)));

    private static double? Number(string text) => double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && double.IsFinite(number) ? number : null;
}
