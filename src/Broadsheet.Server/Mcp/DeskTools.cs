using System.ComponentModel;
using System.Text.Json;
using Broadsheet.Server.Accounts;
using Broadsheet.Server.Api;
using Broadsheet.Server.Desk;
using Microsoft.AspNetCore.Http;
using ModelContextProtocol;
using ModelContextProtocol.Server;

namespace Broadsheet.Server.Mcp;

/// <summary>What a language model may do at the editor's desk, with an editor's token.</summary>
[McpServerToolType]
internal sealed class DeskTools(EditorsDesk desk, RequestedNews requested, IHttpContextAccessor context)
{
    private const int Most = 100;

    [McpServerTool(Name = "decide", ReadOnly = false, Destructive = false, OpenWorld = false)]
    [Description("Decides about a story as an editor: merge, split, lead, pin, unpin, hide, publish, unpublish, correct (title, excerpt, topics), note, undo. Anything can be undone. Needs a token with the scope decide.")]
    public async Task<string> DecideAsync(
        [Description("merge, split, lead, pin, unpin, hide, publish, unpublish, correct, note or undo.")] string kind,
        [Description("Why, in a sentence; the other editors read it.")] string why,
        CancellationToken cancellation,
        [Description("Id of the story; for merge the one that goes on.")] string? story = null,
        [Description("merge: ids of the stories that end in it.")] string[]? others = null,
        [Description("split: ids of the articles that leave; lead, hide, correct, note: the one it is about.")] string[]? articles = null,
        [Description("correct: the right headline.")] string? title = null,
        [Description("correct: the right summary.")] string? excerpt = null,
        [Description("correct: all of the right topics, by name.")] string[]? topics = null,
        [Description("note: its text.")] string? text = null,
        [Description("undo: id of the decision.")] string? decision = null)
    {
        var request = new DecisionRequest
        {
            Kind = kind, Story = story, Others = others, Articles = articles, Title = title, Excerpt = excerpt, Topics = topics, Text = text, Decision = decision, Why = why,
        };
        return await desk.DecideAsync(DeskEndpoints.Of(request), CallerWho(Scopes.Decide), cancellation) switch
        {
            DeskAnswer.Decided decided => JsonSerializer.Serialize(DecisionMade.Of(decided), ApiJson.Default.DecisionMade),
            DeskAnswer.NotThere missing => throw new McpException(missing.Reason),
            DeskAnswer.Refused refused => throw new McpException(refused.Reason),
            DeskAnswer.Conflict => throw new McpException("It was taken back already."),
            _ => throw new System.Diagnostics.UnreachableException(),
        };
    }

    [McpServerTool(Name = "decisions", ReadOnly = true, OpenWorld = false)]
    [Description("What editors decided, the latest first, and whether it holds. Needs a token with the scope read.")]
    public string Decisions([Description("How many, 1 to 100.")] int limit = 20)
    {
        CallerWho(Scopes.Read);
        var news = requested.Snapshot ?? throw new McpException("The news are being read from the store. Ask again in a moment.");
        var value = news.Decisions.All.Reverse().Take(Math.Clamp(limit, 1, Most)).Select(decision => DecisionView.Of(decision, news.Decisions.Holds(decision)));
        return JsonSerializer.Serialize(new Page<DecisionView>(news.Edition.At, [.. value], Next: null), ApiJson.Default.PageDecisionView);
    }

    private Caller CallerWho(Scopes scope) =>
        context.HttpContext is { } http && Caller.Of(http) is { } caller && caller.May(scope)
            ? caller
            : throw new McpException($"This needs an editor's token with the scope {RoleScopes.Names(scope)[0]}: 'Authorization: Bearer bst_…'.");
}
