using System.Collections.Concurrent;

namespace Broadsheet.Classification;

/// <summary>Finds the terms of all topics in an article: one pass over each field for the plain ones, one more where stems are asked for.</summary>
internal sealed class TermMatcher
{
    private static readonly TopicFields[] AllFields = [.. Enum.GetValues<TopicFields>().Where(field => field != TopicFields.None)];

    private readonly IReadOnlyList<TopicTerm> terms;
    private readonly string usualLanguage;
    private readonly Pass plain;
    private readonly ConcurrentDictionary<string, Pass> stemmed = new(StringComparer.Ordinal);
    private readonly TopicFields plainFields;
    private readonly TopicFields stemFields;

    /// <param name="terms">The terms; each is known by its place in the list.</param>
    /// <param name="usualLanguage">Language of articles that do not state theirs.</param>
    public TermMatcher(IReadOnlyList<TopicTerm> terms, string usualLanguage)
    {
        this.terms = terms;
        this.usualLanguage = usualLanguage;
        plain = PassOf(mode => mode != TermMode.Stem, FoldedText.Of);
        plainFields = FieldsOf(mode => mode != TermMode.Stem);
        stemFields = FieldsOf(mode => mode == TermMode.Stem);
    }

    /// <summary>The terms that stand in the article, each with the first field it was found in.</summary>
    public SortedDictionary<int, TopicFields> Find(Article article)
    {
        SortedDictionary<int, TopicFields> found = [];
        List<TermAutomaton.Hit> hits = [];
        foreach (var field in AllFields.Where(field => ((plainFields | stemFields) & field) != 0))
        {
            foreach (var part in PartsOf(article, field))
            {
                if ((plainFields & field) != 0)
                    FindPlain(part, field, hits, found);
                if ((stemFields & field) != 0)
                    FindStems(part, field, LanguageOf(article), hits, found);
            }
        }

        return found;
    }

    private void FindPlain(string part, TopicFields field, List<TermAutomaton.Hit> hits, SortedDictionary<int, TopicFields> found)
    {
        var folded = FoldedText.Of(part);
        hits.Clear();
        plain.Automaton.Scan(folded, hits);
        foreach (var hit in hits)
        {
            foreach (var term in plain.TermsOf[hit.Term].Where(term => (terms[term].Fields & field) != 0))
            {
                if (Stands(terms[term], part, folded, hit))
                    found.TryAdd(term, field);
            }
        }
    }

    private void FindStems(string part, TopicFields field, string language, List<TermAutomaton.Hit> hits, SortedDictionary<int, TopicFields> found)
    {
        var pass = stemmed.GetOrAdd(language, code => PassOf(mode => mode == TermMode.Stem, text => StemmedText.Of(text, code)));
        hits.Clear();
        pass.Automaton.Scan(StemmedText.Of(part, language), hits);
        foreach (var term in hits.SelectMany(hit => pass.TermsOf[hit.Term]).Where(term => (terms[term].Fields & field) != 0))
            found.TryAdd(term, field);
    }

    private static bool Stands(TopicTerm term, string part, string folded, TermAutomaton.Hit hit) => term.Mode switch
    {
        TermMode.Word => FoldedText.StandsAsWord(folded, hit.Start, hit.End),
        TermMode.Exact => hit.Start == 0 && hit.End == folded.Length,
        // As written but for the case: what the old system did.
        _ => part.Contains(term.Text, StringComparison.OrdinalIgnoreCase),
    };

    private Pass PassOf(Func<TermMode, bool> modes, Func<string, string> form)
    {
        var groups = Enumerable.Range(0, terms.Count)
            .Where(i => modes(terms[i].Mode))
            .GroupBy(i => form(terms[i].Text), StringComparer.Ordinal)
            .Where(group => group.Key.AsSpan().Trim().Length > 0)
            .ToList();
        return new Pass(new TermAutomaton([.. groups.Select(group => group.Key)]), [.. groups.Select(group => group.ToArray())]);
    }

    private TopicFields FieldsOf(Func<TermMode, bool> modes) =>
        terms.Where(term => modes(term.Mode)).Aggregate(TopicFields.None, (fields, term) => fields | term.Fields);

    private string LanguageOf(Article article)
    {
        var tag = article.Language ?? usualLanguage;
        var end = tag.AsSpan().IndexOfAny('-', '_');
        return (end < 0 ? tag : tag[..end]).ToLowerInvariant();
    }

    private static IEnumerable<string> PartsOf(Article article, TopicFields field) => field switch
    {
        TopicFields.Title => [article.Title],
        TopicFields.Excerpt => [article.Excerpt],
        TopicFields.Body => article.Text is { } text ? [text] : [],
        TopicFields.Url => article.WebUrl is { } url && url != article.OriginalUrl ? [url, article.OriginalUrl] : [article.OriginalUrl],
        TopicFields.Author => article.Authors,
        TopicFields.Provider => [article.Provider.Name, article.Provider.Domain],
        TopicFields.Feed => article.Sightings.Select(sighting => sighting.SourceUrl),
        TopicFields.Tag => article.Tags,
        _ => [],
    };

    /// <summary>An automaton and, for each of its words, the terms that ask for it.</summary>
    private sealed record Pass(TermAutomaton Automaton, int[][] TermsOf);
}
