using System.Globalization;
using Broadsheet.Testing;

namespace Broadsheet.Publishing.Tests.Hostile;

/// <summary>Editions made of texts and addresses from outside that mean harm.</summary>
internal static class HostileEdition
{
    /// <summary>Says the text, and links the address, wherever one can come from outside.</summary>
    public static Edition With(string text, string address)
    {
        var article = Article(0, text, address);
        var other = article with { Id = "a0000000000000002", Path = "_news/other.md", Provider = Some.Provider(), Published = article.Published.AddMinutes(5) };
        var video = Video(article, text);
        var story = Some.Story(article, other, video) with { LeadReason = text, PublishReason = text };
        var own = Some.Story(video with { Id = "a0000000000000004", Path = "_news/video.md" }) with { Id = "s0000000000000004" };
        var edition = Some.Edition(story, own);
        return edition with
        {
            Masthead = edition.Masthead with { Title = text, Description = text, Contact = text },
            Topics = [.. edition.Topics, Topic(text)],
            Organizations = [Organization(text)],
            Sources = [new Source { Url = address, Title = text, SiteUrl = address, Category = text }, new Source { Url = "https://gazette.example/feed", Title = text, Category = text }],
            Placements = new Dictionary<string, Placement> { [other.Id] = new(other.Id, story.Id, 0.5, [text], null, 0, "joined") },
        };
    }

    /// <summary>A whole newspaper of many texts: each is an article of its own, with its own publisher and topic.</summary>
    /// <param name="texts">The texts.</param>
    /// <param name="addressOf">The address that goes with a text.</param>
    /// <param name="perStory">How many texts make a story.</param>
    public static Edition Of(IReadOnlyList<string> texts, Func<string, string> addressOf, int perStory = 6)
    {
        var articles = texts.Select((text, number) => Article(number, text, addressOf(text))).ToList();
        var stories = articles.Chunk(perStory).Select(members => Some.Story(members) with { LeadReason = members[0].Title, PublishReason = members[0].Title }).ToList();
        var edition = Some.Edition([.. stories, Some.Story(Video(articles[0], texts[0]))]);
        return edition with
        {
            Masthead = edition.Masthead with { Title = texts[0], Description = texts[0], Contact = texts[0] },
            Topics = [.. edition.Topics, .. texts.Select(Topic)],
            Organizations = [.. texts.Select(Organization)],
            Sources = [.. texts.SelectMany(text => new[] { new Source { Url = addressOf(text), Title = text, SiteUrl = addressOf(text), Category = text }, new Source { Url = "https://gazette.example/feed", Title = text, Category = text } })],
            Placements = stories.SelectMany(story => story.Articles.Skip(1).Select(article => new Placement(article.Id, story.Id, 0.5, [article.Title], null, 0, "joined"))).ToDictionary(placement => placement.ArticleId),
        };
    }

    private static Article Article(int number, string text, string address) => Some.Article(
        id: string.Create(CultureInfo.InvariantCulture, $"a{number + 16:x16}"),
        title: text,
        excerpt: text,
        url: address,
        published: Some.Moment.AddMinutes(-60 - number),
        provider: new Provider { Name = text, Domain = text, Images = [new Picture(address, 50, 50, false)] },
        topics: [new("Harbour", "root", text), new(text, "keyword", text)]) with
    {
        Path = string.Create(CultureInfo.InvariantCulture, $"_news/hostile-{number}.md"),
        Authors = [text],
        Language = text,
        Images = [new Picture(address, 640, 480, false)],
        Quality = new QualityScore(70, [new QualitySignal(text, 70, text)]),
        Sightings = [new Sighting(address, text, true, Some.Moment)],
        CanonicalUrl = address,
    };

    private static Article Video(Article article, string text) => article with
    {
        Id = "a0000000000000003",
        Path = "_news/" + text + ".md",
        Type = ArticleType.Video,
        WebUrl = null,
        FeaturedContent = $"<iframe onload=\"pwned()\" src=\"https://www.youtube-nocookie.com/embed/x\"></iframe>{text}",
    };

    private static Topic Topic(string text) => new() { Id = text, Name = text, ShortName = text, Parent = "Harbour", Highlight = new Highlight(text, text, text), Keywords = [text], Services = [new("twitter", text)] };

    private static Organization Organization(string text) => new() { Id = text, Name = text, Domain = text, Description = text, Country = text };
}
