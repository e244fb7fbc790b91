using System.Text.Json.Serialization;

namespace Broadsheet.Publishing.Website;

/// <summary>How the website's JSON is read and written, worked out when the program is built: by reflection it is worked out at each start.</summary>
[JsonSerializable(typeof(Dictionary<string, string>))]
[JsonSerializable(typeof(List<string>))]
internal sealed partial class WebsiteJson : JsonSerializerContext;
