using Broadsheet.Decisions;

namespace Broadsheet.Server.Desk;

/// <summary>Decisions in words that name stories and articles by their headlines.</summary>
internal sealed class DeskWords(NewsSnapshot news)
{
    private readonly Dictionary<string, string> hidden = news.Hidden.ToDictionary(article => article.Id, article => article.Title, StringComparer.Ordinal);

    /// <summary>What was decided.</summary>
    public string Of(Decision decision) => decision switch
    {
        Decision.Merge merge => $"merged {string.Join(" and ", merge.Parts.Select(part => Article(part.ArticleIds is [var opening, ..] ? opening : "")))} into {Story(merge.IntoStoryId)}",
        Decision.Split split => $"split {string.Join(" and ", split.Left.ArticleIds.Select(Article))} from {Story(split.StoryId)}",
        Decision.SetLead lead => $"made {Article(lead.ArticleId)} the lead",
        Decision.Pin pin => $"pinned {Story(pin.StoryId)}",
        Decision.Unpin unpin => $"unpinned {Story(unpin.StoryId)}",
        Decision.Hide hide => $"hid {Subject(hide.Subject)}",
        Decision.Publish publish => $"published {Subject(publish.Subject)}",
        Decision.Unpublish unpublish => $"took {Subject(unpublish.Subject)} off the pages",
        Decision.Correct correct => $"corrected {string.Join(", ", Corrected(correct))} of {Article(correct.ArticleId)}",
        Decision.Note note => $"noted on {Subject(note.Subject)}: {note.Text}",
        Decision.Undo undo => news.Decisions.All.FirstOrDefault(known => known.Id == undo.DecisionId) switch
        {
            Decision.Undo { DecisionId: var again } when news.Decisions.All.FirstOrDefault(known => known.Id == again) is { } first => $"did again: {Of(first)}",
            { } first and not Decision.Undo => $"took back: {Of(first)}",
            _ => $"took back {undo.DecisionId}",
        },
        _ => DecisionWords.Of(decision),
    };

    /// <summary>The page that shows what was decided about; null when there is none.</summary>
    public string? StoryIdOf(Decision decision) => decision switch
    {
        Decision.Merge merge => StoryIdOf(merge.IntoStoryId),
        Decision.Split split => StoryIdOf(split.StoryId),
        Decision.SetLead lead => StoryIdOf(lead.StoryId),
        Decision.Pin pin => StoryIdOf(pin.StoryId),
        Decision.Unpin unpin => StoryIdOf(unpin.StoryId),
        Decision.Hide hide => StoryIdOf(hide.Subject),
        Decision.Publish publish => StoryIdOf(publish.Subject),
        Decision.Unpublish unpublish => StoryIdOf(unpublish.Subject),
        Decision.Correct correct => StoryIdOf(correct.ArticleId),
        Decision.Note note => StoryIdOf(note.Subject),
        Decision.Undo undo => news.Decisions.All.FirstOrDefault(known => known.Id == undo.DecisionId) is { } first ? StoryIdOf(first) : null,
        _ => null,
    };

    private static IEnumerable<string> Corrected(Decision.Correct correct)
    {
        if (correct.Title is not null)
            yield return "the headline";
        if (correct.Excerpt is not null)
            yield return "the summary";
        if (correct.Topics is not null)
            yield return "the topics";
        if (correct.Picture is not null)
            yield return "the picture";
        if (correct.Published is not null)
            yield return "the date";
    }

    private string? StoryIdOf(string subject)
    {
        if (news.FindArticle(subject) is { } placed)
            return placed.Story.Id;
        var place = news.PlaceOfStory(subject);
        return place < 0 ? null : news.Edition.Stories[place].Id;
    }

    private string Subject(string subject) => subject.StartsWith('a') ? Article(subject) : Story(subject);

    private string Story(string id) => news.PlaceOfStory(id) is var place and >= 0 ? Quoted(news.Edition.Stories[place].Lead.Title) : Article("a" + id[1..]);

    private string Article(string id) =>
        news.FindArticle(id) is { } placed ? Quoted(placed.Article.Title) : hidden.TryGetValue(id, out var title) ? Quoted(title) : id;

    private static string Quoted(string title) => title.Length > 90 ? $"“{title[..89]}…”" : $"“{title}”";
}
