using System.Collections.Frozen;

namespace Broadsheet.Clustering;

/// <summary>Reads an article's words and weighs them by how rare they are among stories.</summary>
internal sealed class VectorMaker(Lexicon lexicon, ClusteringOptions options)
{
    /// <summary>No article says more about its event than this many different words; the bound is for hostile ones.</summary>
    private const int MostTerms = 400;

    private readonly List<int> _terms = new(MostTerms);
    private readonly List<double> _counts = new(MostTerms);
    private int[] _places = new int[1024];

    /// <summary>The vector of an article in a language.</summary>
    public TermVector Make(Article article, string language)
    {
        _terms.Clear();
        _counts.Clear();
        var key = options.MixLanguages ? 0 : TermReader.Hash(language);
        var small = Languages.SmallWordsOf(language);
        Read(Headline.Core(article.Title, article.Provider.Name, article.Provider.Domain), language, key, small, options.TitleWeight);
        Read(Start(article.Excerpt, options.BodyLength), language, key, small, 1);
        Read(Start(article.Text, options.TextLength), language, key, small, options.TextWeight);
        return Weigh(language);
    }

    private static ReadOnlySpan<char> Start(string? text, int length) => text.AsSpan(0, Math.Min(text?.Length ?? 0, length));

    private void Read(ReadOnlySpan<char> text, string language, ulong key, FrozenSet<ulong> small, double count)
    {
        var reader = new TermReader(text, language);
        while (reader.Read(out var term) && _terms.Count < MostTerms)
        {
            if (small.Contains(term.Word))
                continue;
            var id = lexicon.IdOf(term.Stem ^ key, text.Slice(term.Start, term.Length));
            if (id >= _places.Length)
                Array.Resize(ref _places, Math.Max(id + 1, _places.Length * 2));
            if (_places[id] > 0)
                continue;
            _terms.Add(id);
            _counts.Add(count);
            _places[id] = _terms.Count;
        }
    }

    private TermVector Weigh(string language)
    {
        var stories = lexicon.StoriesIn(options.MixLanguages ? "" : language) + options.AssumedStories;
        var square = 0.0;
        for (var i = 0; i < _terms.Count; i++)
        {
            _places[_terms[i]] = 0;
            var rarity = Math.Log((stories + 1.0) / (lexicon.StoriesWith(_terms[i]) + 1.0));
            var weight = _counts[i] * Math.Max(rarity, 0.05);
            _counts[i] = weight;
            square += weight * weight;
        }

        var norm = TermVector.One / Math.Sqrt(Math.Max(square, double.Epsilon));
        var weights = new short[_terms.Count];
        for (var i = 0; i < weights.Length; i++)
            // Never nothing: a product of nothing would not show that the article was touched.
            weights[i] = (short)Math.Max(1, Math.Round(_counts[i] * norm));
        return new TermVector([.. _terms], weights);
    }
}
