using System.Text;

namespace Broadsheet.Publishing.Syndication;

/// <summary>
/// What a feed of one's own asks for (<see cref="NewsQuery"/>). All must hold for one article of a story, in its headline, its excerpt or its
/// provider's name; not in its text, which mentions much in passing: a search puts that last, a feed has no last place. Capitals and accents do not matter.
/// </summary>
internal sealed class StoryQuery
{
    // Parts of an article's texts stand between these, so that no phrase runs from one into the next.
    private const char Border = '\n';

    private readonly Term[] terms;

    private StoryQuery(NewsQuery query) => terms = [.. query.Terms.Select(term => new Term(term.Field, $" {Folded(term.Words)}{(term.IsBeginning ? "" : " ")}", term.IsUnwanted))];

    /// <summary>Reads a query; null when it asks for nothing in particular.</summary>
    public static StoryQuery? Parse(string text) => NewsQuery.Parse(text) is { IsForSomething: true } query ? new StoryQuery(query) : null;

    /// <summary>Whether an article of the story is what the query asks for.</summary>
    /// <param name="story">The story.</param>
    /// <param name="topics">Topics by name, so that a topic can be called by its id.</param>
    public bool Fits(Story story, IReadOnlyDictionary<string, Topic> topics) => story.Articles.Any(article =>
    {
        // Made once an article, and not before a cheaper term has failed.
        var texts = new Lazy<string>(() => Bordered(article.Title, article.Excerpt, ProviderOf(article)));
        return terms.All(term => term.IsUnwanted != (term.Field switch
        {
            QueryField.Topic => Bordered(TopicsOf(article, topics)),
            QueryField.Provider => Bordered(ProviderOf(article)),
            _ => texts.Value,
        }).Contains(term.Words, StringComparison.Ordinal));
    });

    private static string ProviderOf(Article article) => $"{article.Provider.Name} {article.Provider.Domain}";

    private static string TopicsOf(Article article, IReadOnlyDictionary<string, Topic> topics) =>
        string.Join(' ', article.Topics.Select(match => $"{match.Topic} {topics.GetValueOrDefault(match.Topic)?.Id}"));

    private static string Bordered(params ReadOnlySpan<string> parts)
    {
        var bordered = new StringBuilder();
        foreach (var part in parts)
            bordered.Append(Border).Append(' ').Append(Folded(part)).Append(' ');
        return bordered.ToString();
    }

    /// <summary>The words of a text in lower case and without accents.</summary>
    private static string Folded(string text)
    {
        var folded = new StringBuilder(text.Length);
        foreach (var letter in NewsQuery.WordsOf(text))
        {
            if (!Diacritics.IsMark(letter))
                folded.Append(char.ToLowerInvariant(Diacritics.Without(letter)));
        }

        return folded.ToString();
    }

    private sealed record Term(QueryField Field, string Words, bool IsUnwanted);
}
