namespace Broadsheet.Clustering;

/// <summary>
/// Finds the active articles like a new one, and sums their pull story by story. Almost all its time goes into waiting for
/// memory. So it first asks for everything it is about to need, in loops whose loads do not depend on each other and are under
/// way together, and only then begins to count.
/// </summary>
internal sealed class LinkFinder(ActiveArticles articles, Lexicon lexicon, Fading fading, ClusteringOptions options)
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

    private const int MostLooked = 64;

    /// <summary>So many links say where a likeness came from.</summary>
    private const int MostNamed = 3;

    private readonly List<OpenStory> _stories = [];
    private readonly List<(int Slot, long Strength)> _links = [];
    private readonly List<int> _few = [];
    private readonly List<int> _many = [];
    private readonly long[] _order = new long[VectorMaker.MostTerms];
    private readonly int[] _unread = new int[VectorMaker.MostTerms];
    private readonly ListToRead[] _lists = new ListToRead[VectorMaker.MostTerms];
    private readonly Question _question = new();
    private Candidate[] _promising = new Candidate[256];
    private int[] _touched = new int[1025];
    private int[] _products = new int[1024];
    private int _unreadCount;
    private int _fetched;
    private long _stamp;

    /// <summary>The stories found for the last article, in the order met.</summary>
    public List<OpenStory> Stories => _stories;

    /// <summary>Looks for articles like the vector, published within the window of the moment (in seconds).</summary>
    public void Find(TermVector vector, long time)
    {
        _stories.Clear();
        _links.Clear();
        _stamp++;
        if (_products.Length < articles.Count)
        {
            Array.Resize(ref _products, Math.Max(articles.Count, _products.Length * 2));
            _touched = new int[_products.Length + 1];
        }

        var found = Pick(Read(Choose(vector)));
        Fetch(_promising.AsSpan(0, found));
        _question.Clear();
        foreach (var index in _unread.AsSpan(0, _unreadCount))
            _question.Ask(vector.Terms[index], vector.Weights[index]);
        foreach (ref readonly var candidate in _promising.AsSpan(0, found))
            Link(candidate.Slot, candidate.Product + _question.ProductWith(articles.VectorAt(candidate.Start, candidate.Length)), time);
    }

    /// <summary>The sum of links from the article last looked up to a story.</summary>
    public long PullOf(OpenStory story) => story.Stamp == _stamp ? story.Pull : 0;

    /// <summary>What the likeness of the article last looked up to a story is made of: the strongest links, then the others together.</summary>
    public LikenessPart[] PartsOf(OpenStory story)
    {
        if (PullOf(story) == 0)
            return [];
        Span<(int Slot, long Strength)> best = stackalloc (int, long)[MostNamed];
        var (named, count) = (0, 0);
        foreach (var link in _links)
        {
            if (articles[link.Slot].Story != story)
                continue;
            count++;
            if (named == MostNamed && best[^1].Strength >= link.Strength)
                continue;
            var place = named < MostNamed ? named++ : named - 1;
            for (; place > 0 && best[place - 1].Strength < link.Strength; place--)
                best[place] = best[place - 1];
            best[place] = link;
        }

        var parts = new LikenessPart[Math.Min(count, MostNamed + 1)];
        var left = story.Likeness;
        for (var i = 0; i < parts.Length; i++)
        {
            // The last takes what is left, so that what is shown sums to what is shown.
            var value = i == parts.Length - 1 ? left : Math.Round(story.Likeness * best[i].Strength / story.Pull, 5);
            parts[i] = i < named ? new LikenessPart(articles.IdOf(best[i].Slot), 1, value) : new LikenessPart(null, count - named, value);
            left -= value;
        }

        return parts;
    }

    /// <summary>The sum of the links between all members of two stories.</summary>
    public long PullBetween(OpenStory one, OpenStory other)
    {
        var (few, many) = one.Members <= other.Members ? (one, other) : (other, one);
        Sample(few, _few, MostLooked);
        Sample(many, _many, MostLooked);
        long sum = 0;
        foreach (var slot in _few)
        {
            AskFor(slot);
            foreach (var against in _many)
                sum += Strength(_question.ProductWith(articles.VectorOf(against)), articles[slot].Time - articles[against].Time);
        }

        var pairs = _few.Count * _many.Count;
        return pairs == 0 ? 0 : (long)((double)sum / pairs * few.Members * many.Members);
    }

    /// <summary>
    /// Lists a story's active articles, huge stories' evenly chosen: the mean over a few thousand pairs is as good, and the time
    /// stays bounded.
    /// </summary>
    public void Sample(OpenStory story, List<int> slots, int most)
    {
        slots.Clear();
        var step = Math.Max(1, story.Members / most);
        var index = 0;
        for (var slot = story.First; slot >= 0; slot = articles[slot].Next, index++)
        {
            if (index % step == 0)
                slots.Add(slot);
        }
    }

    /// <summary>Writes the links between all of some articles, time left out, 1 for the same text; row by row.</summary>
    public void PullsAmong(List<int> slots, Span<double> pulls)
    {
        var count = slots.Count;
        for (var i = 0; i < count; i++)
        {
            AskFor(slots[i]);
            pulls[(i * count) + i] = 0;
            for (var j = i + 1; j < count; j++)
            {
                var pull = Strength(_question.ProductWith(articles.VectorOf(slots[j])), 0) / (double)Scale;
                (pulls[(i * count) + j], pulls[(j * count) + i]) = (pull, pull);
            }
        }
    }

    /// <summary>Which of some articles, by its place among them, is most like one.</summary>
    public int MostAlike(int slot, List<int> slots)
    {
        AskFor(slot);
        var (most, place) = (-1, 0);
        for (var i = 0; i < slots.Count; i++)
        {
            var product = _question.ProductWith(articles.VectorOf(slots[i]));
            if (product > most)
                (most, place) = (product, i);
        }

        return place;
    }

    private void AskFor(int slot)
    {
        var vector = articles.VectorOf(slot);
        _question.Clear();
        for (var i = 0; i < vector.Terms.Length; i++)
            _question.Ask(vector.Terms[i], vector.Weights[i]);
    }

    /// <summary>Notes the words not worth reading; gives the lists of the others.</summary>
    private ReadOnlySpan<ListToRead> Choose(TermVector vector)
    {
        // The commonest first, in the order of the text where equally common.
        var order = _order.AsSpan(0, vector.Terms.Length);
        for (var i = 0; i < order.Length; i++)
            order[i] = ((long)-lexicon.StoriesWith(vector.Terms[i]) << 32) | (uint)i;
        order.Sort();
        var left = LeftOut * LeftOut * TermVector.Square;
        _unreadCount = 0;
        foreach (var place in order)
        {
            var weight = vector.Weights[(int)place];
            if ((left -= weight * weight) < 0)
                break;
            _unread[_unreadCount++] = (int)place;
        }

        var count = 0;
        foreach (var place in order[_unreadCount..])
            _lists[count++] = new ListToRead(articles.PlaceOf(vector.Terms[(int)place]), vector.Weights[(int)place]);
        return _lists.AsSpan(0, count);
    }

    /// <summary>Adds up products over the words worth reading; gives the number of articles met.</summary>
    private int Read(ReadOnlySpan<ListToRead> lists)
    {
        foreach (ref readonly var list in lists)
            _fetched += articles.FirstOf(list.Place);
        var (products, met, touched) = (_products, _touched, 0);
        foreach (ref readonly var list in lists)
        {
            var weight = list.Weight;
            foreach (var (slot, other) in articles.At(list.Place))
            {
                // Whether an article is met for the first time cannot be foretold, so it is noted either way and counted or not.
                ref var product = ref products[slot];
                met[touched] = slot;
                touched += product == 0 ? 1 : 0;
                product += weight * other;
            }
        }

        return touched;
    }

    /// <summary>Lists the articles whose product is promising, and forgets the products; gives their number.</summary>
    private int Pick(int touched)
    {
        if (_promising.Length < touched)
            _promising = new Candidate[Math.Max(touched, _promising.Length * 2)];
        var (enough, first, found) = ((int)(Promising * TermVector.Square), articles.First, 0);
        foreach (var slot in _touched.AsSpan(0, touched))
        {
            ref var product = ref _products[slot];
            if (product >= enough && slot >= first)
                _promising[found++] = new Candidate { Slot = slot, Product = product };
            product = 0;
        }

        return found;
    }

    /// <summary>Has the candidates' vectors brought near.</summary>
    private void Fetch(Span<Candidate> candidates)
    {
        foreach (ref var candidate in candidates)
        {
            ref readonly var entry = ref articles[candidate.Slot];
            (candidate.Start, candidate.Length) = (entry.Start, entry.Length);
        }

        foreach (ref readonly var candidate in candidates)
            _fetched += articles.Touch(candidate.Start, candidate.Length);
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

        _links.Add((slot, strength));
        story.Pull += strength;
        if (product > story.Nearest.Product)
            story.Nearest = (slot, product);
    }

    /// <summary>The square of the cosine, fading with the time between; nothing below the threshold or beyond the window.</summary>
    private long Strength(int product, long gap)
    {
        var cosine = product * (1 / TermVector.Square);
        return cosine < options.LinkAt ? 0 : (long)(cosine * cosine * fading.Left(gap) * Scale);
    }

    /// <summary>A word's list, and what the word weighs in the query.</summary>
    private readonly record struct ListToRead(PostingLists.Place Place, int Weight);

    /// <summary>An article that may be like the query.</summary>
    private struct Candidate
    {
        public int Slot;
        public int Product;
        public int Start;
        public int Length;
    }
}
