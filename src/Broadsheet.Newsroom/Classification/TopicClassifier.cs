using System.Collections.Concurrent;
using System.Globalization;

namespace Broadsheet.Classification;

/// <summary>
/// Says which topics an article belongs to, and why: by keyword in the title, by rule over any of its fields, by its provider (the "voices").
/// All words of all rules are looked for in one pass, and only rules one of whose words was found are looked at.
/// </summary>
public sealed class TopicClassifier
{
    private const int NoRoot = -1;

    private readonly IReadOnlyList<Topic> topics;
    private readonly List<CompiledRule> rules = [];
    private readonly List<TopicTerm> terms = [];
    private readonly Dictionary<TopicTerm, int> termPlaces = [];
    private readonly List<int>[] rulesByTerm;
    private readonly ILookup<string, int> topicsBySource;
    private readonly TermMatcher matcher;
    private readonly ConcurrentBag<FoundTerms> spare = [];
    private readonly int root;

    /// <summary>Compiles the topics' rules.</summary>
    /// <param name="topics">The topics in the order of their files.</param>
    /// <param name="options">The settings.</param>
    public TopicClassifier(IReadOnlyList<Topic> topics, ClassificationOptions options)
    {
        ArgumentNullException.ThrowIfNull(topics);
        ArgumentNullException.ThrowIfNull(options);
        this.topics = topics;
        for (var i = 0; i < topics.Count; i++)
            Compile(i, options.Keywords);
        rulesByTerm = [.. terms.Select(_ => new List<int>())];
        for (var i = 0; i < rules.Count; i++)
        {
            foreach (var term in rules[i].Any.Concat(rules[i].All).Distinct())
                rulesByTerm[term].Add(i);
        }

        topicsBySource = topics.SelectMany((topic, i) => topic.Sources.Select(domain => (domain, i))).ToLookup(pair => pair.domain, pair => pair.i, StringComparer.OrdinalIgnoreCase);
        matcher = new TermMatcher(terms, options.Language);
        root = RootOf(topics, options.FirstIsRoot);
    }

    /// <summary>The article's topics, and whether it is wanted.</summary>
    public TopicDecision Classify(Article article)
    {
        ArgumentNullException.ThrowIfNull(article);
        var found = spare.TryTake(out var used) ? used : new FoundTerms(terms.Count);
        matcher.Find(article, found);
        SortedDictionary<int, TopicMatch> matches = [];
        Dictionary<int, TopicMatch> exclusions = [];
        foreach (var place in RulesFor(found))
            Apply(rules[place], found, matches, exclusions);
        spare.Add(found);
        foreach (var topic in TopicsOf(article.Provider.Domain))
            matches.TryAdd(topic, new TopicMatch(topics[topic].Name, "source", $"provider {article.Provider.Domain}"));
        return Decide(article, matches, exclusions);
    }

    /// <summary>The rules one of whose words was found, in the order of the files so that the first reason given is the same in every run.</summary>
    private List<int> RulesFor(FoundTerms found)
    {
        found.Rules.Clear();
        foreach (var term in found.All)
            found.Rules.AddRange(rulesByTerm[term]);
        found.Rules.Sort();
        return found.Rules;
    }

    private void Apply(CompiledRule rule, FoundTerms found, SortedDictionary<int, TopicMatch> matches, Dictionary<int, TopicMatch> exclusions)
    {
        var isKnown = rule.IsExclude ? exclusions.ContainsKey(rule.Topic) : matches.ContainsKey(rule.Topic);
        if (isKnown || !rule.Holds(found))
            return;
        if (rule.IsExclude)
            exclusions.Add(rule.Topic, MatchOf(rule, found));
        else
            matches.Add(rule.Topic, MatchOf(rule, found));
    }

    private TopicDecision Decide(Article article, SortedDictionary<int, TopicMatch> matches, Dictionary<int, TopicMatch> exclusions)
    {
        var excluded = exclusions.Where(pair => matches.ContainsKey(pair.Key) || pair.Key == root).OrderBy(pair => pair.Key).Select(pair => pair.Value).ToList();
        var (isWanted, reason) = WantedBy(article, matches, exclusions);
        List<TopicMatch> given = [.. matches.Where(pair => pair.Key != root && !exclusions.ContainsKey(pair.Key)).Select(pair => pair.Value)];
        if (root != NoRoot && !exclusions.ContainsKey(root))
            given.Insert(0, new TopicMatch(topics[root].Name, "root", matches.TryGetValue(root, out var match) ? match.Evidence : reason));
        return new TopicDecision(given, excluded, isWanted, reason);
    }

    /// <summary>What a curated source delivers is wanted; other articles must be about the root topic, or about any where there is no root.</summary>
    private (bool IsWanted, string Reason) WantedBy(Article article, SortedDictionary<int, TopicMatch> matches, Dictionary<int, TopicMatch> exclusions)
    {
        if (root != NoRoot && exclusions.TryGetValue(root, out var exclusion))
            return (false, $"Kept out of {topics[root].Name} by {exclusion.Evidence}.");
        if (article.Sightings.FirstOrDefault(sighting => sighting.IsCurated) is { } curated)
            return (true, $"Delivered by the curated source {curated.SourceUrl}.");
        if (root != NoRoot && !AsksForAnything(topics[root]))
            return (true, $"{topics[root].Name} takes all that its sources deliver.");
        var wanting = root == NoRoot ? matches.FirstOrDefault(pair => !exclusions.ContainsKey(pair.Key)).Value : matches.GetValueOrDefault(root);
        if (wanting is not null)
            return (true, $"Wanted by {wanting.Topic}: {wanting.Evidence}.");
        return (false, root == NoRoot ? "No topic asks for it." : $"It has nothing that {topics[root].Name} asks for.");
    }

    private static bool AsksForAnything(Topic topic) => topic.Keywords.Count > 0 || topic.Sources.Count > 0 || topic.Rules?.Include.Count > 0;

    private static int RootOf(IReadOnlyList<Topic> topics, bool firstIsRoot)
    {
        if (firstIsRoot)
            return topics.Count > 0 ? 0 : NoRoot;
        var parentless = Enumerable.Range(0, topics.Count).Where(i => topics[i].Parent is null).Take(2).ToList();
        return parentless.Count == 1 ? parentless[0] : NoRoot;
    }

    /// <summary>The topics that take a provider: by its domain, or one above it.</summary>
    private IEnumerable<int> TopicsOf(string domain)
    {
        for (var part = domain; part.Contains('.', StringComparison.Ordinal); part = part[(part.IndexOf('.', StringComparison.Ordinal) + 1)..])
        {
            foreach (var topic in topicsBySource[part])
                yield return topic;
        }
    }

    private TopicMatch MatchOf(CompiledRule rule, FoundTerms found)
    {
        var words = string.Join(" and ", rule.Decisive(found).Select(term => $"\"{terms[term].Text}\" in {NameOf(found.FieldOf(term))}"));
        return new TopicMatch(topics[rule.Topic].Name, rule.Reason, rule.Wording.Length > 0 ? $"{words} ({rule.Wording})" : words);
    }

    private static string NameOf(TopicFields field) => field switch
    {
        TopicFields.Title => "title",
        TopicFields.Excerpt => "excerpt",
        TopicFields.Body => "body",
        TopicFields.Url => "url",
        TopicFields.Author => "author",
        TopicFields.Provider => "provider",
        TopicFields.Feed => "feed",
        _ => "tag",
    };

    private void Compile(int topic, TermMode keywordMode)
    {
        foreach (var keyword in topics[topic].Keywords.Distinct(StringComparer.Ordinal))
            rules.Add(new CompiledRule(topic, "keyword", IsExclude: false, [PlaceOf(new TopicTerm(keyword, TopicFields.Title, keywordMode))], [], [], ""));
        if (topics[topic].Rules is not { } extra)
            return;
        rules.AddRange(extra.Include.Select(rule => Compile(topic, rule, isExclude: false)));
        rules.AddRange(extra.Exclude.Select(rule => Compile(topic, rule, isExclude: true)));
    }

    private CompiledRule Compile(int topic, TopicRule rule, bool isExclude)
    {
        var place = string.Create(CultureInfo.InvariantCulture, $"{topics[topic].File ?? topics[topic].Id}:{rule.Line}");
        var wording = $"{(isExclude ? "exclude" : "include")} rule {place}";
        return new CompiledRule(topic, "rule", isExclude, PlacesOf(rule.Any), PlacesOf(rule.All), PlacesOf(rule.None), wording);
    }

    private int[] PlacesOf(IReadOnlyList<TopicTerm> asked) => [.. asked.Select(PlaceOf)];

    private int PlaceOf(TopicTerm term)
    {
        if (!termPlaces.TryGetValue(term, out var place))
        {
            termPlaces.Add(term, place = terms.Count);
            terms.Add(term);
        }

        return place;
    }
}
