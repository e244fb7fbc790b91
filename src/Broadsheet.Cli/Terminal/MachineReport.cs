using System.Text.Json;
using System.Text.Json.Serialization;
using Broadsheet.Cli.Backup;
using Broadsheet.Cli.Commands;
using Broadsheet.Cli.Commands.AccountVerbs;
using Broadsheet.Cli.Commands.FeedVerbs;
using Broadsheet.Cli.Commands.StoryVerbs;
using Broadsheet.Cli.Commands.TopicVerbs;
using Broadsheet.Cli.Doctor;
using Broadsheet.Feeds;
using Broadsheet.Polling;
using Broadsheet.Publishing;
using Broadsheet.Server.Accounts;
using Broadsheet.Server.Webhooks;
using Broadsheet.Site;

namespace Broadsheet.Cli.Terminal;

/// <summary>What <c>--json</c> prints.</summary>
internal static class MachineReport
{
    /// <summary>A run and its printing.</summary>
    public static string Of(RunReport run, PressReport press) => JsonSerializer.Serialize(new RunDocument(run, press), MachineJson.Default.RunDocument);

    /// <summary>A printing alone.</summary>
    public static string Of(PressReport press) => JsonSerializer.Serialize(press, MachineJson.Default.PressReport);
}

/// <summary>A run and its printing.</summary>
internal sealed record RunDocument(RunReport Run, PressReport Press);

/// <summary>What <c>check</c> found.</summary>
internal sealed record CheckReport(IReadOnlyList<SiteProblem> Problems, IReadOnlyList<SettingInForce> Settings, int Topics, int Organizations, int Sources);

/// <summary>How the machine's documents are written.</summary>
[JsonSourceGenerationOptions(WriteIndented = true, PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, UseStringEnumConverter = true)]
[JsonSerializable(typeof(RunDocument))]
[JsonSerializable(typeof(PressReport))]
[JsonSerializable(typeof(CheckReport))]
[JsonSerializable(typeof(NewSite))]
[JsonSerializable(typeof(Explanation))]
[JsonSerializable(typeof(IReadOnlyList<OpmlFeed>))]
[JsonSerializable(typeof(IReadOnlyList<FeedHealth>))]
[JsonSerializable(typeof(FeedFinding))]
[JsonSerializable(typeof(StoryLine[]))]
[JsonSerializable(typeof(DecisionLine[]))]
[JsonSerializable(typeof(Rebuilding))]
[JsonSerializable(typeof(TopicLine[]))]
[JsonSerializable(typeof(TopicExampleOutcome[]))]
[JsonSerializable(typeof(IReadOnlyList<TopicChange>))]
[JsonSerializable(typeof(QualityFit))]
[JsonSerializable(typeof(AccountLine[]))]
[JsonSerializable(typeof(TokenLine[]))]
[JsonSerializable(typeof(AuditEntry[]))]
[JsonSerializable(typeof(IReadOnlyList<Finding>))]
[JsonSerializable(typeof(BackupReport))]
[JsonSerializable(typeof(RestoreReport))]
[JsonSerializable(typeof(IReadOnlyList<WebhookDelivery>))]
[JsonSerializable(typeof(JsonElement))]
internal sealed partial class MachineJson : JsonSerializerContext;
