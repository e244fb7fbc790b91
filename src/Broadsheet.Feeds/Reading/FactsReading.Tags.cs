namespace Broadsheet.Feeds.Reading;

// Categories, keywords, subjects.
internal sealed partial class FactsReading
{
    private void ReadKeywords(FeedFacts facts, int child, string? scheme)
    {
        foreach (var keyword in Text(child).Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
            AddTag(facts, new FeedTag(keyword, scheme));
    }

    private static void AddTag(FeedFacts facts, FeedTag tag)
    {
        if ((tag.Term ?? tag.Scheme ?? tag.Label) is null || facts.Tags.Count >= 500 || facts.Tags.Contains(tag))
            return;
        facts.Add(tag);
    }

    private void ReadCategory(FeedFacts facts, int child, string? defaultScheme)
    {
        var term = Attribute(child, "term");
        var scheme = Attribute(child, "scheme") ?? Attribute(child, "domain") ?? defaultScheme;
        var label = Attribute(child, "label");
        var text = Text(child);
        var stated = string.IsNullOrEmpty(term) && text.Length > 0 ? text : term;
        if (!string.IsNullOrEmpty(stated) || !string.IsNullOrEmpty(label) || !string.IsNullOrEmpty(scheme))
            AddTag(facts, new FeedTag(stated, scheme, label));
    }
}
