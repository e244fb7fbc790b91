using System.Collections.Frozen;

namespace Broadsheet.Clustering;

/// <summary>Reads an article's words and weighs them by how rare they are among stories.</summary>
internal sealed class VectorMaker(Lexicon lexicon, ClusteringOptions options)
{
    /// <summary>No article says more about its event than this many different words; the bound is for hostile ones.</summary>
    public const int MostTerms = 400;

    private const int Known = 1 << 12;

    /// <summary>In place of an id: the word says nothing about an event.</summary>
    private const int Small = -1;

    private const int Unknown = -2;

    private readonly int[] _terms = new int[MostTerms];
    private readonly double[] _counts = new double[MostTerms];
    private readonly short[] _weights = new short[MostTerms];

    /// <summary>
    /// Where common words were last found: half of a text is made of a few hundred of them, and the lexicon is far too big for
    /// the processor's caches. A pure shortcut; what is not in it is looked up.
    /// </summary>
    private readonly (ulong Key, int Id)[] _known = new (ulong, int)[Known];
    private readonly WordRead[] _words = new WordRead[128];
    private int _count;
    private int _fetched;

    /// <summary>The vector of an article in a language, good until the next is made.</summary>
    public TermVector Make(Article article, string language)
    {
        _count = 0;
        var key = options.MixLanguages ? 0 : TermReader.Hash(language);
        var small = Languages.SmallWordsOf(language);
        Read(Headline.Core(article.Title, article.Provider.Name, article.Provider.Domain), language, key, small, options.TitleWeight);
        Read(Start(article.Excerpt, options.BodyLength), language, key, small, 1);
        Read(Start(article.Text, options.TextLength), language, key, small, options.TextWeight);
        return Weigh(language);
    }

    /// <summary>To be called when the lexicon has given words new ids.</summary>
    public void ForgetIds() => Array.Clear(_known);

    private static ReadOnlySpan<char> Start(string? text, int length) => text.AsSpan(0, Math.Min(text?.Length ?? 0, length));

    private void Read(ReadOnlySpan<char> text, string language, ulong key, FrozenSet<ulong> small, double count)
    {
        var reader = new TermReader(text, language);
        while (_count < MostTerms)
        {
            var words = _words.AsSpan(0, ReadSome(ref reader, key, small));
            if (words.IsEmpty)
                return;
            Identify(words, text);
            Count(words, count);
        }
    }

    /// <summary>Reads words that say something, as many as there is room for.</summary>
    private int ReadSome(ref TermReader reader, ulong key, FrozenSet<ulong> small)
    {
        var read = 0;
        while (read < _words.Length && reader.Read(out var term))
        {
            var word = term.Word ^ key;
            ref readonly var known = ref _known[(int)word & (Known - 1)];
            if (known.Key != word)
                _words[read++] = new WordRead(word, small.Contains(term.Word) ? 0 : reader.Stem() ^ key, term.Start, term.Length, Unknown);
            else if (known.Id != Small)
                _words[read++] = new WordRead(word, 0, term.Start, term.Length, known.Id);
        }

        return read;
    }

    private void Identify(Span<WordRead> words, ReadOnlySpan<char> text)
    {
        // Nothing here waits for anything else, so the lexicon's far corners are fetched together.
        foreach (ref var word in words)
        {
            if (word.Id == Unknown && word.Stem != 0)
                _fetched += lexicon.Touch(word.Stem);
        }

        foreach (ref var word in words)
        {
            if (word.Id != Unknown)
                continue;
            word.Id = word.Stem == 0 ? Small : lexicon.IdOf(word.Stem, text.Slice(word.Start, word.Length));
            _known[(int)word.Word & (Known - 1)] = (word.Word, word.Id);
        }
    }

    private void Count(Span<WordRead> words, double count)
    {
        foreach (ref readonly var word in words)
        {
            if (word.Id == Small || _count == MostTerms)
                continue;
            ref var seen = ref lexicon.ScratchOf(word.Id);
            if (seen != 0)
                continue;
            seen = 1;
            _counts[_count] = count;
            _terms[_count++] = word.Id;
        }
    }

    private TermVector Weigh(string language)
    {
        var stories = lexicon.StoriesIn(options.MixLanguages ? "" : language) + options.AssumedStories;
        var square = 0.0;
        for (var i = 0; i < _count; i++)
        {
            lexicon.ScratchOf(_terms[i]) = 0;
            var rarity = Math.Log((stories + 1.0) / (lexicon.StoriesWith(_terms[i]) + 1.0));
            var weight = _counts[i] * Math.Max(rarity, 0.05);
            _counts[i] = weight;
            square += weight * weight;
        }

        var norm = TermVector.One / Math.Sqrt(Math.Max(square, double.Epsilon));
        for (var i = 0; i < _count; i++)
            // Never nothing: a product of nothing would not show that the article was touched.
            _weights[i] = (short)Math.Max(1, Math.Round(_counts[i] * norm));
        return new TermVector(_terms.AsSpan(0, _count), _weights.AsSpan(0, _count));
    }

    /// <summary>A word of the text: its key as written, that of its stem (0 for a small word), where it stands, and its id.</summary>
    private record struct WordRead(ulong Word, ulong Stem, int Start, int Length, int Id);
}
