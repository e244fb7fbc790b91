namespace Broadsheet.Pages.Fields;

/// <summary>Keywords and tags, each once, in the order of the page.</summary>
internal static class KeywordRule
{
    private const int MostKeywords = 40;
    private const int LongestKeyword = 80;

    public static IReadOnlyList<string> Find(PageContext page)
    {
        List<string> keywords = [];
        var known = new HashSet<string>(StringComparer.Ordinal);
        foreach (var text in page.Linked.Article?.Keywords ?? [])
            Add(keywords, known, text);
        foreach (var key in (ReadOnlySpan<string>)["article:tag", "news_keywords", "keywords", "parsely-tags", "sailthru.tags"])
        {
            foreach (var text in page.Signals.Metas(key))
                Add(keywords, known, text);
        }

        return keywords;
    }

    private static void Add(List<string> keywords, HashSet<string> known, string text)
    {
        foreach (var part in text.Split(',', ';', '،'))
        {
            var keyword = part.Trim();
            if (keyword.Length is > 0 and <= LongestKeyword && keywords.Count < MostKeywords && known.Add(TextFold.Fold(keyword)))
                keywords.Add(keyword);
        }
    }
}
