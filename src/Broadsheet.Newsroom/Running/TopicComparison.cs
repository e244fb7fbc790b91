using Broadsheet.Classification;

namespace Broadsheet.Running;

/// <summary>Compares the topics stored with articles with those the rules in force give.</summary>
internal sealed class TopicComparison(TopicClassifier classifier)
{
    /// <summary>What would change, in the order of the articles; what is given before what is taken.</summary>
    public IReadOnlyList<TopicChange> Compare(IEnumerable<Article> articles) => [.. articles.SelectMany(Compare)];

    private IEnumerable<TopicChange> Compare(Article article)
    {
        var decision = classifier.Classify(article);
        var had = article.Topics.Select(topic => topic.Topic).ToHashSet(StringComparer.Ordinal);
        var has = decision.Topics.Select(topic => topic.Topic).ToHashSet(StringComparer.Ordinal);
        foreach (var topic in decision.Topics.Where(topic => !had.Contains(topic.Topic)))
            yield return new TopicChange(article, topic.Topic, IsAdded: true, $"Now by {topic.Evidence}.");
        foreach (var topic in article.Topics.Where(topic => !has.Contains(topic.Topic)))
            yield return new TopicChange(article, topic.Topic, IsAdded: false, Farewell(topic, decision));
    }

    private static string Farewell(TopicMatch stored, TopicDecision decision)
    {
        var exclusion = decision.Excluded.FirstOrDefault(match => match.Topic == stored.Topic);
        return exclusion is null ? $"Was by {stored.Evidence}; no rule gives it now." : $"Was by {stored.Evidence}; kept out now by {exclusion.Evidence}.";
    }
}
