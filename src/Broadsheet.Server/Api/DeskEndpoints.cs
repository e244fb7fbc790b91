using System.ComponentModel;
using Broadsheet.Decisions;
using Broadsheet.Server.Accounts;
using Broadsheet.Server.Desk;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace Broadsheet.Server.Api;

/// <summary>What a program with a token may do of what editors do at the desk.</summary>
internal static class DeskEndpoints
{
    private const int MostDecisions = 500;

    public static void MapDesk(this RouteGroupBuilder api)
    {
        api.MapGet("/decisions", List).WithName("listDecisions").WithTags("desk").OnlyFor(Scopes.Read)
            .WithSummary("What editors decided, the latest first, as the lines of _data/decisions.jsonl, and whether it holds. Needs a token (scope read).");
        api.MapPost("/decisions", DecideAsync).WithName("decide").WithTags("desk").OnlyFor(Scopes.Decide)
            .WithSummary("Decides about a story: merge, split, lead, pin, unpin, hide, publish, unpublish, correct, note, undo. It is on the disk when this answers, and printed. Needs a token (scope decide).");
        api.MapPost("/topics/dry-run", TryAsync).WithName("tryTopic").WithTags("desk").OnlyFor(Scopes.Topics)
            .WithSummary("What a changed topic would add to and remove from the articles of the archive. Changes nothing. Needs a token (scope topics).");
    }

    /// <summary>Makes a proposal of what a program states.</summary>
    public static Proposal Of(DecisionRequest request) => new()
    {
        Kind = request.Kind,
        Story = request.Story,
        Others = request.Others ?? [],
        Articles = request.Articles ?? [],
        Title = request.Title,
        Excerpt = request.Excerpt,
        Topics = request.Topics,
        Picture = request.Picture is { } picture ? new Picture(picture.Url, picture.Width, picture.Height, IsCached: false) : null,
        Published = request.Published,
        Text = request.Text,
        Decision = request.Decision,
        Why = request.Why ?? "",
        Seen = request.Seen,
    };

    private static Ok<Page<DecisionView>> List(RequestedNews requested)
    {
        var news = requested.Required;
        var value = news.Decisions.All.Reverse().Take(MostDecisions).Select(decision => DecisionView.Of(decision, news.Decisions.Holds(decision)));
        return TypedResults.Ok(new Page<DecisionView>(news.Edition.At, [.. value], Next: null));
    }

    private static async Task<Results<Created<DecisionMade>, ProblemHttpResult>> DecideAsync(DecisionRequest request, EditorsDesk desk, HttpContext http) =>
        await desk.DecideAsync(Of(request), Caller.Required(http), http.RequestAborted) switch
        {
            DeskAnswer.Decided decided => TypedResults.Created((string?)null, DecisionMade.Of(decided)),
            DeskAnswer.NotThere missing => Problem.NotFound(missing.Reason),
            DeskAnswer.Conflict conflict => Problem.Conflict($"It was decided about meanwhile: {string.Join("; ", conflict.Since.Select(decision => $"{decision.By}: {DecisionWords.Of(decision)}"))}."),
            DeskAnswer.Refused refused => Problem.BadRequest(refused.Reason),
            _ => throw new System.Diagnostics.UnreachableException(),
        };

    private static async Task<Results<Ok<Trial>, ProblemHttpResult>> TryAsync(TopicRequest request, FileDesk files, HttpContext http)
    {
        var path = $"{Site.TopicReader.Folder}/{request.File}";
        if (!FileDesk.IsOurs(path))
            return Problem.BadRequest("file: the name of a topic's file, such as 20-ships.yaml.");
        return TypedResults.Ok(await files.TryAsync(path, request.Text, http.RequestAborted));
    }
}

/// <summary>What is to be decided.</summary>
internal sealed record DecisionRequest
{
    [Description("merge, split, lead, pin, unpin, hide, publish, unpublish, correct, note or undo.")]
    public required string Kind { get; init; }

    [Description("Id of the story it is about; for merge the one that goes on.")]
    public string? Story { get; init; }

    [Description("merge: ids of the stories that end in it.")]
    public IReadOnlyList<string>? Others { get; init; }

    [Description("split: ids of the articles that leave; lead, hide, correct, note: the one it is about.")]
    public IReadOnlyList<string>? Articles { get; init; }

    [Description("correct: the right headline.")]
    public string? Title { get; init; }

    [Description("correct: the right summary.")]
    public string? Excerpt { get; init; }

    [Description("correct: all of the right topics, by name.")]
    public IReadOnlyList<string>? Topics { get; init; }

    [Description("correct: the right lead picture.")]
    public PictureRequest? Picture { get; init; }

    [Description("correct: when it was published indeed.")]
    public DateTimeOffset? Published { get; init; }

    [Description("note: its text.")]
    public string? Text { get; init; }

    [Description("undo: id of the decision.")]
    public string? Decision { get; init; }

    [Description("Why, in a sentence.")]
    public string? Why { get; init; }

    [Description("What was seen of the story, as an earlier answer gave it; 409 when somebody decided about it since. Left out: whatever happened.")]
    public string? Seen { get; init; }
}

/// <summary>A picture by its address; it is not fetched.</summary>
/// <param name="Url">Absolute address.</param>
/// <param name="Width">Width in pixels.</param>
/// <param name="Height">Height in pixels.</param>
internal sealed record PictureRequest(string Url, int Width, int Height);

/// <summary>A topic's file as it might be.</summary>
/// <param name="File">Its name, such as <c>20-ships.yaml</c>.</param>
/// <param name="Text">What it would say; null when it would be gone.</param>
internal sealed record TopicRequest(string File, string? Text);

/// <summary>A decision that was made.</summary>
/// <param name="Id">Its id; undo takes it.</param>
/// <param name="What">What was decided.</param>
/// <param name="IsPrinted">Whether it is on the pages.</param>
/// <param name="Trouble">Why it is not, or not yet; null otherwise.</param>
internal sealed record DecisionMade(string Id, string What, bool IsPrinted, string? Trouble)
{
    public static DecisionMade Of(DeskAnswer.Decided decided) => new(decided.Decision.Id, DecisionWords.Of(decided.Decision), decided.Trouble is null, decided.Trouble);
}

/// <summary>A decision as it is listed.</summary>
/// <param name="Id">Its id.</param>
/// <param name="At">When it was made.</param>
/// <param name="By">Who made it.</param>
/// <param name="What">What was decided.</param>
/// <param name="Why">Why.</param>
/// <param name="Holds">Whether it holds: it was not undone, and is no undoing itself.</param>
internal sealed record DecisionView(string Id, DateTimeOffset At, string By, string What, string Why, bool Holds)
{
    public static DecisionView Of(Decision decision, bool holds) => new(decision.Id, decision.At, decision.By, DecisionWords.Of(decision), decision.Why, holds);
}
