using System.Globalization;

namespace Broadsheet.Publishing.StaticApi;

/// <summary>The newest items in the envelope of the oldest API, which told of a place and knew no pages.</summary>
internal static class LocationFile
{
    public static PlannedFile Plan(ApiOptions options, List<Story> news, ApiItemWriter writer)
    {
        var place = options.Location;
        var json = new JsonText().BeginObject().Key("location").BeginObject()
            .Key("long").Value(place.Longitude)
            .Key("countryOrRegion").Value(place.Country)
            .Key("provinceOrState").Value(place.Province)
            .Null("county")
            .Key("isoCode").Value(place.IsoCode)
            .Key("lat").Value(place.Latitude)
            .EndObject();
        // The newest item, not this moment: a run without news must not change the file.
        var updated = news.Count > 0 ? news[0].Lead.Published.UtcDateTime : DateTime.UnixEpoch;
        json.Key("updatedDateTime").Value(updated.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture)).Key("news").BeginArray();
        foreach (var story in news.Take(options.PageSize))
            writer.Write(json, story);
        var bytes = json.EndArray().EndObject().ToBytes();
        return new PlannedFile("compat/v1/news/index.json", null, () => bytes);
    }
}
