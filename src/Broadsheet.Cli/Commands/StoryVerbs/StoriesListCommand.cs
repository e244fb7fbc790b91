using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using Broadsheet.Cli.Terminal;

namespace Broadsheet.Cli.Commands.StoryVerbs;

/// <summary><c>broadsheet stories list</c>: the stories in the order of the edition.</summary>
internal static class StoriesListCommand
{
    public static Command Create()
    {
        var directory = SiteArguments.Directory();
        var settings = SiteArguments.Settings();
        var now = SiteArguments.Now();
        var json = SiteArguments.Json();
        var all = new Option<bool>("--all") { Description = "Also stories that are not shown." };
        var find = new Option<string?>("--find") { Description = "Only stories with an article whose title has this in it.", HelpName = "TEXT" };
        var top = new Option<int>("--top") { Description = "How many.", HelpName = "NUMBER", DefaultValueFactory = _ => 30 };
        var command = new Command("list", "List stories, the highest rank first, with the ids of their articles.") { directory, all, find, top, settings, now, json };
        command.SetAction(parsed =>
        {
            var streams = parsed.InvocationConfiguration;
            return SiteArguments.InNewsroom(parsed.GetRequiredValue(directory), parsed.GetValue(settings), streams, (newsroom, _) =>
            {
                var wanted = parsed.GetValue(find);
                var lines = newsroom.PreviewAt(parsed.GetValue(now) ?? TimeProvider.System.GetUtcNow()).Stories
                    .Where(story => (story.IsPublished || parsed.GetValue(all)) && (wanted is null || story.Articles.Any(article => article.Title.Contains(wanted, StringComparison.OrdinalIgnoreCase))))
                    .Take(parsed.GetValue(top))
                    .Select(StoryLine.Of)
                    .ToArray();
                if (parsed.GetValue(json))
                    streams.Output.WriteLine(JsonSerializer.Serialize(lines, MachineJson.Default.StoryLineArray));
                else
                    Show(lines, streams.Output);
                return ExitCode.Done;
            });
        });
        return command.WithExamples(
            ("broadsheet stories list --top 10", "the front page's"),
            ("broadsheet stories list harbour --find ferry --all", "shown or not"),
            ("broadsheet stories list harbour --json", "for a script"));
    }

    private static void Show(StoryLine[] lines, TextWriter output)
    {
        foreach (var story in lines)
        {
            var marks = (story.IsPinned ? ", pinned" : "") + (story.IsPublished ? "" : ", not shown");
            output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{story.Id}  heat {story.Heat}, {(story.Articles.Count == 1 ? "1 article" : $"{story.Articles.Count} articles")}{marks}"));
            foreach (var article in story.Articles)
                output.WriteLine($"  {article.Id}  {article.Title} ({article.Provider})");
        }
    }
}

/// <summary>A story as it is listed.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Heat">Its heat.</param>
/// <param name="Rank">Its rank.</param>
/// <param name="IsPublished">Whether it is shown.</param>
/// <param name="PublishReason">Why it is or is not.</param>
/// <param name="IsPinned">Whether an editor pinned it.</param>
/// <param name="Articles">Its articles, the lead first.</param>
internal sealed record StoryLine(string Id, int Heat, double Rank, bool IsPublished, string PublishReason, bool IsPinned, IReadOnlyList<StoryMember> Articles)
{
    /// <summary>The line of a story.</summary>
    public static StoryLine Of(Story story) => new(
        story.Id, story.Heat, story.Rank, story.IsPublished, story.PublishReason, story.IsPinned,
        [.. story.Articles.Select(article => new StoryMember(article.Id, article.Title, article.Provider.Name, article.Published, article.CanonicalUrl, article.Path))]);
}

/// <summary>An article of a listed story.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Title">Its headline.</param>
/// <param name="Provider">Its provider's name.</param>
/// <param name="Published">When it was published.</param>
/// <param name="Url">Its address.</param>
/// <param name="Path">The path of its record.</param>
internal sealed record StoryMember(string Id, string Title, string Provider, DateTimeOffset Published, string Url, string Path);
