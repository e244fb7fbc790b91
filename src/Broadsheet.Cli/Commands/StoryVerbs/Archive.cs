using System.CommandLine;

namespace Broadsheet.Cli.Commands.StoryVerbs;

/// <summary>The stories of a site as an editor names them: by story id, or by any name of an article in it.</summary>
internal sealed class Archive(Edition edition, InvocationConfiguration streams)
{
    /// <summary>The story of that name; null, and the reason is printed, when there is none or more than one.</summary>
    public Story? Story(string name)
    {
        var id = edition.StoryAliases.GetValueOrDefault(name, name);
        return edition.Stories.FirstOrDefault(story => story.Id == id) ?? Article(name)?.Story;
    }

    /// <summary>The article of that name with its story; null, and the reason is printed, when there is none or more than one.</summary>
    public (Story Story, Article Article)? Article(string name)
    {
        var meaning = new ArticleName(name);
        var meant = edition.Stories.SelectMany(story => story.Articles.Where(meaning.Means).Select(article => (story, article))).Take(3).ToArray();
        if (meant.Length == 1)
            return meant[0];
        streams.Error.WriteLine(meant.Length == 0
            ? $"There is no story or article '{name}'. Give a story's id, or an article's id, slug, address or the path of its record."
            : $"'{name}' is the name of several articles, such as {meant[0].article.Path} and {meant[1].article.Path}. Give the path.");
        return null;
    }

    /// <summary>The id of the story or article of that name: a story when the name is a story's, or when that is wanted.</summary>
    public string? Subject(string name, bool isStory) =>
        isStory || edition.StoryAliases.ContainsKey(name) || edition.Stories.Any(story => story.Id == name) ? Story(name)?.Id : Article(name)?.Article.Id;
}
