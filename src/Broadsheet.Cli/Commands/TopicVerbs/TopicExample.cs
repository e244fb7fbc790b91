using System.Globalization;
using Broadsheet.Classification;
using Broadsheet.Site;

namespace Broadsheet.Cli.Commands.TopicVerbs;

/// <summary>An article made up to try the rules of topics, and the topics it should have.</summary>
/// <param name="Place">File and line.</param>
/// <param name="Article">The article.</param>
/// <param name="Expected">The topics' names; none when the site should not take it. The root goes without saying.</param>
internal sealed record TopicExample(string Place, Article Article, IReadOnlyList<string> Expected)
{
    /// <summary>Reads the examples of a file; complaints go to its problems.</summary>
    public static IReadOnlyList<TopicExample> Read(YamlMapping yaml, IReadOnlyList<Topic> topics)
    {
        yaml.AllowOnly("examples");
        return [.. yaml.Mappings("examples").Select(example => ReadOne(example, topics))];
    }

    /// <summary>What the rules make of it. An article the site does not take has no topics.</summary>
    public TopicExampleOutcome Against(TopicClassifier classifier)
    {
        var decision = classifier.Classify(Article);
        var given = decision.IsWanted ? decision.Topics : [];
        return new TopicExampleOutcome(
            Place,
            Article.Title,
            [.. Expected.Where(name => !given.Any(topic => topic.Topic == name))],
            [.. given.Where(topic => !Expected.Contains(topic.Topic) && (topic.Reason != "root" || Expected.Count == 0))],
            string.Join(" ", decision.Excluded.Select(topic => $"{topic.Topic} is kept out by {topic.Evidence}.").Prepend(decision.Reason)));
    }

    private static TopicExample ReadOne(YamlMapping yaml, IReadOnlyList<Topic> topics)
    {
        yaml.AllowOnly("title", "excerpt", "body", "url", "provider", "authors", "tags", "feed", "topics");
        var expected = yaml.Texts("topics");
        foreach (var name in expected.Where(name => !topics.Any(topic => topic.Name == name)))
            yaml.Error("topics", $"There is no topic named '{name}'.", "Write its name as it stands in its file.");
        return new TopicExample(
            string.Create(CultureInfo.InvariantCulture, $"{yaml.File}:{yaml.Line}"),
            ArticleOf(yaml, yaml.RequiredText("title", "Write the headline to try.") ?? ""),
            expected);
    }

    private static Article ArticleOf(YamlMapping yaml, string title)
    {
        // Rules look at none of what is made up here.
        var domain = yaml.Text("provider") ?? "example.org";
        var url = yaml.Text("url") ?? $"https://{domain}/";
        return new Article
        {
            Id = ArticleId.Of(title),
            Path = "",
            Title = title,
            Excerpt = yaml.Text("excerpt") ?? "",
            Text = yaml.Text("body"),
            Published = DateTimeOffset.UnixEpoch,
            FirstSeen = DateTimeOffset.UnixEpoch,
            OriginalUrl = url,
            WebUrl = url,
            CanonicalUrl = url,
            Provider = new Provider { Name = domain, Domain = domain },
            Authors = yaml.Texts("authors"),
            Tags = yaml.Texts("tags"),
            Sightings = yaml.Text("feed") is { } feed ? [new Sighting(feed, title, IsCurated: false, DateTimeOffset.UnixEpoch)] : [],
        };
    }
}

/// <summary>What the rules made of an example.</summary>
/// <param name="Place">File and line of the example.</param>
/// <param name="Title">Its headline.</param>
/// <param name="Missing">Topics it should have and has not.</param>
/// <param name="Unexpected">Topics it has and should not have, with the reason.</param>
/// <param name="Reason">Whether the site takes it, and what keeps topics out.</param>
internal sealed record TopicExampleOutcome(string Place, string Title, IReadOnlyList<string> Missing, IReadOnlyList<TopicMatch> Unexpected, string Reason)
{
    /// <summary>Whether it has the topics it should have, and no others.</summary>
    public bool IsAsExpected => Missing.Count == 0 && Unexpected.Count == 0;
}
