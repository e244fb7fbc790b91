using System.CommandLine;
using Broadsheet.Cli.Terminal;

namespace Broadsheet.Cli.Commands.StoryVerbs;

/// <summary>The verbs that decide about one story or article.</summary>
internal static class DecideCommands
{
    private const string Names = "A story's id, or an article's id, slug, address or the path of its record.";

    public static Command Lead()
    {
        var article = new Argument<string>("ARTICLE") { Description = "The article that is to lead its story: its id, slug, address or the path of its record." };
        return DecisionVerb.Create("lead", "Let an article lead its story.", [article], deciding =>
            deciding.Archive.Article(deciding.Parsed.GetRequiredValue(article)) is { } found
                ? new Decision.SetLead(found.Story.Id, found.Article.Id) { At = deciding.Stamp.At, By = deciding.Stamp.By, Why = deciding.Stamp.Why }
                : null)
            .WithExamples(("broadsheet stories lead ferry-returns --why \"our own report\"", "whatever the others score"));
    }

    public static Command Pin() =>
        OnStory("pin", "Keep a story at the top.", (story, stamp) => new Decision.Pin(story) { At = stamp.At, By = stamp.By, Why = stamp.Why })
            .WithExamples(("broadsheet stories pin ferry-returns", "until it is unpinned"));

    public static Command Unpin() =>
        OnStory("unpin", "Let a story take its own place again.", (story, stamp) => new Decision.Unpin(story) { At = stamp.At, By = stamp.By, Why = stamp.Why })
            .WithExamples(("broadsheet stories unpin ferry-returns", "by its lead's slug"));

    public static Command Publish() =>
        OnStory("publish", "Show a story whatever its score.", (story, stamp) => new Decision.Publish(story) { At = stamp.At, By = stamp.By, Why = stamp.Why })
            .WithExamples(("broadsheet stories publish council-minutes --why \"matters here\"", "though nobody else wrote about it"));

    public static Command Unpublish() =>
        OnStory("unpublish", "Keep a story's records, but show it nowhere, whatever its score.", (story, stamp) => new Decision.Unpublish(story) { At = stamp.At, By = stamp.By, Why = stamp.Why })
            .WithExamples(("broadsheet stories unpublish spring-sale --why advertising", "its records say published: false"));

    public static Command Hide()
    {
        var name = new Argument<string>("NAME") { Description = Names };
        var whole = new Option<bool>("--story") { Description = "Hide the article's whole story." };
        return DecisionVerb.Create("hide", "Hide an article, or a story when its id is given; what is hidden is as if it had never come.", [name, whole], deciding =>
            deciding.Archive.Subject(deciding.Parsed.GetRequiredValue(name), deciding.Parsed.GetValue(whole)) is { } subject
                ? new Decision.Hide(subject) { At = deciding.Stamp.At, By = deciding.Stamp.By, Why = deciding.Stamp.Why }
                : null)
            .WithExamples(
                ("broadsheet stories hide win-a-phone --why spam", "the article alone"),
                ("broadsheet stories hide win-a-phone --story", "and all that was clustered with it"));
    }

    public static Command Note()
    {
        var name = new Argument<string>("NAME") { Description = Names };
        var text = new Argument<string>("TEXT") { Description = "The note." };
        return DecisionVerb.Create("note", "Leave a word for the other editors; it changes nothing.", [name, text], deciding =>
            deciding.Archive.Subject(deciding.Parsed.GetRequiredValue(name), isStory: false) is { } subject
                ? new Decision.Note(subject, deciding.Parsed.GetRequiredValue(text)) { At = deciding.Stamp.At, By = deciding.Stamp.By, Why = deciding.Stamp.Why }
                : null)
            .WithExamples(("broadsheet stories note ferry-returns \"The operator calls back on Monday.\"", "explain shows it"));
    }

    private static Command OnStory(string verb, string description, Func<string, Stamp, Decision> decide)
    {
        var name = new Argument<string>("STORY") { Description = Names };
        return DecisionVerb.Create(verb, description, [name], deciding =>
            deciding.Archive.Story(deciding.Parsed.GetRequiredValue(name)) is { } story ? decide(story.Id, deciding.Stamp) : null);
    }
}
