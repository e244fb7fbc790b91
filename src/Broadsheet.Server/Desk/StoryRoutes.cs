using System.Globalization;
using Broadsheet.Server.Accounts;
using Broadsheet.Server.Desk.Pages;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace Broadsheet.Server.Desk;

/// <summary>The queue, stories, articles and what is decided about them.</summary>
internal static class StoryRoutes
{
    private const int MostCandidates = 12;
    private const int PageLength = 60;

    // Below this, "may be the same" would be said of anything.
    private const double LeastLikeness = 0.02;

    public static void Map(RouteGroupBuilder desk)
    {
        desk.MapGet("/", Queue);
        desk.MapGet("/stories/{id}", Story);
        desk.MapGet("/articles/{id}", Article);
        desk.MapGet("/decisions", Decisions);
        desk.MapPost("/merge", MergeAsync).OnlyFor(Scopes.Decide);
        desk.MapPost("/decisions", DecideAsync).OnlyFor(Scopes.Decide);
    }

    private static RazorComponentResult Queue(HttpContext http, Newsstand stand, string? show, string? q, int? from) =>
        stand.Current is { } news
            ? DeskRoutes.Page<QueuePage>(new { Desk = Context(http, news), Queue = new DeskQueue(news, show, q, from ?? 0) })
            : NotYet(http);

    private static IResult Story(HttpContext http, Newsstand stand, string id, string? find)
    {
        if (stand.Current is not { } news)
            return NotYet(http);
        if (news.PlaceOfStory(id) is var place && place < 0)
            return NotThere(http);
        var story = news.Edition.Stories[place];
        if (story.Id != id)
            return TypedResults.LocalRedirect($"{http.Request.PathBase}{Doors.Desk}/stories/{story.Id}{http.Request.QueryString}");
        return ShowStory(http, news, story, Publishing.PlainText.Of(find), StatusCodes.Status200OK, trouble: null);
    }

    private static RazorComponentResult Article(HttpContext http, Newsstand stand, string id)
    {
        if (stand.Current is not { } news)
            return NotYet(http);
        return news.FindArticle(id) is { } placed ? ShowArticle(http, news, placed, StatusCodes.Status200OK, trouble: null, form: null) : NotThere(http);
    }

    private static RazorComponentResult Decisions(HttpContext http, Newsstand stand, int? from)
    {
        if (stand.Current is not { } news)
            return NotYet(http);
        var start = Math.Clamp(from ?? 0, 0, news.Decisions.All.Count);
        Decision[] page = [.. news.Decisions.All.Reverse().Skip(start).Take(PageLength)];
        return DeskRoutes.Page<DecisionsPage>(new
        {
            Desk = Context(http, news),
            News = news,
            Decisions = page,
            More = start + PageLength < news.Decisions.All.Count ? start + PageLength : (int?)null,
        });
    }

    private static async Task<IResult> MergeAsync(HttpContext http, Newsstand stand)
    {
        if (stand.Current is not { } news)
            return NotYet(http);
        var fields = await DeskFields.ReadAsync(http);
        var stories = fields.Several("story").Take(50).Select(id => news.PlaceOfStory(id)).Where(place => place >= 0).Distinct().Select(place => news.Edition.Stories[place]).ToList();
        return stories.Count < 2
            ? DeskRoutes.Page<QueuePage>(
                new { Desk = DeskContext.Of(http, trouble: "Choose two stories or more to make them one."), Queue = new DeskQueue(news, "all", "", 0) }, StatusCodes.Status400BadRequest)
            : DeskRoutes.Page<MergePage>(new { Desk = DeskContext.Of(http), News = news, Stories = stories.OrderBy(story => story.Started).ThenBy(story => story.Id, StringComparer.Ordinal).ToList() });
    }

    private static async Task<IResult> DecideAsync(HttpContext http, Newsstand stand, EditorsDesk desk)
    {
        var fields = await DeskFields.ReadAsync(http);
        if (stand.Current is not { } news)
            return NotYet(http);
        if (Read(http, news, fields, out var reason) is not { } proposal)
            return Refused(http, news, fields, reason);
        switch (await desk.DecideAsync(proposal, Caller.Required(http), http.RequestAborted))
        {
            case DeskAnswer.Decided decided:
                var query = $"done={decided.Decision.Id}{(decided.Trouble is null ? "" : "&late=1")}";
                return TypedResults.LocalRedirect(DeskRoutes.With(DeskRoutes.Back(http, Without(fields["back"])), query));
            case DeskAnswer.Conflict conflict:
                return DeskRoutes.Page<ConflictPage>(
                    new { Desk = DeskContext.Of(http), News = stand.Current, conflict.Since, Fields = fields.All, conflict.Seen, Back = DeskRoutes.IsOfDesk(fields["back"]) ? fields["back"] : Doors.Desk },
                    StatusCodes.Status409Conflict);
            case DeskAnswer.NotThere missing:
                return DeskRoutes.Message(http, StatusCodes.Status404NotFound, "It is not there", missing.Reason);
            case DeskAnswer.Refused refused:
                return Refused(http, news, fields, refused.Reason);
            default:
                throw new System.Diagnostics.UnreachableException();
        }
    }

    /// <summary>Makes sense of a form. A button says what it is for: <c>pin</c>, or <c>lead a0123…</c> for one of several articles.</summary>
    private static Proposal? Read(HttpContext http, NewsSnapshot news, DeskFields fields, out string reason)
    {
        reason = "";
        var words = fields["do"].Split(' ', 2);
        var (kind, subject) = (words[0], words.Length > 1 ? words[1] : null);
        if (!Proposal.Kinds.Contains(kind))
        {
            reason = "The form does not say what is to be done.";
            return null;
        }

        var story = fields.Find("story");
        var proposal = new Proposal
        {
            Kind = kind,
            Story = story,
            Others = kind == "merge" ? subject is not null ? [subject] : [.. fields.Several("other").Where(other => other != story)] : [],
            Articles = subject is not null && kind != "merge" ? [subject] : kind == "split" ? fields.Several("article") : [],
            Decision = fields.Find("decision"),
            Text = fields.Find("text"),
            Why = fields["why"],
            Seen = fields.Find("seen") ?? (story is null ? null : fields.Find($"seen-{story}")),
        };
        return kind == "correct" ? Correction(http, news, fields, proposal, ref reason) : proposal;
    }

    private static Proposal? Correction(HttpContext http, NewsSnapshot news, DeskFields fields, Proposal proposal, ref string reason)
    {
        DateTimeOffset? published = null;
        if (fields["published"] is { Length: > 0 } moment && (published = DeskContext.Of(http).FromField(moment)) is null)
        {
            reason = "The date cannot be understood; write it like 2026-03-07T18:00.";
            return null;
        }

        Picture? picture = null;
        if (fields["picture"] == "other")
        {
            picture = new Picture(fields["picture-url"].Trim(), Number(fields["picture-width"]), Number(fields["picture-height"]), IsCached: false);
        }
        else if (Number(fields["picture"]) is var index && fields["picture"].Length > 0 && proposal.Articles is [var id] && news.FindArticle(id) is { } placed)
        {
            var pictures = PicturesFor(placed);
            picture = index >= 0 && index < pictures.Count ? pictures[index] : null;
        }

        return proposal with { Title = fields.Find("title"), Excerpt = fields.Find("excerpt"), Topics = fields.Find("corrects") is null ? null : fields.Several("topic"), Published = published, Picture = picture };
    }

    private static int Number(string text) => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : -1;

    private static RazorComponentResult Refused(HttpContext http, NewsSnapshot news, DeskFields fields, string reason)
    {
        if (fields["do"].StartsWith("correct ", StringComparison.Ordinal) && news.FindArticle(fields["do"][8..]) is { } placed)
            return ShowArticle(http, news, placed, StatusCodes.Status400BadRequest, reason, fields.All.DistinctBy(field => field.Key).ToDictionary(field => field.Key, field => field.Value, StringComparer.Ordinal));
        if (news.PlaceOfStory(fields["story"]) is var place and >= 0)
            return ShowStory(http, news, news.Edition.Stories[place], "", StatusCodes.Status400BadRequest, reason);
        return DeskRoutes.Message(http, StatusCodes.Status400BadRequest, "That cannot be done", reason);
    }

    private static RazorComponentResult ShowStory(HttpContext http, NewsSnapshot news, Story story, string find, int status, string? trouble) =>
        DeskRoutes.Page<StoryPage>(new { Desk = Context(http, news, trouble), News = news, Story = story, Find = find, Candidates = Candidates(news, story, find.Trim()) }, status);

    private static RazorComponentResult ShowArticle(HttpContext http, NewsSnapshot news, PlacedArticle placed, int status, string? trouble, IReadOnlyDictionary<string, string>? form) =>
        DeskRoutes.Page<ArticlePage>(new { Desk = Context(http, news, trouble), News = news, placed.Story, placed.Article, Pictures = PicturesFor(placed), Form = form }, status);

    /// <summary>Its own pictures, and those of the others in its story.</summary>
    private static IReadOnlyList<Picture> PicturesFor(PlacedArticle placed) =>
        [.. placed.Article.Images.Concat(placed.Story.Articles.SelectMany(article => article.Images)).DistinctBy(picture => picture.Url).Take(12)];

    /// <summary>Stories that an editor may want to join with one: those its articles nearly went to, those that nearly came to it, or those that were looked for.</summary>
    private static IReadOnlyList<(Story Story, string Why)> Candidates(NewsSnapshot news, Story story, string find)
    {
        if (find.Length > 0)
        {
            return
            [
                .. news.Edition.Stories
                    .Where(other => other.Id != story.Id && other.Articles.Any(article => article.Title.Contains(find, StringComparison.OrdinalIgnoreCase)))
                    .Take(MostCandidates)
                    .Select(other => (other, string.Create(CultureInfo.InvariantCulture, $"heat {other.Heat}"))),
            ];
        }

        var own = story.Articles.Select(article => article.Id).ToHashSet(StringComparer.Ordinal);
        return
        [
            .. news.Edition.Placements.Values
                .Where(placement => placement.RunnerUpStoryId is not null && placement.RunnerUpLikeness >= LeastLikeness)
                .Select(placement => (Story: own.Contains(placement.ArticleId) ? Of(news, placement.RunnerUpStoryId!)
                    : Of(news, placement.RunnerUpStoryId!) == story ? news.FindArticle(placement.ArticleId)?.Story : null, Likeness: placement.RunnerUpLikeness))
                .Where(near => near.Story is not null && near.Story != story)
                .GroupBy(near => near.Story!.Id, StringComparer.Ordinal)
                .Select(group => (Story: group.First().Story!, Likeness: group.Max(near => near.Likeness)))
                .OrderByDescending(near => near.Likeness).ThenBy(near => near.Story.Id, StringComparer.Ordinal)
                .Take(MostCandidates)
                .Select(near => (near.Story, string.Create(CultureInfo.InvariantCulture, $"likeness {near.Likeness:0.00}"))),
        ];
    }

    private static Story? Of(NewsSnapshot news, string id) => news.PlaceOfStory(id) is var place and >= 0 ? news.Edition.Stories[place] : null;

    /// <summary>The context of a page, with what the last form did.</summary>
    private static DeskContext Context(HttpContext http, NewsSnapshot news, string? trouble = null)
    {
        var done = http.Request.Query["done"].ToString();
        if (news.Decisions.All.FirstOrDefault(decision => decision.Id == done) is not { } decision)
            return DeskContext.Of(http, done.Length > 0 ? "It is decided and kept. It shows when it is printed, in a moment." : null, trouble);
        var words = new DeskWords(news).Of(decision);
        return DeskContext.Of(
            http,
            $"You {words}.",
            trouble ?? (http.Request.Query.ContainsKey("late") ? "It is decided and kept, but the pages could not be printed at once; see Now." : null),
            decision is Decision.Undo || !news.Decisions.Holds(decision) ? null : decision.Id);
    }

    /// <summary>The address of a form without what an earlier one said in it.</summary>
    private static string Without(string address)
    {
        var mark = address.IndexOf('?', StringComparison.Ordinal);
        if (mark < 0)
            return address;
        var rest = address[(mark + 1)..].Split('&').Where(pair => !pair.StartsWith("done=", StringComparison.Ordinal) && !pair.StartsWith("late=", StringComparison.Ordinal)).ToArray();
        return rest.Length == 0 ? address[..mark] : address[..mark] + "?" + string.Join('&', rest);
    }

    private static RazorComponentResult NotYet(HttpContext http) =>
        DeskRoutes.Message(http, StatusCodes.Status503ServiceUnavailable, "One moment", "The news are being read from the store. Load the page again in a moment.");

    private static RazorComponentResult NotThere(HttpContext http) =>
        DeskRoutes.Message(http, StatusCodes.Status404NotFound, "It is not there", "There is no story or article of this id; it may have been hidden (see Decisions).");
}
