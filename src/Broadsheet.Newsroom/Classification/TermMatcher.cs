using System.Buffers;
using System.Collections.Concurrent;

namespace Broadsheet.Classification;

/// <summary>
/// Finds the terms of all topics in an article: one pass over each field for whole words, one more where parts of words are asked for,
/// one more where stems are.
/// </summary>
internal sealed class TermMatcher
{
    private static readonly TopicFields[] AllFields = [.. Enum.GetValues<TopicFields>().Where(field => field != TopicFields.None)];

    private readonly IReadOnlyList<TopicTerm> terms;
    private readonly string usualLanguage;
    private readonly Pass plain;
    private readonly ConcurrentDictionary<string, StemPass> stemmed = new(StringComparer.Ordinal);
    private readonly TopicFields plainFields;
    private readonly TopicFields stemFields;

    /// <param name="terms">The terms; each is known by its place in the list.</param>
    /// <param name="usualLanguage">Language of articles that do not state theirs.</param>
    public TermMatcher(IReadOnlyList<TopicTerm> terms, string usualLanguage)
    {
        this.terms = terms;
        this.usualLanguage = usualLanguage;
        var groups = GroupsOf(mode => mode != TermMode.Stem, FoldedText.Of);
        plain = new Pass(new WordIndex(FormsOf(groups[true])), new TermAutomaton(FormsOf(groups[false])), TermsOf(groups));
        plainFields = FieldsOf(mode => mode != TermMode.Stem);
        stemFields = FieldsOf(mode => mode == TermMode.Stem);
    }

    /// <summary>Finds the terms that stand in the article, each with the first field it was found in.</summary>
    public void Find(Article article, FoundTerms found)
    {
        found.Clear();
        foreach (var field in AllFields)
        {
            if (((plainFields | stemFields) & field) == 0)
                continue;
            foreach (var part in PartsOf(article, field))
                FindIn(part, field, article.Language ?? usualLanguage, found);
        }
    }

    private void FindIn(string part, TopicFields field, string language, FoundTerms found)
    {
        var buffer = ArrayPool<char>.Shared.Rent(StemmedText.LengthFor(part));
        if ((plainFields & field) != 0)
            FindPlain(part, buffer.AsSpan(0, FoldedText.Fold(part, buffer)), field, found);
        if ((stemFields & field) != 0)
            FindStems(part, buffer, field, Primary(language), found);
        ArrayPool<char>.Shared.Return(buffer);
    }

    private void FindPlain(string part, ReadOnlySpan<char> folded, TopicFields field, FoundTerms found)
    {
        plain.Scan(folded, found.Hits);
        foreach (var hit in found.Hits)
        {
            foreach (var term in plain.TermsOf[hit.Term])
            {
                if ((terms[term].Fields & field) != 0 && Stands(terms[term], part, folded, hit))
                    found.Add(term, field);
            }
        }
    }

    private void FindStems(string part, char[] buffer, TopicFields field, string language, FoundTerms found)
    {
        var pass = stemmed.GetOrAdd(language, StemPassOf);
        found.Groups.Clear();
        pass.Index.Scan(part, found.Groups);
        if (pass.Automaton.Count > 0)
            pass.ScanUnparted(buffer.AsSpan(0, StemmedText.Write(part, language, buffer)), found);
        foreach (var group in found.Groups)
        {
            foreach (var term in pass.TermsOf[group])
            {
                if ((terms[term].Fields & field) != 0)
                    found.Add(term, field);
            }
        }
    }

    private static bool Stands(TopicTerm term, string part, ReadOnlySpan<char> folded, TermAutomaton.Hit hit) => term.Mode switch
    {
        TermMode.Word => FoldedText.StandsAsWord(folded, hit.Start, hit.End),
        TermMode.Exact => hit.Start == 0 && hit.End == folded.Length,
        // As written but for the case: what the old system did.
        _ => part.Contains(term.Text, StringComparison.OrdinalIgnoreCase),
    };

    private StemPass StemPassOf(string language)
    {
        var groups = GroupsOf(mode => mode == TermMode.Stem, text => StemmedText.Of(text, language));
        return new StemPass(new StemIndex(FormsOf(groups[true]), language), new TermAutomaton(FormsOf(groups[false])), TermsOf(groups));
    }

    /// <summary>Terms that look for the same, apart by whether they can be found by their first word.</summary>
    private ILookup<bool, IGrouping<(string Form, bool IsWords), int>> GroupsOf(Func<TermMode, bool> modes, Func<string, string> form) =>
        Enumerable.Range(0, terms.Count)
            .Where(i => modes(terms[i].Mode))
            .GroupBy(i => (Form: form(terms[i].Text), IsWords: terms[i].Mode is TermMode.Word or TermMode.Stem))
            .Where(group => group.Key.Form.AsSpan().Trim().Length > 0)
            .ToLookup(group => group.Key.IsWords && WordIndex.CanHold(group.Key.Form));

    private static string[] FormsOf(IEnumerable<IGrouping<(string Form, bool IsWords), int>> groups) => [.. groups.Select(group => group.Key.Form)];

    private static int[][] TermsOf(ILookup<bool, IGrouping<(string Form, bool IsWords), int>> groups) =>
        [.. groups[true].Concat(groups[false]).Select(group => group.ToArray())];

    private TopicFields FieldsOf(Func<TermMode, bool> modes) =>
        terms.Where(term => modes(term.Mode)).Aggregate(TopicFields.None, (fields, term) => fields | term.Fields);

    private static string Primary(string tag)
    {
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

    /// <summary>What finds words in one form of the text and, for each of them, the terms that ask for it: those of the index, then those of the automaton.</summary>
    private sealed record Pass(WordIndex Index, TermAutomaton Automaton, int[][] TermsOf)
    {
        /// <summary>Puts all that is found in the place of the hits.</summary>
        public void Scan(ReadOnlySpan<char> text, List<TermAutomaton.Hit> hits)
        {
            hits.Clear();
            Automaton.Scan(text, hits);
            var own = TermsOf.Length - Automaton.Count;
            foreach (ref var hit in System.Runtime.InteropServices.CollectionsMarshal.AsSpan(hits))
                hit = hit with { Term = hit.Term + own };
            Index.Scan(text, hits);
        }
    }
    /// <summary>The same for stems.</summary>
    private sealed record StemPass(StemIndex Index, TermAutomaton Automaton, int[][] TermsOf)
    {
        /// <summary>Adds what begins with a script that does not part its words.</summary>
        public void ScanUnparted(ReadOnlySpan<char> stems, FoundTerms found)
        {
            found.Hits.Clear();
            Automaton.Scan(stems, found.Hits);
            foreach (var hit in found.Hits)
                found.Groups.Add(TermsOf.Length - Automaton.Count + hit.Term);
        }
    }
}
