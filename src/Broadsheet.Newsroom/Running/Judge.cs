using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Broadsheet.Classification;
using Broadsheet.Quality;
using Broadsheet.Site;

namespace Broadsheet.Running;

/// <summary>Topics and quality by the rules in force.</summary>
internal sealed class Judge
{
    private readonly TopicClassifier classifier;
    private readonly QualityScorer scorer;

    /// <summary>Takes the site's rules.</summary>
    public Judge(SiteFolder site, NewsroomSettings settings)
    {
        classifier = new TopicClassifier(site.Topics, settings.Classification);
        scorer = new QualityScorer(site.Topics, settings.Quality);
        Fingerprint = FingerprintOf(site);
    }

    /// <summary>Changes whenever the rules do.</summary>
    public string Fingerprint { get; }

    /// <summary>The article with its topics and quality.</summary>
    public Article Judged(Article article)
    {
        var classified = article with { Topics = classifier.Classify(article).Topics };
        return classified with { Quality = scorer.Score(classified) };
    }

    /// <summary>The article by the rules in force alone: its topics and quality, and no longer the heat that a record states.</summary>
    public Article JudgedAnew(Article article) => Judged(article) with { StatedHeat = null };

    /// <summary>Why the site does not want an article; null when it does.</summary>
    public (string Code, string Sentence)? Refuses(Article article)
    {
        var classification = classifier.Classify(article);
        return classification.IsWanted ? null : ("off-topic", classification.Reason);
    }

    private static string FingerprintOf(SiteFolder site)
    {
        var rules = new StringBuilder(JsonSerializer.Serialize(site.Topics, RunningJson.Default.IReadOnlyListTopic));
        foreach (var setting in site.Settings.InForce().Where(setting => setting.Path.StartsWith("classification.", StringComparison.Ordinal) || setting.Path.StartsWith("quality.", StringComparison.Ordinal)))
            rules.Append(setting.Path).Append('=').Append(setting.Value).Append('\n');
        rules.AppendJoin('\n', site.Organizations.Select(organization => organization.Domain));
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(rules.ToString())).AsSpan(0, 16));
    }
}
