using System.Text.Json.Serialization;
using Broadsheet.Pages;

namespace Broadsheet.Storage;

/// <summary>How values are written into the store.</summary>
[JsonSourceGenerationOptions(DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull, PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, UseStringEnumConverter = true)]
[JsonSerializable(typeof(Article))]
[JsonSerializable(typeof(ArrivedItem))]
[JsonSerializable(typeof(List<PageCandidate>))]
[JsonSerializable(typeof(Placement))]
[JsonSerializable(typeof(WebSubSubscription))]
internal sealed partial class StoreJson : JsonSerializerContext;
