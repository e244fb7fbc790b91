using System.Text;

namespace Broadsheet.Server.Search;

/// <summary>
/// Marks what matches in an article's texts, as FTS5's <c>highlight</c> and <c>snippet</c> do, from where the terms were seen when the article
/// was ranked. FTS5 itself would look all words up again, and part each text into words twice.
/// </summary>
internal sealed class Marks
{
    // So many words are shown, and what one of them counts in the choice of the piece (FTS5's own figures).
    private const int Words = 24;
    private const int NewTerm = 1000;
    private const int AtSentence = 100;
    private const int AtBeginning = 120;
    private const char Left = '…';

    private readonly List<(int Begin, int End)> words = [];

    /// <summary>A column's text, all in it marked.</summary>
    public string Whole(string text, int column, ReadOnlySpan<Occurrence> seen)
    {
        IndexedLetters.All.Find(text, words);
        var marked = new StringBuilder(text.Length + 16);
        var written = Write(marked, text, column, seen, 0, words.Count, 0);
        return marked.Append(text, written, text.Length - written).ToString();
    }

    /// <summary>The piece of the texts that says most, marked.</summary>
    public string Piece(string[] texts, ReadOnlySpan<Occurrence> seen)
    {
        var (best, column, start) = (0, 0, 0);
        for (var i = 0; i < texts.Length; i++)
        {
            if (!IsIn(i, seen))
                continue;
            var sentences = Sentences(texts[i]);
            foreach (var one in seen)
            {
                if (one.Column != i)
                    continue;
                var (score, place) = Score(seen, i, one.Place);
                if (score > best)
                    (best, column, start) = (score, i, place);
                if (sentences.Count == 0 || words.Count <= Words)
                    continue;
                var next = sentences.FindIndex(sentence => sentence > one.Place);
                var sentence = sentences[Math.Max(0, (next < 0 ? sentences.Count : next) - 1)];
                if (sentence >= one.Place)
                    continue;
                score = Score(seen, i, sentence).Score + (sentence == 0 ? AtBeginning : AtSentence);
                if (score > best)
                    (best, column, start) = (score, i, sentence);
            }
        }

        var text = texts[column];
        IndexedLetters.All.Find(text, words);
        var end = Math.Min(words.Count, start + Words);
        var marked = new StringBuilder();
        var from = 0;
        if (start > 0)
        {
            marked.Append(Left);
            from = words[start].Begin;
        }

        var written = Write(marked, text, column, seen, start, end, from);
        if (start + Words >= words.Count)
            return marked.Append(text, written, text.Length - written).ToString();
        return marked.Append(text, written, words[end - 1].End - written).Append(Left).ToString();
    }

    private static bool IsIn(int column, ReadOnlySpan<Occurrence> seen)
    {
        foreach (var one in seen)
        {
            if (one.Column == column)
                return true;
        }

        return false;
    }

    /// <summary>Writes some words with what is between them and marks; what is behind the last mark is left to the caller.</summary>
    private int Write(StringBuilder marked, string text, int column, ReadOnlySpan<Occurrence> seen, int start, int end, int written)
    {
        var (first, last) = (-1, -1);
        foreach (var one in seen)
        {
            // A mark begins in what is shown; where it goes on behind that, it ends with it.
            if (one.Column != column)
                continue;
            if (first >= 0 && one.Place <= last)
            {
                last = Math.Max(last, one.Place + one.Size - 1);
                continue;
            }

            written = Mark(marked, text, first, last, start, end, written);
            (first, last) = (one.Place, one.Place + one.Size - 1);
        }

        return Mark(marked, text, first, last, start, end, written);
    }

    private int Mark(StringBuilder marked, string text, int first, int last, int start, int end, int written)
    {
        if (first < start || first >= end)
            return written;
        var close = words[Math.Min(last, end - 1)].End;
        marked.Append(text, written, words[first].Begin - written)
            .Append(SearchReader.MarkBegin)
            .Append(text, words[first].Begin, close - words[first].Begin)
            .Append(SearchReader.MarkEnd);
        return close;
    }

    /// <summary>Parts a text into words, and tells which of them begin sentences.</summary>
    private List<int> Sentences(string text)
    {
        IndexedLetters.All.Find(text, words);
        var sentences = new List<int>();
        for (var i = 0; i < words.Count; i++)
        {
            var before = words[i].Begin - 1;
            while (before >= 0 && text[before] is ' ' or '\t' or '\n' or '\r')
                before--;
            if (i == 0 || (before >= 0 && before < words[i].Begin - 1 && text[before] is '.' or ':'))
                sentences.Add(i);
        }

        return sentences;
    }

    /// <summary>What a piece that begins with a word counts, and where it begins when what matches is put in its middle.</summary>
    private (int Score, int Place) Score(ReadOnlySpan<Occurrence> seen, int column, int place)
    {
        Span<bool> isCounted = stackalloc bool[SearchQuery.MostTerms];
        isCounted.Clear();
        var (score, first, last) = (0, -1, 0);
        foreach (var one in seen)
        {
            if (one.Column != column || one.Place < place || one.Place >= place + Words)
                continue;
            score += isCounted[one.Term] ? 1 : NewTerm;
            isCounted[one.Term] = true;
            if (first < 0)
                first = one.Place;
            last = one.Place + one.Size;
        }

        return (score, Math.Max(0, Math.Min(first - ((Words - (last - first)) / 2), words.Count - Words)));
    }
}
