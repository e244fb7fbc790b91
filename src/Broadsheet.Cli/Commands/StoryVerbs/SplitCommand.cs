using System.CommandLine;
using Broadsheet.Cli.Terminal;
using Broadsheet.Decisions;

namespace Broadsheet.Cli.Commands.StoryVerbs;

/// <summary><c>broadsheet stories split</c>: articles leave a story and form one of their own.</summary>
internal static class SplitCommand
{
    public static Command Create()
    {
        var first = new Argument<string>("ARTICLE") { Description = "An article that is about something else: its id, slug, address or the path of its record." };
        var more = new Option<string[]>("--and") { Description = "A further article that leaves with it.", HelpName = "ARTICLE", DefaultValueFactory = _ => [] };
        return DecisionVerb.Create("split", "Take articles out of their story; together they form one of their own, and are never joined to it again.", [first, more], deciding =>
        {
            List<Article> leaving = [];
            Story? story = null;
            foreach (var name in (string[])[deciding.Parsed.GetRequiredValue(first), .. deciding.Parsed.GetRequiredValue(more)])
            {
                if (deciding.Archive.Article(name) is not { } found)
                    return null;
                if (story is not null && found.Story.Id != story.Id)
                    return deciding.Refuse($"'{name}' is in another story, {found.Story.Id}.");
                story = found.Story;
                if (!leaving.Contains(found.Article))
                    leaving.Add(found.Article);
            }
            return leaving.Count == story!.Articles.Count
                ? deciding.Refuse($"Those are all articles of {story.Id}; one at least must stay.")
                : StoryDecisions.Split(story, leaving, deciding.Stamp.At, deciding.Stamp.By, deciding.Stamp.Why);
        }).WithExamples(
            ("broadsheet stories split ferry-menu-reviewed", "it stands alone from now on"),
            ("broadsheet stories split ferry-menu-reviewed --and best-harbour-lunch --why \"not the accident\"", "the two together"));
    }
}
