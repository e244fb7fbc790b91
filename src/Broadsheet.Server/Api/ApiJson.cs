using System.Text.Json;
using System.Text.Json.Serialization;
using Broadsheet.Polling;
using Broadsheet.Server.Desk;
using Broadsheet.Server.Events;
using Broadsheet.Server.Runs;
using Microsoft.AspNetCore.Mvc;

namespace Broadsheet.Server.Api;

/// <summary>How the API's values are written, made at build time.</summary>
[JsonSourceGenerationOptions(JsonSerializerDefaults.Web, Converters = [typeof(TypeConverter), typeof(VerdictConverter)])]
[JsonSerializable(typeof(Page<RawJson>))]
[JsonSerializable(typeof(Page<ArticleView>))]
[JsonSerializable(typeof(Page<TopicView>))]
[JsonSerializable(typeof(Page<ProviderView>))]
[JsonSerializable(typeof(Page<FeedView>))]
[JsonSerializable(typeof(Page<SearchHitView>))]
[JsonSerializable(typeof(Page<EditionView>))]
[JsonSerializable(typeof(EditionInFull))]
[JsonSerializable(typeof(Page<DecisionView>))]
[JsonSerializable(typeof(DecisionRequest))]
[JsonSerializable(typeof(DecisionMade))]
[JsonSerializable(typeof(TopicRequest))]
[JsonSerializable(typeof(Trial))]
[JsonSerializable(typeof(StoryWithCoverage))]
[JsonSerializable(typeof(ArticleExplained))]
[JsonSerializable(typeof(HealthView))]
[JsonSerializable(typeof(StatusView))]
[JsonSerializable(typeof(NewsEvent))]
[JsonSerializable(typeof(ProblemDetails))]
internal sealed partial class ApiJson : JsonSerializerContext;

/// <summary>As the static API writes it.</summary>
internal sealed class TypeConverter() : JsonStringEnumConverter<ArticleType>(JsonNamingPolicy.CamelCase);

/// <summary>As every code for machines is written.</summary>
internal sealed class VerdictConverter() : JsonStringEnumConverter<HealthVerdict>(JsonNamingPolicy.KebabCaseLower);
