namespace Broadsheet.Site;

/// <summary>
/// Reads the <c>include</c> and <c>exclude</c> rules of a topic file. A rule is a mapping of <c>any</c>, <c>all</c> and <c>none</c> (terms),
/// <c>in</c> (fields, default: title) and <c>match</c> (word, stem, substring, exact; default: word). A single term may name a field of its
/// own: <c>provider:gazette.example</c>.
/// </summary>
internal static class TopicRuleReader
{
    private static readonly Dictionary<string, TopicFields> Fields = new(StringComparer.OrdinalIgnoreCase)
    {
        ["title"] = TopicFields.Title,
        ["excerpt"] = TopicFields.Excerpt,
        ["body"] = TopicFields.Body,
        ["url"] = TopicFields.Url,
        ["author"] = TopicFields.Author,
        ["provider"] = TopicFields.Provider,
        ["feed"] = TopicFields.Feed,
        ["tag"] = TopicFields.Tag,
    };

    public static TopicRules? Read(YamlMapping topic)
    {
        var include = ReadRules(topic, "include");
        var exclude = ReadRules(topic, "exclude");
        return include.Count + exclude.Count > 0 ? new TopicRules(include, exclude) : null;
    }

    private static List<TopicRule> ReadRules(YamlMapping topic, string key)
    {
        List<TopicRule> rules = [];
        foreach (var yaml in topic.Mappings(key))
        {
            yaml.AllowOnly("any", "all", "none", "in", "match");
            var fields = FieldsOf(yaml);
            var mode = ModeOf(yaml);
            var rule = new TopicRule
            {
                Any = TermsOf(yaml, "any", fields, mode),
                All = TermsOf(yaml, "all", fields, mode),
                None = TermsOf(yaml, "none", fields, mode),
                Wording = WordingOf(yaml),
                Line = yaml.Line,
            };
            if (rule.Any.Count + rule.All.Count > 0)
                rules.Add(rule);
            else
                yaml.Error("any", "A rule must ask for something.", "Add 'any: [word, another word]' or 'all: […]'.");
        }

        return rules;
    }

    private static TopicFields FieldsOf(YamlMapping yaml)
    {
        var fields = TopicFields.None;
        foreach (var name in yaml.Texts("in"))
        {
            if (Fields.TryGetValue(name, out var field))
                fields |= field;
            else
                yaml.Error("in", $"There is no field '{name}'.", $"Known: {string.Join(", ", Fields.Keys)}.");
        }

        return fields == TopicFields.None ? TopicFields.Title : fields;
    }

    private static TermMode? ModeOf(YamlMapping yaml)
    {
        if (yaml.Text("match") is not { } text)
            return null;
        if (Enum.TryParse<TermMode>(text, ignoreCase: true, out var mode) && !char.IsAsciiDigit(text[0]))
            return mode;
        yaml.Error("match", $"'{text}' is not a way to match.", "Write word, stem, substring or exact.");
        return null;
    }

    private static List<TopicTerm> TermsOf(YamlMapping yaml, string key, TopicFields fields, TermMode? mode)
    {
        List<TopicTerm> terms = [];
        foreach (var text in yaml.Texts(key))
        {
            var (term, where) = Split(text, fields);
            if (term.Length == 0)
                yaml.Error(key, "An empty term would match everything.", "Remove it.");
            else
                terms.Add(new TopicTerm(term, where, mode ?? UsualMode(where)));
        }

        return terms;
    }

    private static (string Term, TopicFields Fields) Split(string text, TopicFields fields)
    {
        var colon = text.IndexOf(':', StringComparison.Ordinal);
        return colon > 0 && Fields.TryGetValue(text[..colon].Trim(), out var own) ? (text[(colon + 1)..].Trim(), own) : (text.Trim(), fields);
    }

    /// <summary>Nobody thinks of addresses in words.</summary>
    private static TermMode UsualMode(TopicFields fields) =>
        (fields & ~(TopicFields.Url | TopicFields.Feed)) == TopicFields.None ? TermMode.Substring : TermMode.Word;

    private static string WordingOf(YamlMapping yaml) =>
        string.Join("; ", yaml.Keys.Select(key => $"{key}: {string.Join(", ", yaml.Texts(key))}"));
}
