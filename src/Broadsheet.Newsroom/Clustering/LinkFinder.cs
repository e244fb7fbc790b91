namespace Broadsheet.Clustering;

/// <summary>Finds the active articles like a new one, and sums their pull story by story.</summary>
internal sealed class LinkFinder(ActiveArticles articles, Lexicon lexicon, ClusteringOptions options)
{
    /// <summary>The pull of an identical article at the same moment.</summary>
    public const int Scale = 1 << 24;

    /// <summary>
    /// The longest lists are not read while what is left out stays this short a vector: by Cauchy and Schwarz no product
    /// then loses more than this times the other article's share in those words.
    /// </summary>
    private const double LeftOut = 0.40;

    /// <summary>The part of a product that makes it worth being completed.</summary>
    private const double Promising = 0.08;

    /// <summary>
    /// Words whose ids are equal modulo this share a flag that says whether the query may have them. The flags stay in the
    /// processor's nearest cache, the query's weights do not, and most words of another article are not in the query.
    /// </summary>
    private const int Sieve = 1 << 12;

    private readonly List<OpenStory> _stories = [];
    private readonly List<(int Slot, int Product)> _promising = [];
    private readonly List<int> _unread = [];
    private int[] _touched = new int[1025];
    private int[] _products = new int[1024];
    private short[] _query = new short[1024];
    private readonly bool[] _mayAsk = new bool[Sieve];
    private long _stamp;

    /// <summary>The stories found for the last article, in the order met.</summary>
    public List<OpenStory> Stories => _stories;

    /// <summary>Looks for articles like the vector, published within the window of the moment (in seconds).</summary>
    public void Find(TermVector vector, long time)
    {
        _stories.Clear();
        _stamp++;
        if (_products.Length < articles.Count)
        {
            Array.Resize(ref _products, Math.Max(articles.Count, _products.Length * 2));
            _touched = new int[_products.Length + 1];
        }

        if (_query.Length < lexicon.Count)
            Array.Resize(ref _query, Math.Max(lexicon.Count, _query.Length * 2));
        Collect(vector);
        foreach (var index in _unread)
            Ask(vector.Terms[index], vector.Weights[index]);
        foreach (var (slot, product) in _promising)
            Link(slot, product + ProductWith(articles[slot].Vector), time);
        foreach (var index in _unread)
            Ask(vector.Terms[index], 0);
    }

    /// <summary>The sum of links from the article last looked up to a story.</summary>
    public long PullOf(OpenStory story) => story.Stamp == _stamp ? story.Pull : 0;

    /// <summary>The sum of the links between all members of two stories.</summary>
    public long PullBetween(OpenStory one, OpenStory other)
    {
        var (few, many) = one.Members.Count <= other.Members.Count ? (one.Members, other.Members) : (other.Members, one.Members);
        // Huge stories are sampled evenly: the mean of a few thousand pairs is as good, and the time stays bounded.
        var fewStep = Math.Max(1, few.Count / 64);
        var manyStep = Math.Max(1, many.Count / 64);
        long sum = 0;
        var pairs = 0;
        for (var i = 0; i < few.Count; i += fewStep)
        {
            var vector = articles[few[i]].Vector;
            AskAll(vector, set: true);
            for (var j = 0; j < many.Count; j += manyStep, pairs++)
                sum += Strength(ProductWith(articles[many[j]].Vector), articles[few[i]].Time - articles[many[j]].Time);
            AskAll(vector, set: false);
        }

        return pairs == 0 ? 0 : (long)((double)sum / pairs * few.Count * many.Count);
    }

    /// <summary>Adds up products over the words worth reading, and notes the words not read and the articles whose sum is promising.</summary>
    private void Collect(TermVector vector)
    {
        Span<(int Stories, int Index)> order = stackalloc (int, int)[vector.Terms.Length];
        for (var i = 0; i < order.Length; i++)
            order[i] = (-lexicon.StoriesWith(vector.Terms[i]), i);
        order.Sort();
        var left = LeftOut * LeftOut * TermVector.Square;
        var touched = 0;
        _unread.Clear();
        foreach (var (_, index) in order)
        {
            int weight = vector.Weights[index];
            if (left >= 0 && (left -= weight * weight) >= 0)
            {
                _unread.Add(index);
                continue;
            }

            foreach (var (slot, other) in articles.With(vector.Terms[index]))
            {
                ref var product = ref _products[slot];
                if (product == 0)
                    _touched[touched++] = slot;
                product += weight * other;
            }
        }

        Pick(touched);
    }

    private void Pick(int touched)
    {
        _promising.Clear();
        var (enough, first) = ((int)(Promising * TermVector.Square), articles.First);
        foreach (var slot in _touched.AsSpan(0, touched))
        {
            ref var product = ref _products[slot];
            if (product >= enough && slot >= first)
                _promising.Add((slot, product));
            product = 0;
        }
    }

    private void Link(int slot, int product, long time)
    {
        ref var entry = ref articles[slot];
        var strength = Strength(product, entry.Time - time);
        if (strength == 0)
            return;
        var story = entry.Story;
        if (story.Stamp != _stamp)
        {
            (story.Stamp, story.Pull, story.Nearest) = (_stamp, 0, (-1, 0));
            _stories.Add(story);
        }

        story.Pull += strength;
        if (product > story.Nearest.Product)
            story.Nearest = (slot, product);
    }

    /// <summary>The square of the cosine, fading with the time between; nothing below the threshold or beyond the window.</summary>
    private long Strength(int product, long gap)
    {
        gap = Math.Abs(gap);
        var cosine = product / TermVector.Square;
        return cosine < options.LinkAt || gap > options.Window.TotalSeconds
            ? 0
            : (long)(cosine * cosine * Math.Exp(-gap / options.PullFade.TotalSeconds) * Scale);
    }

    private void Ask(int term, short weight)
    {
        _query[term] = weight;
        _mayAsk[term % Sieve] = weight != 0;
    }

    private void AskAll(TermVector vector, bool set)
    {
        for (var i = 0; i < vector.Terms.Length; i++)
            Ask(vector.Terms[i], set ? vector.Weights[i] : (short)0);
    }

    /// <summary>The product with the words asked for.</summary>
    private int ProductWith(TermVector other)
    {
        var sum = 0;
        var (terms, weights, query, mayAsk) = (other.Terms, other.Weights, _query, _mayAsk);
        for (var i = 0; i < terms.Length; i++)
        {
            if (mayAsk[(uint)terms[i] % Sieve])
                sum += query[terms[i]] * weights[i];
        }

        return sum;
    }
}
