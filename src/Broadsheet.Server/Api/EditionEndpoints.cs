using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace Broadsheet.Server.Api;

/// <summary>Editions: the newspaper at an instant.</summary>
internal static class EditionEndpoints
{
    public static void MapEditions(this RouteGroupBuilder api)
    {
        api.MapGet("/editions", List).WithName("listEditions").WithTags("editions")
            .WithSummary("The editions since the server started, the latest first, at most a hundred: when, and what was in them.");
        api.MapGet("/editions/current", Current).WithName("getCurrentEdition").WithTags("editions")
            .WithSummary("The edition that is out: its figures, its front page in order, and what is rising.");
    }

    private static Ok<Page<EditionView>> List(RequestedNews requested, Newsstand stand) =>
        TypedResults.Ok(new Page<EditionView>(requested.Required.Edition.At, stand.Past, Next: null));

    private static Ok<EditionInFull> Current(RequestedNews requested)
    {
        var news = requested.Required;
        return TypedResults.Ok(new EditionInFull(
            EditionView.Of(news),
            [.. news.Edition.Stories.Where(story => story.IsPublished).Take(NewsFilter.LargestPage).Select(story => story.Id)],
            [.. news.Edition.Rising.Select(story => story.Id)]));
    }
}

/// <summary>An edition in figures.</summary>
/// <param name="At">Its instant.</param>
/// <param name="Tag">Its entity tag: two editions with the same one show the same.</param>
/// <param name="Stories">Stories in it.</param>
/// <param name="Published">Of these, how many are shown.</param>
/// <param name="Articles">Articles in it.</param>
/// <param name="Decisions">Editors' decisions that held.</param>
/// <param name="Lead">Id of its first story; null when it shows none.</param>
internal sealed record EditionView(DateTimeOffset At, string Tag, int Stories, int Published, int Articles, int Decisions, string? Lead)
{
    public static EditionView Of(NewsSnapshot news)
    {
        var shown = news.Edition.Stories.Where(story => story.IsPublished).ToArray();
        return new EditionView(news.Edition.At, news.ETag, news.Edition.Stories.Count, shown.Length, news.Articles.Count, news.Decisions.InForce.Count, shown is [var lead, ..] ? lead.Id : null);
    }
}

/// <summary>The edition that is out.</summary>
/// <param name="Edition">Its figures.</param>
/// <param name="Front">Ids of the stories it shows, in their order, at most a hundred.</param>
/// <param name="Rising">Ids of the stories that many took up lately.</param>
internal sealed record EditionInFull(EditionView Edition, IReadOnlyList<string> Front, IReadOnlyList<string> Rising);
