using System.CommandLine;
using Broadsheet.Cli.Terminal;
using Broadsheet.Decisions;

namespace Broadsheet.Cli.Commands.StoryVerbs;

/// <summary><c>broadsheet stories merge</c>: stories that are one event become one story.</summary>
internal static class MergeCommand
{
    public static Command Create()
    {
        var into = new Argument<string>("STORY") { Description = "The story that goes on: its id, or any name of an article in it." };
        var other = new Argument<string>("OTHER") { Description = "The story that ends in it." };
        var more = new Option<string[]>("--and") { Description = "A further story that ends in it.", HelpName = "STORY", DefaultValueFactory = _ => [] };
        return DecisionVerb.Create("merge", "Make several stories one.", [into, other, more], deciding =>
        {
            List<Story> stories = [];
            foreach (var name in (string[])[deciding.Parsed.GetRequiredValue(into), deciding.Parsed.GetRequiredValue(other), .. deciding.Parsed.GetRequiredValue(more)])
            {
                if (deciding.Archive.Story(name) is not { } story)
                    return null;
                if (stories.Exists(known => known.Id == story.Id))
                    return deciding.Refuse($"'{name}' is in {story.Id} already.");
                stories.Add(story);
            }
            return StoryDecisions.Merge(stories[0], stories.Skip(1), deciding.Stamp.At, deciding.Stamp.By, deciding.Stamp.Why);
        }).WithExamples(
            ("broadsheet stories merge ferry-returns ferry-is-back", "by slugs of articles"),
            ("broadsheet stories merge s0123456789abcdef ferry-is-back harbour --and crossing-reopens", "three at once"));
    }
}
